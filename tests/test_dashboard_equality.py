"""What the pages show is what the commands say of the set-up that was downloaded from them."""

import json
import re
import subprocess
import sys
from io import StringIO
from typing import NamedTuple

import pandas as pd
import pytest
from browsing import looking, press

import trustsim as ts
from trustsim.showing.dashboard.life import ITEMS
from trustsim.study.protocols.strange_situation import CLASSES

CHILD = 2
MONTHS = {"strange": 12, "believe": 50, "life": 61}
HUNDREDTH = 0.0051  # what a page rounds to, and a little

NEAR = "([css, x, d]) => Math.abs(Number(document.querySelector(css).textContent) - x) <= d"


class Told(NamedTuple):
    """What the commands say."""

    records: ts.Records
    tables: dict  # as text, by name
    decision: dict  # on the first question of mother and stranger


@pytest.fixture(scope="module")
def page(browser, dashboard):
    """One user with a caregiver, and a child, of her own making."""
    with looking(browser, dashboard) as page:
        press(page, "Inconsistent")
        page.wait_for_selector("h2:has-text('An inconsistent caregiver')")
        page.locator("[id='slider-caregiver.sensitivity']").fill("0.3")
        page.wait_for_selector("text=more than 30% of caregivers")
        for child in range(1, CHILD + 1):
            press(page, "Another child")
            page.wait_for_selector(f"text=This is child {child} of")
        yield page


@pytest.fixture(scope="module")
def told(page, tmp_path_factory):
    """The commands, with the file that the page gives."""
    folder = tmp_path_factory.mktemp("equality")
    with page.expect_download() as download:
        press(page, "Download this set-up")
    config = folder / "set_up.toml"
    config.write_bytes(download.value.path().read_bytes())
    command("run", config, "--out", folder / "out")
    asked = ("--child", CHILD, "--months", MONTHS["believe"], "--visit", "mother_stranger")
    decision = command("explain", config, *asked, "--event", 0, "--json")
    tables = {path.stem: path.read_text() for path in (folder / "out" / "tables").glob("*.csv")}
    return Told(ts.read_records(folder / "out"), tables, json.loads(decision))


def command(*words):
    """What a command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "trustsim", *map(str, words)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def row(told, table, months):
    """What was recorded of the child at an age."""
    rows = told.records.tables[table]
    return rows[(rows["child"] == CHILD) & (rows["months"] == months)].iloc[0]


def visit(page, label):
    """Go to another page as a user does."""
    page.click(f"nav >> text={label}")
    page.wait_for_selector(f"h1:has-text('{label}')")


def test_the_inner_state_in_the_nursery(page, told):
    visit(page, "Nursery")
    press(page, f"{MONTHS['life']} months")  # the end of this life, where the last visit is
    page.wait_for_function("document.querySelector('.ts-age output').innerText > '60'")
    expected = row(told, "portraits", MONTHS["life"])
    for item in ITEMS:
        shown = float(page.inner_text(f"[data-item='{item}']"))
        assert shown == pytest.approx(expected[item], abs=HUNDREDTH)


def test_scales_and_class_of_the_strange_situation(page, told):
    visit(page, "Strange Situation")
    press(page, f"{MONTHS['strange']} months")
    press(page, "To the end")
    expected = row(told, "strange_situation", MONTHS["strange"])
    page.wait_for_selector(f".ts-verdict:has-text('Coded {CLASSES[int(expected['attachment'])]}')")
    for scale in ("proximity", "contact", "avoidance", "resistance", "disorganisation"):
        shown = float(page.inner_text(f"[data-scale='{scale}']"))
        assert shown == pytest.approx(expected[scale], abs=0.051)


def test_reasons_and_choice_between_mother_and_stranger(page, told):
    visit(page, "Whom do you believe?")
    press(page, "A new thing")
    press(page, f"{MONTHS['believe']} months")
    page.wait_for_selector(".ts-gadget")
    for name, value in told.decision["reasons"].items():
        page.wait_for_function(NEAR, arg=[f'[data-reason="{name}"]', value, HUNDREDTH])
    (turn,) = told.decision["turns"]
    chosen = told.decision["between"][0 if turn["happened"] else 1]
    assert f"goes by {chosen}" in page.inner_text(".ts-answer")
    why = f"details p:has-text('Luck {turn['luck']:.2f} is')"  # folded, until it is asked for
    page.wait_for_selector(why, state="attached")


def test_siding_of_the_whole_cohort(page, told):
    visit(page, "Whom do you believe?")
    with page.expect_download() as download:
        page.get_by_role("button", name="Data (CSV)").last.click()
    assert download.value.path().read_text() == told.tables["siding"]


def test_classes_and_means_of_the_cohort(page, told):
    visit(page, "Cohort")
    page.wait_for_selector(".ts-dot")
    shares = pd.read_csv(StringIO(told.tables["classes"])).set_index("attachment")
    for name, share in shares["mean"].items():
        assert shown(page, "share", name) == round(100 * share)
    portraits = told.records.tables["portraits"]
    last = portraits[portraits["months"] == MONTHS["life"]]
    means = page.locator("[data-mean]")
    assert means.count() >= 2
    for n in range(means.count()):
        item = means.nth(n).get_attribute("data-mean")
        assert shown(page, "mean", item) == pytest.approx(last[item].mean(), abs=0.00051)


def shown(page, what, name):
    """A number on the page of the cohort."""
    return float(re.sub("[ %]", "", page.text_content(f"[data-{what}='{name}']")))
