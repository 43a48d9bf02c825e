"""Twins and lesions: which mechanism does it?"""

import math

import numpy as np
import pytest

import trustsim as ts
from trustsim.asking import ledger, twins
from trustsim.asking.evidence import FAILS, HOLDS, Finding, Verdict
from trustsim.asking.lesions import LESIONS
from trustsim.measures import Estimate
from trustsim.showing import figures
from trustsim.showing.figures.twins import SHOWN
from trustsim.theory.chance import Decision


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


def test_twins_may_be_lived_by_people_of_a_theorist_s_own():
    class Deaf(ts.Caregiver):
        def comfort(self, signal):
            return ts.Answer(ts.Response.NONE, congruent=False, marked=False)

    few = ts.from_dict({"seed": 8, "worlds": 1, "children": 3, "visits": {"strange_situation": {}}})
    same = twins.live_twice(few, {}, people={"caregiver": ts.Caregiver})
    for name, before in same.as_born.items():
        np.testing.assert_array_equal(same.changed[name], before)
    lives = twins.live_twice(few, {}, people={"caregiver": Deaf})
    assert (lives.changed["response"] < lives.as_born["response"]).all()


def test_the_numbers_that_decisions_of_a_theorist_s_own_take_are_nobody_else_s():
    assert not [each for each in Decision if 512 <= each < 1024]
    assert Decision.BIRTH == 1024


def test_the_figure_of_twins_names_the_change_and_the_number_of_children(lives):
    figure = figures.twins(lives, "caregiver.sensitivity=0.2")
    assert "caregiver.sensitivity=0.2: 588 children" in figure.get_suptitle()
    for axis, name in zip(figure.axes, SHOWN, strict=True):
        mean = np.mean(lives.changed[name] - lives.as_born[name])
        assert axis.get_xlabel().startswith(f"effect on the child\nmean {mean:+.3f} [")


# The ledger


def verdict(outcome, *findings):
    return Verdict("x", "", "", "A", "theory", outcome, 1.0, 2, findings)


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
        (verdict(FAILS, found(-0.3, -0.1, POSITIVE)), verdict(HOLDS), "fails anyway"),
        (verdict(FAILS, found(-0.1, 0.3, POSITIVE)), verdict(HOLDS), "undecided anyway"),
    ],
)
def test_what_became_of_a_pattern(whole, lesioned, state):
    assert ledger.state(whole, lesioned) == state


@pytest.mark.long
def test_the_ledger_has_every_lesion_against_every_testable_pattern(study):
    rows = ledger.ledger(study)
    assert list(rows["lesion"].unique()) == list(LESIONS)
    patterns = set(rows["pattern"])
    assert patterns == {
        "strange_situation_low_risk", "strange_situation_risk", "corriveau_sample",
        "corriveau_order", "corriveau_flexibility", "corriveau_disorganised",
        "corriveau_words", "corriveau_power", "sensitivity_moves_trust",
        "ostension_moves_security", "security_opens_to_others", "hypervigilance",
        "adversity_costs_learning",
    }  # fmt: skip
    figure = figures.ledger(rows, "four cohorts")
    axis = figure.axes[0]
    assert [text.get_text() for text in axis.get_xticklabels()] == list(LESIONS)
    told = {text.get_text().replace(" ", "_") for text in axis.get_yticklabels()}
    assert told == patterns
