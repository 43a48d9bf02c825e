"""Lives that are left at an age and gone on with: grown once, and lived on in more than one way."""

import hashlib
import os
import pickle
import platform
from importlib.metadata import version
from typing import NamedTuple

import numpy as np

from trustsim.engine.household import Household, households
from trustsim.engine.plan import planned
from trustsim.engine.progress import bar
from trustsim.engine.records import Records, recorded
from trustsim.engine.simulate import batches
from trustsim.study.scenario import age_in_days
from trustsim.theory import cache
from trustsim.theory.compiled import fingerprint

KEPT = 8  # populations of grown-ups that are kept, the latest ones
LIVES = "lives"  # the folder that they are kept in, beside compiled code


class Lives(NamedTuple):
    """People of a scenario as they stand at an age."""

    day: int
    who: np.ndarray  # (person,): numbers over all worlds
    states: Household  # with an axis of persons before the others

    def of(self, places):
        """Some of them, by their places in ``who``."""
        return Lives(self.day, self.who[places], Household(*(each[places] for each in self.states)))


def left_at(scenario, months, threads=None, words="growing"):
    """What was recorded of everybody up to an age, and their lives as they stand then."""
    day, plan = age_in_days(months), planned(scenario)
    who = np.arange(scenario.worlds * scenario.children)
    states = households(len(who), len(plan.ties))
    with bar(words, len(who)) as tell:
        grown = batches(scenario, who, threads or os.cpu_count(), tell, stop=day, lives=states)
        return recorded(scenario, grown), Lives(day, who, states)


def grown_once(scenario, months, threads=None, words="growing"):
    """As ``left_at``; who has grown once is found again by any command, as long as rules are.

    A file that is damaged, or cannot be written, costs the time to grow them once more.
    """
    path = place_of(scenario, months)
    found = read(path)
    if found is None:
        records, lives = left_at(scenario, months, threads, words)
        keep(path, (records.tables, lives))
        return records, lives
    tables, lives = found
    return Records(scenario, tables), lives


def read(path):
    """What is kept in a file, or None where there is nothing to be trusted."""
    try:
        return pickle.loads(cache.unsealed(path.read_bytes()))
    except (OSError, ValueError, AttributeError):  # the last one: no folder to keep anything in
        return None


def keep(path, content):
    """Keep something in a file, and of all such files the latest."""
    try:
        cache.put(path, cache.sealed(pickle.dumps(content)))
        files = sorted(path.parent.iterdir(), key=lambda file: file.stat().st_mtime)
        for old in files[:-KEPT]:
            old.unlink()
    except (OSError, AttributeError):
        return


def place_of(scenario, months):
    """Where these people are kept, by all that they come from; None for a user without a home."""
    made_by = [platform.python_version(), *map(version, ("numpy", "pandas"))]  # who reads it again
    made_of = scenario.to_toml(resolved=True), fingerprint(), age_in_days(months), made_by
    try:
        folder = cache.folder() / LIVES
    except RuntimeError:
        return None
    return folder / hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]


def gone_on(scenario, lives, children=None, threads=None, words="going on"):
    """What becomes of these people from there on, in a scenario whose visits come after that day.

    ``children`` is how many were in each cohort when they were born.
    """
    with bar(words, len(lives.who)) as tell:
        grown = batches(
            scenario, lives.who, threads or os.cpu_count(), tell, children,
            begin=lives.day, lives=lives.states,
        )  # fmt: skip
        return recorded(scenario, grown)
