"""Do children follow somebody who is said to be a big liar? After Mascaro & Sperber (2009).

Design   somebody who has looked into two boxes says in which of them the thing is; in one condition
         the child has been told beforehand that this one is a big liar; at three and four years
Measure  share of trials in which the child looks where it was told
Source   Mascaro & Sperber (2009), Cognition 112, 367-380, doi:10.1016/j.cognition.2009.05.012
         (abstract); values as drawn in Shafto et al. (2012)
Assumed  four trials a condition; the child can tell that the informant knows; it hears of the
         lying from an adult whom it does not know, and is addressed by the informant

At `visits.announced_liar.months`, somebody who is taken to know with
`visits.announced_liar.witness` (eq. 37) claims in `visits.announced_liar.trials` trials in which of
two boxes the thing is; somebody new does the same after the child has been warned of her. Read off
is the share of trials in which the child follows, with the warning and without.
"""

from typing import Annotated, NamedTuple

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.reading import shares_by_condition
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
BOXES = 2
WORDS = {"baseline": "no warning", "liar": "said to be\na big liar"}
CONDITIONS = tuple(WORDS)
REPORT = Report(
    (
        Panel(
            "share of trials in which the child\nlooks where it was told",
            WORDS,
            published={("liar", 36.0): ("three_years",), ("liar", 48.0): ("four_years",)},
        ),
    ),
    people=("the informant", "nobody"),
    pattern="default_helpfulness",
)


class Settings(NamedTuple):
    """What may be varied in the test with a liar."""

    months: Months = (36, 48)
    trials: Annotated[int, assumed(1, 100, "trials", "trials of each condition")] = 4
    witness: Annotated[
        float,
        assumed(0, 0.99, "probability", "how surely somebody who has looked is taken to know"),
    ] = 0.95


def script(settings):
    """For each condition the arrival, maybe the warning, and the trials."""
    arrival = Row(Event.ARRIVAL, knows=settings.witness)
    trials = [Row(Event.CLAIM, cue=1.0, answers=BOXES)] * settings.trials
    return [arrival, *trials, arrival, Row(Event.WARNING), *trials]


def read(outcomes, settings):
    """Share of trials in which the child follows, by condition."""
    return shares_by_condition(outcomes, script(settings), CONDITIONS, Event.CLAIM)
