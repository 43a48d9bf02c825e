"""What the models score, and what they score on the tasks of each other."""

import math
from itertools import product

import numpy as np
import pandas as pd

from trustsim.asking.comparison import scores
from trustsim.asking.comparison.models import OURS
from trustsim.asking.comparison.task import SHARE

HELD_OUT, BUILT_IN = "held out", "built in"
SHARES, FINDINGS = "shares", "findings"


def score_table(rows):
    """Scores of every model, apart for tasks held out and built in, for shares and findings.

    Means over tasks: ``brier``, ``log`` and, of even odds, ``even_log``. ``skill`` compares a model
    with even odds where it speaks, ``skill_of_ours`` compares ours there, and ``skill_overall``
    counts even odds where it is silent.
    """
    kinds = np.where(rows["kind"] == SHARE, SHARES, FINDINGS)
    sets = np.where(rows["held_out"], HELD_OUT, BUILT_IN)
    made = []
    for where, kind in product((HELD_OUT, BUILT_IN), (SHARES, FINDINGS)):
        part = rows[(sets == where) & (kinds == kind)]
        mine = part[(part["model"] == OURS) & (part["silent"] == "")]
        for name, each in part.groupby("model", sort=False):
            spoken = each[each["silent"] == ""]
            there = mine.merge(spoken[["pattern", "task"]], on=["pattern", "task"])
            made.append(
                {
                    "tasks": where,
                    "kind": kind,
                    "model": name,
                    "of": len(each),
                    "expressed": len(spoken),
                    "accounted": int(spoken["accounts"].sum()),
                    "brier": spoken["brier"].mean(),
                    "log": spoken["log"].mean(),
                    "even_log": spoken["even_log"].mean(),
                    "skill": brier_skill(spoken),
                    "skill_of_ours": brier_skill(there),
                    "skill_overall": brier_skill(each),
                }
            )
    return pd.DataFrame(made)


def brier_skill(rows):
    """Brier skill against even odds, to which a silent model is set equal."""
    silent = rows["silent"] != ""
    return scores.skill(rows["brier"].where(~silent, rows["even_brier"]), rows["even_brier"])


def fit_table(rows):
    """The measure of Shafto et al. (2012) on the shares of accuracy: r, and mean squared error.

    Their paper reports .82 and .02 over four experiments.
    """
    made = []
    about = rows[(rows["pattern"] == "accuracy_tracking") & (rows["silent"] == "")]
    for name, each in about.groupby("model", sort=False):
        predicted, published = each["predicted"], each["published"]
        r = predicted.corr(published) if predicted.nunique() > 1 else math.nan
        mse = ((predicted - published) ** 2).mean()
        made.append({"model": name, "cells": len(each), "r": r, "mse": mse})
    return pd.DataFrame(made, columns=["model", "cells", "r", "mse"])
