"""A config for each experiment: what it may say, which patterns it tests, what it draws."""

import re
from pathlib import Path

import pytest

import trustsim as ts
from trustsim.asking import evidence
from trustsim.asking.patterns import NEEDS
from trustsim.asking.trials import load_trial
from trustsim.measures import tables
from trustsim.showing.report.folder import drawings
from trustsim.study.protocols import CATALOGUE

FOLDER = Path(__file__).parents[1] / "configs"
EVERYTHING = FOLDER / "all_patterns.toml"  # the study of ``trustsim check``
CALIBRATION = FOLDER / "calibration.toml"  # of ``trustsim calibrate``
PEOPLE = FOLDER / "two_caregivers.toml"  # after no study, as is the next
NEW_COMPANY = FOLDER / "new_company.toml"
THERAPY = FOLDER / "therapy"
FILES = sorted(set(FOLDER.glob("*.toml")) - {EVERYTHING, CALIBRATION, PEOPLE, NEW_COMPANY})
OVER_GENERATIONS = {"adult_interview", "caregiving"}  # visits of grown-ups who have children
FIGURES = {  # that a config is there for, where it is not called as its last visit
    "corriveau_2009": "siding",
    "opie_2021": "stability",
}
PLAIN = ("title", "seed", "worlds", "children", "visits")

each_config = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def patterns_of(scenario):
    """The patterns that a config can test."""
    return [pattern for pattern in NEEDS if evidence.testable(pattern, scenario)]


@each_config
def test_a_config_tests_a_pattern_of_the_literature_where_there_is_one(file):
    scenario = ts.load(file)
    judged = set().union(*NEEDS.values())
    assert patterns_of(scenario) or not set(scenario.protocols) <= judged


@each_config
def test_a_config_asks_for_the_visits_that_its_patterns_need_and_no_other(file):
    scenario = ts.load(file)
    last = list(scenario.protocols)[-1]
    needs = [NEEDS[pattern] for pattern in patterns_of(scenario)]
    needed = set().union(*needs) if needs else {last, *CATALOGUE[last].NEEDS}
    assert set(scenario.protocols) == needed


@each_config
def test_a_config_is_named_after_a_study_and_its_seed_is_the_year(file):
    scenario = ts.load(file)
    assert re.fullmatch(rf"[a-z_]+_{scenario.seed}", file.stem)
    author = file.stem.split("_")[0].title()
    assert re.search(rf"\({author}\b.*\b{scenario.seed}\b.*\)$", scenario.title)


@each_config
def test_a_config_changes_nothing_of_the_theory_and_repeats_no_default_of_a_visit(file):
    differences = ts.load(file).differences
    assert set(differences) <= set(PLAIN)
    for name, changes in differences["visits"].items():
        for key, value in changes.items():
            assert value != CATALOGUE[name].Settings._field_defaults[key]


def test_every_experiment_has_a_config():
    asked = {name for file in FILES for name in ts.load(file).protocols}
    arms = [arm for file in THERAPY.glob("*.toml") for arm in load_trial(file).arms.values()]
    asked |= {name for arm in arms for name in arm.protocols}
    assert asked | OVER_GENERATIONS == set(CATALOGUE)


@each_config
def test_a_config_draws_the_figure_that_it_is_there_for(file):
    few = ts.load(file).but({"worlds": 2, "children": 8})
    cohorts = {
        name: ts.run(each) for name, each in evidence.populations(few, patterns_of(few)).items()
    }
    needs, _ = drawings(cohorts)[FIGURES.get(file.stem, list(few.protocols)[-1])]
    assert needs <= set(tables(cohorts))


def test_the_config_of_several_people_draws_what_a_child_is_with_each():
    few = ts.load(PEOPLE).but({"worlds": 2, "children": 8})
    cohorts = {"study": ts.run(few)}
    needs, figure = drawings(cohorts)["partners"]
    assert needs <= set(tables(cohorts))
    left, right = figure().axes
    with_whom = [text.get_text() for text in left.get_xticklabels()]
    assert with_whom == ["mother", "father", "grandmother"]
    assert "father" in right.get_title(loc="left")


def test_between_two_contingencies_there_is_no_middling_one():
    jaffe = ts.load(FOLDER / "jaffe_2001.toml")
    two = jaffe.but({"visits.contingency": {"levels": [0.0, 1.0]}})
    assert "contingency_security" in patterns_of(jaffe)
    assert "contingency_security" not in patterns_of(two)
