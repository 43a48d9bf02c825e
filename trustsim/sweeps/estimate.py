"""A dry run: how many runs a sweep is, how long it takes here, and how much it writes."""

import shutil
from pathlib import Path
from timeit import repeat
from typing import NamedTuple

import numpy as np

from trustsim.mistakes import Mistake
from trustsim.sweeps.files import as_parquet
from trustsim.sweeps.names import CROWD
from trustsim.sweeps.pieces import ROWS, order, pieces, played
from trustsim.sweeps.store import WHOLE, belonging

FEW, SOME = 2, 40  # children: from both follows what a child costs and what a run costs besides
TRIALS = 3  # the quickest counts: others may use the machine, too
ROOM = 1.1  # what is asked of a disk, as a multiple of the estimate


class Cost(NamedTuple):
    """What a sweep is going to be."""

    points: int
    runs: int  # cohorts
    children: int
    pieces: int
    rows: int
    seconds: float  # on one core
    size: int  # bytes


def sweep_cost(sweep, shard=WHOLE):
    """What a sweep, or a shard of it, will cost, from two very small trials of one point."""
    everything = pieces(sweep)
    parts = [everything[number] for number in belonging(len(everything), shard)]
    scenario = sweep.scenario
    points = sum(piece.last - piece.first for piece in parts)
    runs = points * scenario.worlds
    crowds = sweep.crowds()
    children = scenario.worlds * sum(sum(crowds[piece.first : piece.last]) for piece in parts)
    fixed, each, tables = tried(order(sweep, everything[len(everything) // 2]))
    rows = tables[ROWS].num_rows * runs
    size = len(parts) * empty_size(tables) + sum(
        row_size(name, table) * (runs if name == ROWS else children / FEW)
        for name, table in tables.items()
    )
    seconds = points * fixed + children * each
    return Cost(points, runs, children, len(parts), rows, seconds, round(size))


def tried(whole):
    """Seconds of a point, seconds of a child, and the tables of one cohort of a few children."""
    varied, (point, *_) = list(whole.varied), whole.points

    def trial(children):
        few = [children if name == CROWD else v for name, v in zip(varied, point, strict=True)]
        scenario = whole.scenario | {"worlds": 1, "children": children}
        cohort = whole._replace(points=[few], scenario=scenario)
        tables = played(cohort)  # once for what is done only once
        return min(repeat(lambda: played(cohort), number=1, repeat=TRIALS)), tables

    (few, tables), (some, _) = trial(FEW), trial(SOME)
    each = max(some - few, 0.0) / (SOME - FEW)
    return max(few - FEW * each, 0.0), each, tables


def empty_size(tables):
    """Bytes of the files of a piece before anything is in them."""
    return sum(len(as_parquet(table.slice(0, 1))) for table in tables.values())


def row_size(name, table):
    """Bytes of what cannot be compressed in a table: its numbers, but not those of the point."""
    import pyarrow as pa

    numbers = 1 if name == ROWS else sum(map(pa.types.is_float64, table.schema.types))
    return table.num_rows * numbers * np.dtype(float).itemsize


def affordable(folder, size):
    """Raise Mistake unless the disk has room for what a sweep will write."""
    here = Path(folder).absolute()
    while not here.exists():
        here = here.parent
    free = shutil.disk_usage(here).free
    if free < ROOM * size:
        raise Mistake(
            f"{folder}: the sweep needs about {in_bytes(ROOM * size)}, and the disk has "
            f"{in_bytes(free)}; make room, keep fewer measures, or give another --out"
        )


def in_bytes(size):
    """A number of bytes as people say it."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:.3g} TB"
