"""Does a child understand that somebody believes what is not so, and what somebody feels?

Design   tasks on a false belief and on emotions, one after the other, at three, four and five years
Measure  share of the tasks of each kind that the child solves
Source   Zeegers, Meins, Stams, Boegels & Colonnesi (2019), doi:10.1016/j.dr.2019.100885, and Szpak
         & Bialecka-Pikul (2020), doi:10.1111/sode.12432, for how it goes with security; Devine &
         Hughes (2018), doi:10.1111/cdev.12682, for caregivers (abstracts)
Assumed  the number of tasks; that they are solved as surely as the child mentalises in calm, and,
         where a feeling is asked for, is clear about its own

At `visits.understanding_minds.months`, `visits.understanding_minds.beliefs` tasks on a false belief
and `visits.understanding_minds.emotions` on emotions (eq. 44). Read off is the share that is
solved, by kind.
"""

from typing import Annotated, NamedTuple

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
WORDS = {"false belief": "tasks on\na false belief", "emotion": "tasks on\nemotions"}
TASKS = tuple(WORDS)
FEELING = 1.0

REPORT = Report(
    (Panel("share of tasks that are solved", WORDS, nothing=()),),
    by_class=True,
    pattern="attachment_child_mentalising",
)


class Settings(NamedTuple):
    """What may be varied in the tasks about minds."""

    months: Months = (36, 48, 60)
    beliefs: Annotated[int, assumed(1, 100, "tasks", "tasks on a false belief")] = 4
    emotions: Annotated[int, assumed(1, 100, "tasks", "tasks on emotions")] = 9


def script(settings):
    """The tasks on a false belief, then those on emotions."""
    belief, feeling = Row(Event.MINDS), Row(Event.MINDS, who=FEELING)
    return [belief] * settings.beliefs + [feeling] * settings.emotions


def read(outcomes, settings):
    """The share of the tasks of each kind that are solved."""
    solved = outcomes[..., 0]
    return dict(
        zip(
            TASKS,
            (solved[..., : settings.beliefs].mean(-1), solved[..., settings.beliefs :].mean(-1)),
            strict=True,
        )
    )
