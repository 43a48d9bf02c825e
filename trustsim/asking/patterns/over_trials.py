"""Numbers of patients as each trial shows them: shares, correlations, differences, rare events."""

import numpy as np

from trustsim.asking.patterns.part import literature
from trustsim.asking.trials.outcomes import beyond, outcome
from trustsim.measures import correlation, pseudo_values


def by_trial(found, values):
    """Numbers of patients as (trial, patient)."""
    return np.asarray(values, dtype=float).reshape(found.trial.trials, -1)


def gain(found, arm, months=None):
    """Points of symptoms fewer than at intake, at the end or another age."""
    return outcome(found, arm, months or found.trial.end).gain


def accepted(name, key=None):
    """The range that is accepted of a pattern."""
    given = literature()[name]["accept"]
    return tuple(given if key is None else given[key])


def over_arms(found, number):
    """The mean over the treated arms of a number of each trial."""
    return np.mean([number(arm) for arm in found.trial.treated], axis=0)


def share(found, whose, among=None):
    """The share of patients in each trial, of all or of some."""
    whose = by_trial(found, whose)
    if among is None:
        return whose.mean(1)
    among = by_trial(found, among)
    with np.errstate(invalid="ignore"):
        return (whose * among).sum(1) / among.sum(1)


def correlation_given(found, first, second, given=()):
    """Correlation in each trial of two numbers of patients, others held constant; nan left out."""
    columns = [by_trial(found, each) for each in (first, second, *given)]
    values = []
    for rows in zip(*columns, strict=True):
        rows = np.array(rows)
        rows = rows[:, np.isfinite(rows).all(0)]
        if rows.shape[1] < len(rows) + 2:
            values.append(np.nan)
            continue
        x, y, *held = rows
        x, y = (beyond(held, each) for each in (x, y))
        values.append(correlation(x[None], y[None])[0])
    return np.array(values)


def difference(found, one, other):
    """By how much one group's mean exceeds another's in each trial, in standard deviations."""
    one, other = by_trial(found, one), by_trial(found, other)
    spread = np.sqrt((one.var(1, ddof=1) + other.var(1, ddof=1)) / 2.0)
    return (one.mean(1) - other.mean(1)) / spread


def members_above(found, values, whose):
    """By how much patients of a group lie above the others in each trial, in deviations."""
    apart = []
    for these, members in zip(by_trial(found, values), by_trial(found, whose) == 1.0, strict=True):
        if members.sum() < 2 or (~members).sum() < 2:
            apart.append(np.nan)
            continue
        one, other = these[members], these[~members]
        apart.append(
            (one.mean() - other.mean()) / np.sqrt((one.var(ddof=1) + other.var(ddof=1)) / 2)
        )
    return np.array(apart)


def jackknife(found, number):
    """A number that a single trial cannot show, as pseudo-values of each trial (Tukey 1958).

    ``number`` takes which trials are looked at; mean and spread of what is returned are those of
    the number over all trials.
    """
    return pseudo_values(found.trial.trials, number)


def intraclass(values, whose):
    """Intraclass correlation of values in groups of different size; none is below 0."""
    names, group = np.unique(whose, return_inverse=True)
    sizes = np.bincount(group)
    means = np.bincount(group, values) / sizes
    total, groups = len(values), len(names)
    between = (sizes * (means - values.mean()) ** 2).sum() / (groups - 1)
    inside = ((values - means[group]) ** 2).sum() / (total - groups)
    usual = (total - (sizes**2).sum() / total) / (groups - 1)
    return max(0.0, (between - inside) / (between + (usual - 1.0) * inside))
