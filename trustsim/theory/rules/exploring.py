"""Who goes to meet other people, and whom they meet."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.logistic import logistic


@rule
def exploring(maximise, threat, theory):
    """Probability of spending a day's lessons with somebody else (eq. 21)."""
    return logistic(theory.readiness - theory.preoccupation * maximise - theory.fear * threat)


@rule
def share(day, company):
    """Share of the encounters of this day that are with somebody; it grows for a while (eq. 36).

    The social world widens by itself; what a child makes of it is up to what it lives through.
    """
    if day <= company.begins:
        return 0.0
    if day >= company.ends:
        return company.share
    return company.share * ((day - company.begins) / (company.ends - company.begins))
