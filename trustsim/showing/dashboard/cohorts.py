"""The cohort of a scenario, grown once for all pages and users that ask for the same."""

from functools import lru_cache

from trustsim.engine.simulate import run
from trustsim.study.scenario import loads

KEPT = 8  # cohorts that are remembered


def grown(scenario):
    """The records of a scenario's cohort, each child through every visit."""
    return remembered(scenario.to_toml(), scenario.name)


@lru_cache(KEPT)
def remembered(text, name):
    """Records by what the scenario says."""
    return run(loads(text, where=name, name=name))
