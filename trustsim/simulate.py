"""Play a scenario: choose an engine, share the worlds among threads, collect the records."""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from trustsim.plan import planned
from trustsim.portrait import Portrait
from trustsim.records import BIRTH_COLUMNS, recorded

ENGINES = ("fast", "agents")
BATCH = 3000  # children grown at a time: bounds memory whatever the number of worlds
PIECE = 100  # children a thread takes at a time


def run(scenario, engine="fast", threads=None, progress=None):
    """Grow every cohort of a scenario and return its Records.

    ``engine`` is "fast" (compiled) or "agents" (readable); both give the same numbers. ``threads``
    is the number of processor cores to use, by default all. ``progress`` is called with the number
    of children grown since the last call.
    """
    if engine not in ENGINES:
        raise ValueError(f"engine={engine!r}: choose one of {', '.join(ENGINES)}")
    played = fast_batches if engine == "fast" else agent_batches
    tell = progress or (lambda children: None)
    return recorded(scenario, played(scenario, threads or os.cpu_count(), tell))


def fast_batches(scenario, threads, tell):
    """Batches of worlds from the fast engine."""
    from trustsim.fast import grow

    plan, children = planned(scenario), scenario.children
    step = max(1, BATCH // children)
    with ThreadPoolExecutor(threads) as pool:
        for first in range(0, scenario.worlds, step):
            worlds = min(step, scenario.worlds - first)
            births, outcomes, portraits = empty(plan, worlds, children)

            def piece(start, end, first=first, into=(births, outcomes, portraits), plan=plan):
                grow(scenario.seed, first, start, end, plan, scenario.theory, *into)
                return end - start

            people = worlds * children
            pieces = [
                pool.submit(piece, start, min(start + PIECE, people))
                for start in range(0, people, PIECE)
            ]
            try:
                for done in pieces:
                    tell(done.result())
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            yield first, births, outcomes, portraits


def agent_batches(scenario, threads, tell):
    """Batches of one world from the agents."""
    from trustsim.agents import World

    for number in range(scenario.worlds):
        world = World(scenario, number=number)
        births, outcomes, portraits = world.whole_life()
        tell(scenario.children)
        yield number, births[None], outcomes[None], portraits[None]


def empty(plan, worlds, children):
    """Arrays for the births, outcomes and portraits of a batch."""
    return (
        np.zeros((worlds, children, len(BIRTH_COLUMNS))),
        np.zeros((worlds, children, len(plan.script), 4)),
        np.zeros((worlds, children, len(plan.days), len(Portrait._fields))),
    )
