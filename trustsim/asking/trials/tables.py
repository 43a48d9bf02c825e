"""What a trial reports: its flow, the effects of its arms, and these by childhood."""

import numpy as np
import pandas as pd

from trustsim.asking.trials import outcomes
from trustsim.measures import estimate
from trustsim.study.population import CAREGIVERS

HISTORIES = {"rejecting": "rejection", "inconsistent": "inconsistency", "frightening": "fright"}
ORDINARY = "ordinary"
UNUSUAL = 1.0  # standard deviations of the reference population, from which a childhood is not so


def flow(found):
    """How many were looked at, eligible, sent to each arm, and left it: a row each."""
    trial = found.trial
    rows = [
        ("screened", len(found.screened.tables["births"])),
        ("eligible", found.eligible),
        ("randomised", len(found.arm)),
    ]
    for arm in trial.arms:
        sent = found.sent(arm)
        rows.append((f"sent to {arm}", int(sent.sum())))
        if arm in trial.treated:
            gone = np.isfinite(outcomes.left(found, arm)) & sent
            rows.append((f"left {arm}", int(gone.sum())))
        rows.append((f"analysed in {arm}", int(sent.sum())))
    return pd.DataFrame(rows, columns=["step", "people"])


def effects(found):
    """What each arm did to symptoms at each age: a row each.

    As trials see it, with each patient in one arm and everybody analysed who was sent there:
    ``symptoms`` with their ``sd``, ``d_before``, by how much they fell since intake, in standard
    deviations at intake, and ``g``, by how much they are lower than in the arm that this one is
    ``beside`` (Hedges), with its interval. As only a simulation can see it, with the same patient
    in both arms: ``individual``, the mean of the individual effects in points, with its interval,
    and ``harmed``, the share of patients who are reliably worse off than in that other arm. Shares
    of all patients in the arm: ``improved`` (measurably), ``responded`` (reliably), ``remitted``
    (below the entry of the trial), ``worse`` (reliably), and ``left``.
    """
    trial, cut = found.trial, outcomes.cutoffs(found.trial)
    rows = []
    for months in trial.ages:
        ends = {arm: outcomes.outcome(found, arm, months) for arm in trial.arms}
        for arm, end in ends.items():
            compared = trial.beside.get(arm, arm)
            control = ends[compared]
            sent = found.sent(arm)
            seen, others = end.symptoms[sent], control.symptoms[found.sent(compared)]
            before = found.before[sent]
            g, low, high = hedges(others, seen) if compared != arm else (0.0, np.nan, np.nan)
            better = control.symptoms - end.symptoms
            own = estimate(better)
            rows.append(
                {
                    "arm": arm, "beside": trial.beside.get(arm, ""), "months": months,
                    "n": len(seen), "symptoms": seen.mean(),
                    "sd": seen.std(ddof=1),
                    "d_before": (before.mean() - seen.mean()) / before.std(ddof=1),
                    "g": g, "low": low, "high": high,
                    "individual": own.mean, "individual_low": own.low, "individual_high": own.high,
                    "harmed": np.mean(better < -cut.reliable),
                    **{name: getattr(end, name).mean() for name in SHARES},
                    "left": left_of(found, arm),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


SHARES = ("improved", "responded", "remitted", "worse")


def left_of(found, arm):
    """The share of patients who have left an arm; nan where there are no sessions."""
    if arm not in found.trial.treated:
        return np.nan
    return np.isfinite(outcomes.left(found, arm)).mean()


def hedges(one, other):
    """By how much the mean of one group exceeds that of another: Hedges' g with its interval."""
    n, m = len(one), len(other)
    pooled = np.sqrt(((n - 1) * one.var(ddof=1) + (m - 1) * other.var(ddof=1)) / (n + m - 2))
    g = (one.mean() - other.mean()) / pooled * (1.0 - 3.0 / (4.0 * (n + m) - 9.0))
    error = np.sqrt((n + m) / (n * m) + g * g / (2.0 * (n + m)))
    reach = outcomes.quantile() * error
    return g, g - reach, g + reach


def history(found):
    """The childhood of each patient: what was most unusual in its mother, or ordinary.

    Told by what she was born with, beside the reference population; nothing goes by it.
    """
    unusual = np.array([standing(found.born(trait), trait) for trait in HISTORIES.values()])
    most = unusual.argmax(0)
    names = np.array(list(HISTORIES))[most]
    return np.where(unusual.max(0) < UNUSUAL, ORDINARY, names)


def standing(values, trait):
    """Values of a trait in standard deviations of the reference population."""
    spread = CAREGIVERS[trait]
    if spread.link == "logit":
        values = np.log(values / (1.0 - values))
    elif spread.link == "log":
        values = np.log(values)
    return (values - spread.mean) / spread.sd


def histories(found):
    """What each arm did to symptoms at the end, by childhood: a row each."""
    whose, trial = history(found), found.trial
    rows = []
    for arm in trial.arms:
        gained = outcomes.outcome(found, arm, trial.end).gain
        for name in (ORDINARY, *HISTORIES):
            those = whose == name
            own = estimate(gained[those])
            left = np.isfinite(outcomes.left(found, arm))[those] if arm in trial.treated else None
            rows.append(
                {
                    "arm": arm, "childhood": name, "n": int(those.sum()), "gain": own.mean,
                    "low": own.low, "high": own.high,
                    "left": np.nan if left is None or not len(left) else left.mean(),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)
