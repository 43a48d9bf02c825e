"""What the records say of each child, of each class, and of each population."""

import numpy as np

from trustsim.study.protocols.reading import QUESTIONS
from trustsim.study.protocols.strange_situation import CLASSES

KEYS = ("world", "child", "months")
EVERYBODY = "all"


def first_age(records, protocol):
    """Age in months at the first visit of a protocol."""
    return min(records.scenario.protocols[protocol].months)


def attachment(records, last=False):
    """Class of every child at its first, or last, Strange Situation, an index into ``CLASSES``."""
    ages = records.scenario.protocols["strange_situation"].months
    age = max(ages) if last else min(ages)
    return records.column("strange_situation", "attachment", age)


def class_shares(records):
    """Share of each class in each cohort, as an array (world, class)."""
    classes = attachment(records)
    return np.stack([(classes == c).mean(1) for c in range(len(CLASSES))], axis=1)


def by_class(values, classes):
    """Mean of the children of each class in each cohort, as an array (world, class)."""
    return np.stack([among(values, classes == c) for c in range(len(CLASSES))], axis=1)


def among(values, members):
    """Mean of some of the children (..., world, child) in each cohort, an array (..., world).

    It is not a number where there is none of them.
    """
    with np.errstate(invalid="ignore"):
        return np.where(members, values, 0.0).sum(-1) / members.sum(-1)


def groups(records):
    """Who is told apart: the children of each class, where it was observed, and all of them.

    A dict: name -> which children (world, child).
    """
    everybody = np.ones((records.worlds, records.scenario.children), dtype=bool)
    if "strange_situation" not in records.tables:
        return {EVERYBODY: everybody}
    classes = attachment(records)
    return {name: classes == c for c, name in enumerate(CLASSES)} | {EVERYBODY: everybody}


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


def contingencies(cohorts):
    """The populations that differ in nothing but the contingency of the caregivers, by its level.

    ``cohorts`` maps the name of a population to its Records (see ``evidence.populations``).
    """
    found = {
        float(name.removeprefix("contingency ")): records
        for name, records in cohorts.items()
        if name.startswith("contingency ")
    }
    return dict(sorted(found.items()))
