"""Which numbers can be told from what a study reports? What both ways to find out share.

``recovery`` grows cohorts with known values, and estimates the values from what is reported;
``calibration`` looks for the values whose cohorts show what was published, and for known values in
the same way. Both look at points of the ranges, grow a cohort of its own at each, and say of every
number how well it is told, and of every two whether they can be told apart.
"""

import numpy as np
import pandas as pd

from trustsim.engine.simulate import quietly
from trustsim.mistakes import Mistake
from trustsim.theory.chance import WORD

SEED = 1  # of the Latin hypercube
TRIES = 100  # draws in place of one contradictory point
FEW = 20  # children: enough to see what a study reports
STANDARD_ERRORS = 4.0  # by which a correlation must differ from none
ALIKE, OPPOSITE = "alike", "opposite"
EFFECTS = {ALIKE: "raising", OPPOSITE: "lowering"}


def hypercube(ranges, points, check):
    """Points of a Latin hypercube over the ranges, as an array (point, parameter).

    ``check`` takes the values of a point, by name, and raises Mistake where they contradict each
    other; such a point is drawn anew.
    """
    from scipy.stats import qmc

    sampler = qmc.LatinHypercube(len(ranges), rng=SEED)
    low, high = both_ends(ranges)
    values = low + (high - low) * sampler.random(points)
    for point in values:
        for _ in range(TRIES):
            try:
                check(by_name(ranges, point))
                break
            except Mistake as mistake:
                why = mistake
                point[:] = low + (high - low) * sampler.random(1)[0]
        else:
            raise Mistake(f"hardly a point of the searched ranges is possible: {why}")
    return values


def both_ends(ranges):
    """The lower and the upper ends of all ranges, as two arrays (parameter,)."""
    return np.array([*ranges.values()], dtype=float).T


def by_name(ranges, point):
    """The values of one point, by name."""
    return dict(zip(ranges, map(float, point), strict=True))


def another_cohort(study, number, changes, threads):
    """The Records of a study under some changes; each number has other children, another luck."""
    return quietly(study.but(changes | {"seed": (study.seed + number) % (WORD + 1)}), threads)


def pair_table(names, r):
    """A row for each pair of parameters, those that go together most first.

    ``r`` holds what correlates of them (their errors, or their values in the posterior). Where it
    is negative, raising one does what raising the other does, and only their sum is known; where it
    is positive, raising one does what lowering the other does.
    """
    first, second = np.triu_indices(len(names), 1)
    names = np.array(names, dtype=object)
    rows = pd.DataFrame({"first": names[first], "second": names[second], "r": r[first, second]})
    rows["effects"] = np.where(rows["r"] < 0.0, ALIKE, OPPOSITE)
    return rows.sort_values("r", key=abs, ascending=False, ignore_index=True)


def least_sure(r, size):
    """The least correlation that is both this great and, in so many, none by chance."""
    return max(r, STANDARD_ERRORS / np.sqrt(size))


def pair_entries(head, pairs, note):
    """Pairs under a head, a line each: what raising one does; ``note`` tells of its strength."""
    return entries(
        head,
        [
            f"{pair.first} and {pair.second}: raising one does what {EFFECTS[pair.effects]} the "
            f"other does ({note(pair)})"
            for pair in pairs.itertuples()
        ],
    )


def verdict_entries(rows, heads):
    """The parameters of each verdict under its head (verdict -> head)."""
    return [
        entries(head, rows.loc[rows["verdict"] == verdict, "parameter"].tolist())
        for verdict, head in heads.items()
    ]


def entries(head, lines):
    """A head and its lines; nothing where there are none."""
    return "\n".join([f"{head}:", *(f"  {line}" for line in lines)]) if lines else ""


def paragraphs(parts):
    """Those parts in which anything is said, with an empty line between them."""
    return "\n\n".join(part for part in parts if part)
