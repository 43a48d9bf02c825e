"""Vigilance towards the source (the gate) and towards the content (the check)."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.logistic import logistic


@rule
def gate(cue, trust, threat, theory):
    """Probability that a message is let in; an ostensive cue opens the gate for it (eq. 19)."""
    readiness = theory.openness + theory.trust * (2.0 * trust - 1.0) - theory.threat * threat
    if cue:
        readiness += theory.cue
    return logistic(readiness)


@rule
def content_check(clarity, mentalising, theory):
    """Probability that a wrong message is thrown out for what it says (eq. 20)."""
    return theory.check * clarity * mentalising
