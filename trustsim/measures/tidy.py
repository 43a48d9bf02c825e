"""The tables of a run, one row for each thing that was measured.

``mean``, ``low`` and ``high`` are over cohorts (95 % confidence); ``cohort_low`` and
``cohort_high`` hold the middle 95 % of cohorts; ``children`` is the mean number in a cohort.
"""

from functools import partial, wraps

import numpy as np
import pandas as pd

from trustsim.measures import numbers
from trustsim.measures.cohorts import correlation, estimate, summary
from trustsim.measures.numbers import (
    BELIEVE,
    FREEZING,
    GAZE,
    HOME,
    SHARES_OF_ANSWERS,
    STRANGE,
    TRUST,
    estimated,
    name_of,
    repeated,
)
from trustsim.measures.partners import partner_tables
from trustsim.measures.readings import attachment, contingencies, first_age
from trustsim.study.protocols.home_observation import RATINGS
from trustsim.study.protocols.strange_situation import CLASSES


def tables(cohorts):
    """Every table that these cohorts (the name of a population -> its Records) fill, by name."""
    records = cohorts["study"]
    made = {
        name: table(records)
        for name, (table, needs) in TABLES.items()
        if set(needs) <= set(records.tables)
    }
    if STRANGE in records.tables and repeated(records):
        made |= {"stability": stability_table(records), "agreement": agreement_table(records)}
    made |= partner_tables(records)
    if contingencies(cohorts):
        made["contingency"] = contingency_table(cohorts)
    return made


def tabled(numbers_of, kind):
    """A function of Records that returns a row for each number that ``numbers_of`` yields.

    ``kind``: the first words of their names.
    """

    @wraps(numbers_of)
    def table(records):
        return pd.DataFrame(row(records, kind, each) for each in numbers_of(records))

    return table


def tabled_by_protocol(numbers_of):
    """The same for a function of Records and the name of a protocol."""

    @wraps(numbers_of)
    def table(records, protocol):
        found = numbers_of(records, protocol)
        return pd.DataFrame(row(records, protocol.replace("_", " "), each) for each in found)

    return table


def row(records, kind, number):
    """One number of each cohort as a row."""
    everybody = number.children is None
    children = records.scenario.children if everybody else number.children
    found = partial(estimated, name_of(kind, number.keys), children=children)
    sizes = {} if everybody else {"children": children}
    return {**number.keys, **sizes, **summary(number.values, found)}


class_table = tabled(numbers.of_classes, "")
condition_table = tabled_by_protocol(numbers.of_conditions)
group_table = tabled_by_protocol(numbers.of_groups)
gaze_table = tabled(numbers.of_gaze, "gaze following")
stability_table = tabled(numbers.of_stability, "stability")
agreement_table = tabled(numbers.of_agreement, "agreement")
scale_table = tabled(numbers.of_scales, "r")
siding_table = tabled(numbers.of_siding, "siding")


def contingency_table(cohorts):
    """Share of each class in the populations that differ in the contingency of the caregivers."""
    return pd.DataFrame(
        {"contingency": level, **row}
        for level, records in contingencies(cohorts).items()
        for row in class_table(records).to_dict("records")
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
