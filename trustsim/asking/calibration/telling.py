"""What the posterior says of each parameter, and which it cannot tell apart.

A parameter is narrowed by the share that the posterior takes from its standard deviation, which for
the prior is that of an even distribution over the range.

identified      by half at least: its variance is a quarter of what it was, or less
narrowed        by a fifth at least
NOT identified  the rest: the chosen patterns hold nearly anywhere in the range, so that no value of
                this parameter may be called a finding

Two parameters cannot be told apart where they correlate in the posterior by .5 at least, and by
four standard errors. Where the correlation is negative, raising one does what raising the other
does, and only their sum is known; where it is positive, raising one undoes what raising the other
does.
"""

import numpy as np
import pandas as pd

from trustsim.asking.calibration.ranges import current
from trustsim.asking.recovery.telling import ALIKE, OPPOSITE, STANDARD_ERRORS
from trustsim.measures.cohorts import CONFIDENCE

IDENTIFIED, NARROWED, UNIDENTIFIED = "identified", "narrowed", "NOT identified"
HALF, FIFTH = 0.5, 0.2
TOGETHER = 0.5  # correlation in the posterior
TAILS = ((1.0 - CONFIDENCE) / 2.0, (1.0 + CONFIDENCE) / 2.0)


def told(asked, sample):
    """A row for each parameter, the one that is known best first."""
    rows = []
    for name, (low, high) in asked.ranges.items():
        values = sample.values[name].to_numpy()
        mean, sd = moments(values, sample.weights)
        reach = interval(values, sample.weights)
        now = current(asked.scenario, name)
        narrower = 1.0 - sd * np.sqrt(12.0) / (high - low)
        rows.append(
            {
                "parameter": name,
                "verdict": verdict(narrower),
                "narrower": narrower,
                "mean": mean,
                "sd": sd,
                "low": reach[0],
                "high": reach[1],
                "prior_low": low,
                "prior_high": high,
                "current": np.nan if now is None else now,
            }
        )
    return pd.DataFrame(rows).sort_values("narrower", ascending=False, ignore_index=True)


def verdict(narrower):
    """What may be said of a parameter that is narrowed by this share."""
    if narrower >= HALF:
        return IDENTIFIED
    return NARROWED if narrower >= FIFTH else UNIDENTIFIED


def moments(values, weights):
    """Mean and standard deviation of weighted values."""
    mean = np.sum(weights * values)
    return mean, np.sqrt(np.sum(weights * (values - mean) ** 2))


def interval(values, weights):
    """Where the middle 95 % of weighted values lie."""
    return np.quantile(values, TAILS, weights=weights, method="inverted_cdf")


def confusions(sample):
    """A row for each pair of parameters, those that go together most first."""
    names = list(sample.values)
    spread = np.cov(sample.values.to_numpy().T, aweights=sample.weights, ddof=0).reshape(
        len(names), -1
    )
    sd = np.sqrt(np.diag(spread))
    bound = max(TOGETHER, STANDARD_ERRORS / np.sqrt(sample.size))
    rows = []
    for i, j in zip(*np.triu_indices(len(names), 1), strict=True):
        r = spread[i, j] / (sd[i] * sd[j])
        rows.append(
            {
                "first": names[i],
                "second": names[j],
                "r": r,
                "effects": ALIKE if r < 0.0 else OPPOSITE,
                "told_apart": abs(r) < bound,
                "undecided": TOGETHER <= abs(r) < bound,  # so few values may show it by chance
            }
        )
    rows = pd.DataFrame(
        rows, columns=["first", "second", "r", "effects", "told_apart", "undecided"]
    )
    return rows.sort_values("r", key=abs, ascending=False, ignore_index=True)
