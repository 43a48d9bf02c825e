"""What is compared in a sweep: the points at each place of the axes, and the means there.

A comparison is fair where every place of the axes meets the same values of all other parameters: on
a grid, and where one parameter is varied at a time. Points that have no counterpart at every other
place are left out. Where there are no counterparts (Latin hypercube, Sobol' sequence), the other
parameters differ from point to point, and means are taken over bins.
"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from trustsim.measures import estimated, is_share, of_everybody
from trustsim.measures.cohorts import bounded, student
from trustsim.mistakes import Mistake
from trustsim.showing.figures.sweep import MOST, plainly, varied
from trustsim.sweeps.rows import UNFINISHED

FEW = 12  # values of a parameter that are told apart without bins
THIRDS = ("low", "middle", "high")
IN_A_BIN, BINS = 10, 10  # points at least, bins at most


class Compared(NamedTuple):
    """The points that are compared, and what is to be said of them."""

    points: pd.DataFrame  # index: point; columns: the axes, and ``by`` as a level
    levels: dict  # of ``by``: value -> words
    whole: bool  # the places of the axes form a grid and meet the same values of other parameters
    notes: list


def compared(rows, axes, by):
    """The points of a sweep at the places of ``axes``, for each level of ``by`` (may be empty)."""
    points = placed(rows, [*axes, by] if by else axes)
    points, levels = levelled(points, by) if by else (points.assign(level=""), {"": ""})
    keys = [*axes, "level"]
    others = [name for name in points if name not in (*keys, by)]
    along = [name for name in others if any(follows(points, name, key) for key in keys)]
    rest = [name for name in others if name not in along]
    notes = [f"Not finished: {rows.attrs[UNFINISHED]}."] if UNFINISHED in rows.attrs else []
    notes += [f"Varied along: {said_plainly(along)}."] if along else []
    places = points[keys].drop_duplicates()
    grid = len(places) == np.prod([points[key].nunique() for key in keys])
    common = counterparts(points, keys, rest)
    if grid and common.any():
        kept = points[common]
        notes += [averaged(kept, rest)] if len(kept) > len(places) else []
        if len(kept) < len(points):
            notes.append(
                f"Left out: {len(points) - len(kept):,} points without counterparts that differ "
                "in nothing else."
            )
        held = [name for name in rest if kept[name].nunique(dropna=False) == 1]
        if held:
            notes.append(f"Held: {', '.join(f'{plainly(n)} {at(kept[n].iloc[0])}' for n in held)}.")
        return Compared(kept[keys], levels, True, notes)
    single = len(points) == len(places)
    if grid and single and (len(axes) > 1 or len(points) <= FEW * len(levels)):
        notes.append(f"Other values there of {said_plainly(rest)}.")
        return Compared(points[keys], levels, True, notes)
    notes.append(f"Different from point to point: {said_plainly(rest)}." if rest else "")
    return Compared(points[keys], levels, False, notes)


def placed(rows, axes):
    """The points at which each of the axes was set, and the values of all parameters there.

    Raises Mistake where there is no such point. No value: a parameter is as the config has it.
    """
    points = rows.drop_duplicates("point").set_index("point")[varied(rows)].dropna(subset=axes)
    if points.empty:
        raise Mistake(f"{' and '.join(axes)} were varied one at a time, never together")
    return points


def at(value):
    """The value of a parameter, in words."""
    return "as the config has it" if pd.isna(value) else f"at {number(value)}"


def number(value):
    """A value as it is printed: digits that matter, or the text of a list."""
    return value if isinstance(value, str) else f"{value:.3g}"


def levelled(points, by):
    """The points with a column ``level``, and what the levels of ``by`` are called."""
    values = np.unique(points[by])
    if len(values) <= MOST or not is_numeric_dtype(points[by]):
        return points.assign(level=points[by]), {v: f"{plainly(by)} {number(v)}" for v in values}
    level, edges = pd.cut(points[by], len(THIRDS), labels=False, retbins=True)
    words = {
        n: f"{plainly(by)} {third}, {edges[n]:.2g} to {edges[n + 1]:.2g}"
        for n, third in enumerate(THIRDS)
    }
    return points.assign(level=level).drop(columns=by), words


def follows(points, name, key):
    """Whether a parameter only rises, or only falls, with another: they were varied together."""
    groups = points.groupby(key)[name]
    first = groups.first()
    together = bool((groups.nunique() == 1).all())
    return together and (first.is_monotonic_increasing or first.is_monotonic_decreasing)


def counterparts(points, keys, rest):
    """Which points have others that differ in nothing but their place, at every place."""
    if not rest:
        return pd.Series(True, index=points.index)
    combination = points.groupby(rest, dropna=False).ngroup()
    place = points.groupby(keys).ngroup()
    places = place.groupby(combination).nunique()
    return combination.map(places) == place.nunique()


def averaged(kept, rest):
    """What means were taken over, in words."""
    over = [f"{plainly(n)} ({kept[n].nunique()} values)" for n in rest if kept[n].nunique() > 1]
    return f"Averaged over {', '.join(over)}." if over else ""


def said_plainly(names):
    """Names as they are read aloud, in a row, unless they are many."""
    return ", ".join(map(plainly, names)) if len(names) <= MOST else f"{len(names)} parameters"


def binned(compared, axes):
    """The points at the middles of bins of equal width along each axis, and all these middles.

    The values of an axis that has few are bins of their own.
    """
    points = compared.points
    values = {axis: np.unique(points[axis]) for axis in axes}
    cut = [a for a in axes if len(values[a]) > FEW and is_numeric_dtype(points[a])]
    cells = len(compared.levels) * math.prod(len(values[a]) for a in axes if a not in cut)
    bins = min(int((len(points) / cells / IN_A_BIN) ** (1.0 / max(len(cut), 1))), BINS)
    if bins < (2 if cut else 1):
        raise Mistake(
            f"{len(points)} points that differ in other parameters too are too few for means; "
            f"{2 ** len(cut) * IN_A_BIN * cells} would do, or a grid"
        )
    for axis in cut:
        number, edges = pd.cut(points[axis], bins, labels=False, retbins=True)
        values[axis] = (edges[1:] + edges[:-1]) / 2.0
        points = points.assign(**{axis: values[axis][number]})
    return points, values


def values_at(rows, points, keys):
    """The values at these points, as a series: each place of ``keys``, each point and world."""
    placed = rows[["point", "world", "measure", "value"]].join(points, on="point", how="inner")
    return placed.set_index([*keys, "point", "world"])["value"]


def means(values, keys):
    """The mean at every place; every cohort counts as much."""
    return values.groupby([*keys, "world"]).mean().groupby(keys).mean()


def estimates(values, keys, whole, children=1):
    """Mean and 95 % interval at every place, a row for each.

    Where all places meet the same values of other parameters (``whole``), chance lies in the
    cohorts. In bins it lies in the points that happen to be there, too: the interval is that of a
    sum of two means, with the degrees of freedom of Welch and Satterthwaite. Conservative, since
    what a cohort adds to one point and not to another counts twice. Intervals of shares stay in
    [0, 1]; ``children``: in a cohort.
    """
    of_cohorts = values.groupby([*keys, "world"]).mean()
    if whole:
        made = {
            place: estimated(measure(keys, place), each, counted(measure(keys, place), children))
            for place, each in of_cohorts.groupby(keys)
        }
        index = pd.MultiIndex.from_tuples(made, names=keys)
        return pd.DataFrame(list(made.values()), index=index).reset_index()
    parts = []
    for each in (values.groupby([*keys, "point"]).mean(), of_cohorts):
        groups = each.groupby(keys)
        parts.append((groups.var() / groups.count(), groups.count() - 1))
    (points, more_points), (cohorts, more_cohorts) = parts
    cohorts = cohorts.where(more_cohorts > 0, 0.0)  # one cohort does not tell its chance
    error = np.sqrt(points + cohorts)
    freedom = error**4 / (points**2 / more_points + (cohorts**2 / more_cohorts).fillna(0.0))
    reach = (student(freedom) * error).where(error > 0.0, 0.0)
    mean = means(values, keys)
    table = pd.DataFrame({"mean": mean, "low": mean - reach, "high": mean + reach})
    names = [measure(keys, place) for place in table.index]
    shares = np.array([is_share(name) for name in names])
    sizes = values.groupby(keys).count() * [counted(name, children) for name in names]
    ends = bounded(mean[shares], reach[shares], (student(more_points) ** 2 / sizes)[shares])
    for name, end in zip(("low", "high"), ends, strict=True):
        table.loc[shares, name] = end
    table.loc[more_points < 1, ["low", "high"]] = -np.inf, np.inf
    return table.reset_index()


def measure(keys, place):
    """The measure that a place of these keys is of; nothing where keys tell none apart."""
    return place[keys.index("measure")] if "measure" in keys else ""


def counted(name, children):
    """The children in a cohort of whom a measure tells, at least."""
    return children if of_everybody(name) else 1
