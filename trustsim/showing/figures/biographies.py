"""How it came about: one child of each class, and what its family bore, from birth on."""

import numpy as np

from trustsim.engine.world import World
from trustsim.measures import attachment, first_age
from trustsim.showing.figures.style import COLOURS, QUIET, blank, style
from trustsim.study.protocols.strange_situation import CLASSES
from trustsim.study.scenario import DAYS_A_MONTH
from trustsim.theory.encounters.messages import Kind

WEEKS = 52  # of the first year
STRATEGIES = {"seek": "#0072B2", "minimise": "#E69F00", "maximise": "#009E73"}
BELIEFS = {
    "trust_in_figure": ("trust in mother", "#0072B2", "-"),
    "trust_in_unknown": ("trust in a stranger", "#D55E00", "--"),
    "clarity": ("clarity", "#009E73", "-."),
    "vigilance": ("vigilance to a stranger", "#000000", ":"),
    "threat": ("expected threat", "#CC79A7", "-"),
}


def biographies(records):
    """Hardship, arousal, strategies and beliefs of a typical child of each class.

    The children are replayed by the agents; chance is looked up, so they live the same lives.
    """
    lives = {name: life(records.scenario, child) for name, child in typical(records).items()}
    with style():
        figure, axes = blank(4, len(lives), (3.3 * len(lives), 9.8), sharey="row")
        for column, (name, (child, months, hardship, portraits)) in enumerate(lives.items()):
            top, middle, bottom, family = axes[:, column]
            top.set_title(f"{name}: child {child.number}", color=COLOURS[name], weight="bold")
            arousal(top, child)
            items = {item: [getattr(each, item) for each in portraits] for item in STRATEGIES}
            for item, colour in STRATEGIES.items():
                middle.plot(months, items[item], color=colour, label=item)
            for item, (words, colour, line) in BELIEFS.items():
                values = [getattr(each, item) for each in portraits]
                bottom.plot(months, values, line, color=colour, label=words)
            for axis in (top, middle):
                axis.set_xlim(0, 12)
                axis.set_xticks(range(0, 13, 3))
            borne(family, months, hardship, records.scenario.events)
            for axis in (bottom, family):
                axis.set_xlim(0, None)
            for axis in axes[:, column]:
                axis.set_xlabel("age (months)")
        for axis, words in zip(
            axes[:, 0],
            (
                "arousal\n(weekly mean)",
                "propensity\nin distress",
                "belief",
                "hardship of the family\n(standard deviations)",
            ),
            strict=True,
        ):
            axis.set_ylabel(words)
        for axis in axes[:3, 0]:
            axis.set_ylim(0, 1)
        for axis in axes[:, -1]:
            axis.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9)
        figure.suptitle(
            "A typical child of each class in the first cohort, from birth to the last visit",
            fontsize=10,
            color=QUIET,
        )
    return figure


def typical(records):
    """The child of each class, in the first cohort, nearest to its medians at the visit."""
    classes = attachment(records)[0]
    portraits = records.tables["portraits"]
    visited = (
        (portraits["world"] == 0)
        & (portraits["visit"] == "strange_situation")
        & (portraits["months"] == first_age(records, "strange_situation"))
    )
    of_child = portraits.loc[visited, ["seek", "minimise", "maximise", "threat"]].to_numpy()
    chosen = {}
    for c, name in enumerate(CLASSES):
        members = np.flatnonzero(classes == c)
        if len(members):
            theirs = of_child[members]
            distance = np.square(theirs - np.median(theirs, axis=0)).sum(1)
            chosen[name] = int(members[distance.argmin()])
    return chosen


def life(scenario, number):
    """One child with its diary; and month by month what its family bore, and its portrait."""
    world = World(scenario, children=[number], diary=True)
    child, portraits, months, hardship = world.infants[0], [], [], []
    for month in np.arange(0, max(visit.months for visit in scenario.visits) + 0.5, 0.5):
        world.live(month)
        months.append(month)
        hardship.append(child.hardship if world.day else np.nan)  # not yet looked up at birth
        portraits.append(child.portrait())
    return child, months, hardship, portraits


def borne(axis, months, hardship, events):
    """What a family bore month by month, and the events that a config names."""
    axis.axhline(0.0, color=QUIET, linewidth=1, linestyle="--", label="the average family")
    axis.plot(months, hardship, color="#56B4E9", label="hardship")
    top = axis.get_xaxis_transform()  # months across, and 1 at the upper edge
    for name, event in events.items():
        if event.months <= months[-1]:
            axis.axvline(event.months, color=QUIET, linewidth=1)
            axis.text(event.months, 1.0, name, fontsize=8, ha="center", va="bottom", transform=top)


def arousal(axis, child):
    """Arousal in distress before and after the caregiver's answer, over the first year."""
    entries = [
        entry for entry in child.diary if entry.kind is Kind.DISTRESS and entry.day < WEEKS * 7
    ]
    weeks = np.array([entry.day // 7 for entry in entries], dtype=int)
    number = np.bincount(weeks, minlength=1)
    for words, values, colour in (
        ("at the onset", [entry.signal.arousal for entry in entries], "#999999"),
        ("after the answer", [entry.after for entry in entries], "#D55E00"),
    ):
        total = np.bincount(weeks, values, minlength=1)
        mean = np.divide(total, number, out=np.full(len(total), np.nan), where=number > 0)
        axis.plot(np.arange(len(mean)) * 7 / DAYS_A_MONTH, mean, color=colour, label=words)
