"""What becomes of patients along the one number in which the arms of a trial differ."""

from trustsim.showing.figures.style import QUIET, blank, style
from trustsim.showing.figures.trial import HUES, beside, headline

PANELS = (
    ("gained", "points of symptoms fewer\nthan under {}"),
    ("left", "share who stop coming"),
    ("harmed", "share reliably worse off\nthan under {}"),
)


def along(asked, rows):
    """Points gained, who leaves and who is harmed, by the value of the number that was varied.

    At the end and later; over all patients, who are the same at every value, with 95 % intervals.
    """
    ages = list(dict.fromkeys(rows["months"]))
    looks = dict(zip(ages, (("o", "-", HUES[0]), ("D", "--", HUES[1])), strict=False))
    name = rows["varied"].iloc[0].removeprefix("visits.")
    with style():
        figure, axes = blank(1, len(PANELS), (12.0, 4.0))
        for axis, (item, words) in zip(axes[0], PANELS, strict=True):
            for months in ages[:1] if item == "left" else ages:
                own = rows[rows["months"] == months]
                mean, low, high = (own[item + end] for end in ("", "_low", "_high"))
                shape, dash, colour = looks[months]
                axis.errorbar(
                    own["value"], mean, [mean - low, high - mean], fmt=shape, linestyle=dash,
                    color=colour, markersize=5, capsize=2,
                    label=f"{months - asked.intake:g} months after intake",
                )  # fmt: skip
            axis.set_xlabel(name)
            axis.set_ylabel(words.format(beside(asked)))
            axis.set_ylim(bottom=min(0.0, axis.get_ylim()[0]))
        axes[0, 0].axhline(0.0, color=QUIET, linewidth=1, linestyle=":")
        figure.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
        many = int(rows["n"].iloc[0])
        headline(figure, asked, f"\nthe same {many} people at every value; bars: 95 % intervals")
    return figure
