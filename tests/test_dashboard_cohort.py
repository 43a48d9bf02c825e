"""Cohort: the numbers on the page are those of ``trustsim run`` with the exported set-up."""

import subprocess
import sys

import pandas as pd
import pytest
from browsing import looking, press

import trustsim as ts
from trustsim.measures import table_of
from trustsim.showing import figures
from trustsim.showing.dashboard import cohort
from trustsim.showing.report.folder import csv
from trustsim.study.vignettes import vignette


@pytest.fixture
def page(browser, dashboard):
    with looking(browser, dashboard, "/cohort") as page:
        page.wait_for_selector(".ts-dot")
        yield page


def shown(page, what):
    """Numbers that the page shows, by name."""
    found = page.locator(f"[data-{what}]")
    return {
        each.get_attribute(f"data-{what}"): float(each.text_content().rstrip(" %"))
        for each in (found.nth(i) for i in range(found.count()))
    }


def test_the_page_shows_what_the_command_line_runs(page, tmp_path):
    page.locator("[id='slider-caregiver.sensitivity']").fill("-1.5")
    page.wait_for_selector("[data-value='caregiver.sensitivity']:has-text('-1.50 sd')")
    with page.expect_download() as download:
        press(page, "Download this set-up")
    config = tmp_path / "set_up.toml"
    config.write_bytes(download.value.path().read_bytes())
    assert ts.load(config).caregiver["sensitivity"] == {"shift": -1.5}
    command = ["run", str(config), "--out", str(tmp_path / "out")]
    subprocess.run([sys.executable, "-m", "trustsim", *command], check=True, capture_output=True)
    tables = tmp_path / "out" / "tables"
    classes = pd.read_csv(tables / "classes.csv").set_index("attachment")["mean"]
    assert shown(page, "share") == {name: round(100 * value) for name, value in classes.items()}
    portraits = ts.read_records(tmp_path / "out").tables["portraits"]
    last = portraits[portraits["months"] == portraits["months"].max()]
    for item, value in shown(page, "mean").items():
        assert value == pytest.approx(last[item].mean(), abs=0.00051)


def test_every_child_is_a_dot_of_its_class(page):
    assert page.locator(".ts-dot").count() == 147
    rows = table_of(ts.run(vignette("reference")), "classes").set_index("attachment")["mean"]
    legend = page.inner_text(".ts-dots p")
    for name, share in rows.items():
        assert f"{name} ({round(147 * share)})" in legend


def test_a_dot_opens_the_diary_of_its_child(page):
    page.locator("[data-child='17']").dispatch_event("click")
    page.wait_for_selector("h2:has-text('The diary of child 17 until 61 months')")
    page.wait_for_selector("[data-child='17'].ts-chosen-dot")
    page.click(".ts-diary button >> nth=0")
    page.wait_for_selector("pre:has-text('Child 17 of cohort 0')")


def test_the_keyboard_reaches_every_child_too(page):
    page.select_option("select[aria-label='Child']", "99")
    page.wait_for_selector("h2:has-text('The diary of child 99')")


def test_another_cohort_has_other_luck(page):
    before = shown(page, "mean")
    press(page, "Another cohort")
    page.wait_for_selector("text=This is seed 2.")
    page.wait_for_selector(".ts-stale, main progress", state="detached")
    assert shown(page, "mean") != before


def test_age_changes_what_is_seen(page):
    before = shown(page, "mean")
    press(page, "12 months")
    page.wait_for_selector("h2:has-text('until 12 months')")
    assert shown(page, "mean") != before


def test_the_children_can_be_taken_home(page):
    records = ts.run(vignette("reference"))
    expected = cohort.table(records, 61.0)
    assert len(expected) == 147
    with page.expect_download() as download:
        page.get_by_role("button", name="Data (CSV)").first.click()
    assert download.value.path().read_text() == csv(expected)


def test_the_picture_of_the_children_can_be_taken_home(page):
    for label, begins in (("SVG", b"<?xml"), ("PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"({label})").first.click()
        assert download.value.path().read_bytes().startswith(begins)


def test_the_figure_of_the_children_has_every_child_in_its_class():
    rows = cohort.table(ts.run(vignette("reference")), 61.0)
    everybody = figures.children(rows, 61.0).axes[0]
    drawn = {line.get_label(): len(line.get_xdata()) for line in everybody.lines}
    sizes = rows["class"].value_counts()
    assert drawn == {f"{name} ({size})": size for name, size in sizes.items()}


def test_traits_that_a_preset_has_set_are_said(page):
    press(page, "Frightening")
    page.wait_for_selector("text=Set for every caregiver: fright 0.15.")
    press(page, "As they come")
    page.wait_for_selector("text=Set for every caregiver", state="detached")


def test_a_fixed_factor_is_said_to_be_fixed(browser, dashboard):
    with looking(browser, dashboard, "/cohort") as page:
        press(page, "Sensitive")
        page.wait_for_selector("text=all more than 90% of caregivers")


def test_children_who_were_not_classified_are_shown_too(page):
    text = "title = 'plain'\n[visits.home_observation]\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "plain.toml", "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.wait_for_selector("text=The children are not seen in the Strange Situation.")
    assert "all (147)" in page.inner_text(".ts-dots p")
