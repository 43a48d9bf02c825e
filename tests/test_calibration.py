"""The defaults are the result of the declared calibration, and of nothing else."""

import importlib.util
import json
from pathlib import Path

import pytest

from trustsim.report import parameter_rows

ROOT = Path(__file__).parents[1]
RESULT = json.loads((ROOT / "docs" / "calibration.json").read_text(encoding="utf-8"))


def script():
    """The calibration script as a module."""
    spec = importlib.util.spec_from_file_location(
        "calibrate", ROOT / "experiments" / "calibrate.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
    assert defaults("fitted") == RESULT["values"]


def test_the_calibration_searches_everything_that_is_called_fitted():
    calibrate = script()
    assert set(calibrate.SPACE) | {calibrate.PERCEPTION} == set(defaults("fitted"))


def test_every_searched_range_holds_prototype_start_and_result():
    for name, each in script().SPACE.items():
        assert each.low <= each.prototype <= each.high
        assert each.low <= each.start <= each.high
        assert each.low <= RESULT["values"][name] <= each.high


def test_the_targets_know_nothing_of_whom_children_believe():
    calibrate = script()
    assert "mother_stranger" not in calibrate.study({}).protocols
    assert set(calibrate.targets()) == set(RESULT["targets"])


def test_the_kept_numbers_are_those_of_the_defaults():
    """The cohort of the target function, grown again, gives the numbers that were kept."""
    calibrate = script()
    found = calibrate.measured(calibrate.ts.run(calibrate.study({})))
    for name, kept in RESULT["targets"].items():
        assert found[name] == pytest.approx(kept["found"], abs=0.0006)


def test_the_document_tells_the_kept_result():
    text = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    assert f"of {RESULT['date']} ({RESULT['trials']} points" in text
    for name, kept in RESULT["targets"].items():
        assert f"| {name} | {kept['target']:.2f} | {kept['found']:.3f} |" in text
