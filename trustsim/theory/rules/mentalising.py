"""The switch between automatic attachment and reflective scrutiny."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.logistic import logistic


@rule
def mentalising(arousal, theory):
    """How much scrutiny is left at this arousal, in (0, 1) (eq. 18)."""
    return logistic(theory.steepness * (theory.switch_point - arousal))
