"""One thing that is varied: a list of values, or a range to look through."""

import math
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

import pydantic
from pydantic import Field

from trustsim.mistakes import Mistake, named
from trustsim.study.config import STRICT, as_written, bounds, checked, json_schema
from trustsim.sweeps.names import RANGE_WORDS, about, dotted, in_its_range, limits

LINEAR, LOGARITHMIC = SCALES = ("linear", "log")
DIGITS = 12  # significant ones: a third of the way from 0 to .9 is .3
MOST = 10_000_000  # points of a sweep, and so values of one thing


class RangeTable(pydantic.BaseModel):
    """A range to look through, as an entry of ``vary`` gives it."""

    model_config = STRICT
    low: float = math.nan
    high: float = math.nan
    range: Literal[RANGE_WORDS] = RANGE_WORDS[0]
    steps: Annotated[int, Field(ge=2, le=MOST)] = 0
    scale: Literal[SCALES] = LINEAR


class Axis(NamedTuple):
    """What is varied, and over what; a list has no range, a range need not have steps."""

    name: str
    listed: tuple = ()
    low: float = math.nan
    high: float = math.nan
    scale: str = LINEAR
    steps: int = 0

    @property
    def is_range(self):
        """Can any value between two limits be taken?"""
        return math.isfinite(self.low)

    @property
    def is_whole(self):
        """Are its values whole numbers?"""
        return about(self.name).get("type") == "integer"

    @property
    def size(self):
        """How many values there are at most, of a list or of steps."""
        return len(self.listed) or self.steps

    @property
    def values(self):
        """The values of a list or of steps, each once."""
        shares = (step / (self.steps - 1) for step in range(self.steps))
        return self.listed or tuple(dict.fromkeys(map(self.at, shares)))

    def at(self, share):
        """The value at a share of the way from low to high; whole where the parameter is."""
        value = between(self.low, self.high, self.scale, share)
        if self.is_whole:
            return min(max(round(value), math.ceil(self.low)), math.floor(self.high))
        return min(max(float(f"{value:.{DIGITS}g}"), self.low), self.high)

    def drawn(self, share):
        """The value that an even share of a range falls to: as many for each whole number."""
        if not self.is_whole:
            return self.at(share)
        first, last = math.ceil(self.low), math.floor(self.high)
        return min(math.floor(between(first, last + 1, self.scale, share)), last)


def between(low, high, scale, share):
    """The number at a share of the way from low to high."""
    if scale == LOGARITHMIC:
        return low * (high / low) ** share
    return low + (high - low) * share


def axis(word, given, where):
    """The axis that an entry of ``[sweep.vary]`` describes. Raises Mistake."""
    try:
        name = dotted(word)
        if isinstance(given, list | tuple):
            return Axis(name, once_each(given))
        if isinstance(given, str) and given in RANGE_WORDS:
            given = {"range": given}
        if not isinstance(given, Mapping):
            raise Mistake(
                f"{as_written(given)}: give a list of values, {{ low, high }}, "
                f"{{ low, high, steps }}, or one of {', '.join(RANGE_WORDS)}"
            )
    except Mistake as mistake:
        reason = str(mistake).removeprefix(f"{named(word)}: ")
        raise Mistake(f"{where} {named(word)}: {reason}") from None
    return ranged(name, given, f"{where} {named(word)}")


def once_each(values):
    """Values as they were given, each once."""
    if not len(values):
        raise Mistake("the list is empty; give at least one value")
    seen = set()
    for value in values:
        if (key := hashable(value)) in seen:
            raise Mistake(f"{as_written(value)} is in the list twice")
        seen.add(key)
    return tuple(values)


def hashable(value):
    """Something equal for equal values: a list and a table can be looked for in a set."""
    if isinstance(value, list | tuple):
        return tuple(map(hashable, value))
    if isinstance(value, Mapping):
        return frozenset((key, hashable(each)) for key, each in value.items())
    return value


def ranged(name, given, where):
    """The axis of a range, with its steps where some are given."""
    entry = checked(given, where, RangeTable)
    if about(name).get("type") not in ("number", "integer"):
        raise Mistake(f"{where}: {name} is no number, so it has no range; give a list of values")
    low, high = ends(name, given, where)
    if not low < high:
        raise Mistake(f"{where}: low = {low:g} is not below high = {high:g}; the range is empty")
    if entry.scale == LOGARITHMIC and low <= 0:
        raise Mistake(f"{where}: low = {low:g}: a logarithmic scale begins above 0")
    made = Axis(name, (), low, high, entry.scale, entry.steps)
    if made.is_whole and math.ceil(low) > math.floor(high):
        raise Mistake(f"{where}: no whole number lies between low = {low:g} and high = {high:g}")
    return made


def ends(name, given, where):
    """Least and greatest value of a range, both of which the parameter may have."""
    if "range" in given:
        if "low" in given or "high" in given:
            raise Mistake(f"{where}: give either range or low and high")
        try:
            return limits(name, given["range"])
        except Mistake as mistake:
            raise Mistake(f"{where}: {mistake}") from None
    for key in ("low", "high"):
        if key not in given:
            raise Mistake(f"{where}: {key} is missing; give low and high, or range")
        if not in_its_range(name, given[key]):
            must = bounds(name.split("."), json_schema())
            raise Mistake(f"{where}: {key} = {given[key]:g}: must lie {must}")
    return given["low"], given["high"]
