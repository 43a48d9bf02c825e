"""The folder of a sweep: what is asked, and what has been answered so far.

    sweep.toml         the config as it was given
    resolved.toml      its scenario with all defaults
    identity.json      all that decides a number: config, points, theory, versions
    points.csv         a line for each point, as a person reads it
    rows/*.parquet     a row for each point, world and measure; a file for each piece
    <table>/*.parquet  a row for each child at each visit, where these are kept
    shard.json         which of the pieces are played here, of how many shards
    digests/*.sha256   what these files were when they were written: a list for each piece, which
                       names the identity, too, and one for all that is no piece

The file of ``rows`` is written last of its piece, and no file appears under its name before all of
it is on the disk: a piece is there once or not at all. The same sweep gives the same bytes, however
it was played.
"""

import json
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import tomli_w

from trustsim.engine.records import whole
from trustsim.mistakes import Mistake, quoted
from trustsim.sweeps import digests
from trustsim.sweeps.config import TABLE, Sweep, sweep_from_config
from trustsim.sweeps.design import FROM_FILE
from trustsim.sweeps.files import as_parquet, durably, ended, settle
from trustsim.sweeps.identity import FORMAT, raise_unless_same, sweep_identity, written
from trustsim.sweeps.pieces import ROWS, as_text, pieces, played

CONFIG, RESOLVED, POINTS = "sweep.toml", "resolved.toml", "points.csv"
IDENTITY, SHARD = DECISIVE = "identity.json", "shard.json"
DESCRIPTION = "sweep"  # the list of what is no piece
LOCK = ".lock"
FEW = 8  # of many, that are named
WHOLE = (1, 1)  # the first of one shard


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
        made = sweep_from_config(
            given, str(self.folder), self.folder.name, self.folder, trusted=True
        )
        return Sweep(**vars(made) | {"given": self.identity["config"]})

    def scenario_at(self, point):
        """The scenario at a point, which can be run, explained or lived like any other."""
        points = len(self.sweep.points)
        if not 0 <= point < points:
            raise Mistake(f"{self.folder}: point {point}: the points are 0 to {points - 1}")
        return self.sweep.scenario.but(self.sweep.changes(point))

    @cached_property
    def mark(self):
        """What tells this sweep from every other: the line of its identity in a list of digests."""
        return digests.digest_line(IDENTITY, written(self.identity))

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

    def list_of(self, part):
        """Where the digests of a piece, or of the description, are kept."""
        name = part if part == DESCRIPTION else f"{part:06d}"
        return self.folder / digests.LISTS / f"{name}.sha256"

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


def begun(folder, sweep, shard=WHOLE):
    """The store of a sweep in this folder, made if it is not there yet.

    Raises Mistake where the folder holds anything else, or another sweep: with the difference.
    """
    folder = Path(folder)
    if folder.exists():
        store = opened(folder)
        unchanged(store, sweep_identity(sweep))
        if store.shard != shard:
            raise Mistake(
                f"{folder}: holds {shard_words(store.shard)}, not {shard_words(shard)}; "
                "give another --out"
            )
        return store
    with whole(folder) as partial:
        write_description(partial, sweep, shard)
    settle(folder.parent)
    return Store(folder, sweep_identity(sweep), shard)


def write_description(folder, sweep, shard=WHOLE):
    """Write what a sweep asks into an empty folder."""
    columns = dict(zip(sweep.varied, zip(*sweep.points, strict=True), strict=True))
    points = pd.DataFrame({name: map(readable, values) for name, values in columns.items()})
    contents = {
        CONFIG: tomli_w.dumps(sweep.given).encode(),
        RESOLVED: sweep.scenario.to_toml(resolved=True).encode(),
        IDENTITY: written(sweep_identity(sweep)),
        POINTS: points.to_csv(index=False).encode(),
        SHARD: f"{json.dumps(shard)}\n".encode(),
    }
    for table in (digests.LISTS, ROWS, *sweep.children):
        (folder / table).mkdir()
    for name, content in contents.items():
        durably(folder / name, content)
    store = Store(folder, sweep_identity(sweep), shard)
    durably(store.list_of(DESCRIPTION), digests.digest_list(contents))


def readable(value):
    """A value as it stands in a table for people."""
    return as_text(value) if isinstance(value, list | dict) else value


def opened(folder):
    """The store in a folder.

    Raises Mistake where there is none, one of another format, or one that is not as it was begun.
    """
    store = identified(Path(folder))
    intact(store, CONFIG, RESOLVED, POINTS)
    for table in (digests.LISTS, *store.tables):
        if not (store.folder / table).is_dir():
            raise Mistake(
                f"{store.folder / table}: this folder of the sweep is missing; put it back, or "
                "sweep again with another --out"
            )
    return store


def identified(folder):
    """The store in a folder, by its identity and its shard alone."""
    try:
        known = json.loads((folder / IDENTITY).read_text(encoding="utf-8"))
        found = known["format"]
    except (FileNotFoundError, NotADirectoryError):
        reason = "not the folder of a sweep" if folder.exists() else "no such folder"
        raise Mistake(f"{folder}: {reason}") from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise Mistake(f"{folder / IDENTITY}: cannot be read; was it changed?") from None
    if found != FORMAT:
        raise Mistake(
            f"{folder}: its format is {quoted(found)}, and this version of trustsim reads "
            f"'{FORMAT}'; read it with what it was made with ({quoted(known.get('versions'))}), or "
            f"open {ROWS}/*.parquet as docs/scaling.md says"
        )
    intact(Store(folder, known), *DECISIVE)
    return Store(folder, known, tuple(json.loads((folder / SHARD).read_text(encoding="utf-8"))))


def intact(store, *names):
    """Raise unless these files of the description are as they were written."""
    list_of_all = store.list_of(DESCRIPTION)
    names = names if list_of_all.is_file() else [name_in_store(store, list_of_all)]
    for name in digests.changed_files(store.folder, digests.digest_lines(list_of_all), names):
        raise Mistake(
            f"{store.folder / name}: is not as it was written; put it back as it was, or sweep "
            "again with another --out"
        )


def unchanged(store, now):
    """Raise, with the difference, unless a store holds the sweep of this identity."""
    head = f"{store.folder}: holds another sweep, so it is left alone:"
    raise_unless_same(store.identity, now, head, "give another --out, or undo the change")


def resumable(folder):
    """The store in a folder, if what it asks is still what it was begun with."""
    store = identified(Path(folder))
    try:
        asked = tomllib.loads((store.folder / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Mistake(f"{store.folder / CONFIG}: cannot be read; was it changed?") from None
    unchanged(store, store.identity | {"config": asked})
    unchanged(opened(folder), sweep_identity(store.sweep))
    return store


def belonging(pieces, shard):
    """The numbers of the pieces, of so many, that belong to a shard."""
    which, shards = shard
    return range(pieces)[which - 1 :: shards]


def shard_words(shard):
    """A shard in words."""
    return "the whole sweep" if shard == WHOLE else f"shard {shard[0]} of {shard[1]}"


def some(values):
    """The first few of some values, in a row."""
    return ", ".join(map(str, values[:FEW])) + (", ..." if len(values) > FEW else "")


def packed(order):
    """Play a piece: the bytes of the file of each table, a tenth of what the tables are."""
    return {name: as_parquet(table) for name, table in played(order).items()}


def keep(store, number, files):
    """Keep what a piece has given; the rows come last, and with them the piece is there.

    Raises Mistake where whoever played it has another theory or other libraries than we.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = ["fingerprint", "versions"]
    made_with = pq.ParquetFile(pa.BufferReader(files[ROWS])).read(columns, use_threads=False)
    for column in columns:
        theirs, ours = made_with[column][0].as_py(), store.identity[column]
        if theirs != ours:
            raise Mistake(
                f"a worker has another {column} than this machine: {theirs}, not {ours}; install "
                "the same trustsim and libraries there"
            )
    paths = {table: store.file(number, table) for table in files}
    contents = {name_in_store(store, paths[table]): content for table, content in files.items()}
    identified = {IDENTITY: written(store.identity)}
    durably(store.list_of(number), digests.digest_list(identified | contents))
    for table in sorted(files, key=lambda name: name == ROWS):
        durably(paths[table], files[table])


def name_in_store(store, path):
    """A file of a store as its lists name it."""
    return path.relative_to(store.folder).as_posix()


def damaged(store, tables=()):
    """The numbers of the pieces that are here, but not as they were written into this sweep.

    Every file of theirs is read, or those of some tables.
    """
    return [number for number in store.kept if not sound(store, number, tables or store.tables)]


def sound(store, number, tables):
    """Are these tables of a piece as they were written, and written into this sweep?"""
    lines = digests.digest_lines(store.list_of(number))
    names = [name_in_store(store, store.file(number, table)) for table in tables]
    return store.mark in lines and not digests.changed_files(store.folder, lines, names)


def cut_short(store):
    """The numbers of the pieces that are here, but not to their ends, or not with all they had."""
    return [
        number
        for number in store.kept
        if not store.list_of(number).is_file()
        or not all(ended(store.file(number, table)) for table in store.tables)
    ]
