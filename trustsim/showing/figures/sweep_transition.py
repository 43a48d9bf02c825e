"""Maps of a sweep that say where the answer changes, and where that is not decided."""

from textwrap import fill
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.collections import PolyCollection
from matplotlib.colors import ListedColormap, to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from trustsim.mistakes import Mistake
from trustsim.showing.figures.style import QUIET, blank, style
from trustsim.showing.figures.sweep import (
    ABSENT,
    LEAST,
    LETTERS,
    NOTHING,
    PANEL,
    SEEN,
    explained,
    fewest,
    headline,
    interval_over,
    label,
    looks,
    meanings,
    measured,
    notes,
    numeric,
    parameters,
    plainly,
    tick,
    with_unit,
)
from trustsim.showing.figures.sweep_cells import Compared, binned, compared, estimates, values_at

ABOVE, BELOW = "#0072B2", "#E69F00"  # of Okabe & Ito (2008)
SURE, UNSURE = 0.8, 0.25  # how full a colour is
HATCH = "////"
LEGEND = 2.1  # inches


class Map(NamedTuple):
    """What all panels share."""

    x: str
    y: str
    rows: pd.DataFrame
    found: Compared
    points: pd.DataFrame  # at the middles of their cells
    across: np.ndarray  # these middles
    down: np.ndarray


def sweep_transition(rows, x, y, values, level, children, by=""):
    """Where the mean of each of ``values`` lies above ``level``, where below, where undecided.

    A cell is decided where its whole 95 % interval lies on one side; other cells are hatched. A row
    of panels for each value, and in it a panel for each level of the parameter ``by``, if one is
    given. Where other parameters differ from point to point, cells are bins. ``children``: in each
    cohort.
    """
    cells = in_cells(rows, x, y, values, by)
    keys = ["measure", "level", cells.y, cells.x]
    values_there = values_at(cells.rows, cells.points, keys)
    table = estimates(values_there, keys, cells.found.whole, fewest(cells.rows, children))
    above, below = f"above {level:g}", f"below {level:g}"
    table["name"] = np.where(table["mean"] >= level, above, below)
    table["decided"] = (table["low"] > level) | (table["high"] < level)
    lines = {plainly(value): table[table["measure"] == value] for value in values}
    return draw_cells(cells, lines, {above: ABOVE, below: BELOW}, children, [level])


def sweep_largest(rows, x, y, values, children, by=""):
    """Which of several ``values`` (shares of one whole) is largest, and where that is undecided.

    A cell is decided where the 95 % interval of the difference between the two largest lies above
    zero, in pairs of the same cohort; other cells are hatched. A panel for each level of ``by``.
    """
    if len(values) < 2:
        raise Mistake("which value is largest can be asked of two values at least")
    cells = in_cells(rows, x, y, values, by)
    places = ["level", cells.y, cells.x]
    shares = values_at(cells.rows, cells.points, ["measure", *places]).unstack("measure")[values]
    table = estimates(lead(shares, places), [*places, "name"], cells.found.whole)
    table["decided"] = table["low"] > 0.0
    colours = {name: look.colour for name, look in looks(values).items()}
    return draw_cells(cells, {"which is largest": table}, colours, children, [])


def lead(shares, places):
    """In each cohort, how far the column whose mean is greatest at its place is before the next."""
    means = shares.groupby(places).transform("mean")
    order, each = np.argsort(-means.to_numpy(), axis=1, kind="stable"), np.arange(len(shares))
    first, second = (shares.to_numpy()[each, order[:, n]] for n in (0, 1))
    names = shares.columns.to_numpy()[order[:, 0]]
    return pd.Series(first - second, shares.assign(name=names).set_index("name", append=True).index)


def in_cells(rows, x, y, values, by):
    """The points that are compared, in the cells of a grid or in bins."""
    x, y, by = parameters(rows, x=x, y=y, by=by)
    numeric(rows, x=x, y=y)
    rows = measured(rows, values)
    found = compared(rows, [x, y], by)
    if not found.whole:
        points, middles = binned(found, [x, y])
        return Map(x, y, rows, found, points, middles[x], middles[y])
    if rows["world"].nunique() < 2:
        raise Mistake(
            "one cohort at each point has no interval, so that nothing would be decided; sweep "
            "with worlds = 2 at least"
        )
    across, down = (np.unique(found.points[axis]) for axis in (x, y))
    return Map(x, y, rows, found, found.points, across, down)


def around(values):
    """Edges of cells around these values."""
    middles = (values[1:] + values[:-1]) / 2.0
    return np.concatenate([[2 * values[0] - middles[0]], middles, [2 * values[-1] - middles[-1]]])


def draw_cells(cells, lines, colours, children, heights):
    """The figure: a row of panels for each table of ``lines`` (title -> table)."""
    levels = cells.found.levels
    size = (max(PANEL * len(levels) + LEGEND, LEAST), 1.4 + PANEL * len(lines))
    with style():
        figure, axes = blank(len(lines), len(levels), size, sharex=True, sharey=True)
        for (title, table), line in zip(lines.items(), axes, strict=True):
            for (level, words), axis in zip(levels.items(), line, strict=True):
                of_panel = table[table["level"] == level]
                counted = panel(axis, of_panel, cells, colours, heights)
                axis.set_title("\n".join(filter(None, (title, words, counted))), fontsize=9)
        label(axes, with_unit(cells.x), with_unit(cells.y))
        axes[0, -1].legend(
            handles=handles(colours, heights), loc="upper left", bbox_to_anchor=(1, 1), fontsize=9
        )
        reading = "hatched: undecided by the 95 % interval"
        headline(figure, cells.rows, cells.found, children, reading)
        bins = "" if cells.found.whole else "Cells are bins; numbers: points in each."
        absent = any(table["mean"].isna().any() for table in lines.values())
        over = f"{interval_over(cells.rows, cells.found)} 95 % holds for each cell by itself."
        axes_are = (meanings(cells.rows["measure"]), explained(cells.x), explained(cells.y))
        notes(figure, cells.found, *axes_are, bins, over, ABSENT if absent else "")
    return figure


def panel(axis, table, cells, colours, heights):
    """One panel; says how many of its cells are decided, and how."""
    code = 2 * table["name"].map([*colours].index) + table["decided"]
    table = table.assign(code=code.where(table["mean"].notna()))
    codes, means = (
        table.set_index([cells.y, cells.x])[name]
        .unstack()
        .reindex(cells.down, columns=cells.across)
        for name in ("code", "mean")
    )
    shades = [to_rgba(colour, full) for colour in colours.values() for full in (UNSURE, SURE)]
    across, down = around(cells.across), around(cells.down)
    axis.pcolormesh(
        across, down, np.ma.masked_invalid(codes), vmin=-0.5, vmax=len(shades) - 0.5,
        cmap=ListedColormap(shades).with_extremes(bad=NOTHING),
    )  # fmt: skip
    undecided = [
        [(across[c], down[r]), (across[c + 1], down[r]), (across[c + 1], down[r + 1]),
         (across[c], down[r + 1])]
        for r, c in zip(*np.nonzero(codes.to_numpy() % 2 == 0), strict=True)
    ]  # fmt: skip
    axis.add_collection(
        PolyCollection(undecided, facecolors="none", edgecolors=QUIET, linewidths=0, hatch=HATCH)
    )
    crossings(axis, means, heights)
    if cells.found.whole:
        tick(axis, cells.across, cells.down)
    else:
        sizes = cells.points[cells.points["level"] == table["level"].iloc[0]]
        for (y, x), number in sizes.groupby([cells.y, cells.x]).size().items():
            axis.text(x, y, number, fontsize=7, ha="center", va="center", path_effects=SEEN)
    sure = table.loc[table["decided"], "name"].value_counts()
    parts = [f"{name}: {sure[name]}" for name in colours if name in sure]
    parts.append(f"undecided: {len(undecided)} of {int(codes.count().sum())} cells")
    return fill(", ".join(parts), int(LETTERS * PANEL))


def crossings(axis, means, heights):
    """Lines where the mean crosses these heights."""
    lowest, highest = means.min().min(), means.max().max()
    heights = [height for height in heights if lowest < height < highest]
    if heights:
        lines = axis.contour(
            means.columns, means.index, np.ma.masked_invalid(means), heights, colors="black",
            linewidths=1.6,
        )  # fmt: skip
        lines.set_path_effects(SEEN)


def handles(colours, heights):
    """What colours, hatches and lines mean."""
    return [
        *(Patch(facecolor=to_rgba(each, SURE), label=name) for name, each in colours.items()),
        Patch(
            facecolor="white",
            edgecolor=QUIET,
            hatch=HATCH,
            label="undecided\n(colour: by its mean)",
        ),
        *(Line2D([], [], color="black", linewidth=1.6, label=f"mean = {h:g}") for h in heights),
    ]
