"""Lines of a sweep: how a measure moves with one parameter."""

import numpy as np

from trustsim.showing.figures.style import blank, style
from trustsim.showing.figures.sweep import (
    LEAST,
    PANEL,
    explained,
    fewest,
    headline,
    interval_over,
    label,
    looks,
    meanings,
    measured,
    notes,
    parameters,
    plainly,
    shades,
    with_unit,
)
from trustsim.showing.figures.sweep_cells import binned, compared, estimates, values_at

TWINS = (
    "The same children live under the same luck at every point: differences between points are "
    "surer than the bands suggest."
)


def sweep_lines(rows, x, values, children, by=""):
    """The mean of each of ``values`` over the parameter ``x``, with its 95 % interval.

    A line for each level of the parameter ``by`` and a panel for each value; without ``by`` one
    panel with a line for each value. Where other parameters differ from point to point (Latin
    hypercube, Sobol' sequence), means are those of bins. ``children``: in each cohort.
    """
    x, by = parameters(rows, x=x, by=by)
    rows = measured(rows, values)
    found = compared(rows, [x], by)
    points, more = found.points, (interval_over(rows, found), TWINS)
    if not found.whole:
        points, _ = binned(found, [x])
        sizes = points.groupby(["level", x]).size()
        more = (
            f"Each mean is of {sizes.min():,} to {sizes.max():,} points near this place.",
            interval_over(rows, found),
        )
    keys = ["measure", "level", x]
    table = estimates(values_at(rows, points, keys), keys, found.whole, fewest(rows, children))
    panels = {value: shades(found.levels) for value in values} if by else {"": looks(values)}
    with style():
        figure, axes = blank(1, len(panels), (max(2.9 + PANEL * len(panels), LEAST), 4.4))
        for (value, lines), axis in zip(panels.items(), axes[0], strict=True):
            for key, look in lines.items():
                of_line = (table["measure"] == (value or key)) & (
                    table["level"] == (key if by else "")
                )
                line(axis, table[of_line], x, look)
            axis.set_title(plainly(value))
            axis.margins(x=0.02)
        axes[0, -1].legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9)
        label(axes, with_unit(x), "mean")
        headline(figure, rows, found, children, "band: 95 % interval of the mean")
        notes(figure, found, meanings(values), *map(explained, filter(None, (x, by))), *more)
    return figure


def line(axis, rows, x, look):
    """One line with its band; one cohort alone has none."""
    rows = rows.sort_values(x)
    low, high = (rows[end].where(np.isfinite) for end in ("low", "high"))
    axis.fill_between(rows[x], low, high, color=look.colour, alpha=0.18, linewidth=0)
    axis.plot(rows[x], rows["mean"], look.marker, linestyle="-", color=look.colour,
              markeredgecolor="white", markersize=6, label=look.label)  # fmt: skip
