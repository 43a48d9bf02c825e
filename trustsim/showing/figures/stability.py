"""Does attachment last? The class of infancy against the class at the last Strange Situation."""

import numpy as np

from trustsim.asking.patterns import literature
from trustsim.asking.patterns.published import published
from trustsim.measures import table_of
from trustsim.showing.figures.points import SIZES, footnote
from trustsim.showing.figures.style import QUIET, blank, style
from trustsim.study.protocols.strange_situation import CLASSES

DARK = 0.6  # a share from which on the number in its cell is white
AGREEMENT = {"kappa": "kappa", "r_secure": "r (secure, secure)"}


def stability(records):
    """Of the children of each class at first, the share of each class at last (rows add to 1)."""
    rows, there = table_of(records, "stability"), published("strange_situation")
    target = literature()["attachment_stability"]["target"]
    found = table_of(records, "agreement").set_index("measure")
    ages = records.scenario.protocols["strange_situation"].months
    with style():
        figure, axes = blank(1, 1, (7.6, 5.2))
        axis = axes[0, 0]
        figure.colorbar(cells(axis, rows), ax=axis, label="share of the children of a row")
        axis.set_ylabel(f"class at {min(ages):g} months")
        axis.set_xlabel(f"class at {max(ages):g} months")
        axis.set_title(
            "\n".join(
                f"{words}: {found.loc[name, 'mean']:.2f} {interval_in_brackets(found.loc[name])}, "
                f"published {target[name]:.2f} ({there.known})"
                for name, words in AGREEMENT.items()
            )
        )
        footnote(figure, there.cited)
        figure.suptitle(
            f"{records.worlds} cohorts of {records.scenario.children} children; mean "
            f"[95 % interval]{SIZES}",
            fontsize=10,
            color=QUIET,
        )
    return figure


def cells(axis, rows):
    """The heat map with its numbers; the class at first goes down, the class at last across."""
    names, middles = list(CLASSES), np.arange(len(CLASSES)) + 0.5
    shares = rows.pivot(index="first", columns="last", values="mean").loc[names, names]
    mesh = axis.pcolormesh(shares, cmap="Blues", vmin=0, vmax=1, edgecolor="white", linewidth=2)
    for _, row in rows[rows["mean"].notna()].iterrows():
        place = middles[names.index(row["last"])], middles[names.index(row["first"])]
        colour = "white" if row["mean"] > DARK else "black"
        words = f"{row['mean']:.2f}\n{interval_in_brackets(row)}"
        axis.text(*place, words, ha="center", va="center", fontsize=9, color=colour)
    sizes = rows.groupby("first")["children"].first()
    axis.set_yticks(middles, [f"{name}\n(n ≈ {sizes[name]:.0f})" for name in names])
    axis.set_xticks(middles, names)
    axis.invert_yaxis()
    axis.spines[:].set_visible(False)
    axis.tick_params(length=0)
    return mesh


def interval_in_brackets(row):
    """The interval of a row in brackets; empty where one cohort alone has none."""
    return f"[{row['low']:.2f}, {row['high']:.2f}]" if np.isfinite(row["low"]) else ""
