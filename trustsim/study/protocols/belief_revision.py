"""Who revises an early belief in the light of what is learnt later? After Mikulincer (1997).

Design   on each of several topics a grown-up hears one thing from somebody, concludes, then hears
         the opposite from somebody else, and concludes again
Measure  revision: how many fewer conclusions follow the early information after the late one
Source   Mikulincer (1997), Journal of Personality and Social Psychology 72, 1217-1230,
         doi:10.1037/0022-3514.72.5.1217; Green-Hennessy & Reis (1998), Personal Relationships 5,
         449-466; both by Fonagy & Allison (2014), doi:10.1037/a0036505
Assumed  ten topics, each with new people; both address the listener; the attachment class is that
         of infancy, since no interview with adults is part of the model

At `visits.belief_revision.months`, on each of `visits.belief_revision.topics` topics a first
newcomer shows one thing and a second the opposite, both with a cue; after each the grown-up
concludes for itself. Read off is the share of conclusions that follow the early information, early
and late; the difference is the revision.
"""

from typing import Annotated, NamedTuple

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.reading import sided_with_the_first
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ("strange_situation",)
SIDES = 2
FOR_ONESELF = 2.0

REPORT = Report(
    (
        Panel(
            "share of conclusions that follow\nthe early information",
            {"early": "after the early\ninformation", "late": "after the late,\ncontrary one too"},
            title="What is concluded",
        ),
        Panel(
            "revision (difference of shares)",
            {"revision": "early less late"},
            share=False,
            nothing=(0.0, "no revision"),
            title="Revision",
        ),
    ),
    by_class=True,
    people=("the early source", "the late source"),
    answers=("the early view", "the late view"),
)


class Settings(NamedTuple):
    """What may be varied in the test of revision."""

    months: Months = (216,)
    topics: Annotated[int, assumed(1, 500, "topics", "topics that are heard of")] = 10


def script(settings):
    """For each topic: early information, a conclusion, late information, a conclusion."""
    early, late = (
        Row(Event.SHOWING, who=w, right=1.0 - w, cue=1.0, answers=SIDES) for w in (0.0, 1.0)
    )
    conclusion = Row(Event.CONCLUSION, who=FOR_ONESELF)
    return [Row(Event.ARRIVAL), early, conclusion, late, conclusion] * settings.topics


def read(outcomes, settings):
    """Share of conclusions that follow the early information, early and late, and the revision."""
    followed = sided_with_the_first(outcomes, script(settings), Event.CONCLUSION)
    early, late = followed[..., 0::2].mean(-1), followed[..., 1::2].mean(-1)
    return {"early": early, "late": late, "revision": early - late}
