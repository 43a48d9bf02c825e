"""A sweep is cut into pieces; each is played, kept or lost as a whole.

How it is cut follows from the config alone, so that every machine cuts it alike.
"""

import json
import math
import platform
from importlib.metadata import version
from typing import NamedTuple

import numpy as np

from trustsim.engine.simulate import quietly
from trustsim.measures import by_cohort
from trustsim.study.scenario import age_in_days, from_dict, plain
from trustsim.theory.compiled import fingerprint

ENCOUNTERS = 25_000_000  # in a piece: some seconds on one core
FEWEST_PIECES = 16  # so that many cores have something to do
MOST_PIECES = 5_000  # each is a file
ROWS = "rows"
LIBRARIES = ("trustsim", "numpy", "numba", "scipy", "pyarrow")  # that may change a last bit


class Piece(NamedTuple):
    """Consecutive points, from the first to the one before the last."""

    number: int
    first: int
    last: int


class Order(NamedTuple):
    """What somebody far away needs to know in order to play a piece."""

    scenario: dict  # its differences from the defaults
    name: str
    varied: dict  # dotted name -> kind of its column
    first: int  # number of the first point
    points: list  # of this piece
    measures: tuple
    children: tuple


def pieces(sweep):
    """All pieces of a sweep, in order."""
    each = points_in_a_piece(sweep)
    starts = range(0, len(sweep.points), each)
    return [
        Piece(number, first, min(first + each, len(sweep.points)))
        for number, first in enumerate(starts)
    ]


def points_in_a_piece(sweep):
    """As many as make some seconds of work, but neither too few pieces nor too many files."""
    life = sweep.scenario.childhood
    days = age_in_days(sweep.scenario.visits[-1].months)
    encounters = 1 + days * (life.distress + life.play + life.lessons)
    children = sweep.scenario.worlds * sum(sweep.crowds()) / len(sweep.points)
    by_work = round(ENCOUNTERS / (encounters * children))
    by_cores = len(sweep.points) // FEWEST_PIECES
    by_files = math.ceil(len(sweep.points) / MOST_PIECES)
    return max(1, min(by_work, by_cores), by_files)


def order(sweep, piece):
    """The order for one piece."""
    return Order(
        plain(sweep.scenario.differences), sweep.scenario.name, sweep.varied, piece.first,
        sweep.points[piece.first : piece.last], sweep.measures, sweep.children,
    )  # fmt: skip


def played(order):
    """Play every point of an order on one core; returns a table for each thing that is kept.

    ``rows`` has a row for each point, world and measure, in this order; the other tables have one
    for each child at each visit.
    """
    import pyarrow as pa

    scenario = from_dict(order.scenario, name=order.name)
    found, kept = [], {name: [] for name in order.children}
    for number, values in enumerate(order.points, order.first):
        changes = dict(zip(order.varied, values, strict=True))
        records = quietly(scenario.but({k: v for k, v in changes.items() if v is not None}), 1)
        found.append((number, by_cohort(records, order.measures or None)))
        for name, parts in kept.items():
            rows = records.tables[name]
            parts.append(rows.assign(point=np.int32(number))[["point", *rows]])
    tables = {ROWS: long_rows(order, scenario.seed, found)}
    for name, parts in kept.items():
        whole = pa.concat_tables(
            [pa.Table.from_pandas(rows, preserve_index=False) for rows in parts],
            promote_options="permissive",
        )
        tables[name] = whole.replace_schema_metadata(None)
    return tables


def long_rows(order, seed, found):
    """A row for each point, world and measure; ``found`` holds (point, measure -> (world,))."""
    import pyarrow as pa

    names = list(dict.fromkeys(name for _, numbers in found for name in numbers))
    place = {name: k for k, name in enumerate(names)}
    points, worlds, measures, values = [], [], [], []
    for point, numbers in found:
        matrix = np.stack([*numbers.values()], axis=1)
        w, m = matrix.shape
        points.append(np.full(w * m, point, dtype=np.int32))
        worlds.append(np.repeat(np.arange(w, dtype=np.int32), m))
        measures.append(np.tile(np.array([place[name] for name in numbers], dtype=np.int32), w))
        values.append(matrix.ravel())
    point = np.concatenate(points)
    columns = {
        "point": pa.array(point),
        "world": pa.array(np.concatenate(worlds)),
        "measure": pa.DictionaryArray.from_arrays(np.concatenate(measures), names),
        "value": pa.array(np.concatenate(values), from_pandas=True),
    }
    of_point = pa.array(point - order.first)
    columns |= {
        name: values.take(of_point)
        for name, values in design_columns(order.varied, order.points).items()
    }
    columns |= {
        "seed": pa.array(np.full(len(point), seed, dtype=np.uint32)),
        "fingerprint": same_in_every_row(fingerprint(), len(point)),
        "versions": same_in_every_row(versions(), len(point)),
    }
    return pa.table(columns)


def design_columns(varied, points):
    """The points as columns, by the name of what is varied; lists and tables as JSON."""
    import pyarrow as pa

    columns = {}
    for (name, kind), values in zip(varied.items(), zip(*points, strict=True), strict=True):
        if kind == "string":
            values = [as_text(value) for value in values]
        columns[name] = pa.array(values, type=pa.type_for_alias(kind))
    return columns


def kind(values):
    """The kind of column that holds all of these values, in the words of Arrow."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return "bool"
    if kinds == {int}:
        return "int64"
    return "double" if kinds <= {int, float} else "string"


def as_text(value):
    """A value as text: itself if it is text, otherwise JSON."""
    return value if value is None or isinstance(value, str) else json.dumps(plain(value))


def same_in_every_row(words, length):
    """A column that says the same everywhere."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(np.zeros(length, dtype=np.int32), [words])


def versions(libraries=LIBRARIES):
    """Everything beside the theory's source that may change a number in its last bit."""
    found = [f"{name} {version(name)}" for name in libraries]
    return ", ".join([*found, platform.machine()])
