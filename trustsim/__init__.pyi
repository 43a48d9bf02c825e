"""The types of the public names: what an editor and a type checker know of ``trustsim``.

Code says shapes and units in its docstrings; here stand its types, and ``tests/test_typed.py``
holds both together. What is data (a mechanism, a message, a verdict) has its types in the code.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from trustsim import measures as measures
from trustsim import sweeps as sweeps
from trustsim.asking import calibration as calibration
from trustsim.asking import comparison as comparison
from trustsim.asking import explain as explain
from trustsim.asking import generations as generations
from trustsim.asking import ledger as ledger
from trustsim.asking import recovery as recovery
from trustsim.asking import trials as trials
from trustsim.asking import twins as twins
from trustsim.asking.evidence import Verdict
from trustsim.asking.lesions import LESIONS as LESIONS
from trustsim.engine.agents import Caregiver as Caregiver
from trustsim.engine.agents import Infant as Infant
from trustsim.engine.agents import Person
from trustsim.engine.agents import Stranger as Stranger
from trustsim.engine.records import Records as Records
from trustsim.engine.world import World as World
from trustsim.mistakes import Mistake as Mistake
from trustsim.showing import figures as figures
from trustsim.study import protocols as protocols
from trustsim.study.protocols.strange_situation import CLASSES as CLASSES
from trustsim.study.scenario import Scenario as Scenario
from trustsim.study.scenario import from_dict as from_dict
from trustsim.study.scenario import load as load
from trustsim.study.scenario import loads as loads
from trustsim.sweeps import read_sweep as read_sweep
from trustsim.sweeps import sweep as sweep
from trustsim.theory import rules as rules
from trustsim.theory.about import About
from trustsim.theory.chance import Moment
from trustsim.theory.encounters.messages import Answer as Answer
from trustsim.theory.encounters.messages import Response as Response
from trustsim.theory.parameters import LearnerTraits as LearnerTraits
from trustsim.theory.parameters import PartnerTraits as PartnerTraits
from trustsim.theory.parameters import Theory as Theory
from trustsim.theory.states import Mind as Mind

type _Link = Literal["identity", "logit", "log"]

# Play

def run(
    scenario: Scenario,
    engine: Literal["fast", "agents"] = "fast",
    threads: int | None = None,
    words: str = "growing children",
    people: Mapping[str, type[Person]] | None = None,
) -> Records: ...
def read_records(folder: Path | str) -> Records: ...
def vignette(name: str) -> Scenario: ...
def fingerprint() -> str: ...

# Ask

def literature() -> dict[str, dict[str, Any]]: ...
def populations(study: Scenario, names: Any = ...) -> dict[str, Scenario]: ...
def judged(
    name: str, cohorts: Mapping[str, Records | trials.Followed | generations.Descent]
) -> Verdict: ...

# A theory of one's own

def use(path: Path | str) -> None: ...
def assumed(
    low: float, high: float, unit: str, words: str, source: str = "assumption"
) -> About: ...
def mechanism[Group: type](group: Group) -> Group: ...
def partner_trait(
    name: str,
    about: About,
    default: float,
    mean: float | None = None,
    sd: float = 0.0,
    link: _Link = "identity",
) -> None: ...
def learner_trait(
    name: str,
    about: About,
    default: float,
    mean: float | None = None,
    sd: float = 0.0,
    link: _Link = "identity",
) -> None: ...
def instead_of[Made: Callable[..., Any]](name: str) -> Callable[[Made], Made]: ...
def lesion(name: str, changes: Mapping[str, Any], expected: str) -> None: ...
def protocol[Made: Callable[[], Any]](name: str) -> Callable[[Made], Made]: ...
def given(differences: Mapping[str, Any]) -> None: ...

# What a rule is made of

def rule[Rule: Callable[..., Any]](function: Rule) -> Rule: ...
def luck(moment: Moment, first: int) -> tuple[float, float, float, float]: ...
def below(luck: float, probability: float, happens: str, otherwise: str) -> bool: ...
def replacer[Whole](kind: type[Whole], name: str) -> Callable[[Whole, Any], Whole]: ...
