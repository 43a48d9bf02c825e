"""The configs of families: what a change of caregiver, or of one generation, does, and to whom."""

from pathlib import Path

import numpy as np
import pytest

import trustsim as ts
from trustsim.asking.generations import UNCHANGED, generations_from_config
from trustsim.study.scenario import read_toml

FOLDER = Path(__file__).parents[1] / "configs" / "family"
FEW = {"worlds": 2, "children": 60, "visits.trust_scales.months": [60]}
STAYS = {"life.with_mother.until": 100, "life.first_words.until": 100, "life.fostered.from": 100}


@pytest.fixture(scope="module")
def children():
    """The same children, fostered at a year, adopted at three, and staying where they were born."""
    fostered, adopted = (ts.load(FOLDER / f"{name}.toml") for name in ("fostering", "adoption"))
    return {
        name: ts.run(each.but(FEW))
        for name, each in (
            ("fostered", fostered), ("adopted", adopted), ("stays", fostered.but(STAYS)),
        )
    }  # fmt: skip


def test_until_the_change_they_live_the_same_lives(children):
    at_one = {
        name: records.column("strange_situation", "attachment", 12.0)
        for name, records in children.items()
    }
    assert (at_one["fostered"] == at_one["stays"]).all()
    assert (at_one["adopted"] == at_one["stays"]).all()


def test_with_an_ordinary_foster_mother_more_are_secure_than_with_their_own_at_the_same_age(
    children,
):
    """Half a year and a year after, beside those who have stayed; the rules say so, and no more:
    what was learnt of the first mother is learnt in part of people."""
    for months in (18.0, 24.0):
        with_her = children["fostered"].column(
            "strange_situation with foster", "attachment", months
        )
        with_own = children["stays"].column("strange_situation", "attachment", months)
        assert (with_her == 0).mean() > (with_own == 0).mean()


def test_the_earlier_the_change_the_more_people_are_trusted_at_five(children):
    trust, vigilance = (
        [children[name].column("portraits", item, 60.0).mean()
         for name in ("fostered", "adopted", "stays")]
        for item in ("trust_in_unknown", "vigilance")
    )  # fmt: skip
    assert trust[0] > trust[1] > trust[2]
    assert vigilance[0] < vigilance[1] < vigilance[2]


def test_the_counterfactual_differs_from_the_treated_generation_on_and_from_her_therapy_on():
    given = read_toml(FOLDER / "counterfactual.toml") | {"worlds": 1, "children": 4}
    asked = generations_from_config(given)
    assert asked.arms["therapy"].generations == (6,)
    assert asked.number == 10
    found = ts.generations.descended(asked)
    for name in found.seen[UNCHANGED]:
        np.testing.assert_array_equal(
            found.column(name, "therapy")[:6], found.column(name)[:6], name
        )
    for name in ("fright", "attachment", "state of mind before"):  # her childhood, and before
        np.testing.assert_array_equal(found.column(name, "therapy")[6], found.column(name)[6])
    for generation in (6, 7, 8, 9):
        moved = found.column("trust_in_unknown", "therapy") != found.column("trust_in_unknown")
        assert moved[generation].any()


@pytest.mark.parametrize(("name", "met"), [("helping_mothers", 3), ("hard_times", 2)])
def test_what_differs_in_the_third_generation_is_met_by_whom_it_is_about(name, met):
    """A programme after the birth by the children of the helped; hard times by her own."""
    given = read_toml(FOLDER / f"{name}.toml") | {"worlds": 1, "children": 8}
    asked = generations_from_config(given)
    (arm,) = (each for each in asked.arms if each != UNCHANGED)
    assert asked.arms[arm].generations == (2,)
    found = ts.generations.descended(asked)
    moved = (found.column("vigilance", arm) != found.column("vigilance")).any((1, 2))
    assert not moved[:2].any()
    assert moved[met]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_a_config_of_families_says_its_command(file):
    text = file.read_text(encoding="utf-8")
    assert f"configs/family/{file.name}" in text
