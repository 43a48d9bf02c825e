"""Attachment as the best answer to one number: how surely the caregiver responds.

Claims   secure, ambivalent and avoidant infants each do what is best with a caregiver of their
         kind; ambivalence exists because seeing how an uncertain caregiver answers has a worth
Source   Cittern, Nolte, Friston & Edalat (2018), PLOS ONE 13(4), e0193955,
         doi:10.1371/journal.pone.0193955: one step ahead, responsiveness known (not its learning
         version); without curiosity it is the game of Buono et al. (2006)
Can      order the organised strategies by responsiveness and say where one gives way to the next
Cannot   mistake: every infant of a caregiver does the same; disorganisation (that takes the
         learning version, with misleading cues); timing of contingency, return to baseline,
         exploration from a secure base, cues whose meaning is learnt; testimony, hence whom to
         ask and whom to believe
"""

from typing import NamedTuple

import numpy as np
import scipy
from scipy.special import entr

from trustsim.mistakes import Mistake

STRATEGIES = ("seek", "guarded", "avoid")
ATTACHMENT = ("secure", "resistant", "avoidant")  # in this order; the paper says ambivalent


class Payoffs(NamedTuple):
    """What approaching the caregiver brings when answered and costs when ignored; avoiding is 0."""

    seek_answered: float = 2.0  # the paper's g
    guarded_answered: float = 0.75  # h
    seek_ignored: float = 2.0  # s, a cost
    guarded_ignored: float = 0.9  # t, a cost


PAYOFFS = Payoffs()


def values(responsiveness, payoffs=PAYOFFS, curiosity=1.0):
    """What seeking, guarded seeking and avoiding are worth to the infant.

    Expected payoff, and for who approaches the entropy (nats) of what the caregiver will do, times
    ``curiosity``: 1 in the paper, 0 without epistemic value. ``responsiveness`` is the probability
    of an answer, any shape; the result adds an axis of three, as in ``STRATEGIES``.
    """
    check_payoffs(payoffs, curiosity)
    q = np.asarray(responsiveness, dtype=float)
    if not ((q >= 0.0) & (q <= 1.0)).all():
        raise Mistake(f"responsiveness {responsiveness!r}: must lie in [0, 1]")
    surprise = curiosity * (entr(q) + entr(1.0 - q))
    seek = q * payoffs.seek_answered - (1.0 - q) * payoffs.seek_ignored + surprise
    guarded = q * payoffs.guarded_answered - (1.0 - q) * payoffs.guarded_ignored + surprise
    return np.stack([seek, guarded, np.zeros_like(q)], axis=-1)


def strategies(responsiveness, payoffs=PAYOFFS, curiosity=1.0):
    """Probabilities of seeking, guarded seeking and avoiding: all on the best, shared when tied.

    Shapes as in ``values``; the mean over caregivers is the share of each class of attachment.
    """
    worth = values(responsiveness, payoffs, curiosity)
    best = worth == worth.max(-1, keepdims=True)
    return best / best.sum(-1, keepdims=True)


def thresholds(payoffs=PAYOFFS, curiosity=1.0):
    """Responsiveness at which avoiding gives way to guarded seeking, and that to plain seeking.

    The infants between the two are ambivalent. Where guarded seeking is never best there is
    nothing between: both are the responsiveness at which avoiding gives way to plain seeking.
    """
    check_payoffs(payoffs, curiosity)

    def root(strategy):
        """Where a way of approaching is worth as much as avoiding; concave in q, so only once."""
        return scipy.optimize.brentq(
            lambda q: values(q, payoffs, curiosity)[strategy], 0.0, 1.0, xtol=1e-14
        )

    costlier = payoffs.seek_ignored - payoffs.guarded_ignored
    better = payoffs.seek_answered - payoffs.guarded_answered
    guarded, seek = root(1), costlier / (costlier + better)
    return (guarded, seek) if guarded < seek else (root(0), root(0))


def check_payoffs(payoffs, curiosity):
    """Raise unless guarded seeking risks less than plain seeking, and brings less."""
    if not 0.0 < payoffs.guarded_answered < payoffs.seek_answered:
        raise Mistake(
            f"guarded_answered {payoffs.guarded_answered}, seek_answered "
            f"{payoffs.seek_answered}: both must be above 0, the first below the second"
        )
    if not 0.0 < payoffs.guarded_ignored < payoffs.seek_ignored:
        raise Mistake(
            f"guarded_ignored {payoffs.guarded_ignored}, seek_ignored "
            f"{payoffs.seek_ignored}: both must be above 0, the first below the second"
        )
    if curiosity < 0.0:
        raise Mistake(f"curiosity {curiosity}: must not be negative")


ANSWERS = {"which attachment": strategies}
