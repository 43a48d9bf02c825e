"""Statistics of each cohort, and over cohorts."""

from typing import NamedTuple

import numpy as np
import scipy

from trustsim.study.protocols.strange_situation import CLASSES

CONFIDENCE = 0.95
FEWEST = 2  # children of a group that a test compares with another


class Estimate(NamedTuple):
    """Mean over cohorts with its interval."""

    mean: float
    low: float
    high: float


def estimate(values):
    """Mean over cohorts and its 95 % confidence interval (Student's t)."""
    values = np.asarray(values, dtype=float)
    values = values[np.isfinite(values)]
    if len(values) == 0:
        return Estimate(np.nan, np.nan, np.nan)
    mean = float(values.mean())
    if len(values) == 1:
        return Estimate(mean, -np.inf, np.inf)
    error = scipy.stats.sem(values)
    if error == 0.0:
        return Estimate(mean, mean, mean)
    low, high = scipy.stats.t.interval(CONFIDENCE, len(values) - 1, mean, error)
    return Estimate(mean, float(low), float(high))


def estimate_of_share(values, children=1.0):
    """Mean over cohorts of a share, and its 95 % confidence interval, which stays in [0, 1].

    Wilson's interval (1927) for as many children as would make the mean as unsure as the cohorts
    show it to be, with Student's quantile (so for surveys in clusters: Dean & Pagano 2015). Far
    from both ends it is that of ``estimate``. Cohorts that are all alike, as at one end, do not
    show how unsure the mean is: there every child counts, ``children`` in a cohort on the average.
    """
    found = estimate(values)
    if not np.isfinite(found.low):
        return found
    cohorts = int(np.isfinite(values).sum())
    reach, quantile = found.high - found.mean, student(cohorts - 1)
    low, high = bounded(found.mean, reach, quantile**2 / max(children * np.size(values), cohorts))
    return Estimate(found.mean, float(low), float(high))


def pseudo_values(many, number):
    """A number that no single member of a sample can show, as pseudo-values of each (Tukey 1958).

    ``number`` takes which of so ``many`` are looked at; mean and spread of what is returned are
    those of the number over all of them.
    """
    everything = np.ones(many, dtype=bool)
    whole = number(everything)
    if many == 1:
        return np.array([whole])
    without = [number(everything & (np.arange(many) != left)) for left in range(many)]
    return many * whole - (many - 1) * np.array(without)


def student(freedom):
    """How many standard errors a 95 % interval reaches to either side."""
    return scipy.stats.t.ppf((1.0 + CONFIDENCE) / 2.0, freedom)


def bounded(mean, reach, doubt_if_alike):
    """Wilson's interval of a share whose symmetric interval has this ``reach``.

    ``doubt`` is the square of the quantile over the number of children, and known from elsewhere
    where the cohorts are all alike, so that nothing is reached.
    """
    inside = mean * (1.0 - mean)
    known = (inside > 0.0) & (reach > 0.0)
    doubt = np.where(known, reach**2 / np.where(known, inside, 1.0), doubt_if_alike)
    middle = (mean + doubt / 2.0) / (1.0 + doubt)
    half = np.sqrt(doubt * inside + doubt**2 / 4.0) / (1.0 + doubt)
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


def spread(values):
    """Where the middle 95 % of cohorts lie: what single studies of this size would find."""
    values = np.asarray(values, dtype=float)
    values = values[np.isfinite(values)]
    if len(values) == 0:
        return np.nan, np.nan
    edge = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(values, [edge, 100 - edge])
    return float(low), float(high)


def summary(values, found=estimate):
    """A number of each cohort as the tables tell it: ``estimate`` and ``spread``, by name.

    ``found`` is another way to estimate its mean, where that is a share.
    """
    low, high = spread(values)
    return {**found(values)._asdict(), "cohort_low": low, "cohort_high": high}


def correlation(first, second):
    """Correlation within each cohort of two arrays (world, child)."""
    x = first - first.mean(1, keepdims=True)
    y = second - second.mean(1, keepdims=True)
    scale = np.sqrt((x * x).sum(1) * (y * y).sum(1))
    with np.errstate(invalid="ignore"):
        return (x * y).sum(1) / scale


def partial_correlation(first, second, given):
    """Correlation within each cohort of two arrays with a third held constant."""
    xy, xz, yz = (
        correlation(first, second),
        correlation(first, given),
        correlation(second, given),
    )
    scale = np.sqrt((1.0 - xz * xz) * (1.0 - yz * yz))
    with np.errstate(invalid="ignore", divide="ignore"):
        return (xy - xz * yz) / scale


def interaction(first, second, outcome):
    """How the effect of the first on the outcome changes with the second, in each cohort.

    The slope of the product of the first two, in standard deviations, in a least-squares line that
    has both of them, too; arrays (world, child). Not a number where one of them does not vary.
    """
    return np.array(
        [slope_of_product(*cohort) for cohort in zip(first, second, outcome, strict=True)]
    )


def slope_of_product(first, second, outcome):
    """The same in one cohort: arrays (child,)."""
    if first.std() == 0.0 or second.std() == 0.0:
        return np.nan
    x, z = ((each - each.mean()) / each.std() for each in (first, second))
    slopes, _, rank, _ = np.linalg.lstsq(np.stack([np.ones_like(x), x, z, x * z], 1), outcome)
    return slopes[3] if rank == len(slopes) else np.nan


def differ(values, members):
    """In which cohorts several groups of children differ significantly: 1 or 0.

    One-way analysis of variance of ``values`` (world, child); ``members`` (group, world, child)
    says who is in which group. Not a number in a cohort where the test cannot be made.
    """
    return tested(values, members, lambda *groups: scipy.stats.f_oneway(*groups).pvalue)


def lies_above(values, members):
    """In which cohorts the first of two groups of children lies significantly above the second.

    Student's t with both sides, as a study tests that has not written down before what it expects;
    else as ``differ``.
    """

    def two_sided(one, other):
        return scipy.stats.ttest_ind(one, other).pvalue if one.mean() > other.mean() else 1.0

    return tested(values, members, two_sided)


def beside_chance(values, chance):
    """In which cohorts the mean of ``values`` (world, child) lies significantly above chance.

    Student's t of one sample, with both sides; else as ``differ``.
    """

    def two_sided(those):
        return scipy.stats.ttest_1samp(those, chance).pvalue if those.mean() > chance else 1.0

    return tested(values, np.ones((1, *values.shape), dtype=bool), two_sided)


def tested(values, members, test):
    """In which cohorts a test of groups finds its p below .05: 1 or 0 where it can be made."""
    p = [
        p_of(test, [of_cohort[those] for those in groups])
        for of_cohort, groups in zip(values, np.moveaxis(members, 1, 0), strict=True)
    ]
    return np.where(np.isnan(p), np.nan, np.less(p, 1.0 - CONFIDENCE))


def p_of(test, groups):
    """The p of a test; not a number where a group is too small, or nothing varies."""
    if min(map(len, groups)) < FEWEST or np.ptp(np.concatenate(groups)) == 0.0:
        return np.nan
    return test(*groups)


def effect_size(values):
    """Standardised mean (Hedges' g, one sample) of each cohort of (world, child) values."""
    worlds, n = values.shape
    if n < 2:  # one child has no spread
        return np.full(worlds, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        d = values.mean(1) / values.std(1, ddof=1)
    return d * (1.0 - 3.0 / (4.0 * (n - 1) - 1.0))


def kappa(first, second):
    """Agreement of two attachment classifications beyond chance (Cohen 1960) in each cohort."""
    observed = (first == second).mean(1)
    expected = sum((first == c).mean(1) * (second == c).mean(1) for c in range(len(CLASSES)))
    with np.errstate(invalid="ignore", divide="ignore"):
        return (observed - expected) / (1.0 - expected)
