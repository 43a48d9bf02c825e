"""The Nursery: what is drawn is what the engine says, and every control does what it says."""

import re

from browsing import button, press

import trustsim as ts
from trustsim.showing.dashboard.life import ITEMS, Life
from trustsim.study.scenario import age_in_days
from trustsim.study.vignettes import vignette

ITEM = "[data-item='{}']"
AGE = ".ts-age output"


def number(page, item):
    """An item of the inner state as the page shows it."""
    return float(page.inner_text(ITEM.format(item)))


def on_stage(life, months):
    """The inner state after the first encounter of the day on which a child is this old."""
    return life.scene(life.first_of(age_in_days(months)))["state"]


def shows(page, item, value):
    """Wait until the page shows this value of an item."""
    script = "([css, value]) => document.querySelector(css).innerText === value"
    until(page, script, [ITEM.format(item), f"{value:.2f}"])


def until(page, script, argument=None):
    """Wait until something is true on the page."""
    page.wait_for_function(script, arg=argument)


def portraits(scenario, child, months):
    """The portrait of a child as the command line records it."""
    rows = ts.run(scenario).tables["portraits"]
    rows = rows[(rows["child"] == child) & (rows["months"] == months)]
    return rows.iloc[0]


def jump(page, months):
    """Jump to the age of a visit."""
    press(page, f"{months} months")
    until(page, "([css, age]) => document.querySelector(css).innerText.startsWith(age)",
          [AGE, str(months)])  # fmt: skip


def test_mother_and_child_are_drawn(page):
    box = page.locator(".ts-stage > svg").bounding_box()
    assert box["width"] > 400
    assert page.locator(".ts-stage .ts-skin").count() >= 4  # heads and hands
    drawn = page.evaluate("document.querySelector('.ts-stage').innerText")
    assert "Mother" in drawn
    assert "Child" in drawn


def test_play_goes_on_until_pause(page):
    press(page, "Play")
    until(page, "document.querySelectorAll('.ts-diary li').length >= 3")
    press(page, "Pause")
    day = page.text_content(".ts-title")
    assert re.match(r"Day \d+: \w+", day)
    button(page, "Play")


def test_one_encounter_is_one_line_of_the_diary(page):
    before = page.locator(".ts-diary li").count()
    press(page, "One encounter")
    until(page, "n => document.querySelectorAll('.ts-diary li').length === n", before + 1)


def test_one_day_stops_at_the_end_of_the_day(page):
    page.select_option("select", "30")
    press(page, "One day")
    until(page, "document.querySelector('.ts-title').textContent.startsWith('Day 0: play')")
    button(page, "Play")
    press(page, "One day")
    until(page, "document.querySelector('.ts-title').textContent.startsWith('Day 1: play')")
    button(page, "Play")


def test_play_at_the_end_of_a_life_begins_again(page):
    press(page, "61 months")
    until(page, "css => parseFloat(document.querySelector(css).innerText) > 60", AGE)
    press(page, "Play")
    until(page, "css => parseFloat(document.querySelector(css).innerText) < 1", AGE)
    button(page, "Pause")


def test_the_inner_state_at_a_visit_is_what_the_command_line_records(page):
    scenario = vignette("reference")
    expected = portraits(scenario, child=0, months=12.0)
    life = Life(scenario, 0)
    assert life.state_on(age_in_days(12)) == {item: expected[item] for item in ITEMS}
    jump(page, 12)  # to the first encounter of that day, which comes after the visit
    for item, value in on_stage(life, 12).items():
        shows(page, item, value)


def test_what_was_shown_stands_in_its_bar_when_the_encounter_is_over(page):
    jump(page, 12)
    life = Life(vignette("reference"), 0)
    shown = life.scene(life.first_of(age_in_days(12)))["signal"]
    assert shown > 0.5
    height = "document.querySelector('.ts-shown').getAttribute('height')"
    until(page, f"tall => Math.abs({height} - tall) < 1e-6", 200 * shown)


def test_a_slider_changes_the_child_at_once(page):
    jump(page, 12)
    page.locator("[id='slider-caregiver.sensitivity']").fill("0.01")
    other = Life(vignette("reference").but({"caregiver.sensitivity": 0.01}), 0)
    for item, value in on_stage(other, 12).items():
        shows(page, item, value)
    said = "[data-value='caregiver.sensitivity']:text-is('more than 1% of caregivers')"
    page.wait_for_selector(said)  # the stage and the child's state come first
    assert page.inner_text(AGE).startswith("12.0")  # the child is as old as it was


def test_a_preset_is_a_vignette_and_undo_takes_it_back(page):
    press(page, "Frightening")
    page.wait_for_selector("text=Set for every caregiver: fright 0.15.")
    page.wait_for_selector("h2:has-text('A frightening caregiver')")
    jump(page, 12)
    expected = vignette("frightening")
    rows = portraits(expected, child=0, months=12.0)
    until(page, "css => Number(document.querySelector(css).innerText) > 0.3", ITEM.format("threat"))
    assert rows["threat"] > 0.3
    press(page, "Undo everything")
    page.wait_for_selector("h2:has-text('As they come')")


def test_a_single_trait_stands_under_more_with_range_and_source(page):
    page.click("text=More: single traits")
    slider = page.locator("[id='slider-caregiver.fright']")
    slider.fill("0.5")
    page.wait_for_selector("[data-value='caregiver.fright']:has-text('0.50')")
    about = page.inner_text(".ts-slider:has([id='slider-caregiver.fright'])")
    assert "how often an answer is frightening" in about
    assert "0 to 1 probability" in about
    assert "docs/calibration.md" in about
    page.click(".ts-slider:has([id='slider-caregiver.fright']) button")
    page.wait_for_selector("[data-value='caregiver.fright']:not(:has-text('0.50'))")


def test_a_line_of_the_diary_can_be_asked_why(page):
    jump(page, 12)
    page.click(".ts-diary button >> nth=1")
    page.wait_for_selector("pre:has-text('How it came about')")


def test_another_child_is_another_life(page):
    jump(page, 12)
    press(page, "Another child")
    page.wait_for_selector("text=This is child 1 of 147.")
    for item, value in on_stage(Life(vignette("reference"), 1), 12).items():
        shows(page, item, value)


def test_figure_and_data_can_be_taken_home(page):
    jump(page, 12)
    for label, begins in (("SVG", b"<?xml"), ("PNG", b"\x89PNG"), ("CSV", b"months,seek")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"({label})").click()
        with open(download.value.path(), "rb") as file:
            assert file.read().startswith(begins)


def test_the_keyboard_reaches_play(page):
    page.locator("button:has-text('Play')").focus()
    page.keyboard.press("Enter")
    button(page, "Pause")
