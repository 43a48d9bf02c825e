"""Does a sweep survive whatever happens? Real processes, ended at moments that were drawn before.

    python benchmarks/faults.py [--times 100] [--flips 10000]

One sweep is left in peace. The same sweep is then begun again and again; at a moment drawn over its
whole length, start-up included, something happens to it, and it is gone on with until it is whole.
Its folder must then hold what the undisturbed one holds, byte for byte.

A disk is filled where this user may mount a small one. A write is cut short by the system, which
lets the process write a little of a file and no more. A power loss is the end of the process, and
files that are there under their names without what was written into them.

Then single bits of the undisturbed sweep are turned over, one at a time, at places drawn over all
its files. Either its rows are the same, or it is told; and a check of everything tells always.
"""

import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import psutil
import pyarrow.dataset as ds
import typer

from trustsim import sweeps
from trustsim.mistakes import Mistake

SEED = 1  # of the moments, and of what a power loss takes
CORES = 2
PATIENCE = 600  # seconds
GOES = 3  # to finish one
DISK = "32m"
FILLER = "filler"
LITTLE = 1000  # bytes: less than a piece
KEYS = ["point", "world", "measure"]
CONFIG = """
title = "Short lives, many pieces"
seed = 4
worlds = 2
children = 600

[sweep]
design = "latin_hypercube"
points = 31

[sweep.vary]
"caregiver.sensitivity" = { low = 0.1, high = 0.9 }
"caregiver.marking" = { low = 0.1, high = 0.9 }

[visits.strange_situation]
months = [24]
"""


class Blow(NamedTuple):
    """What happened to one sweep."""

    kind: str
    moment: float  # seconds after its beginning
    pieces: int  # that were kept then; -1 before there was a folder
    lost: int  # rows
    doubled: int
    equal: bool
    left_behind: float  # seconds until no process of it was left
    said: str  # in the end, to whoever began it
    failures: list  # to go on at the first attempt


def command(*arguments):
    """A command of trustsim with this Python."""
    return [sys.executable, "-m", "trustsim", *map(str, arguments)]


def heard():
    """Let processes that we begin hear Ctrl-C, even if ours is a background job of a shell."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def begin(config, folder):
    """Begin a sweep, or go on with it; it is the head of its own group of processes."""
    words = ["resume", folder] if folder.exists() else ["sweep", config, "--out", folder]
    return psutil.Popen(
        command(*words, "--cores", CORES),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(config, folder):
    """Go on until the sweep is whole; returns what was said where it needed another go."""
    failures = []
    while len(failures) < GOES:
        process = begin(config, folder)
        _, said = process.communicate(timeout=PATIENCE)
        if process.returncode == 0:
            return failures
        failures.append(f"exit code {process.returncode}: {said}")
    raise SystemExit(f"{folder} could not be finished: {failures}")


def workers(process):
    """The workers of a sweep, which are processes of their own."""
    return [
        child
        for child in process.children(recursive=True)
        if "--multiprocessing-fork" in child.cmdline()
    ]


def kept(folder):
    """The files of the pieces that are kept."""
    return sorted((folder / "rows").glob("*.parquet"))


def kill(process, folder, chance):
    """The process ends at once."""
    process.kill()


def kill_a_worker(process, folder, chance):
    """A worker ends at once, as soon as there is one."""
    while process.is_running() and process.poll() is None:
        here = workers(process)
        if here:
            chance.choice(here).kill()
            return
        time.sleep(0.01)


def interrupt(process, folder, chance):
    """Ctrl-C, which a terminal sends to everybody."""
    for each in [process, *process.children(recursive=True)]:
        each.send_signal(signal.SIGINT)


def terminate(process, folder, chance):
    """The end that a batch queue or a shutdown sends."""
    process.terminate()


def fill_the_disk(process, folder, chance):
    """Somebody else leaves no room on the disk."""
    try:
        with (folder.parent / FILLER).open("wb", buffering=0) as filler:
            while filler.write(bytes(LITTLE)):
                pass
    except OSError:
        pass


def cut_short(process, folder, chance):
    """The process may write only the beginning of a file."""
    process.rlimit(resource.RLIMIT_FSIZE, (LITTLE, LITTLE))


def lose_power(process, folder, chance):
    """The process ends, and some files are empty, cut short, or have a hole."""
    process.kill()
    process.wait()
    files = kept(folder)
    for path in chance.sample(files, min(3, len(files))):
        content = bytearray(path.read_bytes())
        half = len(content) // 2
        path.write_bytes(
            chance.choice([b"", content[:half], content[:half] + bytes(half), bytes(len(content))])
        )


FAULTS = {
    "process killed": kill,
    "worker killed": kill_a_worker,
    "Ctrl-C": interrupt,
    "SIGTERM": terminate,
    "disk full": fill_the_disk,
    "write cut short": cut_short,
    "power lost": lose_power,
}


@contextmanager
def disk(under):
    """A small disk of its own, or None where none can be mounted."""
    folder = under / "disk"
    folder.mkdir()
    if not done("mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", folder):
        yield None
        return
    try:
        yield folder
    finally:
        done("umount", folder)


def done(*words):
    """Could the system do this?"""
    try:
        return subprocess.run(words, stderr=subprocess.DEVNULL, check=False).returncode == 0
    except FileNotFoundError:
        return False


def struck(kind, config, whole, folder, moment, chance):
    """Begin a sweep, let something happen to it, finish it; None if it was finished before."""
    process = begin(config, folder)
    time.sleep(moment)
    if process.poll() is not None:
        process.communicate()
        return None
    family = [process, *process.children(recursive=True)]
    pieces = len(kept(folder)) if folder.exists() else -1
    FAULTS[kind](process, folder, chance)
    _, said = process.communicate(timeout=PATIENCE)
    ended = time.monotonic()
    psutil.wait_procs(family, timeout=PATIENCE)
    left_behind = time.monotonic() - ended
    (folder.parent / FILLER).unlink(missing_ok=True)
    failures = finish(config, folder)
    lost, doubled = compared(whole, folder)
    equal = same(whole, folder)
    return Blow(kind, moment, pieces, lost, doubled, equal, left_behind, said, failures)


def compared(whole, folder):
    """Rows that are lost, and rows that are there twice."""
    there, here = (
        ds.dataset(kept(each), format="parquet").to_table(columns=KEYS).to_pandas()
        for each in (whole, folder)
    )
    both = there.drop_duplicates().merge(here.drop_duplicates(), on=KEYS)
    return len(there) - len(both), int(here.duplicated().sum())


def contents(folder):
    """All files of a sweep and what is in them, but for the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def same(whole, folder):
    """Do two sweeps hold the same files, byte for byte?"""
    return contents(whole) == contents(folder)


def table(blows, most):
    """A row for each kind of fault in sweeps of so many pieces."""
    rows = pd.DataFrame(blows)
    return rows.groupby("kind", sort=False).agg(
        times=("kind", "size"),
        earliest=("moment", "min"),
        latest=("moment", "max"),
        before_a_folder=("pieces", lambda kept: (kept < 0).sum()),
        before_a_piece=("pieces", lambda kept: (kept == 0).sum()),
        between_pieces=("pieces", lambda kept: ((kept > 0) & (kept < most)).sum()),
        after_the_last=("pieces", lambda kept: (kept == most).sum()),
        rows_lost=("lost", "sum"),
        rows_doubled=("doubled", "sum"),
        equal=("equal", "sum"),
        tracebacks=("said", lambda said: said.str.contains("Traceback").sum()),
        processes_left_s=("left_behind", "max"),
        failed_to_go_on=("failures", lambda each: each.map(len).sum()),
    )


def flipped(folder, flips, chance):
    """Turn over single bits of a sweep, and count what became of each."""
    rows, found = sweeps.read_sweep(folder), Counter()
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    sizes = [path.stat().st_size for path in files]
    for path in chance.choices(files, sizes, k=flips):
        before = path.read_bytes()
        place, bit = chance.randrange(len(before)), chance.randrange(8)
        path.write_bytes(turned(before, place, bit))
        found[read_again(folder, rows), checked(folder)] += 1
        path.write_bytes(before)
    return found


def turned(content, place, bit):
    """A content with one bit turned over."""
    return content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]


def read_again(folder, rows):
    """What becomes of the rows of a sweep in which something has changed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return "the same rows" if sweeps.read_sweep(folder).equals(rows) else "OTHER ROWS"
    except (Mistake, UserWarning):
        return "told"


def checked(folder):
    """What a check of everything says."""
    try:
        return "told" if sweeps.damaged(sweeps.opened(folder)) else "NOT TOLD"
    except Mistake:
        return "told"


def main(times: int = 100, flips: int = 10_000):
    """Let things happen, and print what came of it."""
    heard()
    chance = random.Random(SEED)
    blows = []
    with tempfile.TemporaryDirectory() as here, disk(Path(here)) as small:
        config, whole = Path(here) / "sweep.toml", Path(here) / "undisturbed"
        config.write_text(CONFIG, encoding="utf-8")
        kinds = [kind for kind in FAULTS if small or FAULTS[kind] is not fill_the_disk]
        begun = time.monotonic()
        finish(config, whole)
        length = time.monotonic() - begun
        pieces = len(kept(whole))
        print(f"undisturbed: {length:.1f} s, {pieces} pieces on {CORES} cores")
        with typer.progressbar(length=times, file=sys.stderr) as bar:
            while len(blows) < times:
                kind = kinds[len(blows) % len(kinds)]
                out = (small if FAULTS[kind] is fill_the_disk else Path(here)) / "sweep"
                blow = struck(kind, config, whole, out, chance.uniform(0, length), chance)
                shutil.rmtree(out)
                if blow:
                    blows.append(blow)
                    bar.update(1)
        found = flipped(whole, flips, chance)
    if blows:
        print(table(blows, pieces).T.to_string(float_format="%.1f"))
    for (read, said), number in found.items():
        print(f"bits turned over: {number:,}; the rows as they are read: {read}; checked: {said}")
    for last in {blow.said.splitlines()[-1] for blow in blows if "Traceback" in blow.said}:
        print(f"a traceback: {last}")
    for failure in (failure for blow in blows for failure in blow.failures):
        print(f"a failure to go on: {failure}")
    if not all(blow.equal and not blow.lost and not blow.doubled for blow in blows):
        raise SystemExit("a sweep did not survive")
    if any(read == "OTHER ROWS" or said == "NOT TOLD" for read, said in found):
        raise SystemExit("a changed bit was not told")


if __name__ == "__main__":
    typer.run(main)
