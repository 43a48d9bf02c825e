"""The commands for sweeps: sweep, resume, status, merge, measures, point, plot, sensitivity."""

from pathlib import Path
from typing import Annotated

import typer

from trustsim.showing.cli.app import Config, app, done, echo
from trustsim.showing.receipts.along import found

Folder = Annotated[Path, typer.Argument(help="The folder of a sweep.")]
Scheduler = Annotated[
    str | None,
    typer.Option(
        help="Address of a dask scheduler, tcp://host:8786; cores of this machine if unset."
    ),
]
Cores = Annotated[
    int | None, typer.Option(min=1, help="Processor cores on this machine; all if unset.")
]
Shard = Annotated[
    str | None, typer.Option(help="Only this part of the pieces: 3/10 is the third of ten.")
]


@app.command()
def sweep(
    config: Config,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the sweep; one that is begun is gone on with.")
    ] = None,
    scheduler: Scheduler = None,
    shard: Shard = None,
    cores: Cores = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say how many runs, how long, how large; do nothing.")
    ] = False,
):
    """Play CONFIG at every point that its table of a sweep asks for; survives whatever happens."""
    from trustsim.showing.report import sweeping

    if dry_run:
        typer.echo("\n".join(sweeping.dry_run(config, out, shard, cores)))
        return
    store = sweeping.sweep(config, out, scheduler, shard, cores)
    if note := sweeping.design_warning(store.sweep):
        typer.echo(note)
    typer.echo("\n".join(sweeping.status(store.folder)))
    done(store.folder)


@app.command()
def resume(folder: Folder, scheduler: Scheduler = None, cores: Cores = None):
    """Go on with the sweep in FOLDER after whatever has ended it."""
    from trustsim.showing.report import sweeping

    store = sweeping.resume(folder, scheduler, cores)
    typer.echo("\n".join(sweeping.status(store.folder)))
    done(store.folder)


@app.command()
def status(
    folder: Folder,
    check: Annotated[
        bool, typer.Option("--check", help="Read every file: is it as it was written?")
    ] = False,
):
    """Say what has been played of the sweep in FOLDER; exit code 1 where --check finds damage."""
    from trustsim.showing.report import sweeping

    lines = sweeping.status(folder, check)
    typer.echo("\n".join(lines))
    if check and any(line.startswith(sweeping.DAMAGED) for line in lines):
        raise typer.Exit(1)


@app.command()
def merge(
    folders: Annotated[list[Path], typer.Argument(help="The folders of the shards.")],
    out: Annotated[
        Path | None, typer.Option(help="The new folder; by default what their names begin with.")
    ] = None,
):
    """Bring the shards of one sweep together."""
    from trustsim.showing.report import sweeping

    store = sweeping.merge(folders, out)
    typer.echo("\n".join(sweeping.status(store.folder)))
    done(store.folder)


@app.command()
def measures(config: Config):
    """List the names of all numbers that the visits of CONFIG report of a cohort."""
    from trustsim.showing.report import sweeping

    typer.echo("\n".join(sweeping.reported(config)))


@app.command()
def point(
    folder: Folder,
    number: Annotated[int, typer.Argument(help="Number of the point, from 0: see points.csv.")],
):
    """Print the config of one point of a sweep, for run, explain or twins."""
    from trustsim import sweeps

    typer.echo(sweeps.opened(folder).scenario_at(number).to_toml(), nl=False)


@app.command()
def plot(
    folder: Folder,
    x: Annotated[str, typer.Option(help="What was varied, along the bottom.")],
    value: Annotated[list[str], typer.Option(help="A measure; may be given several times.")],
    y: Annotated[str | None, typer.Option(help="What was varied, up the side: a map.")] = None,
    by: Annotated[
        str | None, typer.Option(help="A line or a panel for each value of this.")
    ] = None,
    level: Annotated[
        float | None, typer.Option(help="Map where the measure lies above, below, undecided.")
    ] = None,
    largest: Annotated[
        bool, typer.Option("--largest", help="Map which of several measures is the largest.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for the figure.")] = None,
):
    """Draw what a sweep has found: lines, a map, or where something changes over."""
    from trustsim.showing.report import sweeping

    paths, unfinished = sweeping.plot(folder, value, x, y, by, level, largest, out)
    for path in paths:
        typer.echo(f"figure   {path}")
    if unfinished:
        typer.echo(f"note: not finished: {unfinished}")


@app.command()
def sensitivity(
    config: Annotated[
        Path,
        typer.Argument(
            help="A TOML file, the name of one that comes along, or the folder of a sweep that has "
            "been played.",
            callback=found,
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(help="Folder of the sweep; one that is begun is gone on with.")
    ] = None,
    scheduler: Scheduler = None,
    cores: Cores = None,
):
    """Say which parameters matter, with intervals: CONFIG has a saltelli or morris design."""
    from trustsim.showing.report import sweeping
    from trustsim.sweeps import sensitivity_lines

    store, found, missing = sweeping.sensitivity(config, out, scheduler, cores)
    echo(sensitivity_lines.sensitivity_table(found))
    typer.echo(f"\n{sensitivity_lines.sensitivity_text(found)}")
    if missing:
        typer.echo(f"note: no figure: {missing}")
    done(store.folder)
