"""The commands for somebody who trusts nobody: figures, verify, report."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from trustsim.mistakes import Mistake, choice, command, printable
from trustsim.showing.cli.app import Threads, app, echo
from trustsim.showing.cli.whole import UNDER, played

PLAYED = (  # commands that leave a results folder of a config
    *("reproduce", "run", "trial", "generations", "lesions", "compare", "twins", "explain"),
    *("recover", "calibrate"),
)
BY_ONE = ("explain",)  # of these, those that one thread plays
Results = Annotated[Path, typer.Argument(help="A results folder, or one with several in it.")]


@app.command()
def figures():
    """List every figure: what it claims, the command that makes it, minutes, and what it needs.

    The minutes are those of one processor; with more it is the sooner done.
    """
    from rich.table import Table

    from trustsim.showing.receipts.expected import minutes
    from trustsim.showing.receipts.listed import rows

    table = Table("figure", "claim, or question", "made by", "minutes", "with --quick", "needs")
    for name, claim, made_by, work, needs in rows():
        taken = [minutes(work, quick) for quick in (False, True)]
        said = ["" if each is None else f"{max(each, 0.1):.1f}" for each in taken]
        table.add_row(name, claim, made_by, *said, needs)
    echo(table)


@app.command()
def verify(folder: Results = UNDER, threads: Threads = None):
    """Play what is in FOLDER again, from its receipt alone, and compare panel by panel.

    Exit code 0 where everything is identical, or equal within a tolerance on another platform; 1
    where something differs, is missing, or is not as it was written.
    """
    from trustsim.showing.receipts.receipt import NAME

    folders = sorted(each.parent for each in folder.glob(f"*/{NAME}"))
    if not folders or (folder / NAME).exists():
        folders = [folder]
    several = len(folders) > 1
    failed = [each for each in folders if not holds(each, threads, several)]
    if several:
        typer.echo(f"\n{len(folders) - len(failed)} of {len(folders)} results are as they were.")
        for each in failed:
            typer.echo(f"differs  {each}")
    if failed:
        raise typer.Exit(1)


def holds(folder, threads, several):
    """Is a results folder as it was? One of ``several`` that cannot be read stops no other."""
    try:
        return verified(folder, threads)
    except Mistake as mistake:
        if not several:
            raise
        typer.echo(f"results  {folder}\nverdict  {mistake}")
        return False


def verified(folder, threads):
    """Compare one results folder with the same played again, and say so; is it as it was?"""
    from trustsim.showing.receipts import comparing
    from trustsim.showing.receipts.expected import beside_expected
    from trustsim.showing.receipts.receipt import changed, read_receipt

    before = read_receipt(folder)
    files = changed(folder, before)
    typer.echo(f"results  {folder}")
    for line in files:
        typer.echo(f"file     {printable(line)}")
    as_expected, words = beside_expected(before)
    typer.echo(f"expected {words}")
    after = played_again(before, threads)
    for line in comparing.elsewhere(before, after):
        typer.echo(f"platform {printable(line)}")
    for line in comparing.changed_rules(before, after):
        typer.echo(f"rules    {line}: changed since, so that all that hangs on it may differ")
    for line in comparing.differences(before["resolved"], after["resolved"]):
        typer.echo(f"default  {printable(line)}")
    verdicts = comparing.compared(before, after)
    for each in verdicts:
        title = f" ({each.title})" if each.title else ""
        words = f": {each.words}" if each.words else ""
        typer.echo(printable(f"{each.verdict:9} {each.panel}{title}{words}"))
    same = all(each.verdict != comparing.DIFFERS for each in verdicts)
    sound = same and not files and as_expected is not False
    damaged = f"; of the files {len(files)} not as written" if files else ""
    said = "as it was" if sound else "NOT as it was"
    typer.echo(f"verdict  {said}: {comparing.summary(verdicts)}{damaged}")
    return sound


def played_again(receipt, threads):
    """The receipt of the same command and config, played now. Raises Mistake where it cannot be."""
    import tomli_w

    from trustsim.showing.receipts.receipt import read_receipt
    from trustsim.theory.extending import extension

    asked, theory = receipt["asked"], receipt["made"]["with"]
    name, *options = asked["words"]
    choice("a receipt of the command", name, PLAYED)
    if theory and extension().path is None:
        again = command("--with", theory, "verify", "FOLDER")
        raise Mistake(f"made with a theory of its own, {theory}, which lies beside it: {again}")
    with TemporaryDirectory() as place:
        config, out = Path(place) / f"{Path(asked['name']).name}.toml", Path(place) / "again"
        config.write_text(tomli_w.dumps(asked["config"]), encoding="utf-8")
        words = [name, str(config), *options, "--out", str(out)]
        words += ["--threads", str(threads)] if threads and name not in BY_ONE else []
        if (why := played(words)) and not out.exists():
            raise Mistake(f"trustsim {name}: cannot be played again: {why}")
        return read_receipt(out)


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(help="A results folder.")],
    out: Annotated[
        Path | None, typer.Option(help="The page; report.html in FOLDER if unset.")
    ] = None,
):
    """Write one page of HTML with the figures, verdicts, parameters and provenance of FOLDER."""
    from trustsim.showing.receipts.page import page

    out = out or folder / "report.html"
    text = page(folder)
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise Mistake(f"{out}: exists already; give another --out, or remove it") from None
    except OSError as error:
        raise Mistake(f"{out}: cannot be written ({error.strerror})") from None
    typer.echo(f"page     {out}")
