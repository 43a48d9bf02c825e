"""Our patients' courses beside those of rival accounts of psychotherapy."""

from trustsim.asking.comparison.courses import ALLIANCE, IMPROVED, LEFT, OURS, published
from trustsim.showing.figures.style import COLOURS, QUIET, blank, style

HUES = {
    OURS: COLOURS["all"],
    "howard_1986": COLOURS["secure"],
    "tracey_circle": COLOURS["avoidant"],
}
DASHES = {OURS: "-", "howard_1986": "--", "tracey_circle": "-."}
PANELS = (
    (IMPROVED, "share of patients"),
    (LEFT, "share of patients"),
    (ALLIANCE, "share of its range"),
)


def courses_compared(compared, words=""):
    """One panel for each question, one line for who has a word on it, and what was published."""
    known = published()
    with style():
        figure, axes = blank(1, len(PANELS), (11.0, 4.0))
        for axis, (question, unit) in zip(axes[0], PANELS, strict=True):
            rows = compared.series[compared.series["question"] == question]
            for model in dict.fromkeys([OURS, *rows["model"]]):
                line = rows[rows["model"] == model]
                axis.plot(
                    line["session"], line["mean"], DASHES[model], color=HUES[model], label=model
                )
                if model == OURS:
                    axis.fill_between(
                        line["session"], line["low"], line["high"], color=HUES[model], alpha=0.2,
                        linewidth=0,
                    )  # fmt: skip
            axis.set_xlabel("session")
            axis.set_ylabel(unit)
            axis.set_title(question)
            axis.set_ylim(-0.02, 1.02)
            found = {session: value for (what, session), value in known.items() if what == question}
            if found:
                axis.plot(list(found), list(found.values()), "D", color=COLOURS["disorganised"],
                          label="published")  # fmt: skip
            axis.legend(fontsize=9)
        figure.suptitle(words, fontsize=10, color=QUIET)
    return figure
