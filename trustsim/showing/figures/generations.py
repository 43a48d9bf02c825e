"""Generations: what each is like, who breaks a cycle, and what a difference leaves behind."""

import numpy as np
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import ScaledTranslation

from trustsim.asking.generations.config import UNCHANGED
from trustsim.asking.generations.tables import CYCLE
from trustsim.asking.patterns import literature
from trustsim.showing.figures.points import Look, footnote, offsets
from trustsim.showing.figures.style import (
    COLOURS,
    MARKERS,
    QUIET,
    caption,
    sign,
    small_multiples,
    style,
)
from trustsim.showing.figures.trial import HUES, SHAPES
from trustsim.study.protocols.adult_interview import STATES
from trustsim.study.protocols.strange_situation import CLASSES

COUNTERPARTS = dict(zip(STATES, CLASSES[: len(STATES)], strict=True))  # of an infant's class
COUNTERPARTS |= {"unresolved": "disorganised"}
CLASSED = {
    **{f"infants {name}": Look(COLOURS[name], MARKERS[name], name) for name in CLASSES},
    **{
        f"grown-ups {name}": Look(COLOURS[like], MARKERS[like], name)
        for name, like in COUNTERPARTS.items()
    },
}
BELIEFS = {
    "trust in the attachment figure": Look("#0072B2", "o", "trust in the attachment figure"),
    "trust in somebody unknown": Look("#D55E00", "s", "trust in somebody unknown"),
    "vigilance to somebody unknown": Look("#000000", "^", "vigilance to somebody unknown"),
}
COURSES = {  # title -> what is told in the panel
    "Infants": [words for words in CLASSED if words.startswith("infants")],
    "The same, grown up": [words for words in CLASSED if words.startswith("grown-ups")],
    "Trust and vigilance, grown up": list(BELIEFS),
}
DONE_ON = {  # among mothers
    "maintain": Look("#000000", "D", "maintain: met harshly, and harsh to her child"),
    "break": Look("#0072B2", "o", "break: met harshly, and not harsh"),
    "initiate": Look("#D55E00", "s", "initiate: not met harshly, and harsh"),
}
FREE = CYCLE[-1]
MOVED = (
    "infants secure",
    "infants disorganised",
    "grown-ups unresolved",
    "trust in somebody unknown",
)
OTHERWISE = "lived otherwise by this generation"
INTERVALS = "bars: 95 % intervals"
PANEL, MARGINS = (3.7, 3.2), (0.5, 1.2)  # inches
MOST = 3  # panels side by side


def who(asked):
    """How many worlds of how many lines."""
    worlds, lines = asked.life.worlds, asked.life.children
    reading = INTERVALS if worlds > 1 else "one world has no interval"
    return f"{worlds:,} world{'s' * (worlds > 1)} of {lines:,} line{'s' * (lines > 1)}; {reading}"


def generations(asked, course):
    """Infants' classes, states of mind of grown-ups, trust and vigilance, where nothing differs.

    Around each share of the first generation lies, pale, by how much it may drift.
    """
    rows = course[course["arm"] == UNCHANGED].set_index("what")
    panels = {
        title: told
        for title, those in COURSES.items()
        if (told := [words for words in those if words in rows.index])
    }
    drift = literature()["adult_distribution"]["accept"]
    looks = CLASSED | BELIEFS
    with style():
        figure, axes = small_multiples(len(panels), MOST, PANEL, MARGINS)
        for axis, (title, told) in zip(axes.flat, panels.items(), strict=False):
            for offset, words in zip(offsets(len(told)), told, strict=True):
                those = rows.loc[[words]]
                trace(axis, those, looks[words], offset)
                if words in CLASSED:
                    first = those["mean"].iloc[0]
                    axis.axhspan(
                        first - drift, first + drift, color=looks[words].colour, alpha=0.07,
                        linewidth=0, zorder=0,
                    )  # fmt: skip
            axis.set_title(title)
            axis.set_ylim(0, 1)
            axis.set_ylabel("share of lines" if told[0] in CLASSED else "mean, 0 to 1")
            by_generation(axis, asked.number)
            beneath(axis, len(told))
        caption(figure, f"What each generation is like, as nothing differs: {who(asked)}")
        told = [words for those in panels.values() for words in those if words in CLASSED]
        if told:
            words = f"Pale: as many as in the first generation, give or take {drift:g} (may drift)."
            if "grown-ups unresolved" in told:
                words += " Who is unresolved has one of the three other states of mind besides."
            footnote(figure, words)
    return figure


def trace(axis, rows, look, offset=0.0, **how):
    """Means by generation, with their intervals; one world alone has none."""
    low, high = rows[["low", "high"]].where(np.isfinite).to_numpy().T
    mean = rows["mean"].to_numpy()
    axis.errorbar(
        rows["generation"] + offset, mean, np.abs([mean - low, high - mean]), color=look.colour,
        marker=look.marker, label=look.label, **{"markersize": 4.5, "linewidth": 1.2} | how,
    )  # fmt: skip


def by_generation(axis, number):
    """Generations across, each told by its number."""
    axis.set_xlim(-0.5, number - 0.5)
    axis.set_xlabel("generation")
    axis.xaxis.set_major_locator(MaxNLocator(10, integer=True, min_n_ticks=1))


def beneath(axis, entries, **those):
    """The legend of a panel, below it."""
    below = ScaledTranslation(0.0, -0.42, axis.figure.dpi_scale_trans)  # inches
    axis.legend(
        **those,
        loc="upper center", bbox_to_anchor=(0.5, 0.0), fontsize=9,
        ncols=2 if entries == len(CLASSES) else 1, handletextpad=0.4, columnspacing=1.2,
        bbox_transform=axis.transAxes + below,
    )  # fmt: skip


def cycle(asked, cycle):
    """How many mothers do on what was done to them, break it, or begin with it: a panel an arm.

    The row of a generation is about its mothers: how they were met, and how they meet their child.
    """
    arms = list(asked.arms)
    with style():
        figure, axes = small_multiples(len(arms) + 1, MOST, PANEL, MARGINS)
        *panels, last = axes.flat[: len(arms) + 1]
        reach = cycle[cycle["mothers who"] != FREE]
        most = reach[["mean", "high"]].where(np.isfinite).max().max()
        for axis, arm in zip(panels, arms, strict=True):
            of_arm = reach[reach["arm"] == arm].set_index("mothers who")
            for offset, (words, look) in zip(offsets(3), DONE_ON.items(), strict=True):
                trace(axis, of_arm.loc[[words]], look, offset)
            axis.set_ylim(0, max(1.08 * most, 0.05))
            axis.set_title(arm_in_words(arm)[0].upper() + arm_in_words(arm)[1:])
            differs(axis, asked, [arm])
        free = cycle[cycle["mothers who"] == FREE]
        for offset, arm in zip(offsets(len(arms)), arms, strict=True):
            trace(last, free[free["arm"] == arm], look_of(asked, arm), offset)
        last.set_title("Free: neither met harshly nor harsh")
        last.set_ylim(None, 1.0)
        for axis in (*panels, last):
            axis.set_ylabel("share of mothers")
            by_generation(axis, asked.number - 1)
            axis.set_xlabel("generation of the mother")
        beneath(panels[0], len(DONE_ON))
        if len(arms) > 1:
            grey = Patch(color=QUIET, alpha=0.13, linewidth=0, label=OTHERWISE)
            beneath(panels[1], 1, handles=[grey])
            beneath(last, len(arms))
        caption(figure, f"Is done on what was done? {who(asked)}")
        footnote(
            figure,
            "Met harshly is who is met more harshly than nine in ten of the first generation: "
            "frightened or rebuffed more often. Harsh is whose child is met so. The last "
            "generation has no children yet.",
        )
    return figure


def look_of(asked, arm):
    """How an arm is drawn where several are in one panel."""
    k = list(asked.arms).index(arm)
    if k == 0:
        return Look(QUIET, "o", arm_in_words(arm))
    return Look(HUES[(k - 1) % len(HUES)], SHAPES[k % len(SHAPES)], arm_in_words(arm))


def arm_in_words(arm):
    """What an arm is called in a figure."""
    return "as nothing differs" if arm == UNCHANGED else arm.replace("_", " ")


def differs(axis, asked, arms):
    """Grey behind the generations in which something differs: the life itself, not what it left."""
    for generation in sorted({g for arm in arms for g in asked.arms[arm].generations}):
        axis.axvspan(
            generation - 0.5, generation + 0.5, color=QUIET, alpha=0.13, linewidth=0, zorder=0
        )


def differences(asked, differences):
    """By how much each generation is another one than the same lines without the difference."""
    told = [words for words in MOVED if (differences["what"] == words).any()]
    arms = [arm for arm in asked.arms if arm != UNCHANGED]
    shares = differences[differences["what"].isin([words for words in told if words in CLASSED])]
    ends = shares[["mean", "low", "high"]].where(np.isfinite).abs().max().max()
    reach = max(0.02, 1.15 * ends) if len(shares) else 1.0  # one scale for all shares
    with style():
        figure, axes = small_multiples(len(told), 2, (4.6, 2.9), MARGINS)
        for axis, words in zip(axes.flat, told, strict=False):
            rows = differences[differences["what"] == words]
            for offset, arm in zip(offsets(len(arms)), arms, strict=True):
                trace(axis, rows[rows["arm"] == arm], look_of(asked, arm), offset)
            axis.axhline(0.0, color=QUIET, linewidth=1, linestyle="--", zorder=0)
            axis.set_title(words[0].upper() + words[1:])
            share = words in CLASSED
            axis.set_ylabel("difference in share" if share else "difference in trust (0 to 1)")
            if share:
                axis.set_ylim(-reach, reach)
            by_generation(axis, asked.number)
            rug(axis, asked, arms)
        handles, _ = axes[0, 0].get_legend_handles_labels()
        if arms:
            handles.append(sign(OTHERWISE, QUIET, linewidth=4, alpha=0.6))
        figure.legend(handles=handles, loc="outside lower center", ncols=4, fontsize=9)
        caption(figure, f"The same lines, beside those in which nothing differs: {who(asked)}")
    return figure


def rug(axis, asked, arms):
    """Along the bottom, a bar of an arm's colour in each generation in which it differs."""
    across = axis.get_xaxis_transform()
    for k, arm in enumerate(arms):
        for generation in asked.arms[arm].generations:
            axis.plot(
                [generation - 0.4, generation + 0.4], [0.02 + 0.035 * k] * 2, transform=across,
                color=look_of(asked, arm).colour, linewidth=4, alpha=0.6, solid_capstyle="butt",
                gid="differs",
            )  # fmt: skip
