"""The tables of a run, one row for each thing that was measured.

``mean``, ``low`` and ``high`` are over cohorts (95 % confidence); ``cohort_low`` and
``cohort_high`` hold the middle 95 % of cohorts; ``children`` is the mean number in a cohort.
"""

from functools import partial

import numpy as np
import pandas as pd

from trustsim.measures.cohorts import correlation, estimate, summary
from trustsim.measures.numbers import HOME, KINDS, STRANGE, estimated, name_of, took_place
from trustsim.measures.partners import partner_tables
from trustsim.measures.readings import attachment, contingencies, first_age
from trustsim.mistakes import choice
from trustsim.study.protocols.home_observation import RATINGS
from trustsim.study.protocols.strange_situation import CLASSES

TABLES = {  # name -> the first words of its numbers, and how they are made
    kind.table: (words, kind) for words, kinds in KINDS.items() for kind in kinds if kind.table
}


def tables(cohorts):
    """Every table that these cohorts (the name of a population -> its Records) fill, by name."""
    records = cohorts["study"]
    made = {"portraits": portrait_table(records)}
    made |= {
        name: table_of(records, name)
        for name, (words, kind) in TABLES.items()
        if took_place(records, words, kind.needs)
    }
    if {HOME, STRANGE} <= set(records.tables):
        made["ratings"] = rating_table(records)
    made |= partner_tables(records)
    if contingencies(cohorts):
        made["contingency"] = contingency_table(cohorts)
    return made


def table_of(records, name):
    """The table of this name, with a row for each number. Raises Mistake where there is none."""
    choice("table", name, list(TABLES))
    words, kind = TABLES[name]
    return pd.DataFrame(row_of(records, words, each) for each in kind.made(records))


def row_of(records, words, number):
    """One number of each cohort as a row."""
    everybody = number.children is None
    children = records.scenario.children if everybody else number.children
    found = partial(estimated, name_of(words, number.keys), children=children)
    sizes = {} if everybody else {"children": children}
    return {**number.keys, **sizes, **summary(number.values, found)}


def contingency_table(cohorts):
    """Share of each class in the populations that differ in the contingency of the caregivers."""
    return pd.DataFrame(
        {"contingency": level, **row}
        for level, records in contingencies(cohorts).items()
        for row in table_of(records, "classes").to_dict("records")
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
