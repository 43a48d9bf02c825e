"""The command for generations."""

from typing import Annotated

import typer

from trustsim.showing.cli.app import Config, Out, Quick, Threads, app, done


@app.command()
def generations(
    config: Config,
    line: Annotated[
        int | None, typer.Option(help="Number of a line, from 0, to be told as a family.")
    ] = None,
    engine: Annotated[str, typer.Option(help="fast (compiled) or agents (readable).")] = "fast",
    quick: Quick = False,
    out: Out = None,
    threads: Threads = None,
):
    """Let lines of descent live, and say what is done on: what each generation is like.

    Every grown-up becomes a mother, as her own life has made her. What differs in some generations
    is told beside the same lines without it.
    """
    from trustsim.asking import generations as descent
    from trustsim.showing import report

    asked = descent.load_generations(config)
    tables = report.descend(asked.quick() if quick else asked, line, engine, out, threads)
    for name, rows in tables.items():
        typer.echo(f"{name}\n{rows.to_string(index=False, float_format='{:.3f}'.format)}\n")
    done(out)
