"""What a programme did to mothers and to the children whom they raise, arm by arm."""

import numpy as np

from trustsim.showing.figures.style import QUIET, blank, style
from trustsim.showing.figures.trial import beside, mark_of
from trustsim.study.cast import MOTHER

DISTANCE = 0.7  # of a row, that its arms are spread over


def families(asked, rows):
    """Scores beside the first arm as a trial sees them, and shares of all families in every arm.

    Bars are 95 % intervals: of Hedges' g, and of the mean share over trials.
    """
    arms = list(asked.arms)
    others = rows[rows["arm"].isin(asked.beside)]
    shares = set(others[others["odds"].notna()]["measure"])
    rows = rows.assign(what=[row_words(each, asked.intake) for each in rows.to_dict("records")])
    of_shares = rows["measure"].isin(shares)
    scores = list(dict.fromkeys(rows[~of_shares]["what"]))
    classes = list(dict.fromkeys(rows[of_shares]["what"]))
    tall = 0.16 + 0.085 * len(arms)
    with style():
        figure, axes = blank(1, 2, (11.5, 1.9 + tall * max(len(scores), len(classes))))
        left, right = axes[0]
        marks(left, asked, rows, scores, list(asked.beside), ("d", "low", "high"))
        marks(right, asked, rows, classes, arms, ("everybody", "everybody_low", "everybody_high"))
        left.locator_params(axis="x", nbins=6)
        left.axvline(0.0, color=QUIET, linewidth=1, linestyle="--")
        n = int(rows["n"].median())
        left.set_xlabel(
            f"Hedges' g: standard deviations above {beside(asked)},\nabout {n} families an arm, "
            "each in one arm"
        )
        left.set_title("How they are rated, as a trial sees it")
        right.set_xlim(-0.02, 1.02)
        right.set_xlabel(
            f"share of families (bars: over {asked.trials} trials),\n"
            f"all {asked.wanted} families in every arm"
        )
        right.set_title("Classes, in the same families")
        figure.legend(
            *right.get_legend_handles_labels(), loc="outside lower center", ncols=min(len(arms), 4)
        )
        figure.suptitle(
            f"{asked.trials} trial{'s' * (asked.trials > 1)} of {asked.patients} families; "
            f"children are born when their mothers are {asked.children.birth:g} months old",
            fontsize=10,
            color=QUIET,
        )
    return figure


def row_words(row, intake):
    """What a row is about, as the axis has it, and whether it was seen before arms differed."""
    before = " (before)" if row["age_of"] == MOTHER and row["months"] <= intake else ""
    return f"{row['whose']}: {row['measure']},\n{row['age_of']} of {row['months']:g} months{before}"


def marks(axis, asked, rows, names, shown, columns):
    """A mark with its interval for each of these arms, on a line for each name."""
    arms = list(asked.arms)
    value, low, high = columns
    for arm in shown:
        k = arms.index(arm)
        of_arm = rows[rows["arm"] == arm].set_index("what").loc[names]
        y = np.arange(len(names)) + DISTANCE * ((k + 0.5) / len(arms) - 0.5)
        reach = [of_arm[value] - of_arm[low], of_arm[high] - of_arm[value]]
        axis.errorbar(
            of_arm[value], y, xerr=reach, markersize=4, linewidth=1, label=arm,
            **mark_of(asked, arm),
        )  # fmt: skip
    axis.set_yticks(range(len(names)), names, fontsize=8)
    axis.set_ylim(len(names) - 0.5, -0.5)
    for line in np.arange(len(names) - 1) + 0.5:
        axis.axhline(line, color=QUIET, linewidth=0.3)
