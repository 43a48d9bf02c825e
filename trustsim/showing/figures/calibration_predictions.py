"""Calibration: what cohorts grown with the values found show, in chosen patterns and in others."""

import numpy as np
from matplotlib.patches import Patch

from trustsim.asking.calibration.predicting import POSTERIOR, PRIOR
from trustsim.asking.calibration.telling import TAILS
from trustsim.showing.figures.style import QUIET, blank, caption, sign, style

MOSTLY, RARELY = "#0072B2", "#D55E00"
ACCEPTED = "#CFE8CF"
HALF = 0.5  # of the cohorts show it
HEADS = {True: "chosen: what was searched for", False: "not chosen: a test"}


def predictions(found):
    """A line for each part of each pattern: accepted range, and where 95 % of cohorts lie."""
    rows = found.predictions
    sides = [rows[rows["chosen"] == chosen] for chosen in HEADS if (rows["chosen"] == chosen).any()]
    height = max(len(patterns_and_parts(side)) for side in sides)
    with style():
        figure, axes = blank(1, len(sides), (6.6 * len(sides), 0.2 * height + 1.9))
        for axis, side in zip(axes[0], sides, strict=True):
            accepted_and_shown(axis, side)
            axis.set_ylim(height - 0.5, -1.0)
            axis.set_title(HEADS[bool(side["chosen"].iloc[0])])
        thick = {"linestyle": "-", "linewidth": 2.6, "markersize": 4}
        signs = [
            Patch(color=ACCEPTED, label="accepted by the literature"),
            sign("95 % from the prior", QUIET, linewidth=1.0),
            sign("95 % from the posterior: most in the range", MOSTLY, "o", **thick),
            sign("most outside", RARELY, "o", **thick),
        ]
        figure.legend(handles=signs, loc="outside lower center", ncols=4, fontsize=9)
        caption(
            figure,
            f"{rows['draw'].nunique()} new cohorts of {found.asked.scenario.children:,} children, "
            "each with values drawn from the posterior, and as many from the prior",
        )
    return figure


def patterns_and_parts(side):
    """A line for each pattern, and one for each of its parts: (pattern, part or nothing)."""
    made = []
    for pattern, parts in side.groupby("pattern", sort=False):
        made += [(pattern, None), *((pattern, part) for part in parts["part"].unique())]
    return made


def accepted_and_shown(axis, side):
    """The patterns of one side, one below the other."""
    values = side["value"]
    low, high = min(values.min(), 0.0), max(values.max(), 0.0)
    edge = 0.04 * (high - low)
    left, right = low - edge, high + edge
    parts, labels = side.groupby(["pattern", "part"], sort=False), []
    for y, (pattern, part) in enumerate(patterns_and_parts(side)):
        if part is None:
            labels.append((pattern.replace("_", " "), "bold"))
            continue
        labels.append((part, "normal"))
        rows = parts.get_group((pattern, part))
        begin, end = max(rows["low"].iloc[0], left), min(rows["high"].iloc[0], right)
        axis.barh(y, end - begin, left=begin, height=0.9, color=ACCEPTED)
        for kind, shift in ((PRIOR, 0.22), (POSTERIOR, -0.16)):
            reach(axis, y + shift, rows[rows["of"] == kind], kind)
    axis.axvline(0.0, color=QUIET, linewidth=0.6)
    axis.set_xlim(left, right)
    axis.set_yticks(range(len(labels)), [label for label, _ in labels], fontsize=7.5)
    for tick, (_, weight) in zip(axis.get_yticklabels(), labels, strict=True):
        tick.set_fontweight(weight)
    axis.tick_params(axis="y", length=0)
    axis.set_xlabel("share, correlation or difference")


def reach(axis, y, rows, kind):
    """Where the middle 95 % of cohorts lie, and their median."""
    begin, end = np.quantile(rows["value"], TAILS)
    colour, width = QUIET, 1.0
    if kind == POSTERIOR:
        colour, width = (MOSTLY if rows["holds"].mean() >= HALF else RARELY), 2.6
        axis.plot(rows["value"].median(), y, "o", color=colour, markersize=4)
    axis.plot([begin, end], [y, y], color=colour, linewidth=width, solid_capstyle="butt")
