"""How cases for and against something become an expectation."""

from trustsim.theory.compiled import rule
from trustsim.theory.states import Belief, Count


@rule
def share(count, hits_beforehand, misses_beforehand):
    """The share of cases for something, with those credited beforehand, in (0, 1) (eq. 30).

    **Eq. 30, counting.** With each case what was counted before fades. What is expected is the
    share of cases for, with those credited beforehand (for, against).

        hits, misses = hits * retention + new hits,  misses * retention + new misses
        share        = (hits + for) / (hits + for + misses + against)

    What is remembered in two stores is expected as eq. 40 says.
    """
    hits = count.hits + hits_beforehand
    return hits / (hits + count.misses + misses_beforehand)


@rule
def added(count, retention, hits, misses):
    """One case more; what was counted before fades (eq. 30)."""
    return Count(count.hits * retention + hits, count.misses * retention + misses)


@rule
def remembered(lately, lasting, theory):
    """What is expected: as it was lately, and with its weight as it has been all along (eq. 40).

    **Eq. 40, two stores.** Beside what was lately stands what has been all along: the working
    model. Counts, uses of strategies and threat are kept twice; the lasting store changes at
    `theory.memory.slowness` times the pace of the other, and expectations are drawn from both.

        expected  = (1 - theory.memory.weight) * lately + theory.memory.weight * lasting
        of the lasting store:
        counts and uses:  1 - retention = theory.memory.slowness * (1 - that of the other)
        threat:           rates         = theory.memory.slowness * those of the other
    """
    return lately + theory.weight * (lasting - lately)


@rule
def expectation(belief, hits_beforehand, misses_beforehand, theory):
    """What is expected after the cases counted and those credited beforehand, in (0, 1).

    Eqs 30 and 40; ``theory`` is that of memory.
    """
    return remembered(
        share(belief.lately, hits_beforehand, misses_beforehand),
        share(belief.lasting, hits_beforehand, misses_beforehand),
        theory,
    )


@rule
def counted(belief, retention, hits, misses, theory):
    """One case more, in both stores; the lasting one fades more slowly (eqs 30, 40)."""
    slowly = 1.0 - theory.slowness * (1.0 - retention)
    return Belief(
        added(belief.lately, retention, hits, misses),
        added(belief.lasting, slowly, hits, misses),
    )
