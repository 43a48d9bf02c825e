"""Calibration: what the posterior says of each parameter and each pair; were known values found?"""

import numpy as np
from matplotlib.patches import Patch

from trustsim.asking.calibration.telling import IDENTIFIED, NARROWED, UNIDENTIFIED
from trustsim.showing.figures.recovery import on_two_lines
from trustsim.showing.figures.style import QUIET, blank, caption, sign, small_multiples, style
from trustsim.showing.figures.sweep import plainly

VERDICTS = {IDENTIFIED: "#0072B2", NARROWED: "#009E73", UNIDENTIFIED: "#D55E00"}
APART, TOGETHER, OPEN = "#0072B2", "#D55E00", "#999999"
HELD, LOST = "#0072B2", "#D55E00"
COLUMNS = 4
BINS = 12  # of a range


def posterior(found):
    """A panel for each parameter, the best known first: before, after, and the value now."""
    rows, asked = found.parameters, found.asked
    with style():
        figure, axes = small_multiples(len(rows), COLUMNS, panel=(2.7, 2.3), margins=(0.0, 1.0))
        for axis, row in zip(axes.flat, rows.itertuples(), strict=False):
            marginal(axis, row, found.sample)
        figure.supylabel("density (prior = 1)")
        signs = [
            *(Patch(color=colour, alpha=0.5, label=name) for name, colour in VERDICTS.items()),
            sign("prior", QUIET, linestyle=":"),
            sign("value now", "black", linestyle="--"),
            sign("95 % of the posterior", "black", linewidth=3),
        ]
        figure.legend(handles=signs, loc="outside lower center", ncols=6, fontsize=9)
        missed = "" if found.level <= 1.0 else f", missed by up to {found.level:.2g}"
        caption(
            figure,
            f"{len(found.sample)} values (as good as {found.size:.0f} of equal weight) whose "
            f"cohorts of {asked.scenario.children:,} children show {len(asked.patterns)} patterns"
            f"{missed}\nacross: the range that was searched, each in its own unit",
        )
    return figure


def marginal(axis, row, sample):
    """One parameter in the posterior."""
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
        f"{plainly(row.parameter)}\n{row.verdict}: "
        f"{abs(row.narrower):.0%} {'narrower' if row.narrower >= 0.0 else 'wider'}",
        fontsize=8.5,
    )
    axis.tick_params(labelsize=8)


def posterior_pairs(found):
    """Each parameter against each other; coloured where the two cannot be told apart."""
    names, sample, ranges = found.parameters["parameter"].tolist(), found.sample, found.asked.ranges
    pairs = {frozenset((pair.first, pair.second)): pair for pair in found.pairs.itertuples()}
    sizes, number = 20.0 * sample["weight"] * found.size, len(names)
    with style():
        figure, axes = blank(number, number, (1.25 * number + 1.2, 1.25 * number + 0.9))
        for (i, j), axis in np.ndenumerate(axes):
            below, beside = names[i], names[j]
            axis.set(xticks=[], yticks=[])
            if i == j:
                axis.spines[:].set_visible(False)
                in_the_middle(axis, on_three_lines(below), fontsize=7.5)
                continue
            pair = pairs[frozenset((below, beside))]
            colour = colour_of(pair)
            if j < i:
                axis.scatter(sample[beside], sample[below], s=sizes, color=colour, alpha=0.4,
                             linewidth=0, rasterized=True)  # fmt: skip
                axis.set(xlim=ranges[beside], ylim=ranges[below])
            else:
                axis.set_axis_off()
                weight = "bold" if colour == TOGETHER else "normal"
                in_the_middle(axis, f"{pair.r:+.2f}", fontsize=7 + 6 * abs(pair.r), color=colour,
                              fontweight=weight)  # fmt: skip
        signs = [
            sign("told apart", APART, "o"),
            sign("not told apart", TOGETHER, "o"),
            sign("not to be said yet", OPEN, "o"),
        ]
        figure.legend(handles=signs, loc="outside lower center", ncols=3, fontsize=9)
        figure.suptitle(
            "Pairs of parameters in the posterior, each over the range that was searched.\n"
            "Above the diagonal their correlation; size of a point: its weight",
            fontsize=10, color=QUIET,
        )  # fmt: skip
    return figure


def in_the_middle(axis, words, **look):
    """Words in the middle of a panel."""
    axis.text(0.5, 0.5, words, transform=axis.transAxes, ha="center", va="center", **look)


def colour_of(pair):
    """What can be said of a pair, as a colour."""
    if pair.undecided:
        return OPEN
    return APART if pair.told_apart else TOGETHER


def on_three_lines(name):
    """The name of a parameter on three lines."""
    *groups, key = on_two_lines(name).split("\n")
    return "\n".join([*" ".join(groups).split(" ", 1), key])


def recoveries(found):
    """A panel for each parameter: in each recovery the known value, and what was found."""
    rows, names = found.recoveries, found.parameters["parameter"].tolist()
    groups = rows.groupby("parameter")
    with style():
        figure, axes = small_multiples(
            len(names), COLUMNS, panel=(2.7, 2.2), margins=(0.0, 1.0), sharex=True
        )
        for axis, name in zip(axes.flat, names, strict=False):
            known_and_found(axis, groups.get_group(name))
            axis.set_ylim(found.asked.ranges[name])
            axis.set_title(plainly(name), fontsize=8.5)
        for axis in axes[-1]:
            axis.set_xlabel("recovery", fontsize=9)
        figure.supylabel("value, over the range that was searched")
        signs = [
            sign("known value", "black", "x"),
            sign("found: mean and 95 %", HELD, "o", linestyle="-", linewidth=3),
            sign("the same, where it misses", LOST, "o", linestyle="-", linewidth=3),
        ]
        figure.legend(handles=signs, loc="outside lower center", ncols=3, fontsize=9)
        caption(
            figure,
            f"{rows['holds'].sum()} of {len(rows)} intervals hold the value that the findings were "
            "made with",
        )
    return figure


def known_and_found(axis, rows):
    """One parameter in every recovery."""
    for row in rows.itertuples():
        colour = HELD if row.holds else LOST
        axis.plot([row.recovery] * 2, [row.low, row.high], color=colour, linewidth=3,
                  solid_capstyle="butt", alpha=0.6)  # fmt: skip
        axis.plot(row.recovery, row.mean, "o", color=colour, markersize=5)
        axis.plot(row.recovery, row.known, "x", color="black", markersize=7, markeredgewidth=1.6)
    axis.set_xlim(0.5, rows["recovery"].max() + 0.5)
    axis.set_xticks(rows["recovery"].tolist())
    axis.tick_params(labelsize=8)
