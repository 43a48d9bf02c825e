"""Visits that last: what happens in them is what happens at home, and the child goes on from it."""

from itertools import islice

import numpy as np
import pandas as pd
import pytest
from test_engines_agree import SMALL, same
from test_lives import LIFE

import trustsim as ts
from trustsim.asking import explain
from trustsim.study.laboratory import events
from trustsim.study.protocols import CATALOGUE
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.rules import threat
from trustsim.theory.states import Bond
from trustsim.theory.turns import listening

WITH_PARTNER = (
    "home_observation", "strange_situation", "contingency", "still_face", "session",
)  # fmt: skip
UNMOVED = {"availability": 0, "congruence": 0, "fright": 0}  # by what a family has to bear


def lasting(config, *names):
    """The same config with visits that last."""
    visits = {
        name: visit | {"lasting": True} if name in names else visit
        for name, visit in config["visits"].items()
    }
    return config | {"visits": visits}


def lives(*names):
    """What becomes of a few children if these visits last."""
    return ts.run(ts.from_dict(lasting(SMALL, *names)))


@pytest.fixture(scope="module")
def forgotten():
    """What becomes of them if none does."""
    return lives()


def test_a_visit_and_a_day_at_home_of_the_same_luck_lead_to_the_same_child():
    """On the first day events and encounters have the same numbers.

    Moods and hardships make no difference here: a visit comes before those of its day.
    """
    found = []
    for at_home in (True, False):
        visits = {
            "contingency": {"months": [0], "distress": 5, "lasting": not at_home},
            "strange_situation": {"months": [0]},
        }
        childhood = {"distress": 5 if at_home else 0, "play": 0, "lessons": 0}
        scenario = ts.from_dict(
            {
                "caregiver": {"inconsistency": 0},
                "childhood": childhood,
                "theory": {"circumstances": UNMOVED, "company": {"fades": 1.0}},
                "visits": visits,
            }
        )
        world = ts.World(scenario, children=range(20))
        world.plan = world.plan._replace(occasions=np.zeros(2, dtype=np.int64))
        world.step()
        found.append([child.mind for child in world.infants])
    at_home, visited = found
    assert at_home == visited
    assert len({mind.bond for mind in visited}) == 20


# A life


@pytest.mark.parametrize("name", WITH_PARTNER)
def test_a_visit_that_lasts_changes_trust_afterwards(name, forgotten):
    then, now = (records.tables["portraits"] for records in (forgotten, lives(name)))
    later = then["months"] == then["months"].max()
    assert (then[later]["trust_in_figure"] != now[later]["trust_in_figure"]).any()


def test_nothing_before_a_visit_knows_that_it_will_last(forgotten):
    """The home observation and the Strange Situation at one month are the first."""
    now = lives("contingency", "still_face")
    for name in ("home_observation", "strange_situation", "gaze_following"):
        pd.testing.assert_frame_equal(now.tables[name], forgotten.tables[name], check_exact=True)


def test_what_people_do_whom_the_child_meets_there_does_not_last(forgotten):
    same(lives(*set(CATALOGUE) - set(WITH_PARTNER)), forgotten)


def test_a_visit_that_is_said_not_to_last_is_as_one_of_which_nothing_is_said(forgotten):
    visits = {name: visit | {"lasting": False} for name, visit in SMALL["visits"].items()}
    same(ts.run(ts.from_dict(SMALL | {"visits": visits})), forgotten)


def test_both_engines_tell_the_same_story_of_visits_that_last_with_anybody():
    visits = {
        "home_observation": {"months": [0.4, 0.7], "with": ["father", "mother"]},
        **LIFE["visits"],
    }
    scenario = ts.from_dict(lasting(LIFE | {"visits": visits}, *visits))
    same(ts.run(scenario, engine="agents"), ts.run(scenario))


def test_a_visit_with_the_father_that_lasts_leaves_the_bond_with_the_mother_as_it_is():
    home = {"home": {"day": [{"distress": 1, "with": "mother"}]}}
    visits = {"home_observation": {"months": [1.0], "with": "father"}}
    bonds = [
        ts.run(ts.from_dict(given)).tables["bonds"].set_index("partner")
        for given in (
            LIFE | {"life": home, "visits": visits},
            lasting(LIFE | {"life": home, "visits": visits}, *visits),
        )
    ]
    before, after = (each.loc["mother"] for each in bonds)
    pd.testing.assert_frame_equal(before, after, check_exact=True)
    assert (bonds[0].loc["father", "trust"] != bonds[1].loc["father", "trust"]).all()


def test_who_is_met_first_in_a_visit_that_lasts_is_known_from_then_on():
    """The bond begins there, as anybody's does, and life at home goes on with it."""
    life = {
        "first": {"until": 1.0, "day": [{"distress": 1, "with": "mother"}]},
        "then": {"from": 1.0, "day": [{"distress": 1, "with": "father"}]},
    }
    visits = {
        "home_observation": {"months": [0.5], "with": "father"},
        "trust_scales": {"months": [1.1]},
    }
    given = lasting(LIFE | {"life": life, "visits": visits}, "home_observation")
    scenario = ts.from_dict(given)
    records = ts.run(scenario)
    same(ts.run(scenario, engine="agents"), records)
    world = ts.World(scenario, children=[1])
    world.live(1.0)
    (child,) = world.infants
    before = child.bonds[2]
    assert before != type(before)()
    assert child.acquainted[2]
    child.partner = child.partners[3]
    child.meet()
    assert child.bonds[2] == before


def test_who_is_seen_with_somebody_never_met_meets_him_as_people_are_and_forgets_it():
    """The same bond with which a visit that lasts would begin; afterwards there is none."""
    home = {"home": {"day": [{"distress": 1, "with": "mother"}]}}
    visits = {
        "strange_situation": {"months": [1.0], "with": "father"},
        "mother_stranger": {"months": [1.0], "against": "father"},
    }
    scenario = ts.from_dict(LIFE | {"life": home, "visits": visits})
    same(ts.run(scenario, engine="agents"), ts.run(scenario))
    world = ts.World(scenario, children=[1])
    world.live(1.0)
    (child,) = world.infants
    child.partner = child.partners[3]
    met = introduced(0.0, child.mind, world.theory)
    assert child.mind.bond == met != Bond()
    assert world.rival(child, 1).bond == met
    assert child.bonds[2] == Bond()
    assert not child.acquainted[2]


def test_who_lives_day_by_day_goes_to_the_visits_that_last():
    scenario = ts.from_dict(lasting(SMALL, *WITH_PARTNER))
    seen = ts.run(scenario).tables["portraits"].query("world == 1 and child == 2")
    last = len(scenario.visits) - 1
    world = ts.World(scenario, number=1, children=[2])
    world.live(scenario.visits[last].months)
    world.come_to(world.infants[0], last)
    np.testing.assert_array_equal(world.infants[0].portrait(), seen.iloc[-1, 4:].to_numpy(float))


def test_within_a_visit_that_lasts_each_event_finds_the_child_as_the_one_before_left_it():
    world = ts.World(ts.from_dict(lasting(SMALL, "contingency")), children=[0])
    (child,), v = world.infants, world.plan.lasting.tolist().index(1)
    world.live(1.2)
    minds = []
    for _ in world.event_by_event(child, v):
        minds.append(child.mind)
    assert len(set(minds)) == len(minds) == 6
    assert child.been == {v}


def test_a_person_of_ones_own_teaches_in_a_visit_that_lasts():
    class Frightening(ts.Caregiver):
        def comfort(self, signal):
            return super().comfort(signal)._replace(kind=1)

    given = lasting(SMALL, "contingency") | {"childhood": {"distress": 0, "play": 0}}
    world = ts.World(ts.from_dict(given), children=[0], people={"caregiver": Frightening})
    world.live(1.5)
    assert threat.expected(world.infants[0].mind.figure, world.theory) > 0.0


# Explanations


@pytest.mark.parametrize("name", WITH_PARTNER)
def test_what_is_told_of_a_visit_that_lasts_is_what_happened_in_it(name):
    comes = {"theory.coming.readiness": 10.0}  # to a session
    scenario = ts.from_dict(lasting(SMALL, *WITH_PARTNER)).but(comes)
    v = [each.name for each in scenario.visits].index(name)
    world = ts.World(scenario, number=1, children=[2])
    world.live(scenario.visits[v].months)
    (child,) = world.infants
    world.come_to(child, v)
    story, told = world.event_by_event(child, v), 0
    for event in range(24):  # a session begins with a questionnaire
        with listening() as turns:
            each = next(story, None)
        if each is None or not turns:
            continue
        why = explain.visit(scenario, 2, name, world=1, event=event)
        assert [(t.luck, t.probability) for t in why.turns] == [t[2:] for t in dict.fromkeys(turns)]
        if events.encounter(each.row) != events.NO_ENCOUNTER:
            assert why.changed["resting arousal"][1] == child.me.tension
            assert "trust in its mother" in why.changed
            told += 1
        if told == 4:
            break
    assert told


def test_of_a_visit_that_does_not_last_no_change_of_beliefs_is_told():
    why = explain.visit(ts.from_dict(SMALL), 2, "contingency", world=1)
    assert set(why.changed) == {"arousal"}


def test_a_visit_after_one_that_lasts_is_explained_from_there():
    scenario = ts.from_dict(lasting(SMALL, "home_observation", "strange_situation"))
    why = explain.explanation(scenario, 2, world=1)
    world = ts.World(scenario, number=1, children=[2])
    world.live(1.5)
    v = scenario.number_of_visit("mother_stranger", 1.5)
    story, until = world.event_by_event(world.infants[0], v), why.occasion.place["event"]
    last = next(islice(story, until, None))
    assert why.turns[-1].probability == last.outcome[1]
    assert why != explain.explanation(ts.from_dict(SMALL), 2, world=1)


# Configs


@pytest.mark.parametrize("given", ["yes", 1, [True]])
def test_a_visit_lasts_or_does_not(given):
    visits = {"home_observation": {"lasting": given}}
    with pytest.raises(ts.Mistake, match=r"\[visits.home_observation\] lasting = .* true or false"):
        ts.from_dict({"visits": visits})


def test_a_visit_that_lasts_is_written_down_as_one():
    scenario = ts.from_dict(lasting(SMALL, "contingency"))
    again = ts.loads(scenario.to_toml(resolved=True))
    assert [visit.lasting for visit in again.visits] == [visit.lasting for visit in scenario.visits]
    assert [visit.name for visit in again.visits if visit.lasting] == ["contingency"]
