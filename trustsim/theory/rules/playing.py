"""Play in which the partner follows the child, or does not."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.arousal import bounded


@rule
def stimulated(arousal, gain, theory):
    """Arousal after being stimulated regardless: turning away keeps some of it out (eq. 12).

    **Eq. 12, play.** The partner stimulates regardless of the child's lead, and a child that shows
    less takes in less of it; or she follows and mirrors (eq. 10). In play every signal is answered,
    and no answer frightens or rebuffs.

        P(stimulating) = partner.intrusion
        after          = bound(arousal + theory.play.stimulation * min(1, gain))
    """
    return bounded(arousal + theory.stimulation * min(1.0, gain))
