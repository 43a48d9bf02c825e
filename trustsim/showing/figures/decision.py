"""One decision as bars that add up."""

from trustsim.showing.figures.style import QUIET, blank, style

FOR, AGAINST = "#0072B2", "#D55E00"


def decision(why):
    """What speaks for the first of two and for the second; each bar begins where the last ended."""
    parts, (first, second) = why.reasons, why.between
    together = "together, if let in" if why.gate else "together"
    with style():
        figure, axes = blank(1, 1, (7.2, 1.0 + 0.45 * (len(parts) + 1)))
        axis, place = axes[0, 0], 0.0
        for row, value in enumerate(parts.values()):
            axis.barh(row, value, left=place, color=FOR if value >= 0.0 else AGAINST, height=0.6)
            right = max(place, place + value)
            axis.text(right, row, f" {value:+.2f}", va="center", fontsize=9)
            place += value
        axis.barh(len(parts), place, color="black", height=0.6)
        axis.text(max(place, 0.0), len(parts), f" {place:+.2f}", va="center", fontsize=9)
        axis.axvline(0.0, color=QUIET, linewidth=1)
        axis.set_yticks(range(len(parts) + 1), [*parts, together])
        axis.invert_yaxis()
        axis.use_sticky_edges = False
        axis.margins(x=0.12)
        axis.set_xlabel(f"{second}  ←  evidence (nats)  →  {first}")
        axis.set_title(described(why), fontsize=10)
    return figure


def described(why):
    """The title of a decision."""
    who, turn, (first, second) = why.occasion, why.turns[-1], why.between
    return (
        f"Child {who.child}, {who.months:g} months, {who.place['protocol'].replace('_', ' ')}, "
        f"event {who.place['event']}:\nP({first}) = {turn.probability:.2f}, "
        f"luck {turn.luck:.2f}: {first if turn.happened else second}"
    )
