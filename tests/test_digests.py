"""No number has moved: every table of every shipped config is, to the last bit, what it was."""

import digests
import pytest
from test_engines_agree import same

import trustsim as ts

SCENARIOS = digests.scenarios()
KEPT, ARITHMETIC = digests.kept()
BESIDE_LIFE = ("title", "seed", "worlds", "children", "visits")


def life(scenario):
    """What a scenario says of lives, and not of who looks at how many of them, and when."""
    return repr({key: each for key, each in scenario.resolved().items() if key not in BESIDE_LIFE})


MORE = sorted(SCENARIOS.items(), key=lambda named: len(named[1].visits))
LIVES = {life(scenario): name for name, scenario in MORE}  # of each life the config that looks most


def test_every_shipped_config_has_its_digests():
    assert set(SCENARIOS) == set(KEPT)
    assert len(SCENARIOS) == len(digests.CONFIGS)


@pytest.mark.skipif(
    digests.arithmetic() != ARITHMETIC,
    reason="written down where exponentials, logarithms or cosines have other last bits",
)
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_table_has_changed(name):
    records = ts.run(SCENARIOS[name].but(digests.SIZE), threads=2)
    assert digests.digests(records) == KEPT[name]


@pytest.mark.long
@pytest.mark.parametrize("name", LIVES.values())
def test_the_agents_live_every_life_of_a_shipped_config_as_the_loops_do(name):
    one = SCENARIOS[name].but({"worlds": 1, "children": 1})  # a long life takes the agents long
    same(ts.run(one, engine="agents"), ts.run(one))
