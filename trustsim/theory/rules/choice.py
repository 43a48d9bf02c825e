"""Two people say different things: whom to believe?"""

import math

from trustsim.theory.compiled import rule
from trustsim.theory.rules.arousal import bounded
from trustsim.theory.rules.logistic import logistic


@rule
def strangeness(expected_gain, threat, infant, theory):
    """Arousal that this child shows in a mildly strange room (eq. 25)."""
    return bounded(infant.reactivity * expected_gain * theory.strangeness + threat)


@rule
def closeness(expected_gain, theory):
    """What speaks for agreeing with the attachment figure: to keep close, or away (eq. 26)."""
    return theory.closeness * math.log(expected_gain)


@rule
def seen(share, clarity, mentalising, theory):
    """What the child's own eyes say for the first speaker (eq. 27).

    ``share`` is that of the first speaker's animal in the picture, between 0 and 1.
    """
    return theory.perception * clarity * mentalising * math.log(share / (1.0 - share))


@rule
def siding(word, closeness, seen, theory):
    """Probability of siding with the attachment figure (eq. 28).

    ``word`` is the weight of her word less that of the other.
    """
    return logistic(theory.consistency * (word + closeness + seen))
