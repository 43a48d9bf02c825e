"""The comparison as tables for the terminal."""

import math

from rich.console import Group
from rich.table import Table

from trustsim.asking.comparison.models import NAMES
from trustsim.asking.comparison.task import BY_HAND, DIFFERENCE, SEEN, SHARE, TUNED

MARKS = {TUNED: " t", BY_HAND: " h", SEEN: " s", "": ""}
LEGEND = (
    "✓ accounts for it (a share within a tenth, a finding more probable than not)  ✗ does not  "
    "– cannot express it.\n"
    "After →: the probability that a study of the published size finds what was found.\n"
    "Built in: t the model was tuned on it, h its answer was put in by hand, s a rule was changed "
    "after it had been seen to fail."
)


def comparison_tables(comparison):
    """Tasks, scores, fits and reasons."""
    fits = [] if comparison.fits.empty else [fit_lines(comparison.fits)]
    return Group(
        task_lines(comparison.tasks),
        score_lines(comparison.scores),
        *fits,
        silence_lines(comparison.tasks),
    )


def task_lines(rows):
    """A row for each task, a column for each model."""
    models = list(rows["model"].unique())
    table = Table("study", "task", "published", "", *(NAMES[name] for name in models))
    table.caption, table.caption_justify = LEGEND, "left"
    for pattern, tasks in rows.groupby("pattern", sort=False):
        head = pattern
        for words, task in tasks.groupby("task", sort=False):
            first = task.iloc[0]
            cells = [prediction(each) for each in task.itertuples()]
            held_out = "held out" if first["held_out"] else ""
            table.add_row(head, words, published_in_words(first), held_out, *cells)
            head = ""
        table.add_section()
    return table


def published_in_words(task):
    """What was published, in words."""
    if task["kind"] == SHARE:
        return f"{task['published']:.2f}"
    limit = "zero" if task["kind"] == DIFFERENCE else "chance"
    return f"above {limit}" if task["published"] else f"not above {limit}"


def prediction(row):
    """What one model makes of one task."""
    if row.silent:
        return "–"
    sign = "+" if row.kind == DIFFERENCE else ""
    found = "" if row.kind == SHARE else f" → {row.probability:.2f}"
    return f"{row.predicted:{sign}.2f}{found} {'✓' if row.accounts else '✗'}{MARKS[row.built_in]}"


def score_lines(rows):
    """Scores of every model on each set of tasks."""
    table = Table(
        "tasks", "kind", "model", "expresses", "accounts for", "Brier", "log", "log, even odds",
        "skill", "trustsim's skill there", "skill, silent = even odds",
    )  # fmt: skip
    table.caption = "Brier and log: smaller is better. Skill: 1 is perfect, 0 as good as even odds."
    table.caption_justify = "left"
    for (where, kind), part in rows.groupby(["tasks", "kind"], sort=False):
        head = (where, kind)
        for each in part.itertuples():
            numbers = (each.brier, each.log, each.even_log, each.skill, each.skill_of_ours)
            counts = (f"{each.expressed} of {each.of}", str(each.accounted))
            overall = three_digits(each.skill_overall)
            table.add_row(*head, NAMES[each.model], *counts, *map(three_digits, numbers), overall)
            head = ("", "")
        table.add_section()
    return table


def fit_lines(rows):
    """The measure of Shafto et al. (2012)."""
    table = Table("shares of accuracy_tracking", "cells", "r", "mean squared error")
    table.caption = "Shafto et al. (2012) report .82 and .02 over four experiments."
    table.caption_justify = "left"
    for each in rows.itertuples():
        table.add_row(
            NAMES[each.model], str(each.cells), three_digits(each.r), three_digits(each.mse)
        )
    return table


def silence_lines(rows):
    """Why a model cannot express a task."""
    table = Table("model", "cannot express", "because it")
    silent = rows[rows["silent"] != ""]
    for (model, why), part in silent.groupby(["model", "silent"]):
        where = ", ".join(f"{name} ({n})" for name, n in part["pattern"].value_counts().items())
        table.add_row(NAMES[model], where, why)
    return table


def three_digits(value):
    """Three digits; nothing where there is no number."""
    return "" if math.isnan(value) else f"{value:.3f}"
