"""A part that needs a library that is not installed says so, and which extra brings it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import trustsim as ts
from trustsim import mistakes, sweeps
from trustsim.asking.calibration.posterior import require_pyabc as for_calibration
from trustsim.asking.recovery.estimation import require_sklearn as for_recovery
from trustsim.showing.dashboard.serve import serve
from trustsim.sweeps.sensitivity import morris_points, saltelli_points

RANGES = {"theory.trust.doubt": (0.0, 1.0)}
PARTS = {
    "calibration": (for_calibration, "inference"),
    "recovery": (for_recovery, "inference"),
    "sweeps": (sweeps.require_sweep_libraries, "sweeps"),
    "rows": (lambda: ts.read_sweep("anywhere"), "sweeps"),
    "saltelli": (lambda: saltelli_points(RANGES, 8), "sweeps"),
    "morris": (lambda: morris_points(RANGES, 8), "sweeps"),
    "dashboard": (lambda: serve(0), "dashboard"),
}


@pytest.mark.parametrize(("part", "extra"), PARTS.values(), ids=PARTS)
def test_a_missing_extra_is_named(part, extra, monkeypatch):
    monkeypatch.setattr(mistakes, "find_spec", lambda name: None)
    with pytest.raises(ts.Mistake, match=rf"pip install 'trustsim\[{extra}\]'"):
        part()


def test_a_library_that_is_there_and_broken_is_named_in_one_message(monkeypatch, command):
    def app():
        raise ImportError("cannot import name 'ft2font' from 'matplotlib'", name="matplotlib.cbook")

    monkeypatch.setattr("trustsim.showing.cli.app", app)
    code, said, complained = command("patterns")
    assert (code, said) == (2, "")
    assert complained.startswith("trustsim: the library 'matplotlib' cannot be used (cannot import")
    assert len(complained.splitlines()) == 1


def test_a_fault_of_our_own_is_not_blamed_on_a_library():
    assert mistakes.broken(ImportError("no name 'x'", name="trustsim.study")) is None
    assert mistakes.broken(ValueError("no number")) is None


def imported():
    """The libraries that the package names anywhere in an import."""
    for file in Path(ts.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield node.module.split(".")[0]


def test_every_library_that_is_imported_is_asked_for_and_not_left_to_another_to_bring():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    wanted = [*project["project"]["dependencies"], *(each for those in extras for each in those)]
    asked_for = {plainly(re.split(r"[^\w.-]", each)[0]) for each in wanted}
    brings = packages_distributions()
    libraries = set(imported()) - sys.stdlib_module_names - {"trustsim"}
    known = {name: {plainly(each) for each in [name, *brings[name]]} for name in libraries}
    assert [name for name, those in known.items() if not those & asked_for] == []


def plainly(name):
    """A library as every index spells it."""
    return name.lower().replace("_", "-")
