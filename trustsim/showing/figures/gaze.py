"""Do infants follow a gaze, and do they look at all: by what comes before it."""

from trustsim.asking.patterns.published import published
from trustsim.measures import gaze_table
from trustsim.showing.figures.points import (
    age_looks,
    beside,
    footnote,
    headline,
    level,
    open_black,
    question,
    side_by_side,
)
from trustsim.showing.figures.style import blank, style
from trustsim.study.protocols.gaze_following import CONDITIONS

NAMES = ("ostensive\ncue", "attention-\ngetter", "nothing")


def gaze(records):
    """Effect size of gaze following by condition, the pooled published ones, and the looking.

    The pool does not tell an attention-getter from nothing: it is drawn at both.
    """
    rows = gaze_table(records)
    found, looks = published("gaze_following"), age_looks(rows)
    with style():
        figure, axes = blank(1, 2, (10.0, 4.0))
        for axis, measure, words in zip(
            axes[0],
            ("following", "looking"),
            ("gaze following: effect size g\n(standard deviations)", "share of trials looked at"),
            strict=True,
        ):
            side_by_side(axis, rows[rows["measure"] == measure], "condition", "months", looks)
            axis.set_xticks(range(len(CONDITIONS)), NAMES)
            axis.set_ylabel(words)
        following, looking = axes[0]
        level(following, 0.0, "chance")
        marks = {c: found.values[condition] for c, condition in enumerate(CONDITIONS)}
        open_black(following, marks, "o", f"published, pooled\n({found.known})")
        looking.set_ylim(0.0, 1.02)
        beside(looking, following)
        following.set_title("Does the infant look at the same thing?")
        looking.set_title("Does it look at either?")
        footnote(figure, found.cited)
        headline(figure, records, f"\n{question('gaze_following')}")
    return figure
