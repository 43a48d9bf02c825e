"""Do children ask the informant who has been right more often? After Pasquini et al. (2007).

Design   two informants name four objects that the child knows; how often each is right depends on
         the pair: 100/0, 100/25, 75/0 or 75/25 per cent; then they give conflicting names to four
         objects that it does not know, and the child is asked whom it would like to ask, and after
         both have spoken whose name is right; at three and at four years
Measure  share of questions in which the child sides with the more accurate of the two, by pair
Source   Pasquini, Corriveau, Koenig & Harris (2007), Developmental Psychology 43, 1216-1226,
         doi:10.1037/0012-1649.43.5.1216 (abstract); values as drawn in Shafto et al. (2012)
Assumed  four trials of each kind; both informants address the child; who errs once, or is right
         once, is so in the third trial; every pair is shown to every child, with new informants

At `visits.accuracy_of_informants.months`, four pairs of newcomers, who differ in how often they are
right, each label four known things; then `visits.accuracy_of_informants.trials` trials of
conflicting claims about things unknown, with the questions whom to ask and whose name to endorse.
Read off is the share of answers for the more accurate one, by pair and question.
"""

from typing import Annotated, NamedTuple

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.reading import QUESTIONS, shares_by_question
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
RIGHT = {"100": (1, 1, 1, 1), "75": (1, 1, 0, 1), "25": (0, 0, 1, 0), "0": (0, 0, 0, 0)}
WORDS = {
    "100/0": "always right or\nnever right",
    "100/25": "always right or\nright 1 in 4 times",
    "75/0": "right 3 in 4 times or\nnever right",
    "75/25": "right 3 in 4 times or\nright 1 in 4 times",
}
PAIRS = tuple(WORDS)
YEARS = {"three_years": 36.0, "four_years": 48.0}  # months
REPORT = Report(
    (
        Panel(
            "share of answers siding with\nthe more accurate informant",
            WORDS,
            published={
                (pair, months): (years, p)
                for years, months in YEARS.items()
                for p, pair in enumerate(PAIRS)
            },
        ),
    ),
    people=("the more accurate informant", "the less accurate informant"),
    pattern="accuracy_tracking",
)


class Settings(NamedTuple):
    """What may be varied in the test of accuracy."""

    months: Months = (36, 48)
    trials: Annotated[int, assumed(1, 100, "trials", "trials with things unknown, a pair")] = 4


def histories(pair):
    """Right (1) or wrong (0) in each trial with things known, of the first and the second."""
    first, second = pair.split("/")
    return RIGHT[first], RIGHT[second]


def labels(first, second):
    """Both informants name the same things in turn."""
    return [
        Row(Event.LABEL, who=who, right=right, cue=1.0)
        for both in zip(first, second, strict=True)
        for who, right in enumerate(both)
    ]


def script(settings):
    """For each pair its arrival, the things known, and the things unknown."""
    return [
        row
        for pair in PAIRS
        for row in (
            Row(Event.ARRIVAL),
            *labels(*histories(pair)),
            *[Row(Event.INFORMANTS)] * (settings.trials * len(QUESTIONS)),
        )
    ]


def read(outcomes, settings):
    """Share of answers that side with the more accurate, by pair and question."""
    return shares_by_question(outcomes, script(settings), PAIRS)
