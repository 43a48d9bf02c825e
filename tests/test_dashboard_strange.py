"""Strange Situation: the browser shows what the protocol reads, and why this class."""

import pytest
from browsing import looking, press

import trustsim as ts
from trustsim.showing.dashboard import strange
from trustsim.showing.dashboard.store import SetUp
from trustsim.study.protocols import strange_situation as protocol
from trustsim.study.vignettes import vignette

MONTHS = 12.0


@pytest.fixture
def page(browser, dashboard):
    with looking(browser, dashboard, "/strange") as page:
        page.wait_for_selector(".ts-strip rect")
        yield page


def recorded(scenario):
    """The scales of every child, as the command line records them."""
    return ts.run(scenario).tables["strange_situation"]


@pytest.mark.parametrize("name", ["reference", "inconsistent", "frightening"])
def test_scales_and_class_are_those_of_the_command_line(name):
    scenario = vignette(name)
    settings = scenario.protocols["strange_situation"]
    rows = recorded(scenario)
    for child in range(3):
        seen = strange.watched(SetUp(scenario, child), MONTHS)
        for scale in strange.scales(seen, settings):
            assert scale["values"][-1] == rows.loc[child, scale["name"]]
        kind = protocol.CLASSES[int(rows.loc[child, "attachment"])]
        assert strange.verdict(seen, settings)["kind"] == kind


@pytest.mark.parametrize("kind", protocol.CLASSES)
def test_every_class_says_which_rule_led_to_it(kind):
    assert kind in strange.because(kind)


def test_every_interval_is_drawn(page):
    assert page.locator(".ts-strip g").count() == sum(protocol.INTERVALS)
    assert page.locator(".ts-stage svg").first.bounding_box()["width"] > 300


def test_play_goes_on_until_pause(page):
    press(page, "Play")
    page.wait_for_function("document.querySelectorAll('.ts-strip g[opacity=\"1\"]').length > 3")
    press(page, "Pause")


def test_at_the_end_the_class_is_told_and_why(page):
    assert page.locator(".ts-verdict").count() == 0
    press(page, "To the end")
    row = recorded(vignette("reference")).loc[0]
    kind = protocol.CLASSES[int(row["attachment"])]
    page.wait_for_selector(f".ts-verdict:has-text('Coded {kind}')")
    assert strange.because(kind) in page.inner_text(".ts-verdict")
    for scale in ("avoidance", "resistance", "disorganisation"):
        assert float(page.inner_text(f"[data-scale='{scale}']")) == pytest.approx(
            row[scale], abs=0.051
        )


def test_an_approach_that_breaks_down_is_drawn_where_the_coder_notes_conflict():
    given = SetUp(vignette("frightening"))
    settings = given.scenario.protocols["strange_situation"]
    drawn = strange.intervals(strange.watched(given, MONTHS), settings)
    assert any(each["breaks_down"] for each in drawn)
    for each in drawn:
        assert each["coded"] == (each["episode"] in protocol.REUNIONS)


def test_a_quarter_minute_can_be_asked_why(page):
    press(page, "One quarter minute")
    press(page, "Why?")
    page.wait_for_selector("pre:has-text('fifteen seconds with its mother')")


def test_a_reload_stays_at_the_quarter_minute(page):
    press(page, "To the end")
    page.wait_for_url(f"**strange.quarter={sum(protocol.INTERVALS) - 1}*")
    page.reload()
    page.wait_for_selector(".ts-verdict:has-text('Coded')")


def test_a_preset_gives_another_class(page):
    usual, frightened = (
        protocol.CLASSES[int(recorded(vignette(name)).loc[0]["attachment"])]
        for name in ("reference", "frightening")
    )
    assert frightened != usual
    press(page, "Frightening")
    press(page, "To the end")
    page.wait_for_selector(f".ts-verdict:has-text('Coded {frightened}')")


def test_figure_and_data_can_be_taken_home(page):
    for label, begins in (("SVG", b"<?xml"), ("PNG", b"\x89PNG"), ("CSV", b"episode,")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"({label})").click()
        assert download.value.path().read_bytes().startswith(begins)
