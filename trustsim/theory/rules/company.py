"""What comes back: how somebody is met tells on how he meets the other from then on."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import added


@rule
def met(standing, hearing, burden, theory):
    """Cases for and against being met warmly, after a message was sent to somebody (eq. 46).

    ``burden`` is what a call that is louder than the feeling weighs against it.

    **Eq. 46, being met.** How somebody is met tells on how he meets the other from then on. Each
    message that is attended to is taken or refused, and a call that is louder than what is felt is
    a burden. Who minds it (`partner.reciprocity`; caregivers of children do not) is the less
    available and addresses the less, the less warmly he is met. A new bond begins with how people
    in general have been met.

        let in:                    hits   + 1
        attended to, not let in:   misses + 1
        maximising:                misses + theory.company.burden
        retention    = theory.company.retention                              (eq. 30)
        warmth       = (hits - misses) / (hits + misses + 2)                 in [-1, 1]
        availability = partner.availability + partner.reciprocity * warmth
        ln odds of ostension = ln odds of partner.ostension + partner.reciprocity * warmth
    """
    taken = 1.0 if hearing.let_in else 0.0
    refused = 1.0 if hearing.attended and not hearing.let_in else 0.0
    return added(standing, theory.retention, taken, refused + burden)


@rule
def warmth(standing):
    """How warmly somebody finds himself met, from -1 to 1; 0 where nothing is known (eq. 46)."""
    return (standing.hits - standing.misses) / (standing.hits + standing.misses + 2.0)
