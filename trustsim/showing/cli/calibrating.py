"""The command for calibrations."""

from dataclasses import replace
from typing import Annotated

import typer

from trustsim.showing.cli.app import Config, Out, Quick, Threads, app, done, echo


@app.command()
def calibrate(
    config: Config,
    recoveries: Annotated[
        int | None,
        typer.Option(min=0, help="Times that known values are looked for; those of CONFIG."),
    ] = None,
    out: Out = None,
    quick: Quick = False,
    threads: Threads = None,
):
    """Say which values of its parameters let CONFIG show the patterns that it names.

    A calibration with --out that was ended goes on where it was, by the same command.
    """
    from trustsim.asking import calibration
    from trustsim.showing.report import calibrating

    asked = calibration.load_calibration(config)
    if quick:
        asked = asked.quick()
    if recoveries is not None:
        asked = replace(asked, recoveries=recoveries)
    found = calibrating.calibrate(asked, out, threads)
    for table in calibration.calibration_tables(found):
        echo(table)
    typer.echo(f"\n{calibration.calibration_text(found)}")
    done(out)
