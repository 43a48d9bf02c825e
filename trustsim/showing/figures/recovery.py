"""Recovery of parameters: true values against estimated ones, a panel for each parameter."""

import math

from matplotlib.lines import Line2D

from trustsim.asking.recovery.telling import CONFOUNDED, FAINT, RECOVERED, SILENT, UNDECIDED
from trustsim.showing.figures.style import QUIET, blank, style

TOLD, NOT_TOLD = "#0072B2", "#D55E00"
COLUMNS = 8
REASONS = {
    RECOVERED: "",
    CONFOUNDED: "others do the same",
    FAINT: "faint response",
    SILENT: "hardly a response",
    UNDECIDED: "",
}


def recovery(found):
    """Small multiples, the best recovered first; ``found`` as from ``asking.recovery.recover``.

    Out of sample: each point is estimated from cohorts of other points. Dashed: where it should be.
    """
    rows, cohorts = found.parameters, found.points["point"].nunique()
    columns = min(COLUMNS, len(rows))
    lines = math.ceil(len(rows) / columns)
    points = found.points.groupby("parameter")
    with style():
        figure, axes = blank(lines, columns, (1.85 * columns, 2.1 * lines + 0.9))
        for axis, row in zip(axes.flat, rows.itertuples(), strict=False):
            panel(axis, row, points.get_group(row.parameter))
        for axis in axes.flat[len(rows) :]:
            axis.set_axis_off()
        figure.supxlabel("true value, over the searched range (each in its own unit)", fontsize=11)
        figure.supylabel("estimated from what the protocols report", fontsize=11)
        figure.legend(handles=handles(), loc="outside upper right", ncols=3, fontsize=9)
        figure.suptitle(
            f"{cohorts} cohorts of {found.children} children; R² out of sample [95 % interval]",
            fontsize=10, color=QUIET, x=0.01, ha="left",
        )  # fmt: skip
    return figure


def panel(axis, row, points):
    """One parameter."""
    colour = TOLD if row.verdict == RECOVERED else NOT_TOLD
    low, high = row.low, row.high
    axis.plot(points["true"], points["estimated"], ".", color=colour, markersize=3.5, alpha=0.45,
              markeredgewidth=0, rasterized=True)  # fmt: skip
    axis.plot([low, high], [low, high], color="black", linewidth=0.9, linestyle="--")
    margin = 0.08 * (high - low)
    axis.set(xlim=(low - margin, high + margin), ylim=(low - margin, high + margin))
    ticks = [low, high]
    axis.set_xticks(ticks, [f"{tick:g}" for tick in ticks], fontsize=7)
    axis.set_yticks(ticks, [f"{tick:g}" for tick in ticks], fontsize=7)
    axis.set_aspect("equal")
    axis.set_title(
        f"{title(row.parameter)}\nR² {row.r2:.2f} [{row.r2_low:.2f}, {row.r2_high:.2f}]",
        fontsize=7,
    )
    axis.text(0.03, 0.98, REASONS[row.verdict], transform=axis.transAxes, fontsize=7,
              color=NOT_TOLD, va="top")  # fmt: skip


def title(name):
    """The name of a parameter on two lines, without what goes without saying."""
    *groups, key = name.removeprefix("theory.").removeprefix("visits.").split(".")
    return f"{' '.join(groups)}\n{key}".replace("_", " ")


def handles():
    """What the colours and the line mean."""
    dots = {"recovered": TOLD, "not recovered": NOT_TOLD}
    return [
        *(
            Line2D([], [], color=c, marker="o", linestyle="", label=name)
            for name, c in dots.items()
        ),
        Line2D([], [], color="black", linestyle="--", linewidth=0.9, label="estimated = true"),
    ]
