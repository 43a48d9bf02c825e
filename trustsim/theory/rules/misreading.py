"""Whether an act that says nothing of its intent is taken for an unkind one."""

from trustsim.theory.compiled import rule


@rule
def misreading(clarity, mentalising, theory):
    """Probability that an act without a cue is taken for unkind (eq. 42)."""
    return theory.likely * (1.0 - clarity * mentalising)
