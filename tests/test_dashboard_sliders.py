"""Sliders: each moves something, or is off and says why."""

import pytest
from browsing import looking, press

from trustsim.showing.dashboard import sliders, store
from trustsim.showing.dashboard.life import Life
from trustsim.study.population import FACTORS
from trustsim.study.vignettes import NAMES, vignette

SLIDER = "[id='slider-caregiver.{}']"


@pytest.fixture
def page(browser, dashboard):
    with looking(browser, dashboard) as page:
        yield page


def caregivers(scenario):
    """The single traits of the first child's caregiver."""
    return [each.value for each in sliders.traits(Life(scenario, 0).birth, scenario)]


@pytest.mark.parametrize("name", NAMES)
def test_a_slider_that_is_on_moves_the_caregiver_and_one_that_is_off_does_not(name):
    scenario = vignette(name)
    for each in sliders.factors(Life(scenario, 0).birth, scenario):
        low, high = (scenario.but({each.key: value}) for value in (0.01, 0.99))
        assert (caregivers(low) != caregivers(high)) == (not each.off), each.label


def test_what_a_preset_has_set_apart_is_said_beside_what_it_no_longer_follows(page):
    press(page, "Rejecting")
    page.wait_for_selector(
        "[data-value='caregiver.sensitivity']:has-text('of caregivers, but for rejection')"
    )
    page.wait_for_selector("[data-value='caregiver.mentalising']:not(:has-text('but for'))")


def test_a_slider_that_a_preset_overrides_is_off_says_why_and_can_be_let_go(page):
    press(page, "Frightening")
    page.wait_for_selector(".ts-why-off:has-text('set for every caregiver is fright 0.15')")
    assert page.is_disabled(SLIDER.format("disruption"))
    assert page.is_enabled(SLIDER.format("sensitivity"))
    press(page, "Leave Disruption as it comes")
    page.wait_for_selector(".ts-why-off", state="detached")
    page.wait_for_selector("h2:has-text('A frightening caregiver, changed')")
    assert page.is_enabled(SLIDER.format("disruption"))


def test_sliders_of_a_second_caregiver_and_of_a_population_are_off_too(browser, dashboard):
    with looking(browser, dashboard, "/twins") as page:
        page.click("text=Sliders")
        press(page, "Frightening")
        page.wait_for_selector(SLIDER.format("disruption") + ":disabled")
        press(page, "Leave Disruption as it comes")
        page.wait_for_selector(SLIDER.format("disruption") + ":enabled")
    with looking(browser, dashboard, "/cohort") as page:
        press(page, "Frightening")
        page.wait_for_selector(SLIDER.format("disruption") + ":disabled")


def test_sliders_of_a_treatment_in_which_nothing_troubles_are_off(browser, dashboard):
    with looking(browser, dashboard, "/therapy") as page:
        page.select_option("select[aria-label='Treatment']", "imagery")
        for name in ("activation", "titration"):
            page.wait_for_selector(f"[id='slider-first.{name}']:disabled")
        page.wait_for_selector(".ts-why-off:has-text('no troubles come up')")


def test_a_population_whose_factor_is_fixed_has_its_slider_there():
    scenario = vignette("sensitive")
    shown = {each.label.lower(): each.value for each in sliders.population(scenario)}
    assert shown == {name: pytest.approx(scenario.caregiver[name]) for name in FACTORS}


def test_letting_go_takes_out_no_more_than_what_overrides():
    scenario = vignette("rejecting").but({"caregiver.sensitivity": 0.2})
    assert sliders.released("caregiver.sensitivity", scenario) == ["caregiver.sensitivity"]
    gone = store.without(scenario, "caregiver.sensitivity")
    assert gone.differences == vignette("rejecting").differences
