"""One recovery from start to end: draw, grow, summarise, estimate, and say what was told."""

import os
from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.asking.recovery import estimation, telling
from trustsim.asking.recovery.design import asked, drawn, named
from trustsim.asking.recovery.summaries import summaries
from trustsim.engine.progress import bar
from trustsim.engine.simulate import quietly
from trustsim.mistakes import Mistake
from trustsim.theory.chance import WORD

POINTS, CHILDREN = 500, 600
QUICK = {"points": 100, "children": 200}  # a look, not a result
POINTS_FOR_EACH = 2  # parameter at least, or the estimates of errors mean nothing
FEW = 20  # children: enough to see what a study reports


class Recovery(NamedTuple):
    """What came of it, as tables: a row for each parameter, pair of them, and point of each."""

    parameters: pd.DataFrame
    pairs: pd.DataFrame
    points: pd.DataFrame  # true and estimated
    left_out: dict  # parameter -> why it plays no part
    summaries: int  # numbers that the estimates rest on
    children: int


def recover(scenario, points=POINTS, children=CHILDREN, threads=None):
    """Which calibrated parameters can be told from what the experiments of a study report?

    Each point of a Latin hypercube over the searched ranges is one cohort of ``children``, born
    under a seed of its own (that of the study plus the number of the point): other children and
    another luck, so that what cohorts differ by is parameters and chance. Raises Mistake where
    scikit-learn is missing, or there is too little to learn from.
    """
    estimation.available()
    ranges, left_out = asked(scenario)
    if points < POINTS_FOR_EACH * len(ranges):
        raise Mistake(
            f"points = {points}: {len(ranges)} parameters need at least "
            f"{POINTS_FOR_EACH * len(ranges)} points"
        )
    study = scenario.but({"worlds": 1, "children": children})
    reported = cohort(study.but({"children": FEW}), 0, {}, threads).shape[1]
    if reported < len(ranges):
        raise Mistake(
            f"{scenario.name}: its visits report {reported} numbers, fewer than the {len(ranges)} "
            "parameters to be told from them; add visits"
        )
    values = drawn(ranges, points, study.but)
    with bar("growing cohorts", points) as tell:
        numbers = []
        for number, point in enumerate(values):
            numbers.append(cohort(study, number, named(ranges, point), threads))
            tell(1)
    return found(ranges, values, pd.concat(numbers, ignore_index=True), children, left_out)


def cohort(study, number, changes, threads):
    """What one cohort reports, under a seed of its own."""
    seed = (study.seed + number) % (WORD + 1)
    one = study.but(changes | {"seed": seed})
    return summaries(quietly(one, threads or os.cpu_count()))


def found(ranges, values, numbers, children, left_out):
    """What ``numbers`` tell of ``values`` (point, parameter) drawn from the ranges.

    ``numbers`` is a table with a row for each point and a column for each summary.
    """
    numbers = numbers.loc[:, numbers.nunique() > 1]
    low, high = np.array([*ranges.values()], dtype=float).T
    middle, deviation = (low + high) / 2.0, (high - low) / np.sqrt(12.0)
    truth = (values - middle) / deviation
    estimates = estimation.estimated(numbers.to_numpy(), truth)
    rows = telling.told(ranges, truth, estimates, numbers)
    pairs = telling.confusions(list(ranges), truth, estimates, rows)
    points = pd.DataFrame(
        {
            "point": np.repeat(np.arange(len(values)), len(ranges)),
            "parameter": np.tile(list(ranges), len(values)),
            "true": values.ravel(),
            "estimated": (middle + deviation * estimates.alone).ravel(),
        }
    )
    return Recovery(rows, pairs, points, left_out, numbers.shape[1], children)
