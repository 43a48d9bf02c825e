"""Whether a partner notices that somebody calls."""

import math

from trustsim.compiled import rule
from trustsim.rules.logistic import logistic


@rule
def mood(yesterday, shock, theory):
    """Today's mood, from yesterday's: standard normal, lasting (eq. 4)."""
    memory = theory.day_memory
    return memory * yesterday + math.sqrt(1.0 - memory * memory) * shock


@rule
def noticing(signal, mood, moment, partner, theory):
    """Probability that the signal is noticed (eq. 5)."""
    ups_and_downs = math.sqrt(theory.day_share) * mood + math.sqrt(1.0 - theory.day_share) * moment
    return logistic(
        partner.availability
        + partner.inconsistency * ups_and_downs
        + theory.signal_weight * (signal - 0.5)
    )
