"""The virtuous circles of a treatment, cut one at a time: what goes round, and what is lost."""

import numpy as np

from trustsim.asking.trials.circles import CIRCLES, IN_SESSION, INTACT, OF_MINDS, OUTSIDE
from trustsim.showing.figures.style import QUIET, blank, sign, style
from trustsim.showing.figures.trial import (
    HUES,
    SHAPES,
    arm_words,
    beside,
    headline,
    line,
    mark_of,
)

ROUND = {  # what goes round in each circle: its series, and one that is drawn thin beside it
    IN_SESSION: (
        ("let_in", "share of the therapist's messages\nlet in (thin: attended to)", "attended"),
        ("kept", "share of what is said\nabout the world that is kept", ""),
        ("alliance", "alliance (1 to 7)", ""),
    ),
    OF_MINDS: (
        ("mentalising", "mentalising, 0 to 1\n(thin: everyday)", "mentalising_everyday"),
        ("arousal", "arousal in the session (0 to 1)", ""),
        ("unkind", "share of acts of people\ntaken for unkind", ""),
    ),
    OUTSIDE: (
        ("benign", "share of benign acts\nof people let in", ""),
        ("unkind", "share of acts of people\ntaken for unkind", ""),
        ("symptoms", "symptoms (0 to 4)", ""),
    ),
}


def circle(asked, loops, gains, which):
    """One circle (a key of ``ROUND``), whole and with each of its links cut.

    Above, what goes round in it, session by session, over all treatments; below, what each
    treatment gains and who leaves it. Bands and bars are 95 % intervals.
    """
    cuts = [INTACT, *(name for name, cut in CIRCLES.items() if cut.circle == which)]
    colours = dict(zip(cuts, (QUIET, *HUES), strict=False))
    with style():
        rows = len(dict.fromkeys(gains["arm"]))
        figure, axes = blank(2, 3, (12.0, 5.2 + 0.3 * rows), height_ratios=(3.2, 1.4 + 0.3 * rows))
        for axis, (name, words, thin) in zip(axes[0], ROUND[which], strict=True):
            for cut, colour in colours.items():
                own = loops[loops["cut"] == cut]
                line(axis, own, name, 1.8, {"color": colour}, banded=True)
                if thin:
                    line(axis, own, thin, 0.8, {"color": colour}, banded=True)
            axis.set_xlabel("session")
            axis.set_ylabel(words)
        whens = list(dict.fromkeys(gains["when"]))
        for axis, when in zip(axes[1], whens, strict=False):
            marked(axis, asked, gains[gains["when"] == when], colours, ("gain", "low", "high"))
            axis.axvline(0.0, color=QUIET, linewidth=1, linestyle="--")
            axis.set_xlabel(
                f"points of symptoms fewer than\nunder {beside(asked)}, {when_of(asked, when)}"
            )
        leaving = axes[1, len(whens)]
        marked(
            leaving, asked, gains[gains["when"] == "end"], colours,
            ("left", "left_low", "left_high"),
        )  # fmt: skip
        leaving.set_xlabel("share of patients\nwho stop coming")
        leaving.set_xlim(-0.02, 1.02)
        for axis in axes[1, 1:]:
            axis.tick_params(labelleft=False)
        for axis in axes[1, len(whens) + 1 :]:
            axis.set_axis_off()
        marks = zip(colours.items(), SHAPES, strict=False)
        signs = [
            sign(cut_words(cut), colour, shape, linestyle="-") for (cut, colour), shape in marks
        ]
        figure.legend(handles=signs, loc="outside lower center", ncols=len(signs))
        headline(
            figure, asked,
            f"\ncircle {which}; above: means over all treatments, of sessions over those who come; "
            "bands and bars: 95 % intervals over patients",
        )  # fmt: skip
    return figure


def marked(axis, asked, rows, colours, columns):
    """A number of each treatment with its interval, whole and with each link cut."""
    arms, (value, low, high) = list(dict.fromkeys(rows["arm"])), columns
    for k, (cut, colour) in enumerate(colours.items()):
        own = rows[rows["cut"] == cut].set_index("arm").loc[arms]
        reach = [own[value] - own[low], own[high] - own[value]]
        axis.errorbar(
            own[value], spread_out(arms, k, colours), xerr=reach, fmt=SHAPES[k], color=colour,
            markersize=4, linewidth=1,
        )  # fmt: skip
    axis.set_yticks(range(len(arms)), [arm_words(asked, arm) for arm in arms])
    axis.set_ylim(len(arms) - 0.5, -0.5)


def spread_out(arms, k, colours):
    """Where the marks of one cut stand, a row for each arm."""
    return np.arange(len(arms)) + 0.6 * ((k + 0.5) / len(colours) - 0.5)


def when_of(asked, when):
    """When gains are told, in words."""
    months = asked.end if when == "end" else asked.later
    return f"{months - asked.intake:g} months after intake"


def cut_words(cut):
    """A cut as a figure names it."""
    return cut if cut == INTACT else f"cut: {cut}"


def circles(asked, rows):
    """What treatment gains over the arm beside with each circle cut, at the end and later."""
    cuts, arms = (list(dict.fromkeys(rows[column])) for column in ("cut", "arm"))
    with style():
        whens = list(dict.fromkeys(rows["when"]))
        figure, axes = blank(1, len(whens), (10.0, 1.6 + 0.45 * len(cuts)), sharey=True)
        for axis, when in zip(axes[0], whens, strict=True):
            for k, arm in enumerate(arms):
                of_arm = rows[(rows["arm"] == arm) & (rows["when"] == when)].set_index("cut")
                of_arm = of_arm.loc[cuts]
                y = np.arange(len(cuts)) + 0.7 * ((k + 0.5) / len(arms) - 0.5)
                reach = [of_arm["gain"] - of_arm["low"], of_arm["high"] - of_arm["gain"]]
                axis.errorbar(
                    of_arm["gain"], y, xerr=reach, markersize=4, label=arm, linewidth=1,
                    **mark_of(asked, arm),
                )  # fmt: skip
            axis.axvline(0.0, color=QUIET, linewidth=1, linestyle="--")
            axis.set_xlabel(f"points of symptoms fewer than under {beside(asked)}")
            words = "At the end" if when == "end" else "Later"
            axis.set_title(f"{words} ({when_of(asked, when)})")
        axes[0, 0].set_yticks(range(len(cuts)), [cut_words(cut) for cut in cuts])
        axes[0, 0].invert_yaxis()
        figure.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=6)
        headline(figure, asked, "; bars: 95 % intervals over patients")
    return figure
