"""Mirroring: is the child's state read rightly, and is it marked as the child's?"""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.arousal import bounded
from trustsim.theory.rules.logistic import logistic


@rule
def congruence(signal, partner, theory):
    """Probability that the state is read rightly: strong signals disturb mentalising (eq. 10)."""
    return logistic(partner.congruence - theory.strain * (signal - 0.5))


@rule
def soothed(arousal, congruent, marked, theory):
    """Arousal after being mirrored; unmarked mirroring is contagion (eq. 10)."""
    relief = theory.contact
    if congruent:
        relief += theory.congruent
    if marked:
        relief += theory.marked
    else:
        relief -= theory.unmarked
    return bounded(arousal * (1.0 - relief))
