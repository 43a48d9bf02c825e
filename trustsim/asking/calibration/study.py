"""One calibration from start to end: search, tell, predict, and look for known values."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pandas as pd

from trustsim.asking.calibration import telling
from trustsim.asking.calibration.aims import aims
from trustsim.asking.calibration.kept import RECOVERY, SEARCH, begun
from trustsim.asking.calibration.posterior import available, generations
from trustsim.asking.calibration.predicting import KINDS, draws, predicted
from trustsim.asking.calibration.recovering import known, recovered
from trustsim.asking.recovery.study import FEW
from trustsim.engine.progress import bar
from trustsim.engine.simulate import quietly


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
    available()
    threads = threads or os.cpu_count()
    if under is None:
        with TemporaryDirectory() as folder:
            return found(asked, threads, Path(folder))
    return found(asked, threads, Path(under))


def found(asked, threads, folder):
    """All of it, with the generations kept in a folder."""
    begun(folder, asked)
    wanted = aims(quietly(asked.study.but({"worlds": 1, "children": FEW}), threads), asked.patterns)
    with bar("looking for values: cohorts at most", asked.simulations) as tell:
        steps = generations(asked, wanted, folder / SEARCH, 0, threads, tell)
    again = []
    for number, values in enumerate(known(asked), start=1):
        words = f"recovery {number} of {asked.recoveries}: cohorts at most"
        with bar(words, asked.simulations) as tell:
            database = folder / RECOVERY.format(number)
            again.append(recovered(asked, wanted, values, number, database, threads, tell))
    with bar("predicting", draws(asked) * len(KINDS)) as tell:
        predictions = predicted(asked, steps[0], steps[-1], threads, tell)
    return Calibrated(
        asked,
        course(steps),
        table(steps[0]),
        table(steps[-1]),
        telling.told(asked, steps[-1]),
        telling.confusions(steps[-1]),
        predictions,
        pd.concat(again, ignore_index=True) if again else pd.DataFrame(),
    )


def course(steps):
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


def table(step):
    """The values of one generation with their weights and misses."""
    return step.values.assign(weight=step.weights, miss=step.misses)
