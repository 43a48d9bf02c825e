"""Whom children believe, their mother or a stranger."""

import numpy as np

from trustsim.asking.patterns.part import (
    ABOVE_HALF,
    ABOVE_ZERO,
    BELIEVE,
    BELOW_HALF,
    STRANGE,
    Part,
    around,
)
from trustsim.measures import attachment, by_class, siding
from trustsim.study.protocols.strange_situation import (
    AVOIDANT,
    CLASSES,
    DISORGANISED,
    RESISTANT,
    SECURE,
)

AMBIGUOUS, ASYMMETRIC = ("novel", "50/50"), "75/25"
TASKS = (*AMBIGUOUS, ASYMMETRIC)


def corriveau_sample(cohorts):
    """Whom the sample as a whole believes."""
    records = cohorts["study"]
    accepted = dict.fromkeys(AMBIGUOUS, ABOVE_HALF) | {ASYMMETRIC: BELOW_HALF}
    return [
        Part(
            f"P(mother), {task}",
            siding(records, task).mean(1),
            limits,
            records.scenario.children,
        )
        for task, limits in accepted.items()
    ]


def corriveau_order(cohorts):
    """Avoidant, secure and resistant children compared."""
    records = cohorts["study"]
    classes = attachment(records)
    tasks = [by_class(siding(records, task), classes) for task in TASKS]
    together = np.mean(tasks, axis=0)
    return [
        *(
            Part(
                f"secure - avoidant, {task}",
                answers[:, SECURE] - answers[:, AVOIDANT],
                ABOVE_ZERO,
            )
            for task, answers in zip(TASKS, tasks, strict=True)
        ),
        Part(
            "secure - avoidant, all tasks",
            together[:, SECURE] - together[:, AVOIDANT],
            ABOVE_ZERO,
        ),
        Part(
            "resistant - secure, all tasks",
            together[:, RESISTANT] - together[:, SECURE],
            ABOVE_ZERO,
        ),
    ]


def corriveau_flexibility(cohorts):
    """Going by the cues: ambiguous minus asymmetric tasks."""
    records = cohorts["study"]
    ambiguous = np.mean([siding(records, task) for task in AMBIGUOUS], axis=0)
    flexible = by_class(ambiguous - siding(records, ASYMMETRIC), attachment(records))
    return [
        Part(f"secure - {CLASSES[c]}", flexible[:, SECURE] - flexible[:, c], ABOVE_ZERO)
        for c in (AVOIDANT, RESISTANT, DISORGANISED)
    ]


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


TESTS = {
    corriveau_sample: (STRANGE, BELIEVE),
    corriveau_order: (STRANGE, BELIEVE),
    corriveau_flexibility: (STRANGE, BELIEVE),
    corriveau_disorganised: (STRANGE, BELIEVE),
}
