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
    """Trust in somebody known: helpful and knowing, and no liar (eqs 16, 38).

    **Eq. 16, trust.** Somebody is trusted as far as believed to be helpful and knowing. So it is
    for the attachment figure and for everybody known; for somebody unknown see eq. 17, for somebody
    new eqs 37 and 38.

        trust = helpfulness * knowledge
    """
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
    """Evidence that a claim carries, in nats; negative where the speaker is a liar (eq. 24).

    **Eq. 24, the weight of a word.** The log odds of hearing a claim when it is true rather than
    false, from a speaker who says what is right with probability `trust`, one of the wrong answers
    with probability `misleading`, and otherwise any of the answers. `misleading` is 0 for everybody
    but an announced liar (eq. 38), whose word can weigh less than nothing. `n` is the number of
    answers that the task offers, or `theory.learning.alternatives` where it could be anything.
    `said_rightly` is how often a speaker who is trusted as much says what is right.

        guess        = (1 - trust - misleading) / n
        word         = ln((trust + guess) / (misleading / (n - 1) + guess))
        said_rightly = trust + (1 - trust) / n
    """
    guess = (1.0 - trust - misleading) / alternatives
    return math.log((trust + guess) / (misleading / (alternatives - 1.0) + guess))
