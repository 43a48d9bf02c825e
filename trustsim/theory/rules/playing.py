"""Play in which the partner follows the child, or does not."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.arousal import bounded


@rule
def stimulated(arousal, gain, theory):
    """Arousal after being stimulated regardless: turning away keeps some of it out (eq. 12)."""
    return bounded(arousal + theory.stimulation * min(1.0, gain))
