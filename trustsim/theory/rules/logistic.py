"""The curve by which every readiness becomes a probability."""

import math

from trustsim.theory.compiled import rule


@rule
def logistic(readiness):
    """Probability at this readiness (logit)."""
    return 1.0 / (1.0 + math.exp(min(700.0, -readiness)))  # beyond 709 Python's exp overflows
