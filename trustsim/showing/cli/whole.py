"""Reproduce everything, and play a command again: one command of ours from within another."""

import io
import time
from contextlib import redirect_stdout
from pathlib import Path

import typer

from trustsim.mistakes import Mistake, Stopped, printable
from trustsim.showing.cli.app import STOPPED, app

UNDER = Path("results")


def reproduce_all(out, quick, threads):
    """Play all works, one after the other; one that fails does not stop the others."""
    from trustsim.showing.receipts.listed import works

    out, todo, failed, begun = out or UNDER / "all", works(), [], time.monotonic()
    for number, work in enumerate(todo, 1):
        folder = out / work.folder
        typer.echo(f"[{number:2} of {len(todo)}] {work.name} ... ", nl=False)
        started, there = time.monotonic(), folder.exists()
        words = [*work.asked(quick), "--out", str(folder)]
        words += ["--threads", str(threads)] if threads else []
        try:
            why = "" if there else played(words)
        except (KeyboardInterrupt, Stopped):
            done = f"{number - 1} of {len(todo)} are in {out}"
            raise Stopped(f"stopped; {done}, and the same command goes on") from None
        right, said = (None, "") if why else beside_expected_in_words(folder)
        if why or right is False:
            failed.append(f"{work.name}: {why or said}")
        typer.echo(f"{'there already' if there else in_seconds(started)}: {why or said}")
    typer.echo(
        f"\n{len(todo) - len(failed)} of {len(todo)} are made, in {in_seconds(begun)}: {out}"
    )
    for line in failed:
        typer.echo(f"fails    {line}")
    if failed:
        raise typer.Exit(1)


def in_seconds(since):
    """How long something has taken."""
    seconds = time.monotonic() - since
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.1f} min"


def beside_expected_in_words(folder):
    """Whether a results folder holds what the repository expects, and words for that."""
    from trustsim.showing.receipts.expected import beside_expected
    from trustsim.showing.receipts.receipt import read_receipt

    try:
        return beside_expected(read_receipt(folder))
    except Mistake as mistake:
        return False, str(mistake)


def played(words):
    """Run one command of ours and say nothing; why it failed in a line, or an empty string.

    Ctrl-C and whatever else is meant for everything ends everything.
    """
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            code = app(list(words), standalone_mode=False)
    except Stopped:
        raise
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Mistake as mistake:
        return " ".join(str(mistake).split())
    except Exception as error:  # whatever it is, the others are to be played
        kind = "" if hasattr(error, "format_message") else f"{type(error).__name__}: "  # of usage
        return printable(" ".join(f"{kind}{error}".split()))
    if code == STOPPED:
        raise KeyboardInterrupt
    return "a figure is missing" if code else ""
