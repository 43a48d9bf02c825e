"""One family: who it was from the first generation on, and how what is done goes round."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from trustsim.asking.generations.config import UNCHANGED
from trustsim.asking.generations.tables import CARE
from trustsim.showing.figures.generations import COUNTERPARTS, arm_in_words
from trustsim.showing.figures.style import COLOURS, MARKERS, QUIET, blank, caption, sign, style
from trustsim.study.protocols.strange_situation import CLASSES

INFANT, STATE, UNRESOLVED, HARSHLY = "as an infant", "grown up", "unresolved", "met harshly"
RINGS = dict(zip(COUNTERPARTS, ("-", (0, (4, 1.6)), (0, (1, 1.2))), strict=False))  # of a state
HARSH, KIND = ("#000000", 4.5), ("#AAAAAA", 1.3)  # colour and width of what a daughter met
MOST_ARMS = 3
OTHERWISE = "#F0E442"  # behind a generation in which something differs
PALE = 0.3  # of who is the same person as where nothing differs
NODE, RING = 13, 23  # sizes of marker and ring, in points

# A tree, in inches: of a column, from its left edge
ROW, HEAD, FOOT = 0.88, 1.05, 0.1
NUMBERS, WORDS, TRUNK, BARS, BAR, GAP = 0.5, 1.15, 1.5, 1.95, 0.66, 0.14
COLUMN = BARS + len(CARE) * (BAR + GAP) + 0.15
REACH = 2.5  # standard deviations, from the middle of a bar to its end

# A ring of stations, in inches from its middle
RADIUS, BOX, ACROSS = (2.25, 2.0), (2.75, 1.6), 7.8


def family_tree(asked, line):
    """One line from its first generation down, a column for each arm (at most three).

    Marker and ring tell what each woman was as an infant and is grown up, bars what she is like to
    her child, and the line to her daughter whether this one is met harshly.
    """
    arms = list(dict.fromkeys(line["arm"]))[:MOST_ARMS]
    number = asked.number
    size = (NUMBERS + COLUMN * len(arms), HEAD + ROW * number + FOOT)
    with style():
        figure, axes = blank(1, 1, (size[0], size[1] + 1.3))
        axis = axes[0, 0]
        axis.set_xlim(0, size[0])
        axis.set_ylim(size[1], 0)
        axis.set_axis_off()
        first = people_in(line, arms[0])
        for generation in range(number):
            axis.text(NUMBERS - 0.1, height(generation), f"{generation}", ha="right", va="center",
                      fontsize=10, color=QUIET)  # fmt: skip
        for k, arm in enumerate(arms):
            column(axis, asked, arm, people_in(line, arm), first, NUMBERS + COLUMN * k)
        caption(
            figure,
            f"Line {line['line'].iloc[0]}, mothers and daughters by generation.\nBars: what each "
            f"is like to her child, from -{REACH:g} to {REACH:g} standard deviations",
        )
        figure.legend(
            handles=explained(line, arms), loc="outside lower center", ncols=3, fontsize=9,
            handletextpad=0.6, columnspacing=2.0, labelspacing=0.7,
        )  # fmt: skip
    return figure


def people_in(line, arm):
    """The women of one arm, from the first generation on, each a dict."""
    return line[line["arm"] == arm].sort_values("generation").to_dict("records")


def height(generation):
    """Where a generation stands in a tree, from the top."""
    return HEAD + ROW * (generation + 0.5)


def column(axis, asked, arm, people, first, left):
    """The family in one arm."""
    trunk = left + TRUNK
    axis.text(left + 0.1, 0.3, arm_in_words(arm), fontsize=12, weight="bold", va="center")
    if arm != UNCHANGED:
        those = asked.arms[arm].generations
        for generation in those:
            axis.axhspan(
                height(generation) - 0.46 * ROW, height(generation) + 0.46 * ROW,
                left / axis.get_xlim()[1] + 0.004, (left + COLUMN) / axis.get_xlim()[1] - 0.012,
                color=OTHERWISE, alpha=0.3, linewidth=0, zorder=0, gid="differs",
            )  # fmt: skip
    for k, name in enumerate(CARE):
        middle = left + BARS + (k + 0.5) * (BAR + GAP)
        axis.text(middle, HEAD - 0.25, name, fontsize=8, color=QUIET, ha="center", va="center")
        axis.plot([middle] * 2, [HEAD, height(asked.number - 1) + 0.4], color="#CCCCCC",
                  linewidth=0.8, zorder=1)  # fmt: skip
    heads = [f"{name}," if k == 0 else name for k, name in enumerate((INFANT, STATE))
             if name in people[0]]  # fmt: skip
    axis.text(left + WORDS, HEAD - 0.25, "\n".join(heads), fontsize=8, color=QUIET, ha="right",
              va="center")  # fmt: skip
    axis.plot([trunk] * 2, [height(0) - 0.44 * ROW, height(0)],
              **edge(people[0], alike(people[0], first)))  # fmt: skip
    for mother, daughter in pairwise(people):
        ends = [height(each["generation"]) for each in (mother, daughter)]
        axis.plot([trunk] * 2, ends, **edge(daughter, alike(daughter, first)))
    for person in people:
        woman(axis, person, left, PALE if arm != UNCHANGED and alike(person, first) else 1.0)


def alike(person, first):
    """Is she the same as where nothing differs?"""
    other = first[person["generation"]]
    return all(person[name] == other[name] for name in person if name != "arm")


def edge(daughter, pale=False):
    """The line from a mother to her daughter."""
    colour, width = HARSH if daughter[HARSHLY] else KIND
    shown = PALE if pale and daughter["arm"] != UNCHANGED else 1.0
    return {"color": colour, "linewidth": width, "zorder": 1, "alpha": shown, "gid": "edge",
            "solid_capstyle": "butt"}  # fmt: skip


def woman(axis, person, left, shown):
    """One woman: what she was, what she is, and what she is like to her child."""
    x, y = left + TRUNK, height(person["generation"])
    around = RING if STATE in person else NODE
    axis.plot(x, y, "o", color="white", markersize=around + 3, zorder=2)
    infant = person.get(INFANT, "all")
    axis.plot(
        x, y, MARKERS[infant] if INFANT in person else "o", alpha=shown, gid="infant",
        color=COLOURS[infant] if INFANT in person else "#999999", zorder=4,
        markersize=NODE, markeredgecolor="white",
    )  # fmt: skip
    if STATE in person:
        ring(axis, x, y, person[STATE], shown)
        if person[UNRESOLVED]:
            axis.plot(x + 0.2, y - 0.2, **CROSS, alpha=shown)
    words = [person[name] for name in (INFANT, STATE) if name in person]
    if person.get(UNRESOLVED):
        words.append("unresolved")
    axis.text(left + WORDS, y, "\n".join(words), ha="right", va="center", fontsize=8,
              linespacing=1.35, alpha=max(shown, 0.45))  # fmt: skip
    for k, name in enumerate(CARE):
        middle = left + BARS + (k + 0.5) * (BAR + GAP)
        reach = np.clip(person[name] / REACH, -1.0, 1.0) * BAR / 2.0
        axis.barh(y, reach, 0.22, middle, color="#444444", alpha=shown, zorder=3, gid=name)
        if abs(person[name]) > REACH:  # it goes on beyond what is drawn
            axis.plot(middle + 1.12 * reach, y, ">" if reach > 0.0 else "<", color="#444444",
                      markersize=4, alpha=shown, gid="beyond")  # fmt: skip


CROSS = {
    "marker": "X", "color": COLOURS["disorganised"], "markeredgecolor": "black",
    "markersize": 8.5, "markeredgewidth": 0.8, "zorder": 6, "linestyle": "", "gid": "unresolved",
}  # fmt: skip


def ring(axis, x, y, state, shown=1.0):
    """The ring of a state of mind: the colour of the class that is like it, and its own dashes."""
    axis.plot(
        x, y, "o", markersize=RING, markerfacecolor="none", markeredgewidth=0, zorder=3,
        gid="state",
    )  # fmt: skip
    angles = np.linspace(0.0, 2.0 * np.pi, 100)
    radius = RING / 72.0 / 2.0
    axis.plot(
        x + radius * np.cos(angles), y + radius * np.sin(angles), linewidth=2.2,
        color=COLOURS[COUNTERPARTS[state]], linestyle=RINGS[state], zorder=5, alpha=shown,
    )  # fmt: skip


def explained(line, arms):
    """The entries of the legend of a tree, in three groups of as many."""
    infants, grown = [], []
    if INFANT in line:
        infants = [
            sign(f"{name} as an infant", COLOURS[name], MARKERS[name], markersize=9)
            for name in CLASSES
        ]
    if STATE in line:
        grown = [
            sign(f"{state}, grown up", COLOURS[COUNTERPARTS[state]], linestyle=dash, linewidth=2.2)
            for state, dash in RINGS.items()
        ]
        mark = {name: value for name, value in CROSS.items() if name not in ("gid", "zorder")}
        grown.append(sign("unresolved, besides", mark.pop("color"), mark.pop("marker"), **mark))
    edges = [
        sign("daughter met harshly", HARSH[0], linewidth=HARSH[1]),
        sign("daughter not met harshly", KIND[0], linewidth=KIND[1]),
    ]
    if len(arms) > 1:
        edges += [
            sign("lived otherwise by this generation", OTHERWISE, linewidth=9, alpha=0.35),
            sign("pale: as where nothing differs", HARSH[0], linewidth=HARSH[1], alpha=PALE),
        ]
    groups = [group for group in (infants, grown, edges) if group]
    most = max(len(group) for group in groups)
    blanks = [[sign("", "none")] * (most - len(group)) for group in groups]
    return [each for group in zip(groups, blanks, strict=True) for part in group for each in part]


def family_cycle(asked, line):
    """One family as a ring: what was done, what is carried, what is done on, what it becomes.

    Of a mother and her child: the first in whose line somebody is met harshly (where arms differ,
    of those whom the difference can have reached), else the first of them. Beside it the same
    family in the first arm in which something differs.
    """
    arms = list(dict.fromkeys(line["arm"]))[:2]
    generation = chosen(asked, line, arms)
    with style():
        figure, axes = blank(1, 1, (ACROSS * len(arms), 6.6))
        axis = axes[0, 0]
        axis.set_xlim(0, ACROSS * len(arms))
        axis.set_ylim(-3.1, 3.35)
        axis.set_axis_off()
        for k, arm in enumerate(arms):
            mother, child = people_in(line, arm)[generation : generation + 2]
            middle = ACROSS * (k + 0.5)
            if len(arms) > 1:
                axis.text(middle, 3.15, arm_in_words(arm), fontsize=12, weight="bold", ha="center",
                          va="center")  # fmt: skip
            going_round(axis, middle)
            in_the_middle(axis, middle, mother)
            for (x, y), told in zip(PLACES, stations(mother, child), strict=True):
                station(axis, middle + x, y, told)
            if INFANT in child:
                axis.plot(middle - RADIUS[0] + 1.1, -0.5, MARKERS[child[INFANT]], zorder=5,
                          color=COLOURS[child[INFANT]], markersize=NODE)  # fmt: skip
        caption(
            figure,
            f"Line {line['line'].iloc[0]}: a mother of generation {generation} and her child of "
            f"generation {generation + 1}. Bars: from 0 to 1, of dread from 1 to 9,\nof what she "
            f"is like from -{REACH:g} to {REACH:g} standard deviations of caregivers",
        )
    return figure


def chosen(asked, line, arms):
    """The generation of the mother who is drawn."""
    first = asked.first_difference(arms[1]) if len(arms) > 1 else 0
    first = min(first, asked.number - 2)
    mothers = people_in(line, arms[0])[first:-1]
    return next((each["generation"] for each in mothers if each[HARSHLY]), first)


PLACES = ((0.0, RADIUS[1]), (RADIUS[0], 0.0), (0.0, -RADIUS[1]), (-RADIUS[0], 0.0))


def stations(mother, child):
    """Title, meters (name, value, lowest, highest, where the bar begins) and verdict of each."""
    met = [("frightening answers", "fright", 0, 1, 0), ("rebuffs", "rejection", 0, 1, 0)]
    carries = [
        ("dread (1 to 9)", "dread", 1, 9, 1),
        ("threat expected", "threat", 0, 1, 0),
        ("trust in her figure", "trust_in_figure", 0, 1, 0),
        ("trust in the unknown", "trust_in_unknown", 0, 1, 0),
    ]
    readings = [(name, name, -REACH, REACH, 0) for name in CARE]
    words = {False: "not met harshly", True: "met harshly"}
    hers, its = bool(mother[HARSHLY]), bool(child[HARSHLY])
    mind = [mother[STATE] + " state of mind"] if STATE in mother else []
    mind += ["unresolved"] if mother.get(UNRESOLVED) else []
    becomes = [f"{child[INFANT]} as an infant"] if INFANT in child else []
    return (
        Station("What was done to her", measured(mother, met), [words[hers]], hers),
        Station("What she carries", measured(mother, carries), [", ".join(mind)]),
        Station("What she is like to her child", measured(mother, readings), [""]),
        Station("What her child meets", measured(child, met), [words[its], *becomes], its),
    )


class Station(NamedTuple):
    """One station of a ring: its numbers, and what they come to."""

    title: str
    meters: list
    verdict: list  # lines
    harsh: bool = False


def measured(person, meters):
    """The meters of what was written down of a person, with their numbers."""
    return [(words, person[name], *scale) for words, name, *scale in meters if name in person]


def station(axis, x, y, told):
    """A box with its title, a bar for each number, and what it comes to; thick where harsh."""
    wide, high = BOX
    axis.add_patch(
        FancyBboxPatch(
            (x - wide / 2.0, y - high / 2.0), wide, high, boxstyle="round,pad=0,rounding_size=0.12",
            facecolor="white", edgecolor=HARSH[0] if told.harsh else "#BBBBBB",
            linewidth=3.0 if told.harsh else 1.2, zorder=3, gid="station",
        )
    )  # fmt: skip
    left, top = x - wide / 2.0 + 0.13, y + high / 2.0 - 0.2
    axis.text(left, top, told.title, fontsize=9.5, weight="bold", va="center", zorder=4)
    begins, long = x + 0.13, 0.68
    for k, (words, value, low, most, zero) in enumerate(told.meters):
        row = top - 0.27 - 0.215 * k
        axis.text(left, row, words, fontsize=8, va="center", zorder=4)
        scale = long / (most - low)
        axis.barh(row, long, 0.1, begins, color="#EEEEEE", zorder=4)
        reach = np.clip(value, low, most) - zero
        axis.barh(row, reach * scale, 0.1, begins + (zero - low) * scale, color="#444444", zorder=5,
                  gid=words)  # fmt: skip
        axis.text(x + wide / 2.0 - 0.1, row, number(value, low), fontsize=8, ha="right",
                  va="center", zorder=4)  # fmt: skip
    axis.text(left, y - high / 2.0 + 0.1, "\n".join(told.verdict), fontsize=8.5, va="bottom",
              zorder=4, color="#333333", style="italic", linespacing=1.4)  # fmt: skip


def number(value, low):
    """A number as it is told: with its sign where it may be below nothing."""
    if low < 0:
        return f"{value:+.2f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.1g}"


def going_round(axis, middle):
    """The arrows from station to station, each from one side of a box to the next box's side."""
    for here, there in zip(PLACES, (*PLACES[1:], PLACES[0]), strict=True):
        axis.add_patch(
            FancyArrowPatch(
                beside(middle, here, there), beside(middle, there, here),
                connectionstyle="arc3,rad=-0.35", arrowstyle="-|>", mutation_scale=16,
                color="#999999", linewidth=2.2, zorder=2, gid="arrow",
            )
        )  # fmt: skip


def beside(middle, here, there):
    """Where an arrow ends at the box of a station: on the side that faces the other station."""
    x, y = here
    if x == 0.0:
        x = np.sign(there[0]) * (BOX[0] / 2.0 + 0.12)
    else:
        y = np.sign(there[1]) * (BOX[1] / 2.0 + 0.12)
    return middle + x, y


def in_the_middle(axis, middle, mother):
    """Who the ring is about."""
    woman_alone = mother.get(INFANT)
    axis.plot(middle, 0.12, MARKERS[woman_alone] if woman_alone else "o", markersize=NODE,
              color=COLOURS[woman_alone] if woman_alone else "#999999", zorder=4)  # fmt: skip
    if STATE in mother:
        ring(axis, middle, 0.12, mother[STATE])
        if mother[UNRESOLVED]:
            axis.plot(middle + 0.2, 0.32, **CROSS)
    words = f"{woman_alone}\nas an infant" if woman_alone else ""
    axis.text(middle, -0.2, words, ha="center", va="top", fontsize=8.5, color=QUIET)
