"""A session of a patient, moment by moment."""

from trustsim.asking.explain.pronouns import grown_up
from trustsim.asking.explain.telling import headline
from trustsim.showing.figures.style import QUIET, blank, caption, sign, style

COLOURS = {"arousal": "#D55E00", "mentalising": "#0072B2"}
LET_IN, KEPT_OUT, UNHEARD = "let in", "not let in", "not attended to"
SIGNS = {LET_IN: ("o", "black"), KEPT_OUT: ("o", "white"), UNHEARD: ("x", QUIET)}
BESIDE = 1.05  # where messages stand on the axis


def moments(why):
    """Arousal and mentalising at every moment, and beside them what became of each message."""
    rows = range(len(why.moments))
    with style():
        figure, axes = blank(1, 1, (7.6, 1.4 + 0.27 * len(rows)))
        axis = axes[0, 0]
        for name, colour in COLOURS.items():
            axis.plot([each.felt[name] for each in why.moments], rows, ".-", color=colour)
        for row, each in zip(rows, why.moments, strict=True):
            if "let in" in each.message:
                marker, fill = SIGNS[fate(each.message)]
                axis.plot(
                    BESIDE, row, marker, color=fill, markeredgecolor=QUIET, clip_on=False
                )  # fmt: skip
        told = [grown_up(each.occasion.what) for each in why.moments]
        axis.set_yticks(rows, told, fontsize=8)
        axis.set_xlim(0.0, 1.0)
        axis.set_ylim(len(rows) - 0.5, -0.5)
        axis.set_xlabel("arousal, mentalising")
        lines = [sign(name, colour) for name, colour in COLOURS.items()]
        messages = [
            sign(name, fill, marker, markeredgecolor=QUIET)
            for name, (marker, fill) in SIGNS.items()
        ]
        axis.legend(
            handles=[*lines, *messages], loc="lower right", bbox_to_anchor=(1.05, 1.0), ncols=5,
            fontsize=8,
        )  # fmt: skip
        caption(figure, headline(why))
    return figure


def fate(message):
    """What became of a message, as the legend has it."""
    if not message["attended to"]:
        return UNHEARD
    return LET_IN if message["let in"] else KEPT_OUT
