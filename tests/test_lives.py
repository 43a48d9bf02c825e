"""People and calendars: any number of people, any rhythm, and nobody's luck moved by another."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_engines_agree import same

import trustsim as ts
from trustsim.study.cast import CROWDS
from trustsim.study.scenario import DAYS_A_MONTH
from trustsim.theory.encounters.messages import Kind
from trustsim.theory.states import Bond

HOME = [
    {"distress": 2, "with": {"mother": 0.5, "father": 0.3, "aunt": 0.2}},
    {"play": 1, "with": "father"},
    {"lesson": 2, "with": {"mother": 0.7, "aunt": 0.3}, "or": "others"},
]
LIFE = {
    "seed": 4,
    "worlds": 2,
    "children": 4,
    "childhood": {"others_from": 0.3, "playmates_from": 0.4, "playmates_until": 0.8},
    "cast": {"father": {"sensitivity": 0.2}, "aunt": {"marking": 0.9}},
    "life": {
        "home": {"until": 1.0, "day": HOME},
        "later": {"from": 1.0, "figure": "aunt", "day": [{"distress": 3, "with": "aunt"}]},
        "sundays": {"from": 0.5, "day": [{"play": 4, "with": "mother", "every": 7}]},
    },
    "visits": {
        "strange_situation": {"months": [1.0], "with": ["mother", "father"]},
        "mother_stranger": {"months": [1.5], "against": "father"},
    },
}


def lived(given, months=1.5, child=1):
    """The diary of one child."""
    world = ts.World(ts.from_dict(given), number=0, children=[child], diary=True)
    world.live(months)
    return world.infants[0]


names, few = st.sampled_from(["mother", "father", "aunt"]), st.integers(1, 2)
befallen = st.dictionaries(
    st.sampled_from(["loss", "move", "illness"]),
    st.fixed_dictionaries({"months": st.floats(0, 1.5), "hardship": st.floats(-10, 10)}),
)
lines = st.lists(
    st.one_of(
        st.fixed_dictionaries({"distress": st.integers(1, 3), "with": names}),
        st.fixed_dictionaries({"play": few, "with": names}),
        st.fixed_dictionaries(
            {"lesson": st.integers(1, 2), "with": names, "or": st.just("others")}
        ),
        st.fixed_dictionaries({"lesson": few, "with": st.just("playmates")}),
        st.fixed_dictionaries(
            {
                "distress": st.integers(1, 2),
                "with": st.just({"mother": 0.25, "aunt": 0.75}),
                "every": st.integers(1, 9),
            }
        ),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines, lines, names, befallen)
def test_both_engines_tell_the_same_story_of_any_life(first, second, figure, events):
    life = {
        "first": {"until": 0.8, "day": first},
        "second": {"from": 0.7, "day": second, "figure": figure},
    }
    scenario = ts.from_dict(LIFE | {"life": life, "events": events})
    same(ts.run(scenario, engine="agents"), ts.run(scenario))


def test_both_engines_know_from_the_first_meeting_on_who_is_the_figure():
    """On the day on which it meets her it may still have to decide whether to venture out."""
    day = [
        {"distress": 1, "with": "aunt"},
        {"distress": 1, "with": "father"},
        {"lesson": 2, "with": "mother", "or": "others"},
    ]
    life = {
        "first": {"until": 0.5, "day": [{"distress": 3, "with": "mother"}]},
        "second": {"from": 0.5, "figure": "aunt", "day": day},
    }
    scenario = ts.from_dict(LIFE | {"life": life}).but({"children": 50})
    same(ts.run(scenario, engine="agents"), ts.run(scenario))


def test_several_threads_and_a_file_lose_nothing_of_several_people(tmp_path):
    scenario = ts.from_dict(LIFE).but({"children": 120})
    records = ts.run(scenario, threads=2)
    same(records, ts.run(scenario, threads=1))
    records.save(tmp_path)
    same(ts.read_records(tmp_path), records)


def test_no_address_of_chance_is_used_twice_when_a_rhythm_changes():
    moments = [entry.moment for entry in lived(LIFE).diary]
    assert len(set(moments)) == len(moments) > 100


def test_a_line_and_a_person_more_move_nobody_elses_luck():
    before = lived(LIFE)
    more = LIFE | {
        "cast": {"uncle": {}, **LIFE["cast"]},
        "life": {
            "visits": {"day": [{"play": 1, "with": "uncle"}, {"lesson": 1, "with": "mother"}]},
            **LIFE["life"],
        },
    }
    after = lived(more)
    for name in ("mother", "father", "aunt"):
        one, other = (
            next(each for each in child.partners if each.name == name) for child in (before, after)
        )
        assert one.traits == other.traits
    then = {entry.moment: (entry.kind, entry.partner) for entry in before.diary}
    now = {entry.moment: (entry.kind, entry.partner) for entry in after.diary}
    calls = {moment: each for moment, each in then.items() if each[0] is Kind.DISTRESS}
    assert calls.items() <= now.items()  # with whom lessons are it may decide anew


def test_calls_are_shared_as_the_line_says():
    life = {"home": {"day": [{"distress": 10, "with": {"mother": 0.75, "father": 0.25}}]}}
    met = [entry.partner for entry in lived(LIFE | {"life": life}, months=10).diary]
    assert len(met) == 10 * round(10 * DAYS_A_MONTH)
    # 3,040 calls: a standard error of .008
    assert met.count("father") / len(met) == pytest.approx(0.25, abs=0.03)


WITH_FATHER = LIFE | {"life": {"home": {"day": [{"distress": 1, "with": "father"}]}}}


def test_what_happens_with_one_leaves_the_bond_with_another_as_it_is():
    _, mother, father, aunt = lived(WITH_FATHER).bonds
    assert mother == aunt == Bond()
    assert father != mother


def test_what_is_learnt_of_one_is_in_part_learnt_of_people():
    """Help, knowledge and threat are; what to do with distress, and whether it helps, is not."""
    people, _, father, _ = lived(WITH_FATHER).bonds
    assert people.helpfulness != Bond().helpfulness != father.helpfulness
    assert (people.strategies, people.response) == (Bond().strategies, Bond().response)
    alone = lived(WITH_FATHER | {"theory": {"trust": {"spread": 0}}})
    assert alone.bonds[0] == Bond()
    assert alone.bonds[2] != Bond()


def test_what_a_family_bears_befalls_it_on_the_day_that_a_config_names():
    """Before it nothing is known of it; from then on it fades from month to month."""
    calm, moved = (
        ts.World(ts.from_dict(LIFE | {"events": events}), children=[1])
        for events in ({}, {"loss": {"months": 0.5, "hardship": 2.0}})
    )
    memory, after = calm.theory.circumstances.memory, []
    for day in range(45):
        after.append(moved.infants[0].hardship - calm.infants[0].hardship)
        calm.step()
        moved.step()
        same_so_far = calm.infants[0].bonds == moved.infants[0].bonds
        assert same_so_far or day >= 15
    assert not same_so_far
    assert set(after[:16]) == {0.0}  # of day 15, which is half a month
    assert after[16:31] == pytest.approx([2.0] * 15)
    assert after[31:] == pytest.approx([2.0 * memory] * 14)


def test_an_event_tells_on_all_who_care_at_home_and_on_nobody_else():
    """Who is burdened is less available; adults who only teach are as they ever were."""
    events = {"illness": {"months": 0, "hardship": 3.0}}
    calm, burdened = (
        ts.World(ts.from_dict(LIFE | {"events": each}), children=[1]) for each in ({}, events)
    )
    for world in (calm, burdened):
        world.step()
    pairs = list(zip(calm.infants[0].partners, burdened.infants[0].partners, strict=True))
    for before, after in pairs:
        moved = before.name not in CROWDS
        assert (after.today.availability < before.today.availability) == moved
        assert after.traits == before.traits


def test_a_line_happens_on_its_days_only():
    life = {
        "sundays": {"from": 0.5, "until": 1.0, "day": [{"play": 1, "with": "aunt", "every": 7}]}
    }
    days = [entry.day for entry in lived(LIFE | {"life": life}).diary]
    assert days == [15, 22, 29]  # from day 15 to day 30


def test_who_is_the_figure_from_an_age_on_is_the_figure_of_the_portrait():
    records = ts.run(ts.from_dict(LIFE))
    bonds, portraits = records.tables["bonds"], records.tables["portraits"]
    for months in (1.0, 1.5):  # from one month on it is the aunt
        of_figure = bonds[(bonds["months"] == months) & (bonds["partner"] == "aunt")]
        seen = portraits[portraits["months"] == months].drop_duplicates(["world", "child"])
        of_figure = of_figure.drop_duplicates(["world", "child"])
        np.testing.assert_array_equal(of_figure["seek"], seen["seek"])
        np.testing.assert_array_equal(of_figure["trust"], seen["trust_in_figure"])


def test_the_same_people_in_the_same_life_are_the_same_whatever_they_are_called():
    """No rule knows a role: a father who is as she is, and meets the same luck, is loved as she."""
    traits = dict.fromkeys(("sensitivity", "mentalising", "disruption"), 0.5)
    twins = LIFE | {"caregiver": traits, "cast": {"father": traits, "aunt": {}}}
    day = [{"distress": 9, "with": {"mother": 0.5, "father": 0.5}}]
    records = ts.run(
        ts.from_dict(twins | {"life": {"home": {"day": day}}}).but({"children": 300, "worlds": 1})
    )
    bonds = records.tables["bonds"].query("months == 1.5")
    mother, father = (
        bonds[bonds["partner"] == name]["trust"].to_numpy() for name in ("mother", "father")
    )
    error = (mother - father).std(ddof=1) / np.sqrt(len(mother))
    assert abs((mother - father).mean()) < 4.0 * error


def test_a_life_lasts_to_old_age():
    old = LIFE | {
        "life": {"all_of_it": {"day": [{"distress": 1, "with": "father", "every": 30}]}},
        "visits": {"trust_scales": {"months": [1200.0]}},
    }
    scenario = ts.from_dict(old).but({"worlds": 1, "children": 1})
    same(ts.run(scenario, engine="agents"), ts.run(scenario))


def test_what_was_found_with_two_caregivers_has_tables_and_is_no_test_of_mother_and_stranger():
    records = ts.run(ts.from_dict(LIFE))
    tables = ts.measures.tables({"study": records})
    assert set(tables["classes_by_partner"]["partner"]) == {"mother", "father"}
    assert len(tables["agreement_of_partners"]) == 1
    groups = {"both", "mother only", "father only", "neither", "all"}
    assert set(tables["two_known"]["secure with"]) == groups
    assert "siding" not in tables
    shares = tables["classes_by_partner"].groupby("partner")["mean"].sum()
    assert shares.to_list() == pytest.approx([1.0, 1.0])


def test_who_contradicts_is_told_in_an_explanation():
    scenario = ts.from_dict(LIFE)
    why = ts.explain.explanation(scenario, 0)
    assert why == ts.explain.visit(scenario, 0, "mother_stranger")
    assert why.between == ("the mother", "the father")


def test_every_encounter_with_anybody_is_explained():
    told = ts.explain.words(ts.explain.day(ts.from_dict(LIFE), 1, 20))
    assert "with its father" in told
    assert "help expected of its father" in told


WRONG = {
    "[cast.mother]": "[cast.mother]: there is one already",
    "[cast.Father]": "names of persons, phases and events",
    "[cast.father]\nsensitvity = 0.3": "did you mean 'sensitivity'?",
    "[life.home]\nday = [{distress = 1, with = 'fater'}]\n[cast.father]": "did you mean 'father'?",
    "[life.home]\nday = [{distress = 1, play = 1, with = 'mother'}]": "says distress and play",
    "[life.home]\nday = [{with = 'mother'}]": "says nothing; give one of distress, play, lesson",
    "[life.home]\nday = [{distress = 1}]": "with is missing",
    "[life.home]\nday = [{distress = 1, with = {mother = 0.5}}]": "must add up to 1",
    "[life.home]\nday = [{distress = 1, with = 'adults'}]": "with 'adults': choose one of mother",
    "[life.home]\nday = [{play = 1, with = 'mother', or = 'others'}]": "only lessons are had with",
    "[life.home]\nday = []": "must not be empty",
    "[life.home]\nday = 'all'": "must be a list of tables",
    "[life.home]\nfrom = 12\nuntil = 6\nday = [{play = 1, with = 'mother'}]": "is not before until",
    "[life.home]\nfigure = 'uncle'\nday = [{play = 1, with = 'mother'}]": "figure 'uncle': choose",
    "[childhood]\nplay = 2\n[life.home]\nday = [{play = 1, with = 'mother'}]": "beside [life]",
    "[visits.mother_stranger]\nagainst = 'mother'": "mother cannot contradict mother",
    "[visits.trust_scales]\nwith = 'father'": "with 'father': choose one of mother",
    "[visits.trust_scales]\nwith = ['mother', 'mother']": "names somebody twice",
    "[visits.trust_scales]\nagainst = 'mother'": "against: no such key",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_said_wrongly_of_people_and_lives_gets_one_message(text):
    with pytest.raises(ts.Mistake) as raised:
        ts.loads(f"{text}\n[visits.strange_situation]", where="bad.toml")
    assert str(raised.value).startswith("bad.toml: ")
    assert WRONG[text] in str(raised.value)
    assert "\n" not in str(raised.value)
