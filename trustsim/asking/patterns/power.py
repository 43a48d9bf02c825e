"""What was significant in a study of so many children: how many such samples show it?"""

from typing import NamedTuple

import numpy as np

from trustsim.asking.patterns.mother_stranger import TASKS
from trustsim.asking.patterns.part import BELIEVE, STRANGE, Part, literature
from trustsim.measures import attachment, differ, lies_above, siding
from trustsim.study.protocols.strange_situation import CLASSES


class Reported(NamedTuple):
    """A difference between classes that a study reported as significant."""

    words: str
    tasks: tuple  # over which it was found
    classes: tuple = CLASSES  # that differ; of two, the first lies above the second


CORRIVEAU = (
    *(Reported(f"classes differ, {task}", (task,)) for task in TASKS),
    Reported("secure above avoidant, all tasks", TASKS, ("secure", "avoidant")),
    Reported("resistant above avoidant, all tasks", TASKS, ("resistant", "avoidant")),
)


def corriveau_power(cohorts):
    """Share of cohorts, each a sample as large as the published one, that show each difference."""
    accepted = tuple(literature()["corriveau_power"]["accept"])
    return [
        Part(each.words, shows(cohorts["study"], each), accepted, share_of=1.0)
        for each in CORRIVEAU
    ]


def shows(records, reported):
    """In which cohorts a reported difference is significant: 1 or 0."""
    values = np.mean([siding(records, task) for task in reported.tasks], axis=0)
    classes = attachment(records)
    members = np.stack([classes == CLASSES.index(name) for name in reported.classes])
    return (lies_above if len(members) == 2 else differ)(values, members)


TESTS = {corriveau_power: (STRANGE, BELIEVE)}
SAMPLES = {test.__name__: literature()[test.__name__]["children"] for test in TESTS}
