"""What a protocol reports of its conditions, beside what was published: one figure for all."""

from trustsim.asking.patterns.published import published
from trustsim.measures import REPORTED, table_of
from trustsim.mistakes import choice
from trustsim.showing.figures.points import (
    SIZES,
    age_looks,
    beside,
    class_looks,
    footnote,
    headline,
    level,
    offsets,
    open_black,
    question,
    side_by_side,
)
from trustsim.showing.figures.style import blank, style
from trustsim.study.protocols import CATALOGUE

WIDTH, LEAST, WIDEST, HEIGHT = 1.6, 8.5, 10.5, 4.0  # inches: of a condition, of the figure
SHARES = (-0.02, 1.05)


def conditions(records, protocol):
    """What was measured under each condition of a protocol, at each age, and what was published.

    The ages stand side by side, or under each other where the classes do. Raises Mistake for a
    protocol that reports nothing by condition.
    """
    choice("protocol", protocol, list(REPORTED.values()))
    report = CATALOGUE[protocol].REPORT
    rows = table_of(records, report.table or protocol)
    ages = sorted(rows["months"].unique())
    of_rows = [rows[rows["months"] == age] for age in ages] if report.by_class else [rows]
    with style():
        figure, axes = empty(report.panels, len(of_rows))
        for across, those in zip(axes, of_rows, strict=True):
            for axis, panel in zip(across, report.panels, strict=True):
                draw(axis, panel, those, report.by_class)
                if panel.published:
                    mark(axis, panel, published(protocol), age_looks(rows))
                age = f"  ({those['months'].iloc[0]:g} months)" if report.by_class else ""
                axis.set_title((panel.title or question(protocol)) + age)
            beside(across[-1], across[0])
        if report.pattern:
            footnote(figure, published(protocol).cited)
        alone = question(protocol) if len(report.panels) > 1 else ""
        headline(figure, records, SIZES * report.by_class + f"\n{alone}" * bool(alone))
    return figure


def empty(panels, rows):
    """A figure with room for every condition of every panel."""
    sizes = [len(panel.conditions) for panel in panels]
    width = WIDEST if len(panels) > 1 else max(LEAST, 3.6 + WIDTH * sizes[0])
    return blank(
        rows, len(panels), (width, HEIGHT * rows), width_ratios=[1 + size for size in sizes]
    )


def draw(axis, panel, rows, by_class):
    """One panel: its conditions across, and by each other the classes, or the ages."""
    across = rows[rows["condition"].isin(list(panel.conditions))]
    if panel.measure:
        across = across[across["measure"] == panel.measure]
    by, looks = ("attachment", class_looks(rows)) if by_class else ("months", age_looks(rows))
    side_by_side(axis, across, "condition", by, looks)
    axis.set_xticks(range(len(panel.conditions)), panel.conditions.values())
    axis.set_ylabel(panel.axis)
    if panel.nothing:
        level(axis, *panel.nothing)
    if panel.share or panel.limits:
        axis.set_ylim(panel.limits or SHARES)


def mark(axis, panel, found, looks):
    """The published numbers at their places, open and black: of an age visited, or of many ages."""
    names = list(panel.conditions)
    pooled = {names.index(name): n for (name, age), n in found.values.items() if age is None}
    if pooled:
        open_black(axis, pooled, "o", f"published, pooled\n({found.known})")
    for offset, (months, look) in zip(offsets(len(looks)), looks.items(), strict=True):
        there = {
            names.index(name) + offset: found.values[name, months]
            for name in names
            if (name, months) in found.values
        }
        if there:
            open_black(axis, there, look.marker, f"published ({found.known}), {look.label}")
