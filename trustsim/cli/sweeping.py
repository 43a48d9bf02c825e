"""The commands for sweeps: sweep, resume, status, merge, plot and sensitivity."""

from pathlib import Path
from typing import Annotated

import typer

from trustsim.cli.app import Config, app, done

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
    """Play the scenario of CONFIG at every point of its [sweep]; survives whatever happens."""
    from trustsim.report import sweeping

    if dry_run:
        typer.echo("\n".join(sweeping.dry_run(config, out, shard, cores)))
        return
    store = sweeping.sweep(config, out, scheduler, shard, cores)
    if note := sweeping.warning(store.sweep):
        typer.echo(note)
    typer.echo("\n".join(sweeping.status(store.folder)))
    done(store.folder)


@app.command()
def resume(folder: Folder, scheduler: Scheduler = None, cores: Cores = None):
    """Go on with the sweep in FOLDER after whatever has ended it."""
    from trustsim.report import sweeping

    store = sweeping.resume(folder, scheduler, cores)
    typer.echo("\n".join(sweeping.status(store.folder)))
    done(store.folder)


@app.command()
def status(folder: Folder):
    """Say what has been played of the sweep in FOLDER."""
    from trustsim.report import sweeping

    typer.echo("\n".join(sweeping.status(folder)))


@app.command()
def merge(
    folders: Annotated[list[Path], typer.Argument(help="The folders of the shards.")],
    out: Annotated[
        Path | None, typer.Option(help="The new folder; by default what their names begin with.")
    ] = None,
):
    """Bring the shards of one sweep together."""
    from trustsim.report import sweeping

    store = sweeping.merge(folders, out)
    typer.echo("\n".join(sweeping.status(store.folder)))
    done(store.folder)
