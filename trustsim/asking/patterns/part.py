"""What a test of a pattern returns, and what the literature says."""

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from trustsim.measures import answers, attachment, by_class, first_age
from trustsim.study.protocols.strange_situation import CLASSES

ABOVE_ZERO, BELOW_ZERO = (0.0, math.inf), (-math.inf, 0.0)
ABOVE_HALF, BELOW_HALF = (0.5, math.inf), (-math.inf, 0.5)
HOME, STRANGE, BELIEVE = "home_observation", "strange_situation", "mother_stranger"
CONTINGENT = "contingency"
OWN, LOW_RISK, HIGH_RISK = "study", "low risk", "high risk"  # populations
LATER = "at preschool age"  # populations that are seen for so long
WITHOUT_OSTENSION = f"without ostension, {LATER}"


class Part(NamedTuple):
    """One number that each cohort shows, and where it should lie."""

    words: str
    values: np.ndarray  # (world,)
    accepted: tuple  # lowest and highest value
    share_of: float = 0.0  # a share of so many children in a cohort; 0: it is no share
    least: float = -math.inf  # no such number can be less, whatever its interval is


class Cell(NamedTuple):
    """Children of one age, and one class where it matters, under one condition."""

    protocol: str
    condition: str
    months: float
    attachment: str = ""
    population: str = OWN

    def answers(self, records):
        """Share of the answers of each child under this condition at this age (world, child)."""
        return answers(records, self.protocol, self.condition, self.months)

    def shares(self, cohorts):
        """Share of answers in this cell of each cohort; not a number where nobody is in it."""
        records = cohorts[self.population]
        did = self.answers(records)
        if not self.attachment:
            return did.mean(1)
        return by_class(did, attachment(records))[:, CLASSES.index(self.attachment)]


class Contrast(NamedTuple):
    """A published finding about cells: where a weighted sum of their shares lies.

    It is a part of a pattern, and a task that our model and its rivals are set.
    """

    words: str
    terms: tuple  # (weight, Cell)
    accepted: tuple = ABOVE_ZERO

    def part(self, cohorts):
        """What these cohorts show of it."""
        values = sum(weight * cell.shares(cohorts) for weight, cell in self.terms)
        is_share = len(self.terms) == 1
        children = cohorts[OWN].scenario.children if is_share else 0.0
        return Part(self.words, values, self.accepted, children)


def share_in(words, cell, accepted=ABOVE_HALF):
    """The share of answers in one cell."""
    return Contrast(words, ((1.0, cell),), accepted)


def more(words, one, other, accepted=ABOVE_ZERO):
    """More in one cell than in another."""
    return Contrast(words, ((1.0, one), (-1.0, other)), accepted)


@cache
def literature():
    """The patterns of the literature, by name, as ``evidence.toml`` has them."""
    text = (Path(__file__).parents[1] / "evidence.toml").read_text(encoding="utf-8")
    return {each["id"]: each for each in tomllib.loads(text)["pattern"]}


def around(target, tolerance):
    """Target, more or less."""
    return (target - tolerance, target + tolerance)


def of_class(records, c):
    """1 for the children of a class, else 0."""
    return (attachment(records) == c).astype(float)


def at_rank(pattern, rank):
    """The name of the population whose caregivers stand at one of the ranks of a pattern."""
    return f"{pattern}: {rank}"


def rated(records, name):
    """A rating or an observed share from the home observation."""
    return records.column(HOME, name, first_age(records, HOME))
