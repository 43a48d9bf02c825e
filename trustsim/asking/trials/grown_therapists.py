"""The therapists of a trial, where they are not drawn: people who have been children themselves.

They grow up by the same engine, and what each is like as a caregiver is read off its own life as it
is of a mother (docs/odd.md, eqs 53, 54); what a config says of the therapist comes on top.
"""

from typing import Annotated, Any, NamedTuple

import numpy as np
import pydantic
from pydantic import ConfigDict, Field

from trustsim.engine.descent import CAREGIVING, OF_THOSE_WHO_TREAT, generation_grown, treated_by
from trustsim.engine.plan import address
from trustsim.engine.raising import AS_DRAWN
from trustsim.mistakes import Mistake, listed, nearest, quoted
from trustsim.study.cast import ONE_OF
from trustsim.study.population import whose
from trustsim.study.scenario import (
    COMMANDS,
    EXTENDS,
    Scenario,
    extended,
    from_dict,
    pages,
    plain,
    together,
)
from trustsim.theory.about import OLDEST
from trustsim.theory.chance import Moment

TABLE = "therapists"
INTERVIEW = "adult_interview"


class TherapistsTable(pydantic.BaseModel):
    """Therapists who have grown up; how many there are, [cast] says of them: one_of."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
    months: Annotated[
        float, Field(gt=0, le=OLDEST, description="the age at which they treat, in months")
    ]
    extends: Annotated[
        str, Field(description="the page that says what a life they have lived until then")
    ] = "family"
    caregiver: Annotated[
        dict[str, Any],
        Field(default_factory=dict, description="who raised them, as [caregiver] has it"),
    ]


class Therapists(NamedTuple):
    """Who treats the patients of a trial, and what a life they have lived."""

    name: str  # what they are called in [cast]
    life: Scenario  # of as many people as there are therapists
    months: float  # at which they treat


def therapists_of(table, everybody, arms, intake, where):
    """The therapists that a table asks for, or None. Raises Mistake for what cannot be.

    ``everybody`` is what all live whom a trial looks at, ``arms`` what is lived in those with
    sessions (name -> Scenario, and with whom these are).
    """
    if table is None:
        return None
    where = f"{where}: [trial.{TABLE}]"
    name = treats(arms, where)
    many = how_many(everybody, name, arms, where)
    for phase in everybody.life:
        if phase.begins < intake and any(name in habit.whom for habit in phase.day):
            raise Mistake(
                f"{where} the {name} is met in [life.{phase.name}] before intake = {intake:g}; "
                "who has grown up is known from the first session on"
            )
    for visit in everybody.visits:
        if visit.months < intake and name in (visit.partner, visit.against):
            raise Mistake(
                f"{where} the {name} is met in [visits.{visit.protocol}] at {visit.months:g} "
                f"months, before intake = {intake:g}; leave {name} out there"
            )
    return Therapists(name, life_of(table, everybody, many, where), table.months)


def treats(arms, where):
    """With whom all sessions are. Raises Mistake unless there are sessions, and all with one."""
    names = sorted({partner for _, partner in arms.values()})
    if not names:
        raise Mistake(f"{where} no arm has sessions, so nobody is treated; leave the table out")
    if len(names) > 1:
        raise Mistake(
            f"{where} sessions are with {listed(names)}; let them be with one of these in all arms"
        )
    return names[0]


def how_many(everybody, name, arms, where):
    """How many therapists there are. Raises Mistake unless it is said, and the same in all arms."""
    if name not in everybody.pools:
        raise Mistake(
            f"{where} needs [cast.{name}] {ONE_OF} = N: how many therapists there are, of whom one "
            "treats each patient"
        )
    many = everybody.pools[name]
    for arm, (scenario, _) in arms.items():
        if scenario.pools.get(name) != many:
            raise Mistake(
                f"{where} there are {many} therapists, and [trial.arms.{arm}.cast.{name}] "
                f"{ONE_OF} = {scenario.pools.get(name)}; they are the same people in all arms"
            )
    return many


def life_of(table, everybody, many, where):
    """What the therapists have lived: a page, by the theory and the seed of their patients."""
    if table.extends not in pages():
        raise Mistake(
            f"{where} {EXTENDS} = {quoted(table.extends)}: no such page"
            f"{nearest(table.extends, pages())}"
        )
    page = extended({EXTENDS: table.extends}, where)
    if "life" not in page:
        raise Mistake(
            f"{where} {EXTENDS} = {quoted(table.extends)}: says nothing of a life; name a page "
            "that has a table [life], such as family"
        )
    lived = {key: each for key, each in page.items() if key not in (*COMMANDS, "visits")}
    own = {
        "seed": everybody.seed, "worlds": 1, "children": many,
        "caregiver": plain(table.caregiver),
        "theory": plain(everybody.differences.get("theory", {})),
        "visits": {CAREGIVING: {"months": [table.months]}, INTERVIEW: {"months": [table.months]}},
    }  # fmt: skip
    return from_dict(together(lived, own), where=where, name=TABLE)


def grown(trial, threads=None):
    """The Records of the therapists of a trial as they have grown up; None where they are drawn."""
    if trial.therapists is None:
        return None
    return generation_grown(trial.therapists.life, OF_THOSE_WHO_TREAT, threads=threads, words=TABLE)


def treating(trial, arm, those, who):
    """What those are like who treat these people in an arm, as a ``Raising``.

    ``those`` are the Records of the therapists, or None where they are drawn like anybody.
    """
    if those is None:
        return AS_DRAWN
    name, _, months = trial.therapists
    return treated_by(those, months, trial.arms[arm], name, numbers(trial, who))


def numbers(trial, who):
    """Which of the therapists treats each of these people (person,): the same in every arm.

    It is looked up where it is for those who are drawn.
    """
    name, seed = trial.therapists.name, trial.screened.seed
    many, children = trial.screened.pools[name], trial.screened.children
    births = [
        Moment(seed, person // children, person % children, 0, address(name), 0)
        for person in who.tolist()
    ]
    return np.array([whose(birth, many).child for birth in births])
