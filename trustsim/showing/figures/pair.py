"""The lives of two twins: what each came to expect and believe, and where they part."""

import numpy as np

from trustsim.showing.figures.decision import AGAINST, FOR
from trustsim.showing.figures.style import QUIET, blank, style

COLUMNS = 3


def pair(first, second, items, words, parting, child):
    """Two lives of one child, item by item.

    ``first`` and ``second`` have a row for each month: the age in months, and the values of
    ``items`` by name. ``words`` are the items to draw and what they are called; ``parting`` is the
    age in months at which the lives part, or None.
    """
    place = {name: items.index(name) + 1 for name in words}
    with style():
        rows_of_axes = -(-len(words) // COLUMNS)
        figure, axes = blank(rows_of_axes, COLUMNS, (9.0, 2.4 * rows_of_axes), sharex=True)
        for axis, name in zip(axes.flat, words, strict=True):
            for rows, colour, line, who in (
                (first, FOR, "-", "with the first caregiver"),
                (second, AGAINST, "--", "with the second caregiver"),
            ):
                life = np.asarray(rows, dtype=float)
                axis.plot(life[:, 0], life[:, place[name]], line, color=colour, label=who)
            if parting is not None:
                axis.axvline(parting, color=QUIET, linewidth=1, linestyle=":", label="they part")
            axis.set_title(words[name])
            axis.set_ylim(0, 1)
        for axis in axes[-1]:
            axis.set_xlabel("age (months)")
        figure.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
        figure.suptitle(f"Child {child}, born twice with the same luck", fontsize=10, color=QUIET)
    return figure
