"""Trust: is this person helpful, and does this person know?"""

import math

from trustsim.compiled import rule
from trustsim.rules.counting import expectation


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
def trust_in_unknown(people, figure, theory):
    """Trust in somebody unknown: people met, with a shade of the attachment figure (eq. 17)."""
    share = theory.spill_over
    expected = (1.0 - share) * helpfulness(people.helpfulness, theory) + share * helpfulness(
        figure.helpfulness, theory
    )
    return expected * knowledge(people.knowledge, theory)


@rule
def weight_of_word(trust, alternatives):
    """Evidence that a claim carries: log odds of hearing it when true rather than when false.

    With ``trust`` the speaker says what is right, otherwise any of the answers (eq. 24).
    """
    guess = (1.0 - trust) / alternatives
    return math.log((trust + guess) / guess)
