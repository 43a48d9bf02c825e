"""What a protocol says of its numbers, so that tables, figures and explanations can tell them."""

from typing import Annotated, NamedTuple

from trustsim.theory.parameters import AGES

Months = Annotated[tuple, AGES]
CHANCE = (0.5, "chance")


class Panel(NamedTuple):
    """What was measured under some conditions, as an axis can say it."""

    axis: str
    conditions: dict  # name, as ``read`` writes it down without its question -> words
    measure: str = ""  # last word of the columns, where a condition has several
    share: bool = True  # of answers or trials, which lies in [0, 1]
    standardised: bool = False  # over the children of a cohort told as an effect size, not a mean
    nothing: tuple = CHANCE  # the number that there is without any effect, and what it is called
    limits: tuple | None = None  # of the axis, where it is no share
    title: str = ""  # where there are several panels
    published: dict = {}  # noqa: RUF012  # (condition, months or None) -> place in the target


class Report(NamedTuple):
    """What a protocol reports, and what the two people and the two answers in it are called."""

    panels: tuple = ()
    by_class: bool = False  # reported of each attachment class
    people: tuple = ("the first informant", "the second informant")
    answers: tuple = ("the first", "the second")
    pattern: str = ""  # the finding in ``evidence.toml`` with the target that is published
    table: str = ""  # its name, where it is not that of the protocol

    def conditions(self):
        """Every condition with what is measured under it: (panel, condition, column)."""
        for panel in self.panels:
            for condition in panel.conditions:
                yield panel, condition, f"{condition} {panel.measure}".rstrip()
