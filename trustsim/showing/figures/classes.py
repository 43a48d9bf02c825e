"""The attachment classes beside the published shares."""

import numpy as np

from trustsim.asking.patterns import literature
from trustsim.measures import table_of
from trustsim.showing.figures.points import cohorts
from trustsim.showing.figures.style import COLOURS, QUIET, blank, style
from trustsim.study.protocols.strange_situation import CLASSES


def classes(records):
    """Share of each class in the Strange Situation against low-risk samples of the literature.

    The grey band is the range that the verdict accepts around the published share.
    """
    rows = table_of(records, "classes").set_index("attachment").loc[list(CLASSES)]
    pattern = literature()["strange_situation_low_risk"]
    target = np.array([pattern["target"][name] for name in CLASSES])
    with style():
        figure, axes = blank(1, 1, (5.6, 3.6))
        axis, x = axes[0, 0], np.arange(len(CLASSES))
        colours = [COLOURS[name] for name in CLASSES]
        axis.bar(x, rows["mean"], color=colours, width=0.5, zorder=2)
        axis.vlines(x, rows["low"], rows["high"], color="#333333", linewidth=7, zorder=3)
        axis.vlines(
            x, rows["cohort_low"], rows["cohort_high"], color="black", linewidth=1, zorder=4
        )
        for place, share in zip(x, target, strict=True):
            low, high = share - pattern["accept"], share + pattern["accept"]
            axis.fill_between(
                [place - 0.42, place + 0.42],
                low,
                high,
                color="black",
                alpha=0.15,
                linewidth=0,
                zorder=1,
            )
            axis.hlines(share, place - 0.42, place + 0.42, color="black", linewidth=2, zorder=4)
        axis.hlines([], 0, 0, color="black", linewidth=2, label="published, low-risk samples")
        axis.fill_between([], [], [], color="black", alpha=0.15, label="accepted")
        if records.worlds > 1:
            axis.vlines([], 0, 0, color="black", linewidth=1, label="middle 95 % of cohorts")
            axis.vlines([], 0, 0, color="#333333", linewidth=7, label="95 % interval of the mean")
        axis.set_xticks(x, CLASSES)
        axis.set_ylabel("share of children")
        axis.set_ylim(0, None)
        axis.legend(loc="upper right", fontsize=9)
        axis.set_title(
            f"Strange Situation, {cohorts(records.worlds)} of {records.scenario.children} children",
            color=QUIET,
            fontsize=10,
        )
    return figure
