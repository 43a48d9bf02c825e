"""Files that are there with all their content, or not at all, whatever happens."""

import os
from io import BytesIO

UNFINISHED = ".partial"


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


def sound(path):
    """Does a file hold everything that was written into it? A power loss can take some of it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return False
    file = pa.BufferReader(content)
    try:  # without threads, which can abort a process that ends (apache/arrow issue 34314)
        pq.ParquetFile(file, page_checksum_verification=True).read(use_threads=False)
    except (OSError, pa.ArrowException):
        return False
    return True
