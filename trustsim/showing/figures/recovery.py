"""Recovery of parameters: true values against estimated ones, a panel for each parameter."""

from trustsim.asking.recovery.telling import CONFOUNDED, FAINT, RECOVERED, SILENT
from trustsim.showing.figures.style import caption, sign, small_multiples, style

TOLD, NOT_TOLD = "#0072B2", "#D55E00"
REASONS = {
    CONFOUNDED: "others do the same",
    FAINT: "faint response",
    SILENT: "hardly a response",
}


def recovery(found):
    """Small multiples, the best recovered first; ``found`` as from ``asking.recovery.recover``.

    Out of sample: each point is estimated from cohorts of other points. Dashed: where it should be.
    """
    rows, cohorts = found.parameters, found.points["point"].nunique()
    points = found.points.groupby("parameter")
    with style():
        figure, axes = small_multiples(len(rows), 8, panel=(1.85, 2.1), margins=(0.0, 0.9))
        for axis, row in zip(axes.flat, rows.itertuples(), strict=False):
            estimated_values(axis, row, points.get_group(row.parameter))
        figure.supxlabel("true value, over the searched range (each in its own unit)", fontsize=11)
        figure.supylabel("estimated from what the protocols report", fontsize=11)
        signs = [
            sign("recovered", TOLD, "o"),
            sign("not recovered", NOT_TOLD, "o"),
            sign("estimated = true", "black", linestyle="--", linewidth=0.9),
        ]
        figure.legend(handles=signs, loc="outside upper right", ncols=3, fontsize=9)
        caption(
            figure,
            f"{cohorts} cohorts of {found.children} children; R² out of sample [95 % interval]",
        )
    return figure


def estimated_values(axis, row, points):
    """One parameter."""
    colour = TOLD if row.verdict == RECOVERED else NOT_TOLD
    ends, margin = [row.low, row.high], 0.08 * (row.high - row.low)
    limits = (row.low - margin, row.high + margin)
    axis.plot(points["true"], points["estimated"], ".", color=colour, markersize=3.5, alpha=0.45,
              markeredgewidth=0, rasterized=True)  # fmt: skip
    axis.plot(ends, ends, color="black", linewidth=0.9, linestyle="--")
    axis.set(xlim=limits, ylim=limits)
    for put in (axis.set_xticks, axis.set_yticks):
        put(ends, [f"{end:g}" for end in ends], fontsize=7)
    axis.set_aspect("equal")
    axis.set_title(
        f"{on_two_lines(row.parameter)}\nR² {row.r2:.2f} [{row.r2_low:.2f}, {row.r2_high:.2f}]",
        fontsize=7,
    )
    axis.text(0.03, 0.98, REASONS.get(row.verdict, ""), transform=axis.transAxes, fontsize=7,
              color=NOT_TOLD, va="top")  # fmt: skip


def on_two_lines(name):
    """The name of a parameter on two lines, without what goes without saying."""
    *groups, key = name.removeprefix("theory.").removeprefix("visits.").split(".")
    return f"{' '.join(groups)}\n{key}".replace("_", " ")
