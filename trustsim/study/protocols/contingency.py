"""How tightly do a caregiver's answers follow the infant's signals? From none to perfect.

Design   populations that differ in nothing but the contingency of the caregivers: how often an
         answer follows the child's signal and not something else; a rater watches everyday distress
Measure  the contingency that the rater sees; in the Strange Situation the share of secure children
Source   Jaffe et al. (2001), Monographs of the SRCD 66, doi:10.1111/1540-5834.00136 (abstract: a
         midrange of coordination was best for attachment); Isabella & Belsky (1991), Child
         Development 62, 373-384, doi:10.1111/j.1467-8624.1991.tb01538.x (abstract)
Assumed  what an answer follows instead is of any strength and never what the child feels

At `visits.contingency.months` a rater watches `visits.contingency.distress` encounters of distress.
Read off is how much more often the louder half of the signals was noticed than the fainter half.
`trustsim check` compares populations that differ only in the contingency of their caregivers
(`visits.contingency.levels`, eq. 35) in the Strange Situation.
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed
from trustsim.theory.encounters.nurture import NONE

NEEDS = ("strange_situation",)

REPORT = Report(
    (
        Panel(
            "contingency that a rater sees\n(difference of shares)",
            {"observed": "louder half of the signals\nless the fainter half"},
            share=False,
            nothing=(0.0, "no contingency"),
        ),
        Panel("share of signals noticed", {"noticed": "all of them"}, nothing=()),
    ),
    table="contingency_seen",
)


class Settings(NamedTuple):
    """What may be varied in the study of contingency."""

    months: Months = (12,)
    distress: Annotated[
        int, assumed(2, 500, "encounters", "encounters of distress that are watched")
    ] = 60
    levels: Annotated[
        tuple, assumed(0, 1, "probability", "contingencies of the populations compared")
    ] = (0.0, 0.25, 0.5, 0.75, 1.0)


def script(settings):
    """The encounters that are watched."""
    return [Row(Event.WATCHED_DISTRESS)] * settings.distress


def read(outcomes, settings):
    """How much more often the louder half of the signals was noticed than the fainter half."""
    noticed, signal = outcomes[..., 0] != NONE, outcomes[..., 3]
    order = np.argsort(signal, axis=-1, kind="stable")
    noticed = np.take_along_axis(noticed, order, axis=-1)
    half = settings.distress // 2
    return {
        "observed": noticed[..., -half:].mean(-1) - noticed[..., :half].mean(-1),
        "noticed": noticed.mean(-1),
    }
