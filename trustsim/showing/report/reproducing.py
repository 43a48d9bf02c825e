"""Reproduce whatever a config asks for: a study, a trial, generations, a sweep or a calibration."""

import re
from functools import partial

from trustsim import sweeps
from trustsim.asking import generations, trials
from trustsim.asking.calibration.config import TABLE as CALIBRATION
from trustsim.engine.records import first_whole, numbered
from trustsim.mistakes import Stopped
from trustsim.showing.receipts.receipt import request
from trustsim.showing.report.calibrating import calibrate
from trustsim.showing.report.commands import QUICK, reproduce
from trustsim.showing.report.folder import leave
from trustsim.showing.report.generations import reproduce_generations
from trustsim.showing.report.trials import reproduce_trial
from trustsim.study.scenario import load, read_toml
from trustsim.sweeps.config import TABLE as SWEEP

STORE = "sweep"  # folder of what was played, in the results of a sweep
QUICK_SWEEP = {"worlds": 2, "children": 20}  # at each point of a quick look
LINES, MAP, LEVELS = 1, 2, 3  # things that are varied on a grid: a figure has room for three


def reproduced(config, quick, out, threads):
    """The results folder of a config, and the verdicts on what was found where there are any."""
    given = read_toml(config)
    if trials.is_trial(config):
        asked = trials.load_trial(config)
        return reproduce_trial(asked.quick() if quick else asked, out, threads, quick)
    if generations.asks_for_generations(config):
        asked = generations.load_generations(config)
        return reproduce_generations(asked.quick() if quick else asked, out, threads, quick)
    if SWEEP in given:
        smaller = QUICK_SWEEP if quick else {}
        asked = sweeps.sweep_from_config(
            given | smaller, where=str(config), name=config.stem, folder=config.parent
        )
        return reproduce_sweep(asked, out, threads), []
    if CALIBRATION in given:
        return reproduce_calibration(config, quick, out, threads), []
    scenario = load(config)
    if quick:
        scenario = scenario.but({"worlds": min(scenario.worlds, QUICK)})
    return reproduce(scenario, out, threads, quick)


def reproduce_sweep(asked, out, cores):
    """A sweep as it was played, its means, and the figures of its design, in a folder."""
    sweeps.require_sweep_libraries()
    wanted = request("reproduce", asked)
    with first_whole([out] if out else numbered(asked.scenario.name)) as (folder, partial):
        store = sweeps.begun(partial / STORE, asked)
        try:
            sweeps.play(store, None, cores)
        except Stopped:  # its pieces are not kept: results are there whole or not at all
            raise KeyboardInterrupt from None
        tables, figures = found_in(store)
        leave(partial, wanted, asked.scenario, figures, tables)
    return folder


def found_in(store):
    """What a sweep has found, as tables, and how its figures are made."""
    from trustsim.showing import figures

    asked = store.sweep
    children = asked.scenario.children
    if asked.design in sweeps.METHODS:
        found = sweeps.indices(store)
        return {"sensitivity": found}, {
            "sensitivity": partial(figures.sensitivity, found, children)
        }
    rows, varied = sweeps.rows_of(store), list(asked.varied)
    means = rows.groupby([*varied, "measure"], sort=False)["value"].mean().reset_index()
    made = {}
    for measure in dict.fromkeys(rows["measure"]):
        if len(varied) == LINES:
            made[f"lines_{measure}"] = partial(
                figures.sweep_lines, rows, varied[0], [measure], children
            )
        elif MAP <= len(varied) <= LEVELS:
            made[f"map_{measure}"] = partial(
                figures.sweep_map, rows, varied[0], varied[1], [measure], children, *varied[2:]
            )
    return {"means": means}, {re.sub(r"\W+", "_", name): make for name, make in made.items()}


def reproduce_calibration(config, quick, out, threads):
    """What is left of the parameters of a calibration, in a folder."""
    from trustsim.asking import calibration

    asked = calibration.load_calibration(config)
    folder = out or next(each for each in numbered(config.stem) if not each.exists())
    calibrate(asked.quick() if quick else asked, folder, threads)
    return folder
