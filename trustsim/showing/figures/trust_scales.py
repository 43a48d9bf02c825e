"""Trust, mistrust and credulity: in whom, and whether they go together."""

from trustsim.measures import table_of
from trustsim.showing.figures.conditions import draw
from trustsim.showing.figures.points import (
    SIZES,
    age_looks,
    beside,
    headline,
    level,
    question,
    side_by_side,
)
from trustsim.showing.figures.style import blank, style
from trustsim.study.protocols.trust_scales import REPORT


def trust_scales(records):
    """The three scales by attachment class, and their correlations with each other, by age."""
    rows, pairs = table_of(records, "trust_scales"), table_of(records, "trust_scale_correlations")
    ages = sorted(rows["months"].unique())
    (scales,) = REPORT.panels
    with style():
        figure, axes = blank(len(ages), 2, (10.5, 3.9 * len(ages)))
        for (answers, together), months in zip(axes, ages, strict=True):
            draw(answers, scales, rows[rows["months"] == months], by_class=True)
            answers.set_title(f"{scales.title}  ({months:g} months)")
            of_age = pairs[pairs["months"] == months]
            side_by_side(together, of_age, "scales", "months", age_looks(of_age))
            level(together, 0.0, "no relation")
            together.set_xticks(
                range(3), [each.replace(", ", "\nand ") for each in of_age["scales"]]
            )
            together.set_ylim(-1.02, 1.02)
            together.set_ylabel("correlation within a cohort (r)")
            together.set_title(f"How they go together  ({months:g} months)")
            beside(together, answers)
        headline(figure, records, f"{SIZES}\n{question('trust_scales')}")
    return figure
