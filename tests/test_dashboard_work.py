"""Work that takes a while: shown as it goes, stopped, left; and what is of before says so."""

from pathlib import Path

import pytest
from browsing import button, looking, press

from trustsim.showing.dashboard import picture
from trustsim.showing.dashboard.work import Gone

CONFIGS = Path(__file__).parents[1] / "configs"
SOON = 20_000  # milliseconds, for what must not wait for what takes long
IMAGE = ".ts-figure img"


@pytest.fixture
def asked(browser, dashboard):
    """A question that takes long has just been answered."""
    with looking(browser, dashboard, "/predict?predict=14") as page:
        press(page, "Both the same")
        press(page, "Commit and run")
        page.wait_for_selector("main progress")
        yield page


def test_a_figure_that_nobody_waits_for_is_not_drawn():
    def left(*_):
        raise Gone

    with pytest.raises(Gone):
        picture.saved(lambda: pytest.fail("drawn"), "svg", left)
    assert not picture.DRAWING.locked()


def test_what_is_of_the_caregiver_before_is_greyed_and_named(browser, dashboard):
    with looking(browser, dashboard, "/believe") as page:
        page.wait_for_selector(IMAGE)
        for name in ("Intrusive", "Inconsistent", "Frightening"):
            press(page, name)
        page.wait_for_selector("text=Asked for: A frightening caregiver")
        page.wait_for_selector(".ts-stale:has-text('What is below is still')")
        assert page.locator(f".ts-stale {IMAGE}").count() == page.locator(IMAGE).count()
        page.wait_for_selector(".ts-stale", state="detached")
        drawn = page.get_attribute(IMAGE, "src")
    with looking(browser, dashboard, "/believe?setup=frightening.0") as page:
        page.wait_for_selector(IMAGE)
        assert len(page.get_attribute(IMAGE, "src")) == len(drawn)


def test_long_work_tells_how_far_it_is_and_can_be_stopped(asked):
    asked.wait_for_selector("[role=status]:has-text(' of ')")
    press(asked, "Stop")
    asked.wait_for_selector("[role=status]:has-text('Stopped.')", timeout=SOON)
    press(asked, "Go on")
    asked.wait_for_selector("main progress", timeout=SOON)


def test_long_work_does_not_keep_anybody_on_the_page(asked):
    asked.get_by_role("link", name="Sweeps", exact=True).click()
    asked.wait_for_selector("h1:has-text('Sweep explorer')", timeout=SOON)


def test_twins_of_a_whole_study_can_be_left_and_stopped(browser, dashboard):
    with looking(browser, dashboard, "/twins") as page:
        page.locator("input[type=file]").set_input_files(CONFIGS / "all_patterns.toml")
        page.wait_for_selector("h2:has-text('This set-up: The patterns of the literature')")
        press(page, "Stop")
        page.wait_for_selector("text=Stopped.", timeout=SOON)
        page.get_by_role("link", name="Sweeps", exact=True).click()
        page.wait_for_selector("h1:has-text('Sweep explorer')", timeout=SOON)


def test_the_nursery_grows_a_child_up_beside_the_page(browser, dashboard):
    with looking(browser, dashboard) as page:
        page.wait_for_selector(".ts-stage svg")
        press(page, "61 months")
        button(page, "Stop")
        page.wait_for_selector("[role=status]:has-text('Days of a life')")
        page.wait_for_selector(".ts-age output:has-text('61.0 months')")
        page.wait_for_selector(".ts-stale", state="detached")
