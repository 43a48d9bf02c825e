"""What comes back: how somebody is met tells on how he meets the other from then on."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import added


@rule
def met(standing, hearing, burden, theory):
    """Cases for and against being met warmly, after a message was sent to somebody (eq. 46).

    What is attended to and not let in is felt as being turned away; ``burden`` is what a call that
    is louder than the feeling weighs against it.
    """
    taken = 1.0 if hearing.let_in else 0.0
    refused = 1.0 if hearing.attended and not hearing.let_in else 0.0
    return added(standing, theory.retention, taken, refused + burden)


@rule
def warmth(standing):
    """How warmly somebody finds himself met, from -1 to 1; 0 where nothing is known (eq. 46)."""
    return (standing.hits - standing.misses) / (standing.hits + standing.misses + 2.0)
