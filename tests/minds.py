"""Minds for tests: a child as it is with its attachment figure, and as it is with anybody else."""

from hypothesis import strategies as st
from test_rules import bonds, counts, unit

from trustsim.theory.states import Bond, Learnt, Mind, Self


def with_figure(figure=Bond(), people=Bond(), **me):
    """A child that is with its attachment figure; ``me`` are parts of its ``Self``."""
    return Mind(figure, figure, people, Self(**me))


def with_others(mind):
    """The same child with somebody it does not know."""
    return mind._replace(bond=mind.people)


def but(mind, **me):
    """The same child with other parts of its ``Self``."""
    return mind._replace(me=mind.me._replace(**me))


selves = st.builds(Self, counts, unit, st.just(Learnt()), unit)
minds = st.builds(lambda figure, people, me: Mind(figure, figure, people, me), bonds, bonds, selves)
