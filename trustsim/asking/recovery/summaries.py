"""What the experiments of a study report: the numbers from which parameters are estimated.

Only what a reader of a paper could know: means, spreads and correlations of what the protocols
write down. States of mind, and the traits that people were born with, are not among them.
"""

import pandas as pd

from trustsim.asking.patterns.part import HOME, STRANGE, of_class
from trustsim.measures import attachment, correlation, first_age, kappa
from trustsim.measures.readings import KEYS
from trustsim.study.protocols.home_observation import RATINGS
from trustsim.study.protocols.strange_situation import CLASSES

ATTACHMENT = "attachment"  # a class, of which there is neither mean nor spread


def summaries(records):
    """Every number that the protocols of these records report: a row for each cohort.

    Of everything written down at each visit the mean, the standard deviation and, where there was
    a Strange Situation, the correlation with each class; the shares of the classes and how lasting
    they are; the correlations among the ratings of caregivers. A correlation that does not exist
    (nobody of a class, no variance) is taken as none.
    """
    classes = {}
    if STRANGE in records.tables:
        classes = {name: of_class(records, c) for c, name in enumerate(CLASSES)}
    found = {}
    for visit in records.scenario.visits:
        table, months = visit.name, visit.months
        place = f"{table}, {months:g} months"
        if table == STRANGE:
            found |= classified(records, months, place)
        if table == HOME:
            found |= ratings_together(records, months, place)
        for name in records.tables[table]:
            if name not in (*KEYS, ATTACHMENT):
                values = records.column(table, name, months)
                found |= mean_sd_and_r(values, classes, f"{place}: {name}")
    return pd.DataFrame(found).fillna(0.0)


def mean_sd_and_r(values, classes, words):
    """Mean, standard deviation and correlations with the classes of values (world, child)."""
    found = {f"{words}, mean": values.mean(1), f"{words}, sd": values.std(1)}
    for name, members in classes.items():
        found[f"{words}, r with {name}"] = correlation(values, members)
    return found


def classified(records, months, place):
    """Shares of the classes at one Strange Situation, and its agreement with the first."""
    classes = records.column(STRANGE, ATTACHMENT, months)
    found = {f"{place}: share {name}": (classes == c).mean(1) for c, name in enumerate(CLASSES)}
    if months > first_age(records, STRANGE):
        found[f"{place}: kappa with the first"] = kappa(attachment(records), classes)
    return found


def ratings_together(records, months, place):
    """Correlations among the ratings of the home observation."""
    return {
        f"{place}: r of {first} and {second}": correlation(
            records.column(HOME, first, months), records.column(HOME, second, months)
        )
        for f, first in enumerate(RATINGS)
        for second in RATINGS[f + 1 :]
    }
