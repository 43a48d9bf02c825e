"""The tables of a run, one row for each thing that was measured.

``mean``, ``low`` and ``high`` are over cohorts (95 % confidence); ``cohort_low`` and
``cohort_high`` hold the middle 95 % of cohorts; ``children`` is the mean number in a cohort.
"""

from functools import partial
from itertools import combinations

import numpy as np
import pandas as pd

from trustsim.measures.cohorts import correlation, effect_size, estimate, kappa, summary
from trustsim.measures.readings import (
    among,
    answers,
    attachment,
    class_shares,
    conditions,
    contingencies,
    first_age,
    groups,
    siding,
)
from trustsim.protocols import gaze_following
from trustsim.protocols.home_observation import RATINGS
from trustsim.protocols.questions import QUESTIONS
from trustsim.protocols.strange_situation import CLASSES, SECURE
from trustsim.protocols.trust_scales import SCALES

HOME, STRANGE, BELIEVE = "home_observation", "strange_situation", "mother_stranger"
GAZE, FREEZING, TRUST = "gaze_following", "belief_revision", "trust_scales"
SHARES_OF_ANSWERS = (  # protocols that report nothing but shares of answers by condition
    "accuracy_of_informants",
    "neutral_informant",
    "familiar_teacher",
    "announced_liar",
    "label_against_eyes",
    "a_not_b",
    "generalisation",
)


def tables(cohorts):
    """Every table that these cohorts (the name of a population -> its Records) fill, by name."""
    records = cohorts["study"]
    made = {
        name: table(records)
        for name, (table, needs) in TABLES.items()
        if set(needs) <= set(records.tables)
    }
    if STRANGE in records.tables and len(records.scenario.protocols[STRANGE].months) > 1:
        made |= {"stability": stability_table(records), "agreement": agreement_table(records)}
    if contingencies(cohorts):
        made["contingency"] = contingency_table(cohorts)
    return made


def ages(records, protocol):
    """Ages in months at which a protocol took place, the youngest first."""
    return sorted(records.scenario.protocols[protocol].months)


def condition_table(records, protocol):
    """What was found under each condition at each age, over both questions where there are two."""
    return pd.DataFrame(
        {
            "condition": condition,
            "months": months,
            **summary(answers(records, protocol, condition, months).mean(1)),
        }
        for condition in conditions(records, protocol)
        for months in ages(records, protocol)
    )


def group_table(records, protocol):
    """What was found under each condition at each age in the children of each class."""
    return pd.DataFrame(
        {
            "condition": condition,
            "months": months,
            "attachment": group,
            "children": members.sum(1).mean(),
            **summary(among(answers(records, protocol, condition, months), members)),
        }
        for condition in conditions(records, protocol)
        for months in ages(records, protocol)
        for group, members in groups(records).items()
    )


def gaze_table(records):
    """Gaze following (effect size g) and the share of trials looked at, by condition and age."""
    measures = {"following": effect_size, "looking": lambda shares: shares.mean(1)}
    return pd.DataFrame(
        {
            "measure": measure,
            "condition": condition,
            "months": months,
            **summary(of_cohort(records.column(GAZE, f"{condition} {measure}", months))),
        }
        for measure, of_cohort in measures.items()
        for condition in gaze_following.CONDITIONS
        for months in ages(records, GAZE)
    )


def class_table(records):
    """Share of each class at the first Strange Situation."""
    return pd.DataFrame(
        {"attachment": name, **summary(values)}
        for name, values in zip(CLASSES, class_shares(records).T, strict=True)
    )


def contingency_table(cohorts):
    """Share of each class in the populations that differ in the contingency of the caregivers."""
    return pd.DataFrame(
        {"contingency": level, **row}
        for level, records in contingencies(cohorts).items()
        for row in class_table(records).to_dict("records")
    )


def stability_table(records):
    """Of the children of each class at the first Strange Situation: classes at the last one."""
    first, last = attachment(records), attachment(records, last=True)
    return pd.DataFrame(
        {
            "first": before,
            "last": after,
            "children": (first == b).sum(1).mean(),
            **summary(among(last == a, first == b)),
        }
        for b, before in enumerate(CLASSES)
        for a, after in enumerate(CLASSES)
    )


def agreement_table(records):
    """How far the classes of the first and the last Strange Situation agree."""
    first, last = attachment(records), attachment(records, last=True)
    secure = correlation((first == SECURE).astype(float), (last == SECURE).astype(float))
    return pd.DataFrame(
        {"measure": measure, **summary(values)}
        for measure, values in (("kappa", kappa(first, last)), ("r_secure", secure))
    )


def scale_table(records):
    """How the scales of trust go with each other: their correlations at each age."""
    return pd.DataFrame(
        {
            "scales": f"{first}, {second}",
            "months": months,
            **summary(
                correlation(*(records.column(TRUST, scale, months) for scale in (first, second)))
            ),
        }
        for first, second in combinations(SCALES, 2)
        for months in ages(records, TRUST)
    )


def siding_table(records):
    """Share of answers that side with the mother, by age, question, task and class."""
    return pd.DataFrame(
        {
            "months": months,
            "question": question,
            "task": task,
            "attachment": group,
            "children": members.sum(1).mean(),
            **summary(among(siding(records, task, [question], months), members)),
        }
        for months in records.scenario.protocols[BELIEVE].months
        for question in QUESTIONS
        for task in records.scenario.protocols[BELIEVE].mixes
        for group, members in groups(records).items()
    )


def rating_table(records):
    """Each rating of the home observation: its mean, and its correlation with each class."""
    classes, rows = attachment(records), []
    for name in RATINGS:
        rated = records.column(HOME, name, first_age(records, HOME))
        row = {"rating": name, "mean": rated.mean(), "sd": rated.std()}
        for c, kind in enumerate(CLASSES):
            r = estimate(correlation(rated, (classes == c).astype(float)))
            row |= {f"r_{kind}": r.mean, f"r_{kind}_low": r.low, f"r_{kind}_high": r.high}
        rows.append(row)
    return pd.DataFrame(rows)


def portrait_table(records):
    """Mean of every item of the portrait by age and, where it was observed, class."""
    portraits = records.tables["portraits"]
    if STRANGE in records.tables:
        names = np.asarray(CLASSES)[attachment(records)]
        visits = len(records.scenario.visits)
        portraits = portraits.assign(attachment=np.repeat(names.ravel(), visits))
    keys = [key for key in ("attachment", "months", "visit") if key in portraits]
    means = portraits.drop(columns=["world", "child"]).groupby(keys, sort=True).mean()
    return means.reset_index()


TABLES = {  # name -> how it is made, and the protocols whose visits it needs
    "portraits": (portrait_table, ()),
    "classes": (class_table, (STRANGE,)),
    "ratings": (rating_table, (HOME, STRANGE)),
    "siding": (siding_table, (STRANGE, BELIEVE)),
    GAZE: (gaze_table, (GAZE,)),
    FREEZING: (partial(group_table, protocol=FREEZING), (FREEZING,)),
    TRUST: (partial(group_table, protocol=TRUST), (TRUST,)),
    "trust_scale_correlations": (scale_table, (TRUST,)),
    "contingency_seen": (partial(condition_table, protocol="contingency"), ("contingency",)),
    **{each: (partial(condition_table, protocol=each), (each,)) for each in SHARES_OF_ANSWERS},
}
