"""Trust, mistrust and credulity as a questionnaire would find them. After Campbell et al. (2021).

Design   a grown-up answers fifteen items, five to a scale, from 1 to 7
Measure  the mean of each scale: trust (in the attachment figure and in others), mistrust (closed to
         them as long as they give no cue), credulity (taking over what somebody says against what
         one sees)
Source   Campbell et al. (2021), PLoS ONE 16, e0250264, doi:10.1371/journal.pone.0250264 (abstract)
Assumed  the number of items and of steps; that people answer by what they would do, with an error;
         how much of what is seen speaks for the claim in an item of credulity

At `visits.trust_scales.months`, a grown-up answers `visits.trust_scales.items` items of three
scales in whole steps from 1 to 7, with a normal error of standard deviation
`visits.trust_scales.error`: trust (the mean of trust in the attachment figure and in somebody
unknown, eqs 16, 17), mistrust (how far the gate is closed to the two without a cue, eq. 19) and
credulity (the probability of taking over what a newcomer claims with a cue, one of two answers,
where only `visits.trust_scales.share` of what is seen agrees with it, eq. 28). Read off is the mean
of each scale.
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
SCALES = ("trust", "mistrust", "credulity")
LOWEST, HIGHEST = 1.0, 7.0

REPORT = Report(
    (
        Panel(
            f"mean answer ({LOWEST:g} to {HIGHEST:g})",
            {scale: scale for scale in SCALES},
            share=False,
            nothing=(),
            limits=(LOWEST - 0.1, HIGHEST + 0.1),
            title="The scales",
        ),
    ),
    by_class=True,
)


class Settings(NamedTuple):
    """What may be varied in the questionnaire."""

    months: Months = (216,)
    items: Annotated[int, assumed(1, 100, "items", "items of each scale")] = 5
    error: Annotated[
        float, assumed(0, 4, "scale points", "standard deviation of the error of an answer")
    ] = 1.0
    share: Annotated[
        float, assumed(0.01, 0.99, "share of what is seen", "what agrees with the claim")
    ] = 0.25


def script(settings):
    """The items, scale by scale."""
    return [Row(Event.ITEM, share=settings.share, answers=2)] * (len(SCALES) * settings.items)


def read(outcomes, settings):
    """The mean answer on each scale, in whole steps from 1 to 7."""
    items = outcomes.reshape(*outcomes.shape[:-2], len(SCALES), settings.items, 4)
    found = {}
    for s, scale in enumerate(SCALES):
        meant = LOWEST + (HIGHEST - LOWEST) * items[..., s, :, s]
        answers = np.rint(meant + settings.error * items[..., s, :, 3])
        found[scale] = np.clip(answers, LOWEST, HIGHEST).mean(-1)
    return found
