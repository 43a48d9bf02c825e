"""What the command for calibrations does, and what it leaves behind."""

import shutil
from functools import partial

import tomli_w

from trustsim.asking import calibration
from trustsim.mistakes import Stopped
from trustsim.showing.receipts.receipt import request
from trustsim.showing.report.folder import folder_asked_for, leave

TABLES = ("generations", "prior", "sample", "parameters", "pairs", "predictions", "recoveries")


def calibrate(asked, out, threads):
    """What the chosen patterns tell of the parameters; kept in a folder if one was asked for.

    Until everything is there, the generations so far are in a hidden folder beside it, from which
    the same command goes on.
    """
    wanted = request("calibrate", asked)
    with folder_asked_for(out) as folder:
        if folder is None:
            return calibration.calibrate(asked, threads)
        unfinished = out.with_name(f".{out.name}.unfinished")
        try:
            found = calibration.calibrate(asked, threads, unfinished)
        except KeyboardInterrupt:
            raise Stopped(
                f"stopped; whole generations are kept in {unfinished}: the same command goes on"
            ) from None
        tables = {name: getattr(found, name) for name in TABLES}
        texts = {
            "calibration.txt": calibration.calibration_text(found) + "\n",
            "calibration.toml": tomli_w.dumps(asked.given),
        }
        there = {name: rows for name, rows in tables.items() if len(rows)}
        leave(folder, wanted, asked.scenario, pictures(found), there, texts)
        shutil.move(unfinished, folder / "generations")
    return found


def pictures(found):
    """How the figures of a calibration are made, by name."""
    from trustsim.showing import figures

    made = {
        "posterior": partial(figures.posterior, found),
        "predictions": partial(figures.predictions, found),
    }
    if len(found.pairs):
        made["pairs"] = partial(figures.posterior_pairs, found)
    if len(found.recoveries):
        made["recoveries"] = partial(figures.recoveries, found)
    return made
