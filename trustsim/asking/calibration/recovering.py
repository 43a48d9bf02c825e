"""The recovery check: known values, findings made from them, and the same search for the values.

The known values come from the prior (a Latin hypercube). A cohort is grown with them, and what it
shows is turned into findings like those of the literature: a number in the middle of an equally
wide range, off by an error from anywhere in that range; at an open end, the side on which the
number lies. Then everything is as it was with the findings of the literature. If the search does
what it says, the 95 % intervals hold the known values in 95 of 100 cases.
"""

import numpy as np
import scipy

from trustsim.asking.calibration.posterior import generations, searching, simulated
from trustsim.asking.calibration.telling import marginals
from trustsim.asking.identification import both_ends, by_name, hypercube
from trustsim.measures.cohorts import CONFIDENCE


def known_values(asked):
    """The known values of every recovery: dicts by name."""
    if not asked.recoveries:
        return []
    points = hypercube(asked.ranges, asked.recoveries, asked.study.but)
    return [by_name(asked.ranges, point) for point in points]


def found_again(asked, wanted, values, number, database, threads, tell):
    """Look for known values: a row for each parameter. ``number`` counts recoveries from 1."""
    first = number * (asked.simulations + 1)  # the number of the cohort that the findings are from
    found = simulated(asked.study, asked.patterns, values, first, threads)
    with searching(asked.scenario.seed, number) as luck:
        errors = luck.uniform(-1.0, 1.0, len(wanted))
    findings = [finding(*each) for each in zip(wanted, found, errors, strict=True)]
    last = generations(asked, findings, database, number, threads, tell)[-1]
    rows, (low, high) = marginals(last), both_ends(asked.ranges)
    rows.insert(0, "recovery", number)
    rows.insert(2, "known", rows["parameter"].map(values))
    return rows.assign(
        holds=rows["known"].between(rows["low"], rows["high"]),
        off=(rows["mean"] - rows["known"]) / ((high - low) / np.sqrt(12.0)),
        level=last.level,
    ).drop(columns="sd")


def finding(aim, number, error):
    """What the literature would say, had it found this number with this error (from -1 to 1)."""
    if np.isinf(aim.low) or np.isinf(aim.high):
        edge = aim.high if np.isinf(aim.low) else aim.low
        limits = (edge, np.inf) if number > edge else (-np.inf, edge)
        return aim._replace(low=limits[0], high=limits[1])
    half = (aim.high - aim.low) / 2.0
    middle = number + error * half
    return aim._replace(low=middle - half, high=middle + half)


def too_few(rows):
    """Do fewer intervals hold the known value than chance allows once in twenty?"""
    held = int(rows["holds"].sum())
    return scipy.stats.binom.cdf(held, len(rows), CONFIDENCE) < 1.0 - CONFIDENCE


def prior_error(rows):
    """Root mean square error of each parameter in standard deviations of the prior.

    Whoever knows nothing and says the middle of the range errs by 1.
    """
    return rows.groupby("parameter", sort=False)["off"].agg(lambda off: np.sqrt(np.mean(off**2)))
