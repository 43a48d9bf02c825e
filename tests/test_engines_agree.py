"""Two engines, one story: agents and loops agree to the last bit, whatever the scenario."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import trustsim as ts
from trustsim.engine.plan import planned
from trustsim.study.laboratory.script import Event
from trustsim.study.protocols import CATALOGUE
from trustsim.theory.rules import threat

SMALL = {
    "seed": 5,
    "worlds": 2,
    "children": 3,
    "childhood": {
        "lessons_from": 0.2,
        "others_from": 0.5,
        "playmates_from": 0.7,
        "playmates_until": 1.2,
    },
    "visits": {name: {"months": [1.3]} for name in CATALOGUE}
    | {
        "home_observation": {"months": [1.0], "distress": 5, "play": 5},
        "strange_situation": {"months": [1.0]},
        "mother_stranger": {"months": [1.5], "trials": 2},
        "accuracy_of_informants": {"months": [1.0, 1.5], "trials": 1},
        "familiar_teacher": {"months": [1.4], "trials": 1, "lessons": 5},
        "announced_liar": {"months": [1.3], "trials": 2},
        "label_against_eyes": {"months": [1.3], "trials": 2},
        "gaze_following": {"months": [1.0], "trials": 2},
        "a_not_b": {"months": [1.1], "at_a": 2, "at_b": 2},
        "generalisation": {"months": [1.2], "trials": 2},
        "belief_revision": {"months": [1.5], "topics": 3},
        "trust_scales": {"months": [1.5], "items": 2},
        "contingency": {"months": [1.2], "distress": 6},
        "neutral_informant": {"months": [1.4], "trials": 1},
        "understanding_minds": {"months": [0.9, 1.4], "beliefs": 2, "emotions": 2},
        "still_face": {"months": [1.2], "play": 2, "still": 2, "reunion": 2},
        "session": {
            "months": [1.3],
            "skills": 1,
            "guidance": 1,
            "attending": 1,
            "imagining": 1,
            "repairs": 1.0,
            "items": 1,
        },
        "symptoms": {"months": [1.3], "items": 1},
        "adult_interview": {"months": [1.3], "memories": 3},
    },
    "events": {"loss": {"months": 0.3, "hardship": 1.5}, "relief": {"months": 1, "hardship": -1}},
}


def same(first, second):
    """Every table equal, to the last bit."""
    assert first.tables.keys() == second.tables.keys()
    for name in first.tables:
        pd.testing.assert_frame_equal(first.tables[name], second.tables[name], check_exact=True)


def numbers(low, high):
    return st.floats(low, high, allow_nan=False)


changes = st.fixed_dictionaries(
    {},
    optional={
        "seed": st.integers(0, 2**32 - 1),
        "children": st.integers(1, 4),
        "worlds": st.integers(1, 3),
        "caregiver.sensitivity": numbers(0.01, 0.99),
        "caregiver.mentalising": st.builds(lambda shift: {"shift": shift}, numbers(-2, 2)),
        "caregiver.fright": numbers(0, 1),
        "caregiver.rejection": numbers(0, 1),
        "caregiver.inconsistency": numbers(0, 5),
        "caregiver.contingency": numbers(0, 1),
        "infant.reactivity": numbers(0.1, 3),
        "infant.learning": numbers(0, 5),
        "others.ostension": numbers(0, 1),
        "others.knowledge": numbers(0, 1),
        "playmates.ostension": numbers(0, 1),
        "playmates.knowledge": numbers(0, 1),
        "playmates.helpfulness": numbers(0, 1),
        "childhood.distress": st.integers(0, 3),
        "childhood.play": st.integers(0, 3),
        "childhood.lessons": st.integers(0, 3),
        "childhood.playmates": numbers(0, 1),
        "childhood.playmates_from": numbers(0, 1),
        "childhood.playmates_until": numbers(1, 2),
        "theory.strategy.consistency": numbers(0, 200),
        "theory.arousal.escalation": numbers(0, 2),
        "theory.trust.retention": numbers(0, 1),
        "theory.trust.spread": numbers(0, 1),
        "theory.trust.answered": numbers(0, 10),
        "theory.trust.understood": numbers(0, 1),
        "theory.memory.weight": numbers(0, 1),
        "theory.memory.slowness": numbers(0, 1),
        "theory.memory.brought": numbers(0, 1),
        "theory.reflection.retention": numbers(0, 1),
        "theory.reflection.default_unreflective": numbers(0.1, 4000),
        "theory.misreading.likely": numbers(0, 1),
        "theory.circumstances.memory": numbers(0, 0.9999),
        "theory.circumstances.fright": numbers(0, 10),
        "theory.trust.doubt": numbers(0.01, 100),
        "theory.attention.uncalled": numbers(0, 1),
        "theory.attention.called": numbers(0, 1),
        "theory.learning.evident": numbers(0, 1),
        "theory.vigilance.cue": numbers(0, 10),
        "theory.vigilance.generic": numbers(0, 1),
        "theory.exploring.readiness": numbers(-10, 10),
        "theory.choice.perception": numbers(0, 20),
        "theory.noticing.day_memory": numbers(0, 0.99),
        "visits.strange_situation.separation": numbers(0, 1),
        "visits.strange_situation.lasting": st.booleans(),
        "visits.home_observation.lasting": st.booleans(),
        "visits.contingency.lasting": st.booleans(),
        "visits.still_face.lasting": st.booleans(),
        "visits.session.repairs": numbers(0, 1),
        "visits.session.lasting": st.booleans(),
        "visits.still_face.violation": numbers(0, 1),
        "events.loss.months": numbers(0, 1.5),
        "events.loss.hardship": numbers(-10, 10),
    },
)


def test_the_story_has_every_kind_of_visit_and_of_event_in_it():
    scenario = ts.from_dict(SMALL)
    assert set(scenario.protocols) == set(CATALOGUE)
    assert set(planned(scenario).script[:, 0]) == set(Event)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes)
def test_both_engines_tell_the_same_story(changed):
    scenario = ts.from_dict(SMALL).but(changed)
    same(ts.run(scenario, engine="agents"), ts.run(scenario, engine="fast"))


@pytest.fixture(scope="module")
def several():
    return ts.from_dict(SMALL).but({"worlds": 7, "children": 120})


@pytest.fixture(scope="module")
def played(several):
    return ts.run(several, threads=1)


@pytest.mark.parametrize("threads", [2, 3, 8])
def test_the_number_of_threads_changes_nothing(several, played, threads):
    same(ts.run(several, threads=threads), played)


@pytest.mark.parametrize(("piece", "batch"), [(1, 120), (7, 500), (100, 10_000)])
def test_the_order_and_size_of_the_work_change_nothing(several, played, monkeypatch, piece, batch):
    monkeypatch.setattr("trustsim.engine.simulate.PIECE", piece)
    monkeypatch.setattr("trustsim.engine.simulate.BATCH", batch)
    same(ts.run(several), played)


@pytest.mark.parametrize(
    ("added", "key", "number"),
    [({"children": 121}, "child", 120), ({"worlds": 8}, "world", 7)],
    ids=["child", "world"],
)
def test_one_more_child_or_world_changes_nobody_else(several, played, added, key, number):
    more = ts.run(several.but(added))
    for name, rows in played.tables.items():
        others = more.tables[name]
        others = others[others[key] < number].reset_index(drop=True)
        pd.testing.assert_frame_equal(others, rows, check_exact=True)


def test_one_more_visit_changes_no_other(several, played):
    looked = several.but({"visits.home_observation.months": [0.5, 1.0]})
    more = ts.run(looked)
    for name in played.tables.keys() - {"home_observation", "portraits"}:
        pd.testing.assert_frame_equal(more.tables[name], played.tables[name], check_exact=True)
    again = more.tables["home_observation"]
    again = again[again["months"] == 1.0].reset_index(drop=True)
    pd.testing.assert_frame_equal(again, played.tables["home_observation"], check_exact=True)


def test_nothing_that_is_learnt_in_a_visit_lasts_unless_a_config_says_so(several, played):
    """Without the other visits the child answers, and is, the same at the end."""
    kept = ("strange_situation", "mother_stranger")
    fewer = {**SMALL, "worlds": 7, "children": 120}
    fewer["visits"] = {name: SMALL["visits"][name] for name in kept}
    alone = ts.run(ts.from_dict(fewer))
    for name in kept:
        pd.testing.assert_frame_equal(alone.tables[name], played.tables[name], check_exact=True)
    portraits = [records.tables["portraits"] for records in (alone, played)]
    first, second = (rows[rows["visit"].isin(kept)].reset_index(drop=True) for rows in portraits)
    pd.testing.assert_frame_equal(first, second, check_exact=True)


def test_a_visit_leaves_the_mind_of_the_child_as_it_was(several):
    world = ts.World(several, children=[3])
    world.live(1.5)
    (child,) = world.infants
    before = child.mind
    for v in range(len(world.plan.days)):
        assert world.visit(child, v).any()
        assert child.mind == before


def test_from_an_age_on_the_others_are_children(several):
    """Told apart by their cues: adults never give one here, and children always."""
    changes = {
        "others.ostension": 0.0,
        "playmates.ostension": 1.0,
        "childhood.playmates": 1.0,
        "childhood.playmates_from": 0.8,
        "childhood.playmates_until": 0.8,  # 24 days
    }
    world = ts.World(several.but(changes), children=range(5), diary=True)
    world.live(1.5)
    met = [entry for child in world.infants for entry in child.diary if entry.partner != "mother"]
    assert {entry.day > 24 for entry in met} == {False, True}
    assert all(entry.testimony.cue == (entry.day > 24) for entry in met)


def test_keeping_a_diary_changes_nothing(several):
    plain, noted = (
        ts.World(several, number=1, children=[4], diary=diary).whole_life()
        for diary in (False, True)
    )
    for first, second in zip(plain, noted, strict=True):
        np.testing.assert_array_equal(first, second)


def test_any_child_of_any_world_can_be_replayed_alone(several, played):
    births, _, portraits, _ = ts.World(several, number=5, children=[77]).whole_life()
    rows = played.tables["births"].query("world == 5 and child == 77")
    np.testing.assert_array_equal(births[0, 0], rows.iloc[0, 2:].to_numpy(float))
    rows = played.tables["portraits"].query("world == 5 and child == 77")
    np.testing.assert_array_equal(portraits[0], rows.iloc[:, 4:].to_numpy(float))


def test_a_diary_tells_the_whole_story(several):
    world = ts.World(several, number=0, children=[2], diary=True)
    world.live(1)
    child = world.infants[0]
    assert len(child.diary) == 30 * 2 + (30 - 6)  # distress and play daily, lessons from day 6
    met = {entry.partner for entry in child.diary}
    assert met == {"mother", "adults", "playmates"}
    for entry in child.diary:
        assert (entry.testimony is None) == (entry.kind.name != "LESSON")


def test_a_theorist_overrides_a_person_in_plain_python(several):
    class Frightening(ts.Caregiver):
        def comfort(self, signal):
            return super().comfort(signal)._replace(kind=1)

    as_born = ts.World(several, children=range(5))
    changed = ts.World(several, children=range(5), people={"caregiver": Frightening})
    for world in (as_born, changed):
        world.live(1)
    doubt = as_born.theory.trust.doubt
    brought = max(0.0, doubt - as_born.theory.strategy.default_unanswered)
    for before, after in zip(as_born.infants, changed.infants, strict=True):
        feared = [threat.expected(infant.mind.figure, as_born.theory) for infant in (after, before)]
        assert feared[0] > feared[1]
        assert max(store.misses for store in after.mind.figure.response) <= brought  # none since


def test_a_theorists_own_person_goes_through_the_whole_study(several):
    class Marking(ts.Caregiver):
        def comfort(self, signal):
            return super().comfort(signal)._replace(marked=True)

    few = several.but({"worlds": 2, "children": 4})
    changed = ts.run(few, engine="agents", people={"caregiver": Marking})
    assert changed.tables.keys() == ts.run(few).tables.keys()
    seen = changed.tables["home_observation"]["marked"]
    assert (seen >= ts.run(few).tables["home_observation"]["marked"]).all()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"people": {"caregiver": ts.Caregiver}}, 'people of your own need engine="agents"'),
        ({"people": {"carer": ts.Caregiver}, "engine": "agents"}, "people 'carer': choose one of"),
        ({"threads": 0}, "threads = 0: must be 1 or more"),
    ],
)
def test_a_run_that_makes_no_sense_is_refused(several, wrong, message):
    with pytest.raises(ts.Mistake, match=message):
        ts.run(several, **wrong)


def test_a_path_is_not_a_scenario():
    with pytest.raises(ts.Mistake, match="make one with load or from_dict"):
        ts.run("config.toml")


@pytest.mark.parametrize(
    "wrong",
    [{"children": [-1]}, {"number": -1}, {"seed": 2**40}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_nobody_lives_outside_the_addresses_of_chance(several, wrong):
    with pytest.raises(ts.Mistake, match="must lie between 0 and"):
        ts.World(several, **wrong)


def test_an_unknown_engine_is_named_back(several):
    with pytest.raises(ts.Mistake, match="engine 'gpu': choose one of fast, agents"):
        ts.run(several, engine="gpu")
