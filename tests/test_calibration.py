"""The defaults are the result of the declared calibration, and of nothing else."""

import importlib.util
import inspect
import json
import re
from pathlib import Path

import pytest

from trustsim.showing.report import parameter_rows

ROOT = Path(__file__).parents[1]
NAMES = ("calibration", "calibration_trust")
RESULTS = {
    name: json.loads((ROOT / "docs" / f"{name}.json").read_text(encoding="utf-8")) for name in NAMES
}
RESULT, TRUST = RESULTS.values()


def script(name="calibrate"):
    """A calibration script as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "experiments" / f"{name}.py")
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
    assert defaults("fitted") == RESULT["values"] | TRUST["values"]


def test_the_calibration_searches_everything_that_is_called_fitted():
    first, second = script().SPACE, script("calibrate_trust").SPACE
    assert not set(first) & set(second)
    assert set(first) | set(second) == set(defaults("fitted"))


def test_every_searched_range_holds_prototype_start_and_result():
    for name, each in script().SPACE.items():
        assert each.low <= each.prototype <= each.high
        assert each.low <= each.start <= each.high
        assert each.low <= RESULT["values"][name] <= each.high
    for name, each in script("calibrate_trust").SPACE.items():
        assert each.low <= each.guess <= each.high
        assert each.low <= TRUST["values"][name] <= each.high


def test_the_targets_know_nothing_of_whom_children_believe():
    calibrate = script()
    assert "mother_stranger" not in calibrate.study({}).protocols
    assert set(calibrate.targets()) == set(RESULT["targets"])


def test_the_second_calibration_knows_no_class_and_only_two_experiments():
    calibrate = script("calibrate_trust")
    assert set(calibrate.study({}).protocols) == {
        "strange_situation",  # which the test with the mother needs to come first
        "accuracy_of_informants",
        "mother_stranger",
    }
    assert "attachment" not in inspect.getsource(calibrate.measured)


@pytest.mark.parametrize(("name", "result"), [("calibrate", RESULT), ("calibrate_trust", TRUST)])
def test_the_kept_numbers_are_those_of_the_defaults(name, result):
    """The cohort of the target function, grown again, gives the numbers that were kept."""
    calibrate = script(name)
    found = calibrate.measured(calibrate.ts.run(calibrate.study({})))
    for name, kept in result["targets"].items():
        assert found[name] == pytest.approx(kept["found"], abs=0.0006)


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
