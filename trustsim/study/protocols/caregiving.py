"""What a grown-up is like as a caregiver, as its own life has made it (rule 18 of the design).

Design   nobody is asked and nothing is done: four readings of the state of mind about who raised
         one, about the figure of today, and about oneself
Measure  sensitivity, mentalising, disruption and addressing, each in standard deviations of
         caregivers of the reference population
Source   none: the readings are those of eqs 53 and 54, which say how it is handed on how one was
         cared for; after Fonagy & Allison (2014), doi:10.1037/a0036505
Assumed  which states become which of these; see ``theory.parenting`` in ``trustsim parameters``

At `visits.caregiving.months`, nobody is asked and nothing happens. Read off are sensitivity,
mentalising, disruption and addressing, as they would make a caregiver of this grown-up, whom the
partner of the visit has raised (eqs 53, 54).
"""

from typing import NamedTuple

from trustsim.study.laboratory.interview import Caring
from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.report import Months, Panel, Report

NEEDS = ()
READINGS = Caring._fields

REPORT = Report(
    (
        Panel(
            "standard deviations of caregivers", {name: name for name in READINGS}, share=False,
            nothing=(0.0, "as caregivers usually are"), limits=(-3.5, 3.5),
        ),
    ),
    by_class=True,
)  # fmt: skip


class Settings(NamedTuple):
    """When a grown-up is looked at."""

    months: Months = (300,)


def script(settings):
    """One look."""
    return [Row(Event.CARING)]


def read(outcomes, settings):
    """The four readings, from ``outcomes`` (..., 1, 4)."""
    return {name: outcomes[..., 0, k] for k, name in enumerate(READINGS)}
