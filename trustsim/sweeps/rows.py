"""What a sweep has found, as a table: a row for each point, cohort and measure."""

import warnings

from trustsim import measures
from trustsim.mistakes import Mistake, command, needed
from trustsim.sweeps.design import points_of_sensitivity
from trustsim.sweeps.pieces import ROWS
from trustsim.sweeps.store import damaged, opened, some

READING = ("the rows of a sweep", "sweeps", "pyarrow")
UNFINISHED = "unfinished"  # what rows say of themselves (``attrs``) while some are not there


def read_sweep(folder, wanted=()):
    """The rows of a sweep in a folder, ordered by point, world and measure.

    ``wanted`` are names of measures or the beginnings of several; all of them if there is none.
    Columns: point, world, measure, value, one for each thing that was varied, seed, fingerprint,
    versions. Where pieces are missing, a warning says of which points, and so do the rows, in
    ``attrs["unfinished"]``. Raises Mistake where there is no sweep, nothing of it yet, or something
    that is not as it was written.
    """
    needed(*READING)
    rows = rows_of(opened(folder), wanted)
    if UNFINISHED in rows.attrs:
        warnings.warn(f"{folder}: {rows.attrs[UNFINISHED]}", stacklevel=2)
    return rows


def rows_of(store, wanted=()):
    """The rows of a store, as ``read_sweep`` returns them, which say themselves what is missing."""
    needed(*READING)
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.dataset as ds

    files = [store.file(number) for number in store.kept]
    if not files:
        raise Mistake(
            f"{store.folder}: nothing of it has been played yet: {command('resume', store.folder)}"
        )
    if bad := damaged(store, [ROWS]):
        raise Mistake(
            f"{store.folder}: {len(bad):,} of {len(files):,} pieces are damaged: "
            f"{command('status', '--check', store.folder)}"
        )
    try:
        rows, chosen = ds.dataset(files, format="parquet", partitioning=None), None
        if wanted:
            names = [
                name
                for word in wanted
                for name in measures.matching(word, measures_in_store(store))
            ]
            chosen = pc.field("measure").isin(names)
        table = rows.to_table(filter=chosen).to_pandas()
    except (OSError, pa.ArrowException) as error:
        raise Mistake(f"{store.folder}: cannot be read ({error})") from None
    table = table.astype({"measure": "str"})
    if missing := store.missing:
        played = f"{len(files)} of {len(files) + len(missing)} pieces played"
        table.attrs[UNFINISHED] = f"{played}, without {of_points(missing)}"
    return table


def of_points(pieces):
    """The points of some pieces, in words."""
    spans = []
    for piece in pieces:
        if spans and spans[-1][1] == piece.first:
            spans[-1][1] = piece.last
        else:
            spans.append([piece.first, piece.last])
    words = [f"{first} to {end - 1}" if first < end - 1 else first for first, end in spans]
    return f"points {some(words)}"


def measures_in_store(store):
    """The names of the measures that a store holds, by the first piece of it."""
    import pyarrow.parquet as pq

    names = pq.ParquetFile(store.file(store.kept[0])).read(["measure"])["measure"]
    return names.unique().to_pylist()


def wide(rows):
    """A row for each point and world, and a column for each measure."""
    keys = [name for name in rows if name not in ("measure", "value")]
    table = rows.set_index([*keys, "measure"])["value"].unstack("measure")
    return table.reset_index().rename_axis(columns=None)


def indices(store):
    """How much each measure of a finished saltelli or morris sweep answers to each parameter.

    Along a logarithmic scale a parameter counts by its logarithm. Raises Mistake where the sweep is
    of another design, or not finished.
    """
    from trustsim.sweeps.sensitivity import sensitivity

    sweep = store.sweep
    rows = rows_of(store)
    of_point = points_of_sensitivity(sweep.design, sweep.axes, sweep.number)[rows["point"]]
    rows = rows.assign(**dict(zip(sweep.varied, of_point.T, strict=True)))
    return sensitivity(rows, dict.fromkeys(sweep.varied, (0.0, 1.0)), sweep.design)
