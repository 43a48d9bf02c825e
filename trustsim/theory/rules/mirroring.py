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

    **Eq. 47, resonance.** Somebody is aroused by another's signal as far as he resonates with it.
    What that leaves of mentalising (eq. 18) is what keeps the feeling the other's: who is carried
    away marks less, and mirrors by contagion. (That strong signals are read wrongly more often is
    eq. 10.)

        kept     = switch(partner.resonance * strength) / switch(0)
        P(marked) = partner.marking * kept
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

    **Eq. 10, mirroring.** Mirroring is congruent or not, less often under a strong signal, which
    disturbs the partner's own mentalising; and marked or not. What is foreign to the child (eq. 35)
    is never mirrored congruently. Mirroring is a message about the child, and its mark is the cue
    of that message: it is heard as any other (eqs 19, 33, 42). To be recognised (mirrored
    congruently and with a mark, and letting it in) soothes as far as the child has shown what it
    feels: who hides or overdoes it is not met in it. Any other mirroring is company and no more;
    without a mark it is contagion, let in or not. Gains are ratios (eq. 3): a mirror of twice what
    is felt meets it as little as one of a half.

        P(congruent) = sigma(partner.congruence - theory.mirroring.strain * (heeded - 1/2)),
                       0 if foreign
        P(marked)    = partner.marking
        recognised   = let in * congruent * marked
        alike        = arousal * min(signal / arousal, arousal / signal)
        relief       = theory.mirroring.contact * arousal
                       + theory.mirroring.recognised * recognised * alike
                       - theory.mirroring.unmarked * (1 - marked) * arousal
        after        = bound(arousal - relief)
    """
    relief = theory.contact * arousal
    if recognised:
        relief += theory.recognised * alike(shown, arousal)
    if not marked:
        relief -= theory.unmarked * arousal
    return bounded(arousal - relief)
