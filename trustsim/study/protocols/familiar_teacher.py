"""Does a familiar teacher keep her credit when she errs? After Corriveau & Harris (2009).

Design   a teacher whom the child knows and one whom it does not name four things that it does not
         know (before); then they name four things that it knows, the familiar one rightly and the
         other wrongly, or the reverse; then again four that it does not know (after)
Measure  share of questions in which the child sides with the familiar teacher, before and after
Source   Corriveau & Harris (2009), Developmental Science 12, 426-437,
         doi:10.1111/j.1467-7687.2008.00792.x (four trials before; results by a secondary account)
Assumed  a familiar teacher is somebody with whom the child has had everyday lessons, as with other
         adults; both address the child; every child goes through both orders, with new teachers

At `visits.familiar_teacher.months`, one of two newcomers gives `visits.familiar_teacher.lessons`
lessons and so becomes familiar; `visits.familiar_teacher.trials` trials of conflicting claims
follow; then both label four known things, the familiar teacher rightly and the other wrongly or the
reverse, and the trials come again. Read off is the share of answers for the familiar teacher,
before and after either outcome.
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.accuracy_of_informants import RIGHT, labels
from trustsim.study.protocols.reading import QUESTIONS, sided_with_the_first
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
OUTCOMES = ("right", "wrong")  # what the familiar teacher turns out to be

REPORT = Report(
    (
        Panel(
            "share of answers siding with\nthe familiar teacher",
            {
                "before": "before the test\nof accuracy",
                "after right": "after the familiar one\nwas always right",
                "after wrong": "after the familiar one\nwas always wrong",
            },
        ),
    ),
    people=("the familiar teacher", "the new teacher"),
)


class Settings(NamedTuple):
    """What may be varied in the test of familiarity."""

    months: Months = (36, 48, 60)
    trials: Annotated[int, assumed(1, 100, "trials", "trials with things unknown, each time")] = 4
    lessons: Annotated[
        int, assumed(0, 400, "lessons", "lessons that the familiar teacher has given before")
    ] = 50


def script(settings):
    """For each outcome: lessons of the familiar teacher, before, the things known, after."""
    always, never = RIGHT["100"], RIGHT["0"]
    both = {"right": (always, never), "wrong": (never, always)}
    questions = [Row(Event.INFORMANTS)] * (settings.trials * len(QUESTIONS))
    return [
        row
        for outcome in OUTCOMES
        for row in (
            Row(Event.ARRIVAL),
            *[Row(Event.LESSON)] * settings.lessons,
            *questions,
            *labels(*both[outcome]),
            *questions,
        )
    ]


def read(outcomes, settings):
    """Share of answers that side with the familiar teacher: before, and after either outcome."""
    sided = sided_with_the_first(outcomes, script(settings), Event.INFORMANTS)
    sided = sided.reshape(*sided.shape[:-1], len(OUTCOMES), 2, settings.trials, len(QUESTIONS))
    parts = {"before": sided[..., 0, :, :].mean(-3)}
    parts |= {f"after {each}": sided[..., o, 1, :, :] for o, each in enumerate(OUTCOMES)}
    return {
        f"{when} {question}": np.asarray(part[..., q].mean(-1))
        for when, part in parts.items()
        for q, question in enumerate(QUESTIONS)
    }
