"""Whom do you believe: the picture, the choice and the reasons are those of the engine."""

import pytest
from browsing import looking, press

import trustsim as ts
from trustsim.asking import explain
from trustsim.asking.patterns import mother_stranger
from trustsim.showing.dashboard import claims
from trustsim.showing.dashboard.store import SetUp
from trustsim.showing.report.folder import csv
from trustsim.study.vignettes import vignette

MONTHS = 50.0


@pytest.fixture
def page(browser, dashboard):
    with looking(browser, dashboard, "/believe") as page:
        page.wait_for_selector(".ts-bars rect")
        yield page


def reasons(page):
    """The reasons that the bars show."""
    bars = page.locator("[data-reason]")
    return {
        bar.get_attribute("data-reason"): float(bar.text_content())
        for bar in (bars.nth(i) for i in range(bars.count()))
    }


def came(why):
    """By whom it goes."""
    return why.between[0] if why.turns[-1].happened else why.between[1]


@pytest.mark.parametrize(("share", "event"), [(None, 0), (0.5, 8), (0.5, 9)])
def test_the_reasons_are_those_that_the_command_line_explains(share, event):
    given = SetUp(vignette("reference"), 3)
    why = claims.decided(claims.ready(given, MONTHS), given.scenario, MONTHS, share)
    told = explain.visit(given.scenario, 3, "mother_stranger", months=MONTHS, event=event)
    assert why.reasons == told.reasons
    assert why.turns[-1].probability == told.turns[-1].probability
    if event == 0:  # the luck is that of the first question
        assert why.turns == told.turns


def test_the_bars_add_up_to_the_decision(page):
    given = SetUp(vignette("reference"))
    why = claims.decided(claims.ready(given, MONTHS), given.scenario, MONTHS, 0.5)
    shown = reasons(page)
    together = shown.pop("together")
    assert shown == {name: pytest.approx(value, abs=0.0051) for name, value in why.reasons.items()}
    assert together == pytest.approx(sum(shown.values()), abs=0.03)
    assert came(why) in page.inner_text(".ts-answer")


def test_any_mix_can_be_drawn(page):
    tail = "document.querySelector('.ts-tail').style.opacity"
    page.locator("[id='slider-share']").fill("0.9")
    page.wait_for_selector("[data-value='share']:text-is('90% cat, 10% rabbit')")
    page.wait_for_function(f"Number({tail}) > 0.85")
    assert reasons(page)["what it sees"] > 0.0
    page.locator("[id='slider-share']").fill("0.1")
    page.wait_for_function(f"Number({tail}) < 0.15")
    assert reasons(page)["what it sees"] < 0.0


def test_asked_again_the_luck_is_another_and_the_reasons_are_the_same(page):
    given = SetUp(vignette("reference"))
    place = claims.ready(given, MONTHS)
    before = reasons(page)
    for time in (1, 2):
        press(page, "Ask again")
        why = claims.decided(place, given.scenario, MONTHS, 0.5, time)
        page.wait_for_selector(
            f"details p:has-text('Luck {why.turns[-1].luck:.2f} is')", state="attached"
        )
        assert f"This time it goes by {came(why)}" in page.inner_text(".ts-answer")
    assert reasons(page) == before


def test_a_whole_animal_can_be_drawn_and_is_as_sure_as_a_picture_can_be(page):
    page.locator("[id='slider-share']").fill("1")
    page.wait_for_selector("[data-value='share']:text-is('100% cat, 0% rabbit')")
    sure = claims.SURE.high
    given = SetUp(vignette("reference"))
    why = claims.decided(claims.ready(given, MONTHS), given.scenario, MONTHS, sure)
    assert reasons(page)["what it sees"] == pytest.approx(why.reasons["what it sees"], abs=0.0051)


def test_a_new_thing_tells_the_eyes_nothing(page):
    press(page, "A new thing")
    page.wait_for_selector(".ts-gadget")
    assert reasons(page)["what it sees"] == 0.0
    press(page, "A mixed animal")
    page.wait_for_selector(".ts-tail", state="attached")


def test_the_age_can_be_chosen(page):
    before = reasons(page)
    press(page, "61 months")
    page.wait_for_selector("button[aria-pressed=true]:has-text('61 months')")
    assert reasons(page) != before


def test_the_cohort_is_drawn_and_compared_with_what_was_published(page):
    picture = page.locator(".ts-figure img")
    page.wait_for_function("(document.querySelector('.ts-figure img') || {}).naturalWidth > 100")
    assert picture.bounding_box()["height"] > 200
    assert page.locator(".ts-yes, .ts-no").count() == len(mother_stranger.TESTS)
    assert "Corriveau et al. (2009)" in page.inner_text("main")


def test_findings_of_ordinary_families_are_no_failures_of_others(page):
    press(page, "Rejecting")
    page.wait_for_selector("text=speaks neither for the model nor against it")
    page.wait_for_selector("li .ts-caption:has-text('not shown')")
    assert page.locator(".ts-no").count() == 0


def test_the_table_is_the_one_of_the_command_line(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Data (CSV)").last.click()
    expected = ts.measures.tables({"study": ts.run(vignette("reference"))})["siding"]
    assert download.value.path().read_text() == csv(expected)


def test_a_set_up_without_the_test_is_told(browser, dashboard):
    with looking(browser, dashboard, "/believe") as page:
        text = "title = 'no test'\n[visits.strange_situation]\n"
        page.locator("input[type=file]").set_input_files(
            {"name": "no_test.toml", "mimeType": "text/plain", "buffer": text.encode()}
        )
        page.wait_for_selector(".ts-wrong:has-text('This set-up has no [visits.mother_stranger]')")
        press(page, "Add this visit")
        page.wait_for_selector(".ts-bars rect")
