"""What a child is with each of those whom it knows: classes, and whom of two it believes."""

import numpy as np
import pandas as pd

from trustsim.measures.cohorts import estimate, estimate_of_share, kappa, summary
from trustsim.measures.readings import among
from trustsim.study.protocols.reading import QUESTIONS
from trustsim.study.protocols.strange_situation import CLASSES, SECURE

STRANGE, BELIEVE = "strange_situation", "mother_stranger"
SECURE_WITH = ("both", "{first} only", "{second} only", "neither")


def partners_of(records, protocol):
    """With whom the visits of a protocol took place: name of the partner -> name of the table."""
    return {
        visit.partner: visit.name
        for visit in records.scenario.visits
        if visit.protocol == protocol and not visit.against
    }


def rivals_of(records):
    """Who contradicted whom, of those whom a child knows: (first, second) -> name of the table."""
    return {
        (visit.partner, visit.against): visit.name
        for visit in records.scenario.visits
        if visit.protocol == BELIEVE and visit.against
    }


def class_with(records, partner):
    """Class of every child (world, child) in its first Strange Situation with a partner."""
    return first_column(records, partners_of(records, STRANGE)[partner], "attachment")


def first_column(records, table, name):
    """A column of a visit as (world, child), at its first age."""
    return records.column(table, name, min(records.ages[table]))


def partner_class_table(records):
    """Share of each class in the Strange Situation with each partner, a row each."""
    children = records.scenario.children
    rows = []
    for partner in partners_of(records, STRANGE):
        classes = class_with(records, partner)
        for c, name in enumerate(CLASSES):
            share = summary(
                (classes == c).mean(1), lambda values: estimate_of_share(values, children)
            )
            rows.append({"partner": partner, "attachment": name, **share})
    return pd.DataFrame(rows)


def partner_agreement_table(records):
    """How far the class with one partner goes with that with another (Cohen's kappa)."""
    names = list(partners_of(records, STRANGE))
    return pd.DataFrame(
        {
            "first": first,
            "second": second,
            **summary(kappa(class_with(records, first), class_with(records, second)), estimate),
        }
        for k, first in enumerate(names)
        for second in names[k + 1 :]
    )


def rival_table(records):
    """Share of answers for the first of two whom the child knows, by task, age and security.

    Children are told apart by whom they are secure with, where both were seen in the Strange
    Situation.
    """
    seen, rows = partners_of(records, STRANGE), []
    for (first, second), table in rivals_of(records).items():
        everybody = np.ones((records.worlds, records.scenario.children), dtype=bool)
        groups = {"all": everybody}
        if {first, second} <= set(seen):
            one, other = (class_with(records, who) == SECURE for who in (first, second))
            members = (one & other, one & ~other, ~one & other, ~one & ~other)
            names = [each.format(first=first, second=second) for each in SECURE_WITH]
            groups = dict(zip(names, members, strict=True)) | groups
        for months in sorted(set(records.ages[table])):
            for task in records.scenario.protocols[BELIEVE].mixes:
                answers = [
                    records.column(table, f"{task} {question}", months) for question in QUESTIONS
                ]
                sided = np.mean(answers, axis=0)
                for name, who in groups.items():
                    size = float(who.sum(1).mean())
                    share = summary(
                        among(sided, who), lambda values, n=size: estimate_of_share(values, n)
                    )
                    rows.append(
                        {"first": first, "second": second, "months": months, "task": task,
                         "secure with": name, "children": size, **share}
                    )  # fmt: skip
    return pd.DataFrame(rows)


def partner_tables(records):
    """The tables of a run in which a child knows more people than its mother."""
    made = {}
    if len(partners_of(records, STRANGE)) > 1:
        made["classes_by_partner"] = partner_class_table(records)
        made["agreement_of_partners"] = partner_agreement_table(records)
    if rivals_of(records) and STRANGE in records.tables:
        made["two_known"] = rival_table(records)
    return made
