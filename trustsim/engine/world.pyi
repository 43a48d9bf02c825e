"""The types of the world of the readable engine."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import mesa
import numpy as np

from trustsim.engine.agents import Caregiver, Infant, Person
from trustsim.study.laboratory.room import Rival, Room
from trustsim.study.laboratory.script import Row
from trustsim.study.scenario import Scenario
from trustsim.theory.chance import Moment
from trustsim.theory.encounters.messages import Answer, Kind, Signal, Testimony
from trustsim.theory.parameters import Theory

def word(what: str, number: int) -> int: ...

class Entry(NamedTuple):
    day: int
    moment: Moment
    kind: Kind
    partner: str
    signal: Signal | None
    answer: Answer | None
    testimony: Testimony | None
    after: float

    @property
    def encounter(self) -> int: ...

class Happened(NamedTuple):
    row: Row
    before: Room
    after: Room
    outcome: tuple[Any, ...]

class World(mesa.Model):
    theory: Theory
    seed_of_world: int
    number: int
    keeps_diary: bool
    day: int
    encounter: int
    occasion: int
    infants: list[Infant]
    learner: Infant
    others: Caregiver
    playmates: Caregiver

    def __init__(
        self,
        scenario: Scenario,
        seed: int | None = None,
        number: int = 0,
        children: Iterable[int] | None = None,
        people: Mapping[str, type[Person]] | None = None,
        diary: bool = False,
        raising: Any = ...,
    ) -> None: ...
    def born(self, child: int) -> None: ...
    def now(self, partner: Caregiver) -> Moment: ...
    def moment(self, luck_of_partner: int) -> Moment: ...
    def go_on_from(self, before: World) -> None: ...
    def step(self) -> None: ...
    def live(self, months: float) -> None: ...
    def live_day(self, child: Infant) -> None: ...
    def change(self, child: Infant, day: int) -> None: ...
    def bear(self, child: Infant) -> None: ...
    def wake(self, partner: Caregiver, tie: Any) -> Any: ...
    def follow(self, child: Infant, line: Any, chances: Any) -> None: ...
    def meet(self, child: Infant, kind: Kind, partner: Caregiver) -> None: ...
    def teach(self, child: Infant, speaker: Caregiver) -> None: ...
    def note(
        self,
        child: Infant,
        kind: Kind,
        partner: Caregiver,
        after: float,
        signal: Signal | None = None,
        answer: Answer | None = None,
        testimony: Testimony | None = None,
    ) -> None: ...
    def come_to(self, child: Infant, v: int) -> None: ...
    def visit(self, child: Infant, v: int) -> np.ndarray: ...
    def event_by_event(self, child: Infant, v: int) -> Iterator[Happened]: ...
    def attend(self, child: Infant, v: int, event: int) -> None: ...
    def rival(self, child: Infant, v: int) -> Rival: ...
    def happen(
        self, child: Infant, row: Row, room: Room, rival: Rival = ..., lasting: bool = False
    ) -> tuple[Room, tuple[Any, ...]]: ...
    def whole_life(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]: ...
