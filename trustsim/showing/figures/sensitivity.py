"""What matters: sensitivity indices of every parameter, a panel for each measure."""

import math

from trustsim.mistakes import Mistake
from trustsim.showing.figures.points import footnote
from trustsim.showing.figures.style import QUIET, blank, sign, style
from trustsim.showing.figures.sweep import LEAST, SEEN, above, plainly
from trustsim.sweeps.sensitivity import MATTERS, METHODS

TOTAL, ALONE = "#0072B2", "#D55E00"  # of Okabe & Ito (2008)
ROW, MARGINS, LOWEST = 0.3, 2.0, 3.4  # inches
COLUMNS = {"saltelli": 4, "morris": 2}  # panels side by side
MOST = 12  # panels that can still be read
APART = 0.17  # of the way from one parameter to the next
READ = {
    "saltelli": (
        "Total: share of the variance in which a parameter has any part; alone: by itself. Where "
        "the total is far above what it does alone, it acts together with others. Dashed: as much "
        "of every total index may be chance of so few children."
    ),
    "morris": (
        "mu*: how far the measure moves along the whole range of a parameter, on the average; "
        "sigma: how unlike these moves are. Above the line the effect is bent, or depends on "
        "others. Dashed: mu* of a parameter without any effect, by chance of so few children."
    ),
}
UNIT = "in the unit of the measure"
BESIDE = "Below the name of a measure: its mean ± standard deviation over the points."


def sensitivity(found, children):
    """The indices with their 95 % intervals; ``found`` as from ``sweeps.sensitivity.sensitivity``.

    Sobol' indices side by side, the parameters in the same order in all panels; the screening of
    Morris in the plane of mu* and sigma, where parameters that surely matter have a number and a
    name. ``children``: in each cohort. Raises Mistake for more measures than panels can be read.
    """
    method = "saltelli" if "total" in found else "morris"
    told = found[found["why"] == ""]
    measures = list(told["measure"].unique())
    if not measures:
        raise Mistake(f"no measure has indices: {found['measure'].iloc[0]} {found['why'].iloc[0]}")
    if len(measures) > MOST:
        raise Mistake(f"{len(measures)} measures do not fit into one figure; choose up to {MOST}")
    columns = min(COLUMNS[method], len(measures))
    lines = math.ceil(len(measures) / columns)
    with style():
        draw = of_variance if method == "saltelli" else of_moves
        figure, axes = draw(told, measures, lines, columns)
        for axis in axes.flat[len(measures) :]:
            axis.set_axis_off()
        first = found.iloc[0]
        parameters = found["parameter"].nunique()
        points = (first.points + first.left_out) * (parameters + METHODS[method].more)
        reading = "bars: 95 % intervals of the indices"
        above(figure, points, points, first.worlds, f"{children:,}", reading)
        missing = found[found["why"] != ""].drop_duplicates("measure")
        silent = [f"{plainly(row.measure)} {row.why}." for row in missing.itertuples()]
        footnote(figure, " ".join([READ[method], BESIDE, *silent]))
    return figure


def of_variance(told, measures, lines, columns):
    """Total and first-order indices, side by side for each parameter."""
    order = told.groupby("parameter")["total"].max().sort_values().index
    size = (max(2.6 + 2.7 * columns, LEAST), max(MARGINS + ROW * len(order), LOWEST) * lines)
    figure, axes = blank(lines, columns, size, sharex=True, sharey=True)
    for measure, axis in zip(measures, axes.flat, strict=False):
        rows = told[told["measure"] == measure].set_index("parameter").loc[order]
        for index, colour, shift in (("total", TOTAL, APART), ("first", ALONE, -APART)):
            for place, (_, row) in enumerate(rows.iterrows()):
                filled = "full" if row["verdict"] == MATTERS else "none"
                axis.plot([row[f"{index}_low"], row[f"{index}_high"]], [place + shift] * 2, "-",
                          color=colour, linewidth=1.4)  # fmt: skip
                axis.plot(row[index], place + shift, "os"[index == "first"], color=colour,
                          fillstyle=filled, markersize=6)  # fmt: skip
        axis.axvline(0.0, color=QUIET, linewidth=0.8)
        chance(axis, rows)
        axis.set_yticks(range(len(order)), [plainly(name) for name in order])
        axis.set_ylim(-0.6, len(order) - 0.4)
        axis.tick_params(labelbottom=True)
        axis.set_xlabel("share of the variance")
        axis.set_title(title(measure, rows))
    axes[0, -1].legend(
        handles=[
            sign("total", TOTAL, "o", linestyle="-"),
            sign("alone", ALONE, "s", linestyle="-"),
            *hollow_and_dashed(),
        ],
        loc="upper left", bbox_to_anchor=(1, 1), fontsize=9,
    )  # fmt: skip
    return figure, axes


def of_moves(told, measures, lines, columns):
    """The plane of mu* and sigma."""
    figure, axes = blank(lines, columns, (6.0 * columns + 1.6, 4.3 * lines))
    for measure, axis in zip(measures, axes.flat, strict=False):
        rows = told[told["measure"] == measure]
        end = 1.05 * max(rows["mu_star_high"].max(), rows["sigma"].max())
        key = []
        for row in rows.itertuples():
            matters = row.verdict == MATTERS
            colour = TOTAL if matters else QUIET
            axis.plot([row.mu_star_low, row.mu_star_high], [row.sigma] * 2, color=colour,
                      linewidth=1.0, alpha=0.5)  # fmt: skip
            axis.plot(row.mu_star, row.sigma, "o", color=colour,
                      fillstyle="full" if matters else "none", markersize=5)  # fmt: skip
            if matters:
                key.append(f"{len(key) + 1}  {plainly(row.parameter)}")
                axis.annotate(len(key), (row.mu_star, row.sigma), (3, 4), fontsize=9,
                              textcoords="offset points", path_effects=SEEN)  # fmt: skip
        axis.text(1.02, 1.0, "\n".join(key), fontsize=8, va="top",
                  transform=axis.transAxes)  # fmt: skip
        axis.plot([0, end], [0, end], color=QUIET, linewidth=0.8)
        chance(axis, rows)
        axis.set(
            xlim=(-0.02 * end, end), ylim=(-0.02 * end, end), xlabel=f"mu* ({UNIT})", ylabel="sigma"
        )
        axis.set_title(title(measure, rows))
    figure.legend(
        handles=[
            sign("surely matters", TOTAL, "o"),
            *hollow_and_dashed(),
            sign("sigma = mu*", QUIET, linewidth=0.8),
        ],
        loc="outside right center", fontsize=8,
    )  # fmt: skip
    return figure, axes


def title(measure, rows):
    """A measure with its mean and standard deviation over the design."""
    return f"{plainly(measure)}\n({rows['mean'].iloc[0]:.3g} ± {rows['sd'].iloc[0]:.2g})"


def chance(axis, rows):
    """A line at what chance could make of an index, where cohorts tell it."""
    if rows["chance"].notna().all():
        axis.axvline(rows["chance"].iloc[0], color=QUIET, linestyle="--", linewidth=1)


def hollow_and_dashed():
    """What a hollow point and the dashed line mean."""
    return (
        sign("does not surely matter", QUIET, "o", fillstyle="none"),
        sign("by chance, up to", QUIET, linestyle="--"),
    )
