"""Play a scenario: choose an engine, share the worlds among threads, collect the records."""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from trustsim.engine.household import households
from trustsim.engine.plan import known_apart, planned
from trustsim.engine.portrait import BondPortrait, Portrait
from trustsim.engine.progress import bar
from trustsim.engine.raising import AS_DRAWN
from trustsim.engine.records import BIRTH_COLUMNS, Batch, recorded
from trustsim.mistakes import Mistake, choice
from trustsim.study.scenario import Scenario

ENGINES = ("fast", "agents")
BATCH = 3000  # children grown at a time: bounds memory whatever the number of worlds
PIECE = 100  # children a thread takes at a time
NEVER = -1  # a day on which no life is left
NOBODY = households(0, 1)  # whose life has been left


def run(scenario, engine="fast", threads=None, words="growing children", people=None):
    """Grow every cohort of a scenario and return its Records.

    ``engine`` is "fast" (compiled) or "agents" (readable); both give the same numbers. ``threads``
    is the number of processor cores that the fast engine uses, by default all. ``words`` stand
    before the bar that a terminal shows. ``people`` are a theorist's own classes, for instance
    ``{"caregiver": Soother}``; only the agents can play them. Raises Mistake for anything else.
    """
    choice("engine", engine, ENGINES)
    if not isinstance(scenario, Scenario):
        raise Mistake(f"run takes a scenario, not {scenario!r}; make one with load or from_dict")
    if threads is not None and threads < 1:
        raise Mistake(f"threads = {threads}: must be 1 or more")
    if people and engine != "agents":
        raise Mistake('people of your own need engine="agents"')
    with bar(words, scenario.worlds * scenario.children) as tell:
        if engine == "agents":
            batches = agent_batches(scenario, people or {}, tell)
        else:
            batches = fast_batches(scenario, threads or os.cpu_count(), tell)
        return recorded(scenario, batches)


def quietly(scenario, threads):
    """The Records of a scenario, by the fast engine and without a bar."""
    return recorded(scenario, fast_batches(scenario, threads, lambda done: None))


def fast_batches(scenario, threads, tell):
    """Batches of people from the fast engine, from birth."""
    everybody = np.arange(scenario.worlds * scenario.children)
    return batches(scenario, everybody, threads, tell)


def batches(
    scenario, who, threads, tell, children=None, begin=0, stop=NEVER, lives=NOBODY,
    raising=AS_DRAWN,
):  # fmt: skip
    """Batches of the people ``who``, whose lives go on from a day, and until another (see grow)."""
    from trustsim.engine.fast import grow

    plan = planned(scenario)
    with ThreadPoolExecutor(threads) as pool:
        for first in range(0, len(who), BATCH):
            last = min(first + BATCH, len(who))
            arrays = empty(plan, last - first)

            def piece(start, first=first, last=last, arrays=arrays):
                end = min(start + PIECE, last)
                grow(
                    scenario.seed, children or scenario.children, who, begin, stop, lives,
                    raising, first, start, end, plan, scenario.theory, *arrays,
                )  # fmt: skip
                return end - start

            pieces = [pool.submit(piece, start) for start in range(first, last, PIECE)]
            try:
                for done in pieces:
                    tell(done.result())
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            yield arrays


def agent_batches(scenario, people, tell, first=0, raising=AS_DRAWN):
    """Batches of one world from the agents, from the world of the number ``first`` on."""
    from trustsim.engine.world import World

    for world in range(scenario.worlds):
        those = slice(world * scenario.children, (world + 1) * scenario.children)
        here = World(scenario, number=first + world, people=people, raising=raising.of(those))
        lives = here.whole_life()
        tell(scenario.children)
        yield Batch(*lives)


def empty(plan, people):
    """Arrays for the births, outcomes and portraits of a batch."""
    return Batch(
        np.zeros((people, len(plan.births), len(BIRTH_COLUMNS))),
        np.zeros((people, len(plan.script), 4)),
        np.zeros((people, len(plan.days), len(Portrait._fields))),
        np.zeros((people, len(plan.days), known_apart(plan), len(BondPortrait._fields))),
    )
