"""What is left of a childhood, a year and seven years after all company has changed?

    python experiments/persistence.py [--quick]

At eighteen everybody of `configs/new_company.toml` begins a new life among people who are alike for
all, so that what still differs between them is what they brought. Told are the correlations of what
they were at eighteen with what they have become; and what a year with a sensitive friend, instead
of an ordinary one, does to the same people, at its end and a year later. The theory asks for .5 or
more after a year and .3 or more after seven; for a quarter of a standard deviation of trust in
people, and for half of it a year later.
"""

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

import trustsim as ts
from trustsim.measures import correlation, estimate

CONFIG = Path(__file__).parents[1] / "configs" / "new_company.toml"
KEPT = ("clarity", "threat_of_unknown", "trust_in_unknown", "seek", "minimise", "maximise")
MOVED = ("trust_in_unknown", "clarity", "reflection", "vigilance")
BEST = {  # a friend at her best; an ordinary one is as the spouse is
    "availability": 4.0,
    "congruence": 3.5,
    "marking": 0.95,
    "ostension": 0.95,
    "rejection": 0.01,
    "intrusion": 0.03,
}


def with_friend(scenario, best):
    """The same people with a friend for the first year, and the spouse from then on."""
    given = scenario.resolved()
    grown = given["life"]["grown"]
    day = [{**line, "with": "friend"} for line in grown["day"]]
    year = {"from": grown["from"], "until": grown["from"] + 12, "figure": "friend", "day": day}
    return scenario.but(
        {
            "cast.friend": given["cast"]["spouse"] | (BEST if best else {}),
            "life.grown.from": year["until"],
            "life.year": year,
        }
    )


def kept(records, ages):
    """How each item at the first age goes with itself at each later one."""
    first, *later = ages
    for item in KEPT:
        before = records.column("portraits", item, first)
        found = [correlation(before, records.column("portraits", item, age)) for age in later]
        yield row(item, first, later, found)


def moved(ordinary, sensitive, ages):
    """How much more of an item there is after a year with a sensitive friend, in sd."""
    first, *later = ages
    for item in MOVED:
        spread = ordinary.column("portraits", item, first).std(1)
        gains = [
            sensitive.column("portraits", item, age).mean(1)
            - ordinary.column("portraits", item, age).mean(1)
            for age in later
        ]
        yield row(item, first, later, [gain / spread for gain in gains])


def row(item, first, later, found):
    """One line of a table: an item at each later age."""
    words = (f"after {(age - first) / 12:g} years" for age in later)
    return {"item": item} | dict(zip(words, map(told, found), strict=True))


def told(values):
    """Mean over cohorts and its interval."""
    found = estimate(values)
    return f"{found.mean:.2f} [{found.low:.2f}, {found.high:.2f}]"


def main(quick: Annotated[bool, typer.Option("--quick", help="Four cohorts.")] = False):
    """Grow everybody, with one company and another, and compare."""
    scenario = ts.load(CONFIG).but({"worlds": 4} if quick else {})
    ages = sorted({visit.months for visit in scenario.visits})
    print("r with what they were at eighteen")
    print(pd.DataFrame(kept(ts.run(scenario), ages)).to_string(index=False))
    friends = [ts.run(with_friend(scenario, best)) for best in (False, True)]
    print("\nafter a year with a sensitive friend, less an ordinary one (sd at eighteen)")
    print(pd.DataFrame(moved(*friends, ages)).to_string(index=False))


if __name__ == "__main__":
    typer.run(main)
