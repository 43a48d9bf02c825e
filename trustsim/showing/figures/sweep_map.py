"""A map of a sweep: how high a measure is over two parameters."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import Normalize
from matplotlib.ticker import MaxNLocator

from trustsim.showing.figures.style import blank, style
from trustsim.showing.figures.sweep import (
    ABSENT,
    LEAST,
    NOTHING,
    PANEL,
    SEEN,
    explained,
    headline,
    label,
    meanings,
    measured,
    notes,
    numeric,
    parameters,
    plainly,
    tick,
    with_unit,
)
from trustsim.showing.figures.sweep_cells import compared, means, values_at

COLOURS = colormaps["cividis"].with_extremes(bad=NOTHING)
CONTOURS = 6  # lines at most
DOTS, LARGEST = 6000.0, 100.0  # area of all points of a panel together, and of one at most


def sweep_map(rows, x, y, values, children, by=""):
    """The mean of each of ``values`` by colour, over the parameters ``x`` and ``y``.

    A row of panels for each value, and in it a panel for each level of the parameter ``by``, if one
    is given. A grid is drawn as cells with contour lines; where other parameters differ from point
    to point (Latin hypercube, Sobol' sequence), every point is drawn. ``children``: in each cohort.
    """
    x, y, by = parameters(rows, x=x, y=y, by=by)
    numeric(rows, x=x, y=y)
    rows = measured(rows, values)
    found = compared(rows, [x, y], by)
    keys = ["measure", "level", y, x]
    heights = means(values_at(rows, found.points, keys), keys)
    across = len(found.levels)
    with style():
        figure, axes = blank(
            len(values), across, (max(1.9 + PANEL * across, LEAST), 1.2 + PANEL * len(values)),
            sharex=True, sharey=True,
        )  # fmt: skip
        for value, line in zip(values, axes, strict=True):
            colours = Normalize(heights[value].min(), heights[value].max())
            for (level, words), axis in zip(found.levels.items(), line, strict=True):
                panel = heights[value].xs(level, level="level")
                drawn = (cells if found.whole else dots)(axis, panel, colours)
                axis.set_title(f"{plainly(value)}\n{words}" if words else plainly(value))
            figure.colorbar(drawn, ax=list(line), label=f"{plainly(value)}, mean over cohorts")
        label(axes, with_unit(x), with_unit(y))
        reading = "colour: mean over cohorts" + (", lines of equal height" if found.whole else "")
        headline(figure, rows, found, children, reading)
        axes_are = map(explained, filter(None, (x, y, by)))
        notes(figure, found, meanings(values), *axes_are, ABSENT if heights.isna().any() else "")
    return figure


def cells(axis, means, colours):
    """A coloured cell at every place of a grid, with lines of equal height."""
    table = means.unstack()
    across, down = table.columns.to_numpy(), table.index.to_numpy()
    heights = np.ma.masked_invalid(table.to_numpy())
    mesh = axis.pcolormesh(across, down, heights, cmap=COLOURS, norm=colours, shading="nearest")
    tick(axis, across, down)
    if not np.ma.is_masked(heights) and np.ptp(heights) > 0.0:
        steps = MaxNLocator(CONTOURS).tick_values(colours.vmin, colours.vmax)
        steps = steps[(steps > heights.min()) & (steps < heights.max())]
        lines = axis.contour(across, down, heights, steps, colors="black", linewidths=0.8)
        lines.set_path_effects(SEEN)
        for text in axis.clabel(lines, fontsize=8):
            text.set_path_effects(SEEN)
    return mesh


def dots(axis, means, colours):
    """A coloured point at every place."""
    y, x = (means.index.get_level_values(name) for name in means.index.names)
    return axis.scatter(
        x, y, min(DOTS / len(means), LARGEST), np.ma.masked_invalid(means), cmap=COLOURS,
        norm=colours, edgecolors="white", linewidths=0.4, plotnonfinite=True,
    )  # fmt: skip
