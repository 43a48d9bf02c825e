"""What turned it, and what would have turned it the other way.

Whatever happens, happens because a number of luck lies below a probability. What else would have
turned it is found by asking the rules; no equation of the theory is written down here again.
"""

from collections.abc import Callable
from itertools import pairwise
from types import FunctionType
from typing import NamedTuple

import numpy as np
from scipy.optimize import bisect

GRID = 101  # places between which a turning point is looked for
EDGE = 1e-12  # nothing but logic is certain: how near to 0 and 1 a belief may come
EXACT = 1e-15
EVEN = 0.5


class Way(NamedTuple):
    """Something that might have been otherwise, and how likely the first outcome would then be."""

    what: str
    now: float
    low: float
    high: float
    probability: Callable


class Tip(NamedTuple):
    """What alone would have turned it: its value, the value needed, and what comes beyond that."""

    what: str
    now: float
    needed: float
    then: str


class Turn(NamedTuple):
    """One turn of events: outcomes in the order of luck, the luck, and what came of it."""

    question: str
    parts: dict  # outcome -> probability
    luck: float
    outcome: str
    tips: tuple


def tipping_point(happens, now, low, high):
    """The value nearest to ``now`` at which a yes becomes a no, or the reverse; None if nowhere."""
    places = np.linspace(low, high, GRID).tolist()
    points = [
        bisect(lambda x: float(happens(x)) - 0.5, one, other, xtol=EXACT)
        for (one, yes), (other, still_yes) in pairwise((x, happens(x)) for x in places)
        if yes != still_yes
    ]
    return min(points, key=lambda point: abs(point - now), default=None)


def turn(question, yes, no, probability, luck, ways=()):
    """A turn with two outcomes, and what would have turned it at the same luck."""
    happened = luck < probability
    tips = []
    for way in ways:
        needed = tipping_point(lambda x, way=way: luck < way.probability(x), *way[1:4])
        if needed is not None:
            tips.append(Tip(way.what, way.now, needed, no if happened else yes))
    parts = {yes: probability, no: 1.0 - probability}
    return Turn(question, parts, luck, yes if happened else no, tuple(tips))


def trait(what, now):
    """The way of a trait that is itself the probability."""
    return Way(what, now, 0.0, 1.0, lambda probability: probability)


def with_luck(deed, numbers):
    """A deed as it would be done with these four numbers instead of the luck that it looks up."""
    return FunctionType(deed.__code__, {**deed.__globals__, "luck": lambda *_: numbers})


def made_even(ways):
    """What alone would have made a decision between two even: name -> (value now, value needed).

    The probability of each way is that of siding with the first. What could not do it alone is left
    out.
    """
    needed = {
        way.what: (
            way.now,
            tipping_point(lambda x, way=way: way.probability(x) >= EVEN, *way[1:4]),
        )
        for way in ways
    }
    return {what: values for what, values in needed.items() if values[1] is not None}
