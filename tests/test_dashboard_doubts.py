"""Where the model departs from theory or children, pages say so, in the words of the findings."""

import re
from pathlib import Path

import pytest
from browsing import looking, press

from trustsim.showing.dashboard.doubts import departures, of_page, of_pattern
from trustsim.showing.dashboard.predictions import questions

FINDINGS = (Path(__file__).parents[1] / "docs" / "findings.md").read_text(encoding="utf-8")
IN_ONE_LINE = " ".join(FINDINGS.split())
FAILS = re.findall(r"^\| `(\w+)` \| \w \| \*\*fails\*\*", FINDINGS, re.MULTILINE)
SHOWN = sorted({page for each in departures()["doubt"] for page in each["pages"]})
ADDRESSES = {"sweeps": "sweeps?sweeps=sensitivity_by_marking&sweeps.across=caregiver.sensitivity"}


@pytest.mark.parametrize("doubt", departures()["doubt"], ids=lambda each: each["words"][:30])
def test_what_the_pages_doubt_stands_in_the_findings_word_by_word(doubt):
    assert f"*{departures()['question']}*" in IN_ONE_LINE
    assert f"- {doubt['words']}" in IN_ONE_LINE


@pytest.mark.parametrize("doubt", departures()["doubt"], ids=lambda each: each["words"][:30])
def test_what_the_pages_doubt_fails(doubt):
    assert doubt.get("pattern", FAILS[0]) in FAILS


def test_every_question_whose_pattern_fails_is_followed_by_a_doubt():
    for question in questions():
        assert bool(of_pattern(question.pattern)) == (question.pattern in FAILS), question.title


@pytest.mark.parametrize("page", SHOWN)
def test_a_page_says_where_the_model_departs_from_theory_or_children(browser, dashboard, page):
    with looking(browser, dashboard, f"/{ADDRESSES.get(page, page)}") as there:
        said = there.locator(".ts-doubt").first.inner_text()
    assert departures()["question"] in said
    for words in of_page(page):
        assert words in said


def test_a_prediction_of_what_the_model_gets_wrong_ends_with_the_question(browser, dashboard):
    with looking(browser, dashboard, "/predict?predict=13") as page:
        press(page, "In step half of the time")
        page.wait_for_selector("button[aria-pressed=true]:has-text('In step half of the time')")
        assert page.locator(".ts-doubt").count() == 0
        press(page, "Commit and run")
        said = page.locator(".ts-doubt").inner_text()
    assert departures()["question"] in said
    assert of_pattern("contingency_security")[0] in said
