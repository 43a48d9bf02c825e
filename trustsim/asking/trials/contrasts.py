"""What a treatment does in one world beside what it does in another, to the same patients."""

from itertools import combinations

import pandas as pd

from trustsim.asking.trials.individual import gained
from trustsim.measures import estimate


def pairs(trial):
    """Arms with sessions that are each beside an arm of their own, two by two."""
    compared = [arm for arm in trial.treated if arm in trial.beside]
    return [
        (one, other)
        for one, other in combinations(compared, 2)
        if trial.beside[one] != trial.beside[other]
    ]


def contrasts(found):
    """By how much more one arm gains than another, each beside its own comparison: rows.

    At each age the gains of both, in points of symptoms, their ``difference`` in the same patients
    with its interval, and which share of what is gained in the one is gained in the other.
    """
    rows = []
    for one, other in pairs(found.trial):
        for months in found.trial.ages:
            gains = [gained(found, arm, months) for arm in (one, other)]
            more = estimate(gains[0] - gains[1])
            rows.append(
                {
                    "arm": one, "other": other, "months": months, "n": len(gains[0]),
                    "gain": gains[0].mean(), "gain_of_other": gains[1].mean(),
                    "difference": more.mean, "low": more.low, "high": more.high,
                    "share": gains[1].mean() / gains[0].mean(),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)
