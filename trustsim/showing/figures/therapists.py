"""What becomes of the patients of each therapist, along how far the therapist reflects."""

from trustsim.showing.figures.style import QUIET, small_multiples, style
from trustsim.showing.figures.trial import headline, look_of

HEADING = "over {therapists:.0f} therapists: r {r:.2f} [{r_low:.2f}, {r_high:.2f}]"


def therapists(asked, rows, told):
    """The mean gain of the patients of each therapist, an arm a panel, by reflective functioning.

    ``rows`` has a row for each therapist in each arm, ``told`` how far both go together in it.
    """
    arms = list(dict.fromkeys(rows["arm"]))
    with style():
        figure, axes = small_multiples(
            len(arms), 3, (4.6, 3.8), (0.0, 0.7), sharex=True, sharey=True
        )
        for axis, arm in zip(axes.flat, arms, strict=False):
            of_arm = rows[(rows["arm"] == arm) & (rows["n"] > 1)]  # one alone has no interval
            reach = [of_arm["gain"] - of_arm["low"], of_arm["high"] - of_arm["gain"]]
            colour = look_of(asked, arm)["color"]
            axis.errorbar(
                of_arm["reflective"], of_arm["gain"], reach, fmt="none", ecolor=colour,
                elinewidth=0.6, alpha=0.5,
            )  # fmt: skip
            axis.scatter(of_arm["reflective"], of_arm["gain"], of_arm["n"], colour, zorder=3)
            axis.axhline(0.0, color=QUIET, linewidth=1, linestyle="--")
            axis.set_title(f"{arm}\n{HEADING.format(**told.set_index('arm').loc[arm])}")
            axis.xaxis.set_tick_params(labelbottom=True)
            axis.set_xlabel("therapist's reflective functioning (-1 to 9)")
            axis.set_ylabel("points of symptoms fewer\nthan at intake")
        many = rows["n"]
        headline(
            figure, asked,
            f"\neach dot a therapist, as large as patients are many ({many.min()} to {many.max()}"
            f" of {asked.wanted}); gain beyond what\nintake foretells; bars: 95 % intervals over "
            "patients; of r: over therapists",
        )  # fmt: skip
    return figure
