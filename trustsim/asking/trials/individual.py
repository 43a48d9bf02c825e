"""What each treatment did to each patient: the same person in it and in the arm beside."""

import numpy as np
import pandas as pd

from trustsim.asking.trials import outcomes

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def gained(found, arm, months):
    """Points of symptoms fewer than in the arm beside, of each patient at an age (patient,)."""
    return found.at(found.trial.beside[arm], months) - found.at(arm, months)


def individual(found):
    """How the individual effects of each arm are distributed at each age: a row each.

    Shares of all patients: ``worse`` and ``better`` are those whose effect is beyond what is
    reliable, ``within`` the others, and ``none`` those of them whose effect is exactly 0. Then
    quantiles of it in points, and its mean over all, over who ``stayed`` to the last session and
    over who ``left``.
    """
    trial, reliable = found.trial, outcomes.cutoffs(found.trial).reliable
    rows = []
    for arm in trial.beside:
        gone = np.isfinite(outcomes.left(found, arm)) if arm in trial.treated else None
        for months in trial.ages:
            points = gained(found, arm, months)
            worse, better = points < -reliable, points > reliable
            quantiles = np.quantile(points, QUANTILES)
            rows.append(
                {
                    "arm": arm, "months": months, "n": len(points), "worse": worse.mean(),
                    "within": (~worse & ~better).mean(), "better": better.mean(),
                    "none": (points == 0.0).mean(),
                    **{f"q{100 * q:02.0f}": x for q, x in zip(QUANTILES, quantiles, strict=True)},
                    "mean": points.mean(), "stayed": mean_of(points, gone, False),
                    "left": mean_of(points, gone, True),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def patients(found):
    """The effect of each arm on each patient at the end, and whether it left: a row each."""
    trial = found.trial
    rows = [
        pd.DataFrame(
            {
                "arm": arm, "patient": np.arange(len(found.chosen)),
                "points": gained(found, arm, trial.end),
                "left": np.isfinite(outcomes.left(found, arm)) if arm in trial.treated else False,
            }
        )
        for arm in trial.beside
    ]  # fmt: skip
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()


def mean_of(points, gone, which):
    """Mean over who has left, or stayed; nan where there are no sessions, or nobody is such."""
    if gone is None or not (gone == which).any():
        return np.nan
    return points[gone == which].mean()
