"""Whom do children believe: class x task, both questions, every age."""

from trustsim.measures import table_of
from trustsim.showing.figures.points import SIZES, class_looks, headline, level, side_by_side
from trustsim.showing.figures.style import blank, style
from trustsim.study.protocols.reading import QUESTIONS
from trustsim.study.protocols.strange_situation import CLASSES

LIMITS = (0.15, 0.85)  # of the axis, unless some cohort lies beyond
ASKED = {"ask": "Whom would you like to ask?", "endorse": "Whose name is right?"}


def siding(records):
    """Share of answers that side with the mother, by attachment class and task.

    Thick bars: 95 % confidence interval of the mean over cohorts. Thin bars: the middle 95 % of
    cohorts, which is where single studies of this size would find themselves.
    """
    rows = table_of(records, "siding")
    settings = records.scenario.protocols["mother_stranger"]
    ages, tasks = list(settings.months), list(settings.mixes)
    with style():
        figure, axes = blank(
            len(QUESTIONS), len(ages), (4.9 * len(ages), 3.3 * len(QUESTIONS)), sharex=True,
            sharey=True,
        )  # fmt: skip
        for q, question in enumerate(QUESTIONS):
            for a, months in enumerate(ages):
                axis = axes[q, a]
                panel = rows[(rows["question"] == question) & (rows["months"] == months)]
                side_by_side(axis, panel, "task", "attachment", class_looks(panel))
                level(axis, 0.5, "chance")
                axis.set_title(f"{ASKED[question]}  ({months:g} months)")
        low, high = rows["cohort_low"].min(), rows["cohort_high"].max()
        axes[0, 0].set_xlim(-0.75, len(tasks) - 0.5)  # so that the word stands before the points
        axes[0, 0].set_ylim(min(LIMITS[0], low - 0.02), max(LIMITS[1], high + 0.02))
        for axis in axes[:, 0]:
            axis.set_ylabel("share of answers siding\nwith the mother")
        for axis in axes[-1]:
            axis.set_xticks(
                range(len(tasks)), [with_mothers_share(task, settings) for task in tasks]
            )
        handles, labels = axes[0, 0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=len(CLASSES))
        headline(figure, records, SIZES)
    return figure


def with_mothers_share(task, settings):
    """The task with what the picture says for the mother."""
    share = settings.mixes[task]
    if share == 0.5:
        return f"{task}\n(ambiguous)"
    return f"{task}\n({share:.0%} speaks for her)"
