"""Where to look: what a study may be asked for, and at which points of the searched ranges."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from trustsim.mistakes import Mistake
from trustsim.study.declared import LOCATION_AND_SPREAD, fitted
from trustsim.study.searched import RANGES

SEED = 1  # of the Latin hypercube
TRIES = 100  # draws in place of one contradictory point


class Asked(NamedTuple):
    """What a study is asked for, and what it cannot be asked for."""

    ranges: dict  # parameter -> Range
    left_out: dict  # parameter -> why


def asked(scenario):
    """The calibrated parameters that play a part in a study, with their searched ranges."""
    absences = {name: absence(name, scenario) for name in fitted()}
    ranges = {name: RANGES[name] for name, why in absences.items() if not why}
    return Asked(ranges, {name: why for name, why in absences.items() if why})


def absence(name, scenario):
    """Why a parameter plays no part in a study, or an empty string."""
    group, key, *_ = name.split(".")
    if group == "visits" and key not in scenario.protocols:
        return f"no visit [visits.{key}]"
    given = scenario.differences.get(group, {}).get(key)
    if group == "caregiver" and given is not None and not is_spread(given):
        return f"the config gives [caregiver] {key} in another form"
    return ""


def is_spread(given):
    """Is a distribution given, as { mean, sd }?"""
    return isinstance(given, Mapping) and set(given) == set(LOCATION_AND_SPREAD)


def drawn(ranges, points, check):
    """Points of a Latin hypercube over the ranges, as an array (point, parameter).

    ``check`` takes the values of a point, by name, and raises Mistake where they contradict each
    other; such a point is drawn anew.
    """
    from scipy.stats import qmc

    sampler = qmc.LatinHypercube(len(ranges), rng=SEED)
    low, high = np.array([*ranges.values()], dtype=float).T
    values = low + (high - low) * sampler.random(points)
    for point in values:
        for _ in range(TRIES):
            try:
                check(named(ranges, point))
                break
            except Mistake as mistake:
                why = mistake
                point[:] = low + (high - low) * sampler.random(1)[0]
        else:
            raise Mistake(f"hardly a point of the searched ranges is possible: {why}")
    return values


def named(ranges, point):
    """The values of one point, by name."""
    return dict(zip(ranges, map(float, point), strict=True))
