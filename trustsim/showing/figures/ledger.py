"""The ledger as a heat map: what is left of each pattern without each mechanism."""

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch

from trustsim.asking.ledger import ABSENT, LOST, OPEN, REVERSED, SURVIVES
from trustsim.asking.patterns import by_kind, literature
from trustsim.showing.figures.style import QUIET, blank, style

LOSES = "fails anyway, loses parts"
COLOURS = {
    SURVIVES: "#9ECAE1",
    LOST: "#FDBF6F",
    REVERSED: "#D55E00",
    ABSENT: "#DDDDDD",
    LOSES: "#F3E3CF",
    OPEN: "#F5F5F5",
}
SIGNS = {SURVIVES: "", LOST: "lost\n", REVERSED: "reversed\n", ABSENT: "", LOSES: "", OPEN: "?\n"}
NARROWEST = 7.5  # inches, so that the legend has room


def ledger(rows, words):
    """Pattern by lesion; ``rows`` as from ``asking.ledger.ledger``, ``words`` name the study.

    Patterns stand in groups, the theory's own claims first. In each cell stands how many of the
    parts that held with everything in hold still.
    """
    cells = {
        (lesion, pattern): cell(parts)
        for (lesion, pattern), parts in rows.groupby(["lesion", "pattern"], sort=False)
    }
    lesions = rows["lesion"].unique()
    groups = by_kind(rows["pattern"].unique(), lambda name: literature()[name]["kind"])
    patterns = [name for names in groups.values() for name in names]
    codes = [[list(COLOURS).index(cells[i, j][0]) for i in lesions] for j in patterns]
    with style():
        width = max(NARROWEST, 2.6 + 0.66 * len(lesions))
        figure, axes = blank(1, 1, (width, 3.0 + 0.36 * len(patterns)))
        axis = axes[0, 0]
        axis.pcolormesh(
            np.array(codes, dtype=float), cmap=ListedColormap([*COLOURS.values()]), vmin=-0.5,
            vmax=len(COLOURS) - 0.5, edgecolor="white", linewidth=2,
        )  # fmt: skip
        for j, pattern in enumerate(patterns):
            for i, lesion in enumerate(lesions):
                state, left = cells[lesion, pattern]
                axis.text(i + 0.5, j + 0.5, f"{SIGNS[state]}{left}", fontsize=6.5, ha="center",
                          va="center", linespacing=0.95)  # fmt: skip
        axis.set_yticks(
            [j + 0.5 for j in range(len(patterns))], [name.replace("_", " ") for name in patterns]
        )
        axis.set_xticks(
            [i + 0.5 for i in range(len(lesions))],
            lesions,
            rotation=35,
            ha="left",
            rotation_mode="anchor",
        )
        axis.xaxis.tick_top()
        axis.invert_yaxis()
        below = 0
        for kind, names in groups.items():
            axis.axhline(below, color="black", linewidth=0.8)
            axis.text(
                len(lesions) + 0.1, below + len(names) / 2, kind, rotation=270, va="center",
                fontsize=9, color=QUIET,
            )  # fmt: skip
            below += len(names)
        axis.spines[:].set_visible(False)
        axis.tick_params(length=0)
        handles = [Patch(color=colour, label=name) for name, colour in COLOURS.items()]
        figure.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=9)
        figure.suptitle(
            f"{words}: what is left of each pattern without each mechanism\n"
            "in each field: how many of the parts that held hold still",
            fontsize=10,
            color=QUIET,
        )
    return figure


def cell(parts):
    """What became of one pattern without one mechanism, and how many of its parts hold still.

    Of a pattern of which no part held there is nothing to lose.
    """
    held = parts[parts["held"]]
    state, left = parts["state"].iloc[0], int(held["holds"].sum())
    if state == ABSENT and left < len(held):
        state = LOSES
    return state, f"{left} of {len(held)}" if len(held) else "none"
