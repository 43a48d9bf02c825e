"""Which parameters matter: Sobol' indices of variance, and the screening of Morris.

Both ask how much a measure answers to each parameter over the whole of the ranges, whatever the
others are. SALib (Herman & Usher 2017; Iwanaga et al. 2022) draws the designs and estimates the
indices; what is said of them here is what the indices of a simulation with chance can bear.

saltelli  Of the variance of a measure, the share that goes with one parameter alone (*first*), and
          the share in which it has any part, alone or with others (*total*).
morris    From few points: how much the measure moves, on the average, along the range of one
          parameter (*mu_star*; *mu* with its sign), and how unlike these moves are (*sigma*).

What a point says of a measure is the mean over its cohorts. A share of what varies is *chance* of
so few children, and each total index holds up to as much of it: in a model that is half chance, a
parameter could look half as important as can be and mean nothing. Cohorts tell how much that is.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.measures.cohorts import CONFIDENCE
from trustsim.mistakes import Mistake, choice, needed

SEED = 1  # of the designs and of the bootstrap; not 0, which SALib takes for none
RESAMPLES = 200  # of the bootstrap: the width of an interval is right to about 5 %
LEVELS = 4  # of each parameter in a Morris design
STEP = LEVELS / (2.0 * (LEVELS - 1.0))  # of a Morris design, as a share of the range
LEAST = {"saltelli": 8, "morris": 4}  # base points, trajectories
MISSING = 0.1  # share of them that may be left out where a measure does not exist
LITTLE = 0.05  # of the variance (total index), or of the greatest mu_star twice as much
MATTERS, HARDLY, UNDECIDED = "matters", "hardly", "undecided"
CONSTANT = "is the same at every point"


class Method(NamedTuple):
    """What the two methods differ in."""

    more: int  # points that belong together than there are parameters
    judged: str  # the index that says whether a parameter matters
    indices: tuple


METHODS = {
    "saltelli": Method(
        2, "total", ("first", "first_low", "first_high", "total", "total_low", "total_high")
    ),
    "morris": Method(1, "mu_star", ("mu_star", "mu_star_low", "mu_star_high", "mu", "sigma")),
}


def require_salib():
    """Raise Mistake unless SALib is installed."""
    needed("sensitivity", "sweeps", "SALib")


def saltelli_points(ranges, points):
    """A design for Sobol' indices (Saltelli et al. 2010), as an array (point, parameter).

    ``points`` base points of a scrambled Sobol' sequence, each with as many neighbours as there are
    parameters, and one more: in all ``points * (parameters + 2)``.
    """
    require_salib()
    from SALib.sample.sobol import sample

    enough("saltelli", points)
    below = 2 ** (points.bit_length() - 1)
    if points != below:
        raise Mistake(
            f"points = {points}: a saltelli design needs a power of two; {below} or {2 * below} "
            "would do"
        )
    return sample(problem(ranges), points, calc_second_order=False, seed=SEED)


def morris_points(ranges, points):
    """A design for the screening of Morris (1991), as an array (point, parameter).

    ``points`` trajectories; along each of them every parameter takes one step:
    ``points * (parameters + 1)`` points.
    """
    require_salib()
    from SALib.sample.morris import sample

    enough("morris", points)
    return sample(problem(ranges), points, num_levels=LEVELS, seed=SEED)


def enough(method, points):
    """Raise Mistake where nothing could be estimated."""
    if points < LEAST[method]:
        raise Mistake(f"points = {points}: a {method} design needs at least {LEAST[method]}")


def problem(ranges):
    """The parameters and their ranges as SALib takes them."""
    bounds = [[float(low), float(high)] for low, high in ranges.values()]
    return {"num_vars": len(ranges), "names": list(ranges), "bounds": bounds}


def sensitivity(rows, ranges, method):
    """How much each measure answers to each parameter, the greatest first.

    ``rows`` are the results of a sweep over ``saltelli(ranges, ...)`` or ``morris(ranges, ...)``: a
    row for each point, world and measure. One row for each measure and parameter: the indices with
    their 95 % intervals (bootstrap), and

    verdict   matters (surely more than little, and more than chance), hardly (surely little), or
              undecided; empty where there are no indices, and ``why`` says the reason
    chance    how great an index (total, mu_star) could be by chance of so few children alone
    mean, sd  of the measure over the design, in its own unit
    points    base points or trajectories that the indices rest on, ``left_out`` those in which the
              measure does not exist; each of them is the mean of ``worlds`` cohorts
    """
    require_salib()
    choice("method", method, list(METHODS))
    values = points_played(rows, ranges)
    check_design(values, ranges, method)
    tables = []
    for measure, those in rows.groupby("measure", sort=False, observed=True):
        cohorts = those.pivot(index="point", columns="world", values="value")
        cohorts = cohorts.reindex(range(len(values))).to_numpy(dtype=float)
        table = of_measure(cohorts, values, ranges, method)
        table.insert(0, "measure", measure)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def points_played(rows, ranges):
    """The values of the parameters at every point, as an array (point, parameter)."""
    for name in ranges:
        choice("parameter", name, [column for column in rows if "." in column])
    design = rows.drop_duplicates("point").sort_values("point")
    number = int(design["point"].iloc[-1]) + 1
    if len(design) < number:
        raise Mistake(
            f"{number - len(design)} of {number} points are missing; indices need all of them: "
            "finish the sweep first"
        )
    return design[list(ranges)].to_numpy(dtype=float)


def check_design(values, ranges, method):
    """Raise Mistake unless these points are such a design."""
    low, high = np.array([*ranges.values()], dtype=float).T
    inside = (values >= low - 1e-9 * (high - low)) & (values <= high + 1e-9 * (high - low))
    if not (inside.all() and is_design(values, method)):
        raise Mistake(
            f"the points of this sweep are no {method} design over these ranges; sweep with "
            f'design = "{method}"'
        )


def is_design(values, method):
    """Whether the points stand to each other as the method wants it."""
    parameters = values.shape[1]
    size = parameters + METHODS[method].more
    if len(values) % size or len(values) < size * LEAST[method]:
        return False
    blocks = values.reshape(-1, size, parameters)
    if method == "morris":  # one parameter moves at a time, each once
        moved = np.diff(blocks, axis=1) != 0.0
        return bool((moved.sum(1) == 1).all() and (moved.sum(2) == 1).all())
    neighbours = np.repeat(blocks[:, :1], parameters, axis=1)
    own = np.arange(parameters)
    neighbours[:, own, own] = blocks[:, -1]
    return bool((blocks[:, 1:-1] == neighbours).all())


def of_measure(cohorts, values, ranges, method):
    """The rows of one measure; ``cohorts`` is an array (point, world), not a number where none."""
    about = METHODS[method]
    blocks = (-1, len(ranges) + about.more)
    there = np.isfinite(cohorts)
    numbers = np.where(there, cohorts, 0.0).sum(1) / np.where(there.any(1), there.sum(1), np.nan)
    kept = np.isfinite(numbers).reshape(blocks).all(1)
    said = numbers.reshape(blocks)[kept]
    table = pd.DataFrame(
        {
            "parameter": list(ranges),
            "verdict": "",
            **dict.fromkeys([*about.indices, "chance"], np.nan),
            "why": "",
            "mean": said.mean() if kept.any() else np.nan,
            "sd": said.std() if kept.any() else np.nan,
            "points": kept.sum(),
            "left_out": (~kept).sum(),
            "worlds": cohorts.shape[1],
        }
    )
    if kept.sum() < max(LEAST[method], (1.0 - MISSING) * len(kept)):
        return table.assign(
            why=f"does not exist at {np.isnan(numbers).sum()} of {len(numbers)} points"
        )
    if all_alike(said if method == "morris" else said[:, [0, -1]]):
        return table.assign(why=CONSTANT)
    inputs = values.reshape(*blocks, len(ranges))[kept].reshape(-1, len(ranges))
    estimated = variance_indices if method == "saltelli" else screening_indices
    for name, index in estimated(
        problem(ranges), inputs, said.ravel(), variance_by_chance(cohorts)
    ).items():
        table[name] = index
    little = LITTLE if method == "saltelli" else 2.0 * LITTLE * table["mu_star"].max()
    bounds = table[[f"{about.judged}_low", f"{about.judged}_high", "chance"]]
    table["verdict"] = [index_verdict(*each, little) for each in bounds.itertuples(index=False)]
    return table.sort_values(about.judged, ascending=False, kind="stable")


def all_alike(numbers):
    """Whether these numbers differ in nothing but their last digits."""
    return np.ptp(numbers) <= 1e-12 * max(1.0, np.abs(numbers).max())


def variance_by_chance(cohorts):
    """Variance of the mean of a point that is chance of so few children (point x world).

    What all points share, since the same children are born under the same luck at each of them, is
    no part of it: only what a cohort adds to one point and not to another. Not a number where each
    point has one cohort.
    """
    whole = cohorts[np.isfinite(cohorts).all(1)]
    points, worlds = whole.shape
    if points < 2 or worlds < 2:
        return np.nan
    left = whole - whole.mean(1, keepdims=True) - whole.mean(0) + whole.mean()
    return (left * left).sum() / ((points - 1) * (worlds - 1)) / worlds


def index_verdict(low, high, by_chance, little):
    """What the interval of an index says; chance counts for nothing where it is not known."""
    if high < little:
        return HARDLY
    return MATTERS if low > np.fmax(little, by_chance) else UNDECIDED


def variance_indices(about, _, numbers, noise):
    """First-order and total indices with their intervals; chance is a share of the variance.

    The bootstrap takes the points of the sequence for independent, so that intervals are rather too
    wide than too narrow.
    """
    from SALib.analyze.sobol import analyze

    found = analyze(
        about, numbers, calc_second_order=False, num_resamples=RESAMPLES, conf_level=CONFIDENCE,
        seed=SEED,
    )  # fmt: skip
    return {
        **index_and_ends("first", found["S1"], found["S1_conf"]),
        **index_and_ends("total", found["ST"], found["ST_conf"]),
        "chance": noise / numbers.var(),
    }


def screening_indices(about, inputs, numbers, noise):
    """Mean and spread of the elementary effects, for a whole range.

    By chance alone the two ends of a step differ by a normal number of twice the variance.
    """
    from SALib.analyze.morris import analyze

    found = analyze(
        about, inputs, numbers, num_resamples=RESAMPLES, conf_level=CONFIDENCE, num_levels=LEVELS,
        seed=SEED,
    )  # fmt: skip
    return {
        **index_and_ends("mu_star", found["mu_star"], found["mu_star_conf"]),
        "mu": found["mu"],
        "sigma": found["sigma"],
        "chance": np.sqrt(2.0 * noise) * np.sqrt(2.0 / np.pi) / STEP,
    }


def index_and_ends(name, value, reach):
    """An index with its interval, by name."""
    return {name: value, f"{name}_low": value - reach, f"{name}_high": value + reach}
