"""The defaults are the result of the declared calibration, and of nothing else."""

import importlib.util
import inspect
import json
import re
from pathlib import Path

import pytest

from trustsim.showing.report import parameter_rows
from trustsim.study.searched import RANGES

ROOT = Path(__file__).parents[1]


def script():
    """The calibration script as a module."""
    spec = importlib.util.spec_from_file_location(
        "calibrate", ROOT / "experiments" / "calibrate.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CALIBRATIONS = script().CALIBRATIONS
RESULTS = {
    name: json.loads((ROOT / each.out).read_text(encoding="utf-8"))
    for name, each in CALIBRATIONS.items()
}


def defaults(basis):
    """Default of every parameter with this basis; a spread gives its mean and its sd."""
    found = {}
    for row in parameter_rows():
        if row["basis"] != basis:
            continue
        if isinstance(row["default"], dict):
            found |= {f"{row['name']}.{part}": row["default"][part] for part in ("mean", "sd")}
        else:
            found[row["name"]] = row["default"]
    return found


def test_everything_fitted_is_what_the_calibration_found():
    first, second = (result["values"] for result in RESULTS.values())
    assert defaults("fitted") == first | second


def test_the_calibrations_search_everything_that_is_called_fitted_each_once():
    first, second = (set(each.starts) for each in CALIBRATIONS.values())
    assert not first & second
    assert first | second == set(defaults("fitted"))


@pytest.mark.parametrize("name", CALIBRATIONS)
def test_every_searched_range_holds_prior_start_and_result(name):
    for parameter, each in CALIBRATIONS[name].starts.items():
        low, high = RANGES[parameter]
        assert low <= each.prior <= high
        assert low <= each.start <= high
        assert low <= RESULTS[name]["values"][parameter] <= high


def test_the_targets_know_nothing_of_whom_children_believe():
    calibration = CALIBRATIONS["attachment"]
    assert "mother_stranger" not in calibration.study({}).protocols
    assert set(calibration.targets()) == set(RESULTS["attachment"]["targets"])


def test_the_second_calibration_knows_no_class_and_only_two_experiments():
    calibration = CALIBRATIONS["trust"]
    assert set(calibration.study({}).protocols) == {
        "strange_situation",  # which the test with the mother needs to come first
        "accuracy_of_informants",
        "mother_stranger",
    }
    assert "attachment" not in inspect.getsource(calibration.measured)


@pytest.mark.parametrize("name", CALIBRATIONS)
def test_the_kept_numbers_and_the_loss_are_those_of_the_defaults(name):
    """The cohort of the target function, grown again, gives the numbers that were kept."""
    calibration, result = CALIBRATIONS[name], RESULTS[name]
    loss, found = calibration.tried(result["values"])
    for target, kept in result["targets"].items():
        assert found[target] == pytest.approx(kept["found"], abs=0.0006)
    assert loss == pytest.approx(result["loss"], abs=0.006)


def test_the_document_tells_the_kept_result():
    text = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    for result in RESULTS.values():
        assert f"of {result['date']} ({result['trials']} points" in text
        for name, kept in result["targets"].items():
            if kept["target"] is not None:
                assert f"| {name} | {kept['target']:.2f} | {kept['found']:.3f} |" in text


def test_the_document_varies_the_defaults_of_today():
    text = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([\w.]+)` \| ([\d.]+) \(default\)", text, re.MULTILINE))
    defaults = {row["name"]: row["default"] for row in parameter_rows()}
    assert len(told) == 4
    for name, value in told.items():
        assert float(value) == defaults[name]
