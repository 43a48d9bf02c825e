"""How fast are the engines? Ratios within one run, since machines are noisy.

    python benchmarks/engine.py

The *bare* loop does nothing but look up the chance that the days of a child need and take the
exponentials that its rules need, compiled in the same way: lessons from nine months on, reading the
child's state only where a signal was noticed, the switch only where the gate opened.
"""

import math
import time
from statistics import median

import numpy as np

import trustsim as ts
from trustsim.asking.evidence import STUDY
from trustsim.engine.plan import planned
from trustsim.engine.simulate import NEVER, NOBODY, empty
from trustsim.theory.chance import Decision, Moment, luck, normal
from trustsim.theory.compiled import loop

REPEATS = 7
CHILDREN = 300
LESSONS_FROM = 274  # days


@loop
def bare(seed, children, days):
    """Chance and exponentials of so many children's days, and nothing else."""
    total = 0.0
    for child in range(children):
        mood = 0.0
        for day in range(days):
            here = Moment(seed, 0, child, day, 0, 0)
            first, second, _, _ = luck(here, Decision.DAY)
            mood = 0.8 * mood + 0.6 * normal(first, second)
            # two exponentials choose a strategy, one is noticed by, one is read by
            for kind in range(2):
                here = Moment(seed, 0, child, 3 * day + kind, 0, 0)
                onset, pick, _, _ = luck(here, Decision.ONSET)
                follow, answer, congruent, marked = luck(here, Decision.FOLLOW)
                total += math.exp(-onset) + math.exp(-pick) + answer + marked
                if kind == 0:
                    total += math.exp(mood - follow)
                if follow < 0.85:
                    total += math.exp(-congruent)
            if day < LESSONS_FROM:
                continue
            # two and one to venture out, one for the gate, one for the switch
            here = Moment(seed, 0, child, 3 * day + 2, 0, 0)
            cue, knows, helps, guess = luck(here, Decision.CUE)
            attends, _, _, _ = luck(here, Decision.ATTEND)
            opens, throws, sees, errs = luck(here, Decision.GATE)
            total += math.exp(-cue) + math.exp(-knows) + math.exp(-helps) + math.exp(-opens)
            if opens < 0.35:
                total += math.exp(-throws) + guess + sees + errs + attends
    return total


def seconds(work):
    """Median and quickest of several runs, after one to warm up."""
    work()
    times = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return median(times)


def main():
    """Measure and print."""
    scenario = ts.from_dict({**STUDY, "worlds": 1, "children": CHILDREN})
    plan = planned(scenario)
    days = int(plan.days[-1])
    arrays, everybody = empty(plan, CHILDREN), np.arange(CHILDREN)
    whole_lives = everybody, 0, NEVER, NOBODY, 0, 0
    encounters = CHILDREN * (2 * days + days - LESSONS_FROM)
    from trustsim.engine.fast import grow

    begin = time.perf_counter()
    grow(1, CHILDREN, *whole_lives, 1, plan, scenario.theory, *arrays)
    print(f"first call, with compilation or its cache {time.perf_counter() - begin:8.2f} s")

    pure = seconds(lambda: bare(1, CHILDREN, days))
    full = seconds(
        lambda: grow(1, CHILDREN, *whole_lives, CHILDREN, plan, scenario.theory, *arrays)
    )
    print(
        f"bare chance and exponentials              {1e9 * pure / encounters:8.1f} ns an encounter"
    )
    print(
        f"fast engine, one thread                   {1e9 * full / encounters:8.1f} ns an encounter"
    )
    print(f"  ratio (at most 2.5)                     {full / pure:8.2f}")

    many = scenario.but({"worlds": 8})
    one = seconds(lambda: ts.run(many, threads=1))
    two = seconds(lambda: ts.run(many, threads=2))
    print(f"two threads against one (at least 1.8)    {one / two:8.2f}")

    few = scenario.but({"children": 2})
    begin = time.perf_counter()
    ts.run(few, engine="agents")
    agents = time.perf_counter() - begin
    each = 1e6 * agents * CHILDREN / (2 * encounters)
    print(f"agents                                    {each:8.1f} us an encounter")


if __name__ == "__main__":
    main()
