"""The tables of a run, one row for each thing that was measured.

``mean``, ``low`` and ``high`` are over cohorts (95 % confidence); ``cohort_low`` and
``cohort_high`` hold the middle 95 % of cohorts; ``children`` is the mean number in a cohort.
"""

from functools import partial

import numpy as np
import pandas as pd

from trustsim.measures import numbers
from trustsim.measures.cohorts import correlation, estimate, summary
from trustsim.measures.numbers import (
    BELIEVE,
    HOME,
    REPORTED,
    STRANGE,
    TRUST,
    estimated,
    name_of,
    repeated,
)
from trustsim.measures.partners import partner_tables
from trustsim.measures.readings import attachment, contingencies, first_age
from trustsim.mistakes import choice
from trustsim.study.protocols import CATALOGUE
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


def rows_of(records, kind, found):
    """A row for each number of each cohort; ``kind``: the first words of their names."""
    return pd.DataFrame(row_of(records, kind, each) for each in found)


def row_of(records, kind, number):
    """One number of each cohort as a row."""
    everybody = number.children is None
    children = records.scenario.children if everybody else number.children
    found = partial(estimated, name_of(kind, number.keys), children=children)
    sizes = {} if everybody else {"children": children}
    return {**number.keys, **sizes, **summary(number.values, found)}


def class_table(records):
    """Share of each class at the first Strange Situation."""
    return rows_of(records, "", numbers.of_classes(records))


def report_table(records, protocol):
    """What a protocol reports, under each condition at each age. Raises Mistake for another."""
    choice("protocol", protocol, list(REPORTED.values()))
    return rows_of(records, protocol.replace("_", " "), numbers.of_report(records, protocol))


def stability_table(records):
    """Of the children of each class at first, the share of each class at last."""
    return rows_of(records, "stability", numbers.of_stability(records))


def agreement_table(records):
    """How far the classes of the first and the last Strange Situation agree."""
    return rows_of(records, "agreement", numbers.of_agreement(records))


def scale_table(records):
    """How the scales of trust go with each other: their correlations at each age."""
    return rows_of(records, "r", numbers.of_scales(records))


def siding_table(records):
    """Share of answers that side with the mother, by age, question, task and class."""
    return rows_of(records, "siding", numbers.of_siding(records))


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
    "trust_scale_correlations": (scale_table, (TRUST,)),
    **{
        CATALOGUE[each].REPORT.table or each: (partial(report_table, protocol=each), (each,))
        for each in REPORTED.values()
    },
}
