"""What the commands for sweeps do, and the lines in which they say it."""

import hashlib
import math
import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from trustsim import measures, sweeps
from trustsim.mistakes import Mistake, command, listed, printable, quoted
from trustsim.showing.report.folder import csv, write
from trustsim.study.scenario import COMMANDS, from_dict, read_toml
from trustsim.sweeps.design import DESIGNS, FROM_FILE

UNDER = "sweeps"  # where a sweep is kept that was given no folder
DAMAGED = "damaged"  # head of the line that tells of pieces that are not as they were written
LONGEST, DIGITS = 120, 8  # letters of a figure's name, and of a digest in it


def sweep(config, out, scheduler, shard, cores):
    """Play a sweep, or go on with it, in a folder; returns its store."""
    sweeps.require_sweep_libraries()
    asked, which = sweeps.load_sweep(config), shard_of(shard)
    folder = folder_of(asked, out, which)
    if scheduler is not None:
        sweeps.reachable(scheduler)
    if not folder.exists():
        sweeps.affordable(folder, sweeps.sweep_cost(asked, which).size)
    store = sweeps.begun(folder, asked, which)
    sweeps.play(store, scheduler, cores)
    return store


def resume(folder, scheduler, cores):
    """Go on with the sweep in a folder; returns its store."""
    sweeps.require_sweep_libraries()
    store = sweeps.resumable(folder)
    sweeps.play(store, scheduler, cores)
    return store


def reported(config):
    """The names of all numbers that a config, of a sweep or of one run, reports of a cohort."""
    given = {key: value for key, value in read_toml(config).items() if key not in COMMANDS}
    return measures.names(from_dict(given, where=str(config), name=config.stem))


def plot(folder, words, x, y, by, level, largest, out):
    """The figure of a sweep, in every format; returns the path of each, and what is missing in it.

    Lines over one thing that was varied; a map over two; with a ``level`` where the measure
    crosses it, or with ``largest`` which of several measures leads.
    """
    from trustsim.showing import figures

    store = sweeps.opened(folder)
    rows = sweeps.rows_of(store, words)
    values = list(dict.fromkeys(rows["measure"]))
    children = store.sweep.scenario.children
    if level is not None and not math.isfinite(level):
        raise Mistake(f"--level {level}: must be a finite number")
    if level is not None and largest:
        raise Mistake("--level and --largest draw different maps: give one of them")
    if y is None and (largest or level is not None):
        raise Mistake("--level and --largest draw maps: give --y")
    if y is None:
        kind, figure = "lines", figures.sweep_lines(rows, x, values, children, by)
    elif level is not None:
        kind = "transition"
        figure = figures.sweep_transition(rows, x, y, values, level, children, by)
    elif largest:
        kind, figure = "largest", figures.sweep_largest(rows, x, y, values, children, by)
    else:
        kind, figure = "map", figures.sweep_map(rows, x, y, values, children, by)
    parts = [kind, "+".join(words), "over", *(name for name in (x, y) if name)]
    parts += ["by", by] if by else []
    parts += ["at", f"{level!r}"] if kind == "transition" else []
    if out:  # where figures of other sweeps may be, too
        parts += ["of", folder.resolve().name, store.mark[:DIGITS]]
    name = file_name(parts)
    return pictured(out or folder / "figures", name, figure), rows.attrs.get(sweeps.UNFINISHED, "")


def file_name(parts):
    """A name that every file system takes, of words that say what is in the file.

    What does not go into a name, or is too long for one, is told apart by a digest of all of it.
    """
    whole = "_".join(parts)
    name = re.sub(r"[^\w.+-]+", "_", whole, flags=re.ASCII)
    if name == whole and len(name) <= LONGEST:
        return name
    return f"{name[:LONGEST].strip('_')}_{hashlib.sha256(whole.encode()).hexdigest()[:DIGITS]}"


def pictured(folder, name, figure):
    """Write a figure in every format; returns the paths."""
    with filled(folder) as partial:
        paths = write(partial, name, figure)
    return [folder / path.name for path in paths]


@contextmanager
def filled(folder):
    """A place for files that appear in a folder when all of them have been written.

    Raises Mistake where nothing can be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", dir=folder) as partial:
            yield Path(partial)
            for file in Path(partial).iterdir():
                file.replace(folder / file.name)
    except OSError as error:
        raise Mistake(f"{folder}: cannot be written ({error.strerror})") from None


def sensitivity(source, out, scheduler, cores):
    """Say which parameters matter in a sweep; returns its store, the indices, and what is missing.

    ``source`` is a config, whose design is then played, or the folder of a sweep that has been. The
    table, the sentences and the figure are kept in the folder of the sweep; what is missing is the
    reason why there is no figure.
    """
    from trustsim.showing import figures
    from trustsim.sweeps import sensitivity_lines

    played = sweeps.opened(source) if source.is_dir() else None
    asked = played.sweep if played else sweeps.load_sweep(source)
    if asked.design not in sweeps.METHODS:
        raise Mistake(
            f"{source}: [sweep] design = '{asked.design}': sensitivity needs one of "
            f"{', '.join(sweeps.METHODS)}"
        )
    store = played or sweep(source, out, scheduler, None, cores)
    found = sweeps.indices(store)
    here = store.folder / "sensitivity"
    with filled(here) as partial:
        (partial / "sensitivity.csv").write_text(csv(found), encoding="utf-8")
        words = sensitivity_lines.sensitivity_text(found) + "\n"
        (partial / "sensitivity.txt").write_text(words, encoding="utf-8")
    try:
        pictured(here, "sensitivity", figures.sensitivity(found, asked.scenario.children))
    except Mistake as mistake:  # what has been played, perhaps for hours, is told all the same
        return store, found, str(mistake)
    return store, found, ""


def merge(folders, out):
    """The store in which shards have come together."""
    sweeps.require_sweep_libraries()
    return sweeps.merged(folders, out)


def dry_run(config, out, shard, cores):
    """What a sweep would be, in lines; nothing is written."""
    sweeps.require_sweep_libraries()
    asked, which = sweeps.load_sweep(config), shard_of(shard)
    folder = folder_of(asked, out, which)
    cost = sweeps.sweep_cost(asked, which)
    scenario = asked.scenario
    cores = cores or sweeps.cores()
    crowds = asked.crowds()
    crowd = " to ".join(f"{each:,}" for each in sorted({min(crowds), max(crowds)}))
    lines = [
        ("sweep", f"{scenario.title or scenario.name}, {sweeps.shard_words(which)}"),
        ("design", design_in_words(asked)),
        *(("varied", varied_in_words(name, asked)) for name in asked.varied),
        ("points", f"{cost.points:,}"),
        ("runs", f"{cost.runs:,} cohorts of {crowd} children"),
        ("children", f"{cost.children:,}"),
        ("time", f"about {in_time(cost.seconds / cores)} on {cores} cores, in {cost.pieces:,} "
         "pieces, and some seconds to begin"),
        ("store", f"{folder}: {cost.rows:,} rows, about {sweeps.in_bytes(cost.size)}"),
    ]  # fmt: skip
    notes = [design_warning(asked), too_large(folder, cost)]
    return [*in_lines(lines), *(note for note in notes if note)]


def too_large(folder, cost):
    """What a sweep would say that does not fit onto the disk; nothing for one that does."""
    try:
        sweeps.affordable(folder, cost.size)
    except Mistake as mistake:
        return str(mistake)
    return ""


def status(folder, check=False):
    """What has been played of a sweep, in lines; ``check``: after every file has been read."""
    sweeps.require_sweep_libraries()
    store = sweeps.opened(folder)
    kept, missing = store.kept, store.missing
    damaged = sweeps.damaged(store) if check else sweeps.cut_short(store)
    each = -(-store.identity["points"] // store.identity["pieces"])
    size = sum(file.stat().st_size for file in store.folder.rglob("*.parquet") if file.is_file())
    lines = [
        (
            "sweep",
            f"{store.identity['config'].get('title') or folder}, {sweeps.shard_words(store.shard)}",
        ),
        ("design", f"{store.identity['points']:,} points, {each:,} in a piece"),
        ("played", f"{len(kept):,} of {len(store.numbers):,} pieces"),
        ("store", sweeps.in_bytes(size)),
        ("made with", store.identity["versions"]),
    ]
    if missing:
        lines.append(("missing", sweeps.of_points(missing)))
    if damaged:
        which = sweeps.some(damaged)
        lines.append((DAMAGED, f"{len(damaged):,} of these, to be played again: {which}"))
    elif check:
        lines.append(("checked", "every file that is here is as it was written"))
    if damaged or missing:
        lines.append(("go on", command("resume", folder)))
    return in_lines(lines)


def in_lines(about):
    """What is said of a sweep, under its heads; a title may hold what a terminal would obey."""
    return [f"{head:9} {printable(words)}" for head, words in about]


def shard_of(text):
    """Which of how many shards *3/10* means; the whole sweep if nothing is said."""
    if text is None:
        return sweeps.WHOLE
    try:
        which, number = map(int, text.split("/"))
    except ValueError:
        which, number = 0, 0
    if not 1 <= which <= number:
        raise Mistake(f"--shard {quoted(text)}: write k/n, for instance 3/10 for the third of ten")
    return which, number


def folder_of(asked, out, shard):
    """The folder of a sweep; a shard has its own beside it."""
    folder = out or Path(UNDER) / asked.scenario.name
    if shard == sweeps.WHOLE:
        return folder
    return folder.with_name(f"{folder.name}-{shard[0]}-of-{shard[1]}")


def design_in_words(asked):
    """How the points were chosen."""
    words = "chosen by hand" if asked.design == FROM_FILE else DESIGNS[asked.design].words
    return f"{asked.design}: {words}"


def varied_in_words(name, asked):
    """What is varied, and over what."""
    column = [point[list(asked.varied).index(name)] for point in asked.points]
    values = list(dict.fromkeys(map(str, (value for value in column if value is not None))))
    numbers = [value for value in column if isinstance(value, int | float)]
    span = f" from {min(numbers):g} to {max(numbers):g}" if numbers else f": {listed(values)}"
    return f"{name}, {len(values):,} values{span}"


def design_warning(asked):
    """What the design of a sweep cannot show, or an empty string."""
    if asked.design != "one_at_a_time":
        return ""
    return (
        "note: one at a time shows nothing of how parameters act together, and next to nothing of "
        "the space between; for a result take a grid, a Latin hypercube, or `trustsim sensitivity`"
    )


def in_time(seconds):
    """A duration as people say it."""
    for unit, length in (("s", 60), ("min", 60), ("h", 24)):
        if seconds < length:
            return f"{seconds:.2g} {unit}"
        seconds /= length
    return f"{seconds:.3g} days"
