"""What the posterior says of each parameter, and which it cannot tell apart.

A parameter is narrowed by the share that the posterior takes from its standard deviation, which for
the prior is that of an even distribution over the range.

identified      by half at least: its variance is a quarter of what it was, or less
narrowed        by a fifth at least
NOT identified  the rest: the chosen patterns hold nearly anywhere in the range, so that no value of
                this parameter may be called a finding

Two parameters cannot be told apart where they correlate in the posterior by .5 at least, and by
four standard errors.
"""

import numpy as np
import pandas as pd

from trustsim.asking.calibration.ranges import value_now
from trustsim.asking.identification import both_ends, least_sure, pair_table
from trustsim.measures.cohorts import CONFIDENCE

IDENTIFIED, NARROWED, UNIDENTIFIED = "identified", "narrowed", "NOT identified"
HALF, FIFTH = 0.5, 0.2
TOGETHER = 0.5  # correlation in the posterior
TAILS = ((1.0 - CONFIDENCE) / 2.0, (1.0 + CONFIDENCE) / 2.0)


def identified_parameters(asked, sample):
    """A row for each parameter, the one that is known best first."""
    rows, (low, high) = marginals(sample), both_ends(asked.ranges)
    narrower = 1.0 - rows["sd"] * np.sqrt(12.0) / (high - low)
    rows.insert(1, "verdict", [posterior_verdict(each) for each in narrower])
    rows.insert(2, "narrower", narrower)
    rows = rows.assign(
        prior_low=low,
        prior_high=high,
        current=[value_now(asked.scenario, name) for name in asked.ranges],
    )
    return rows.sort_values("narrower", ascending=False, ignore_index=True)


def posterior_verdict(narrower):
    """What may be said of a parameter that is narrowed by this share."""
    if narrower >= HALF:
        return IDENTIFIED
    return NARROWED if narrower >= FIFTH else UNIDENTIFIED


def marginals(sample):
    """A row for each parameter: its mean, its standard deviation, where its middle 95 % lie."""
    rows = []
    for name in sample.values:
        values = sample.values[name].to_numpy()
        mean = np.sum(sample.weights * values)
        sd = np.sqrt(np.sum(sample.weights * (values - mean) ** 2))
        low, high = middle_95(values, sample.weights)
        rows.append({"parameter": name, "mean": mean, "sd": sd, "low": low, "high": high})
    return pd.DataFrame(rows)


def middle_95(values, weights):
    """Where the middle 95 % of weighted values lie."""
    return np.quantile(values, TAILS, weights=weights, method="inverted_cdf")


def correlated_pairs(sample):
    """A row for each pair of parameters, those that go together most first.

    ``undecided``: so few values may show such a correlation by chance.
    """
    size = sample.values.shape[1]
    spread = np.cov(sample.values.to_numpy().T, aweights=sample.weights, ddof=0).reshape(size, size)
    sd = np.sqrt(np.diag(spread))
    pairs = pair_table(list(sample.values), spread / np.outer(sd, sd))
    together, bound = pairs["r"].abs(), least_sure(TOGETHER, sample.size)
    return pairs.assign(
        told_apart=together < bound, undecided=(together >= TOGETHER) & (together < bound)
    )
