"""What a sweep has found, as a table: a row for each point, cohort and measure."""

from trustsim import measures
from trustsim.mistakes import Mistake, command, needed
from trustsim.sweeps.design import shares
from trustsim.sweeps.store import opened

UNFINISHED = "unfinished"  # what rows say of themselves (``attrs``) while some are not there


def read_sweep(folder, wanted=()):
    """The rows of a sweep in a folder, ordered by point, world and measure.

    ``wanted`` are names of measures or the beginnings of several; all of them if there is none.
    Columns: point, world, measure, value, one for each thing that was varied, seed, fingerprint,
    versions. Rows of a sweep that is not finished say so in ``attrs["unfinished"]``. Raises Mistake
    where there is no sweep, nothing of it yet, or something damaged.
    """
    needed("the rows of a sweep", "sweeps", "pyarrow")
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.dataset as ds

    store = opened(folder)
    files = [store.file(number) for number in store.kept]
    if not files:
        raise Mistake(f"{folder}: nothing of it has been played yet: {command('resume', folder)}")
    checked = ds.ParquetFileFormat(page_checksum_verification=True)
    try:
        rows, chosen = ds.dataset(files, format=checked), None
        if wanted:
            names = [name for word in wanted for name in measures.matching(word, reported(store))]
            chosen = pc.field("measure").isin(names)
        table = rows.to_table(filter=chosen).to_pandas()
    except (OSError, pa.ArrowException):
        raise Mistake(f"{folder}: some of it is damaged: {command('status', folder)}") from None
    table = table.astype({"measure": "str"})
    if store.missing:
        table.attrs[UNFINISHED] = f"{len(files)} of {len(files) + len(store.missing)} pieces played"
    return table


def reported(store):
    """The names of the measures that a store holds, by the first piece of it."""
    import pyarrow.parquet as pq

    number = next(iter(store.kept))
    names = pq.read_table(store.file(number), columns=["measure"])["measure"]
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
    rows = read_sweep(store.folder)
    of_point = shares(sweep.design, sweep.axes, sweep.number)[rows["point"]]
    rows = rows.assign(**dict(zip(sweep.varied, of_point.T, strict=True)))
    return sensitivity(rows, dict.fromkeys(sweep.varied, (0.0, 1.0)), sweep.design)
