"""Twins worked by hand: what each child came to, and what the change did."""

import math

import numpy as np
import pytest
from made_up import made_up, strange

import trustsim as ts
from trustsim.asking import twins
from trustsim.asking.twins import Twins, live_twice, per_child, twin_table
from trustsim.engine.portrait import Portrait

TINY = {"seed": 800, "worlds": 1, "children": 2, "visits": {"strange_situation": {"months": [1]}}}


def row_of(as_born, changed, unpaired):
    """The row of the table for one measure."""
    lives = (np.array(each, float) for each in (as_born, changed, unpaired))
    (row,) = twin_table(Twins(*({"height": life} for life in lives))).to_dict("records")
    return row


def test_the_effect_is_the_mean_of_what_changed_in_each_child():
    row = row_of(as_born=[0, 1, 2], changed=[1, 2, 6], unpaired=[0, 2, 4])
    assert (row["measure"], row["as_born"], row["changed"]) == ("height", 1.0, 3.0)
    # Effects 1, 1, 4: mean 2, standard deviation sqrt(3), so a standard error of 1; Student's t
    # with two degrees of freedom leaves 2.5 % above 4.3027
    assert row["effect"] == 2.0
    assert (row["low"], row["high"]) == pytest.approx((2.0 - 4.3027, 2.0 + 4.3027), abs=1e-4)


def test_the_quantiles_are_those_of_the_effect_over_children():
    row = row_of(as_born=[9, 9, 9, 9, 9], changed=[13, 9, 11, 10, 12], unpaired=[0, 1, 2, 3, 4])
    quantiles = {name: value for name, value in row.items() if name.startswith("q")}
    assert list(quantiles) == ["q5", "q25", "q50", "q75", "q95"]
    assert list(quantiles.values()) == pytest.approx([0.2, 1.0, 2.0, 3.0, 3.8])  # of 0, 1, 2, 3, 4


def test_times_fewer_children_is_the_ratio_of_the_variances():
    row = row_of(as_born=[0, 0.5, 1], changed=[0.5, 1, 3], unpaired=[0, 1, 2])
    # Two samples of different children: variances 1/4 and 1, which add; effects 1/2, 1/2, 2: 3/4
    assert row["times_fewer"] == pytest.approx((0.25 + 1.0) / 0.75)


def test_twins_may_take_more_children_than_two_samples():
    row = row_of(as_born=[0, 2], changed=[2, 0], unpaired=[0, 2])
    # Effects 2 and -2: variance 8; two samples: 2 + 2
    assert row["times_fewer"] == 0.5


def test_an_effect_that_is_the_same_in_every_child_needs_no_more_than_one():
    row = row_of(as_born=[0, 1, 2], changed=[0.5, 1.5, 2.5], unpaired=[0, 2, 4])
    assert row["times_fewer"] == math.inf
    assert (row["effect"], row["low"], row["high"]) == (0.5, 0.5, 0.5)


def test_siding_is_told_of_each_class_as_born_too():
    as_born = {"P(mother), novel": [0.5, 0.5, 0.5], "secure": [0, 1, 1], "avoidant": [1, 0, 0]}
    changed = {"P(mother), novel": [0.9, 0.2, 0.4], "secure": [1, 1, 0], "avoidant": [0, 0, 1]}
    lives = (
        {name: np.array(each, float) for name, each in life.items()}
        for life in (as_born, changed, as_born)
    )
    rows = twin_table(Twins(*lives)).set_index("measure")
    siding = rows.filter(like="P(mother)", axis=0)
    assert siding["children"].to_dict() == {
        "P(mother), novel": 3,
        "P(mother), novel, secure": 2,
        "P(mother), novel, avoidant": 1,
    }
    assert siding["effect"].tolist() == pytest.approx([0.0, -0.2, 0.4])


def test_a_child_came_to_its_state_and_answers_at_the_last_age_and_its_first_class():
    first, last = {"clarity": ["00", "00"]}, {"clarity": ["12", "34"]}
    answers = {
        50: {"novel ask": ["11", "11"], "novel endorse": ["11", "11"]},
        61: {"novel ask": [[0, 0.5], [1, 0]], "novel endorse": [[1, 0.5], [1, 0.5]]},
    }
    records = made_up(
        {"strange_situation": {48: {"attachment": ["aa", "aa"]}, 12: {"attachment": ["sr", "da"]}}}
        | {"mother_stranger": answers},
        portraits={12: first, 48: first, 50: first, 61: last},
        settings={"mother_stranger": {"mixes": {"novel": 0.5}}},
    )
    found = {name: values.tolist() for name, values in per_child(records).items()}
    assert found == {
        "clarity": [1.0, 2.0, 3.0, 4.0],
        "P(mother), novel": [0.5, 0.5, 1.0, 0.25],
        "secure": [1.0, 0.0, 0.0, 0.0],
        "avoidant": [0.0, 0.0, 0.0, 1.0],
        "resistant": [0.0, 1.0, 0.0, 0.0],
        "disorganised": [0.0, 0.0, 1.0, 0.0],
    }


def test_of_two_visits_at_the_last_age_the_first_tells_the_state():
    records = made_up(
        strange("sr") | {"home_observation": {12: {"noticed": ["11"]}}},
        portraits={12: {"clarity": ["00"]}},
    )
    rows = records.tables["portraits"]
    rows["clarity"] = [1.0, 2.0, 3.0, 4.0]  # two rows for each child
    assert per_child(records)["clarity"].tolist() == [1.0, 3.0]


def test_a_child_that_no_visit_asked_came_to_its_state_alone():
    records = made_up(
        {"trust_scales": {216: {"trust": ["17"]}}}, portraits={216: {"clarity": ["12"]}}
    )
    assert list(per_child(records)) == ["clarity"]


@pytest.fixture
def runs(monkeypatch):
    """What is lived, and how, in order."""
    lived = []

    def run(scenario, **how):
        lived.append((scenario, how))
        return ts.run(scenario, threads=1)

    monkeypatch.setattr(twins, "run", run)
    return lived


def test_the_unpaired_are_other_children_with_the_same_change(runs):
    study = ts.from_dict(TINY)
    lives = live_twice(study, {"caregiver.sensitivity": 0.2}, threads=1)
    as_born, changed, unpaired = (scenario for scenario, _ in runs)
    assert as_born == study
    assert changed == study.but({"caregiver.sensitivity": 0.2})
    assert unpaired == changed.but({"seed": 801})
    assert [how for _, how in runs] == [
        {"words": "as born", "threads": 1},
        {"words": "changed", "threads": 1},
        {"words": "unpaired", "threads": 1},
    ]
    tensions = [ts.run(each).column("portraits", "tension").ravel() for each, _ in runs]
    assert [life["tension"].tolist() for life in lives] == [each.tolist() for each in tensions]
    assert len({tuple(each) for each in tensions}) == 3


def test_after_the_last_seed_comes_the_first(runs):
    study = ts.from_dict(TINY | {"seed": 2**32 - 1})
    live_twice(study, {"caregiver.sensitivity": 0.2}, threads=1)
    assert [scenario.seed for scenario, _ in runs] == [2**32 - 1, 2**32 - 1, 0]


def test_the_agents_play_the_changed_lives_of_a_theorist_s_own_people(runs):
    people = {"caregiver": ts.Caregiver}
    live_twice(ts.from_dict(TINY), {}, threads=1, people=people)
    assert [how for _, how in runs] == [
        {"words": "as born", "threads": 1},
        {"words": "changed", "engine": "agents", "people": people},
        {"words": "unpaired", "engine": "agents", "people": people},
    ]


def test_twins_are_compared_in_what_both_lives_have_in_the_order_of_the_first():
    both = {"home_observation": {"months": [1]}, "strange_situation": {"months": [1]}}
    study = ts.from_dict(TINY | {"visits": both})
    lives = live_twice(study, {"visits": {"home_observation": {"months": [1]}}}, threads=1)
    for life in lives:
        assert tuple(life) == Portrait._fields
