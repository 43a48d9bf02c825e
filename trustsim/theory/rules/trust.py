"""Trust: is this person helpful, and does this person know?"""

import math

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import expectation


@rule
def helpfulness(count, theory):
    """Believed helpfulness (eq. 15)."""
    return expectation(count, theory.default_helped, theory.default_harmed)


@rule
def knowledge(count, theory):
    """Believed knowledge (eq. 15)."""
    return expectation(count, theory.default_knew, theory.default_erred)


@rule
def trust(relationship, theory):
    """Trust in somebody known: helpful and knowing (eq. 16)."""
    return helpfulness(relationship.helpfulness, theory) * knowledge(relationship.knowledge, theory)


@rule
def helpfulness_of_unknown(people, figure, theory):
    """Help expected of somebody unknown: people met, with a shade of the figure (eq. 17)."""
    share = theory.spill_over
    return (1.0 - share) * helpfulness(people.helpfulness, theory) + share * helpfulness(
        figure.helpfulness, theory
    )


@rule
def trust_in_unknown(people, figure, theory):
    """Trust in somebody unknown: helpful and knowing, as people are (eqs 16, 17)."""
    return helpfulness_of_unknown(people, figure, theory) * knowledge(people.knowledge, theory)


@rule
def credit(expected, doubt):
    """Cases for somebody new that go with a fixed number of cases of doubt (eq. 37).

    The better people are known to be, the more credit a newcomer has, and the less it can gain.
    """
    return doubt * expected / (1.0 - expected)


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
