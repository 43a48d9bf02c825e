"""How somebody has been: symptoms as a questionnaire finds them, and a clinician would see.

Design   a grown-up answers some items, from 0 (not at all) to 4 (extremely)
Measure  the mean of the items; and its three parts: how tense, how ready to take plain acts for
         unkind, how closed to people
Source   none: the form is that of symptom checklists; what is asked after Fonagy & Allison (2014),
         doi:10.1037/a0036505
Assumed  that complaints come of resting arousal, misreading and isolation, in equal parts; how many
         items there are, and the error of an answer

At `visits.symptoms.months`, `visits.symptoms.items` items of each of three parts in whole steps
from 0 to 4, with a normal error of standard deviation `visits.symptoms.error`: tension; misreading
(1 - clarity * mentalising, at tension and what is feared of people); isolation (1 - the probability
of letting in what somebody unknown says without a cue, eqs 19, 42). Read off is the mean of each
part and of all.
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
PARTS = ("tension", "misreading", "isolation")
MOST = 4.0

REPORT = Report(
    (
        Panel(
            f"mean answer (0 to {MOST:g})",
            {"symptoms": "all", **{part: part for part in PARTS}},
            share=False,
            nothing=(),
            limits=(-0.1, MOST + 0.1),
            title="Symptoms",
        ),
    ),
    by_class=True,
)


class Settings(NamedTuple):
    """What may be varied in the questionnaire."""

    months: Months = (300,)
    items: Annotated[int, assumed(1, 100, "items", "items of each part")] = 6
    error: Annotated[
        float, assumed(0, 4, "scale points", "standard deviation of the error of an answer")
    ] = 1.0


def script(settings):
    """The items, part by part."""
    return [Row(Event.COMPLAINT)] * (len(PARTS) * settings.items)


def read(outcomes, settings):
    """The mean answer to each part and to all, in whole steps from 0 to 4."""
    items = outcomes.reshape(*outcomes.shape[:-2], len(PARTS), settings.items, 4)
    found = {}
    for p, part in enumerate(PARTS):
        answers = np.rint(MOST * items[..., p, :, p] + settings.error * items[..., p, :, 3])
        found[part] = np.clip(answers, 0.0, MOST).mean(-1)
    return {"symptoms": sum(found.values()) / len(PARTS)} | found
