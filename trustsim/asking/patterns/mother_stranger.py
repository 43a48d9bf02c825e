"""Whom children believe, their mother or a stranger."""

from trustsim.asking.patterns.part import (
    ABOVE_HALF,
    BELIEVE,
    BELOW_HALF,
    STRANGE,
    Cell,
    Contrast,
    Part,
    around,
)
from trustsim.measures import attachment, by_class, siding
from trustsim.study.protocols.strange_situation import CLASSES, DISORGANISED

AMBIGUOUS, ASYMMETRIC = ("novel", "50/50"), "75/25"
TASKS = (*AMBIGUOUS, ASYMMETRIC)
BY_THE_CUES = dict.fromkeys(AMBIGUOUS, ABOVE_HALF) | {ASYMMETRIC: BELOW_HALF}
TOLD = {  # of whom the children of a class believe, task by task
    "secure": BY_THE_CUES,
    "avoidant": dict.fromkeys(TASKS, BELOW_HALF),
    "resistant": {ASYMMETRIC: ABOVE_HALF},
}


def corriveau_sample(cohorts):
    """Whom the sample as a whole believes."""
    records = cohorts["study"]
    return [
        Part(
            f"P(mother), {task}",
            siding(records, task).mean(1),
            limits,
            records.scenario.children,
        )
        for task, limits in BY_THE_CUES.items()
    ]


def ages_asked(cohorts):
    """The ages at which these children were asked about mother and stranger."""
    return cohorts["study"].scenario.protocols[BELIEVE].months


def corriveau_order(cohorts):
    """Avoidant, secure and resistant children compared."""
    return [each.part(cohorts) for each in class_order(ages_asked(cohorts))]


def class_order(months):
    """What was found of the classes at these ages, task by task and over all of them."""
    every = [lead("secure", "avoidant", (task,), months, task) for task in TASKS]
    return [
        *every,
        lead("secure", "avoidant", TASKS, months, "all tasks"),
        lead("resistant", "secure", TASKS, months, "all tasks"),
    ]


def lead(one, other, tasks, months, words):
    """How much more one class sides with the mother than another."""
    first, second = of_members(one, tasks, months, 1.0), of_members(other, tasks, months, -1.0)
    return Contrast(f"{one} - {other}, {words}", (*first, *second))


def corriveau_flexibility(cohorts):
    """Going by the cues: ambiguous minus asymmetric tasks."""
    return [each.part(cohorts) for each in cue_following(ages_asked(cohorts))]


def cue_following(months):
    """What was found of going by the cues at these ages: most in the secure."""

    def flexible(name, sign):
        ambiguous = of_members(name, AMBIGUOUS, months, sign)
        return (*ambiguous, *of_members(name, (ASYMMETRIC,), months, -sign))

    return [
        Contrast(f"secure - {other}", (*flexible("secure", 1.0), *flexible(other, -1.0)))
        for other in CLASSES[1:]
    ]


def of_members(name, tasks, months, weight):
    """Children of a class in some tasks at some ages, with the weight shared among the cells."""
    cells = [Cell(BELIEVE, task, m, name) for task in tasks for m in months]
    return [(weight / len(cells), cell) for cell in cells]


def corriveau_disorganised(cohorts):
    """Disorganised children hardly prefer anybody."""
    records = cohorts["study"]
    classes = attachment(records)
    disorganised = (classes == DISORGANISED).sum(1).mean()
    return [
        Part(
            f"P(mother), {task}",
            by_class(siding(records, task), classes)[:, DISORGANISED],
            around(0.5, 0.1),
            disorganised,
        )
        for task in TASKS
    ]


def corriveau_words(cohorts):
    """Whom the children of the organised classes believe, as the theory tells of them."""
    parts = [(name, task, limits) for name, tasks in TOLD.items() for task, limits in tasks.items()]
    records = cohorts["study"]
    classes = attachment(records)
    return [
        Part(
            f"P(mother), {task}, {name}",
            by_class(siding(records, task), classes)[:, CLASSES.index(name)],
            limits,
            (classes == CLASSES.index(name)).sum(1).mean(),
        )
        for name, task, limits in parts
    ]


TESTS = {
    corriveau_words: (STRANGE, BELIEVE),
    corriveau_sample: (STRANGE, BELIEVE),
    corriveau_order: (STRANGE, BELIEVE),
    corriveau_flexibility: (STRANGE, BELIEVE),
    corriveau_disorganised: (STRANGE, BELIEVE),
}
