"""An interview with a grown-up on who raised it, coded for the state of mind that speaks in it.

Design   memories of attachment are asked for, one after the other; each is spoken of as the speaker
         is used to dealing with distress, partly with who raised it and partly with the figure of
         today. Dread comes over a speaker who does not see it for what it is
Measure  scales from 1 to 9: dismissing, preoccupied and unresolved; the class of three; whether
         unresolved; reflective functioning (-1 to 9); the childhood that is told (1 to 9)
Source   the form is that of the Adult Attachment Interview, shares of classes by
         Bakermans-Kranenburg & van IJzendoorn (2009), Attach. Hum. Dev. 11, 223-263; reflective
         functioning: Fonagy & Allison (2014), doi:10.1037/a0036505
Assumed  that states of mind speak as strategies do; how many memories there are, the error of
         raters; what earns the middle of a scale (set by the shares of the classes among mothers)

Coding rules. Minimising dismisses, maximising is preoccupied, each as a share of the memories.
A share equal to its ``middle`` earns a 5 of 9, and from there on the class; of the two the stronger
one decides. Else the state of mind is secure. Memories in which dread comes over the speaker earn
the scale of unresolved in the same way; who is unresolved has one of the three classes as well.

At `visits.adult_interview.months`, somebody who has grown up speaks of
`visits.adult_interview.memories` memories of the partner of the visit, the mother unless a config
names another (eq. 52). The share of memories that are minimised is dismissing, that of those
maximised preoccupied, that of those in which dread comes over the speaker unresolved. Scales from 1
to 9 grow in proportion to these shares; `visits.adult_interview.middle_dismissing`,
`visits.adult_interview.middle_preoccupied` and `visits.adult_interview.middle_unresolved` are the
shares that earn a 5, from which on a class is given: the stronger of dismissing and preoccupied,
else secure; and, besides one of the three, unresolved. Reflective functioning (-1 to 9) grows with
the mean of what is seen, the childhood that is told (1 to 9) with the mean of what is said of it,
each with a normal error of standard deviation `visits.adult_interview.error`. Read off are the
scales and the classes.
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.interview import LAPSED
from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.reading import mean_of
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed
from trustsim.theory.rules.strategy import MAXIMISE, MINIMISE

NEEDS = ()
STATES = ("secure", "dismissing", "preoccupied")
SECURE, DISMISSING, PREOCCUPIED = range(3)
MIDDLE, MOST = 5.0, 9.0  # of each scale, which begins with 1
LEAST_REFLECTIVE = -1.0
SCALES = {"dismissing": "dismissing", "preoccupied": "preoccupied", "dread": "unresolved"}
SCALES |= {"told childhood": "childhood\nas told"}

REPORT = Report(
    (
        Panel(
            "score (1 to 9)", SCALES, share=False, nothing=(MIDDLE, "a class from here on"),
            limits=(0.5, 9.5), title="What the interview tells",
        ),
        Panel(
            "score (-1 to 9)", {"reflective functioning": "reflective\nfunctioning"}, share=False,
            nothing=(), limits=(-1.5, 9.5), title="Reflective functioning",
        ),
        Panel(
            "share of grown-ups",
            {**{state: state for state in ("is secure", "is dismissing", "is preoccupied")},
             "unresolved": "unresolved\nas well"},
            nothing=(), title="State of mind",
        ),
    ),
    by_class=True,
    pattern="adult_distribution",
)  # fmt: skip


class Settings(NamedTuple):
    """What may be varied in the interview."""

    months: Months = (300,)
    memories: Annotated[int, assumed(1, 200, "memories", "memories that are asked for")] = 20
    middle_dismissing: Annotated[
        float, assumed(0.01, 1, "share of memories", "minimising that earns a 5 of 9")
    ] = 0.15
    middle_preoccupied: Annotated[
        float, assumed(0.01, 1, "share of memories", "maximising that earns a 5 of 9")
    ] = 0.15
    middle_unresolved: Annotated[
        float, assumed(0.01, 1, "share of memories", "dread that earns a 5 of 9")
    ] = 0.2
    error: Annotated[
        float, assumed(0, 5, "scale points", "standard deviation of the error of a rater")
    ] = 1.0


def script(settings):
    """The memories, and the errors of the raters."""
    return [*[Row(Event.MEMORY)] * settings.memories, Row(Event.RATING)]


def read(outcomes, settings):
    """Scales, classes and reflective functioning, from ``outcomes`` (..., memory, 4)."""
    spoken, seen, told, _ = np.moveaxis(outcomes[..., :-1, :], -1, 0)
    errors = settings.error * np.moveaxis(outcomes[..., -1, :], -1, 0)
    strategy = spoken % LAPSED
    dismissing = scale((strategy == MINIMISE).mean(-1), settings.middle_dismissing)
    preoccupied = scale((strategy == MAXIMISE).mean(-1), settings.middle_preoccupied)
    dread = scale((spoken >= LAPSED).mean(-1), settings.middle_unresolved)
    state = state_of_mind(dismissing, preoccupied)
    reflective = LEAST_REFLECTIVE + (MOST - LEAST_REFLECTIVE) * mean_of(seen) + errors[0]
    childhood = 1.0 + (MOST - 1.0) * mean_of(told) + errors[1]
    return {
        "dismissing": dismissing,
        "preoccupied": preoccupied,
        "dread": dread,
        "state of mind": state,
        **{f"is {name}": (state == k).astype(float) for k, name in enumerate(STATES)},
        "unresolved": (dread >= MIDDLE).astype(float),
        "reflective functioning": np.clip(reflective, LEAST_REFLECTIVE, MOST),
        "told childhood": np.clip(childhood, 1.0, MOST),
    }


def scale(share, middle):
    """A coder's score: 1 for none of it, 5 for ``middle`` of it, 9 at most."""
    return np.minimum(MOST, 1.0 + (MIDDLE - 1.0) * share / middle)


def state_of_mind(dismissing, preoccupied):
    """One of the three classes (index into ``STATES``) from the scales alone."""
    insecure = np.where(dismissing >= preoccupied, DISMISSING, PREOCCUPIED)
    return np.where(np.maximum(dismissing, preoccupied) >= MIDDLE, insecure, SECURE)
