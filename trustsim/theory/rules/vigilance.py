"""Vigilance towards the source (the gate) and towards the content (the check)."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.logistic import logistic


@rule
def gate(cue, trust, threat, theory):
    """Probability that a message is let in; an ostensive cue opens the gate for it (eq. 19).

    **Eq. 19, the gate.** A message that is attended to (eq. 33) is let in more often the more its
    source is trusted and the less threat is expected of it; a cue opens the gate for this one
    message. So it is for every message, about oneself (mirroring) or about the world.

        P(opens) = sigma(theory.vigilance.openness + theory.vigilance.cue * cue
                         + theory.vigilance.trust * (2 * trust - 1)
                         - theory.vigilance.threat * threat)
    """
    readiness = theory.openness + theory.trust * (2.0 * trust - 1.0) - theory.threat * threat
    if cue:
        readiness += theory.cue
    return logistic(readiness)


@rule
def content_check(clarity, mentalising, theory):
    """Probability that a wrong message is thrown out for what it says (eq. 20).

    **Eq. 20, the content check.** A wrong message that was let in is thrown out by a child that is
    clear and mentalises; a right one never is.

        P(thrown out) = theory.vigilance.check * clarity * mentalising
    """
    return theory.check * clarity * mentalising
