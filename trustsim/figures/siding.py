"""Whom do children believe: class x task, both questions, every age."""

import numpy as np

from trustsim.figures.style import COLOURS, MARKERS, QUIET, blank, style
from trustsim.measures import siding_table
from trustsim.protocols.questions import QUESTIONS
from trustsim.protocols.strange_situation import CLASSES

LIMITS = (0.15, 0.85)  # of the axis, unless some cohort lies beyond
ASKED = {"ask": "Whom would you like to ask?", "endorse": "Whose name is right?"}


def siding(records):
    """Share of answers that side with the mother, by attachment class and task.

    Thick bars: 95 % confidence interval of the mean over cohorts. Thin bars: the middle 95 % of
    cohorts, which is where single studies of this size would find themselves.
    """
    rows = siding_table(records)
    settings = records.scenario.protocols["mother_stranger"]
    ages, tasks = list(settings.months), list(settings.mixes)
    with style():
        figure, axes = blank(
            len(QUESTIONS), len(ages), (4.9 * len(ages), 3.3 * len(QUESTIONS)), sharex=True,
            sharey=True,
        )  # fmt: skip
        for q, question in enumerate(QUESTIONS):
            for a, months in enumerate(ages):
                panel = rows[(rows["question"] == question) & (rows["months"] == months)]
                draw(axes[q, a], panel, tasks)
                axes[q, a].set_title(f"{ASKED[question]}  ({months:g} months)")
        low, high = rows["cohort_low"].min(), rows["cohort_high"].max()
        axes[0, 0].set_ylim(min(LIMITS[0], low - 0.02), max(LIMITS[1], high + 0.02))
        for axis in axes[:, 0]:
            axis.set_ylabel("share of answers siding\nwith the mother")
        for axis in axes[-1]:
            axis.set_xticks(range(len(tasks)), [named(task, settings) for task in tasks])
        handles, labels = axes[0, 0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=len(CLASSES))
        figure.suptitle(
            f"{records.worlds} cohorts of {records.scenario.children} children; mean, its 95 % "
            "interval (thick), the middle 95 % of cohorts (thin); n: mean number in a cohort",
            fontsize=10,
            color=QUIET,
        )
    return figure


def draw(axis, panel, tasks):
    """One age and one question."""
    axis.axhline(0.5, color=QUIET, linewidth=1, linestyle="--", zorder=0)
    axis.text(-0.48, 0.505, "chance", color=QUIET, fontsize=8)
    for c, name in enumerate(CLASSES):
        rows = panel[panel["attachment"] == name].set_index("task").loc[tasks]
        x = np.arange(len(tasks)) + 0.16 * (c - 1.5)
        mean, colour = rows["mean"].to_numpy(), COLOURS[name]
        axis.vlines(x, rows["cohort_low"], rows["cohort_high"], color=colour, linewidth=1)
        axis.vlines(x, rows["low"], rows["high"], color=colour, linewidth=9, alpha=0.45)
        axis.plot(
            x,
            mean,
            MARKERS[name],
            color=colour,
            markeredgecolor="white",
            markersize=5,
            label=f"{name} (n ≈ {rows['children'].mean():.0f})",
        )
    axis.set_xlim(-0.5, len(tasks) - 0.5)


def named(task, settings):
    """The task with what the picture says for the mother."""
    share = settings.mixes[task]
    if share == 0.5:
        return f"{task}\n(ambiguous)"
    return f"{task}\n({share:.0%} speaks for her)"
