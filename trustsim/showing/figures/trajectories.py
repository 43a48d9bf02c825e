"""How patients of each childhood fare, from intake until long after, in each arm."""

from trustsim.showing.figures.style import QUIET, sign, small_multiples, style
from trustsim.showing.figures.trial import BANDED, headline, look_of


def trajectories(asked, rows):
    """Symptoms by months since intake, a panel for each childhood and a line for each arm.

    Arms without sessions are asked by a questionnaire now and then, and have marks there. The bars
    and bands are 95 % intervals over patients, where there are few enough arms to see them.
    """
    arms, banded = list(dict.fromkeys(rows["arm"])), len(set(rows["arm"])) <= BANDED
    with style():
        childhoods = list(dict.fromkeys(rows["childhood"]))
        figure, axes = small_multiples(
            len(childhoods), 2, (5.0, 3.0), (0.0, 1.0), sharex=True, sharey=True
        )
        for axis, childhood in zip(axes.flat, childhoods, strict=False):
            here = rows[rows["childhood"] == childhood]
            for arm in arms:
                course_of_arm(axis, asked, here[here["arm"] == arm], arm, banded)
            axis.axhline(asked.symptoms, color=QUIET, linewidth=1, linestyle="--")
            axis.set_title(f"{childhood} childhood, n = {here['n'].iloc[0]}")
            axis.xaxis.set_tick_params(labelbottom=True)
            axis.set_xlabel("months since intake")
            axis.set_ylabel("symptoms (0 to 4)")
        handles = [
            sign(arm, marker=None if arm in asked.treated else "o", colour=look["color"],
                 linestyle=look["linestyle"])
            for arm in arms for look in [look_of(asked, arm)]
        ]  # fmt: skip
        handles.append(sign("who has more is a patient", QUIET, linestyle="--"))
        figure.legend(handles=handles, loc="outside lower center", ncols=5)
        bands = "; bands and bars: 95 % intervals over patients" if banded else ""
        headline(figure, asked, f"\nmeans of all of them, in every arm the same people{bands}")
    return figure


def course_of_arm(axis, asked, rows, arm, banded):
    """The mean of one arm, and its interval if it is to be seen."""
    look, months = look_of(asked, arm), rows["months"] - asked.intake
    mean, low, high = (rows[f"symptoms{end}"] for end in ("", "_low", "_high"))
    axis.plot(months, mean, linewidth=1.4, marker=None if arm in asked.treated else "o",
              markersize=4, **look)  # fmt: skip
    if banded and arm in asked.treated:
        axis.fill_between(months, low, high, color=look["color"], alpha=0.15, linewidth=0)
    elif banded:
        axis.vlines(months, low, high, color=look["color"], linewidth=1)
