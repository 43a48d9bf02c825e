"""The path of one encounter: what was likely, what luck made of it, and what it changed."""

from matplotlib.patches import Patch

from trustsim.asking.explain.telling import moved
from trustsim.asking.explain.words import heading
from trustsim.showing.figures.style import QUIET, blank, caption, style

HAPPENED, OTHERWISE, BEFORE = "#56B4E9", "#E8E8E8", "#999999"
LETTER = 0.021  # of the axis, for a letter of a label inside its bar


def encounter(why):
    """Turn by turn the probabilities and the luck, and beside them arousal and beliefs.

    ``why`` is the trace of distress, play, a lesson or a gaze.
    """
    changes = changed(why)
    with style():
        height = 1.4 + 0.42 * max(len(why.turns), len(changes))
        if changes:
            figure, axes = blank(1, 2, (12.5, height), width_ratios=(1.6, 1.0))
            dumbbells(axes[0, 1], changes)
        else:
            figure, axes = blank(1, 1, (7.6, height))
        path(axes[0, 0], why.turns)
        caption(figure, heading(why.occasion))
    return figure


def path(axis, turns):
    """A bar for every turn, for what came of it and what might have, with the luck that decided."""
    for row, turn in enumerate(turns):
        for happens, left, width in (
            (True, 0.0, turn.probability),
            (False, turn.probability, 1.0 - turn.probability),
        ):
            came = happens == turn.happened
            axis.barh(
                row, width, left=left, height=0.6, edgecolor="white",
                color=HAPPENED if came else OTHERWISE,
            )  # fmt: skip
            if not came and width > LETTER * (2 + len(turn.instead)):
                axis.text(
                    left + width / 2, row, turn.instead, fontsize=8, color=QUIET, ha="center",
                    va="center",
                )  # fmt: skip
    (luck,) = axis.plot(
        [turn.luck for turn in turns], range(len(turns)), "D", color="black", markersize=6,
        markeredgecolor="white", linestyle="none", label="luck", clip_on=False,
    )  # fmt: skip
    happened = Patch(color=HAPPENED, label="what happened")
    otherwise = Patch(color=OTHERWISE, label="what might have happened")
    axis.set_yticks(range(len(turns)), [turn.outcome for turn in turns])
    axis.set_xlim(0.0, 1.0)
    axis.set_ylim(len(turns) - 0.4, -0.6)
    axis.set_xlabel("probability, and luck")
    axis.legend(
        handles=[luck, happened, otherwise], loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3,
        fontsize=9,
    )  # fmt: skip


def changed(why):
    """Arousal, and the beliefs between 0 and 1 that changed most: name -> (before, after)."""
    beliefs = dict(why.changed)
    arousal = {"arousal": beliefs.pop("arousal")} if "arousal" in beliefs else {}
    return arousal | moved(beliefs)


def dumbbells(axis, changes):
    """What it was before and what it is after, for each item."""
    for row, (before, after) in enumerate(changes.values()):
        axis.plot([before, after], [row, row], color=QUIET, linewidth=1.5, zorder=1)
        axis.text(1.03, row, f"{before:.3f} → {after:.3f}", fontsize=9, va="center")
    before, after = zip(*changes.values(), strict=True)
    rows = range(len(changes))
    axis.plot(
        before, rows, "o", color="white", markeredgecolor=BEFORE, markersize=9, label="before"
    )
    axis.plot(after, rows, "o", color="#D55E00", markersize=5, label="after")
    axis.set_yticks(rows, list(changes))
    axis.set_xlim(-0.02, 1.02)
    axis.set_xticks([0.0, 0.5, 1.0])
    axis.set_ylim(len(changes) - 0.4, -0.6)
    axis.set_xlabel("arousal or belief")
    axis.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, fontsize=9)
