"""What may be varied, and what a user's word for it means."""

from functools import cache

from trustsim.mistakes import Mistake, listed, named, nearest
from trustsim.study.config import DEFAULTS, Normal, Shift, json_schema, node
from trustsim.study.declared import parameter_rows
from trustsim.study.population import FACTORS
from trustsim.study.searched import RANGES

PEOPLE = ("caregiver", "infant")  # a bare word means a trait of these, if they have it
FORMS = (*Shift.model_fields, *Normal.model_fields)  # of a trait of theirs
WHOLE_STUDY = PRESET, CROWD = ("preset", "children")
FIXED = tuple(key for key in DEFAULTS if key not in WHOLE_STUDY)
SEARCHED, TABLE = RANGE_WORDS = ("searched", "whole")


@cache
def what_may_vary():
    """Everything that may be varied, by its dotted name; a trait of people in its forms, too."""
    declared = [row["name"] for row in parameter_rows()]
    return tuple([f"caregiver.{factor}" for factor in FACTORS] + declared + list(WHOLE_STUDY))


def dotted(word):
    """The dotted name that a word means: *sensitivity* is that of the caregiver.

    Raises Mistake where there is no such name, or more than one.
    """
    if word in FIXED:
        raise Mistake(f"{named(word)} cannot be varied: every point has the same children and luck")
    stem, _, form = word.rpartition(".")
    of_people = form in FORMS and stem
    every = what_may_vary()
    for name in (word, *(f"{group}.{word}" for group in PEOPLE)):
        if name in every:
            return name
        if of_people and name.split(".")[0] in PEOPLE and name.removesuffix(f".{form}") in every:
            return name
    ends = [name for name in every if name.endswith(f".{word}")]
    if len(ends) > 1:
        raise Mistake(f"{named(word)} may be {listed(ends)}; write the whole name")
    if not ends:
        raise Mistake(
            f"{named(word)}: no such parameter{close(word)} (`trustsim parameters` lists all)"
        )
    return ends[0]


def close(word):
    """A hint at the nearest right name, whether a whole one was meant or a bare one."""
    stem, _, form = word.rpartition(".")
    if form in FORMS and stem.rpartition(".")[2] not in FORMS:
        return close(stem).replace("'?", f".{form}'?")
    every = what_may_vary()
    bare = {name.rpartition(".")[2]: name for name in every}
    bare |= {name.rpartition(".")[2]: name for name in every if name.split(".")[0] in PEOPLE}
    hint = nearest(word, every if "." in word else list(bare))
    for end, name in bare.items():
        hint = hint.replace(f"'{end}'", f"'{name}'")
    return hint


@cache
def about(name):
    """The JSON Schema of what may stand under a dotted name: its kind, its range, its unit."""
    here = node(name.split("."), json_schema())
    return here["oneOf"][0] if "oneOf" in here else here


def limits(name, word):
    """Least and greatest value: *searched* in the calibration, or the *whole* of what may be."""
    if word == SEARCHED:
        if name not in RANGES:
            raise Mistake(
                f"{name} was not calibrated, so it has no searched range; give {{ low, high }}"
            )
        return RANGES[name]
    return extremes(name)


def extremes(name):
    """Least and greatest of all that may stand under a dotted name of a number."""
    here = about(name)
    return (
        here.get("minimum", here.get("exclusiveMinimum")),
        here.get("maximum", here.get("exclusiveMaximum")),
    )


def in_its_range(name, value):
    """Whether a number lies in the range of the table of parameters."""
    low, high = extremes(name)
    return low <= value <= high
