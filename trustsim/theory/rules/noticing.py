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

    **Eq. 5, noticing.** A strong signal is noticed more often, and so is any signal on a good day.
    Ups and downs of the moment are normal and independent each time, so that only their mean effect
    matters: they flatten the curve (approximation of MacKay 1992, doi:10.1162/neco.1992.4.5.720).
    `heeded` is the strength of what the partner answers to: that of the child's signal, unless the
    answer is not contingent (eq. 35). The mood is part of what the partner is like on this day:
    whatever changes a partner does so in one place, `theory/encounters/present.py`, before the
    encounter begins.

        readiness  = partner.availability
                     + sqrt(theory.noticing.day_share) * partner.inconsistency * mood
                     + theory.noticing.signal_weight * (heeded - 1/2)
        flattening = sqrt(1 + pi/8 * (1 - theory.noticing.day_share) * partner.inconsistency^2)
        P(noticed) = sigma(readiness / flattening)
    """
    variance = partner.inconsistency * partner.inconsistency
    readiness = partner.availability + theory.signal_weight * (signal - 0.5)
    flattening = math.sqrt(1.0 + math.pi / 8.0 * (1.0 - theory.day_share) * variance)
    return logistic(readiness / flattening)
