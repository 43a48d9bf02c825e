"""Who goes to meet other people."""

from trustsim.compiled import rule
from trustsim.rules.logistic import logistic


@rule
def exploring(maximise, threat, theory):
    """Probability of spending a day's lessons with somebody else (eq. 21)."""
    return logistic(theory.readiness - theory.preoccupation * maximise - theory.fear * threat)
