"""Trust: is this person helpful, and does this person know?"""

import math

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import expectation
from trustsim.theory.states import Belief, Count


@rule
def helpfulness(bond, theory):
    """Believed helpfulness (eqs 15, 40)."""
    return expectation(
        bond.helpfulness, theory.trust.default_helped, theory.trust.default_harmed, theory.memory
    )


@rule
def knowledge(bond, theory):
    """Believed knowledge (eqs 15, 40)."""
    return expectation(
        bond.knowledge, theory.trust.default_knew, theory.trust.default_erred, theory.memory
    )


@rule
def trust(bond, theory):
    """Trust in somebody known: helpful and knowing, and no liar (eqs 16, 38)."""
    return (1.0 - bond.liar) * helpfulness(bond, theory) * knowledge(bond, theory)


@rule
def credit(expected, doubt):
    """Cases for somebody new that go with a fixed number of cases of doubt (eq. 37).

    The better people are known to be, the more credit a newcomer has, and the less it can gain.
    """
    return doubt * expected / (1.0 - expected)


@rule
def brought(expected, hits_beforehand, misses_beforehand, theory):
    """A belief about somebody new, of whom as much as this is expected (eq. 37).

    It holds what is more, or less, than anybody is credited with beforehand.
    """
    cases = Count(
        credit(expected, theory.doubt) - hits_beforehand, theory.doubt - misses_beforehand
    )
    return Belief(cases, cases)


@rule
def said_rightly(trust, alternatives):
    """How often somebody trusted as much as this is expected to say what is right (eq. 24)."""
    return trust + (1.0 - trust) / alternatives


@rule
def weight_of_word(trust, misleading, alternatives):
    """Evidence that a claim carries: log odds of hearing it when true rather than when false.

    With probability ``trust`` the speaker says what is right, with ``misleading`` one of the wrong
    answers, otherwise any of them (eq. 24). Negative where the speaker is taken for a liar.
    """
    guess = (1.0 - trust - misleading) / alternatives
    return math.log((trust + guess) / (misleading / (alternatives - 1.0) + guess))
