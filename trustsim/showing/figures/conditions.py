"""Shares of answers by condition and age, beside the published ones: one figure for many tests."""

from typing import NamedTuple

from trustsim.asking.patterns.published import PLACES, published
from trustsim.measures import condition_table
from trustsim.mistakes import choice
from trustsim.showing.figures.points import (
    age_looks,
    beside,
    footnote,
    headline,
    level,
    offsets,
    open_black,
    question,
    side_by_side,
)
from trustsim.showing.figures.style import blank, style

WIDTH, LEAST = 1.6, 8.5  # inches: of one condition, of the figure


class Words(NamedTuple):
    """What is measured, and what the conditions are, as an axis can say it."""

    measure: str
    conditions: dict  # name in the records -> words


WORDS = {
    "accuracy_of_informants": Words(
        "share of answers siding with\nthe more accurate informant",
        {
            "100/0": "always right or\nnever right",
            "100/25": "always right or\nright 1 in 4 times",
            "75/0": "right 3 in 4 times or\nnever right",
            "75/25": "right 3 in 4 times or\nright 1 in 4 times",
        },
    ),
    "neutral_informant": Words(
        "share of answers siding with\nthe first of the two",
        {
            "accurate/inaccurate": "accurate or\ninaccurate",
            "accurate/neutral": "accurate or\nneutral",
            "neutral/inaccurate": "neutral or\ninaccurate",
        },
    ),
    "familiar_teacher": Words(
        "share of answers siding with\nthe familiar teacher",
        {
            "before": "before the test\nof accuracy",
            "after right": "after the familiar one\nwas always right",
            "after wrong": "after the familiar one\nwas always wrong",
        },
    ),
    "announced_liar": Words(
        "share of trials in which the child\nlooks where it was told",
        {"baseline": "no warning", "liar": "said to be\na big liar"},
    ),
    "label_against_eyes": Words(
        "share of trials in which\nthe label is accepted",
        {
            "nothing to see": "the eyes say nothing",
            "plain": "against the eyes,\nsaid plainly",
            "meant": "against the eyes,\nwith a sign that\nit is meant",
        },
    ),
    "a_not_b": Words(
        "share of B trials in which\nthe infant searches at A",
        {
            "communicative": "hidden with\nostensive cues",
            "non-communicative": "hidden by somebody\nwithout cues",
            "non-social": "hidden by nobody",
        },
    ),
    "generalisation": Words(
        "share of trials that go by\nwhat was shown",
        {
            f"{how}, {whom}": f"shown {shown},\n{words}"
            for how, shown in (("cue", "with a cue"), ("no cue", "without a cue"))
            for whom, words in (
                ("somebody else", "for somebody else"),
                ("the same person", "for the same person"),
                ("against evidence", "against evidence"),
            )
        },
    ),
}


def conditions(records, protocol):
    """Share of answers under each condition of a protocol, at each age, and the published ones."""
    choice("protocol", protocol, list(WORDS))
    rows, words = condition_table(records, protocol), WORDS[protocol]
    names = list(dict.fromkeys(rows["condition"]))
    looks = age_looks(rows)
    with style():
        figure, axes = blank(1, 1, (max(LEAST, 3.6 + WIDTH * len(names)), 4.0))
        axis = axes[0, 0]
        side_by_side(axis, rows, "condition", "months", looks)
        level(axis, 0.5, "chance")
        if protocol in PLACES:
            mark(axis, published(protocol), names, looks)
            footnote(figure, published(protocol).cited)
        axis.set_ylim(0.0, 1.05)
        axis.set_ylabel(words.measure)
        axis.set_xticks(range(len(names)), [words.conditions[name] for name in names])
        axis.set_title(question(protocol))
        beside(axis, axis)
        headline(figure, records)
    return figure


def mark(axis, found, names, looks):
    """The published numbers of the ages that were visited, open and black, at their places."""
    for offset, (months, look) in zip(offsets(len(looks)), looks.items(), strict=True):
        there = {
            names.index(name) + offset: found.values[name, months]
            for name in names
            if (name, months) in found.values
        }
        if there:
            open_black(axis, there, look.marker, f"published ({found.known}), {look.label}")
