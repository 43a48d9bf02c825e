"""Lives that are left at an age and gone on with are the lives that are lived in one go."""

import numpy as np
import pytest

import trustsim as ts
from trustsim.engine.going_on import gone_on, left_at

LIFE = {
    "seed": 4,
    "worlds": 2,
    "children": 5,
    "cast": {"friend": {"fright": 0.1}},
    "events": {"loss": {"months": 1.5, "hardship": 2.0}},
    "life": {
        "home": {"until": 2, "day": [{"distress": 2, "with": "mother"}]},
        "later": {
            "from": 2,
            "figure": "friend",
            "day": [{"distress": 1, "with": "friend"}, {"lesson": 2, "with": "adults"}],
        },
    },
}
VISITS = {
    "trust_scales": {"months": [3.1, 4]},
    "session": {"months": [3, 3.5], "with": "friend", "lasting": True},
}
FIRST = {"visits": {"trust_scales": {"months": [0.5]}}}


@pytest.mark.parametrize("months", [1, 2, 3])
def test_a_life_that_is_left_and_gone_on_with_is_the_same_life(months):
    scenario = ts.from_dict(LIFE | {"visits": VISITS})
    _, lives = left_at(ts.from_dict(LIFE | FIRST), months)
    whole, again = ts.run(scenario), gone_on(scenario, lives)
    for name, table in whole.tables.items():
        assert table.equals(again.tables[name])


def test_some_of_those_who_were_left_go_on_as_all_of_them_do():
    scenario = ts.from_dict(LIFE | {"visits": VISITS})
    _, lives = left_at(ts.from_dict(LIFE | FIRST), 2)
    some = lives.of(np.array([1, 7]))
    alone = gone_on(scenario.but({"worlds": 1, "children": 2}), some, children=5)
    together = ts.run(scenario).column("trust_scales", "trust", 4).ravel()
    assert alone.column("trust_scales", "trust", 4)[0].tolist() == together[[1, 7]].tolist()


def test_both_engines_live_through_sessions_alike():
    scenario = ts.from_dict(LIFE | {"visits": VISITS})
    fast, agents = (ts.run(scenario, engine=engine).tables for engine in ("fast", "agents"))
    for name in fast:
        assert fast[name].equals(agents[name])
