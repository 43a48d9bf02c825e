"""Where do infants search for what was shown elsewhere before? After Topal et al. (2008).

Design   a toy is hidden four times at A, then three times at B, each time in the infant's sight:
         by somebody who addresses it with ostensive cues, by somebody who does not, or by nobody
Measure  share of B trials in which the infant searches at A
Source   Topal, Gergely, Miklosi, Erdohegyi & Csibra (2008), Science 321, 1831-1834,
         doi:10.1126/science.1161437 (abstract: 81 and 41 per cent, ten months)
Assumed  four and three trials; what is shown with a cue is taken to be true of the toy, so that it
         still speaks for A; what the infant saw last is remembered less than surely; habits of
         reaching are not part of the model

At `visits.a_not_b.months`, somebody shows `visits.a_not_b.at_a` times that the toy is at A, then
`visits.a_not_b.at_b` times that it is at B, with cues or without; or nobody shows anything. After
each hiding at B the infant searches by eq. 39, with `visits.a_not_b.remembered` as the share of
what it saw that speaks for A. Read off is the share of these searches at A, by condition.
"""

from typing import Annotated, NamedTuple

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.reading import shares_by_condition
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
WORDS = {
    "communicative": "hidden with\nostensive cues",
    "non-communicative": "hidden by somebody\nwithout cues",
    "non-social": "hidden by nobody",
}
CONDITIONS = tuple(WORDS)
PLACES = 2
SOMEBODY_ELSE = 2.0  # what the infant does for itself is not done for one of the two

REPORT = Report(
    (
        Panel(
            "share of B trials in which\nthe infant searches at A",
            WORDS,
            published={
                ("communicative", 10.0): ("communicative",),
                ("non-communicative", 10.0): ("non_communicative",),
            },
        ),
    ),
    people=("the experimenter", "nobody"),
    answers=("A", "B"),
    pattern="a_not_b",
)


class Settings(NamedTuple):
    """What may be varied in the A-not-B test."""

    months: Months = (10,)
    at_a: Annotated[int, assumed(1, 50, "trials", "hidings at A")] = 4
    at_b: Annotated[int, assumed(1, 50, "trials", "hidings at B")] = 3
    remembered: Annotated[
        float,
        assumed(0.01, 0.5, "share of what is seen", "what speaks for A after a hiding at B"),
    ] = 0.25


def script(settings):
    """For each condition the hidings at A, then hiding and search at B."""
    search = Row(Event.CONCLUSION, who=SOMEBODY_ELSE, share=settings.remembered)
    rows = []
    for condition in CONDITIONS:
        cue = 1.0 if condition == "communicative" else 0.0
        at_a, at_b = (
            Row(Event.SHOWING, right=a, cue=cue, called=1.0, answers=PLACES) for a in (1.0, 0.0)
        )
        rows.append(Row(Event.ARRIVAL))
        if condition == "non-social":
            rows += [search] * settings.at_b
        else:
            rows += [at_a] * settings.at_a + [at_b, search] * settings.at_b
    return rows


def read(outcomes, settings):
    """Share of searches at A on B trials, by condition."""
    return shares_by_condition(outcomes, script(settings), CONDITIONS, Event.CONCLUSION)
