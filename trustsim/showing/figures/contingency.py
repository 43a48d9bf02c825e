"""Which attachment goes with which contingency of the caregivers, from none to perfect."""

import numpy as np

from trustsim.asking.patterns import literature
from trustsim.measures import contingencies, contingency_table
from trustsim.showing.figures.points import Look, beside, footnote, headline, points
from trustsim.showing.figures.style import COLOURS, MARKERS, QUIET, blank, style
from trustsim.study.protocols.strange_situation import CLASSES

APART = 0.04  # of the way from one level to the next: between neighbours


def contingency(cohorts):
    """Share of each class over the contingency of the populations, and what is claimed of it.

    ``cohorts`` maps the names of populations (``evidence.populations``) to their Records.
    """
    rows, claim = contingency_table(cohorts), literature()["contingency_security"]
    levels = rows["contingency"].unique()
    with style():
        figure, axes = blank(1, 1, (9.0, 4.6))
        axis, apart = axes[0, 0], APART * np.diff(levels).min()
        for c, name in enumerate(CLASSES):
            those = rows[rows["attachment"] == name]
            x = those["contingency"].to_numpy() + apart * (c - 1.5)
            axis.plot(x, those["mean"], color=COLOURS[name], linewidth=1)
            points(axis, x, those, Look(COLOURS[name], MARKERS[name], name))
        axis.set_ylim(0.0, 1.0)
        axis.set_xticks(levels)
        axis.set_xlabel("contingency: how often an answer follows the child's signal (probability)")
        axis.set_ylabel("share of children")
        axis.set_title("Strange Situation by the contingency of the caregivers")
        beside(axis, axis)
        between(
            axis, levels, f"claimed: secure most often somewhere in between ({claim['target']})"
        )
        footnote(figure, f"Claimed ({claim['known']}): {claim['claim']}. {claim['source']}")
        headline(figure, next(iter(contingencies(cohorts).values())))
    return figure


def between(axis, levels, words):
    """An arrow over all levels but the ends, since nobody knows where the top is."""
    ends = axis.annotate(
        "", (levels[0], 0.93), (levels[-1], 0.93), arrowprops={"arrowstyle": "<->"}
    )
    ends.arrow_patch.set_color(QUIET)
    axis.text(np.mean(levels), 0.95, words, ha="center", fontsize=9, color=QUIET)
