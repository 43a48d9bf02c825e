"""Does a child accept a label that its eyes contradict? After Jaswal (2004).

Design   somebody calls an animal that looks like a cat a dog: plainly, or with a sign that it is
         meant; beside it an animal that looks like nothing in particular; at three and four years
Measure  share of trials in which the child accepts the label
Source   Jaswal (2004), Child Development 75, 1871-1885, doi:10.1111/j.1467-8624.2004.00822.x
         (abstract)
Assumed  a quarter of the picture speaks for the label; the sign is an ostensive cue, and the plain
         label comes without; four trials a condition, each condition with somebody new

At `visits.label_against_eyes.months`, somebody gives an animal one of two names in
`visits.label_against_eyes.trials` trials a condition: where there is nothing to see, and where only
`visits.label_against_eyes.share` of the picture agrees with the label, without a cue and with one.
Read off is the share of labels taken over, by condition.
"""

from typing import Annotated, NamedTuple

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.reading import shares_by_condition
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
ANIMALS = 2  # the one that it looks like, and the one that is named
WORDS = {
    "nothing to see": "the eyes say nothing",
    "plain": "against the eyes,\nsaid plainly",
    "meant": "against the eyes,\nwith a sign that\nit is meant",
}
CONDITIONS = tuple(WORDS)
REPORT = Report(
    (Panel("share of trials in which\nthe label is accepted", WORDS),),
    people=("the speaker", "nobody"),
)


class Settings(NamedTuple):
    """What may be varied in the test of labels against one's eyes."""

    months: Months = (36, 48)
    trials: Annotated[int, assumed(1, 100, "trials", "trials of each condition")] = 4
    share: Annotated[
        float, assumed(0.01, 0.99, "share of the picture", "what agrees with the label")
    ] = 0.25


def script(settings):
    """For each condition the arrival and the trials."""
    rows = {
        "nothing to see": Row(Event.CLAIM, answers=ANIMALS),
        "plain": Row(Event.CLAIM, share=settings.share, answers=ANIMALS),
        "meant": Row(Event.CLAIM, share=settings.share, cue=1.0, answers=ANIMALS),
    }
    return [
        row
        for condition in CONDITIONS
        for row in (Row(Event.ARRIVAL), *[rows[condition]] * settings.trials)
    ]


def read(outcomes, settings):
    """Share of trials in which the label is accepted, by condition."""
    return shares_by_condition(outcomes, script(settings), CONDITIONS, Event.CLAIM)
