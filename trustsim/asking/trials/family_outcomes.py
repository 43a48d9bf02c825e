"""What a programme did to families: to mothers as caregivers, and to the children whom they raise.

Told as a trial sees it, with each family in one arm, and as only a simulation can: the same child
with the same luck, raised by its mother as she is in either arm.
"""

from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.asking.trials.outcomes import quantile
from trustsim.asking.trials.tables import hedges
from trustsim.measures import estimate, estimate_of_share
from trustsim.study.protocols.strange_situation import CLASSES

MOTHER, CHILD = "mother", "child"
INTERVIEW, HOME, STRANGE = "adult_interview", "home_observation", "strange_situation"
LOGISTIC = np.pi / np.sqrt(3.0)  # standard deviations of a logistic distribution


class Measure(NamedTuple):
    """Something that is seen of a family: whose it is, and where it is read off."""

    whose: str  # mother or child
    words: str
    table: str
    column: str
    is_class: bool = False  # whether it is a class of the Strange Situation
    of: str = MOTHER  # in whose records it stands
    share: bool = False  # of families, and no score


MEASURES = (
    Measure(MOTHER, "reflective functioning (-1 to 9)", INTERVIEW, "reflective functioning"),
    Measure(MOTHER, "secure state of mind", INTERVIEW, "is secure", share=True),
    Measure(MOTHER, "unresolved", INTERVIEW, "unresolved", share=True),
    Measure(MOTHER, "rated sensitivity (1 to 9)", HOME, "sensitivity", of=CHILD),
    Measure(MOTHER, "rated mentalising (1 to 9)", HOME, "mentalising", of=CHILD),
    Measure(MOTHER, "rated disruption (1 to 9)", HOME, "disruption", of=CHILD),
    Measure(CHILD, "involvement (0 to 1)", HOME, "involvement", of=CHILD),
    Measure(CHILD, "reciprocity (0 to 1)", HOME, "reciprocity", of=CHILD),
    Measure(CHILD, "secure", STRANGE, "secure", True, CHILD, True),
    Measure(CHILD, "disorganised", STRANGE, "disorganised", True, CHILD, True),
    Measure(CHILD, "secure state of mind", INTERVIEW, "is secure", of=CHILD, share=True),
)


def families(found):
    """What each arm did to mothers and children: a row for each measure, age and arm.

    As trials see it, with each family in one arm: ``mean`` (a share, of classes), ``d`` beside the
    first arm with its interval (Hedges' g; of a share the logarithm of the odds ratio in standard
    deviations of a logistic distribution), ``r``, and ``odds``, the odds ratio. In all families in
    every arm: ``everybody``, the mean with its interval over trials, and ``individual``, by how
    much it exceeds that of the first arm in the same families, with its interval. ``months`` is the
    age of the mother or of the child, as ``age_of`` says.
    """
    rows = []
    for each in MEASURES if found.children else ():
        for months in ages(found, each):
            seen = {arm: values(found, arm, each, months) for arm in found.trial.arms}
            rows += [
                {"whose": each.whose, "measure": each.words, "age_of": each.of, "months": months}
                | {"arm": arm}
                | as_seen(found, seen, arm, each.share)
                | in_everybody(found, seen, arm, each.share)
                for arm in seen
            ]
    return pd.DataFrame(rows)


def ages(found, measure):
    """The ages at which something is seen in every arm, in months."""
    whose = found.records if measure.of == MOTHER else found.children
    in_arms = [set(each.ages.get(measure.table, ())) for each in whose.values()]
    return sorted(set.intersection(*in_arms))


def values(found, arm, measure, months):
    """What is seen of each family in an arm at an age (family,)."""
    at = found.at if measure.of == MOTHER else found.at_of_children
    if measure.is_class:
        classes = at(arm, months, "attachment", measure.table)
        return (classes == CLASSES.index(measure.column)).astype(float)
    return at(arm, months, measure.column, measure.table)


def as_seen(found, seen, arm, is_share):
    """What a trial sees of an arm, that has seen each family in one arm only."""
    compared = found.trial.beside.get(arm, arm)
    here, first = (seen[each][found.sent(each)] for each in (arm, compared))
    row = {"n": len(here), "mean": here.mean(), "sd": here.std(ddof=1)}
    if compared == arm:
        return row | dict.fromkeys(("d", "low", "high", "r", "odds"), np.nan)
    if is_share:
        ratio, error = odds_ratio(here, first)
        middle, reach = np.log(ratio) / LOGISTIC, quantile() * error / LOGISTIC
        told = middle, middle - reach, middle + reach
    else:
        ratio, told = np.nan, hedges(here, first)
    return row | dict(zip(("d", "low", "high"), told, strict=True)) | {
        "r": correlation_of(here, first), "odds": ratio,
    }  # fmt: skip


def in_everybody(found, seen, arm, is_share):
    """What is seen in all families, and what the arm did to each, beside its comparison."""
    by_trial = seen[arm].reshape(found.trial.trials, -1).mean(1)
    how = partial(estimate_of_share, children=found.trial.patients) if is_share else estimate
    everybody = how(by_trial)
    own = estimate(seen[arm] - seen[found.trial.beside.get(arm, arm)])
    return {
        "everybody": everybody.mean, "everybody_low": everybody.low,
        "everybody_high": everybody.high, "individual": own.mean, "individual_low": own.low,
        "individual_high": own.high,
    }  # fmt: skip


def odds_ratio(one, other):
    """How many times the odds of one group are those of another, and the error of its logarithm.

    Half a family is added to each cell, so that none is empty (Haldane 1940).
    """
    cells = np.array([[each.sum() + 0.5, (1.0 - each).sum() + 0.5] for each in (one, other)])
    (yes, no), (base_yes, base_no) = cells
    return yes * base_no / (no * base_yes), np.sqrt((1.0 / cells).sum())


def correlation_of(one, other):
    """Correlation of being in one group rather than another with a number."""
    both = np.concatenate([one, other])
    member = np.repeat([1.0, 0.0], [len(one), len(other)])
    if both.std() == 0.0:
        return 0.0
    return float(np.corrcoef(member, both)[0, 1])
