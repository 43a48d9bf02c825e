"""One decision as bars that add up."""

from trustsim.explain import sides
from trustsim.figures.style import QUIET, blank, style

FOR, AGAINST = "#0072B2", "#D55E00"


def decision(why):
    """What speaks for and against the mother, each bar beginning where the last one ended."""
    with style():
        figure, axes = blank(1, 1, (7.2, 3.2))
        axis, place = axes[0, 0], 0.0
        parts = sides(why.reasons)
        for row, value in enumerate(parts.values()):
            axis.barh(row, value, left=place, color=FOR if value >= 0.0 else AGAINST, height=0.6)
            right = max(place, place + value)
            axis.text(right, row, f" {value:+.2f}", va="center", fontsize=9)
            place += value
        axis.barh(len(parts), place, color="black", height=0.6)
        axis.text(max(place, 0.0), len(parts), f" {place:+.2f}", va="center", fontsize=9)
        axis.axvline(0.0, color=QUIET, linewidth=1)
        axis.set_yticks(range(len(parts) + 1), [*parts, "together"])
        axis.invert_yaxis()
        axis.margins(x=0.15)
        axis.set_xlabel("stranger  ←  evidence (nats)  →  mother")
        axis.set_title(
            f"Child {why.child}, {why.months:g} months, task {why.task}: "
            f"P(mother) = {why.reasons.probability:.2f}",
            fontsize=10,
        )
    return figure
