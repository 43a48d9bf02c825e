"""Whether a partner notices that somebody calls."""

import math

from trustsim.theory.compiled import rule
from trustsim.theory.rules.logistic import logistic


@rule
def availability(mood, partner, theory):
    """How available the partner is on a day of this mood (eq. 5)."""
    return partner.availability + math.sqrt(theory.day_share) * partner.inconsistency * mood


@rule
def noticing(signal, partner, theory):
    """Probability that the signal is noticed, over the ups and downs of the moment (eq. 5).

    These are normal and independent of each other, so that only their mean effect matters: they
    flatten the curve (MacKay 1992, doi:10.1162/neco.1992.4.5.720).
    """
    variance = partner.inconsistency * partner.inconsistency
    readiness = partner.availability + theory.signal_weight * (signal - 0.5)
    flattening = math.sqrt(1.0 + math.pi / 8.0 * (1.0 - theory.day_share) * variance)
    return logistic(readiness / flattening)
