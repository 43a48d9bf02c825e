"""Lives that are left at an age and gone on with: grown once, and lived on in more than one way."""

import hashlib
import os
import pickle
import platform
from contextlib import suppress
from importlib.metadata import version
from typing import NamedTuple

import numpy as np

from trustsim.engine.household import Household, households
from trustsim.engine.plan import planned
from trustsim.engine.progress import bar
from trustsim.engine.raising import AS_DRAWN
from trustsim.engine.records import Records, recorded
from trustsim.engine.simulate import batches
from trustsim.study.scenario import age_in_days
from trustsim.theory import cache
from trustsim.theory.compiled import fingerprint

KEPT = 2_000_000_000  # bytes of all populations of grown-ups that are kept, those used last
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
    """What is kept in a file, used from now on, or None where there is nothing to be trusted."""
    try:
        content = pickle.loads(cache.unsealed(path.read_bytes()))
    except (OSError, ValueError, AttributeError):  # the last one: no folder to keep anything in
        return None
    with suppress(OSError):
        os.utime(path)
    return content


def keep(path, content):
    """Keep something in a file, and of all others those used last, as long as there is room."""
    try:
        cache.put(path, cache.sealed(pickle.dumps(content)))
        room = KEPT - path.stat().st_size
        others = [(file, file.stat()) for file in path.parent.iterdir() if file != path]
        for other, known in sorted(others, key=lambda each: -each[1].st_mtime_ns):
            room -= known.st_size
            if room < 0:
                other.unlink()
    except (OSError, AttributeError):
        return


def place_of(scenario, months):
    """Where these people are kept, by all that they come from; None for a user without a home.

    What their config is called changes nobody's life.
    """
    made_by = [platform.python_version(), *map(version, ("numpy", "pandas"))]  # who reads it again
    lived = {key: each for key, each in scenario.resolved().items() if key != "title"}
    made_of = lived, fingerprint(), age_in_days(months), made_by
    try:
        folder = cache.folder() / LIVES
    except RuntimeError:
        return None
    return folder / hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]


def gone_on(
    scenario, lives, children=None, threads=None, words="going on", raising=AS_DRAWN
):  # fmt: skip
    """What becomes of these people from there on, in a scenario whose visits come after that day.

    ``children`` is how many were in each cohort when they were born. ``raising`` says what some of
    those are like whom each of them knows, where they are not drawn.
    """
    with bar(words, len(lives.who)) as tell:
        grown = batches(
            scenario, lives.who, threads or os.cpu_count(), tell, children,
            begin=lives.day, lives=lives.states, raising=raising,
        )  # fmt: skip
        return recorded(scenario, grown)
