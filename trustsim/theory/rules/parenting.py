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
    """What has been learnt of caring for a child, from -1 to 1; nothing is 0 (eq. 54).

    **Eq. 54, guidance.** What is said in a session about caring for a child is a lesson, heard and
    checked at the arousal of the session (eqs 19, 20, 31, 33, 42). Kept, it is practised: a case of
    eq. 30 with `theory.clarity.retention`, for where it was right and against where it was wrong,
    in both stores (eq. 40). Much is credited beforehand for and against,
    `theory.parenting.beforehand` each, so that it takes many sessions. What is practised is done to
    a child whatever is on one's mind; it changes neither what is understood nor how one addresses.

        right and kept: hits + 1;  wrong and kept: misses + 1
        skilled     = 2 * expected - 1                                       in (-1, 1)
        sensitivity = that of eq. 53 + theory.parenting.guided * skilled
        disruption  = that of eq. 53 - theory.parenting.guided * skilled
    """
    default = theory.parenting.beforehand
    return 2.0 * counting.expectation(practised, default, default, theory.memory) - 1.0
