"""Who goes to meet other people, and whom they meet."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.logistic import logistic


@rule
def exploring(maximise, threat, theory):
    """Probability of spending a day's lessons with somebody else (eq. 21).

    **Eq. 21, exploring.** Who is busy with the attachment figure, or afraid of her, spends fewer
    days' lessons with others.

        P(others) = sigma(theory.exploring.readiness - theory.exploring.preoccupation * P(maximise)
                          - theory.exploring.fear * threat)
    """
    return logistic(theory.readiness - theory.preoccupation * maximise - theory.fear * threat)


@rule
def share(day, company):
    """Share of the encounters of this day that are with somebody; it grows for a while (eq. 36).

    The social world widens by itself; what a child makes of it is up to what it lives through.

    **Eq. 36, playmates.** On a day with others these are playmates with a probability that grows
    with age (`day`) in a straight line, from none at `childhood.playmates_from` (`from`) to
    `childhood.playmates` at `childhood.playmates_until` (`until`) and after; else they are adults.

        P(playmates) = childhood.playmates * bound((day - from) / (until - from))
    """
    if day <= company.begins:
        return 0.0
    if day >= company.ends:
        return company.share
    return company.share * ((day - company.begins) / (company.ends - company.begins))
