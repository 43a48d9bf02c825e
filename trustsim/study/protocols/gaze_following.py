"""Does an infant follow the eyes of an adult? After Senju & Csibra (2008) and its replications.

Design   an adult whom the infant does not know looks at one of two things: after an ostensive cue,
         after something else that catches attention, or after nothing; at six months
Measure  trials in which the infant looks at the same thing less those in which it looks at the
         other, as a share of those in which it looks at either; over a group the standardised mean
Source   Senju & Csibra (2008), Current Biology 18, 668-671, doi:10.1016/j.cub.2008.03.059 (six
         trials, by the MetaLab table); the pool of that table for the effect sizes
Assumed  every infant sees all three conditions; who attends looks at one of the two

At `visits.gaze_following.months`, an adult looks at one of two things in
`visits.gaze_following.trials` trials a condition: after an ostensive cue, after something else that
catches attention, or after nothing. Read off are the share of trials in which the infant looks at
all, and how much more often it looks at the same thing than at the other.
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
WORDS = {
    "ostensive cue": "ostensive\ncue", "attention-getter": "attention-\ngetter",
    "nothing": "nothing",
}  # fmt: skip
CONDITIONS = tuple(WORDS)
REPORT = Report(
    (
        Panel(
            "gaze following: effect size g\n(standard deviations)",
            WORDS,
            measure="following",
            share=False,
            standardised=True,
            nothing=(0.0, "chance"),
            title="Does the infant look at the same thing?",
            published={  # the pool, of many ages, does not tell an attention-getter from nothing
                ("ostensive cue", None): ("ostensive_g",),
                ("attention-getter", None): ("other_g",),
                ("nothing", None): ("other_g",),
            },
        ),
        Panel(
            "share of trials looked at",
            WORDS,
            measure="looking",
            nothing=(),
            title="Does it look at either?",
        ),
    ),
    pattern="gaze_following",
)


class Settings(NamedTuple):
    """What may be varied in the test of gaze following."""

    months: Months = (6,)
    trials: Annotated[int, assumed(1, 100, "trials", "trials of each condition")] = 6


def script(settings):
    """The trials of each condition."""
    rows = {
        "ostensive cue": Row(Event.GAZE, cue=1.0),
        "attention-getter": Row(Event.GAZE, called=1.0),
        "nothing": Row(Event.GAZE),
    }
    return [row for condition in CONDITIONS for row in [rows[condition]] * settings.trials]


def read(outcomes, settings):
    """Share of trials looked at all, and the difference score (0 for who never looked)."""
    looked, same = (
        outcomes[..., k].reshape(*outcomes.shape[:-2], len(CONDITIONS), settings.trials).sum(-1)
        for k in (0, 1)
    )
    difference = (2.0 * same - looked) / np.maximum(looked, 1.0)
    return {
        f"{condition} {name}": values[..., c]
        for c, condition in enumerate(CONDITIONS)
        for name, values in (("looking", looked / settings.trials), ("following", difference))
    }
