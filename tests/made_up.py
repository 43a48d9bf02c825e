"""Records made up by hand, so small that what is read off them can be worked out on paper.

A column has an entry for each cohort: a list with one number for each child, or a word with one
letter for each child. A letter is the first of an attachment class, a digit stands for itself:
``["ssad", "3779"]``.
"""

import math

import numpy as np

import trustsim as ts
from trustsim.asking.patterns import NEEDS, TESTS
from trustsim.engine.records import Records, long_table
from trustsim.study.protocols.strange_situation import CLASSES

ABOVE_ZERO, BELOW_ZERO = (0.0, math.inf), (-math.inf, 0.0)  # what a pattern may accept
ABOVE_HALF, BELOW_HALF = (0.5, math.inf), (-math.inf, 0.5)
LETTERS = {name[0]: c for c, name in enumerate(CLASSES)}


def made_up(seen, births=None, portraits=None, settings=None):
    """Records of what was ``seen``: protocol -> age in months -> name -> column.

    ``births`` are columns by name, ``portraits`` columns by name at each age of a visit, and
    ``settings`` what the visit of a protocol has besides its ages.
    """
    some_age = next(iter(next(iter(seen.values())).values()))
    worlds, children = numbers(next(iter(some_age.values()))).shape
    visits = {
        protocol: {"months": list(ages)} | (settings or {}).get(protocol, {})
        for protocol, ages in seen.items()
    }
    scenario = ts.from_dict({"worlds": worlds, "children": children, "visits": visits})
    births = births or {"inconsistency": ["1" * children] * worlds}
    tables = {"births": long_table(children, {n: numbers(c).ravel() for n, c in births.items()})}
    if portraits:
        visits = [visit for visit in scenario.visits if visit.months in portraits]
        tables["portraits"] = by_age(children, visits, portraits)
        tables["portraits"]["visit"] = [visit.protocol for visit in visits] * worlds * children
    for protocol, ages in seen.items():
        visits = [visit for visit in scenario.visits if visit.protocol == protocol]
        tables[protocol] = by_age(children, visits, ages)
    return Records(scenario, tables)


def by_age(children, visits, ages):
    """The table of some visits, from columns by name at each age."""
    at = [ages[visit.months] for visit in visits]
    columns = {name: np.stack([numbers(each[name]).ravel() for each in at], 1) for name in at[0]}
    return long_table(children, columns, {"months": [visit.months for visit in visits]})


def numbers(column):
    """A column as an array (world, child)."""
    return np.array([[number(child) for child in cohort] for cohort in column])


def number(child):
    """What a letter or a digit stands for, or the number itself."""
    return LETTERS[child] if child in LETTERS else float(child)


def strange(*cohorts, months=12):
    """What a Strange Situation saw: the class of every child."""
    return {"strange_situation": {months: {"attachment": cohorts}}}


def shown(pattern, cohorts):
    """The parts of a pattern: words, the number of each cohort, and what is accepted.

    The study has the visits that the pattern says it needs, and no others.
    """
    assert cohorts["study"].tables.keys() - {"births", "portraits"} == set(NEEDS[pattern])
    return [(part.words, part.values.tolist(), part.accepted) for part in TESTS[pattern](cohorts)]
