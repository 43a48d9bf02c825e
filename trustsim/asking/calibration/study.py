"""One calibration from start to end: search, tell, predict, and look for known values.

What it has found so far is kept in a folder until it is whole:

    calibration.json   all that decides a number: config, theory, versions
    calibration.db     the generations so far, a database that pyabc reads
    recovery_1.db ...  those of each recovery

A calibration that was ended goes on from here, if it is still the same one.
"""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pandas as pd

from trustsim.asking.calibration.aims import aims
from trustsim.asking.calibration.posterior import generations, require_pyabc
from trustsim.asking.calibration.predicting import KINDS, draws, predicted
from trustsim.asking.calibration.recovering import found_again, known_values
from trustsim.asking.calibration.telling import correlated_pairs, identified_parameters
from trustsim.asking.identification import FEW
from trustsim.engine.progress import bar
from trustsim.engine.simulate import quietly
from trustsim.mistakes import Mistake
from trustsim.sweeps.files import durably
from trustsim.sweeps.identity import raise_unless_same, written
from trustsim.sweeps.pieces import versions
from trustsim.theory.compiled import fingerprint

LIBRARIES = ("trustsim", "numpy", "numba", "scipy", "pandas", "pyabc")  # that may change a number
IDENTITY, SEARCH, RECOVERY = "calibration.json", "calibration.db", "recovery_{}.db"


class Calibrated(NamedTuple):
    """What came of it, as tables."""

    asked: object  # the Calibration
    generations: pd.DataFrame  # a row for each: the miss that was accepted, how many cohorts
    prior: pd.DataFrame  # the first generation: parameters, weight and miss of each value
    sample: pd.DataFrame  # the last one: the posterior, if nothing is missed any more
    parameters: pd.DataFrame  # what is told of each
    pairs: pd.DataFrame  # what cannot be told apart
    predictions: pd.DataFrame  # what cohorts grown with values found show
    recoveries: pd.DataFrame  # whether known values were found again

    @property
    def level(self):
        """The miss that was accepted last; 1 where every part lies in its range."""
        return float(self.generations["level"].iloc[-1])

    @property
    def size(self):
        """Number of equally weighted values that would tell as much as the sample."""
        return float(self.generations["size"].iloc[-1])


def calibrate(asked, threads=None, under=None):
    """Which values of its parameters let a scenario show the chosen patterns?

    ``asked`` is a Calibration, as ``load`` reads it. What has been found so far is kept in the
    folder ``under``, and a calibration that was ended goes on from there; without a folder it
    begins anew. The numbers do not depend on ``threads``. Raises Mistake where pyabc is missing, or
    the folder holds another calibration.
    """
    require_pyabc()
    threads = threads or os.cpu_count()
    if under is None:
        with TemporaryDirectory() as folder:
            return calibrated(asked, threads, Path(folder))
    return calibrated(asked, threads, Path(under))


def calibrated(asked, threads, folder):
    """All of it, with the generations kept in a folder."""
    occupy(folder, asked)
    wanted = aims(quietly(asked.study.but({"worlds": 1, "children": FEW}), threads), asked.patterns)
    with bar("looking for values: cohorts at most", asked.simulations) as tell:
        steps = generations(asked, wanted, folder / SEARCH, 0, threads, tell)
    again = []
    for number, values in enumerate(known_values(asked), start=1):
        words = f"recovery {number} of {asked.recoveries}: cohorts at most"
        with bar(words, asked.simulations) as tell:
            database = folder / RECOVERY.format(number)
            again.append(found_again(asked, wanted, values, number, database, threads, tell))
    with bar("predicting", draws(asked) * len(KINDS)) as tell:
        predictions = predicted(asked, steps[0], steps[-1], threads, tell)
    first, last = (
        each.values.assign(weight=each.weights, miss=each.misses) for each in (steps[0], steps[-1])
    )
    return Calibrated(
        asked,
        generation_table(steps),
        first,
        last,
        identified_parameters(asked, steps[-1]),
        correlated_pairs(steps[-1]),
        predictions,
        pd.concat(again, ignore_index=True) if again else pd.DataFrame(),
    )


def occupy(folder, asked):
    """Make the folder if it is not there. Raises Mistake where it holds another calibration."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / IDENTITY
    now = {"config": asked.given, "fingerprint": fingerprint(), "versions": versions(LIBRARIES)}
    if not file.exists():
        durably(file, written(now))
        return
    try:
        before = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Mistake(f"{file}: cannot be read; remove {folder} to begin anew") from None
    head = f"{folder}: a calibration was begun here that differs from this one:"
    end = "give another --out, undo the change, or remove the folder to begin anew"
    raise_unless_same(before, now, head, end)


def generation_table(steps):
    """A row for each generation."""
    return pd.DataFrame(
        {
            "generation": range(len(steps)),
            "level": [each.level for each in steps],
            "simulations": [each.simulations for each in steps],
            "kept": [len(each.weights) for each in steps],
            "size": [each.size for each in steps],
        }
    )
