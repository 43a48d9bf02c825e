"""Twins, lesions and explanations: which mechanism does it?"""

import math

import numpy as np
import pytest

import trustsim as ts
from trustsim import explain, figures, ledger, twins
from trustsim.evidence import FAILS, HOLDS, Finding, Verdict
from trustsim.lesions import LESIONS
from trustsim.measures import Estimate


@pytest.fixture(scope="module")
def study():
    visits = {"strange_situation": {}, "mother_stranger": {"months": [50]}}
    return ts.from_dict({"seed": 8, "worlds": 4, "children": 147, "visits": visits})


@pytest.fixture(scope="module")
def lives(study):
    return twins.live_twice(study, {"caregiver.sensitivity": 0.2})


# Twins


def test_twins_that_do_not_differ_live_the_same_life(study):
    same = twins.live_twice(study, {"caregiver.sensitivity": {"shift": 0.0}})
    for name, before in same.as_born.items():
        np.testing.assert_array_equal(same.changed[name], before)


def test_twins_are_the_children_of_the_two_runs(study, lives):
    last = ts.run(study.but({"caregiver.sensitivity": 0.2})).tables["portraits"]
    rows = last[last["visit"] == "mother_stranger"]
    np.testing.assert_array_equal(lives.changed["clarity"], rows["clarity"])


def test_the_effect_of_sensitivity_on_trust_needs_at_least_five_times_fewer_children(lives):
    rows = twins.twin_table(lives).set_index("measure")
    assert rows.loc["trust_in_figure", "times_fewer"] >= 5.0
    assert rows.loc["trust_in_figure", "high"] < 0.0


def test_the_factor_is_the_ratio_of_the_two_squared_standard_errors(lives):
    row = twins.twin_table(lives).set_index("measure").loc["clarity"]
    effect = lives.changed["clarity"] - lives.as_born["clarity"]
    apart = lives.unpaired["clarity"].var(ddof=1) + lives.as_born["clarity"].var(ddof=1)
    assert row["times_fewer"] == pytest.approx(apart / effect.var(ddof=1))
    assert row["effect"] == pytest.approx(effect.mean())
    assert row["q50"] == pytest.approx(np.median(effect))


def test_twins_need_something_that_differs(study):
    with pytest.raises(ts.Mistake, match="something that differs"):
        twins.live_twice(study, {})


def test_the_figure_of_twins_names_the_change_and_the_number_of_children(lives):
    figure = figures.twins(lives, "caregiver.sensitivity=0.2")
    assert "caregiver.sensitivity=0.2: 588 children" in figure.get_suptitle()
    assert all(axis.get_xlabel() == "effect on the child" for axis in figure.axes)


# Explanations


@pytest.fixture(scope="module")
def why(study):
    return explain.explanation(study, child=3, world=2)


def test_an_explanation_is_that_of_the_recorded_child(study, why):
    rows = ts.run(study).tables["portraits"]
    child = rows[(rows["world"] == 2) & (rows["child"] == 3) & (rows["months"] == 50)].iloc[0]
    assert why.clarity == child["clarity"]
    assert why.mother.trust == child["trust_in_figure"]
    assert why.stranger.trust == child["trust_in_unknown"]


def test_the_bars_of_an_explanation_add_up_to_the_decision(study, why):
    total = sum(explain.sides(why.reasons).values())
    consistency = study.theory.choice.consistency
    assert why.reasons.probability == pytest.approx(1.0 / (1.0 + math.exp(-consistency * total)))


@pytest.mark.parametrize("child", range(5))
def test_what_would_have_tipped_it_makes_it_even(study, child):
    """Put the needed value in place of the one that was; the reasons then balance."""
    why = explain.explanation(study, child=child)
    theory, r = study.theory, why.reasons
    n, choice = theory.learning.alternatives, theory.choice

    def word(trust):
        return math.log((trust + (1.0 - trust) / n) / ((1.0 - trust) / n))

    def seen(share, clarity):
        return choice.perception * clarity * why.scrutiny * math.log(share / (1.0 - share))

    assert why.tipping
    for name, (now, then) in why.tipping.items():
        parts = [r.word, r.word_of_other, r.closeness, r.seen]
        replaced = {
            "trust in the mother": (0, word, r.word),
            "trust in the stranger": (1, word, r.word_of_other),
            "share of the picture that speaks for the mother": (
                3, lambda share: seen(share, why.clarity), r.seen,
            ),
            "clarity": (3, lambda clarity: seen(why.share, clarity), r.seen),
            "what it shows of what it feels": (
                2, lambda gain: choice.closeness * math.log(gain), r.closeness,
            ),
        }  # fmt: skip
        place, rule, was = replaced[name]
        assert rule(now) == pytest.approx(was, abs=1e-9)
        parts[place] = rule(then)
        assert parts[0] - parts[1] + parts[2] + parts[3] == pytest.approx(0.0, abs=1e-9)


def test_an_explanation_tells_what_was_lived_through(study, why):
    days = 1522  # of 50 months
    lessons = why.lived["lessons with the mother"] + why.lived["lessons with others"]
    assert why.lived["distress"] == why.lived["play"] == days
    assert lessons == days - 274  # from nine months on
    shares = [v for name, v in why.lived.items() if name.startswith("distress: ")]
    assert sum(shares) == pytest.approx(1.0)


def test_an_explanation_in_words_names_both_speakers(why):
    text = explain.words(why)
    for words in ("of its mother", "of somebody unknown", "What alone would have made it even"):
        assert words in text


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({"child": 147}, "--child 147: must lie between 0 and 146"),
        ({"child": 0, "world": -1}, "--world -1: must lie between 0 and 3"),
        ({"child": 0, "task": "75-25"}, "--task '75-25': choose one of novel, 50/50, 75/25"),
        ({"child": 0, "months": 61}, "--months 61: the child is asked at 50 months"),
    ],
)
def test_a_question_about_nobody_is_answered_kindly(study, question, message):
    with pytest.raises(ts.Mistake, match=message):
        explain.explanation(study, **question)


def test_the_figure_of_a_decision_has_a_bar_for_every_reason(why):
    figure = figures.decision(why)
    labels = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    assert labels == [*explain.sides(why.reasons), "together"]


# The ledger


def verdict(outcome, *findings):
    return Verdict("x", "", "", "A", outcome, 1.0, 2, findings)


def found(low, high, accepted):
    return Finding("part", Estimate((low + high) / 2, low, high), accepted, holds=False)


POSITIVE, NEGATIVE, BAND = (0.0, math.inf), (-math.inf, 0.0), (0.1, 0.3)


@pytest.mark.parametrize(
    ("whole", "lesioned", "state"),
    [
        (verdict(HOLDS), verdict(HOLDS), "survives"),
        (verdict(HOLDS), verdict(FAILS, found(-0.1, 0.1, POSITIVE)), "lost"),
        (verdict(HOLDS), verdict(FAILS, found(-0.3, -0.1, POSITIVE)), "reversed"),
        (verdict(HOLDS), verdict(FAILS, found(0.1, 0.3, NEGATIVE)), "reversed"),
        (verdict(HOLDS), verdict(FAILS, found(0.4, 0.5, BAND)), "lost"),
        (verdict(FAILS), verdict(HOLDS), "absent"),
    ],
)
def test_what_became_of_a_pattern(whole, lesioned, state):
    assert ledger.state(whole, lesioned) == state


def test_the_ledger_has_every_lesion_against_every_testable_pattern(study):
    rows = ledger.ledger(study)
    assert list(rows["lesion"].unique()) == list(LESIONS)
    patterns = set(rows["pattern"])
    assert patterns == {
        "strange_situation_low_risk", "strange_situation_risk", "corriveau_sample",
        "corriveau_order", "corriveau_flexibility", "corriveau_disorganised",
    }  # fmt: skip
    figure = figures.ledger(rows, "four cohorts")
    labels = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    assert labels == list(LESIONS)
