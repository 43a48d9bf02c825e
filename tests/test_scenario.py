"""A config says what differs from the defaults, and nothing of it is lost on the way."""

import json
import tomllib
from pathlib import Path

import jsonschema
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import trustsim as ts
from trustsim.engine.plan import planned
from trustsim.showing import report
from trustsim.showing.report import parameter_rows
from trustsim.study.config import config_model, json_schema
from trustsim.study.protocols import CATALOGUE
from trustsim.study.scenario import COMMANDS, read_toml
from trustsim.theory.parameters import (
    OTHERS,
    PLAYMATES,
    Childhood,
    Theory,
    annotations,
)

CONFIGS = Path(__file__).parents[1] / "configs"
FILES = sorted(CONFIGS.glob("*.toml"))
SITUATION = {"visits": {"strange_situation": {}}}
EVERY_VISIT = {"visits": {name: {} for name in CATALOGUE}}
STUDY = (
    *("title", "seed", "worlds", "children", "caregiver", "infant"),
    *("others", "playmates", "childhood", "theory", "cast", "life", "protocols", "visits"),
)


def study(scenario):
    """Everything that a scenario says about what happens, and how it is played."""
    plan = {name: each.tolist() for name, each in planned(scenario)._asdict().items()}
    return {name: getattr(scenario, name) for name in STUDY} | plan


def spelt_out(scenario):
    """The scenario that its whole config describes, defaults included."""
    return ts.from_dict(tomllib.loads(scenario.to_toml(resolved=True)))


def leaves(tree, prefix=""):
    """Every value of nested groups, by its dotted name."""
    found = {}
    for name, value in tree.items():
        inside = isinstance(value, dict) and value
        found |= leaves(value, f"{prefix}{name}.") if inside else {prefix + name: value}
    return found


DIFFERENCES = {
    "nothing": {},
    "numbers-of-people": {"seed": 4294967295, "worlds": 3, "children": 4},
    "title-with-quotes": {"title": 'Whom to "believe"?\n[theory] \\ é'},
    "rank": {"caregiver": {"sensitivity": 0.2, "mentalising": 0.9}},
    "preset": {"preset": "high_risk"},
    "preset-and-its-own-factor": {
        "preset": "high_risk",
        "caregiver": {"sensitivity": {"shift": 0.5}},
    },
    "preset-and-rank": {"preset": "high_risk", "caregiver": {"disruption": 0.3}},
    "redistributed": {"caregiver": {"marking": {"mean": 1, "sd": 0}, "fright": {"shift": -2.5}}},
    "fixed-traits": {"caregiver": {"knowledge": 1}, "infant": {"learning": 0.1}},
    "infants": {"infant": {"reactivity": {"shift": 0.3}, "recovery": {"mean": 0.1, "sd": 0.2}}},
    "others": {"others": {"knowledge": 0.1, "fright": 1}},
    "playmates": {"playmates": {"helpfulness": 0.3}, "childhood": {"playmates": 0.1}},
    "childhood": {"childhood": {"lessons": 0, "others_from": 24}},
    "theory": {"theory": {"choice": {"closeness": 0}, "play": {"onset_low": 0.1 + 0.2}}},
    "ages": {"visits": {"strange_situation": {"months": [18.5, 12]}, "home_observation": {}}},
    "tasks": {"visits": {**SITUATION["visits"], "mother_stranger": {"mixes": {"a / b-1": 0.3}}}},
}


@pytest.mark.parametrize("differences", DIFFERENCES.values(), ids=DIFFERENCES)
def test_a_config_holds_only_what_differs(differences):
    differences = EVERY_VISIT | differences
    assert tomllib.loads(ts.from_dict(differences).to_toml()) == differences


@pytest.mark.parametrize("differences", DIFFERENCES.values(), ids=DIFFERENCES)
def test_the_whole_config_describes_the_same_study(differences):
    scenario = ts.from_dict(EVERY_VISIT | differences)
    assert study(spelt_out(scenario)) == study(scenario)


@given(
    rank=st.floats(0, 1, exclude_min=True, exclude_max=True),
    shift=st.floats(-10, 10),
    closeness=st.floats(0, 20),
    preset=st.sampled_from(["low_risk", "high_risk"]),
)
def test_no_digit_is_lost_in_the_whole_config(rank, shift, closeness, preset):
    scenario = ts.from_dict(SITUATION | {"preset": preset}).but(
        {
            "caregiver.sensitivity": rank,
            "caregiver.mentalising": {"shift": shift},
            "theory.choice.closeness": closeness,
        }
    )
    assert study(spelt_out(scenario)) == study(scenario)


def test_the_whole_config_gives_the_same_numbers():
    scenario = ts.from_dict(
        {
            "worlds": 1,
            "children": 2,
            "preset": "high_risk",
            "caregiver": {"sensitivity": 0.3},
            "visits": {"strange_situation": {"months": [1]}, "mother_stranger": {"months": [1.5]}},
        }
    )
    given = ts.run(scenario, engine="agents").tables
    whole = ts.run(spelt_out(scenario), engine="agents").tables
    assert list(given) == list(whole)
    for name, table in given.items():
        pd.testing.assert_frame_equal(whole[name], table, check_exact=True, obj=name)


def test_an_age_is_the_same_however_it_is_written():
    whole, fraction = (
        ts.from_dict({"visits": {"strange_situation": {"months": [months]}}})
        for months in (12, 12.0)
    )
    for scenario in (whole, fraction, ts.from_dict(SITUATION)):
        assert [type(visit.months) for visit in scenario.visits] == [float]
    assert study(whole) == study(fraction) == study(ts.from_dict(SITUATION))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seed", 7),
        ("others.knowledge", 0.25),
        ("playmates.ostension", 0.125),
        ("theory.choice.closeness", 0.25),
        ("childhood.lessons", 3),
        ("visits.strange_situation.room", 0.25),
        ("infant.learning", 0.25),
        ("caregiver.sensitivity", 0.25),
    ],
)
def test_but_changes_one_key_and_leaves_the_original_alone(key, value):
    scenario = ts.from_dict(EVERY_VISIT)
    before, differences = leaves(scenario.resolved()), scenario.to_toml()
    changed = leaves(scenario.but({key: value}).resolved())
    assert changed[key] == value != before.get(key)
    without = {name: each for name, each in before.items() if name not in (key, key.split(".")[0])}
    assert {name: changed[name] for name in without} == without
    assert leaves(scenario.resolved()) == before
    assert scenario.to_toml() == differences


def test_but_keeps_what_was_changed_before():
    scenario = ts.from_dict(SITUATION).but({"caregiver.marking": 0.5}).but({"seed": 3})
    assert scenario.differences == {**SITUATION, "caregiver": {"marking": 0.5}, "seed": 3}


def test_but_takes_ages_as_a_tuple_too():
    scenario = ts.from_dict(SITUATION).but({"visits.strange_situation.months": (12, 18)})
    assert scenario.protocols["strange_situation"].months == (12.0, 18.0)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("theory.choice.closenes", 1.0, "did you mean 'closeness'"),
        ("caregiver.sensitivity", 1.5, "must lie strictly between 0 and 1"),
        ("seed.of.luck", 1, "seed.of.luck: seed is not a group of keys"),
    ],
)
def test_but_names_a_mistake_back(key, value, message):
    with pytest.raises(ts.Mistake, match=message):
        ts.from_dict({**SITUATION, "seed": 1}).but({key: value})


def test_nobody_changes_a_scenario_from_outside():
    differences = {**SITUATION, "infant": {"learning": {"shift": 1.0}}, "caregiver": {}}
    scenario = ts.from_dict(differences)
    before = study(scenario)
    differences["infant"]["learning"]["shift"] = -1.0
    differences["caregiver"]["sensitivity"] = 0.1
    assert study(scenario) == before
    assert scenario.differences["infant"] == {"learning": {"shift": 1.0}}


def test_a_rank_is_read_in_standard_deviations():
    ranks = {"sensitivity": 0.5, "disruption": 0.8413447460685429}  # one deviation above the mean
    caregiver = ts.from_dict(SITUATION | {"caregiver": ranks}).caregiver
    np.testing.assert_allclose(list(caregiver.values()), [0.0, 1.0], atol=1e-15)


def test_a_visit_takes_place_at_each_of_its_ages_in_order():
    visits = {"mother_stranger": {"months": [61, 50]}, "strange_situation": {}}
    order = [(visit.protocol, visit.months) for visit in ts.from_dict({"visits": visits}).visits]
    assert order == [("strange_situation", 12), ("mother_stranger", 50), ("mother_stranger", 61)]


def test_what_is_not_said_has_the_default_of_the_parameter_table():
    scenario = ts.from_dict(EVERY_VISIT)
    assert scenario.theory == Theory()
    assert scenario.childhood == Childhood()
    assert scenario.others == OTHERS
    assert scenario.playmates == PLAYMATES
    assert scenario.protocols == {name: each.Settings() for name, each in CATALOGUE.items()}
    assert (scenario.caregiver, scenario.infant) == ({}, {})


def test_the_printed_defaults_are_the_defaults_of_a_config():
    used = ts.from_dict(EVERY_VISIT).resolved()
    printed = {row["name"]: row["default"] for row in parameter_rows()}
    spread = {name for name in printed if name.startswith(("caregiver.", "infant."))}
    assert spread  # those are distributions, not numbers
    for name in printed.keys() - spread:
        place = used
        for part in name.split("."):
            place = place[part]
        assert place == printed[name], name


@pytest.mark.parametrize("group", Theory._fields)
def test_the_schema_tells_everything_about_every_number_of_the_theory(group):
    kind = Theory.__annotations__[group]
    described = json_schema()["$defs"][kind.__name__]["properties"]
    table = {
        name: (about.low, about.high, about.unit, about.basis, about.source, about.words, default)
        for (name, about), default in zip(annotations(kind).items(), kind(), strict=True)
    }
    said = ("minimum", "maximum", "unit", "basis", "source", "description", "default")
    assert {name: tuple(each[s] for s in said) for name, each in described.items()} == table


def test_the_schema_is_a_json_schema():
    jsonschema.Draft202012Validator.check_schema(report.schema())


@pytest.mark.parametrize("file", sorted(CONFIGS.rglob("*.toml")), ids=lambda file: file.stem)
def test_an_editor_accepts_every_config_of_ours(file):
    config = tomllib.loads(file.read_text(encoding="utf-8"))
    assert list(jsonschema.Draft202012Validator(report.schema()).iter_errors(config)) == []


def test_the_schema_names_every_key():
    assert set(json_schema()["properties"]) == set(config_model().model_fields)


def test_the_schema_beside_the_configs_is_up_to_date():
    stored = (CONFIGS / "schema.json").read_text(encoding="utf-8")
    now = json.dumps(report.schema(), indent=2) + "\n"
    assert stored == now, "run: trustsim schema > configs/schema.json"


@pytest.mark.parametrize("differences", DIFFERENCES.values(), ids=DIFFERENCES)
def test_an_editor_accepts_what_the_program_accepts(differences):
    whole = json.loads(json.dumps(ts.from_dict(EVERY_VISIT | differences).resolved()))
    for config in (EVERY_VISIT | differences, whole):
        assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(config)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"wrlds": 1},
        {"worlds": 0},
        {"theory": {"choice": {"closeness": "big"}}},
        {"caregiver": {"sensitivity": {"mean": 1.0}}},
        {"preset": "lowrisk"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_editor_refuses_what_the_program_refuses(wrong):
    assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(SITUATION | wrong))
    with pytest.raises(ts.Mistake):
        ts.from_dict(SITUATION | wrong)


def test_a_file_may_begin_with_the_mark_that_some_editors_write(tmp_path):
    (tmp_path / "marked.toml").write_text("[visits.strange_situation]", encoding="utf-8-sig")
    scenario = ts.load(tmp_path / "marked.toml")
    assert (scenario.name, scenario.differences) == ("marked", SITUATION)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_every_config_loads_and_editors_can_complete_it(file):
    given = read_toml(file)
    assert ts.from_dict({key: given[key] for key in given if key not in COMMANDS}).title
    assert file.read_text(encoding="utf-8").splitlines()[0] == "#:schema schema.json"


def test_nobody_can_change_a_scenario_from_outside():
    scenario = ts.from_dict(SITUATION | {"caregiver": {"fright": 0.1}})
    for part in (scenario.caregiver, scenario.differences, scenario.differences["caregiver"]):
        with pytest.raises(TypeError, match="does not support item assignment"):
            part["fright"] = 1.0
