"""What a test of a pattern returns, and what the literature says."""

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from trustsim.measures import attachment, first_age

ABOVE_ZERO, BELOW_ZERO = (0.0, math.inf), (-math.inf, 0.0)
ABOVE_HALF, BELOW_HALF = (0.5, math.inf), (-math.inf, 0.5)
HOME, STRANGE, BELIEVE = "home_observation", "strange_situation", "mother_stranger"
CONTINGENT = "contingency"


class Part(NamedTuple):
    """One number that each cohort shows, and where it should lie."""

    words: str
    values: np.ndarray  # (world,)
    accepted: tuple  # lowest and highest value
    share_of: float = 0.0  # a share of so many children in a cohort; 0: it is no share


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


def rated(records, name):
    """A rating or an observed share from the home observation."""
    return records.column(HOME, name, first_age(records, HOME))
