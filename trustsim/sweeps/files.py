"""Files that are there with all their content, or not at all, whatever happens."""

import os
from io import BytesIO

UNFINISHED = ".partial"
END = b"PAR1"


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


def ended(path):
    """Does a file end as a Parquet file does? What is empty, cut short or all zeros does not."""
    try:
        with path.open("rb") as file:
            file.seek(-len(END), os.SEEK_END)
            return file.read() == END
    except OSError:
        return False
