"""Calibration: were known values found again?"""

import math

from matplotlib.lines import Line2D

from trustsim.showing.figures.recovery import title
from trustsim.showing.figures.style import QUIET, blank, style

HELD, LOST = "#0072B2", "#D55E00"
COLUMNS = 4


def recoveries(found):
    """A panel for each parameter: in each recovery the known value, and what was found."""
    rows, names = found.recoveries, found.parameters["parameter"].tolist()
    columns = min(COLUMNS, len(names))
    down = math.ceil(len(names) / columns)
    groups = rows.groupby("parameter")
    with style():
        figure, axes = blank(down, columns, (2.7 * columns, 2.2 * down + 1.0), sharex=True)
        for axis, name in zip(axes.flat, names, strict=False):
            panel(axis, groups.get_group(name), found.asked.ranges[name])
            axis.set_title(title(name).replace("\n", " "), fontsize=8.5)
        for axis in axes.flat[len(names) :]:
            axis.set_axis_off()
        for axis in axes[-1]:
            axis.set_xlabel("recovery", fontsize=9)
        figure.supylabel("value, over the range that was searched")
        figure.legend(handles=handles(), loc="outside lower center", ncols=3, fontsize=9)
        figure.suptitle(
            f"{rows['holds'].sum()} of {len(rows)} intervals hold the value that the findings were "
            "made with",
            fontsize=10, color=QUIET, x=0.01, ha="left",
        )  # fmt: skip
    return figure


def panel(axis, rows, reach):
    """One parameter."""
    for row in rows.itertuples():
        colour = HELD if row.holds else LOST
        axis.plot([row.recovery] * 2, [row.low, row.high], color=colour, linewidth=3,
                  solid_capstyle="butt", alpha=0.6)  # fmt: skip
        axis.plot(row.recovery, row.mean, "o", color=colour, markersize=5)
        axis.plot(row.recovery, row.known, "x", color="black", markersize=7, markeredgewidth=1.6)
    axis.set(ylim=reach, xlim=(0.5, rows["recovery"].max() + 0.5))
    axis.set_xticks(rows["recovery"].tolist())
    axis.tick_params(labelsize=8)


def handles():
    """What the marks mean."""
    return [
        Line2D([], [], color="black", marker="x", linestyle="", label="known value"),
        Line2D([], [], color=HELD, marker="o", linewidth=3, label="found: mean and 95 %"),
        Line2D([], [], color=LOST, marker="o", linewidth=3, label="the same, where it misses"),
    ]
