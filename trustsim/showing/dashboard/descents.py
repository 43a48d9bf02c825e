"""What becomes of the lines of the page of generations: one family at once, then all of them."""

from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import pandas as pd

from trustsim.asking.generations import UNCHANGED, Descent, course, descended, differences, of_line
from trustsim.asking.generations.tables import CARE
from trustsim.measures import Estimate
from trustsim.showing.dashboard import families
from trustsim.showing.dashboard.treated import alone
from trustsim.showing.figures.family import INFANT, STATE, UNRESOLVED

KEPT = 16  # choices that are remembered
FIRST = Lock()  # who asks for the same first lines meanwhile waits for them
MET = ("rejection", "fright", "observed mirrored", "observed recognised")  # by her mother
CARRIES = ("trust_in_figure", "trust_in_unknown", "vigilance", "dread")
SHOWN = {  # of all lines: what the table of shares says -> in words of the page
    "infants secure": "secure as infants",
    "infants disorganised": "disorganised as infants",
    "grown-ups secure": "secure state of mind, grown up",
    "grown-ups unresolved": "unresolved, grown up",
}


class Woman(NamedTuple):
    """One woman of a line, in one of its arms."""

    generation: int
    infant: str  # class as an infant
    state: str  # state of mind, grown up
    unresolved: bool
    met: dict  # by her mother: shares of answers
    carries: dict
    cares: dict  # what she is like to her child, in standard deviations


class Lines(NamedTuple):
    """Lines that were asked for."""

    asked: families.Asked
    descent: Descent


class Many(NamedTuple):
    """All lines that were asked for, and what is told of them."""

    asked: families.Asked
    descent: Descent
    course: pd.DataFrame
    differences: pd.DataFrame


def first_lines(asked):
    """The lines that can be looked at: they are the first cohort of all."""
    with FIRST:
        return remembered_first(asked._replace(line=0))


@lru_cache(KEPT)
def remembered_first(asked):
    """The first cohort, by what was asked."""
    return Lines(asked, descended(families.made(asked, cohorts=1)))


def all_lines(asked, see):
    """All lines, after those that can be looked at; one computation at a time."""
    first_lines(asked)
    with alone(see):
        return remembered(asked._replace(line=0))


@lru_cache(KEPT)
def remembered(asked):
    """All lines, by what was asked."""
    descent = descended(families.made(asked))
    return Many(asked, descent, course(descent), differences(descent))


def women(descent, line, arm):
    """The women of one line in one arm, from the first mother on."""
    told = of_line(descent, line)
    told = told[told["arm"] == arm].to_dict("records")
    world, number = divmod(line, descent.asked.life.children)

    def seen(name, generation):
        return float(descent.column(name, arm)[generation, world, number])

    return [
        Woman(
            g, each[INFANT], each[STATE], bool(each[UNRESOLVED]),
            {name: seen(name, g) for name in MET},
            {name: seen(name, g) for name in CARRIES},
            {name: seen(name, g) for name in CARE},
        )
        for g, each in enumerate(told)
    ]  # fmt: skip


def family(descent, line):
    """One line, generation by generation: each woman as nothing differs, and with what is given."""
    without, *those = [women(descent, line, arm) for arm in descent.asked.arms]
    with_it = those[0] if those else without
    return list(zip(without, with_it, strict=True))


def lines_that_differ(descent):
    """Numbers of lines whose last woman was another infant with what is given than without."""
    return [
        line
        for line in range(descent.asked.lines)
        if (last := family(descent, line)[-1])[0].infant != last[1].infant
    ]


def shares(many):
    """Shares of each generation as nothing differs, with what is given, and the difference.

    A row each: words, generation, and an Estimate of each; None where nothing is given.
    """
    given = [arm for arm in many.descent.asked.arms if arm != UNCHANGED]
    by = many.course.set_index(["what", "generation", "arm"])
    moved = many.differences.set_index(["what", "generation"])
    return [
        (
            words, g, estimated(by.loc[what, g, UNCHANGED]),
            estimated(by.loc[what, g, given[0]]) if given else None,
            estimated(moved.loc[what, g]) if given else None,
        )
        for what, words in SHOWN.items()
        for g in range(many.asked.number)
    ]  # fmt: skip


def estimated(row):
    """The numbers of a row as an Estimate."""
    return Estimate(row["mean"], row["low"], row["high"])
