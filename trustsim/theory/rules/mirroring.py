"""Mirroring: is the child's state read rightly, and is it marked as the child's?"""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.arousal import bounded
from trustsim.theory.rules.logistic import logistic
from trustsim.theory.rules.mentalising import switch


@rule
def congruence(signal, partner, theory):
    """Probability that the state is read rightly: strong signals disturb mentalising (eq. 10)."""
    return logistic(partner.congruence - theory.strain * (signal - 0.5))


@rule
def marking(signal, partner, theory):
    """Probability that mirroring is marked: who is carried away by a signal marks less (eq. 47).

    Somebody else's feeling arouses as far as one resonates with it; what it leaves of mentalising
    is what keeps the feeling the other's.
    """
    if partner.resonance == 0.0:
        return partner.marking
    kept = switch(partner.resonance * signal, theory) / switch(0.0, theory)
    return partner.marking * kept


@rule
def alike(shown, felt):
    """How much of what is felt a mirror of what is shown reflects (eq. 10).

    To show the double is as far from showing what is felt as to show a half.
    """
    if shown <= felt:
        return shown
    return felt * felt / shown


@rule
def soothed(arousal, shown, recognised, marked, theory):
    """Arousal after being mirrored (eq. 10).

    To be shown what one feels, as one's own, soothes as far as one has let it be seen; all else is
    company and no more, and without a mark it is contagion.
    """
    relief = theory.contact * arousal
    if recognised:
        relief += theory.recognised * alike(shown, arousal)
    if not marked:
        relief -= theory.unmarked * arousal
    return bounded(arousal - relief)
