"""Lines of descent that a config asks for: how many generations, and what differs in which.

The rest of the config is one life, from birth until one has a child and beyond; every generation
lives it. An arm says what differs in some generations, so that the same great-grandchild is known
with it and without it.
"""

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import pydantic
from pydantic import ConfigDict, Field

from trustsim.asking.arms import lived_otherwise
from trustsim.asking.birth import give_birth, raise_children
from trustsim.engine.descent import of_descendants
from trustsim.mistakes import Mistake
from trustsim.study.cast import NAME, Name
from trustsim.study.config import as_written, checked, config_model
from trustsim.study.scenario import (
    Scenario,
    extended,
    from_dict,
    plain,
    read_toml,
    together,
    unclaimed,
)
from trustsim.theory.about import OLDEST

TABLE = "generations"
UNCHANGED = "unchanged"  # the arm in which nothing differs
WHEN = "in"  # in an arm: in which generations it differs
QUICK_WORLDS, QUICK_GENERATIONS = 4, 4  # of a quick look
STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class GenerationsTable(pydantic.BaseModel):
    """How lines of descent go on."""

    model_config = STRICT
    number: Annotated[int, Field(ge=2, le=100, description="how many generations there are")]
    birth: Annotated[
        float, Field(ge=0, le=OLDEST, description="age of a mother at birth, in months")
    ]
    roles: Annotated[
        dict[Name, Name],
        Field(
            default_factory=dict,
            description="who in a child's life is whom of those whom its mother knows",
        ),
    ]
    arms: Annotated[
        dict[Annotated[str, Field(pattern=NAME)], dict[str, Any]],
        Field(
            default_factory=dict,
            max_length=20,
            description="what differs, and in which generations; the lines without it are beside",
        ),
    ]


@cache
def generations_model():
    """The pydantic model of a config with generations in it."""
    return pydantic.create_model(
        "Generations", __base__=config_model(), generations=(GenerationsTable, ...)
    )


@dataclass(frozen=True)
class Arm:
    """What is lived in the generations in which something differs."""

    scenario: Scenario
    generations: tuple


@dataclass(frozen=True)
class Generations:
    """Lines of descent: one life, lived by one generation after the other."""

    life: Scenario
    number: int
    birth: float  # months
    roles: dict  # who in a child's life is whom of those whom its mother knows
    arms: dict  # name -> Arm; the first one is that in which nothing differs
    title: str = ""
    name: str = "generations"
    given: dict = field(default_factory=dict, repr=False)  # the config as it was given

    @property
    def lines(self):
        """How many lines there are."""
        return self.life.worlds * self.life.children

    def quick(self):
        """The same with few lines and generations: a look, not a result.

        So many generations that what differs in one is still seen in its children.
        """
        few = {
            name: Arm(with_worlds(arm.scenario, QUICK_WORLDS), arm.generations)
            for name, arm in self.arms.items()
        }
        enough = [self.first_difference(arm) + 2 for arm, each in few.items() if each.generations]
        number = min(self.number, max([QUICK_GENERATIONS, *enough]))
        life = with_worlds(self.life, QUICK_WORLDS)
        those = {
            arm: {WHEN: earlier(each, number)} for arm, each in few.items() if each.generations
        }
        table = {"number": number} | ({"arms": those} if those else {})
        given = together(self.given, {"worlds": life.worlds, TABLE: table})
        return replace(self, life=life, number=number, arms=few, given=given)

    def lived(self, arm, generation):
        """What is lived in a generation of an arm."""
        asked = self.arms[arm]
        life = asked.scenario if generation in asked.generations else self.life
        return of_descendants(life) if generation > 0 else life

    def first_difference(self, arm):
        """The generation from which on an arm is not as nothing had differed."""
        return min(self.arms[arm].generations, default=self.number)


def earlier(arm, number):
    """Those generations of an arm that are lived where there are so many."""
    return [each for each in arm.generations if each < number]


def with_worlds(scenario, most):
    """The same scenario with no more than so many worlds."""
    return scenario.but({"worlds": min(scenario.worlds, most)})


def asks_for_generations(path):
    """Does a TOML file ask for generations?"""
    return TABLE in read_toml(path)


def load_generations(path):
    """The generations that a TOML file describes. Raises Mistake with one clear message."""
    return generations_from_config(read_toml(path), where=str(path), name=Path(path).stem)


def generations_from_config(given, where="generations", name="generations"):
    """The generations that a nested dict describes. Raises Mistake with one clear message."""
    given = extended(given, where)
    unclaimed(given, where, TABLE)
    if TABLE not in given:
        raise Mistake(f"{where}: has no table [{TABLE}]; say there how many, or use run")
    config = checked(given, where, generations_model())
    table = config.generations
    rest = {key: value for key, value in given.items() if key != TABLE}
    life = from_dict(rest, where=where, name=name)
    raisable(life, table, f"{where}: [{TABLE}]")
    if UNCHANGED in table.arms:
        raise Mistake(f"{where}: [{TABLE}.arms.{UNCHANGED}]: there is one already; choose a name")
    arms = {
        arm: arm_of(life, rest, changes, table, f"{where}: [{TABLE}.arms.{arm}]", name)
        for arm, changes in table.arms.items()
    }
    return Generations(
        life, table.number, table.birth, dict(table.roles),
        {UNCHANGED: Arm(life, ()), **arms}, config.title, name, plain(given),
    )  # fmt: skip


def arm_of(life, rest, changes, table, where, name):
    """One arm: what everybody lives, with its changes, and in which generations."""
    those = generations_of(changes, table.number, where)
    made = lived_otherwise(rest, changes, where, name, (WHEN,))
    if replace(made, differences=life.differences) == life:
        raise Mistake(f"{where}: is lived as without it; say what differs, or leave the arm out")
    raisable(made, table, where)
    return Arm(made, those)


def generations_of(changes, number, where):
    """The generations in which an arm differs."""
    if WHEN not in changes:
        raise Mistake(
            f"{where} {WHEN} is missing; list the generations in which it differs, from 0"
        )
    those = changes[WHEN]
    if not isinstance(those, list) or not those or not all(type(each) is int for each in those):
        raise Mistake(
            f"{where} {WHEN} = {as_written(those)}: must be a list of generations, from 0"
        )
    for each in those:
        if not 0 <= each < number:
            raise Mistake(f"{where} {WHEN} = {each}: must lie between 0 and {number - 1}")
        if those.count(each) > 1:
            raise Mistake(f"{where} {WHEN}: {each} is listed twice; name each generation once")
    return tuple(those)


def raisable(life, table, where):
    """Raise unless it is known who raises the children of those who live so."""
    give_birth(life, table.birth, where)
    raise_children(life, table.roles, where)
