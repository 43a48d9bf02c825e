"""A scenario as the engines read it: numbers only."""

from typing import NamedTuple

import numpy as np

from trustsim import population
from trustsim.laboratory.script import Row
from trustsim.parameters import PartnerTraits
from trustsim.protocols import CATALOGUE
from trustsim.scenario import age_in_days
from trustsim.states import Mind

VISITS = 1 << 28  # encounters from this number on are events of visits
EVENTS = 1 << 12  # a visit has fewer events than this


class Rhythm(NamedTuple):
    """How many encounters of each kind fill a day, and from which day on."""

    distress: int
    play: int
    lessons: int
    lessons_from: int
    others_from: int
    playmates_from: int
    playmates_until: int
    playmates: float


class Plan(NamedTuple):
    """What happens to every child; the visits are in order of age."""

    blueprint: np.ndarray  # (trait, 9): see ``population.blueprint``
    others: PartnerTraits  # adults
    playmates: PartnerTraits  # other children
    newborn: Mind
    rhythm: Rhythm
    days: np.ndarray  # (visit,): age in days
    addresses: np.ndarray  # (visit,): number of the first event, where its chance is looked up
    bounds: np.ndarray  # (visit + 1,): rows of the script that belong to each visit
    script: np.ndarray  # (event, column): see ``laboratory.script.Row``


def planned(scenario):
    """The plan of a scenario."""
    visits = scenario.visits
    scripts = [CATALOGUE[visit.protocol].script(visit.settings) for visit in visits]
    numbers = [list(CATALOGUE).index(visit.protocol) for visit in visits]
    days = [age_in_days(visit.months) for visit in visits]
    life = scenario.childhood
    return Plan(
        blueprint=population.blueprint(scenario.caregiver, scenario.infant),
        others=scenario.others,
        playmates=scenario.playmates,
        newborn=Mind(),
        rhythm=Rhythm(
            life.distress,
            life.play,
            life.lessons,
            age_in_days(life.lessons_from),
            age_in_days(life.others_from),
            age_in_days(life.playmates_from),
            age_in_days(life.playmates_until),
            life.playmates,
        ),
        days=np.array(days, dtype=np.int64),
        addresses=np.array(
            [
                VISITS * (1 + number) + EVENTS * day
                for number, day in zip(numbers, days, strict=True)
            ],
            dtype=np.int64,
        ),
        bounds=np.cumsum([0, *map(len, scripts)], dtype=np.int64),
        script=np.array([row for script in scripts for row in script], dtype=np.float64).reshape(
            -1, len(Row._fields)
        ),
    )
