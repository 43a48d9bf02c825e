"""The types of explanations."""

from collections.abc import Mapping
from typing import Any

from trustsim.asking.explain.encounter import Day
from trustsim.asking.explain.question import asked as asked
from trustsim.asking.explain.question import asked_of_trial as asked_of_trial
from trustsim.asking.explain.session import Session
from trustsim.asking.explain.telling import moved as moved
from trustsim.asking.explain.trace import Trace
from trustsim.asking.explain.weighing import sides as sides
from trustsim.asking.trials import Trial
from trustsim.engine.agents import Person
from trustsim.study.scenario import Scenario

type _People = Mapping[str, type[Person]]

def explanation(
    scenario: Scenario,
    child: int,
    world: int = 0,
    task: str | None = None,
    months: float | None = None,
    people: _People | None = None,
) -> Trace: ...
def visit(
    scenario: Scenario,
    child: int,
    protocol: str,
    world: int = 0,
    months: float | None = None,
    event: int | None = None,
    people: _People | None = None,
) -> Trace: ...
def encounter(
    scenario: Scenario, child: int, number: int, world: int = 0, people: _People | None = None
) -> Trace: ...
def day(
    scenario: Scenario, child: int, number: int, world: int = 0, people: _People | None = None
) -> Day: ...
def session(
    trial: Trial,
    patient: int,
    number: int,
    arm: str | None = None,
    event: int | None = None,
    threads: int | None = None,
    people: _People | None = None,
) -> Session | Trace: ...
def words(why: Trace | Day | Session) -> str: ...
def plain(why: Trace | Day | Session) -> Any: ...
