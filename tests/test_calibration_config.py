"""A config of a calibration says what may vary, or gets one clear message."""

import pytest
from toy import OPEN, TABLE, TOY, toy

import trustsim as ts
from trustsim.asking.calibration import calibration_from_config
from trustsim.study.population import CAREGIVERS

BAD = {
    "no-table": (TOY, r"toy: has no table \[calibration\]; name there"),
    "pattern": (
        {"patterns": ["gaze_folowing"]},
        r"\[calibration\] patterns: 'gaze_folowing': choose one of gaze_following, a_not_b; did",
    ),
    "pattern-of-another-study": (
        {"patterns": ["strange_situation_risk"]},
        r"'strange_situation_risk': choose one of gaze_following, a_not_b",
    ),
    "parameter": (
        {"vary": {"theory.vigilance.opennes": "whole"}},
        r"\[calibration.vary\] theory.vigilance.opennes: no such parameter; did you mean",
    ),
    "not-searched": ({"vary": {OPEN: "searched"}}, r"openness was not calibrated"),
    "list": ({"vary": {OPEN: [1.0, 2.0]}}, r"looks through a range; give \{ low, high \}"),
    "whole-number": ({"vary": {"childhood.play": "whole"}}, r"every value in between"),
    "outside": (
        {"vary": {OPEN: {"low": -60, "high": 4}}},
        r"openness: low = -60: .*must lie between -10 and 10",
    ),
    "no-visit": (
        {"vary": {"visits.home_observation.error": "searched"}},
        r"error: no visit \[visits.home_observation\] takes place",
    ),
    "key": ({"partcles": 3}, r"\[calibration\] partcles: no such key; did you mean 'particles'"),
    "few": ({"simulations": 30}, r"simulations = 30: fewer than particles = 50"),
    "nothing": ({"patterns": []}, r"\[calibration\] patterns = \[\]: must not be empty"),
}


@pytest.mark.parametrize(("given", "message"), BAD.values(), ids=list(BAD))
def test_a_bad_calibration_gets_one_clear_message(given, message):
    config = given if given is TOY else TOY | {"calibration": TABLE | given}
    with pytest.raises(ts.Mistake, match=message):
        calibration_from_config(config, where="toy")


def test_a_distribution_of_which_the_mean_varies_keeps_its_spread():
    visits = {"home_observation": {}, "strange_situation": {}, "mother_stranger": {}}
    table = {"patterns": ["sensitivity_security"], "vary": {"caregiver.fright.mean": "searched"}}
    asked = calibration_from_config({"visits": visits, "calibration": table})
    fright = CAREGIVERS["fright"]
    assert asked.scenario.differences["caregiver"]["fright"] == {
        "mean": fright.mean,
        "sd": fright.sd,
    }
    changed = asked.study.but({"caregiver.fright.mean": -5.0})
    assert changed.caregiver["fright"] == {"mean": -5.0, "sd": fright.sd}


def test_only_visits_that_the_chosen_patterns_need_take_place_while_values_are_looked_for():
    assert list(toy().scenario.protocols) == ["gaze_following", "a_not_b"]
    assert list(toy().study.protocols) == ["gaze_following"]
