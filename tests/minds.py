"""Minds for tests: a child as it is with its attachment figure, and as it is with anybody else."""

from hypothesis import strategies as st
from test_rules import bonds, counts, unit

from trustsim.theory.parameters import Theory
from trustsim.theory.rules import trust
from trustsim.theory.states import Bond, Count, Learnt, Mind, Self


def with_figure(figure=Bond(), people=Bond(), **me):
    """A child that is with its attachment figure; ``me`` are parts of its ``Self``."""
    return Mind(figure, figure, people, Self(**me))


def with_others(mind):
    """The same child with somebody it does not know."""
    return mind._replace(bond=mind.people)


def but(mind, **me):
    """The same child with other parts of its ``Self``."""
    return mind._replace(me=mind.me._replace(**me))


def newly_met(helpful, knows, helped=Count(), known=Count(), liar=0.0, theory=Theory()):
    """The bond with somebody expected to be like this, and what was counted."""
    brought = trust.brought(helpful, knows, theory.trust)
    return Bond(helpfulness=helped, knowledge=known, brought=brought, liar=liar)


selves = st.builds(Self, counts, unit, st.just(Learnt()), unit)
minds = st.builds(lambda figure, people, me: Mind(figure, figure, people, me), bonds, bonds, selves)
