"""Our model beside the rivals: predicted shares, what they make of findings, and skill."""

import numpy as np
from matplotlib import colormaps
from matplotlib.patches import Patch

from trustsim.asking.comparison.lines import MARKS, published_in_words
from trustsim.asking.comparison.models import NAMES, OURS
from trustsim.asking.comparison.tables import BUILT_IN, FINDINGS, HELD_OUT
from trustsim.asking.comparison.task import SHARE
from trustsim.showing.figures.style import QUIET, Figure, sign, style

COLOURS = {  # of Okabe & Ito, as in ``style``
    "trustsim": "#0072B2",
    "shafto_2012": "#D55E00",
    "cittern_2018": "#009E73",
    "rescorla_wagner": "#E69F00",
    "constant_trust": "#666666",
}
SYMBOLS = {
    "accuracy_tracking": ("o", "asking the more accurate"),
    "default_helpfulness": ("^", "following a liar"),
    "a_not_b": ("s", "searching at A"),
    "strange_situation_low_risk": ("D", "attachment classes"),
}
SILENT = "#E6E6E6"
WIDTH, SCATTER, ROW, MARGINS, LEAST = 14.0, 3.3, 0.2, 2.4, 6.0  # inches


def comparison(compared):
    """Shares against the published ones, the probability given to each finding, and skill.

    Filled symbols and black labels: held out. Hollow symbols and grey labels: built into a model.
    """
    rows = compared.tasks
    shares, findings = rows[rows["kind"] == SHARE], rows[rows["kind"] != SHARE]
    models = list(rows["model"].unique())
    below = max(LEAST, MARGINS + ROW * len(findings) / len(models)) if len(findings) else 0.0
    with style():
        figure = Figure(figsize=(WIDTH, SCATTER + below), layout="constrained")
        if below:
            above, beneath = figure.subfigures(2, 1, height_ratios=(SCATTER, below))
            given, skill = beneath.subplots(1, 2, width_ratios=(1.3, 1))
            probabilities(given, findings, models)
            skills(skill, compared.scores, models)
            beneath.legend(handles=readings(), loc="outside lower right", ncols=2, fontsize=9)
        else:
            above = figure.subfigures(1, 1)
        panels = above.subplots(1, len(models), sharey=True)
        for axis, name in zip(panels, models, strict=True):
            scatter(axis, shares[shares["model"] == name], name)
        panels[0].set_ylabel("predicted share")
        above.legend(handles=symbols(shares), loc="outside lower center", ncols=6, fontsize=9)
        figure.suptitle(
            f"trustsim: {compared.worlds} cohorts of {compared.children} children; the rivals "
            "answer the same task files",
            color=QUIET,
            fontsize=10,
        )
    return figure


def scatter(axis, rows, name):
    """Predicted against published shares of one model."""
    axis.plot([0, 1], [0, 1], color=QUIET, linewidth=1, linestyle="--", zorder=0)
    spoken = rows[rows["silent"] == ""]
    for each in spoken.itertuples():
        symbol, _ = SYMBOLS[each.pattern]
        axis.plot(
            each.published, each.predicted, symbol, color=COLOURS[name], markersize=7,
            fillstyle="full" if each.held_out else "none", markeredgewidth=1.4,
        )  # fmt: skip
    axis.set_title(f"{NAMES[name]}\n{len(spoken)} of {len(rows)} shares{missed(spoken)}")
    axis.set_xlabel("published share")
    axis.set_xlim(-0.03, 1.03)
    axis.set_ylim(-0.03, 1.03)
    axis.set_aspect("equal")


def missed(rows):
    """How far off the predictions are, where there are any."""
    if rows.empty:
        return ""
    return f", RMSE {np.sqrt(((rows['predicted'] - rows['published']) ** 2).mean()):.2f}"


def symbols(rows):
    """What the symbols of the scatter mean."""
    known = [SYMBOLS[pattern] for pattern in rows["pattern"].unique()]
    return [
        *(sign(words, "black", mark, markersize=7) for mark, words in known),
        sign("built into a model", "black", "o", markersize=7, fillstyle="none"),
        sign("as published", QUIET, linestyle="--"),
    ]


def probabilities(axis, rows, models):
    """A heat map: how probable each model makes what was found; nothing where it is silent."""
    tasks = rows[["pattern", "task"]].drop_duplicates()
    for y, (pattern, words) in enumerate(tasks.itertuples(index=False)):
        here = rows[(rows["pattern"] == pattern) & (rows["task"] == words)].set_index("model")
        for x, name in enumerate(models):
            tile(axis, x, y, here.loc[name])
    axis.set_xlim(0, len(models))
    axis.set_ylim(len(tasks), 0)
    heads = [NAMES[name].replace(" (", "\n(") for name in models]
    axis.set_xticks([x + 0.5 for x in range(len(models))], heads)
    axis.tick_params(axis="x", labeltop=True, labelbottom=False, labelsize=8)
    axis.tick_params(length=0)
    first = rows[rows["model"] == models[0]]
    axis.set_yticks([y + 0.5 for y in range(len(first))], [*map(label, first.iloc)], fontsize=8)
    for tick, held_out in zip(axis.get_yticklabels(), first["held_out"], strict=True):
        tick.set_color("black" if held_out else QUIET)
    axis.spines[:].set_visible(False)
    axis.set_title("probability that a study of the published size finds what was found")
    axis.set_xlabel(
        "grey labels, built into a model: t, tuned on it; h, put in by hand; s, a rule was\n"
        "changed after it had been seen to fail.  Grey fields: the model cannot express the task."
    )


def label(row):
    """A finding in words."""
    found = "" if row["published"] else f" ({published_in_words(row)})"
    return f"{row['pattern'].replace('_', ' ')}: {row['task']}{found}"


def tile(axis, x, y, row):
    """One field of the heat map."""
    spoken = row["silent"] == ""
    colour = colormaps["Blues"](0.9 * row["probability"]) if spoken else SILENT
    axis.fill_between([x + 0.02, x + 0.98], y + 0.04, y + 0.96, color=colour, linewidth=0)
    if spoken:
        dark = row["probability"] > 0.6
        words = f"{row['probability']:.2f}{MARKS[row['built_in']]}"
        axis.text(x + 0.5, y + 0.5, words, ha="center", va="center", fontsize=7.5,
                  color="white" if dark else "black")  # fmt: skip


def skills(axis, rows, models):
    """Skill on the findings: of each model where it speaks, of ours there, and overall."""
    rows = rows[rows["kind"] == FINDINGS].set_index(["tasks", "model"])
    ticks = []
    for y, name in enumerate(models):
        for where, filled, shift in ((HELD_OUT, "full", -0.16), (BUILT_IN, "none", 0.16)):
            if (where, name) not in rows.index:
                continue
            each = rows.loc[(where, name)]
            at = {"markersize": 8, "fillstyle": filled, "linestyle": "", "markeredgewidth": 1.4}
            if name != OURS:
                axis.plot(each["skill_of_ours"], y + shift, "o", color=COLOURS[OURS], **at)
            axis.plot(each["skill"], y + shift, "s", color=COLOURS[name], **at)
            axis.plot(each["skill_overall"], y + shift, "|", color="black", markersize=12)
        ticks.append(f"{NAMES[name]}\n{expressed(rows, name)}")
    axis.axvline(0.0, color=QUIET, linewidth=1, linestyle="--", zorder=0)
    axis.text(0.0, len(models) - 0.42, " even odds", color=QUIET, fontsize=8)
    axis.set_yticks(range(len(models)), ticks, fontsize=9)
    axis.set_ylim(len(models) - 0.4, -0.6)
    axis.set_xlabel("Brier skill: 1 is perfect, 0 as good as even odds")
    axis.set_title("skill on these findings")


def expressed(rows, name):
    """How many of the findings a model can express."""
    return "\n".join(
        f"{rows.loc[(where, name), 'expressed']} of {rows.loc[(where, name), 'of']} {where}"
        for where in (HELD_OUT, BUILT_IN)
        if (where, name) in rows.index
    )


def readings():
    """What the marks of the panel of skill mean."""
    return [
        sign("the model, where it speaks", "black", "s", markersize=8),
        sign("trustsim on the same", COLOURS[OURS], "o", markersize=8),
        sign("the model, silent = even odds", "black", "|", markersize=8),
        Patch(facecolor="none", label=f"filled: {HELD_OUT}; hollow: {BUILT_IN}"),
    ]
