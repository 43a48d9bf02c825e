"""How every figure draws a mean: its interval thick, where single cohorts lie thin."""

from itertools import cycle
from textwrap import fill
from typing import NamedTuple

import matplotlib as mpl
import numpy as np

from trustsim.showing.figures.style import COLOURS, MARKERS, QUIET
from trustsim.study.protocols import CATALOGUE
from trustsim.study.protocols.strange_situation import CLASSES

READING = "mean, its 95 % interval (thick), the middle 95 % of cohorts (thin)"
SIZES = "; n: mean number in a cohort"
STEP, ROOM = 0.16, 0.7  # between neighbours, and for all of them (1: from place to place)
SHAPES = "os^Dv"
LETTERS = 15  # of a footnote, in an inch


class Look(NamedTuple):
    """How one group is drawn and what it is called."""

    colour: str
    marker: str
    label: str


def question(protocol):
    """What a protocol asks, and after whom: the first line of its file."""
    return CATALOGUE[protocol].__doc__.splitlines()[0]


def cohorts(number):
    """So many cohorts, in words."""
    return "1 cohort" if number == 1 else f"{number:,} cohorts"


def headline(figure, records, more=""):
    """Above everything: how many cohorts of how many children, and how the bars are read."""
    reading = "mean (one cohort has no interval)" if records.worlds == 1 else READING
    words = f"{cohorts(records.worlds)} of {records.scenario.children} children; {reading}"
    figure.suptitle(words + more, fontsize=10, color=QUIET)


def class_looks(rows):
    """The looks of the classes in a table, with the mean number of children in a cohort."""
    sizes = rows.groupby("attachment")["children"].mean()
    return {
        name: Look(COLOURS[name], MARKERS[name], f"{name} (n ≈ {sizes[name]:.0f})")
        for name in CLASSES
    }


def age_looks(rows):
    """The looks of the ages in a table: from dark to light, each with a marker of its own."""
    ages = sorted(rows["months"].unique())
    colours = mpl.colormaps["cividis"](np.linspace(0.15, 0.8, len(ages)))
    return {
        months: Look(mpl.colors.to_hex(colour), shape, f"{months:g} months")
        for months, colour, shape in zip(ages, colours, cycle(SHAPES), strict=False)
    }


def offsets(number):
    """Where as many neighbours stand around one place."""
    step = min(STEP, ROOM / number)
    return step * (np.arange(number) - (number - 1) / 2.0)


def side_by_side(axis, rows, across, by, looks):
    """A place for each value of ``across`` in a table, neighbours for each of ``by``."""
    places = list(dict.fromkeys(rows[across]))
    for offset, (value, look) in zip(offsets(len(looks)), looks.items(), strict=True):
        those = rows[rows[by] == value].set_index(across).reindex(places)
        points(axis, np.arange(len(places)) + offset, those, look)
    axis.set_xlim(-0.5, len(places) - 0.5)
    axis.set_xticks(range(len(places)), places)


def points(axis, x, rows, look):
    """Mean, interval and cohorts of each row, at these places."""
    thin, thick = (
        rows[[low, high]].where(np.isfinite)
        for low, high in (("cohort_low", "cohort_high"), ("low", "high"))
    )  # one cohort alone has no interval
    axis.vlines(x, *thin.to_numpy().T, color=look.colour, linewidth=1)
    axis.vlines(x, *thick.to_numpy().T, color=look.colour, linewidth=9, alpha=0.45)
    axis.plot(
        x,
        rows["mean"].to_numpy(),
        look.marker,
        color=look.colour,
        markeredgecolor="white",
        markersize=5 if np.isfinite(thick.to_numpy()).any() else 8,  # without a bar it stands alone
        label=look.label,
    )


def level(axis, height, words):
    """A dashed line at a height that means something, and what it means."""
    axis.axhline(height, color=QUIET, linewidth=1, linestyle="--", zorder=0)
    axis.annotate(
        words, (0.0, height), (3, 2), color=QUIET, fontsize=8, textcoords="offset points",
        xycoords=axis.get_yaxis_transform(),
    )  # fmt: skip


def beside(axis, explained):
    """To the right of a panel the legend of this one, or of another."""
    handles, labels = explained.get_legend_handles_labels()
    axis.legend(handles, labels, loc="upper left", bbox_to_anchor=(1, 1), fontsize=9)


def open_black(axis, marks, marker, label):
    """Published numbers (place -> number): open and black, so that nobody takes them for ours."""
    axis.plot(
        list(marks), list(marks.values()), marker, color="black", markerfacecolor="none",
        markersize=9, label=label, zorder=3, clip_on=False,
    )  # fmt: skip


def footnote(figure, words):
    """A small line, or some, below everything, as long as the figure is wide."""
    width = int(figure.get_figwidth() * LETTERS)
    figure.supxlabel(fill(words, width), x=0.01, ha="left", fontsize=8, color=QUIET)
