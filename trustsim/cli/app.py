"""What all commands share: the application, common options, and how results are shown."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="How a child comes to know whom to believe: a simulation of epistemic trust.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Config = Annotated[Path, typer.Argument(help="A TOML file; see configs/ for examples.")]
Out = Annotated[Path | None, typer.Option(help="Folder for the results; must not exist yet.")]
Quick = Annotated[bool, typer.Option("--quick", help="Few cohorts: a look, not a result.")]
Threads = Annotated[
    int | None, typer.Option(min=1, help="Processor cores for the fast engine; all if unset.")
]


def done(out):
    """Say where the results are, if they were to be kept."""
    if out:
        typer.echo(f"\nresults  {out}")
        complete(out)


def complete(out):
    """Exit with 1 where a figure is missing from the results, and say which and why."""
    from trustsim.report.folder import missing

    if words := missing(out):
        typer.echo(words, err=True)
        raise typer.Exit(1)


def echo(renderable):
    """Print a table of rich, as wide as it needs to be when it does not go to a terminal."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    console.print(renderable)
