"""What the experiments tell of each parameter, and which they cannot tell apart.

R2 is the share of a parameter's variance over its searched range that is recovered out of sample;
R2 *told* is the same where the estimator is told the true values of all other parameters.

recovered   the whole 95 % interval of R2 lies above one half, which is what either of two
            parameters would reach if the experiments told nothing but their sum
silent      not even told does R2 reach .1: next to nothing in the experiments answers to it
confounded  neither of these, and told R2 is higher by .1 at least (whole interval above zero): it
            leaves its traces, but other parameters leave the same ones
faint       the rest: it leaves traces of its own, too faint for so many cohorts of this size, or
            too much bent by the values of others for an estimator that is nearly linear
undecided   not recovered, from fewer than ten points for each parameter: with so few nothing can be
            said of why

Two parameters cannot be told apart where one of them at least is confounded and the errors of their
estimates correlate by .2 at least, and by four standard errors.
"""

import numpy as np
import pandas as pd
import scipy

from trustsim.asking.identification import least_sure, pair_table
from trustsim.asking.recovery.estimation import gained_share, recovered_share

RECOVERED, CONFOUNDED, FAINT, SILENT = "recovered", "confounded", "faint", "silent"
UNDECIDED = "undecided"
ENOUGH = 10  # points for each parameter
HALF, NOTHING, GAIN = 0.5, 0.1, 0.1
TOGETHER = 0.2  # correlation of errors


def recovered_parameters(ranges, truth, estimates, numbers):
    """A row for each parameter, the best recovered first; ``numbers`` is a table."""
    shares, with_others = (recovered_share(truth, each) for each in estimates)
    gains = gained_share(truth, estimates)
    answer = correlations(truth, numbers.to_numpy())
    loudest = np.abs(answer).argmax(1)
    ranks = (scipy.stats.rankdata(each, axis=0) for each in (truth, estimates.alone))
    rows = pd.DataFrame(
        {
            "parameter": list(ranges),
            "low": [each.low for each in ranges.values()],
            "high": [each.high for each in ranges.values()],
            "r2": shares.value,
            "r2_low": shares.low,
            "r2_high": shares.high,
            "rank_r": np.diag(correlations(*ranks)),
            "r2_told": with_others.value,
            "gain": gains.value,
            "gain_low": gains.low,
            "gain_high": gains.high,
            "strongest_summary": numbers.columns[loudest],
            "strongest_r": answer[np.arange(len(loudest)), loudest],
        }
    )
    enough = len(truth) >= ENOUGH * len(rows)
    rows.insert(1, "verdict", [recovery_verdict(row, enough) for row in rows.itertuples()])
    return rows.sort_values("r2", ascending=False, ignore_index=True)


def recovery_verdict(row, enough):
    """What the experiments tell of one parameter."""
    if row.r2_low > HALF:
        return RECOVERED
    if not enough:
        return UNDECIDED
    if max(row.r2, row.r2_told) < NOTHING:
        return SILENT
    if row.gain >= GAIN and row.gain_low > 0.0:
        return CONFOUNDED
    return FAINT


def confounded_pairs(names, truth, estimates, rows):
    """Pairs of parameters whose errors go together or apart, the closest first.

    ``told_apart`` is false where one of the two is confounded.
    """
    errors = estimates.alone - truth
    pairs = pair_table(names, correlations(errors, errors)).rename(columns={"r": "error_r"})
    together = pairs["error_r"].abs() >= least_sure(TOGETHER, len(truth))
    pairs = pairs[together].reset_index(drop=True)
    confounded = rows.loc[rows["verdict"] == CONFOUNDED, "parameter"]
    return pairs.assign(told_apart=~pairs[["first", "second"]].isin([*confounded]).any(axis=1))


def correlations(first, second):
    """Correlations of the columns of two arrays (point, column); 0 where nothing varies."""
    x, y = first - first.mean(0), second - second.mean(0)
    scale = np.sqrt(np.outer((x * x).sum(0), (y * y).sum(0)))
    return (x.T @ y) / np.where(scale > 0.0, scale, 1.0)
