"""A trial: what its arms did, session by session, and by childhood."""

import numpy as np

from trustsim.asking.trials.tables import HISTORIES, ORDINARY
from trustsim.showing.figures.style import QUIET, blank, sign, style

HUES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#000000")
DASHES = ("-", "--")
OWN = {"linewidth": 0.7, "marker": ".", "markersize": 3.5, "alpha": 0.8}  # of one patient
BANDED = 4  # arms at most whose bands can be told apart
SHAPES = "osD^vP*X<>hp"
SYSTEMS = (
    (
        "let_in", "share of the therapist's messages\nlet in (thin: attended to)",
        "1: in the session",
    ),
    ("mentalising", "mentalising, 0 to 1 (thin: everyday)", "2: mentalising"),
    ("benign", "share of benign acts of people let in", "3: in the world outside"),
)  # fmt: skip
THIN = {"let_in": "attended", "mentalising": "mentalising_everyday"}  # beside which series
COURSES = (
    ("symptoms", "symptoms (0 to 4)"),
    ("alliance", "alliance (1 to 7)"),
    ("came", "share of patients who come"),
    ("arousal", "arousal in the session (0 to 1)"),
)


def look_of(asked, arm):
    """Colour and dash of an arm, the same in all figures of a trial; colours come again, dashed.

    The first arm is grey, and arms without sessions are dotted.
    """
    if arm == asked.control:
        return {"color": QUIET, "linestyle": "-" if arm in asked.treated else ":"}
    k = list(asked.arms).index(arm) - 1
    dash = DASHES[k // len(HUES) % len(DASHES)] if arm in asked.treated else ":"
    return {"color": HUES[k % len(HUES)], "linestyle": dash}


def mark_of(asked, arm):
    """Shape and colour of the mark of an arm, the same in all figures of a trial."""
    shape = SHAPES[list(asked.arms).index(arm) % len(SHAPES)]
    return {"fmt": shape, "color": look_of(asked, arm)["color"]}


def trial(asked, effects):
    """By how much each arm lowers symptoms below the one beside it, at the end and later.

    Left as a trial sees it, right for the same patients in both arms; bars are 95 % intervals.
    """
    arms, whom = list(asked.beside), beside(asked)
    ages = [("at the end", asked.end, "o")]
    ages += [("later", asked.later, "D")] if asked.later else []
    with style():
        figure, axes = blank(1, 2, (10.0, 1.6 + 0.42 * max(len(arms), 2)), sharey=True)
        columns = (("g", "low", "high"), ("individual", "individual_low", "individual_high"))
        for axis, (value, low, high) in zip(axes[0], columns, strict=True):
            for n, (_, months, marker) in enumerate(ages):
                rows = effects[effects["months"] == months].set_index("arm").loc[arms]
                y = np.arange(len(arms)) + 0.24 * (n - (len(ages) - 1) / 2.0)
                reach = [rows[value] - rows[low], rows[high] - rows[value]]
                colours = [look_of(asked, arm)["color"] for arm in arms]
                axis.errorbar(rows[value], y, xerr=reach, fmt="none", ecolor=colours)
                axis.scatter(rows[value], y, 22, colours, marker=marker, zorder=3)
            axis.axvline(0.0, color=QUIET, linewidth=1, linestyle="--")
        seen, same = axes[0]
        seen.set_yticks(range(len(arms)), [arm_words(asked, arm) for arm in arms])
        seen.set_ylim(len(arms) - 0.5, -0.5)
        n = int(effects["n"].median())
        seen.set_xlabel(f"Hedges' g beside {whom},\nabout {n} patients an arm")
        same.set_xlabel(f"points of symptoms fewer than under {whom},\nthe same patients")
        seen.set_title("As a trial sees it")
        same.set_title("In the same people")
        signs = [
            sign(f"{when} ({months - asked.intake:g} months after intake)", "black", marker)
            for when, months, marker in ages
        ]
        figure.legend(handles=signs, loc="outside lower center", ncols=2)
        headline(figure, asked, "; bars: 95 % intervals")
    return figure


def beside(asked):
    """With what arms are compared, in words."""
    others = list(dict.fromkeys(asked.beside.values()))
    return others[0] if len(others) == 1 else "its own comparison"


def arm_words(asked, arm):
    """An arm as an axis names it: with its comparison, where that is not the first arm."""
    other = asked.beside[arm]
    return arm if other == asked.control else f"{arm}\n(beside {other})"


def headline(figure, asked, more=""):
    """Who the patients are, and what else must be known of the figure."""
    figure.suptitle(
        f"{asked.trials} trial{'s' * (asked.trials > 1)} of {asked.patients} patients, with "
        f"symptoms of {asked.symptoms:g} or more at {asked.screening:g} months{more}",
        fontsize=10,
        color=QUIET,
    )


def courses(asked, sessions, patient=None, called="one patient", waiting=None):
    """Symptoms, alliance, coming and arousal in each arm, session by session.

    The interval of each mean is a band, where there are few enough arms to see it. ``patient``
    is a table of the same form with the course of one patient, who is ``called`` so and drawn over
    the means; ``waiting`` has symptoms of arms without sessions, when a questionnaire asks.
    """
    return lines(asked, sessions, COURSES, ("", "", "", ""), 2, patient, called, waiting)


def systems(asked, sessions, patient=None, called="one patient"):
    """The three systems of communication in each arm, session by session; else as ``courses``."""
    series, titles = [each[:2] for each in SYSTEMS], [each[2] for each in SYSTEMS]
    return lines(asked, sessions, series, titles, 3, patient, called)


def lines(asked, sessions, series, titles, columns, patient, called, waiting=None):
    """Means over those who are asked, one panel for each series and one line for each arm."""
    rows = -(-len(series) // columns)
    arms = list(dict.fromkeys(sessions["arm"]))
    banded = len(arms) <= BANDED
    with style():
        figure, axes = blank(rows, columns, (10.0, 3.4 * rows + 0.8))
        for axis, (name, words), title in zip(axes.ravel(), series, titles, strict=True):
            for arm in arms:
                how, of_arm = look_of(asked, arm), sessions[sessions["arm"] == arm]
                line(axis, of_arm, name, 1.8, how, banded, arm)
                if name in THIN:
                    line(axis, of_arm, THIN[name], 0.8, how, banded)
                if patient is not None:
                    own = patient[patient["arm"] == arm]
                    axis.plot(own["session"], own[name], color=how["color"], **OWN)
            axis.set_xlabel("session")
            axis.xaxis.get_major_locator().set_params(integer=True)
            axis.set_ylabel(words)
            axis.set_title(title)
        if waiting is not None:
            asked_at(axes[0, 0], asked, waiting)
        handles, _ = axes[0, 0].get_legend_handles_labels()
        if patient is not None:
            handles.append(sign(called, QUIET, **{"linestyle": "-", **OWN}))
        figure.legend(handles=handles, loc="outside lower center", ncols=6)
        headline(figure, asked, averaged(asked, banded))
    return figure


def asked_at(axis, asked, rows):
    """Symptoms of arms without sessions, a mark with its interval for each questionnaire."""
    for arm in dict.fromkeys(rows["arm"]):
        of_arm = rows[rows["arm"] == arm]
        mean, low, high = (of_arm[f"symptoms{end}"] for end in ("", "_low", "_high"))
        axis.errorbar(
            of_arm["session"], mean, [mean - low, high - mean], markersize=5, linewidth=1,
            label=arm, **mark_of(asked, arm),
        )  # fmt: skip


def averaged(asked, banded):
    """Over whom a figure of sessions has its means, in words."""
    bands = "; bands: 95 % intervals over patients" if banded else ""
    return (
        f"\nsymptoms, coming and everyday life: means of all {asked.wanted}, "
        f"else of those who come{bands}"
    )


def line(axis, rows, name, width, how, banded, label=None):
    """The mean of one arm, in a band of its interval."""
    axis.plot(rows["session"], rows[name], label=label, linewidth=width, **how)
    if banded:
        axis.fill_between(
            rows["session"], rows[f"{name}_low"], rows[f"{name}_high"], color=how["color"],
            alpha=0.15, linewidth=0,
        )  # fmt: skip


def histories(asked, rows):
    """How much better patients of each childhood are at the end, in each arm."""
    names = [name for name in (ORDINARY, *HISTORIES) if (rows["childhood"] == name).any()]
    with style():
        figure, axes = blank(1, 1, (10.0, 4.2))
        (axis,) = axes[0]
        wide = 0.8 / len(asked.arms)
        for k, arm in enumerate(asked.arms):
            of_arm = rows[rows["arm"] == arm].set_index("childhood").loc[names]
            at = np.arange(len(names)) + wide * (k - (len(asked.arms) - 1) / 2.0)
            reach = [of_arm["gain"] - of_arm["low"], of_arm["high"] - of_arm["gain"]]
            axis.errorbar(at, of_arm["gain"], reach, markersize=5, label=arm, **mark_of(asked, arm))
        many = rows[rows["arm"] == asked.control].set_index("childhood")["n"]
        axis.set_xticks(range(len(names)), [f"{name}\n(n = {many[name]})" for name in names])
        axis.axhline(0.0, color=QUIET, linewidth=1, linestyle="--")
        axis.set_xlabel("childhood: what was most unusual in the mother")
        axis.set_ylabel("points of symptoms fewer\nthan at intake")
        figure.legend(*axis.get_legend_handles_labels(), loc="outside lower center", ncols=6)
        headline(figure, asked, "; bars: 95 % intervals")
    return figure
