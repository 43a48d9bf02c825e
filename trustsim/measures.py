"""Records -> the numbers that a paper reports.

Arrays are ordered (world, child) or (world,); one world is one cohort. Statistics over cohorts
leave out those in which a number does not exist (no child of a class, no variance).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from trustsim.protocols.home_observation import RATINGS
from trustsim.protocols.questions import QUESTIONS
from trustsim.protocols.strange_situation import CLASSES

CONFIDENCE = 0.95


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
    error = stats.sem(values)
    if error == 0.0:
        return Estimate(mean, mean, mean)
    low, high = stats.t.interval(CONFIDENCE, len(values) - 1, mean, error)
    return Estimate(mean, float(low), float(high))


def spread(values):
    """Where the middle 95 % of cohorts lie: what single studies of this size would find."""
    edge = 100 * (1 - CONFIDENCE) / 2
    low, high = np.nanpercentile(values, [edge, 100 - edge])
    return float(low), float(high)


def attachment(records, last=False):
    """Class of every child at its first, or last, Strange Situation, an index into ``CLASSES``."""
    ages = records.scenario.protocols["strange_situation"].months
    age = max(ages) if last else min(ages)
    return records.column("strange_situation", "attachment", age)


def class_shares(records):
    """Share of each class in each cohort, as an array (world, class)."""
    classes = attachment(records)
    return np.stack([(classes == c).mean(1) for c in range(len(CLASSES))], axis=1)


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
    return (xy - xz * yz) / np.sqrt((1.0 - xz * xz) * (1.0 - yz * yz))


def siding(records, task, questions=QUESTIONS, months=None):
    """Share of answers in which each child sides with its mother, as an array (world, child)."""
    ages = records.scenario.protocols["mother_stranger"].months if months is None else [months]
    answers = [
        records.column("mother_stranger", f"{task} {question}", age)
        for question in questions
        for age in ages
    ]
    return np.mean(answers, axis=0)


def answers(records, protocol, condition, months=None):
    """Share of answers of each child under one condition, over both questions (world, child)."""
    columns = [
        name
        for name in records.tables[protocol]
        if name in (condition, *(f"{condition} {question}" for question in QUESTIONS))
    ]
    return np.mean([records.column(protocol, name, months) for name in columns], axis=0)


def effect_size(values):
    """Standardised mean (Hedges' g, one sample) of each cohort of (world, child) values."""
    n = values.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        d = values.mean(1) / values.std(1, ddof=1)
    return d * (1.0 - 3.0 / (4.0 * (n - 1) - 1.0))


def kappa(first, second):
    """Agreement of two classifications beyond chance (Cohen 1960) in each cohort."""
    observed = (first == second).mean(1)
    expected = sum((first == c).mean(1) * (second == c).mean(1) for c in range(len(CLASSES)))
    with np.errstate(invalid="ignore", divide="ignore"):
        return (observed - expected) / (1.0 - expected)


def by_class(values, classes):
    """Mean of the children of each class in each cohort, as an array (world, class)."""
    means = []
    for c in range(len(CLASSES)):
        members = classes == c
        with np.errstate(invalid="ignore"):
            means.append(np.where(members, values, 0.0).sum(1) / members.sum(1))
    return np.stack(means, axis=1)


def siding_table(records):
    """Share of answers that side with the mother: a row for each age, question, task and class.

    ``mean``, ``low`` and ``high`` are over cohorts (95 % confidence); ``cohort_low`` and
    ``cohort_high`` hold the middle 95 % of cohorts; ``children`` is the mean number in a cohort.
    """
    classes, rows = attachment(records), []
    settings = records.scenario.protocols["mother_stranger"]
    everybody = np.ones_like(classes, dtype=bool)
    for months in settings.months:
        for question in QUESTIONS:
            for task in settings.mixes:
                answers = siding(records, task, [question], months)
                groups = [*zip(CLASSES, by_class(answers, classes).T, strict=True)]
                groups.append(("all", answers.mean(1)))
                for c, (name, values) in enumerate(groups):
                    members = classes == c if name != "all" else everybody
                    low, high = spread(values) if np.isfinite(values).any() else (np.nan, np.nan)
                    rows.append(
                        {
                            "months": months,
                            "question": question,
                            "task": task,
                            "attachment": name,
                            "children": members.sum(1).mean(),
                            **estimate(values)._asdict(),
                            "cohort_low": low,
                            "cohort_high": high,
                        }
                    )
    return pd.DataFrame(rows)


def class_table(records):
    """Share of each class: mean over cohorts, interval, and the middle 95 % of cohorts."""
    rows = []
    for name, values in zip(CLASSES, class_shares(records).T, strict=True):
        low, high = spread(values)
        rows.append(
            {
                "attachment": name,
                **estimate(values)._asdict(),
                "cohort_low": low,
                "cohort_high": high,
            }
        )
    return pd.DataFrame(rows)


def rating_table(records):
    """Each rating of the home observation: its mean, and its correlation with each class."""
    classes, rows = attachment(records), []
    for name in RATINGS:
        rated = records.column("home_observation", name, first_age(records, "home_observation"))
        row = {"rating": name, "mean": rated.mean(), "sd": rated.std()}
        for c, kind in enumerate(CLASSES):
            r = estimate(correlation(rated, (classes == c).astype(float)))
            row |= {f"r_{kind}": r.mean, f"r_{kind}_low": r.low, f"r_{kind}_high": r.high}
        rows.append(row)
    return pd.DataFrame(rows)


def first_age(records, protocol):
    """Age in months at the first visit of a protocol."""
    return min(records.scenario.protocols[protocol].months)


def portrait_table(records):
    """Mean of every item of the portrait by age and, where it was observed, class."""
    portraits = records.tables["portraits"]
    if "strange_situation" in records.tables:
        names = np.asarray(CLASSES)[attachment(records)]
        visits = len(records.scenario.visits)
        portraits = portraits.assign(attachment=np.repeat(names.ravel(), visits))
    keys = [key for key in ("attachment", "months", "visit") if key in portraits]
    means = portraits.drop(columns=["world", "child"]).groupby(keys, sort=True).mean()
    return means.reset_index()


def tables(records):
    """Every table that a run can report, by name."""
    made = {"portraits": portrait_table(records)}
    if "strange_situation" in records.tables:
        made["classes"] = class_table(records)
        if "home_observation" in records.tables:
            made["ratings"] = rating_table(records)
        if "mother_stranger" in records.tables:
            made["siding"] = siding_table(records)
    return made
