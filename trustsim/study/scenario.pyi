"""The types of a scenario, and of the readers of configs; the rest of the file has none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from trustsim.theory.parameters import Childhood, PartnerTraits, Theory

class Visit(NamedTuple):
    protocol: str
    months: float
    settings: tuple[Any, ...]
    partner: str = "mother"
    against: str | None = None
    lasting: bool = False

    @property
    def name(self) -> str: ...

@dataclass(frozen=True)
class Scenario:
    title: str
    seed: int
    worlds: int
    children: int
    caregiver: Mapping[str, Any]
    infant: Mapping[str, Any]
    others: PartnerTraits
    playmates: PartnerTraits
    childhood: Childhood
    theory: Theory
    cast: Mapping[str, Mapping[str, Any]]
    pools: Mapping[str, int]
    life: tuple[Any, ...]
    events: Mapping[str, Any]
    protocols: Mapping[str, Any]
    companions: Mapping[str, Any]
    differences: Mapping[str, Any] = field(repr=False)
    name: str = "scenario"

    @property
    def visits(self) -> list[Visit]: ...
    def number_of_visit(self, protocol: str, months: float) -> int: ...
    def has_usual(self, protocol: str, months: float) -> bool: ...
    def but(self, changes: Mapping[str, Any]) -> Scenario: ...
    def resolved(self) -> dict[str, Any]: ...
    def to_toml(self, resolved: bool = False) -> str: ...

def load(path: Path | str) -> Scenario: ...
def loads(text: str, where: str = "config", name: str = "config") -> Scenario: ...
def from_dict(
    differences: Mapping[str, Any], where: str = "scenario", name: str = "scenario"
) -> Scenario: ...
def __getattr__(name: str) -> Any: ...
