"""What an infant does while its mother's face stays still, and when she answers again.

Design   play face to face, then the mother looks at her infant and does not answer, then play again
Measure  in each of the three: positive affect, negative affect, and gaze at the mother
Source   Mesman, van IJzendoorn & Bakermans-Kranenburg (2009), Developmental Review 29, 120-162,
         doi:10.1016/j.dr.2009.02.001 (abstract: signs of the effects over more than eighty
         studies; no sizes)
Assumed  six months; how many quarter minutes each part lasts, and the stress of each; that an
         infant looks while it attends, as to any message, and does not minimise, is positive where
         it looks and is calm, and negative as far as it is aroused

At `visits.still_face.months`, `visits.still_face.play` quarter minutes with the mother,
`visits.still_face.still` in which she does not answer, and `visits.still_face.reunion` in which she
answers again, with intervals as in the Strange Situation and a stress of
`visits.still_face.excitement`, or of `visits.still_face.violation` while she is still. An infant
looks at her while it attends to her (eq. 33; a marked answer calls it as a cue does) and does not
minimise. Read off are, for each part, the share of intervals in which it looks (gaze), the share in
which it looks and its arousal afterwards is at most `visits.still_face.calm` (positive affect), and
its mean arousal afterwards (negative affect).
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
WORDS = {"play": "play", "still": "still\nface", "reunion": "play\nagain"}
EPISODES = tuple(WORDS)
LOOKS = "share of the time in which the infant\nlooks at its mother"
CALM = "share of the time in which the infant\nis calm and looks at its mother"

REPORT = Report(
    (
        Panel(CALM, WORDS, "positive", nothing=(), title="positive affect"),
        Panel(
            "arousal",
            WORDS,
            "negative",
            share=False,
            nothing=(),
            limits=(0.0, 1.0),
            title="negative affect",
        ),
        Panel(LOOKS, WORDS, "gaze", nothing=(), title="gaze"),
    ),
    by_class=True,
    pattern="still_face",
)


class Settings(NamedTuple):
    """What may be varied with a still face."""

    months: Months = (6,)
    play: Annotated[int, assumed(1, 100, "intervals", "quarter minutes of play")] = 8
    still: Annotated[int, assumed(1, 100, "intervals", "quarter minutes of the still face")] = 8
    reunion: Annotated[int, assumed(1, 100, "intervals", "quarter minutes of play again")] = 8
    excitement: Annotated[
        float, assumed(0, 1, "arousal per interval", "stress of being played with")
    ] = 0.03
    violation: Annotated[
        float, assumed(0, 1, "arousal per interval", "stress of a face that does not answer")
    ] = 0.08
    calm: Annotated[
        float, assumed(0, 1, "arousal", "arousal up to which an infant is counted as calm")
    ] = 0.3


def script(settings):
    """Play, still face and play again, quarter minute by quarter minute."""
    answers = Row(Event.FACE, caregiver=1.0, stress=settings.excitement)
    silent = Row(Event.FACE, caregiver=1.0, stress=settings.violation, still=1.0)
    return [answers] * settings.play + [silent] * settings.still + [answers] * settings.reunion


def read(outcomes, settings):
    """Affect and gaze, from ``outcomes`` (..., interval, 4), part by part."""
    bounds = np.cumsum([settings.play, settings.still])
    found = {}
    for name, part in zip(EPISODES, np.split(outcomes, bounds, axis=-2), strict=True):
        looks, after = part[..., 1] == 1.0, part[..., 2]
        found[f"{name} positive"] = (looks & (after <= settings.calm)).mean(-1)
        found[f"{name} negative"] = np.add.accumulate(after, axis=-1)[..., -1] / after.shape[-1]
        found[f"{name} gaze"] = looks.mean(-1)
    return found
