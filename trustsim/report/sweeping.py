"""What the commands for sweeps do, and the lines in which they say it."""

import re
from pathlib import Path

from trustsim import measures, sweeps
from trustsim.mistakes import Mistake
from trustsim.report.folder import csv, write
from trustsim.scenario import COMMANDS, from_dict, read_toml
from trustsim.sweeps.design import DESIGNS, FROM_FILE

UNDER = "sweeps"  # where a sweep is kept that was given no folder
FEW = 8  # damaged pieces that are named


def sweep(config, out, scheduler, shard, cores):
    """Play a sweep, or go on with it, in a folder; returns its store."""
    sweeps.available()
    asked, which = sweeps.load_sweep(config), shard_of(shard)
    folder = folder_of(asked, out, which)
    if scheduler:
        sweeps.reachable(scheduler)
    if not folder.exists():
        sweeps.affordable(folder, sweeps.estimated(asked, which).size)
    store = sweeps.begun(folder, asked, which)
    sweeps.play(store, scheduler, cores)
    return store


def resume(folder, scheduler, cores):
    """Go on with the sweep in a folder; returns its store."""
    sweeps.available()
    store = sweeps.resumable(folder)
    sweeps.play(store, scheduler, cores)
    return store


def reported(config):
    """The names of all numbers that a config, of a sweep or of one run, reports of a cohort."""
    given = {key: value for key, value in read_toml(config).items() if key not in COMMANDS}
    return measures.names(from_dict(given, where=str(config), name=config.stem))


def plot(folder, words, x, y, by, level, largest, out):
    """The figure of a sweep, in every format; returns the path of each.

    Lines over one thing that was varied; a map over two; with a ``level`` where the measure
    crosses it, or with ``largest`` which of several measures leads.
    """
    from trustsim import figures

    rows = sweeps.read_sweep(folder, words)
    values = list(dict.fromkeys(rows["measure"]))
    children = sweeps.opened(folder).sweep.scenario.children
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
    parts = [kind, *words, "over", *(name for name in (x, y, by) if name)]
    name = re.sub(r"[^\w.]+", "_", "_".join(parts))
    return pictured(out or folder / "figures", name, figure)


def pictured(folder, name, figure):
    """Write a figure in every format; returns the paths."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write(folder, name, figure)
    except OSError as error:
        raise Mistake(f"{folder}: cannot be written ({error.strerror})") from None


def sensitivity(source, out, scheduler, cores):
    """Say which parameters matter in a sweep; returns its store and the indices.

    ``source`` is a config, whose design is then played, or the folder of a sweep that has been. The
    table, the sentences and the figure are kept in the folder of the sweep.
    """
    from trustsim import figures
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
    here.mkdir(exist_ok=True)
    (here / "sensitivity.csv").write_text(csv(found), encoding="utf-8")
    words = sensitivity_lines.words(found) + "\n"
    (here / "sensitivity.txt").write_text(words, encoding="utf-8")
    pictured(here, "sensitivity", figures.sensitivity(found, asked.scenario.children))
    return store, found


def merge(folders, out):
    """The store in which shards have come together."""
    sweeps.available()
    return sweeps.merged(folders, out)


def dry_run(config, out, shard, cores):
    """What a sweep would be, in lines; nothing is written."""
    sweeps.available()
    asked, which = sweeps.load_sweep(config), shard_of(shard)
    folder = folder_of(asked, out, which)
    cost = sweeps.estimated(asked, which)
    scenario = asked.scenario
    cores = cores or sweeps.cores()
    crowds = asked.crowds()
    crowd = " to ".join(f"{each:,}" for each in sorted({min(crowds), max(crowds)}))
    lines = [
        ("sweep", f"{scenario.title or scenario.name}, {sweeps.part(which)}"),
        ("design", design_in_words(asked)),
        *(("varied", varied_in_words(name, asked)) for name in asked.varied),
        ("points", f"{cost.points:,}"),
        ("runs", f"{cost.runs:,} cohorts of {crowd} children"),
        ("children", f"{cost.children:,}"),
        ("time", f"about {in_time(cost.seconds / cores)} on {cores} cores, in {cost.pieces:,} "
         "pieces, and some seconds to begin"),
        ("store", f"{folder}: {cost.rows:,} rows, about {sweeps.in_bytes(cost.size)}"),
    ]  # fmt: skip
    notes = [warning(asked), too_large(folder, cost)]
    return [f"{head:9} {words}" for head, words in lines] + [note for note in notes if note]


def too_large(folder, cost):
    """What a sweep would say that does not fit onto the disk; nothing for one that does."""
    try:
        sweeps.affordable(folder, cost.size)
    except Mistake as mistake:
        return str(mistake)
    return ""


def status(folder):
    """What has been played of a sweep, in lines."""
    sweeps.available()
    store = sweeps.opened(folder)
    kept, damaged = store.kept, sweeps.damaged(store)
    each = -(-store.identity["points"] // store.identity["pieces"])
    size = sum(file.stat().st_size for file in store.folder.rglob("*.parquet"))
    lines = [
        ("sweep", f"{store.identity['config'].get('title') or folder}, {sweeps.part(store.shard)}"),
        ("design", f"{store.identity['points']:,} points, {each:,} in a piece"),
        ("played", f"{len(kept):,} of {len(store.numbers):,} pieces"),
        ("store", sweeps.in_bytes(size)),
        ("made with", store.identity["versions"]),
    ]
    if damaged:
        which = ", ".join(map(str, damaged[:FEW])) + (", ..." if len(damaged) > FEW else "")
        lines.append(("damaged", f"{len(damaged):,} of these, to be played again: {which}"))
    if damaged or len(kept) < len(store.numbers):
        lines.append(("go on", f"trustsim resume {folder}"))
    return [f"{head:9} {words}" for head, words in lines]


def shard_of(text):
    """Which of how many shards *3/10* means; the whole sweep if nothing is said."""
    if text is None:
        return sweeps.WHOLE
    try:
        which, number = map(int, text.split("/"))
    except ValueError:
        which, number = 0, 0
    if not 1 <= which <= number:
        raise Mistake(f"--shard {text}: write k/n, for instance 3/10 for the third of ten")
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
    span = f" from {min(numbers):g} to {max(numbers):g}" if numbers else f": {', '.join(values)}"
    return f"{name}, {len(values):,} values{span}"


def warning(asked):
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
