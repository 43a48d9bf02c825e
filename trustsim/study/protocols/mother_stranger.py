"""Whom do children believe: their mother or a stranger? After Corriveau et al. (2009).

Design   mother and stranger give conflicting names to novel objects and to hybrid animals that are
         half one animal and half the other (50/50), or mostly what the stranger says (75/25: the
         mother always says the improbable); before each trial the child is asked whom it would like
         to ask, afterwards whose name it endorses; at 50 and 61 months
Measure  share of questions in which the child sides with its mother, by task
Source   Corriveau et al. (2009), Child Development 80, 750-761,
         doi:10.1111/j.1467-8624.2009.01295.x (abstract)
Assumed  four trials a task (not known to us). When asked whom to ask, a child has not yet heard
         the claims of this trial and goes by those of the trial before; in the first trial there is
         nothing to go by.

At `visits.mother_stranger.months`, for each task in `visits.mother_stranger.mixes` (the share of
the picture that agrees with the mother), `visits.mother_stranger.trials` trials of two questions:
whom to ask, and whose name to endorse. Each is decided by eq. 28. Whom to ask goes by the claims of
the trial before; in the first trial there is nothing to see. The stranger is somebody unknown
(eq. 17). A novel thing could be called anything; a hybrid is one of two animals. Read off is the
share of answers for the mother, by task and question.
"""

from typing import Annotated, NamedTuple

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.reading import QUESTIONS, shares_by_question
from trustsim.study.protocols.report import Report
from trustsim.theory.about import ages, assumed

NEEDS = ("strange_situation",)
NOTHING_TO_SEE = 0.5
NOVEL, ANIMALS = "novel", 2  # a new thing could be called anything, a hybrid is one of two animals
ABSTRACT = "Corriveau et al. (2009), abstract"
MIXES = {NOVEL: 0.5, "50/50": 0.5, "75/25": 0.25}  # task: what agrees with the mother

REPORT = Report()


class Settings(NamedTuple):
    """What may be varied in the mother/stranger test."""

    months: Annotated[tuple, ages(ABSTRACT)] = (50, 61)
    trials: Annotated[int, assumed(1, 100, "trials", "trials of each task")] = 4
    mixes: Annotated[
        dict, assumed(0.01, 0.99, "share of the picture", "what agrees with the mother", ABSTRACT)
    ] = MIXES


def script(settings):
    """For each task its trials, for each trial both questions."""
    return [
        Row(
            Event.CLAIMS,
            share=NOTHING_TO_SEE if question == "ask" and trial == 0 else share,
            answers=0 if task == NOVEL else ANIMALS,
        )
        for task, share in settings.mixes.items()
        for trial in range(settings.trials)
        for question in QUESTIONS
    ]


def read(outcomes, settings):
    """Share of answers that side with the mother, by task and question."""
    return shares_by_question(outcomes, script(settings), settings.mixes, Event.CLAIMS)
