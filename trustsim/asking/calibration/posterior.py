"""From the prior to the posterior, generation by generation (ABC-SMC, by pyabc).

The first generation is a sample of the prior. Each later one keeps values whose cohorts miss the
aims by no more than the best quarter of the one before, and the last those that miss nothing. New
values are proposed around old ones, with the covariance of the generation they come from, and
weighted for it.

Every generation begins with a seed of its own and is kept in a database as soon as it is whole. So
a search that was ended goes on with the first generation that is missing, and finds what it would
have found; and two threads find what one finds.
"""

import logging
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.asking.calibration.aims import EDGE, numbers, worst
from trustsim.asking.identification import another_cohort
from trustsim.mistakes import Mistake, needed


class Generation(NamedTuple):
    """One sample, and how it came about."""

    values: pd.DataFrame  # a column for each parameter
    weights: np.ndarray  # sum 1
    misses: np.ndarray  # what the cohort of each missed most
    numbers: np.ndarray  # (value, aim): what it showed
    level: float  # the miss that was accepted
    simulations: int

    @property
    def size(self):
        """Number of equally weighted values that would tell as much."""
        return 1.0 / np.sum(self.weights**2)


def require_pyabc():
    """The library pyabc, told to be quiet. Raises Mistake where it is missing."""
    needed("a calibration", "inference", "pyabc")
    import pyabc

    logging.getLogger("ABC").setLevel(logging.WARNING)
    return pyabc


@contextmanager
def searching(*seeds):
    """The luck of the search, which pyabc draws from numpy's global generator.

    It decides where to look and nothing that happens to a child; afterwards the generator, the old
    one since pyabc knows no other, is as before.
    """
    before = np.random.get_state()  # noqa: NPY002
    np.random.seed(seeds)  # noqa: NPY002
    try:
        yield np.random
    finally:
        np.random.set_state(before)  # noqa: NPY002


def simulated(study, patterns, changes, number, threads):
    """What a cohort of a study shows under some changes; each number has other children."""
    return numbers(another_cohort(study, number, changes, threads), patterns)


def generations(asked, wanted, database, which, threads, tell):
    """Every generation of one search, from the first to the last.

    ``wanted`` are its aims. The ``which``-th search of a calibration has seeds of its own. ``tell``
    is called with the number of cohorts grown.
    """
    pyabc = require_pyabc()
    study, first = asked.study, which * (asked.simulations + 1)
    grown = 0

    def cohort(values):
        nonlocal grown
        grown += 1
        tell(1)
        try:
            found = simulated(study, asked.patterns, dict(values), first + grown, threads)
        except Mistake:  # values that contradict each other: no cohort, never accepted
            found = np.full(len(wanted), np.nan)
        return {"numbers": found}

    def missed(found, _):
        return float(worst(found["numbers"], wanted))

    prior = pyabc.Distribution(
        **{name: pyabc.RV("uniform", a, b - a) for name, (a, b) in asked.ranges.items()}
    )
    address = f"sqlite:///{database}"
    history = history_in(pyabc, address)
    tell(history.total_nr_simulations)
    while history.n_populations < asked.generations:
        t, level = history.n_populations, next_level(history)
        left = asked.simulations - history.total_nr_simulations
        if level is None or left < asked.particles:
            break
        search = pyabc.ABCSMC(
            cohort,
            prior,
            missed,
            asked.particles,
            eps=pyabc.ConstantEpsilon(level),
            transitions=pyabc.MultivariateNormalTransition(bandwidth_selector=as_wide),
            sampler=pyabc.SingleCoreSampler(check_max_eval=True),
        )
        search.load(address, history.id, observed_sum_stat={})
        grown = history.total_nr_simulations
        with searching(study.seed, which, t):
            # the least rate of acceptance is how pyabc is told the greatest number of cohorts
            search.run(max_nr_populations=1, min_acceptance_rate=asked.particles / left)
        if history.n_populations == t:
            break  # the cohorts were used up before the generation was whole
    return [generation(history, t, list(asked.ranges)) for t in range(history.n_populations)]


def history_in(pyabc, address):
    """The history in a database, which is made if it is not there yet."""
    history = pyabc.History(address)
    if history.id is None:
        history.store_initial_data(None, {}, {}, {}, ["cohort"], "", "", "")
    return history


def as_wide(size, parameters):
    """Proposals as wide as the sample itself: fewer are accepted, but their weights differ less."""
    return 1.0


def next_level(history):
    """The miss that the next generation accepts; None where the last one missed nothing."""
    if history.n_populations == 0:
        return np.inf
    last = history.get_all_populations()["epsilon"].iloc[-1]
    if last <= EDGE:
        return None
    rows = history.get_weighted_distances()
    return max(EDGE, best_quarter(rows["distance"].to_numpy(), rows["w"].to_numpy()))


def best_quarter(values, weights):
    """What a quarter of weighted values does not exceed."""
    return float(np.quantile(values, 0.25, weights=weights, method="inverted_cdf"))


def generation(history, t, names):
    """One generation as it was kept."""
    particles = history.get_population(t).particles
    values = [[each.parameter[name] for name in names] for each in particles]
    weights = np.array([each.weight for each in particles])
    rows = history.get_all_populations().set_index("t")
    return Generation(
        pd.DataFrame(values, columns=names),
        weights / weights.sum(),
        np.array([each.distance for each in particles]),
        np.array([each.sum_stat["numbers"] for each in particles]),
        float(rows.loc[t, "epsilon"]),
        int(rows.loc[t, "samples"]),
    )
