"""Calibration: what the posterior says of each parameter, and of each pair of them."""

import math

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from trustsim.asking.calibration.telling import IDENTIFIED, NARROWED, UNIDENTIFIED
from trustsim.showing.figures.recovery import title
from trustsim.showing.figures.style import QUIET, blank, style

VERDICTS = {IDENTIFIED: "#0072B2", NARROWED: "#009E73", UNIDENTIFIED: "#D55E00"}
APART, TOGETHER, OPEN = "#0072B2", "#D55E00", "#999999"
COLUMNS = 4
BINS = 12  # of a range
GREY = "#BBBBBB"


def posterior(found):
    """A panel for each parameter, the best known first: before, after, and the value now."""
    rows = found.parameters
    columns = min(COLUMNS, len(rows))
    lines = math.ceil(len(rows) / columns)
    with style():
        figure, axes = blank(lines, columns, (2.7 * columns, 2.3 * lines + 1.0))
        for axis, row in zip(axes.flat, rows.itertuples(), strict=False):
            marginal(axis, row, found.sample)
        for axis in axes.flat[len(rows) :]:
            axis.set_axis_off()
        figure.supylabel("density (prior = 1)")
        figure.legend(handles=handles(), loc="outside lower center", ncols=6, fontsize=9)
        reading = "across: the range that was searched, each in its own unit"
        figure.suptitle(f"{words(found)}\n{reading}", fontsize=10, color=QUIET, x=0.01, ha="left")
    return figure


def marginal(axis, row, sample):
    """One parameter."""
    edges = np.linspace(row.prior_low, row.prior_high, BINS + 1)
    heights, _ = np.histogram(sample[row.parameter], edges, weights=BINS * sample["weight"])
    colour = VERDICTS[row.verdict]
    axis.stairs(heights, edges, fill=True, color=colour, alpha=0.35)
    axis.stairs(heights, edges, color=colour, linewidth=1.2)
    axis.plot([row.prior_low, row.prior_high], [1.0, 1.0], color=QUIET, linestyle=":")
    top = max(heights.max(), 1.0)
    axis.plot([row.low, row.high], [1.12 * top] * 2, color=colour, linewidth=3,
              solid_capstyle="butt")  # fmt: skip
    if row.prior_low <= row.current <= row.prior_high:
        axis.plot([row.current] * 2, [0.0, 1.05 * top], color="black", linestyle="--")
    axis.set(xlim=(row.prior_low, row.prior_high), ylim=(0.0, 1.2 * top))
    axis.set_title(
        f"{title(row.parameter).replace(chr(10), ' ')}\n{row.verdict}: "
        f"{abs(row.narrower):.0%} {'narrower' if row.narrower >= 0.0 else 'wider'}",
        fontsize=8.5,
    )
    axis.tick_params(labelsize=8)


def handles():
    """What the colours and lines mean."""
    return [
        *(Patch(color=colour, alpha=0.5, label=name) for name, colour in VERDICTS.items()),
        Line2D([], [], color=QUIET, linestyle=":", label="prior"),
        Line2D([], [], color="black", linestyle="--", label="value now"),
        Line2D([], [], color="black", linewidth=3, label="95 % of the posterior"),
    ]


def words(found):
    """Where the sample comes from, in one line."""
    asked = found.asked
    text = (
        f"{len(found.sample)} values (as good as {found.size:.0f} of equal weight) whose cohorts "
        f"of {asked.scenario.children:,} children show {len(asked.patterns)} patterns"
    )
    return text if found.level <= 1.0 else f"{text}, missed by up to {found.level:.2g}"


def posterior_pairs(found):
    """Each parameter against each other; coloured where the two cannot be told apart."""
    names = found.parameters["parameter"].tolist()
    apart = {
        frozenset((pair.first, pair.second)): (pair.r, colour_of(pair))
        for pair in found.pairs.itertuples()
    }
    size = len(names)
    with style():
        figure, axes = blank(size, size, (1.25 * size + 1.2, 1.25 * size + 0.9))
        for i, below in enumerate(names):
            for j, beside in enumerate(names):
                axis = axes[i, j]
                axis.set(xticks=[], yticks=[])
                if j < i:
                    _, colour = apart[frozenset((below, beside))]
                    scattered(axis, found, beside, below, colour)
                elif j > i:
                    r, colour = apart[frozenset((below, beside))]
                    axis.set_axis_off()
                    axis.text(
                        0.5, 0.5, f"{r:+.2f}", transform=axis.transAxes, ha="center", va="center",
                        fontsize=7 + 6 * abs(r), color=colour,
                        fontweight="bold" if colour == TOGETHER else "normal",
                    )  # fmt: skip
                else:
                    axis.spines[:].set_visible(False)
                    axis.text(0.5, 0.5, named(below), transform=axis.transAxes, ha="center",
                              va="center", fontsize=7.5)  # fmt: skip
        handles = [
            Line2D([], [], color=APART, marker="o", linestyle="", label="told apart"),
            Line2D([], [], color=TOGETHER, marker="o", linestyle="", label="not told apart"),
            Line2D([], [], color=OPEN, marker="o", linestyle="", label="not to be said yet"),
        ]
        figure.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=9)
        figure.suptitle(
            "Pairs of parameters in the posterior, each over the range that was searched.\n"
            "Above the diagonal their correlation; size of a point: its weight",
            fontsize=10, color=QUIET,
        )  # fmt: skip
    return figure


def colour_of(pair):
    """What can be said of a pair, as a colour."""
    if pair.undecided:
        return OPEN
    return APART if pair.told_apart else TOGETHER


def scattered(axis, found, x, y, colour):
    """The posterior of one pair."""
    sample, ranges = found.sample, found.asked.ranges
    sizes = 20.0 * sample["weight"] * found.size
    axis.scatter(sample[x], sample[y], s=sizes, color=colour, alpha=0.4, linewidth=0,
                 rasterized=True)  # fmt: skip
    axis.set(xlim=ranges[x], ylim=ranges[y])


def named(name):
    """The name of a parameter on three lines."""
    *groups, key = title(name).split("\n")
    return "\n".join([*" ".join(groups).split(" ", 1), key])
