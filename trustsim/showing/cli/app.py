"""What all commands share: the application, common options, and how results are shown."""

from pathlib import Path
from typing import Annotated

import typer

from trustsim.showing.receipts.along import found

app = typer.Typer(
    help="How a child comes to know whom to believe: a simulation of epistemic trust.\n\n"
    "Every command takes --with FILE.py: a theory of your own in one file (CONTRIBUTING).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def version_told(asked):
    """Say which version this is, and of which theory, and end."""
    if not asked:
        return
    from importlib.metadata import version

    from trustsim.theory.compiled import fingerprint

    typer.echo(f"trustsim {version('trustsim')}, theory {fingerprint()}")
    raise typer.Exit


@app.callback()
def told_before_any_command(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=version_told,
            help="The version, and the fingerprint of its theory, as in every receipt.",
        ),
    ] = False,
):  # fmt: skip
    """Options that stand before a command."""


Config = Annotated[
    Path,
    typer.Argument(
        help="A TOML file, or the name of a config that comes along: see `trustsim figures`.",
        callback=found,
    ),
]
Out = Annotated[Path | None, typer.Option(help="Folder for the results; must not exist yet.")]
Quick = Annotated[bool, typer.Option("--quick", help="Few cohorts: a look, not a result.")]
STOPPED = 130  # typer's exit code when the user presses Ctrl-C
ENDLESS = 10_000  # columns of what is no terminal
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
    from trustsim.showing.report.folder import missing

    if words := missing(out):
        typer.echo(words, err=True)
        raise typer.Exit(1)


def echo(renderable):
    """Print a table of rich, or several: as wide as it needs to be where that is no terminal.

    On a terminal words stay whole; where there is no room for that, a row becomes a few lines, so
    that each name can be read and copied.
    """
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console = Console(width=ENDLESS)
    for table in getattr(renderable, "renderables", [renderable]):
        if fitted(table, console):
            console.print(table)
        else:
            for line in in_lines(table):
                console.print(line, soft_wrap=isinstance(line, str))


def fitted(table, console):
    """Whether a table fits onto a console with its words whole; its columns then have widths."""
    from rich.measure import Measurement, measure_renderables

    options = console.options
    least, most = Measurement.get(console, options.update_width(ENDLESS), table)
    if most > console.width >= least:
        share = (console.width - least) / (most - least)
        for column in table.columns:
            cells = measure_renderables(console, options, [column.header, *column.cells])
            column.width = cells.minimum + int(share * (cells.maximum - cells.minimum))
    return least <= console.width


def in_lines(table):
    """The rows of a table, one below the other: a name, then a line for each of its cells."""
    from rich.padding import Padding
    from rich.table import Table

    heads = [column.header for column in table.columns]
    for name, *cells in zip(*(column.cells for column in table.columns), strict=True):
        if name:
            yield name
        said = Table.grid(padding=(0, 1))
        for head, cell in zip(heads[1:], cells, strict=True):
            if cell:
                said.add_row(head, cell)
        yield Padding(said, (0, 0, 0, 2))
    yield table.caption or ""
