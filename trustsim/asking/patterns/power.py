"""What was significant in a study of so many children: how many such samples show it?"""

from typing import NamedTuple

import numpy as np

from trustsim.asking.patterns.informants import AGES, FOUR, THREE, of_teacher
from trustsim.asking.patterns.mother_stranger import TASKS
from trustsim.asking.patterns.part import BELIEVE, OWN, STRANGE, Cell, Part, literature
from trustsim.measures import attachment, beside_chance, differ, lies_above, siding
from trustsim.study.protocols.neutral_informant import PAIRS
from trustsim.study.protocols.strange_situation import CLASSES


class Reported(NamedTuple):
    """A difference between classes that a study reported as significant."""

    words: str
    tasks: tuple  # over which it was found
    classes: tuple = CLASSES  # that differ; of two, the first lies above the second

    def shows(self, records):
        """In which cohorts the difference is significant: 1 or 0."""
        values = np.mean([siding(records, task) for task in self.tasks], axis=0)
        classes = attachment(records)
        members = np.stack([classes == CLASSES.index(name) for name in self.classes])
        return (lies_above if len(members) == 2 else differ)(values, members)


CORRIVEAU = (
    *(Reported(f"classes differ, {task}", (task,)) for task in TASKS),
    Reported("secure above avoidant, all tasks", TASKS, ("secure", "avoidant")),
    Reported("resistant above avoidant, all tasks", TASKS, ("resistant", "avoidant")),
)


def corriveau_power(cohorts):
    """Share of cohorts, each a sample as large as the published one, that show each difference."""
    return parts("corriveau_power", CORRIVEAU, cohorts)


def parts(pattern, found, cohorts):
    """The parts of a pattern on power: in which cohorts each of what was found is shown."""
    accepted = tuple(literature()[pattern]["accept"])
    return [Part(each.words, each.shows(cohorts[OWN]), accepted, share_of=1.0) for each in found]


class Sample(NamedTuple):
    """Something that a study of known size found; its children are shared out among its ages."""

    words: str
    study: str  # the pattern that says of how many children
    cells: tuple  # one for each age that was compared, or taken together
    ages: int = 1  # among which the children of the study are shared out
    compared: bool = False  # the first age with the second; else all of them with chance

    def shows(self, records):
        """In which cohorts so many children show it: 1 or 0; not a number where fewer live."""
        of_age = literature()[self.study]["children"] // self.ages
        if of_age * len(self.cells) > records.scenario.children:
            return np.full(records.worlds, np.nan)
        who = np.arange(records.scenario.children) // of_age  # nobody is asked at two ages
        values = np.concatenate(
            [cell.answers(records)[:, who == k] for k, cell in enumerate(self.cells)], axis=1
        )
        if not self.compared:
            return beside_chance(values, 0.5)
        k = np.repeat(np.arange(len(self.cells)), of_age)
        members = np.broadcast_to(k == np.arange(2)[:, None], (2, len(k)))
        return lies_above(values, np.repeat(members[:, None], records.worlds, axis=1))


def smaller_samples():
    """What was significant in a study of known size, other than Corriveau et al. (2009)."""
    found = literature()["accurate_or_neutral"]["target"]
    return [
        Sample(
            "a familiar teacher is preferred",
            "familiar_teacher",
            tuple(of_teacher("before", months) for months in AGES),
            ages=len(AGES),
        ),
        *(
            Sample(
                f"{pair}, {age}",
                "accurate_or_neutral",
                (Cell("neutral_informant", pair, months),),
                ages=2,
            )
            for p, pair in enumerate(PAIRS)
            for age, months in (("three years", THREE), ("four years", FOUR))
            if found[age.replace(" ", "_")][p]
        ),
        Sample(
            "a label against one's eyes: three above four years",
            "testimony_against_eyes",
            tuple(Cell("label_against_eyes", "plain", months) for months in (THREE, FOUR)),
            ages=2,
            compared=True,
        ),
    ]


def informants_power(cohorts):
    """Share of samples, as large as published ones, that show what these found of informants."""
    return parts("informants_power", smaller_samples(), cohorts)


TESTS = {
    corriveau_power: (STRANGE, BELIEVE),
    informants_power: ("familiar_teacher", "neutral_informant", "label_against_eyes"),
}
SAMPLES = {  # children in a cohort, where one cohort is one sample
    "corriveau_power": literature()["corriveau_power"]["children"],
}
