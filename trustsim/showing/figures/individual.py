"""What each treatment did to each patient, beside the first arm."""

import numpy as np

from trustsim.asking.trials.outcomes import cutoffs
from trustsim.showing.figures.style import QUIET, sign, small_multiples, style
from trustsim.showing.figures.trial import headline, look_of

BINS = 41  # an odd number: one of them has no effect in its middle
LEFT = 0.45  # how much paler those are who have left


def individual(asked, rows, told):
    """How many patients gain and lose how much at the end, an arm a panel.

    ``rows`` has a row for each patient in each arm, ``told`` the distribution of each arm.
    """
    arms, reliable = list(dict.fromkeys(rows["arm"])), cutoffs(asked).reliable
    told = told[told["months"] == asked.end].set_index("arm")
    far = max(1.45 * reliable, 1.02 * rows["points"].abs().max())
    edges = np.linspace(-far, far, BINS + 1)
    with style():
        figure, axes = small_multiples(
            len(arms), 3, (3.4, 2.6), (0.4, 1.0), sharex=True, sharey=True
        )
        for axis, arm in zip(axes.flat, arms, strict=False):
            of_arm, colour = rows[rows["arm"] == arm], look_of(asked, arm)["color"]
            gone = of_arm["left"]
            stayed, left = (of_arm["points"][those] for those in (~gone, gone))
            axis.hist([left, stayed], edges, stacked=True, color=[pale(colour), colour])
            axis.axvline(0.0, color="black", linewidth=0.8)
            for cut in (-reliable, reliable):
                axis.axvline(cut, color=QUIET, linewidth=1, linestyle="--")
            axis.set_title(f"{arm}, n = {len(of_arm)}")
            shares(axis, told.loc[arm])
            axis.xaxis.set_tick_params(labelbottom=True)
            axis.set_xlabel(f"points fewer than under {asked.beside[arm]}", fontsize=9)
            axis.set_ylabel("patients", fontsize=9)
        figure.legend(
            handles=[
                sign("stayed", "black", "s"),
                sign("left", pale("black"), "s"),
                sign(f"reliable change: {reliable:.2f} points", QUIET, linestyle="--"),
            ],
            loc="outside lower center", ncols=3,
        )  # fmt: skip
        months = asked.end - asked.intake
        headline(figure, asked, f"\npoints of symptoms {months:g} months after intake, "
                 "the same person in both arms")  # fmt: skip
    return figure


def shares(axis, row):
    """Who is reliably worse off, neither, and better off, in words where they stand."""
    for x, side, name in ((0.03, "left", "worse"), (0.97, "right", "better")):
        axis.text(x, 0.95, f"{name}\n{row[name]:.1%}", ha=side, va="top", fontsize=8,
                  transform=axis.transAxes)  # fmt: skip


def pale(colour):
    """The same colour, less of it."""
    from matplotlib.colors import to_rgb

    return tuple(1.0 - LEFT * (1.0 - part) for part in to_rgb(colour))
