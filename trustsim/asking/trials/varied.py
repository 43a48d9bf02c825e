"""One number that differs between arms, and what becomes of patients along it."""

import numpy as np
import pandas as pd

from trustsim.asking.trials import outcomes
from trustsim.asking.trials.config import TABLE
from trustsim.asking.trials.individual import gained
from trustsim.measures import estimate, estimate_of_share

FEWEST = 3  # values of it, so that a course can be seen


def varied(trial):
    """The one number in which all arms with sessions differ, and its value in each (arm -> value).

    Its name is dotted, as in a config; no name and no values where there is no such number.
    """
    given = {arm: dotted(trial.given[TABLE]["arms"][arm]) for arm in trial.treated}
    names = set().union(*given.values())
    differ = [name for name in names if len({str(each.get(name)) for each in given.values()}) > 1]
    if len(differ) != 1 or not set(given) <= set(trial.beside):
        return "", {}
    values = {arm: each.get(differ[0]) for arm, each in given.items()}
    numbers = all(isinstance(each, (int, float)) and each is not True for each in values.values())
    return (differ[0], values) if numbers and len(values) >= FEWEST else ("", {})


def dotted(given, before=""):
    """A nested dict as dotted names and what stands there (name -> value)."""
    if not isinstance(given, dict):
        return {before: given}
    within = (dotted(each, f"{before}.{key}" if before else key) for key, each in given.items())
    return {name: value for each in within for name, value in each.items()}


def along(found):
    """What becomes of patients at each value of the number in which arms differ: a row each.

    At the end and later: points ``gained`` over the arm beside, the share reliably worse ``harmed``
    than they are there, the share who ``left``, and by how much it is more than at the lowest value
    (``left_more``), each over all patients, who are the same at every value, with its interval.
    """
    trial, reliable = found.trial, outcomes.cutoffs(found.trial).reliable
    name, values = varied(trial)
    rows, gone = [], {arm: np.isfinite(outcomes.left(found, arm)).astype(float) for arm in values}
    fewest = gone[min(values, key=values.get)] if values else None
    for arm, value in values.items():
        for months in (trial.end, *([trial.later] if trial.later else [])):
            points = gained(found, arm, months)
            told = {
                "gained": estimate(points),
                "harmed": estimate_of_share((points < -reliable).astype(float)),
                "left": estimate_of_share(gone[arm]),
                "left_more": estimate(gone[arm] - fewest),
            }
            rows.append(
                {"varied": name, "value": value, "arm": arm, "months": months, "n": len(points)}
                | {
                    item + end: getattr(each, field)
                    for item, each in told.items()
                    for end, field in (("", "mean"), ("_low", "low"), ("_high", "high"))
                }
            )
    rows.sort(key=lambda row: (row["months"], row["value"]))
    return pd.DataFrame(rows)
