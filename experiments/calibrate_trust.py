"""The second declared calibration: what a lesson, an error and a newcomer count for.

    python experiments/calibrate_trust.py [--trials 200] [--out docs/calibration_trust.json]

What decides whom a child trusts is found here: how much doubt a newcomer meets with, what being
passed over counts for, how surely children see that somebody errs, from how many answers a name is
chosen, and what the other children are like whom they meet as they grow. None of it touches the
classes of attachment, which the first calibration (``calibrate.py``) is about.

The target function knows the eight shares of ``accuracy_tracking``, their order within an age and
between ages, and the two leanings of the whole sample of Corriveau et al. (2009): with the mother
where there is nothing to see, against her where she says the improbable. It knows no class, and
nothing of liars, familiar teachers, labels, gaze or grown-ups. A weak prior pulls every number
towards the value that was guessed beforehand.
"""

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import typer
from cmaes import CMA
from rich.progress import track

import trustsim as ts
from trustsim.asking.patterns import literature
from trustsim.asking.patterns.informants import FOUR, THREE
from trustsim.asking.patterns.mother_stranger import AMBIGUOUS, ASYMMETRIC
from trustsim.measures import answers, siding
from trustsim.study.protocols.accuracy_of_informants import PAIRS
from trustsim.study.searched import RANGES

SEED, CHILDREN = 2, 3000
SIGMA = 0.1  # of the searched range, at the start
PRIOR_WIDTH, PRIOR_WEIGHT = 0.3, 1.0  # of the searched range; of a squared deviation
TOLERANCE = 0.03  # of a published share
MARGIN, EDGE = 0.01, 0.005  # by how much an order must hold, and how sharply it is missed


class Searched(NamedTuple):
    """Where a number is searched: the range, and the guess at which the search begins."""

    low: float
    high: float
    guess: float


GUESSES = {
    "theory.trust.doubt": 1.5,
    "theory.trust.passed_over": 0.2,
    "theory.learning.evident": 0.8,
    "theory.learning.alternatives": 7,
    "playmates.knowledge": 0.5,
    "playmates.helpfulness": 0.5,
    "childhood.playmates": 0.5,
}
SPACE = {name: Searched(*RANGES[name], guess) for name, guess in GUESSES.items()}


def study(changes):
    """One large low-risk cohort, shown the pairs of informants and asked about its mother."""
    visits = {"strange_situation": {}, "accuracy_of_informants": {}, "mother_stranger": {}}
    plain = ts.from_dict({"seed": SEED, "worlds": 1, "children": CHILDREN, "visits": visits})
    return plain.but(changes)


def targets():
    """The published shares, by age and pair."""
    published = literature()["accuracy_tracking"]["target"]
    return {
        f"{years} years, {pair}": published[name][p]
        for years, name in ((3, "three_years"), (4, "four_years"))
        for p, pair in enumerate(PAIRS)
    }


def measured(records):
    """The same shares in one cohort, and the two leanings of the sample."""
    found = {
        f"{months / 12:g} years, {pair}": answers(
            records, "accuracy_of_informants", pair, months
        ).mean()
        for months in (THREE, FOUR)
        for pair in PAIRS
    }
    found["mother, nothing to see"] = np.mean([siding(records, task).mean() for task in AMBIGUOUS])
    found["mother, improbable"] = siding(records, ASYMMETRIC).mean()
    return found


def loss(found, values):
    """Squared misses of the shares, of the orders and of the leanings, and the prior's pull."""
    missed = sum(((found[name] - target) / TOLERANCE) ** 2 for name, target in targets().items())
    shares = np.array([found[name] for name in targets()]).reshape(2, len(PAIRS))
    orders = [
        *(shares[:, :-1] - shares[:, 1:]).ravel(),
        *(shares[1] - shares[0]),
        found["mother, nothing to see"] - 0.5,
        0.5 - found["mother, improbable"],
    ]
    missed += sum((max(0.0, MARGIN - lead) / EDGE) ** 2 for lead in orders)
    pull = sum(
        ((values[name] - each.guess) / (PRIOR_WIDTH * (each.high - each.low))) ** 2
        for name, each in SPACE.items()
    )
    return float(missed + PRIOR_WEIGHT * pull)


def tried(values):
    """Loss and numbers of one point of the search."""
    found = measured(ts.run(study(values)))
    return loss(found, values), found


def searched(trials):
    """The best point that CMA-ES (Hansen 2016, arXiv:1604.00772) finds from the guesses."""
    low, high, guess = np.array(list(SPACE.values())).T
    unit = np.tile([0.0, 1.0], (len(SPACE), 1))
    search = CMA(mean=(guess - low) / (high - low), sigma=SIGMA, bounds=unit, seed=SEED)
    best, place = math.inf, {}
    for _ in track(range(max(1, trials // search.population_size)), "searching", transient=True):
        told = []
        for _ in range(search.population_size):
            asked = search.ask()
            point = low + (high - low) * asked
            values = {name: float(f"{v:.3g}") for name, v in zip(SPACE, point, strict=True)}
            missed, _ = tried(values)
            told.append((asked, missed))
            if missed < best:
                best, place = missed, values
        search.tell(told)
    return place


def main(trials: int = 200, out: Path = Path("docs/calibration_trust.json")):
    """Search, print what was found, and keep it."""
    values = searched(trials)
    final, found = tried(values)
    aims = targets()
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "trials": trials,
        "loss": round(final, 2),
        "targets": {
            name: {"target": aims.get(name), "found": round(float(value), 3)}
            for name, value in found.items()
        },
        "values": values,
    }
    out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    typer.run(main)
