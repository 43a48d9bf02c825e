"""Where to look: the points of a sweep.

A point is a tuple with a value for each thing that is varied; None means *as the config has it*.
"""

import itertools
import math
from collections import Counter
from typing import NamedTuple

from trustsim.mistakes import Mistake, choice, listed, named, quoted
from trustsim.sweeps import sensitivity
from trustsim.sweeps.axis import MOST
from trustsim.sweeps.names import dotted

MOST_NUMBERS = 100_000_000  # of all points together: a few gigabytes
VERY_MANY = 10**15  # points, which nobody counts one by one


class Design(NamedTuple):
    """One way to choose points."""

    points: object  # function (axes, number of points, seed) -> points
    words: str  # what it is good for
    needs_ranges: bool = False  # between two limits, instead of lists
    needs_number: bool = False  # of points


def grid(axes, number, seed):
    """Every combination of the listed values."""
    return list(itertools.product(*(each.values for each in axes)))


def zipped(axes, number, seed):
    """The first values of all lists together, then the second ones, and so on."""
    values = {each.name: each.values for each in axes}
    if len({len(each) for each in values.values()}) > 1:
        said = listed(f"{name} has {len(each)}" for name, each in values.items())
        raise Mistake(f"zipped lists must be equally long; {said}")
    return list(zip(*values.values(), strict=True))


def one_at_a_time(axes, number, seed):
    """The config as it is; then each thing varied alone, all others as the config has them."""
    points = [(None,) * len(axes)]
    for k, each in enumerate(axes):
        for value in each.values:
            points.append((*points[0][:k], value, *points[0][k + 1 :]))
    return points


def latin_hypercube(axes, number, seed):
    """Each range cut into as many parts as there are points; each part visited once."""
    from scipy.stats import qmc

    sampler = qmc.LatinHypercube(len(axes), rng=seed)
    return from_even_shares(axes, sampler.random(number))


def sobol(axes, number, seed):
    """The scrambled Sobol sequence: even from the first point to the last."""
    from scipy.stats import qmc

    balanced(number)
    sampler = qmc.Sobol(len(axes), rng=seed)
    return from_even_shares(axes, sampler.random(number))


def saltelli(axes, number, seed):
    """Saltelli's design for Sobol indices: ``number`` x (parameters + 2) points."""
    balanced(number)
    return from_even_shares(axes, points_of_sensitivity("saltelli", axes, number))


def morris(axes, number, seed):
    """Morris's trajectories: ``number`` x (parameters + 1) points."""
    return [
        tuple(each.at(share) for each, share in zip(axes, point, strict=True))
        for point in points_of_sensitivity("morris", axes, number).tolist()
    ]


def points_of_sensitivity(design, axes, number):
    """The points of a design for sensitivity as shares of the ranges: (point, parameter)."""
    unit = {each.name: (0.0, 1.0) for each in axes}
    return getattr(sensitivity, f"{design}_points")(unit, number)


def balanced(number):
    """Raise unless a Sobol sequence of this length is balanced."""
    if number & (number - 1):
        below = 1 << (number.bit_length() - 1)
        raise Mistake(
            f"points = {number}: a Sobol sequence is even only for powers of two; "
            f"take {below} or {2 * below}"
        )


def from_even_shares(axes, shares):
    """Points from even shares of the ranges, an array (point, parameter)."""
    return [
        tuple(each.drawn(share) for each, share in zip(axes, point, strict=True))
        for point in shares.tolist()
    ]


DESIGNS = {
    "grid": Design(grid, "every combination of the listed values"),
    "zipped": Design(zipped, "lists side by side"),
    "one_at_a_time": Design(one_at_a_time, "each thing alone, for illustration"),
    "latin_hypercube": Design(latin_hypercube, "ranges covered evenly", True, True),
    "sobol": Design(sobol, "ranges covered evenly, by a power of two of points", True, True),
    "saltelli": Design(saltelli, "Sobol indices of sensitivity", True, True),
    "morris": Design(morris, "screening of many parameters", True, True),
}
FROM_FILE = "table"  # points that somebody else has chosen


def design_points(design, axes, number, seed):
    """The points of a design. Raises Mistake where the axes do not suit it."""
    choice("design", design, list(DESIGNS))
    kind = DESIGNS[design]
    if not axes:
        raise Mistake("nothing is varied; say what in [sweep.vary]")
    for name, number_of in Counter(each.name for each in axes).items():
        if number_of > 1:
            raise Mistake(f"{name} is varied twice")
    for each in axes:
        if kind.needs_ranges and not each.is_range:
            raise Mistake(f"{each.name}: {design} looks through ranges; give {{ low, high }}")
        if not kind.needs_ranges and not each.size:
            raise Mistake(f"{each.name}: {design} takes lists; give one, or steps")
    if kind.needs_number and number is None:
        raise Mistake(f"points is missing; {design} needs to know how many")
    if not kind.needs_number and number is not None:
        raise Mistake(f"points = {number}: {design} follows from the lists; leave points out")
    check_number(design, axes, number)
    return kind.points(axes, number, seed)


def check_number(design, axes, number):
    """Raise Mistake, before any point is made, where there would be too many."""
    total = length(design, axes, number)
    said = f"{total:,}" if total < VERY_MANY else f"{total:.0e}"
    if total > MOST:
        raise Mistake(f"the {design} has {said} points, more than {MOST:,}; ask for fewer")
    if total * len(axes) > MOST_NUMBERS:
        raise Mistake(
            f"the {design} has {said} points of {len(axes)} numbers, more than {MOST_NUMBERS:,} in "
            "all; ask for fewer"
        )


def length(design, axes, number):
    """How many points a design has, at most."""
    sizes = [each.size for each in axes]
    if design in sensitivity.METHODS:
        return number * (len(axes) + sensitivity.METHODS[design].more)
    if DESIGNS[design].needs_number:
        return number
    return {"grid": math.prod(sizes), "zipped": max(sizes), "one_at_a_time": 1 + sum(sizes)}[design]


def from_file(path, words, where):
    """Names and points of a table (CSV): a column for each thing that is varied.

    ``words`` are the columns that are wanted; all of them if there is none.
    """
    import pyarrow.csv as csv

    try:
        with path.open("rb") as file:
            table = csv.read_csv(file)
    except FileNotFoundError:
        raise Mistake(f"{where} table = {quoted(path)}: no such file") from None
    except UnicodeDecodeError:
        raise Mistake(f"{where} table = {quoted(path)}: is not a text file in UTF-8") from None
    except (OSError, ValueError) as error:  # pyarrow's errors of parsing are ValueErrors
        raise Mistake(f"{where} table = {quoted(path)}: cannot be read ({error})") from None
    if table.num_rows > MOST:
        raise Mistake(f"{path}: has {table.num_rows:,} points, more than {MOST:,}")
    columns = [name.strip() for name in table.column_names]
    if "" in columns:
        raise Mistake(f"{path}: column {columns.index('') + 1} has no name")
    table = table.rename_columns(columns)
    for word in words:
        if word not in columns:
            raise Mistake(
                f"{path}: has no column {named(word)}; "
                f"its columns are {listed(columns, word) or 'none'}"
            )
    words = list(words) or columns
    if twice := [word for word, number in Counter(words).items() if number > 1]:
        raise Mistake(f"{path}: has more than one column {named(twice[0])}")
    if not table.num_rows:
        raise Mistake(f"{path}: has no point; give a head and at least one line")
    values = {word: table[word].to_pylist() for word in words}
    for word, column in values.items():
        if None in column:
            raise Mistake(
                f"{path}: line {column.index(None) + 2}, {named(word)}: the value is missing"
            )
    try:
        names = [dotted(word) for word in words]
    except Mistake as mistake:
        raise Mistake(f"{path}: {mistake}") from None
    for name, number in Counter(names).items():
        if number > 1:
            same = " and ".join(
                named(w) for w, full in zip(words, names, strict=True) if full == name
            )
            raise Mistake(f"{path}: columns {same} are both {name}")
    return names, list(zip(*values.values(), strict=True))
