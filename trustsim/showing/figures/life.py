"""The life of one child: what it does with distress, and what it believes, month by month."""

import numpy as np

from trustsim.showing.figures.biographies import BELIEFS, STRATEGIES
from trustsim.showing.figures.style import blank, style


def life(history, items, child):
    """Strategies and beliefs of one child.

    ``history`` has a row for each month: the age in months, and the values of ``items`` by name.
    """
    rows = np.asarray(history, dtype=float)
    months, values = rows[:, 0], dict(zip(items, rows[:, 1:].T, strict=True))
    with style():
        figure, axes = blank(1, 2, (10.5, 3.6), sharey=True)
        for name, colour in STRATEGIES.items():
            axes[0, 0].plot(months, values[name], color=colour, label=name)
        for name, (words, colour, line) in BELIEFS.items():
            axes[0, 1].plot(months, values[name], line, color=colour, label=words)
        for axis, words in zip(axes[0], ("propensity in distress", "belief"), strict=True):
            axis.set_xlabel("age (months)")
            axis.set_ylabel(words)
            axis.set_ylim(0, 1)
            axis.legend(loc="upper left", bbox_to_anchor=(0, -0.2), ncols=2, fontsize=9)
        axes[0, 0].set_title(f"Child {child}")
    return figure
