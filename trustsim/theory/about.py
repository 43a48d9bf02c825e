"""What a reader must know of a parameter besides its default."""

from typing import NamedTuple

CALIBRATED = "docs/calibration.md"
GROWN_UPS = "experiments/grown_ups.py"
ASSUMPTION = "assumption"
OLDEST = 1200  # months: nobody grows older than a hundred years


class About(NamedTuple):
    """What a reader must know of a parameter besides its default."""

    low: float
    high: float
    unit: str
    basis: str  # measured, fitted or assumed
    source: str
    words: str


def fitted(low, high, unit, words):
    """A number found by the declared calibration."""
    return About(low, high, unit, "fitted", CALIBRATED, words)


def read_off(low, high, unit, words):
    """A number that says what grown-ups of the calibrated population are like."""
    return About(low, high, unit, "assumed", GROWN_UPS, words)


def assumed(low, high, unit, words, source=ASSUMPTION):
    """A number that nobody has measured: the source says what suggests it."""
    return About(low, high, unit, "assumed", source, words)


def ages(source=ASSUMPTION):
    """The ages at which a visit takes place, as its protocol declares them."""
    return assumed(0, OLDEST, "months", "ages at which the visit takes place", source)
