"""Is what was shown true for others too? After Egyed et al. (2013) and Hernik & Csibra (2015).

Design   somebody shows the infant which of two things is the good one, with ostensive cues or
         without; then the infant serves somebody else, or the same person; or it meets with
         evidence to the contrary first
Measure  share of trials in which the infant goes by what was shown
Source   Egyed, Kiraly & Gergely (2013), Psychological Science 24, 1348-1353,
         doi:10.1177/0956797612471952 (abstract, 18 months); Hernik & Csibra (2015), Journal of
         Experimental Child Psychology 130, 176-192, doi:10.1016/j.jecp.2014.10.011 (abstract)
Assumed  both at one age; a deed catches attention with or without a cue; four trials, each with
         new people and things; the contrary evidence is seen as three quarters of what is seen

At `visits.generalisation.months`, in `visits.generalisation.trials` trials each, somebody shows
which of two things is the good one, with a cue or without; the infant then serves somebody else,
the same person, and somebody else in view of contrary evidence (of what it sees only
`visits.generalisation.contrary` agrees with what was shown). Read off is the share of trials in
which it goes by what was shown, by way of showing and whom it serves.
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.reading import sided_with_the_first
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
SHOWN = {"cue": 1.0, "no cue": 0.0}
SERVED = ("somebody else", "the same person", "against evidence")
THINGS = 2
HERSELF, SOMEBODY_ELSE = 0.0, 2.0

REPORT = Report(
    (
        Panel(
            "share of trials that go by\nwhat was shown",
            {
                f"{how}, {whom}": f"shown {shown},\n{words}"
                for how, shown in (("cue", "with a cue"), ("no cue", "without a cue"))
                for whom, words in (
                    ("somebody else", "for somebody else"),
                    ("the same person", "for the same person"),
                    ("against evidence", "against evidence"),
                )
            },
        ),
    ),
    people=("the demonstrator", "nobody"),
    answers=("the good one", "the other one"),
)


class Settings(NamedTuple):
    """What may be varied in the test of generalisation."""

    months: Months = (18,)
    trials: Annotated[int, assumed(1, 100, "trials", "trials of each condition")] = 4
    contrary: Annotated[
        float,
        assumed(0.01, 0.5, "share of what is seen", "what agrees with what was shown before"),
    ] = 0.25


def script(settings):
    """For each way of showing, and each trial: arrival, showing, and three conclusions."""
    conclusions = (
        Row(Event.CONCLUSION, who=SOMEBODY_ELSE),
        Row(Event.CONCLUSION, who=HERSELF),
        Row(Event.CONCLUSION, who=SOMEBODY_ELSE, share=settings.contrary),
    )
    return [
        row
        for cue in SHOWN.values()
        for _ in range(settings.trials)
        for row in (
            Row(Event.ARRIVAL),
            Row(Event.SHOWING, cue=cue, called=1.0, answers=THINGS),
            *conclusions,
        )
    ]


def read(outcomes, settings):
    """Share of trials that go by what was shown, by way of showing and by what followed."""
    gone_by = sided_with_the_first(outcomes, script(settings), Event.CONCLUSION)
    gone_by = gone_by.reshape(*gone_by.shape[:-1], len(SHOWN), settings.trials, len(SERVED))
    return {
        f"{how}, {whom}": np.asarray(gone_by[..., h, :, s].mean(-1))
        for h, how in enumerate(SHOWN)
        for s, whom in enumerate(SERVED)
    }
