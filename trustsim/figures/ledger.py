"""The ledger as a heat map: what is left of each pattern without each mechanism."""

from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch

from trustsim.figures.style import QUIET, blank, style
from trustsim.ledger import ABSENT, LOST, REVERSED, SURVIVES

STATES = {SURVIVES: "#9ECAE1", LOST: "#FDBF6F", REVERSED: "#D55E00", ABSENT: "#DDDDDD"}
SIGNS = {SURVIVES: "", LOST: "lost\n", REVERSED: "reversed\n", ABSENT: ""}


def ledger(rows, words):
    """Lesion by pattern; ``rows`` as from ``trustsim.ledger.ledger``, ``words`` name the study.

    In each cell stands how many of the parts that held with everything in hold still.
    """
    states = rows.drop_duplicates(["lesion", "pattern"]).pivot(
        index="lesion", columns="pattern", values="state"
    )
    states = states.loc[rows["lesion"].unique(), rows["pattern"].unique()]
    codes = states.apply(lambda column: column.map(list(STATES).index))
    with style():
        figure, axes = blank(1, 1, (1.7 + 0.95 * states.shape[1], 2.2 + 0.42 * states.shape[0]))
        axis = axes[0, 0]
        axis.pcolormesh(
            codes.to_numpy(dtype=float), cmap=ListedColormap([*STATES.values()]), vmin=-0.5,
            vmax=len(STATES) - 0.5, edgecolor="white", linewidth=2,
        )  # fmt: skip
        for i, lesion in enumerate(states.index):
            for j, pattern in enumerate(states.columns):
                parts = rows[(rows["lesion"] == lesion) & (rows["pattern"] == pattern)]
                held = parts[parts["held"]]
                left = f"{held['holds'].sum()} of {len(held)}"
                axis.text(j + 0.5, i + 0.5, f"{SIGNS[states.loc[lesion, pattern]]}{left}",
                          fontsize=7, ha="center", va="center")  # fmt: skip
        axis.set_yticks([i + 0.5 for i in range(len(states))], states.index)
        axis.set_xticks(
            [j + 0.5 for j in range(states.shape[1])],
            [name.replace("_", " ") for name in states.columns],
            rotation=35,
            ha="right",
        )
        axis.invert_yaxis()
        axis.set_ylabel("taken out")
        axis.spines[:].set_visible(False)
        axis.tick_params(length=0)
        handles = [Patch(color=colour, label=name) for name, colour in STATES.items()]
        figure.legend(handles=handles, loc="outside upper right", ncols=4, fontsize=9)
        figure.suptitle(
            f"{words}; parts that held with everything in and hold still", fontsize=10,
            color=QUIET, x=0.01, ha="left",
        )  # fmt: skip
    return figure
