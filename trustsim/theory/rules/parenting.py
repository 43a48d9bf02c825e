"""What somebody who has been a child is like to a child: is what was done to one done on?"""

import math

from trustsim.theory.compiled import rule
from trustsim.theory.rules import counting, strategy

LEAST = 1e-9  # a share is as far from none, and from all, at least


@rule
def then_and_now(then, now, theory):
    """One's state of mind: partly of who raised one, partly of the figure of today (eq. 52)."""
    return theory.childhood * then + (1.0 - theory.childhood) * now


@rule
def opening(bond, theory):
    """How much more it has brought with somebody to show distress than to hide it (eq. 53)."""
    values = strategy.values(bond, theory)
    return values.seek - values.minimise


@rule
def unresolved(dread, seen):
    """Dread of one's own that is not seen for what it is: it comes upon one (eq. 53)."""
    return math.sqrt(dread * (1.0 - seen))


@rule
def odds(share):
    """The logarithm of odds: shares near none and near all are told apart (eq. 53)."""
    some = min(1.0 - LEAST, max(LEAST, share))
    return math.log(some / (1.0 - some))


@rule
def standing(reading, usual, spread):
    """How far a reading stands from the usual one of grown-ups, in deviations (eq. 53)."""
    return (reading - usual) / spread


@rule
def skilled(practised, theory):
    """What has been learnt of caring for a child, from -1 to 1; nothing is 0 (eq. 54)."""
    default = theory.parenting.beforehand
    return 2.0 * counting.expectation(practised, default, default, theory.memory) - 1.0
