"""Trust: is this person helpful, and does this person know?"""

import math

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import expectation
from trustsim.theory.states import Brought


@rule
def helpfulness(bond, theory):
    """Believed helpfulness (eqs 15, 37)."""
    brought = bond.brought
    return expectation(
        bond.helpfulness,
        theory.default_helped + brought.helped,
        theory.default_harmed + brought.harmed,
    )


@rule
def knowledge(bond, theory):
    """Believed knowledge (eqs 15, 37)."""
    brought = bond.brought
    return expectation(
        bond.knowledge,
        theory.default_knew + brought.knew,
        theory.default_erred + brought.erred,
    )


@rule
def trust(bond, theory):
    """Trust in somebody known: helpful and knowing, and no liar (eqs 16, 38)."""
    return (1.0 - bond.liar) * helpfulness(bond, theory) * knowledge(bond, theory)


@rule
def helpfulness_of_unknown(people, figure, theory):
    """Help expected of somebody unknown: people met, with a shade of the figure (eq. 17)."""
    share = theory.spill_over
    return (1.0 - share) * helpfulness(people, theory) + share * helpfulness(figure, theory)


@rule
def trust_in_unknown(people, figure, theory):
    """Trust in somebody unknown: helpful and knowing, as people are (eqs 16, 17)."""
    return helpfulness_of_unknown(people, figure, theory) * knowledge(people, theory)


@rule
def credit(expected, doubt):
    """Cases for somebody new that go with a fixed number of cases of doubt (eq. 37).

    The better people are known to be, the more credit a newcomer has, and the less it can gain.
    """
    return doubt * expected / (1.0 - expected)


@rule
def brought(helpful, knowing, theory):
    """What is brought to a bond with somebody new, expected to be as helpful and knowing as this.

    Eq. 37.
    """
    doubt = theory.doubt
    return Brought(
        credit(helpful, doubt) - theory.default_helped,
        doubt - theory.default_harmed,
        credit(knowing, doubt) - theory.default_knew,
        doubt - theory.default_erred,
    )


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
