"""The children of one cohort at one age: whom they trust, how vigilant and how clear they are."""

import numpy as np

from trustsim.showing.figures.biographies import BELIEFS
from trustsim.showing.figures.style import COLOURS, MARKERS, QUIET, Figure, style
from trustsim.study.protocols.strange_situation import CLASSES

ITEMS = ("trust_in_figure", "trust_in_unknown", "clarity", "vigilance")
ACROSS, UP = "trust_in_figure", "vigilance"
BINS = np.linspace(0.0, 1.0, 26)


def children(rows, months):
    """Every child as a point, and the distribution of what they believe, by attachment class.

    ``rows`` has a child in each row: its ``class``, and the items of its portrait.
    """
    kinds = [name for name in COLOURS if (rows["class"] == name).any()]
    groups = {name: rows[rows["class"] == name] for name in kinds}
    with style():
        figure = Figure(figsize=(11.0, 4.6), layout="constrained")
        axes = figure.subplot_mosaic([["all", *ITEMS[:2]], ["all", *ITEMS[2:]]],
                                     width_ratios=[1.6, 1, 1])  # fmt: skip
        for name, those in groups.items():
            axes["all"].plot(
                those[ACROSS], those[UP], MARKERS[name] if name in CLASSES else "o", markersize=6,
                color=COLOURS[name], markeredgecolor="white", label=f"{name} ({len(those)})",
            )  # fmt: skip
        axes["all"].set(xlim=(0, 1), ylim=(0, 1), xlabel=BELIEFS[ACROSS][0], ylabel=BELIEFS[UP][0])
        axes["all"].legend(loc="lower left", fontsize=9)
        for item in ITEMS:
            axes[item].hist(
                [those[item] for those in groups.values()], BINS, stacked=True,
                color=[COLOURS[name] for name in kinds],
            )  # fmt: skip
            axes[item].set(xlim=(0, 1), ylabel="children",
                           xlabel=f"{BELIEFS[item][0]} (mean {rows[item].mean():.2f})")  # fmt: skip
        figure.suptitle(
            f"{len(rows)} children at {months:g} months, by their class in the Strange Situation",
            fontsize=10,
            color=QUIET,
        )
    return figure
