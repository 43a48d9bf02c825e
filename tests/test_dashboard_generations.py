"""Generations: one family with something and without it is what `trustsim generations` finds."""

import json
import tomllib
from urllib.parse import urlencode

import numpy as np
import pytest
from browsing import looking, press

from trustsim.asking.generations import UNCHANGED, descended, generations_from_config
from trustsim.mistakes import Mistake
from trustsim.showing.dashboard import descents, families
from trustsim.showing.dashboard.kin import what_became

FEW = {"cohorts": 2, "lines": 4, "fewest": 3, "most": 4}
ASKED = families.Asked("frightening", "programme", 1, 3)
ALTERED = {
    "nothing": "",
    "no list": "{}",
    "too short": '["rejecting"]',
    "too deep": "[" * 50_000,
    "no such caregiver": '["spoilt","programme",1,3,0]',
    "nothing of that name": '["rejecting","money",1,3,0]',
    "whose child is not born": '["rejecting","programme",2,3,0]',
    "generations without end": '["rejecting","programme",1,1000000,0]',
    "half a generation": '["rejecting","programme",1,3.5,0]',
    "no such family": '["rejecting","programme",1,3,12]',
}


def seen(*_):
    """Somebody who waits."""


@pytest.fixture
def few(monkeypatch):
    """Few lines are followed."""
    monkeypatch.setattr(families, "numbers", lambda: FEW)
    descents.remembered_first.cache_clear()
    descents.remembered.cache_clear()
    yield
    descents.remembered_first.cache_clear()
    descents.remembered.cache_clear()


@pytest.mark.usefixtures("few")
def test_the_file_that_is_given_away_plays_the_same_numbers_and_the_first_family_is_one_of_all():
    many = descents.all_lines(ASKED, seen)
    played = descended(generations_from_config(tomllib.loads(families.as_toml(ASKED))))
    for arm in (UNCHANGED, "programme"):
        for name in ("attachment", "sensitivity", "trust_in_unknown", "fright"):
            assert np.array_equal(played.column(name, arm), many.descent.column(name, arm))
    first = descents.first_lines(ASKED).descent
    for line in range(FEW["lines"]):
        assert descents.family(first, line) == descents.family(many.descent, line)


@pytest.mark.usefixtures("few")
def test_whatever_is_given_moves_a_mother_and_nobody_before_her_and_is_told():
    """Those who live without it are the same women in every choice."""
    first = descents.first_lines(ASKED._replace(given=families.NOTHING)).descent
    alone = [pair[0] for pair in descents.family(first, 0)]
    for given in families.gifts():
        asked = ASKED._replace(given=given)
        family = descents.family(descents.first_lines(asked).descent, 0)
        assert [pair[0] for pair in family] == alone
        assert family[0][0] == family[0][1]
        assert family[1][0].cares != family[1][1].cares
        assert "moves in her daughter as a mother" in what_became(family, asked)
        assert "nothing." not in what_became(family, asked)


@pytest.mark.usefixtures("few")
def test_shares_have_intervals_that_stay_shares_and_no_difference_before_anything_is_given():
    found = descents.shares(descents.all_lines(ASKED, seen))
    assert len(found) == len(descents.SHOWN) * ASKED.number
    for _, generation, without, with_it, moved in found:
        for each in (without, with_it):
            assert 0.0 <= each.low <= each.mean <= each.high <= 1.0
        assert with_it.mean - without.mean == pytest.approx(moved.mean)
        if generation < ASKED.whom:
            assert moved.mean == 0.0


@pytest.mark.parametrize("altered", ALTERED)
def test_an_altered_link_chooses_nothing(altered):
    with pytest.raises((Mistake, ValueError, TypeError, RecursionError)):
        families.from_text(ALTERED[altered])


def test_a_link_carries_what_was_chosen():
    asked = families.Asked("intrusive", "warm_spouse", 2, 4, 7)
    assert families.from_text(families.as_text(asked)) == asked


def test_a_family_is_drawn_at_once_and_all_of_them_follow(browser, dashboard):
    with looking(browser, dashboard, "/generations") as page:
        assert "is no advice about any person" in page.inner_text(".ts-note")
        page.wait_for_selector("[data-generation='2']")
        assert page.locator("[data-generation='0'] .ts-woman").count() == 1  # the same in both
        assert page.locator("[data-generation='1'] .ts-woman").count() == 2
        expected = descents.family(descents.first_lines(families.DEFAULT).descent, 0)
        shown = page.inner_text(
            "[data-generation='1'] .ts-woman >> nth=1 >> [data-item=sensitivity] b"
        )
        assert shown == f"{expected[1][1].cares['sensitivity']:+.2f} sd"
        top = page.locator("text=The gate beside her stands").bounding_box()["y"]
        assert top < page.locator(".ts-kin").bounding_box()["y"]  # how to read it comes first
        page.wait_for_selector("th:has-text('as nothing differs')")
        assert page.evaluate("document.documentElement.scrollHeight") < 2000
        page.wait_for_selector(".ts-figure img", state="attached")
        press(page, "Another family")
        page.wait_for_selector("text=This is family 2 of 12")
        press(page, "Nothing")
        page.wait_for_selector("button[aria-pressed=true]:has-text('Nothing')")
        page.wait_for_function("document.querySelectorAll('.ts-kin svg').length === 3")
        query = page.evaluate("new URLSearchParams(location.search).get('generations')")
        assert json.loads(query)[1] == ""
        page.reload()
        page.wait_for_selector("button[aria-pressed=true]:has-text('Nothing')")
        page.wait_for_selector("text=This is family 2 of 12")


def test_two_lives_stand_beside_each_other_on_a_phone(browser, dashboard):
    link = urlencode({"generations": families.as_text(families.DEFAULT)})
    options = {"viewport": {"width": 390, "height": 844}}
    with looking(browser, dashboard, f"/generations?{link}", **options) as page:
        page.wait_for_selector("[data-generation='2']")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        boxes = [
            each.bounding_box() for each in page.locator("[data-generation='2'] .ts-woman").all()
        ]
        assert len(boxes) == 2
        assert boxes[0]["y"] == boxes[1]["y"]
