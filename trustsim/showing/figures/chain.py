"""The chain from care to trust: each link beside the one that it hangs on, child by child."""

from typing import NamedTuple

import numpy as np

from trustsim.measures import attachment, correlation, estimate, estimate_of_share, siding
from trustsim.measures.readings import among
from trustsim.showing.figures.points import cohorts, level
from trustsim.showing.figures.style import QUIET, blank, caption, style
from trustsim.study.protocols.strange_situation import SECURE

PARTS = 5  # of the children of a cohort, from the lowest to the highest
COLOUR = "#0072B2"


READING = (
    "points: means of fifths of the children of a cohort (of two groups, by attachment); bars: "
    "95 % interval of the mean\nover cohorts; r: within a cohort. What goes together, not what "
    "causes it."
)


class Link(NamedTuple):
    """What is read off every child, an array (world, child), and what it is called."""

    words: str
    values: np.ndarray
    is_share: bool = False  # of the children, or of answers
    chance: float | None = None

    def estimated(self, values):
        """Mean over cohorts, and its 95 % interval."""
        return (estimate_of_share if self.is_share else estimate)(values)


def links(records):
    """Pairs: care and what is expected of it, attachment, trust, and whom a child believes."""
    infancy = min(records.scenario.protocols["strange_situation"].months)
    asked = records.scenario.protocols["mother_stranger"]
    last, task = max(asked.months), next(iter(asked.mixes))
    young, old = f"{infancy:g} months", f"{last:g} months"
    care = Link(
        "sensitivity of the mother\n(sd above the average mother)",
        records.column("births", "sensitivity"),
    )
    expected = Link(
        f"how surely the infant expects\nto be answered, {young}",
        records.column("portraits", "response", infancy),
    )
    secure = Link(
        f"share of children secure\nwith her, {young}", attachment(records) == SECURE, is_share=True
    )
    trust = Link(f"trust in her, {old}", records.column("portraits", "trust_in_figure", last))
    others = Link(
        f"trust in somebody\nunknown, {old}", records.column("portraits", "trust_in_unknown", last)
    )
    sides = Link(
        f"share of answers that side with\nher, {task} task, {old}",
        siding(records, task, months=last),
        is_share=True,
        chance=0.5,
    )
    return [(care, expected), (expected, secure), (secure, trust), (trust, others), (trust, sides)]


def chain(records):
    """Each link by the one that it hangs on: means of fifths of the children, with 95 % intervals.

    Fifths are made within each cohort; where it hangs on a class, there are two groups.
    Above each panel stands the correlation over the children of a cohort.
    """
    found = links(records)
    with style():
        figure, axes = blank(1, len(found), (3.1 * len(found), 3.6))
        for axis, (before, after) in zip(axes[0], found, strict=True):
            draw(axis, before, after)
        caption(
            figure, f"{cohorts(records.worlds)} of {records.scenario.children} children; {READING}"
        )
    return figure


def draw(axis, before, after):
    """One link by the one that it hangs on."""
    members = groups(before.values)
    places = [estimate(among(before.values, those)).mean for those in members]
    found = np.array([after.estimated(among(after.values, those)) for those in members])
    mean, low, high = found.T
    if np.isfinite(low).all():
        axis.vlines(places, low, high, color=COLOUR, linewidth=5, alpha=0.45)
    axis.plot(places, mean, "o-", color=COLOUR, linewidth=1, markersize=5)
    if after.is_share:
        axis.set_ylim(max(0.0, axis.get_ylim()[0]), min(1.0, axis.get_ylim()[1]))
    if len(members) < PARTS:
        axis.set_xlim(-0.4, 1.4)
        axis.set_xticks([0, 1], ["not secure", "secure"])
        axis.set_xlabel("attachment to her")
    else:
        axis.set_xlabel(before.words)
    axis.set_ylabel(after.words)
    if after.chance is not None:
        level(axis, after.chance, "chance")
    r = estimate(correlation(before.values, after.values))
    interval = f" [{r.low:.2f}, {r.high:.2f}]" if np.isfinite(r.low) else ""
    axis.set_title(f"r = {r.mean:.2f}{interval}", fontsize=10, color=QUIET)


def groups(values):
    """Who belongs together: the two groups of a class, else fifths of each cohort, by rank."""
    if values.dtype == bool:
        return [~values, values]
    ranks = values.argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    part = ranks * PARTS // values.shape[1]
    return [part == number for number in range(PARTS)]
