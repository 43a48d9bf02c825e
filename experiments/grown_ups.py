"""What are grown-ups of the reference population like, who become caregivers themselves?

    python experiments/grown_ups.py [--quick]

Reads off the eight numbers beside which a caregiver stands (eq. 53): the mean and the standard
deviation of each reading among all grown-ups of the page `family`, as they are when a child is born
to them. They are no targets: with them what mothers of the next generation are like has a mean of 0
and a spread of 1, as caregivers of the reference population have, whatever goes with what. Then the
shares of the classes of the interview, with other middles of its scales: it is played with middles
of 1, so that its scores tell shares of memories, and these are coded anew.
"""

from itertools import product
from typing import Annotated

import numpy as np
import pandas as pd
import typer

import trustsim as ts
from trustsim.study.protocols import adult_interview
from trustsim.study.protocols.adult_interview import MIDDLE, STATES, scale, state_of_mind
from trustsim.study.scenario import extended
from trustsim.theory.parameters import Parenting

PAGE, MONTHS = "family", 300
READINGS = {  # of the visit -> what it is a reading of
    "sensitivity": "opening",
    "mentalising": "understanding",
    "disruption": "unresolved",
    "addressing": "addressed",
}
TWENTIETHS = (0.1, 0.15, 0.2)  # middles of the scales: two, three and four memories of twenty
MOTHERS = (0.58, 0.23, 0.19)  # secure, dismissing, preoccupied
UNRESOLVED = 0.18  # as well
SOURCE = "Bakermans-Kranenburg & van IJzendoorn (2009)"
SCALES = ("dismissing", "preoccupied", "unresolved")


def grown_ups(worlds):
    """Everybody of so many cohorts of the page, looked at and interviewed."""
    alone = {f"middle_{name}": 1.0 for name in SCALES}
    visits = {"caregiving": {"months": [MONTHS]}, "adult_interview": {"months": [MONTHS]} | alone}
    page = extended({"extends": PAGE}, PAGE) | {"visits": visits}
    return ts.run(ts.from_dict(page).but({"worlds": worlds} if worlds else {}))


def usual_and_spread(records):
    """The eight numbers, by name, and the sampling error of each."""
    here = records.scenario.theory.parenting
    found = {}
    for name, what in READINGS.items():
        usual, spread = (getattr(here, f"{what}_{word}") for word in ("usual", "spread"))
        readings = usual + spread * records.column("caregiving", name, MONTHS).ravel()
        deviation, many = readings.std(ddof=1), len(readings)
        found[f"{what}_usual"] = (readings.mean(), deviation / np.sqrt(many))
        found[f"{what}_spread"] = (deviation, of_deviation(readings))
    return found


def of_deviation(values):
    """The sampling error of a standard deviation, whatever the distribution."""
    squares = (values - values.mean()) ** 2
    return squares.std(ddof=1) / np.sqrt(len(values)) / (2.0 * values.std())


def shares_of_memories(records):
    """In what part of the memories people dismiss, are preoccupied, and are overcome by dread."""
    many = adult_interview.Settings().memories
    for name in ("dismissing", "preoccupied", "dread"):
        share = (records.column("adult_interview", name, MONTHS) - 1.0) / (MIDDLE - 1.0)
        yield np.rint(many * share) / many  # whole memories, to the last bit


def classes(shares, dismissing, preoccupied):
    """The share of grown-ups of each class, with these middles."""
    states = state_of_mind(
        scale(shares["dismissing"], dismissing), scale(shares["preoccupied"], preoccupied)
    )
    return {name: float((states == k).mean()) for k, name in enumerate(STATES)}


def unresolved(shares, middle):
    """The share of grown-ups who are unresolved, with this middle."""
    return float((scale(shares["unresolved"], middle) >= MIDDLE).mean())


def main(quick: Annotated[bool, typer.Option("--quick", help="Two cohorts.")] = False):
    """Grow them, read off, say what stands in the table of parameters."""
    records = grown_ups(2 if quick else None)
    defaults = Parenting()._asdict()
    found = usual_and_spread(records)
    print(f"{records.worlds} cohorts of {records.scenario.children} grown-ups at {MONTHS} months")
    rows = [
        {"theory.parenting": name, "default": defaults[name], "found": value, "error": error}
        for name, (value, error) in found.items()
    ]
    print(pd.DataFrame(rows).round(4).to_string(index=False))

    shares = dict(zip(SCALES, shares_of_memories(records), strict=True))
    settings = adult_interview.Settings()
    usual = {name: getattr(settings, f"middle_{name}") for name in SCALES}
    print(f"\nclasses; of mothers, {SOURCE}: " + ", ".join(f"{share:g}" for share in MOTHERS))
    rows = [
        {"middle, dismissing": one, "preoccupied": other}
        | {f"is {name}": share for name, share in classes(shares, one, other).items()}
        for one, other in product(TWENTIETHS, repeat=2)
    ]
    print(pd.DataFrame(rows).round(3).to_string(index=False))
    rows = [
        {"middle, unresolved": middle, "is unresolved": unresolved(shares, middle)}
        for middle in TWENTIETHS
    ]
    print(f"\nunresolved as well; of mothers: {UNRESOLVED:g}")
    print(pd.DataFrame(rows).round(3).to_string(index=False))
    print("\nthe defaults: " + ", ".join(f"{name} {middle:g}" for name, middle in usual.items()))


if __name__ == "__main__":
    typer.run(main)
