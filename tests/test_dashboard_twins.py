"""Twins: the same luck until the caregiver matters, and effects that are those of the engine."""

import numpy as np
import pandas as pd
import pytest
from browsing import looking, press

from trustsim.asking import twins
from trustsim.showing.dashboard.life import ITEMS, Life
from trustsim.showing.dashboard.parting import (
    LEAST,
    STRETCHES,
    TOLD,
    added,
    different,
    line,
    parting,
    side_by_side,
    tipping,
)
from trustsim.showing.report.folder import csv
from trustsim.study.scenario import age_in_days
from trustsim.study.vignettes import vignette

REJECTING = {"caregiver": {"rejection": 0.8}}
FRIGHTENING = {"caregiver": {"fright": 0.4}}


@pytest.fixture
def page(browser, dashboard):
    with looking(browser, dashboard, "/twins") as page:
        page.wait_for_selector(".ts-pair svg")
        yield page


def both(child, **changes):
    """Two lives of one child."""
    scenario = vignette("reference")
    return Life(scenario, child), Life(scenario.but(changes), child)


def test_the_set_up_below_twins_says_that_it_is_the_first_caregivers(page):
    below = page.locator("aside[aria-label='This set-up']")
    assert "It is the first caregiver's" in below.inner_text()


def test_lives_are_the_same_until_they_part():
    one, other = both(0, **{"caregiver.marking": 0.85})
    n = parting(one, other, age_in_days(12))
    assert n > 0
    for first, second in zip(one.place.film[:n], other.place.film[:n], strict=True):
        assert first.entry == second.entry
    assert different(one.place.film[n].entry, other.place.film[n].entry)


def test_the_same_caregiver_never_parts_them():
    assert parting(*both(0, **{"title": "again"}), age_in_days(12)) is None


def test_effects_are_those_of_the_command_line():
    one, other = both(5, **REJECTING)
    lives = twins.live_twice(vignette("reference"), REJECTING)
    rows = side_by_side(one, other, age_in_days(61))
    for name, row in zip(ITEMS, rows, strict=True):
        assert row["first"] == lives.as_born[name][5]
        assert row["second"] == lives.changed[name][5]


def test_what_encounters_add_is_in_the_end_what_lies_between_two_lives():
    one, other = both(0, **REJECTING)
    day = age_in_days(12)
    apart = added(one, other, day)
    assert len(apart) == one.first_of(day) == other.first_of(day)
    effects = {row["what"]: row["effect"] for row in side_by_side(one, other, day)}
    for total, name in zip(apart.sum(0), TOLD, strict=True):
        assert total == pytest.approx(abs(effects[ITEMS[name]]))


def test_what_tipped_two_lives_moved_a_line_more_than_all_else_in_its_tenth_of_the_time():
    one, other = both(0, **FRIGHTENING)
    day = age_in_days(61)
    apart = added(one, other, day)
    found = tipping(one, apart, day)
    tenths = [STRETCHES * shot.entry.day // day for shot in one.place.film[: len(apart)]]
    of_tenth = {tenths[each.n]: each for each in found}
    assert len(of_tenth) == len(found) > 1
    for tenth in range(STRETCHES):
        most = max(apart.max(1)[np.array(tenths) == tenth])
        assert (tenth in of_tenth) == (most >= LEAST)
        if tenth in of_tenth:
            assert apart[of_tenth[tenth].n].max() == most


def test_the_drawn_lines_come_apart_at_a_mark_by_what_is_said_of_it():
    one, other = both(0, **FRIGHTENING)
    day = age_in_days(61)
    apart = added(one, other, day)
    found = tipping(one, apart, day)
    distances = [
        np.abs(np.array(second[1:]) - first[1:])
        for first, second in zip(line(one, found, day), line(other, found, day), strict=True)
    ]
    months = [row[0] for row in line(one, found, day)]
    for each in found:
        after = max(k for k, month in enumerate(months) if month == each.months)
        np.testing.assert_allclose(distances[after] - distances[after - 1], apart[each.n])


def test_nothing_tips_the_same_life_twice():
    one, other = both(0, **{"title": "again"})
    assert tipping(one, added(one, other, age_in_days(12)), age_in_days(12)) == []


def test_both_are_drawn_where_they_part(page):
    assert page.locator(".ts-stage").count() == 2
    first, second = page.locator(".ts-steps").all_inner_texts()
    assert first != second
    for twin, steps in enumerate((first, second)):  # what is told in numbers is drawn, too
        shown = page.locator("[data-item=showed]").nth(twin)
        told = shown.locator("b").inner_text()
        assert f"shows {told}" in steps
        width = shown.locator(".ts-fill").evaluate("bar => bar.style.width")
        assert float(width.rstrip("%")) == pytest.approx(100 * float(told), abs=0.51)
    assert page.locator(".ts-lives .ts-part").count() == 1
    assert page.locator(".ts-pair .ts-part").count() == 6


def test_a_mark_on_the_chart_leads_to_its_encounter_which_a_reload_keeps(page):
    press(page, "Frightening")
    page.wait_for_function("document.querySelectorAll('.ts-tip').length > 1")
    mark = page.locator(".ts-tip").last
    n = int(mark.get_attribute("data-encounter"))
    said = f".ts-told:has-text('Encounter {n + 1} of')"
    mark.click()
    page.wait_for_selector(said)
    page.wait_for_selector(f".ts-chosen-tip[data-encounter='{n}']")
    page.wait_for_selector(".ts-tips button[aria-pressed=true]")
    assert "further apart" in page.inner_text(said)
    page.wait_for_function("n => location.search.includes(`twins.encounter=${n}`)", arg=n)
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_selector(said)
    press(page, "Where they part")
    page.wait_for_selector(".ts-told:has-text('Encounter 1 of')")


def test_one_encounter_before_and_after(page):
    page.click("text=Sliders")
    press(page, "As they come")
    page.wait_for_selector("text=They do not part before 61 months.")
    page.locator("[id='slider-caregiver.marking']").fill("0.85")
    page.wait_for_selector("text=encounters are the same")
    press(page, "The one before")
    page.wait_for_function(
        "(([a, b]) => a.innerText === b.innerText)(document.querySelectorAll('.ts-steps'))"
    )
    press(page, "Where they part")
    page.wait_for_function(
        "(([a, b]) => a.innerText !== b.innerText)(document.querySelectorAll('.ts-steps'))"
    )


def test_both_lives_can_be_taken_home_month_by_month(page):
    for label, begins in (("SVG", b"<?xml"), ("PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"({label})").first.click()
        assert download.value.path().read_bytes().startswith(begins)
    with page.expect_download() as download:
        page.get_by_role("button", name="Data (CSV)").first.click()
    rows = pd.read_csv(download.value.path())
    lives = twins.live_twice(vignette("reference"), REJECTING)
    for twin, grown in (("first", lives.as_born), ("second", lives.changed)):
        theirs = rows[rows["twin"] == twin]
        assert theirs["months"].tolist() == list(range(62))
        last = theirs.iloc[-1]
        for item in ITEMS:
            assert last[item] == pytest.approx(grown[item][0], rel=1e-5)


def test_the_whole_cohort_is_drawn(page):
    page.wait_for_function("(document.querySelector('.ts-figure img') || {}).naturalWidth > 100")
    with page.expect_download() as download:
        page.get_by_role("button", name="Data (CSV)").nth(1).click()
    expected = twins.twin_table(twins.live_twice(vignette("reference"), REJECTING))
    assert download.value.path().read_text() == csv(expected)


def test_the_age_at_which_they_are_compared_can_be_chosen(page):
    press(page, "12 months")
    page.wait_for_selector(".ts-pair text:has-text('12 months')")
