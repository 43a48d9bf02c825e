"""All that changes in one child's life, as rows of numbers, and the few functions that read them.

One household takes some three thousand bytes, and is used again for the next child. Encounters see
named tuples; where the numbers lie nobody else needs to know.
"""

from typing import NamedTuple

import numpy as np

from trustsim.theory.compiled import borrowing
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


bond_at, keep_bond = reader(Bond), writer(Bond)  # of one row
self_at, keep_self = reader(Self), writer(Self)
traits_at, keep_traits = reader(PartnerTraits), writer(PartnerTraits)


@borrowing
def mind_with(bonds, me, partner, figure):
    """What the child brings to an encounter with the partner of this bond."""
    return Mind(
        bond_at(bonds, partner), bond_at(bonds, figure), bond_at(bonds, PEOPLE), self_at(me, 0)
    )
