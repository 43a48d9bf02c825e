"""Those who raise a child, or treat a patient, where they are not drawn at birth but have lived.

A child's life reads off a table what its mother is like from which age on. She has lived already:
what is done to a child tells on her only where her own life is lived on.
"""

from typing import NamedTuple

import numpy as np

from trustsim.study.cast import CROWDS
from trustsim.study.population import FACTORS
from trustsim.theory.compiled import borrowing

OWN_FACTORS, DRAWN = len(FACTORS), len(CROWDS)


class Raising(NamedTuple):
    """What those who raise some people are like, from which age of these on."""

    days: np.ndarray  # (change,): age in days; the first is the day of birth
    whom: np.ndarray  # (person who raises,): whose place they take, of those drawn at birth
    traits: np.ndarray  # (person, change, person who raises, factor or trait)

    def of(self, places):
        """The same for some of these people, by their places."""
        return Raising(self.days, self.whom, self.traits[places])


AS_DRAWN = Raising(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros((0, 0, 0, 0)))


@borrowing
def born_to(raising, k, births):
    """Write down of person ``k`` to whom it is born: fills ``births`` (person drawn, trait)."""
    if len(raising.days) > 0:
        for j in range(len(raising.whom)):
            for trait in range(raising.traits.shape[3]):
                births[raising.whom[j], trait] = raising.traits[k, 0, j, trait]


@borrowing
def changes(raising, day):
    """Is anybody who raises a child different from this day on?"""
    for c in range(1, len(raising.days)):  # noqa: SIM110  numba knows no generators
        if raising.days[c] == day:
            return True
    return False


@borrowing
def latest(raising, day):
    """Which of the changes is the latest on this day."""
    found = 0
    for c in range(1, len(raising.days)):
        if raising.days[c] <= day:
            found = c
    return found


@borrowing
def raised(raising, k, day, home):
    """What those who raise person ``k`` are like on this day: fills ``home.born``."""
    if len(raising.days) > 0:
        now = latest(raising, day)
        for j in range(len(raising.whom)):
            for trait in range(home.born.shape[1]):
                home.born[DRAWN + raising.whom[j], trait] = raising.traits[
                    k, now, j, OWN_FACTORS + trait
                ]
