"""What treatments do in different worlds, each beside the same world without it."""

import numpy as np

from trustsim.asking.trials.contrasts import pairs
from trustsim.asking.trials.outcomes import quantile
from trustsim.showing.figures.style import QUIET, blank, style
from trustsim.showing.figures.trial import HUES, SHAPES, headline

APART = 0.3  # months by which arms stand side by side


def contrasts(asked, effects, rows):
    """Symptoms in every world, treated and not, and what treatment adds in each of them.

    A colour for each arm that others are beside, and for those; it is drawn open and dashed, and
    what is treated filled. Bars are 95 % intervals. By how much the gains differ is in the title.
    """
    treated = list(dict.fromkeys(arm for pair in pairs(asked) for arm in pair))
    worlds = list(dict.fromkeys(asked.beside[arm] for arm in treated))
    with style():
        figure, axes = blank(1, 2, (11.0, 4.6))
        left, right = axes[0]
        for k, arm in enumerate(dict.fromkeys([*worlds, *treated])):
            own = effects[effects["arm"] == arm]
            colour = HUES[worlds.index(asked.beside[arm] if arm in treated else arm) % len(HUES)]
            look = {"color": colour, "markersize": 5, "capsize": 2, "label": arm,
                    "marker": SHAPES[k % len(SHAPES)]}  # fmt: skip
            x = own["months"] - asked.intake + APART * (k - (len(worlds) + len(treated) - 1) / 2.0)
            open_ = {} if arm in treated else {"linestyle": ":", "markerfacecolor": "none"}
            error = quantile() * own["sd"] / np.sqrt(own["n"])
            left.errorbar(x, own["symptoms"], error, **look, **open_)
            if arm in treated:
                gain, low, high = (own[f"individual{end}"] for end in ("", "_low", "_high"))
                right.errorbar(x, gain, [gain - low, high - gain], **look)
        right.axhline(0.0, color=QUIET, linewidth=1, linestyle="--")
        left.set_ylabel("symptoms (0 to 4)")
        right.set_ylabel("points of symptoms fewer\nthan in its own comparison")
        n = int(effects["n"].median())
        left.set_title(f"As a trial sees it, about {n} patients an arm")
        right.set_title("What treatment adds, in the same people")
        for axis in (left, right):
            axis.set_xlabel("months since intake")
        figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=4)
        headline(figure, asked, f"\n{difference_words(asked, rows)}")
    return figure


def difference_words(asked, rows):
    """By how much gains differ at the last age, with its interval, a pair after the other."""
    last = rows[rows["months"] == rows["months"].max()]
    return "; ".join(
        f"{row.arm} gains {row.difference:+.3f} points [{row.low:.3f}, {row.high:.3f}] more than "
        f"{row.other}, {row.months - asked.intake:g} months after intake"
        for row in last.itertuples()
    )
