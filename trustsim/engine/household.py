"""All that changes in one child's life, as rows of numbers, and the few functions that read them.

One household takes some three thousand bytes, and is used again for the next child. Encounters see
named tuples; where the numbers lie nobody else needs to know.
"""

from typing import NamedTuple

import numpy as np

from trustsim.theory.compiled import borrowing, rule
from trustsim.theory.parameters import PartnerTraits
from trustsim.theory.rows import reader, width, writer
from trustsim.theory.states import Bond, Mind, Self

BOND, SELF = width(Bond), width(Self)  # numbers of each
PEOPLE = 0  # the first bond: what people in general are like
MOOD, MEET, COMPANY = range(3)  # of a tie on a day: mood, and chances to venture out and whom with


class Household(NamedTuple):
    """A child and everybody around it."""

    bonds: np.ndarray  # (bond, number)
    me: np.ndarray  # (1, number)
    days: np.ndarray  # (tie, 3): mood of the day, and two chances
    family: np.ndarray  # (1,): what the family has to bear
    born: np.ndarray  # (person, trait): what everybody is like
    traits: np.ndarray  # (person, trait): and is like at present, in what the family has to bear
    acquainted: np.ndarray  # (bond,): 1 with whom something has happened already
    comforted: np.ndarray  # (bond,): how often each has comforted lately


def households(people, ties):
    """Room for what changes in the lives of so many people: a Household with one axis more.

    What people are like does not change by what is lived; there is no room for it.
    """
    return Household(
        np.zeros((people, ties - 1, BOND)),
        np.zeros((people, 1, SELF)),
        np.zeros((people, ties, 3)),
        np.zeros((people, 1)),
        np.zeros((people, 0, 0)),
        np.zeros((people, 0, 0)),
        np.zeros((people, ties - 1)),
        np.zeros((people, ties - 1)),
    )


@rule
def taken_up(home, lives, k):
    """Go on with the life of person ``k`` as it stood when it was left.

    What people are like is born anew, so that it may differ from then on.
    """
    home.bonds[:], home.me[:], home.days[:] = lives.bonds[k], lives.me[k], lives.days[k]
    home.family[:], home.acquainted[:] = lives.family[k], lives.acquainted[k]
    home.comforted[:] = lives.comforted[k]


@rule
def left(home, lives, k):
    """Keep the life of person ``k`` as it stands."""
    lives.bonds[k], lives.me[k], lives.days[k] = home.bonds, home.me, home.days
    lives.family[k], lives.acquainted[k] = home.family, home.acquainted
    lives.comforted[k] = home.comforted


bond_at, keep_bond = reader(Bond), writer(Bond)  # of one row
self_at, keep_self = reader(Self), writer(Self)
traits_at, keep_traits = reader(PartnerTraits), writer(PartnerTraits)


@borrowing
def mind_with(bonds, me, partner, figure):
    """What the child brings to an encounter with the partner of this bond."""
    return Mind(
        bond_at(bonds, partner), bond_at(bonds, figure), bond_at(bonds, PEOPLE), self_at(me, 0)
    )
