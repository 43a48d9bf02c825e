"""Questions for students, and what the model answers: read off the records, never written down."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from trustsim.asking.patterns import literature
from trustsim.measures import Estimate, answers, attachment, class_shares, estimate
from trustsim.measures.readings import among
from trustsim.showing.dashboard.cohorts import grown
from trustsim.study.protocols import CATALOGUE
from trustsim.study.protocols.strange_situation import CLASSES

FILE = Path(__file__).parent / "predictions.toml"
COHORTS = 10  # that answer a question
STRANGE = "strange_situation"
SIDES = ("left", "right", "neither")


class Question(NamedTuple):
    """A question before the result is known."""

    title: str
    protocol: str
    story: str
    ask: str
    left: dict
    right: dict
    neither: str
    published: str  # the side that the literature found greater
    pattern: str
    because: str
    same: float  # differences smaller than this count as none

    @property
    def options(self):
        """What can be predicted: side -> words, by the alphabet, so that order tells nothing."""
        words = (self.left["words"], self.right["words"], self.neither)
        return dict(sorted(zip(SIDES, words, strict=True), key=lambda option: option[1]))

    @property
    def claim(self):
        """What the literature says, and where."""
        pattern = literature()[self.pattern]
        numbers = pattern["target"] if isinstance(pattern["target"], dict) else {}
        found = "; ".join(
            f"{name.replace('_', ' ')} {published_in_words(x)}" for name, x in numbers.items()
        )
        return pattern["claim"] + (f" ({found})" if found else ""), pattern["source"]


def published(question):
    """The published number of each side that has one, on the scale of the model: side -> number."""
    target = literature()[question.pattern]["target"]
    sides = {"left": question.left, "right": question.right}
    return {
        side: float(np.mean([numbered(target, name) for name in given["found"]]))
        for side, given in sides.items()
        if "found" in given
    }


def numbered(target, name):
    """A number of a target by its name, or by that of its list and its place in it."""
    of, _, place = name.partition(".")
    return target[of][int(place)] if place else target[of]


def published_in_words(value):
    """A published number, or several, in words."""
    if isinstance(value, list | tuple):
        return ", ".join(map(published_in_words, value))
    return f"{value:g}" if isinstance(value, int | float) else str(value)


class Result(NamedTuple):
    """What the model answers."""

    left: float
    right: float
    difference: Estimate
    side: str


@cache
def questions():
    """Every question, the easier ones first."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Question(**{"same": read["same"]} | each) for each in read["question"])


def study(question, scenario):
    """The cohorts that answer a question: the people of a scenario, with the visits it needs."""
    needed = [*CATALOGUE[question.protocol].NEEDS, STRANGE, question.protocol]
    return scenario.but({"worlds": COHORTS, "visits": {name: {} for name in needed}})


def result(question, scenario):
    """What the cohorts of a scenario answer."""
    left, right = (
        of_cohorts(question, side, grown(study(question, scenario).but(side.get("changes", {}))))
        for side in (question.left, question.right)
    )
    difference = estimate(left - right)
    side = "left" if difference.mean > 0.0 else "right"
    unsure = difference.low <= 0.0 <= difference.high
    if unsure or abs(difference.mean) < question.same:
        side = "neither"
    return Result(estimate(left).mean, estimate(right).mean, difference, side)


def of_cohorts(question, side, records):
    """One side of a question in each cohort."""
    if "level" in side:
        return np.full(records.worlds, side["level"])
    if "condition" not in side:
        return class_shares(records)[:, CLASSES.index(side["attachment"])]
    every_age = records.scenario.protocols[question.protocol].months
    ages = [side["months"]] if "months" in side else every_age
    each = [answers(records, question.protocol, side["condition"], age) for age in ages]
    values = np.mean(each, axis=0)
    if "attachment" in side:
        return among(values, attachment(records) == CLASSES.index(side["attachment"]))
    return values.mean(1)


def feedback(question, predicted, found):
    """What to say of a prediction: was it right, and what are the numbers?"""
    options = question.options
    right = predicted == found.side
    verdict = "So does the model." if right else "The model does otherwise."
    other = question.right.get("level")
    numbers = (
        f"{found.left:.2f} ({options['left'].lower()}) against {found.right:.2f} "
        f"({'an even half' if other is not None else options['right'].lower()})"
    )
    low, high = found.difference.low, found.difference.high
    return (
        f"You said: {options[predicted].lower()}. {verdict}",
        f"In {COHORTS} cohorts: {numbers}; difference {found.difference.mean:+.2f}, 95 % interval "
        f"from {low:+.2f} to {high:+.2f}. So: {options[found.side].lower()}.",
    )


def titled(title):
    """The question of this title."""
    return next(each for each in questions() if each.title == title)
