"""What was chosen is in the address: reload, Back, undo and a shared link restore it."""

import re

import pytest
from browsing import looking, press

from trustsim.mistakes import Mistake
from trustsim.showing.dashboard import address, believe, store
from trustsim.showing.dashboard.store import SetUp
from trustsim.study.vignettes import NAMES, vignette

PRESSED = "button[aria-pressed=true]:text-is('{}')"
SETUP = "h2:has-text('This set-up: {}')"
CHILD = "text=This is child {} of 147."


def says(page, part):
    """Wait until the address of the browser says this."""
    page.wait_for_function("part => window.location.search.includes(part)", arg=part)


def go(page, label):
    """Go to another page as a user does."""
    page.get_by_role("link", name=label, exact=True).click()
    page.wait_for_selector(f"h1:has-text('{label}')")


@pytest.mark.parametrize("name", NAMES)
def test_a_set_up_goes_into_an_address_and_comes_back(name):
    changed = vignette(name).but({"seed": 7, "caregiver.sensitivity": 0.3})
    for given in (SetUp(vignette(name), 3), SetUp(changed, 146)):
        found = store.from_text(store.as_text(given))
        assert (found.scenario.differences, found.child) == (
            given.scenario.differences,
            given.child,
        )


def test_an_address_that_unpacks_to_very_much_is_refused():
    much = "# " + "x" * 1_000_000

    long = store.PACKED + store.urlsafe_b64encode(store.zlib.compress(much.encode())).decode()
    with pytest.raises(Mistake, match="at most"):
        store.from_text(long + ".0")


def test_what_cannot_be_read_is_told_and_the_rest_is_restored():
    with pytest.raises(Mistake, match="is cut off or altered"):
        address.restore("?setup=rejecting.2&believe.mix=7&believe.asked=" + "9" * 400)
    assert store.setup.value == SetUp(vignette("rejecting"), 2)
    assert believe.mix.value == believe.EVEN
    address.restore("")
    assert store.setup.value == store.DEFAULT


def test_age_and_child_are_there_after_another_page_back_and_a_reload(page):
    press(page, "Another child")
    page.wait_for_selector(CHILD.format(1))
    press(page, "12 months")
    says(page, "nursery=")
    go(page, "Twins")
    page.go_back()
    page.wait_for_selector("h1:has-text('Nursery')")
    page.wait_for_selector(".ts-age output:has-text('12.0 months')")
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_selector(".ts-age output:has-text('12.0 months')")
    page.wait_for_selector(CHILD.format(1))


def test_back_goes_from_choice_to_choice_and_forward_again(page):
    for name in ("Rejecting", "Intrusive"):
        press(page, name)
        page.wait_for_selector(PRESSED.format(name))
        says(page, f"setup={name.lower()}")
    page.go_back()
    page.wait_for_selector(PRESSED.format("Rejecting"))
    page.go_back()
    page.wait_for_selector(PRESSED.format("As they come"))
    page.go_forward()
    page.go_forward()
    page.wait_for_selector(PRESSED.format("Intrusive"))


def test_undo_and_redo_go_step_by_step_and_a_slider_that_is_dragged_is_one(page):
    press(page, "Rejecting")
    page.wait_for_selector(PRESSED.format("Rejecting"))
    for value in ("0.3", "0.4", "0.5"):
        page.locator("[id='slider-caregiver.mentalising']").fill(value)
        page.wait_for_selector(f"[data-value='caregiver.mentalising']:has-text('{value[2]}0%')")
    press(page, "Undo")
    page.wait_for_selector("h2:text-is('This set-up: A rejecting caregiver')")
    press(page, "Undo")
    page.wait_for_selector(PRESSED.format("As they come"))
    assert page.get_by_role("button", name="Undo", exact=True).is_disabled()
    press(page, "Redo")
    press(page, "Redo")
    page.wait_for_selector("[data-value='caregiver.mentalising']:has-text('50%')")
    press(page, "Undo everything")
    page.wait_for_selector(PRESSED.format("As they come"))
    press(page, "Undo")
    page.wait_for_selector("[data-value='caregiver.mentalising']:has-text('50%')")


def test_a_preset_keeps_the_seed_the_children_and_the_visits(browser, dashboard):
    text = "seed = 5\nchildren = 40\n[visits.strange_situation]\nmonths = [15]\n"
    with looking(browser, dashboard, "/cohort") as page:
        page.locator("input[type=file]").set_input_files(
            {"name": "mine.toml", "mimeType": "text/plain", "buffer": text.encode()}
        )
        page.wait_for_selector("text=This is seed 5.")
        press(page, "Another cohort")
        page.wait_for_selector("text=This is seed 6.")
        press(page, "Rejecting")
        page.wait_for_selector(SETUP.format("A rejecting caregiver"))
        page.wait_for_selector("text=This is seed 6.")
        page.wait_for_selector("button:text-is('15 months')")
        assert page.locator(".ts-dot").count() == 40


def test_each_page_has_its_choices_again_after_a_reload(browser, dashboard):
    chosen = {
        "/twins?twins.caregiver=intrusive&twins.age=12": ["Intrusive", "12 months"],
        "/believe?believe.mix=new&believe.age=61": ["A new thing", "61 months"],
        "/cohort?cohort.age=12": ["12 months"],
        "/predict?predict=3": ["4"],
        "/sweeps?sweeps=sensitivity_by_marking": ["Sensitivity by marking"],
    }
    for place, pressed in chosen.items():
        with looking(browser, dashboard, place) as page:
            for name in pressed:
                page.wait_for_selector(PRESSED.format(name))


def test_the_second_caregiver_of_twins_stays_from_page_to_page(browser, dashboard):
    with looking(browser, dashboard, "/twins") as page:
        press(page, "Intrusive")
        says(page, "twins.caregiver=intrusive")
        go(page, "Strange Situation")
        go(page, "Twins")
        page.wait_for_selector(PRESSED.format("Intrusive"))


def test_nobody_is_sent_to_the_computer_that_serves_itself_alone(browser, dashboard, page):
    press(page, "Intrusive")
    says(page, "setup=intrusive")
    command = "input[aria-label='Command that opens this']"
    page.wait_for_function("css => document.querySelector(css).value.includes('intrusive')",
                           arg=command)  # fmt: skip
    said = page.input_value(command)
    assert "127.0.0.1" not in said
    place = re.fullmatch(r'trustsim dashboard --page "(/.+)"', said).group(1)
    with looking(browser, dashboard, place) as other:
        other.wait_for_selector(SETUP.format("An intrusive caregiver"))
