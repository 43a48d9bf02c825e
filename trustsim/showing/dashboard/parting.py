"""Where the lives of two twins part, and which encounters moved them apart.

Both live through the same calendar, so that each encounter of one has its counterpart in the other,
and what lies between two twins in the end is the sum of what each encounter added to it. How far an
encounter moved them apart is what it added to the distance between two lines of their chart.
"""

from typing import NamedTuple

import numpy as np

from trustsim.showing.dashboard.life import ITEMS
from trustsim.study.scenario import DAYS_A_MONTH
from trustsim.theory.states import Mind

TOLD = ("trust_in_figure", "trust_in_unknown", "vigilance")  # what two lives are compared by
STRETCHES = 10  # of the time, each of which has at most one encounter that tipped them
LEAST = 0.02  # that it added to the distance of two lines: less cannot be seen on their chart


class Tipped(NamedTuple):
    """An encounter that moved two lines apart more than any other of its tenth of the time."""

    n: int
    months: float


def parting(one, other, until):
    """The first encounter before a day that went differently, or None where none did."""
    one.live(until)
    other.live(until)
    for n, (first, second) in enumerate(zip(one.place.film, other.place.film, strict=True)):
        if first.entry.day >= until:
            return None
        if different(first.entry, second.entry):
            return n
    return None


def different(first, second):
    """Did this encounter go differently, for anybody who watches?"""
    return (first.answer, first.testimony, first.signal, first.partner) != (
        second.answer,
        second.testimony,
        second.signal,
        second.partner,
    )


def added(one, other, until):
    """What each encounter before a day added to how far two lives are apart (encounter, TOLD)."""
    first, second = (course(life, until) for life in (one, other))
    return np.diff(np.abs(second - first), axis=0)


def course(life, until):
    """What a life is told by, at birth and after each encounter before a day (encounter, TOLD)."""
    life.live(until)
    minds = [Mind(), *(shot.after for shot in life.place.film[: life.first_of(until)])]
    states = map(life.state, minds)
    return np.array([[state[name] for name in TOLD] for state in states])


def tipping(life, apart, until):
    """The encounters that moved two lines apart most, one at most of each tenth of the time."""
    most = apart.max(1, initial=0.0)
    days = np.array([shot.entry.day for shot in life.place.film[: len(apart)]])
    found = []
    for stretch in range(STRETCHES):
        here = np.flatnonzero(STRETCHES * days // until == stretch)
        if len(here) and most[n := here[most[here].argmax()]] >= LEAST:
            found.append(Tipped(int(n), float(days[n] / DAYS_A_MONTH)))
    return found


def line(life, tipped, until):
    """What a chart draws of a life: age in months, then TOLD, in a row for each month.

    At an encounter that tipped it there are two more, just before and just after it, so that what
    is said of the encounter can be seen.
    """
    places = [list(ITEMS).index(name) + 1 for name in TOLD]
    rows = [(row[0], *(row[place] for place in places)) for row in life.monthly(until)]
    states = course(life, until)
    for each in tipped:
        rows += [(each.months, *map(float, states[k])) for k in (each.n, each.n + 1)]
    return sorted(rows, key=lambda row: row[0])


def side_by_side(one, other, day):
    """The inner state of both twins on a day, and the difference that the change made: rows."""
    rows = []
    first, second = one.state_on(day), other.state_on(day)
    for name, words in ITEMS.items():
        rows.append(
            {
                "what": words,
                "first": first[name],
                "second": second[name],
                "effect": second[name] - first[name],
            }
        )
    return rows
