"""Who keeps an appointment."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.logistic import logistic


@rule
def coming(trusted, relief, feared, tension, theory):
    """Probability of coming again: as long as being there gives more than it costs (eq. 48).

    **Eq. 48, coming.** Somebody keeps an appointment as long as being there gives more than it
    costs, and needs it the more, the less at ease it is. Relief is what the best strategy with this
    partner is expected to bring (eq. 11). Who stays away never comes again.

        P(comes) = sigma(theory.coming.readiness
                         + theory.coming.trust * (2 * trust - 1)
                         + theory.coming.relief * relief
                         + theory.coming.need * tension
                         - theory.coming.fear * threat)
    """
    gives = theory.trust * (2.0 * trusted - 1.0) + theory.relief * relief
    return logistic(theory.readiness + gives + theory.need * tension - theory.fear * feared)
