"""Who keeps an appointment."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.logistic import logistic


@rule
def coming(trusted, relief, feared, tension, theory):
    """Probability of coming again: as long as being there gives more than it costs (eq. 48)."""
    gives = theory.trust * (2.0 * trusted - 1.0) + theory.relief * relief
    return logistic(theory.readiness + gives + theory.need * tension - theory.fear * feared)
