"""Who goes to meet other people, and whom they meet."""

from trustsim.compiled import rule
from trustsim.rules.logistic import logistic


@rule
def exploring(maximise, threat, theory):
    """Probability of spending a day's lessons with somebody else (eq. 21)."""
    return logistic(theory.readiness - theory.preoccupation * maximise - theory.fear * threat)


@rule
def playmates(day, rhythm):
    """Share of children among the others met on this day; it grows from early childhood (eq. 36).

    The social world widens by itself; what a child makes of it is up to what it lives through.
    """
    if day <= rhythm.playmates_from:
        return 0.0
    if day >= rhythm.playmates_until:
        return rhythm.playmates
    grown = (day - rhythm.playmates_from) / (rhythm.playmates_until - rhythm.playmates_from)
    return rhythm.playmates * grown
