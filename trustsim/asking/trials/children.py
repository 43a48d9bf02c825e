"""The children of those who take part in a trial: the same child in every arm, with the same luck.

A child is raised by what its mother has become in an arm; only through her can the arm reach it.
"""

import os
from dataclasses import replace
from typing import Annotated, Any, NamedTuple

import pydantic
from pydantic import ConfigDict, Field

from trustsim.asking.birth import give_birth, raise_children
from trustsim.engine.descent import WORLDS, of_descendants, raised_by
from trustsim.engine.progress import bar
from trustsim.engine.records import recorded
from trustsim.engine.simulate import batches
from trustsim.mistakes import Mistake
from trustsim.study.cast import Name
from trustsim.study.scenario import plain
from trustsim.theory.about import OLDEST


class ChildrenTable(pydantic.BaseModel):
    """The children of those who take part in a trial."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
    birth: Annotated[
        float, Field(ge=0, le=OLDEST, description="the mother's age when her child is born, months")
    ]
    visits: Annotated[
        dict[str, Any],
        Field(min_length=1, description="the visits of the child, at its own ages, as [visits] "
              "has them"),
    ]  # fmt: skip
    roles: Annotated[
        dict[Name, Name],
        Field(default_factory=dict, description="who of those whom a mother knows becomes who in "
              "the life of her child: father = 'spouse'"),
    ]  # fmt: skip


class Children(NamedTuple):
    """When the children of a trial are born, how they are looked at, and who raises them too."""

    birth: float  # months of the mother
    visits: dict
    roles: dict
    ages: dict  # name of a visit -> ages of the child in months


def children_of(table, arms, intake, where):
    """The children that a table asks for, or None. Raises Mistake for what cannot be."""
    if table is None:
        return None
    where = f"{where}: [trial.children]"
    made = Children(table.birth, plain(table.visits), dict(table.roles), {})
    if made.birth < intake:
        raise Mistake(f"{where} birth = {made.birth:g} is before intake = {intake:g}")
    for arm in arms.values():
        give_birth(arm, made.birth, where)
        raise_children(arm, made.roles, where)
        ages = {name: each.months for name, each in of_arm(made, arm, where).protocols.items()}
    return made._replace(ages=ages)


def of_arm(children, arm, where=None):
    """The scenario of the children of an arm: the world as it is there, and visits of their own."""
    return of_descendants(arm, {"visits": children.visits}, where)


def descended(trial, arm, mothers, who, threads=None):
    """The Records of the children of those who take part, in one arm.

    ``mothers`` are the Records of these in the arm, ``who`` their numbers over all worlds.
    """
    scenario = of_arm(trial.children, trial.arms[arm])
    theirs = numbers_of(who, scenario.children)
    raised = raised_by(mothers, trial.children.birth, scenario, theirs, who, trial.children.roles)
    with bar(f"children, {arm}", len(who)) as tell:
        grown = batches(
            scenario, theirs, threads or os.cpu_count(), tell, scenario.children, raising=raised
        )
        return recorded(replace(scenario, worlds=trial.trials, children=trial.patients), grown)


def numbers_of(mothers, children):
    """The numbers of the children of mothers with these numbers, over all worlds."""
    return mothers + WORLDS * children
