"""Every number that a cohort yields, and what it is called.

The tables (``tidy``) say what these are over cohorts; a sweep keeps them cohort by cohort.
"""

from collections.abc import Callable
from functools import partial
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from trustsim.engine.portrait import Portrait
from trustsim.engine.simulate import quietly
from trustsim.measures.cohorts import (
    correlation,
    effect_size,
    estimate,
    estimate_of_share,
    kappa,
)
from trustsim.measures.readings import (
    EVERYBODY,
    among,
    answers,
    attachment,
    class_shares,
    first_age,
    groups,
    siding,
)
from trustsim.mistakes import Mistake, nearest, quoted
from trustsim.study.protocols import CATALOGUE
from trustsim.study.protocols.home_observation import RATINGS
from trustsim.study.protocols.reading import QUESTIONS
from trustsim.study.protocols.strange_situation import CLASSES, SECURE
from trustsim.study.protocols.trust_scales import SCALES

HOME, STRANGE, BELIEVE = "home_observation", "strange_situation", "mother_stranger"
TRUST = "trust_scales"
REPORTED = {  # first words of the names of what a protocol reports -> the protocol
    name.replace("_", " "): name for name, each in CATALOGUE.items() if each.REPORT.panels
}
ALL = None
FEW = 4  # children: enough to see what a study reports
SHOWN = 40  # names in a message


class Number(NamedTuple):
    """One number of each cohort."""

    keys: dict  # what tells it from the others of its table
    values: np.ndarray  # (world,)
    children: float | None = None  # mean number in a cohort, where only some of them count


def ages(records, protocol):
    """Ages in months at which a protocol took place, the youngest first."""
    return sorted(records.scenario.protocols[protocol].months)


def of_portraits(records):
    """Mean of every item of the portrait at each age."""
    every_age = sorted({visit.months for visit in records.scenario.visits})
    for item, months in product(Portrait._fields, every_age):
        values = records.column("portraits", item, months).mean(1)
        yield Number({"item": item, "months": months}, values)


def of_classes(records):
    """Share of each class at the first Strange Situation."""
    for name, values in zip(CLASSES, class_shares(records).T, strict=True):
        yield Number({"attachment": name}, values)


def of_report(records, protocol):
    """What a protocol reports under each condition at each age, where it says so of each class.

    Over both questions where there are two.
    """
    report = CATALOGUE[protocol].REPORT
    for (panel, condition, column), months in product(report.conditions(), ages(records, protocol)):
        found = answers(records, protocol, column, months)
        keys = {"measure": panel.measure} if panel.measure else {}
        keys |= {"condition": condition, "months": months}
        if report.by_class:
            for group, values, children in in_groups(records, found):
                yield Number(keys | {"attachment": group}, values, children)
        else:
            yield Number(keys, effect_size(found) if panel.standardised else found.mean(1))


def in_groups(records, found):
    """What was found (world, child), on average in the children of each class and in all.

    Yields the name of the group, its mean (world,), and how many it has in a cohort on average.
    """
    told_apart = groups(records)
    members = np.stack([*told_apart.values()])
    yield from zip(told_apart, among(found, members), members.sum(-1).mean(-1), strict=True)


def of_stability(records):
    """Of the children of each class at the first Strange Situation: classes at the last one."""
    first, last = attachment(records), attachment(records, last=True)
    for (b, before), (a, after) in product(enumerate(CLASSES), enumerate(CLASSES)):
        values = among(last == a, first == b)
        yield Number({"first": before, "last": after}, values, (first == b).sum(1).mean())


def of_agreement(records):
    """How far the classes of the first and the last Strange Situation agree."""
    first, last = attachment(records), attachment(records, last=True)
    yield Number({"measure": "kappa"}, kappa(first, last))
    secure = correlation((first == SECURE).astype(float), (last == SECURE).astype(float))
    yield Number({"measure": "r_secure"}, secure)


def of_scales(records):
    """How the scales of trust go with each other: their correlations at each age."""
    for (first, second), months in product(combinations(SCALES, 2), ages(records, TRUST)):
        pair = (records.column(TRUST, scale, months) for scale in (first, second))
        yield Number({"scales": f"{first}, {second}", "months": months}, correlation(*pair))


def of_siding(records):
    """Share of answers that side with the mother, by age, question, task and class."""
    believe = records.scenario.protocols[BELIEVE]
    for months, question, task in product(believe.months, QUESTIONS, believe.mixes):
        sides = siding(records, task, [question], months)
        for group, values, children in in_groups(records, sides):
            keys = {"months": months, "question": question, "task": task, "attachment": group}
            yield Number(keys, values, children)


def of_siding_in_all(records):
    """The same over both questions and all ages: of everybody, and of each class."""
    for task in records.scenario.protocols[BELIEVE].mixes:
        for group, values, _ in in_groups(records, siding(records, task)):
            keys = {"task": task} | ({} if group == EVERYBODY else {"attachment": group})
            yield Number(keys, values)


def of_ratings(records):
    """Mean of each rating of the home observation, and its correlation with each class."""
    for name in RATINGS:
        rated = records.column(HOME, name, first_age(records, HOME))
        yield Number({"rating": name}, rated.mean(1))
        if STRANGE in records.tables:
            for c, kind in enumerate(CLASSES):
                of_class = (attachment(records) == c).astype(float)
                keys = {"rating": name, "class": f"r with {kind}"}
                yield Number(keys, correlation(rated, of_class))


def shares_in(report):
    """Which of the numbers of a report are shares, by the words that follow the first ones."""
    if all(panel.share for panel in report.panels):
        return ALL
    return [
        panel.measure or condition for panel, condition, _ in report.conditions() if panel.share
    ]


class Kind(NamedTuple):
    """One kind of numbers that a cohort yields."""

    made: Callable  # Records -> Numbers
    needs: tuple  # visits
    table: str = ""  # that they fill


def of_protocol(name):
    """What a protocol reports, as a kind of numbers."""
    return Kind(partial(of_report, protocol=name), (name,), CATALOGUE[name].REPORT.table or name)


KINDS = {  # first words of the names -> what is called so
    "": [Kind(of_portraits, ()), Kind(of_classes, (STRANGE,), "classes")],
    "rated": [Kind(of_ratings, (HOME,))],
    "siding": [Kind(of_siding_in_all, (BELIEVE,)), Kind(of_siding, (BELIEVE,), "siding")],
    "stability": [Kind(of_stability, (STRANGE,), "stability")],
    "agreement": [Kind(of_agreement, (STRANGE,), "agreement")],
    "r": [Kind(of_scales, (TRUST,), "trust_scale_correlations")],
    **{words: [of_protocol(protocol)] for words, protocol in REPORTED.items()},
}
REPEATED = ("stability", "agreement")  # need a second Strange Situation
COUNTS = ("generic_right", "generic_wrong", "bound_right", "bound_wrong", "met")
SHARES = {  # first words of names -> those of their numbers that are shares or probabilities
    **dict.fromkeys((*CLASSES, *(item for item in Portrait._fields if item not in COUNTS)), ALL),
    "siding": ALL,
    "stability": ALL,
    **{kind: shares_in(CATALOGUE[protocol].REPORT) for kind, protocol in REPORTED.items()},
}


def by_cohort(records, wanted=None):
    """Numbers of each cohort, by name: an array (world,) for each; all of them, or those wanted.

    A wanted number that these records do not hold is not a number.
    """
    found = {}
    asked = KINDS.keys() if wanted is None else {kind_of(name) for name in wanted}
    for kind in (kind for kind in KINDS if kind in asked):
        for each in KINDS[kind]:
            if took_place(records, kind, each.needs):
                made = each.made(records)
                found |= {name_of(kind, number.keys): number.values for number in made}
    if wanted is None:
        return found
    nothing = np.full(records.worlds, np.nan)
    return {name: found.get(name, nothing) for name in wanted}


def took_place(records, words, needs):
    """Did all visits take place that these numbers need, some of them more than once?"""
    if not set(needs) <= set(records.tables):
        return False
    return words not in REPEATED or len(records.scenario.protocols[STRANGE].months) > 1


def name_of(kind, keys):
    """What a number is called: *secure*; *trust_in_unknown, 61 months*; *siding, 75/25, secure*."""
    words = [f"{value:g} months" if key == "months" else str(value) for key, value in keys.items()]
    return ", ".join([kind, *words] if kind else words)


def kind_of(name):
    """The first words of a name, where they are those of a kind of number."""
    first = name.split(", ")[0]
    return first if first in KINDS else ""


def is_share(name):
    """Is a number of this name a share or a probability, which lies in [0, 1]?"""
    first, *rest = name.split(", ")
    if first not in SHARES:
        return False
    return SHARES[first] is ALL or bool(rest and rest[0] in SHARES[first])


def estimated(name, values, children=1.0):
    """The mean over cohorts of a number of this name, with the interval for what it is.

    ``children`` is the mean number of those in a cohort whom it tells of.
    """
    return estimate_of_share(values, children) if is_share(name) else estimate(values)


def of_everybody(name):
    """Does a number of this name tell of all children of a cohort, and not of those of a class?"""
    return not set(name.split(", ")[1:]) & set(CLASSES)


def names(scenario):
    """The names of all numbers that a study yields, from a cohort of a few children."""
    return list(by_cohort(quietly(scenario.but({"worlds": 1, "children": FEW}), 1)))


def matching(word, names):
    """The names that a user's word means: itself, or all that hold its parts in this order.

    *siding, 75/25* is a name; *siding, 61 months, secure* means several. Raises Mistake for none.
    """
    if word in names:
        return [word]
    parts = word.split(", ")
    found = [name for name in names if holds(name.split(", "), parts)]
    if not found:
        alike = [name for name in names if name.split(", ")[0] == parts[0]]
        some = alike or list(dict.fromkeys(name.split(", ")[0] for name in names))
        listed = "; ".join(some[:SHOWN]) + ("; ..." if len(some) > SHOWN else "")
        hint = nearest(word, names) or nearest(parts[0], some)
        raise Mistake(f"{quoted(word)}: no such measure{hint} (there are: {listed})")
    return found


def holds(whole, parts):
    """Are the parts in the whole, in this order?"""
    rest = iter(whole)
    return all(part in rest for part in parts)
