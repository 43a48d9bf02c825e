"""Several whom a child knows: what it is with each, and whom of two it believes."""

from trustsim.measures import partner_class_table, rival_table
from trustsim.showing.figures.points import (
    Look,
    beside,
    footnote,
    headline,
    level,
    offsets,
    points,
    side_by_side,
)
from trustsim.showing.figures.style import COLOURS, MARKERS, blank, style
from trustsim.study.protocols.strange_situation import CLASSES

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#000000")
SHAPES = "os^Dv"


def partners(records):
    """Share of each attachment class with each partner, and whom of two known children believe."""
    classes = partner_class_table(records)
    rows = rival_table(records)
    with style():
        figure, axes = blank(1, 2 if len(rows) else 1, (13.0 if len(rows) else 6.4, 3.9))
        looks = {
            name: Look(COLOURS[name], MARKERS[name], name) for name in CLASSES
        }  # a place for each partner
        side_by_side(axes[0, 0], classes, "partner", "attachment", looks)
        axes[0, 0].set_ylabel("share of children")
        axes[0, 0].set_ylim(0, None)
        axes[0, 0].set_xlabel("in the Strange Situation with")
        axes[0, 0].set_title("What a child is with each")
        beside(axes[0, 0], axes[0, 0])
        if len(rows):
            contradicted(axes[0, 1], rows[rows["months"] == rows["months"].max()])
        headline(figure, records)
        footnote(
            figure,
            "No rule knows a class or a role: everybody is met by the same rules, and every bond "
            "is read off by the same coder.",
        )
    return figure


def contradicted(axis, rows):
    """Whom children believe when two whom they know say different things, by security."""
    first, second, months = (rows[name].iloc[0] for name in ("first", "second", "months"))
    groups = list(dict.fromkeys(rows["secure with"]))
    tasks = list(dict.fromkeys(rows["task"]))
    for offset, name, colour, shape in zip(
        offsets(len(groups)), groups, PALETTE, SHAPES, strict=False
    ):
        those = rows[rows["secure with"] == name].set_index("task").reindex(tasks)
        label = f"{name} (n ≈ {those['children'].mean():.0f})"
        points(axis, [k + offset for k in range(len(tasks))], those, Look(colour, shape, label))
    axis.set_xlim(-0.5, len(tasks) - 0.5)
    axis.set_xticks(range(len(tasks)), tasks)
    axis.set_xlabel("task")
    axis.set_ylabel(f"share of answers siding\nwith the {first}")
    level(axis, 0.5, "chance")
    axis.set_title(f"The {second} says something else ({months:g} months)")
    beside(axis, axis)
    axis.get_legend().set_title("secure with")
