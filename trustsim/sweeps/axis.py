"""One thing that is varied: a list of values, or a range to look through."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from trustsim.mistakes import Mistake, choice, nearest
from trustsim.sweeps.names import RANGE_WORDS, about, dotted, limits

LINEAR, LOGARITHMIC = SCALES = ("linear", "log")
DIGITS = 12  # significant ones: a third of the way from 0 to .9 is .3
KEYS = ("low", "high", "range", "steps", "scale")


class Axis(NamedTuple):
    """What is varied, and over what; a list has no range, a range need not have steps."""

    name: str
    values: tuple = ()
    low: float = math.nan
    high: float = math.nan
    scale: str = LINEAR

    @property
    def is_range(self):
        """Can any value between two limits be taken?"""
        return math.isfinite(self.low)

    def at(self, share):
        """The value at a share of the way from low to high; whole where the parameter is."""
        if self.scale == LOGARITHMIC:
            value = self.low * (self.high / self.low) ** share
        else:
            value = self.low + (self.high - self.low) * share
        if about(self.name).get("type") == "integer":
            return round(value)
        return min(max(float(f"{value:.{DIGITS}g}"), self.low), self.high)


def axis(word, given, where):
    """The axis that an entry of ``[sweep.vary]`` describes. Raises Mistake."""
    try:
        name = dotted(word)
        if isinstance(given, list | tuple):
            return Axis(name, listed(given))
        if isinstance(given, str) and given in RANGE_WORDS:
            given = {"range": given}
        if not isinstance(given, Mapping):
            raise Mistake(
                f"{given!r}: give a list of values, {{ low, high }}, {{ low, high, steps }}, "
                f"or one of {', '.join(RANGE_WORDS)}"
            )
        return ranged(name, given)
    except Mistake as mistake:
        raise Mistake(f"{where} {word}: {str(mistake).removeprefix(f'{word}: ')}") from None


def listed(values):
    """Values as they were given, each once."""
    if not len(values):
        raise Mistake("the list is empty; give at least one value")
    twice = next((value for k, value in enumerate(values) if value in values[:k]), None)
    if twice is not None:
        raise Mistake(f"{twice!r} is in the list twice")
    return tuple(values)


def ranged(name, given):
    """The axis of a range, with its steps where some are given."""
    for key in given:
        if key not in KEYS:
            raise Mistake(f"{key}: no such key{nearest(key, KEYS)} (keys here: {', '.join(KEYS)})")
    low, high = ends(name, given)
    scale = given.get("scale", LINEAR)
    choice("scale", scale, SCALES)
    if not low < high:
        raise Mistake(f"low = {low:g} is not below high = {high:g}; the range is empty")
    if scale == LOGARITHMIC and low <= 0:
        raise Mistake(f"low = {low:g}: a logarithmic scale begins above 0")
    made = Axis(name, (), low, high, scale)
    if "steps" not in given:
        return made
    steps = given["steps"]
    if type(steps) is not int or steps < 2:
        raise Mistake(f"steps = {steps!r}: must be a whole number of at least 2")
    values = tuple(dict.fromkeys(made.at(step / (steps - 1)) for step in range(steps)))
    return made._replace(values=values)


def ends(name, given):
    """Least and greatest value of a range."""
    if "range" in given:
        if "low" in given or "high" in given:
            raise Mistake("give either range or low and high")
        choice("range", given["range"], RANGE_WORDS)
        return limits(name, given["range"])
    for key in ("low", "high"):
        if key not in given:
            raise Mistake(f"{key} is missing; give low and high, or range")
        if isinstance(given[key], bool) or not isinstance(given[key], int | float):
            raise Mistake(f"{key} = {given[key]!r}: must be a number")
        if not math.isfinite(given[key]):
            raise Mistake(f"{key} = {given[key]!r}: must be a finite number")
    return given["low"], given["high"]
