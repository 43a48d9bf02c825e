"""The folder of a sweep: what is asked, and what has been answered so far.

    sweep.toml         the config as it was given
    resolved.toml      its scenario with all defaults
    identity.json      all that decides a number: config, points, theory, versions
    points.csv         a line for each point, as a person reads it
    rows/*.parquet     a row for each point, world and measure; a file for each piece
    <table>/*.parquet  a row for each child at each visit, where these are kept
    shard.json         in a shard: which of the pieces are played here

The file of ``rows`` is written last of its piece, and no file appears under its name before all of
it is on the disk: a piece is there once or not at all. The same sweep gives the same bytes, however
it was played.
"""

import hashlib
import json
import os
import tomllib
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pandas as pd
import tomli_w

from trustsim.compiled import fingerprint
from trustsim.mistakes import Mistake
from trustsim.records import whole
from trustsim.sweeps.config import TABLE, Sweep, from_config
from trustsim.sweeps.design import FROM_FILE
from trustsim.sweeps.pieces import ROWS, pieces, text, versions

FORMAT = 1  # of the store
CONFIG, IDENTITY, SHARD, POINTS = "sweep.toml", "identity.json", "shard.json", "points.csv"
LOCK = ".lock"
DESIGN = "digest of the points"
WHOLE = (1, 1)  # the first of one shard
SHOWN = 8  # differences
UNFINISHED = ".partial"


@dataclass(frozen=True)
class Store:
    """The folder of a sweep, or of a shard of it."""

    folder: Path
    identity: dict
    shard: tuple = WHOLE  # which, of how many

    @cached_property
    def sweep(self):
        """What is asked."""
        given = self.identity["config"]
        if given[TABLE].get("design") == FROM_FILE:
            given = given | {TABLE: given[TABLE] | {"table": POINTS}}
        made = from_config(given, str(self.folder), self.folder.name, self.folder, trusted=True)
        return Sweep(**vars(made) | {"given": self.identity["config"]})

    def scenario_at(self, point):
        """The scenario at a point, which can be run, explained or lived like any other."""
        points = len(self.sweep.points)
        if not 0 <= point < points:
            raise Mistake(f"{self.folder}: point {point}: the points are 0 to {points - 1}")
        return self.sweep.scenario.but(self.sweep.changes(point))

    @property
    def tables(self):
        """The names of the tables that a piece has."""
        return (ROWS, *self.identity["config"][TABLE].get("children", ()))

    @property
    def numbers(self):
        """The numbers of the pieces that belong here."""
        return belonging(self.identity["pieces"], self.shard)

    def file(self, number, table=ROWS):
        """Where a table of a piece is kept."""
        return self.folder / table / f"{number:06d}.parquet"

    @property
    def kept(self):
        """The numbers of the pieces that are here, sound or not."""
        here = {path.name for path in (self.folder / ROWS).glob("*.parquet")}
        return [number for number in self.numbers if self.file(number).name in here]

    @property
    def missing(self):
        """The pieces that are still to be played."""
        kept = set(self.kept)
        everything = pieces(self.sweep)
        return [everything[number] for number in self.numbers if number not in kept]


def identity(sweep):
    """All that decides the numbers of a sweep, and the bytes that they are kept in."""
    return {
        "format": FORMAT,
        "config": sweep.given,
        "points": len(sweep.points),
        DESIGN: hashlib.sha256(repr(sweep.points).encode()).hexdigest(),
        "pieces": len(pieces(sweep)),
        "fingerprint": fingerprint(),
        "versions": versions(),
    }


def begun(folder, sweep, shard=WHOLE):
    """The store of a sweep in this folder, made if it is not there yet.

    Raises Mistake where the folder holds anything else, or another sweep: with the difference.
    """
    folder = Path(folder)
    if folder.exists():
        store = opened(folder)
        unchanged(store, identity(sweep))
        if store.shard != shard:
            raise Mistake(
                f"{folder}: holds {part(store.shard)}, not {part(shard)}; give another --out"
            )
        return store
    with whole(folder) as partial:
        describe(partial, sweep)
        if shard != WHOLE:
            durably(partial / SHARD, json.dumps(shard).encode())
    settle(folder.parent)
    return Store(folder, identity(sweep), shard)


def describe(folder, sweep):
    """Write what a sweep asks into an empty folder."""
    columns = dict(zip(sweep.varied, zip(*sweep.points, strict=True), strict=True))
    points = pd.DataFrame({name: map(readable, values) for name, values in columns.items()})
    durably(folder / CONFIG, tomli_w.dumps(sweep.given).encode())
    durably(folder / "resolved.toml", sweep.scenario.to_toml(resolved=True).encode())
    durably(folder / IDENTITY, (json.dumps(identity(sweep), indent=2) + "\n").encode())
    durably(folder / POINTS, points.to_csv(index=False).encode())
    for table in (ROWS, *sweep.children):
        (folder / table).mkdir()


def readable(value):
    """A value as it stands in a table for people."""
    return text(value) if isinstance(value, list | dict) else value


def opened(folder):
    """The store in a folder. Raises Mistake where there is none, or one of another format."""
    folder = Path(folder)
    try:
        known = json.loads((folder / IDENTITY).read_text(encoding="utf-8"))
        found = known["format"]
        shard = folder / SHARD
        which = tuple(json.loads(shard.read_text())) if shard.exists() else WHOLE
    except (FileNotFoundError, NotADirectoryError):
        reason = "not the folder of a sweep" if folder.exists() else "no such folder"
        raise Mistake(f"{folder}: {reason}") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise Mistake(f"{folder / IDENTITY}: cannot be read; was it changed?") from None
    if found != FORMAT:
        raise Mistake(
            f"{folder}: its format is {found}, and this version of trustsim reads {FORMAT}; read "
            f"it with what it was made with ({known.get('versions')})"
        )
    return Store(folder, known, which)


def unchanged(store, now):
    """Raise, with the difference, unless a store holds the sweep of this identity."""
    lines = differences(store.identity, now)
    if len(lines) > 1:  # the points follow from the config: do not say it twice
        lines = [line for line in lines if not line.startswith(f"{DESIGN}: ")]
    if lines:
        more = [f"... and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
        head = f"{store.folder}: holds another sweep, so it is left alone:"
        end = "give another --out, or undo the change"
        raise Mistake("\n  ".join([head, *lines[:SHOWN], *more, end]))


def resumable(folder):
    """The store in a folder, if what it asks is still what it was begun with."""
    store = opened(folder)
    try:
        asked = tomllib.loads((store.folder / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Mistake(f"{store.folder / CONFIG}: cannot be read; was it changed?") from None
    unchanged(store, store.identity | {"config": asked})
    unchanged(store, identity(store.sweep))
    return store


def differences(before, after, under=""):
    """What two nested dicts do not share, a line each."""
    lines = []
    for key in [*before, *(key for key in after if key not in before)]:
        was, now = before.get(key), after.get(key)
        if isinstance(was, dict) and isinstance(now, dict):
            lines += differences(was, now, f"{under}{key}.")
        elif was != now:
            lines.append(f"{under}{key}: was {shown(was)}, is {shown(now)}")
    return lines


def shown(value):
    """A value in a line about a difference."""
    return "not there" if value is None else json.dumps(value)[:80]


def belonging(pieces, shard):
    """The numbers of the pieces, of so many, that belong to a shard."""
    which, shards = shard
    return range(pieces)[which - 1 :: shards]


def part(shard):
    """A shard in words."""
    return "the whole sweep" if shard == WHOLE else f"shard {shard[0]} of {shard[1]}"


def keep(store, number, tables):
    """Keep what a piece has given; the rows come last, and with them the piece is there.

    Raises Mistake where whoever played it has another theory or other libraries than we.
    """
    for column in ("fingerprint", "versions"):
        theirs, ours = tables[ROWS][column][0].as_py(), store.identity[column]
        if theirs != ours:
            raise Mistake(
                f"a worker has another {column} than this machine: {theirs}, not {ours}; install "
                "the same trustsim and libraries there"
            )
    for table in sorted(tables, key=lambda name: name == ROWS):
        durably(store.file(number, table), as_parquet(tables[table]))


def as_parquet(table):
    """A table in the bytes of a Parquet file, the same for the same table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    repeated = [field.name for field in table.schema if not pa.types.is_floating(field.type)]
    sink = BytesIO()
    pq.write_table(
        table, sink, compression="zstd", use_dictionary=repeated, write_page_checksum=True
    )
    return sink.getvalue()


def durably(path, content):
    """Write a file that is there with all its content, or not at all, whatever happens."""
    partial = path.with_name(f".{path.name}{UNFINISHED}")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
        settle(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def settle(folder):
    """Bring the names in a folder to the disk; where that is not possible, the system does."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def damaged(store):
    """The numbers of the pieces that are here, but not as they were written."""
    return [
        number
        for number in store.kept
        if not all(sound(store.file(number, table)) for table in store.tables)
    ]


def sound(path):
    """Does a file hold everything that was written into it? A power loss can take some of it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return False
    try:
        pq.ParquetFile(pa.BufferReader(content), page_checksum_verification=True).read()
    except (OSError, pa.ArrowException):
        return False
    return True
