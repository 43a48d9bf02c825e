"""Mirroring: is the child's state read rightly, and is it marked as the child's?"""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.arousal import bounded
from trustsim.theory.rules.logistic import logistic


@rule
def congruence(signal, partner, theory):
    """Probability that the state is read rightly: strong signals disturb mentalising (eq. 10)."""
    return logistic(partner.congruence - theory.strain * (signal - 0.5))


@rule
def soothed(arousal, let_in, congruent, marked, theory):
    """Arousal after being mirrored (eq. 10).

    What is not let in is company and no more; unmarked mirroring is contagion, let in or not.
    """
    relief = theory.contact
    if let_in and congruent:
        relief += theory.congruent
    if let_in and marked:
        relief += theory.marked
    if not marked:
        relief -= theory.unmarked
    return bounded(arousal * (1.0 - relief))
