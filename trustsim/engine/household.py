"""All that changes in one child's life, as rows of numbers, and the few functions that read them.

One household takes some three thousand bytes, and is used again for the next child. Encounters see
named tuples; where the numbers lie nobody else needs to know.
"""

from typing import NamedTuple

import numpy as np

from trustsim.theory.compiled import rule
from trustsim.theory.parameters import PartnerTraits
from trustsim.theory.states import Bond, Brought, Count, Learnt, Mind, Self, Values

PEOPLE = 0  # the first bond: what people in general are like
BOND, SELF = 15, 8  # numbers of a bond and of a self
MOOD, MEET, COMPANY = range(3)  # of a tie on a day: mood, and chances to venture out and whom with


class Household(NamedTuple):
    """A child and everybody around it."""

    bonds: np.ndarray  # (bond, BOND)
    me: np.ndarray  # (SELF,)
    days: np.ndarray  # (tie, 3): mood of the day, and two chances
    traits: np.ndarray  # (person, trait)


@rule
def bond_at(bonds, k):
    """One bond. (Whole indices: a view of a row would count references.)"""
    return Bond(
        Values(bonds[k, 0], bonds[k, 1], bonds[k, 2]),
        Count(bonds[k, 3], bonds[k, 4]),
        bonds[k, 5],
        Count(bonds[k, 6], bonds[k, 7]),
        Count(bonds[k, 8], bonds[k, 9]),
        Brought(bonds[k, 10], bonds[k, 11], bonds[k, 12], bonds[k, 13]),
        bonds[k, 14],
    )


@rule
def keep_bond(bonds, k, bond):
    """Write down what has become of a bond."""
    bonds[k, 0], bonds[k, 1], bonds[k, 2] = bond.strategies
    bonds[k, 3], bonds[k, 4] = bond.response
    bonds[k, 5] = bond.threat
    bonds[k, 6], bonds[k, 7] = bond.helpfulness
    bonds[k, 8], bonds[k, 9] = bond.knowledge
    bonds[k, 10], bonds[k, 11], bonds[k, 12], bonds[k, 13] = bond.brought
    bonds[k, 14] = bond.liar


@rule
def self_at(me):
    """The child itself."""
    return Self(Count(me[0], me[1]), me[2], Learnt(me[3], me[4], me[5], me[6]), me[7])


@rule
def keep_self(me, now):
    """Write down what has become of the child itself."""
    me[0], me[1] = now.clarity
    me[2] = now.tension
    me[3], me[4], me[5], me[6] = now.learnt
    me[7] = now.met


@rule
def traits_at(traits, k):
    """What one person is like as a partner."""
    return PartnerTraits(
        traits[k, 0], traits[k, 1], traits[k, 2], traits[k, 3], traits[k, 4], traits[k, 5],
        traits[k, 6], traits[k, 7], traits[k, 8], traits[k, 9], traits[k, 10],
    )  # fmt: skip


@rule
def mind_with(bonds, me, partner, figure):
    """What the child brings to an encounter with the partner of this bond."""
    return Mind(
        bond_at(bonds, partner), bond_at(bonds, figure), bond_at(bonds, PEOPLE), self_at(me)
    )
