"""How cases for and against something become an expectation."""

from trustsim.theory.compiled import rule
from trustsim.theory.states import Count


@rule
def expectation(count, hits_beforehand, misses_beforehand):
    """What is expected after the cases counted and those credited beforehand, in (0, 1).

    Eq. 30.
    """
    hits = count.hits + hits_beforehand
    return hits / (hits + count.misses + misses_beforehand)


@rule
def counted(count, retention, hits, misses):
    """One case more; what was counted before fades (eq. 30)."""
    return Count(count.hits * retention + hits, count.misses * retention + misses)
