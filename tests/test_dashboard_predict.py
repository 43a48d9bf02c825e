"""Predict, then run: results are read off the engine, and a prediction comes before them."""

import re
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from browsing import button, looking, press

import trustsim as ts
from trustsim.asking.patterns import literature
from trustsim.mistakes import Mistake
from trustsim.showing.dashboard import predictions, remembered, store
from trustsim.showing.dashboard.predictions import (
    COHORTS,
    SIDES,
    feedback,
    published,
    questions,
    result,
    study,
)
from trustsim.showing.report.folder import csv
from trustsim.study.protocols import CATALOGUE
from trustsim.study.vignettes import vignette

FINDINGS = (Path(__file__).parents[1] / "docs" / "findings.md").read_text(encoding="utf-8")
HOLDS = re.findall(r"^\| `(\w+)` \| \w \| \*\*holds\*\*", FINDINGS, re.MULTILINE)
each_question = pytest.mark.parametrize("question", questions(), ids=lambda each: each.title)


@pytest.fixture
def page(browser, dashboard):
    with looking(browser, dashboard, "/predict") as page:
        button(page, "Commit and run")
        yield page


def predict(page, words):
    """Choose an option and commit it."""
    press(page, words)
    page.wait_for_selector(f'button[aria-pressed=true]:has-text("{words}")')
    press(page, "Commit and run")
    page.wait_for_selector(".ts-result")


def test_every_question_is_about_an_experiment():
    assert {question.protocol for question in questions()} <= set(CATALOGUE)


@each_question
def test_a_question_has_a_source_and_three_answers(question):
    assert question.pattern in literature()
    assert question.published in SIDES
    assert len(set(question.options.values())) == 3


@pytest.mark.long
@each_question
def test_where_a_pattern_holds_the_model_does_not_contradict_what_was_published(question):
    """A difference may be there and too small to be told to a student as one."""
    found = result(question, vignette("reference"))
    if question.pattern in HOLDS:
        assert found.side in (question.published, "neither")


def test_a_result_is_that_of_the_records():
    question = questions()[0]
    records = ts.run(study(question, vignette("sensitive")))
    assert records.worlds == COHORTS
    shares = ts.measures.class_shares(records)[:, 0]
    found = result(question, vignette("sensitive"))
    assert found.left == pytest.approx(shares.mean())
    assert found.difference == ts.measures.estimate(shares - 0.5)


def test_what_the_cohorts_leave_open_is_no_difference(monkeypatch):
    question = predictions.titled("Second thoughts")
    doubt = predictions.Estimate(question.same + 0.01, -0.001, 0.1)
    monkeypatch.setattr(predictions, "estimate", lambda values: doubt)
    assert predictions.result(question, vignette("reference")).side == "neither"


def test_feedback_says_whether_the_model_does_so():
    question = questions()[0]
    found = predictions.Result(0.6, 0.5, ts.measures.estimate([0.1, 0.1]), "left")
    assert "So does" in feedback(question, "left", found)[0]
    assert "otherwise" in feedback(question, "right", found)[0]


def test_nothing_is_told_before_a_prediction_is_committed(page):
    assert page.locator(".ts-result").count() == 0
    commit = page.get_by_role("button", name="Commit and run")
    assert commit.is_disabled()
    press(page, "More than half")
    page.wait_for_selector("button[aria-pressed=true]:has-text('More than half')")
    page.wait_for_selector("button:enabled:has-text('Commit and run')")
    assert page.locator(".ts-result").count() == 0


def test_a_right_prediction_is_scored_and_explained(page):
    predict(page, "More than half")
    found = result(questions()[0], vignette("reference"))
    told = page.inner_text(".ts-result")
    assert told.index("✓ Real children: more than half.") < told.index(
        "✓ The model: more than half."
    )
    assert f"{found.left:.2f}" in told
    assert questions()[0].because in told
    assert page.inner_text(".ts-score") == "As real children: 1 of 1. As the model: 1 of 1."


def test_a_wrong_prediction_is_scored_and_the_answers_can_be_taken_home(page):
    predict(page, "Less than half")
    assert "✗ The model: more than half." in page.inner_text(".ts-result")
    press(page, "Next question")
    page.wait_for_selector("h2:has-text('A thing that nobody knows')")
    predict(page, "The mother's")
    assert page.inner_text(".ts-score") == "As real children: 1 of 2. As the model: 1 of 2."
    with page.expect_download() as download:
        press(page, "My answers (CSV)")
    rows = pd.read_csv(BytesIO(download.value.path().read_bytes()))
    assert rows["predicted"].tolist() == ["Less than half", "The mother's"]
    assert rows["as the model"].tolist() == rows["as was found"].tolist() == [False, True]
    assert rows["seed"].tolist() == [1, 1]


def test_the_whole_result_is_drawn(page):
    predict(page, "More than half")
    page.click("text=The whole result")
    page.wait_for_function("(document.querySelector('.ts-figure img') || {}).naturalWidth > 100")
    with page.expect_download() as download:
        page.get_by_role("button", name="Data (CSV)").click()
    records = ts.run(study(questions()[0], vignette("reference")))
    expected = ts.measures.tables({"study": records})["classes"]
    assert download.value.path().read_text() == csv(expected)


def test_another_population_is_another_question(page):
    predict(page, "More than half")
    press(page, "Frightening")
    button(page, "Commit and run")
    predict(page, "Less than half")
    assert page.inner_text(".ts-score") == "As real children: 1 of 1. As the model: 2 of 2."
    told = page.inner_text(".ts-result")
    assert "That was found where caregivers are as they come." in told
    assert "Real children" not in told


def test_a_prediction_may_be_right_of_real_life_where_the_model_is_wrong(page):
    press(page, "14")
    page.wait_for_selector("h2:has-text('In step')")
    predict(page, "In step half of the time")
    told = page.inner_text(".ts-result")
    assert "✓ Real children: in step half of the time." in told
    assert "✗ The model: always in step." in told
    assert page.inner_text(".ts-score") == "As real children: 1 of 1. As the model: 0 of 1."


def test_other_luck_is_no_other_population(page):
    page.get_by_role("link", name="Cohort").click()
    press(page, "Another cohort")
    page.wait_for_selector("text=This is seed 2.")
    page.get_by_role("link", name="Predict, then run").click()
    predict(page, "More than half")
    assert "the model" in page.inner_text(".ts-result")
    assert "as they come" not in page.inner_text(".ts-result")


def test_the_order_of_the_options_tells_nothing():
    for question in questions():
        assert list(question.options.values()) == sorted(question.options.values())


def test_answers_are_there_after_a_reload_back_and_another_page_until_they_are_forgotten(page):
    predict(page, "More than half")
    told = page.inner_text(".ts-result")
    page.get_by_role("link", name="Nursery").click()
    page.wait_for_selector("h1:has-text('Nursery')")
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_selector("h1:has-text('Nursery')")
    page.go_back()
    page.wait_for_selector(".ts-result")
    assert page.inner_text(".ts-result") == told
    press(page, "Forget my answers")
    button(page, "Commit and run")
    page.wait_for_function("sessionStorage.getItem('trustsim-answers') === ''")
    page.wait_for_load_state("networkidle")
    page.reload()
    button(page, "Commit and run")
    assert page.locator(".ts-result").count() == 0


def test_answers_go_into_a_browser_and_come_back_from_it():
    question = questions()[0]
    found = predictions.Result(0.6, 0.5, ts.measures.estimate([0.1, 0.12]), "left")
    text = vignette("sensitive").to_toml()
    made = store.Prediction(question.title, text, "A sensitive caregiver", 7, "right", found)
    assert remembered.read(remembered.written((made, made))) == (made, made)
    assert remembered.written(()) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[:-3], "cannot be read"),
        (lambda text: text.replace("The mother comes back", "The father"), "cannot be read"),
        (lambda text: text.replace('"left"', '"above"'), "cannot be read"),
        (lambda text: text.replace("0.6", "NaN"), "cannot be read"),
        (lambda text: text.replace("[caregiver]", "[caregivre]"), "cannot be read"),
        (lambda text: text + " " * 100_000, "at most 65536"),
        (lambda text: "5", "cannot be read"),
    ],
)
def test_answers_that_no_page_has_kept_are_refused(change, said):
    found = predictions.Result(0.6, 0.5, ts.measures.estimate([0.1, 0.12]), "left")
    people = vignette("rejecting").to_toml()
    made = store.Prediction(questions()[0].title, people, "Rejecting", 1, "right", found)
    assert change(remembered.written((made,))) != remembered.written((made,))
    with pytest.raises(Mistake, match=said):
        remembered.read(change(remembered.written((made,))))


def test_published_numbers_are_drawn_where_they_are_on_the_scale_of_the_model(page):
    drawn = {each.title: published(each) for each in questions() if published(each)}
    assert drawn["A or B?"] == {"left": 0.81, "right": 0.41}
    for title, numbers in drawn.items():
        question = predictions.titled(title)
        left, right = (numbers.get(side, getattr(question, side).get("level"))
                       for side in ("left", "right"))  # fmt: skip
        assert ("left" if left > right else "right") == question.published
    predict(page, "More than half")
    label = page.locator(".ts-beside svg").get_attribute("aria-label")
    assert "published 62 %" in label


def test_the_keyboard_goes_on_from_question_to_question(page):
    predict(page, "More than half")
    page.wait_for_function("document.activeElement.innerText === 'Next question'")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:has-text('A thing that nobody knows')")


def test_the_first_five_minutes(browser, dashboard):
    with looking(browser, dashboard) as page:  # a new user, with nothing but the page
        press(page, "Play")
        page.wait_for_selector(".ts-diary li:nth-child(2)")
        page.get_by_role("link", name="Predict, then run").click()
        page.wait_for_selector("h1:has-text('Predict, then run')")
        predict(page, "More than half")
        assert "✓ The model" in page.inner_text(".ts-result")
