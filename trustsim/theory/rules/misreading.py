"""Whether an act that says nothing of its intent is taken for an unkind one."""

from trustsim.theory.compiled import rule


@rule
def misreading(clarity, mentalising, theory):
    """Probability that an act without a cue is taken for unkind (eq. 42).

    **Eq. 42, misreading.** An act without a cue that is attended to can be taken for an unkind one,
    by a child that is not clear and does not mentalise at the arousal of the moment and what it
    fears of the other. A cue forestalls it. This is so for anybody, the figure included. What is
    taken for unkind is not let in, as if the gate (eq. 19) had stayed shut.

        P(unkind) = theory.misreading.likely * (1 - clarity * mentalising)
        arousal   = bound(arousal of the moment + threat expected of the other)
    """
    return theory.likely * (1.0 - clarity * mentalising)
