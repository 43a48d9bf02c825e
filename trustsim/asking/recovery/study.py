"""One recovery from start to end: draw, grow, summarise, estimate, and say what was told."""

import os
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.asking.identification import FEW, another_cohort, both_ends, by_name, hypercube
from trustsim.asking.recovery import estimation
from trustsim.asking.recovery.summaries import summaries
from trustsim.asking.recovery.telling import confounded_pairs, recovered_parameters
from trustsim.engine.progress import bar
from trustsim.mistakes import Mistake
from trustsim.study.declared import LOCATION_AND_SPREAD, fitted
from trustsim.study.searched import RANGES

POINTS, CHILDREN = 500, 600
QUICK = {"points": 100, "children": 200}  # a look, not a result
POINTS_FOR_EACH = 2  # parameter at least, or the estimates of errors mean nothing


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
    estimation.require_sklearn()
    left_out = {name: why for name in fitted() if (why := absence(name, scenario))}
    ranges = {name: RANGES[name] for name in fitted() if name not in left_out}
    least, threads = POINTS_FOR_EACH * len(ranges), threads or os.cpu_count()
    if points < least:
        raise Mistake(f"points = {points}: {len(ranges)} parameters need at least {least} points")
    study = scenario.but({"worlds": 1, "children": children})
    few = another_cohort(study.but({"children": FEW}), 0, {}, threads)
    reported = summaries(few).shape[1]
    if reported < len(ranges):
        raise Mistake(
            f"{scenario.name}: its visits report {reported} numbers, fewer than the {len(ranges)} "
            "parameters to be told from them; add visits"
        )
    values = hypercube(ranges, points, study.but)
    with bar("growing cohorts", points) as tell:
        numbers = []
        for number, point in enumerate(values):
            cohort = another_cohort(study, number, by_name(ranges, point), threads)
            numbers.append(summaries(cohort))
            tell(1)
    return recovered(ranges, values, pd.concat(numbers, ignore_index=True), children, left_out)


def absence(name, scenario):
    """Why a parameter plays no part in a study, or an empty string."""
    group, key, *_ = name.split(".")
    if group == "visits" and key not in scenario.protocols:
        return f"no visit [visits.{key}]"
    given = scenario.differences.get(group, {}).get(key)
    a_spread = isinstance(given, Mapping) and set(given) == set(LOCATION_AND_SPREAD)
    if group == "caregiver" and given is not None and not a_spread:
        return f"the config gives [caregiver] {key} in another form"
    return ""


def recovered(ranges, values, numbers, children, left_out):
    """What ``numbers`` tell of ``values`` (point, parameter) drawn from the ranges.

    ``numbers`` is a table with a row for each point and a column for each summary.
    """
    numbers = numbers.loc[:, numbers.nunique() > 1]
    low, high = both_ends(ranges)
    middle, deviation = (low + high) / 2.0, (high - low) / np.sqrt(12.0)
    truth = (values - middle) / deviation
    estimates = estimation.parameter_estimates(numbers.to_numpy(), truth)
    rows = recovered_parameters(ranges, truth, estimates, numbers)
    points = pd.DataFrame(
        {
            "point": np.repeat(np.arange(len(values)), len(ranges)),
            "parameter": np.tile(list(ranges), len(values)),
            "true": values.ravel(),
            "estimated": (middle + deviation * estimates.alone).ravel(),
        }
    )
    pairs = confounded_pairs(list(ranges), truth, estimates, rows)
    return Recovery(rows, pairs, points, left_out, numbers.shape[1], children)
