"""What a sweep has found, as a table: a row for each point, cohort and measure."""

from trustsim import measures
from trustsim.mistakes import Mistake
from trustsim.sweeps.names import dotted
from trustsim.sweeps.store import opened


def read_sweep(folder, wanted=()):
    """The rows of a sweep in a folder, ordered by point, world and measure.

    ``wanted`` are names of measures or the beginnings of several; all of them if there is none.
    Columns: point, world, measure, value, one for each thing that was varied, seed, fingerprint,
    versions. Raises Mistake where there is no sweep, or nothing of it yet.
    """
    import pyarrow.compute as pc
    import pyarrow.dataset as ds

    store = opened(folder)
    files = [store.file(number) for number in store.kept]
    if not files:
        raise Mistake(f"{folder}: nothing of it has been played yet: trustsim resume {folder}")
    rows = ds.dataset(files, format="parquet")
    chosen = None
    if wanted:
        names = [name for word in wanted for name in measures.matching(word, reported(store))]
        chosen = pc.field("measure").isin(names)
    return rows.to_table(filter=chosen).to_pandas()


def reported(store):
    """The names of the measures that a store holds, by the first piece of it."""
    import pyarrow.parquet as pq

    number = next(iter(store.kept))
    names = pq.read_table(store.file(number), columns=["measure"])["measure"]
    return names.unique().to_pylist()


def varied(rows, word):
    """The column of what a user's word means. Raises Mistake where that was not varied."""
    name = dotted(word)
    if name not in rows:
        here = [column for column in rows if column not in COLUMNS]
        raise Mistake(f"{word} was not varied; what was: {', '.join(here)}")
    return name


COLUMNS = ("point", "world", "measure", "value", "seed", "fingerprint", "versions")


def wide(rows):
    """A row for each point and world, and a column for each measure."""
    keys = [name for name in rows if name not in ("measure", "value")]
    table = rows.set_index([*keys, "measure"])["value"].unstack("measure")
    return table.reset_index().rename_axis(columns=None)
