"""Is being right a merit, or being wrong a fault? After Corriveau, Meints & Harris (2009).

Design   two informants in view of four things that the child knows: one names them rightly and one
         wrongly, or one of these beside somebody who only remarks on them; then they give
         conflicting names to four things that it does not know; at three and at four years
Measure  share of questions in which the child sides with the better of the two, by pair
Source   Corriveau, Meints & Harris (2009), British Journal of Developmental Psychology 27, 331-342,
         doi:10.1348/026151008X310229 (abstract)
Assumed  four trials of each kind; whoever speaks addresses the child, and the neutral informant
         shows neither knowledge nor ignorance

At `visits.neutral_informant.months`, three pairs of newcomers in view of four known things: one who
labels them rightly beside one who labels them wrongly, and either of these beside somebody who only
remarks on them; then `visits.neutral_informant.trials` trials as with informants of known accuracy.
Read off is the share of answers for the better one, by pair and question.
"""

from typing import Annotated, NamedTuple

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.accuracy_of_informants import RIGHT
from trustsim.study.protocols.reading import QUESTIONS, shares_by_question
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
WORDS = {
    "accurate/inaccurate": "accurate or\ninaccurate",
    "accurate/neutral": "accurate or\nneutral",
    "neutral/inaccurate": "neutral or\ninaccurate",
}
PAIRS = tuple(WORDS)
HISTORY = {"accurate": RIGHT["100"], "inaccurate": RIGHT["0"]}

REPORT = Report(
    (Panel("share of answers siding with\nthe first of the two", WORDS),),
    people=("the better informant", "the other informant"),
)


class Settings(NamedTuple):
    """What may be varied in the test with a neutral informant."""

    months: Months = (36, 48)
    trials: Annotated[int, assumed(1, 100, "trials", "trials with things unknown, a pair")] = 4


def said(pair):
    """What both say of each of the things known, in turn."""
    speakers = enumerate(pair.split("/"))
    told = [
        [Row(Event.LABEL, who=who, right=right, cue=1.0) for right in HISTORY[name]]
        if name in HISTORY
        else [Row(Event.REMARK, who=who, cue=1.0)] * len(RIGHT["100"])
        for who, name in speakers
    ]
    return [row for both in zip(*told, strict=True) for row in both]


def script(settings):
    """For each pair its arrival, the things known, and the things unknown."""
    questions = [Row(Event.INFORMANTS)] * (settings.trials * len(QUESTIONS))
    return [row for pair in PAIRS for row in (Row(Event.ARRIVAL), *said(pair), *questions)]


def read(outcomes, settings):
    """Share of answers that side with the better of the two, by pair and question."""
    return shares_by_question(outcomes, script(settings), PAIRS)
