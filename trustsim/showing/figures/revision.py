"""Who revises an early belief: conclusions before and after the contrary information, by class."""

from trustsim.measures import group_table
from trustsim.showing.figures.points import (
    SIZES,
    beside,
    class_looks,
    headline,
    level,
    question,
    side_by_side,
)
from trustsim.showing.figures.style import blank, style

FOLLOWED = {"early": "after the early\ninformation", "late": "after the late,\ncontrary one too"}


def revision(records):
    """Share of conclusions that follow the early information, and by how much it falls."""
    rows = group_table(records, "belief_revision")
    ages = sorted(rows["months"].unique())
    with style():
        figure, axes = blank(len(ages), 2, (10.5, 3.9 * len(ages)), width_ratios=(3, 2))
        for (concluded, revised), months in zip(axes, ages, strict=True):
            panel = rows[rows["months"] == months]
            looks, fell = class_looks(panel), panel["condition"] == "revision"
            side_by_side(concluded, panel[~fell], "condition", "attachment", looks)
            concluded.set_xticks(range(len(FOLLOWED)), FOLLOWED.values())
            level(concluded, 0.5, "chance")
            concluded.set_ylim(-0.02, 1.02)
            concluded.set_ylabel("share of conclusions that follow\nthe early information")
            concluded.set_title(f"What is concluded  ({months:g} months)")
            side_by_side(revised, panel[fell], "condition", "attachment", looks)
            level(revised, 0.0, "no revision")
            revised.set_xticks([0], ["early less late"])
            revised.set_ylabel("revision (difference of shares)")
            revised.set_title(f"Revision  ({months:g} months)")
            beside(revised, revised)
        headline(figure, records, f"{SIZES}\n{question('belief_revision')}")
    return figure
