"""The ledger as a heat map: what is left of each pattern without each mechanism."""

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch

from trustsim.asking.ledger import ABSENT, LOST, REVERSED, SURVIVES
from trustsim.showing.figures.style import QUIET, blank, style

LOSES = "fails anyway, loses parts"
COLOURS = {
    SURVIVES: "#9ECAE1",
    LOST: "#FDBF6F",
    REVERSED: "#D55E00",
    ABSENT: "#DDDDDD",
    LOSES: "#F3E3CF",
}
SIGNS = {SURVIVES: "", LOST: "lost\n", REVERSED: "reversed\n", ABSENT: "", LOSES: ""}
NARROWEST = 7.5  # inches, so that the legend has room


def ledger(rows, words):
    """Lesion by pattern; ``rows`` as from ``asking.ledger.ledger``, ``words`` name the study.

    In each cell stands how many of the parts that held with everything in hold still.
    """
    cells = {
        (lesion, pattern): cell(parts)
        for (lesion, pattern), parts in rows.groupby(["lesion", "pattern"], sort=False)
    }
    lesions, patterns = rows["lesion"].unique(), rows["pattern"].unique()
    codes = [[list(COLOURS).index(cells[i, j][0]) for j in patterns] for i in lesions]
    with style():
        width = max(NARROWEST, 1.7 + 0.95 * len(patterns))
        figure, axes = blank(1, 1, (width, 2.4 + 0.42 * len(lesions)))
        axis = axes[0, 0]
        axis.pcolormesh(
            np.array(codes, dtype=float), cmap=ListedColormap([*COLOURS.values()]), vmin=-0.5,
            vmax=len(COLOURS) - 0.5, edgecolor="white", linewidth=2,
        )  # fmt: skip
        for i, lesion in enumerate(lesions):
            for j, pattern in enumerate(patterns):
                state, left = cells[lesion, pattern]
                axis.text(j + 0.5, i + 0.5, f"{SIGNS[state]}{left}", fontsize=7, ha="center",
                          va="center")  # fmt: skip
        axis.set_yticks([i + 0.5 for i in range(len(lesions))], lesions)
        axis.set_xticks(
            [j + 0.5 for j in range(len(patterns))],
            [name.replace("_", " ") for name in patterns],
            rotation=35,
            ha="right",
        )
        axis.invert_yaxis()
        axis.set_ylabel("taken out")
        axis.spines[:].set_visible(False)
        axis.tick_params(length=0)
        handles = [Patch(color=colour, label=name) for name, colour in COLOURS.items()]
        figure.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=9)
        figure.suptitle(
            f"{words}\nin each field: how many of the parts that held hold still",
            fontsize=10,
            color=QUIET,
        )
    return figure


def cell(parts):
    """What became of one pattern without one mechanism, and how many of its parts hold still."""
    held = parts[parts["held"]]
    state, left = parts["state"].iloc[0], int(held["holds"].sum())
    if state == ABSENT and left < len(held):
        state = LOSES
    return state, f"{left} of {len(held)}"
