"""Minds for tests: a child as it is with its attachment figure, and as it is with anybody else."""

from hypothesis import strategies as st

from trustsim.theory.parameters import Memory, Mentalising, Misreading, Reflection, Theory
from trustsim.theory.rules import trust
from trustsim.theory.states import (
    Belief,
    Bond,
    Brought,
    Count,
    Dread,
    Learnt,
    Mind,
    Relief,
    Self,
    Strategies,
)

MANY = 1e12  # uses, so that none that is credited beforehand counts
LATELY = Memory(weight=0.0)  # nothing is expected but what was lately
INSIGHT = {  # full reflection, and no arousal that turns it off: mentalising is 1 to the last bit
    "reflection": Reflection(default_reflective=1e5, threshold=0.0, steepness=200.0),
    "mentalising": Mentalising(steepness=100.0, switch_point=10.0),
}
HALF_REFLECTION = Reflection(steepness=0.0)  # logistic(0), whatever has been lived through
HALF_SWITCH = Mentalising(steepness=0.0)  # logistic(0), at any arousal
NEVER_UNKIND = Misreading(likely=0.0)


def belief(hits=0.0, misses=0.0):
    """These cases, lately and all along, so that the weight of the two does not matter."""
    return Belief(Count(hits, misses), Count(hits, misses))


def dread(threat):
    """As much threat as this, lately and all along."""
    return Dread(threat, threat)


def relief(**values):
    """Strategies that have brought as much as this, lately and all along."""
    brought = Strategies(**{name: Brought(value * MANY, MANY) for name, value in values.items()})
    return Relief(brought, brought)


def with_figure(figure=Bond(), people=Bond(), **me):
    """A child that is with its attachment figure; ``me`` are parts of its ``Self``."""
    return Mind(figure, figure, people, Self(**me))


def with_others(mind):
    """The same child with somebody it does not know."""
    return mind._replace(bond=mind.people)


def but(mind, **me):
    """The same child with other parts of its ``Self``."""
    return mind._replace(me=mind.me._replace(**me))


def newly_met(helpful, knows, liar=0.0, threat=0.0, theory=Theory()):
    """The bond with somebody new who is expected to be like this."""
    numbers = theory.trust
    return Bond(
        threat=dread(threat),
        helpfulness=trust.brought(helpful, numbers.default_helped, numbers.default_harmed, numbers),
        knowledge=trust.brought(knows, numbers.default_knew, numbers.default_erred, numbers),
        liar=liar,
    )


unit, cases = st.floats(0.0, 1.0), st.floats(0.0, 1000.0)
counts = st.builds(Count, cases, cases)
beliefs = st.builds(Belief, counts, counts)
brought = st.builds(
    lambda value, uses: Brought(value * uses, uses), st.floats(-1.0, 1.0), st.floats(0.0, 1000.0)
)
tried = st.builds(Strategies, brought, brought, brought)
reliefs = st.builds(Relief, tried, tried)
dreads = st.builds(Dread, unit, unit)
bonds = st.builds(
    Bond, reliefs, beliefs, dreads, beliefs, beliefs, st.just(0.0), counts, cases, st.just(0.0)
)
selves = st.builds(Self, beliefs, counts, unit, st.just(Learnt()), cases, beliefs)
minds = st.builds(lambda figure, people, me: Mind(figure, figure, people, me), bonds, bonds, selves)
