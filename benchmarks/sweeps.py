"""What does a sweep cost besides the lives of its children? Ratios within one run, as in engine.py.

    python benchmarks/sweeps.py [workers] [memory] [rows] [constants]

``workers``: one worker against two, and against the engine called in a loop; ``memory``: many
points against few; ``rows``: ten million of them written and asked; ``constants``: what
``docs/scaling.md`` reckons with. All of them if none is named.
"""

import pickle
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Annotated

import numpy as np
import psutil
import pyarrow.dataset as ds
import typer

from trustsim import sweeps
from trustsim.engine.simulate import quietly
from trustsim.measures import by_cohort
from trustsim.sweeps.config import sweep_from_config
from trustsim.sweeps.distribute import cluster, files_as_played
from trustsim.sweeps.files import as_parquet
from trustsim.sweeps.pieces import ROWS, Piece, long_rows, order, pieces, played
from trustsim.sweeps.store import keep, packed

REPEATS = 3
WORLDS, CHILDREN = 5, 147  # of a study
INFANCY = {"strange_situation": {"months": [12]}}
CHILDHOOD = INFANCY | {"mother_stranger": {"months": [50, 61]}}
NEWBORN = {"strange_situation": {"months": [1]}}
MILLION = 1_000_000
MEASURES = 100
ASKED = ("caregiver.sensitivity", "caregiver.marking", "caregiver.ostension")
COMMAND = [sys.executable, "-c", "from trustsim.showing.cli import main; main()"]


def asked(points, visits=INFANCY, worlds=WORLDS, children=CHILDREN):
    """A sweep of so many points, chosen without looking."""
    ends = {"low": 0.1, "high": 0.9}
    vary = dict.fromkeys(ASKED, ends)
    sweep = {"design": "latin_hypercube", "points": points, "vary": vary}
    return {"worlds": worlds, "children": children, "sweep": sweep, "visits": visits}


def made(*given, **more):
    """The same, ready to be played."""
    return sweep_from_config(asked(*given, **more), trusted=True)


def seconds(work):
    """How long it takes, on the clock and in this process."""
    begin, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begin, time.process_time() - own


def line(words, value, unit=""):
    """One result."""
    print(f"{words:62}{value:10.4g} {unit}", flush=True)


def in_a_loop(sweep):
    """The engine called in a loop, and nothing else."""
    for point in range(len(sweep.points)):
        by_cohort(quietly(sweep.scenario.but(sweep.changes(point)), 1))


def by_workers(client, sweep, folder, numbers=count()):
    """The same as a sweep, kept in a folder of its own."""
    store = sweeps.begun(folder / f"sweep_{next(numbers)}", sweep)
    for piece, files in files_as_played(client, sweep, store.missing):
        keep(store, piece.number, files)


def of_workers(client):
    """Processor seconds of all workers so far."""
    pids = client.run(lambda: psutil.Process().pid).values()
    return sum(sum(psutil.Process(pid).cpu_times()[:2]) for pid in pids)


def workers(folder):
    """One worker against two, and against a loop; interleaved, the best of several."""
    sweep = made(620)
    first = order(sweep, pieces(sweep)[0])._replace(points=sweep.points[:2])
    found = {1: [], 2: [], "loop": [], "start": [], "pieces": [], "own": []}
    for _ in range(REPEATS):
        for number in (1, 2):
            begin = time.perf_counter()
            with cluster(None, number) as client:
                found["start"].append(time.perf_counter() - begin)
                client.run(packed, first)  # compiled code is loaded once
                before = of_workers(client)
                clock, own = seconds(lambda client=client: by_workers(client, sweep, folder))
                found[number].append(clock)
                found["pieces"].append(of_workers(client) - before)
                found["own"].append(own)
        found["loop"].append(seconds(lambda: in_a_loop(sweep)))
    runs, loop = len(sweep.points), min(clock for clock, _ in found["loop"])
    busy, one, two = min(own for _, own in found["loop"]), min(found[1]), min(found[2])
    print(f"{runs} runs of {WORLDS} x {CHILDREN} children in {len(pieces(sweep))} pieces")
    line("one worker", one, "s")
    line("two workers", two, "s")
    line("  efficiency of two (at least .90)", one / (2 * two))
    line("engine in a loop", loop, "s")
    line("  one worker more than that (at most .05)", one / loop - 1)
    line("  the same in processor time, of the worker alone", min(found["pieces"]) / busy - 1)
    line("  processor time of who hands out, of what the loop takes", min(found["own"]) / busy)
    line("start of the workers, once", min(found["start"]), "s")


def peaks(config, out):
    """Peak memory in MB of whoever hands out, of a worker, and of all together."""
    process = psutil.Popen([*COMMAND, "sweep", config, "--out", out], stdout=subprocess.DEVNULL)
    own, of_worker, all_together = 0, 0, 0
    while process.poll() is None:
        try:
            client = process.memory_info().rss
            others = [child.memory_info().rss for child in process.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
        own, of_worker = max(own, client), max(of_worker, *others, 0)
        all_together = max(all_together, client + sum(others))
        time.sleep(0.02)
    if process.returncode != 0:
        raise SystemExit(f"{config} was not played")
    return np.array([own, of_worker, all_together]) / MILLION


def memory(folder):
    """A sweep of many points against one of few."""
    import tomli_w

    found = {}
    for points in (100, 10_000):
        config = folder / f"{points}.toml"
        config.write_text(tomli_w.dumps(asked(points, worlds=1)), encoding="utf-8")
        found[points] = peaks(config, folder / f"of_{points}")
        for who, size in zip(("who hands out", "a worker", "all"), found[points], strict=True):
            line(f"{points:,} points: peak memory of {who}", size, "MB")
    line("  all, many points to few (at most 1.2)", found[10_000][2] / found[100][2])


def invented(sweep, piece, chance):
    """A piece with numbers as cohorts yield them: shares of children, and means."""
    shape = (MEASURES, WORLDS)
    for point in range(piece.first, piece.last):
        shares = chance.integers(0, CHILDREN, shape, endpoint=True) / CHILDREN
        values = np.where(np.arange(MEASURES)[:, None] % 2, shares, chance.normal(size=shape))
        yield point, {f"measure {k}": each for k, each in enumerate(values)}


def rows(folder):
    """Ten million rows through the real store, and a question to them."""
    sweep = made(10 * MILLION // (MEASURES * WORLDS))
    store, chance, spent = sweeps.begun(folder / "rows", sweep), np.random.default_rng(1), 0.0
    for piece in pieces(sweep):
        found = list(invented(sweep, piece, chance))
        begin = time.perf_counter()
        answer = long_rows(order(sweep, piece), 1, found)
        keep(store, piece.number, {ROWS: as_parquet(answer)})
        spent += time.perf_counter() - begin
    files = [store.file(number) for number in store.kept]
    size = sum(file.stat().st_size for file in files)
    whole = str(store.folder / ROWS / "*.parquet")
    line("rows written (1e7)", ds.dataset(store.folder / ROWS).count_rows())
    line("  pieces", len(files))
    line("  to make, pack and keep them", spent, "s")
    line("  bytes a row", size / (10 * MILLION))
    for words, columns in {"one column": ASKED[:1], "all columns": ASKED}.items():
        for name, mean in MEANS.items():
            if find_spec(name):
                spent = best(lambda mean=mean, columns=columns: mean(whole, ["measure", *columns]))
                line(f"group by measure and {words}, {name} (under 5 s)", spent, "s")
    table = sweeps.read_sweep(store.folder)
    line("memory of a row in pandas", table.memory_usage(deep=True).sum() / len(table), "bytes")
    line("to check all of it for damage", best(lambda: sweeps.damaged(store)), "s")


def by_duckdb(files, columns):
    """The mean of each group."""
    import duckdb

    names = ", ".join(f'"{name}"' for name in columns)
    return duckdb.sql(
        f"select {names}, avg(value) from read_parquet('{files}', hive_partitioning = false) "
        f"group by {names}"
    ).to_arrow_table()


def by_polars(files, columns):
    """The mean of each group."""
    import polars as pl

    rows = pl.scan_parquet(files, hive_partitioning=False)
    return rows.group_by(columns).agg(pl.col("value").mean()).collect()


def by_pyarrow(files, columns):
    """The mean of each group."""
    table = ds.dataset(Path(files).parent).to_table([*columns, "value"])
    return table.group_by(columns).aggregate([("value", "mean")])


MEANS = {"duckdb": by_duckdb, "polars": by_polars, "pyarrow": by_pyarrow}


def best(work):
    """Seconds of the quickest of several."""
    return min(seconds(work)[0] for _ in range(REPEATS))


def constants(folder):
    """What docs/scaling.md reckons with; processor time, where nothing else is said."""
    for months, visits in {12: INFANCY, 61: CHILDHOOD}.items():
        fixed, _ = of_a_point(made(1000, visits, worlds=1, children=2))
        whole, answer = of_a_point(made(1000, visits))
        print(f"{months} months, {len(answer['measure'].unique())} measures")
        line("  a point, whatever its children", fixed, "ms")
        line("  a child", 1000 * (whole - fixed) / (WORLDS * CHILDREN), "us")
        line("  the file of a piece, a row", len(as_parquet(answer)) / len(answer), "bytes")
    sweep = made(1000)
    first, chance = pieces(sweep)[0], np.random.default_rng(1)
    one, found = order(sweep, first), list(invented(sweep, first, chance))
    answer = long_rows(one, 1, found)
    print(f"{MEASURES} measures, {len(one.points)} points in a piece")
    line("  to make rows of a point", each(lambda: long_rows(one, 1, found), one), "ms")
    line("  to pack the rows of a point", each(lambda: as_parquet(answer), one), "ms")
    line("  the file of a piece, a row", len(as_parquet(answer)) / len(answer), "bytes")
    line("  message that asks for a piece", len(pickle.dumps(one)), "bytes")
    for name, kept in packed(one._replace(children=("births", "portraits", *INFANCY))).items():
        if name != ROWS:
            line(f"  the file of {name}, a child", len(kept) / children_of(one), "bytes")
    store = sweeps.begun(folder / "kept", sweep)
    files = {ROWS: as_parquet(answer)}
    clock, own = seconds(lambda: [keep(store, number, files) for number in range(100)])
    line("to keep a piece", 10 * own, "ms")
    line("  on the clock, with this disk", 10 * clock, "ms")
    small = made(500, NEWBORN, worlds=1, children=2)
    ones = [Piece(point, point, point + 1) for point in range(len(small.points))]
    with cluster(None, 1) as client:
        client.run(packed, order(small, ones[0]))
        _, own = seconds(lambda: list(files_as_played(client, small, ones)))
    line("to hand out a piece and take it back", 1000 * own / len(ones), "ms")
    _, own = seconds(lambda: sweep_from_config(asked(1000)))
    line("to check a point beforehand", own, "ms")


def of_a_point(sweep):
    """Milliseconds of processor time for a point of a sweep, and the rows of a piece."""
    one = order(sweep, pieces(sweep)[0])
    return each(lambda: played(one), one), played(one)[ROWS]


def children_of(one):
    """How many children live in a piece."""
    return len(one.points) * WORLDS * CHILDREN


def each(work, one):
    """Milliseconds of processor time for each point of a piece."""
    return 1000 * min(seconds(work)[1] for _ in range(REPEATS)) / len(one.points)


PARTS = {"workers": workers, "memory": memory, "rows": rows, "constants": constants}


def main(parts: Annotated[list[str] | None, typer.Argument()] = None):
    """Measure and print."""
    for part in parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            PARTS[part](Path(folder))


if __name__ == "__main__":
    typer.run(main)
