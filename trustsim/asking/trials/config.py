"""A trial that a config asks for: who takes part, and what is done in each arm.

The rest of the config is the life of everybody who is looked at, with the questionnaire at which
arms are compared. An arm says what differs in it.
"""

from dataclasses import dataclass, field, replace
from functools import cache
from math import ceil
from pathlib import Path
from typing import Annotated, Any

import pydantic
from pydantic import ConfigDict, Field

from trustsim.asking.arms import lived_otherwise
from trustsim.asking.trials.children import Children, ChildrenTable, children_of
from trustsim.asking.trials.grown_therapists import Therapists, TherapistsTable, therapists_of
from trustsim.mistakes import Mistake, listed, nearest, quoted
from trustsim.study.cast import NAME
from trustsim.study.config import checked, config_model
from trustsim.study.protocols.session import moments
from trustsim.study.protocols.symptoms import MOST
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

TABLE = "trial"
BESIDE = "beside"  # which other arm one is compared with: a key of an arm
SYMPTOMS, SESSION = "symptoms", "session"
MOMENTS = ("troubles", "explanations", "skills", "guidance", "attending", "imagining")
QUICK = 5  # trials of a quick look
SPARE = 2  # worlds more than in proportion, so that enough may take part
STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class TrialTable(pydantic.BaseModel):
    """Who takes part in a trial, and its arms."""

    model_config = STRICT
    screening: Annotated[
        float, Field(ge=0, le=OLDEST, description="age at which patients are chosen, in months")
    ]
    intake: Annotated[
        float, Field(ge=0, le=OLDEST, description="age at which they begin, in months")
    ]
    symptoms: Annotated[
        float, Field(ge=0, le=MOST, description="symptoms at screening, at least, of a patient")
    ]
    patients: Annotated[
        int, Field(ge=2, le=1_000_000, description="how many take part in each trial")
    ]
    trials: Annotated[
        int, Field(ge=1, le=10_000, description="how many such trials there are")
    ] = 1  # fmt: skip
    session: Annotated[
        dict[str, Any],
        Field(default_factory=dict, description="what is the same in the sessions of all arms, as "
              "[visits.session] has it"),
    ]  # fmt: skip
    arms: Annotated[
        dict[Annotated[str, Field(pattern=NAME)], dict[str, Any]],
        Field(min_length=1, max_length=20, description="what differs in each arm; the first one is "
              "that with which the others are compared, but for those that say beside which"),
    ]  # fmt: skip
    children: Annotated[
        ChildrenTable | None,
        Field(description="the children of those who take part, raised by them in each arm"),
    ] = None
    therapists: Annotated[
        TherapistsTable | None,
        Field(description="therapists who have grown up themselves, and are not drawn"),
    ] = None


@cache
def trial_model():
    """The pydantic model of a config with a trial in it."""
    return pydantic.create_model("Trial", __base__=config_model(), trial=(TrialTable, ...))


@dataclass(frozen=True)
class Trial:
    """Those who are looked at, who of them takes part, and what is lived in each arm."""

    screened: Scenario  # everybody, up to intake
    screening: float  # months
    intake: float
    symptoms: float
    patients: int  # of each trial
    trials: int
    arms: dict  # name -> Scenario, whose visits come after intake
    beside: dict  # arm that is compared -> the arm with which it is
    title: str = ""
    name: str = "trial"
    children: Children | None = None  # of those who take part, in every arm
    therapists: Therapists | None = None  # who have grown up; none where they are drawn
    given: dict = field(default_factory=dict, repr=False)  # the config as it was given

    def quick(self):
        """The same with few trials, and no more people to choose from than these need: a look.

        Who takes part is the first of those who may, so that they are the same people.
        """
        few = min(self.trials, QUICK)
        enough = min(self.screened.worlds, SPARE + ceil(self.screened.worlds * few / self.trials))
        given = together(self.given, {"worlds": enough, TABLE: {"trials": few}})
        screened = self.screened.but({"worlds": enough})
        return replace(self, trials=few, screened=screened, given=given)

    @property
    def wanted(self):
        """How many patients there are in all trials."""
        return self.patients * self.trials

    @property
    def control(self):
        """The first arm, with which the others are compared if they say nothing else."""
        return next(iter(self.arms))

    @property
    def ages(self):
        """Ages in months at which arms are compared."""
        return self.arms[self.control].protocols[SYMPTOMS].months

    @property
    def end(self):
        """The first age at which arms are compared after the last session of all of them."""
        last = max(
            (max(self.arms[name].protocols[SESSION].months) for name in self.treated),
            default=self.intake,
        )
        return next((age for age in self.ages if age >= last), self.ages[-1])

    @property
    def later(self):
        """The last age at which arms are compared, if it comes after the end; else none."""
        return self.ages[-1] if self.ages[-1] > self.end else None

    @property
    def treated(self):
        """The arms in which there are sessions."""
        return [name for name, arm in self.arms.items() if SESSION in arm.protocols]

    def but(self, changes):
        """The same trial, of the same people up to intake, with some keys changed in every arm."""
        return replace(self, arms={name: arm.but(changes) for name, arm in self.arms.items()})


def is_trial(path):
    """Does a TOML file ask for a trial?"""
    return TABLE in read_toml(path)


def load_trial(path):
    """The trial that a TOML file describes. Raises Mistake with one clear message."""
    return trial_from_config(read_toml(path), where=str(path), name=Path(path).stem)


def trial_from_config(given, where="trial", name="trial", asked_only=False):
    """The trial that a nested dict describes. Raises Mistake with one clear message.

    ``asked_only`` is for sessions at which patients are asked, and that leave no trace in them.
    """
    given = extended(given, where)
    unclaimed(given, where, TABLE)
    if TABLE not in given:
        raise Mistake(f"{where}: has no table [{TABLE}]; say there who takes part, or use run")
    config = checked(given, where, trial_model())
    table = config.trial
    rest = {key: value for key, value in given.items() if key != TABLE}
    everybody = from_dict(rest, where=where, name=name)
    if SYMPTOMS not in everybody.protocols:
        raise Mistake(f"{where}: no [visits.{SYMPTOMS}]; say there at which ages arms are compared")
    if table.session:  # whether or not there are sessions in any arm
        shared = {"visits": {SESSION: table.session}}
        from_dict(together(rest, shared), where=f"{where}: [trial.{SESSION}]", name=name)
    beside = compared_with(table.arms, where)
    early = childhood_visits(everybody, table.intake)
    seen = {key: each for key, each in rest.get("visits", {}).items() if key not in early}
    arms = {
        arm: lived(
            rest | {"visits": seen}, table, changes, f"{where}: [trial.arms.{arm}]", name
        )
        for arm, changes in table.arms.items()
    }  # fmt: skip
    for arm, scenario in arms.items():
        if SESSION in scenario.protocols:
            held(scenario, f"{where}: [trial.arms.{arm}.visits.{SESSION}]", asked_only)
    asked_alike(arms, where)
    if table.screening > table.intake:
        raise Mistake(
            f"{where}: [trial] screening = {table.screening:g} is after intake = {table.intake:g}"
        )
    treated = {
        arm: (scenario, scenario.companions[SESSION].whom[0])
        for arm, scenario in arms.items()
        if SESSION in scenario.protocols
    }
    asked = sorted({table.screening, table.intake})
    at_first = {SYMPTOMS: everybody.protocols[SYMPTOMS]._asdict() | {"months": asked}}
    at_first |= {key: rest["visits"][key] for key in early}
    return Trial(
        everybody.but({"visits": at_first}), table.screening, table.intake, table.symptoms,
        table.patients, table.trials, arms, beside, config.title, name,
        children_of(table.children, arms, table.intake, where),
        therapists_of(table.therapists, everybody, treated, table.intake, where), plain(given),
    )  # fmt: skip


def held(arm, where, asked_only):
    """Raise unless sessions are with one person, hold something, leave a trace, and end in time."""
    they, settings = arm.companions[SESSION], arm.protocols[SESSION]
    if len(they.whom) > 1:
        raise Mistake(f"{where} with = {list(they.whom)}: a session is with one person; name one")
    if not moments(settings):
        kinds = listed(MOMENTS)
        raise Mistake(f"{where}: nothing is held in a session; give at least one moment: {kinds}")
    if not (they.lasting or asked_only):
        raise Mistake(
            f"{where} lasting = false: nothing of a session would last; say lasting = true"
        )
    last, asked = max(settings.months), max(arm.protocols[SYMPTOMS].months)
    if last > asked:
        raise Mistake(
            f"{where}: the last session is held at {last:.1f} months of age, and "
            f"[visits.{SYMPTOMS}] is asked last at {asked:g}, so that nobody would know what came "
            "of it; hold fewer or more often, or ask later"
        )


def compared_with(arms, where):
    """The arm with which each is compared: the one that it names, or the first one.

    Raises Mistake where there is no such arm, or none but itself.
    """
    first, beside = next(iter(arms)), {}
    for arm, changes in arms.items():
        others = [name for name in arms if name != arm]
        if BESIDE in changes and changes[BESIDE] not in others:
            given = changes[BESIDE]
            raise Mistake(
                f"{where}: [trial.arms.{arm}] {BESIDE} = {quoted(given)}: say another arm, with "
                f"which this one is compared: {listed(others)}{nearest(given, others)}"
            )
        if arm != first or BESIDE in changes:
            beside[arm] = changes.get(BESIDE, first)
    return beside


def asked_alike(arms, where):
    """Raise unless all arms are asked for symptoms at the same ages."""
    first, *others = arms
    ages = arms[first].protocols[SYMPTOMS].months
    for arm in others:
        theirs = arms[arm].protocols[SYMPTOMS].months
        if theirs != ages:
            raise Mistake(
                f"{where}: [trial.arms.{arm}.visits.{SYMPTOMS}] months = "
                f"[{listed(f'{age:g}' for age in theirs)}]: arms are compared at the same ages, "
                f"and those of {first} are [{listed(f'{age:g}' for age in ages)}]; say them once, "
                f"in [visits.{SYMPTOMS}]"
            )


def childhood_visits(everybody, intake):
    """The visits of everybody that are over before intake: they belong to no arm."""
    return [
        name
        for name, settings in everybody.protocols.items()
        if name not in (SYMPTOMS, SESSION) and max(settings.months) < intake
    ]


def lived(rest, table, changes, where, name):
    """The scenario of one arm: what everybody lives, with the changes of the arm."""
    visits = changes.get("visits")
    if isinstance(visits, dict) and isinstance(visits.get(SESSION), dict):
        same = {"visits": {SESSION: table.session}}
        changes = together(same, changes)
    arm = lived_otherwise(rest, changes, where, name, (BESIDE,))
    for visit in arm.visits:
        if visit.months < table.intake:
            raise Mistake(
                f"{where}: {visit.name} at {visit.months:g} months is before intake at "
                f"{table.intake:g}"
            )
    return arm
