"""Small faults made on purpose: ``make mutants`` makes the same ones each time, and only faults."""

import ast
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[1]
mutants = SimpleNamespace(**runpy.run_path(str(ROOT / "benchmarks" / "mutants.py")))
FOLDERS = [*mutants.GUARDS, *mutants.GUARDS_COMPILED]


@pytest.fixture(scope="module")
def everything():
    return {folder: mutants.chosen(folder, many=10**6, seed=1) for folder in FOLDERS}


def test_a_seed_always_makes_the_same_mutants_and_another_seed_others(everything):
    again, other = (mutants.chosen("theory/rules", 60, seed) for seed in (1, 2))
    assert everything["theory/rules"][:60] == again
    assert again != other


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_mutant_is_a_program_that_differs_from_the_package(everything, folder):
    as_it_is = {}
    assert len(everything[folder]) > 60
    for mutant in everything[folder][:60]:
        if mutant.file not in as_it_is:
            text = (ROOT / mutant.file).read_text(encoding="utf-8")
            as_it_is[mutant.file] = ast.dump(ast.parse(text))
        assert ast.dump(ast.parse(mutant.source)) != as_it_is[mutant.file]


def test_a_reason_is_given_for_mutants_that_there_are(everything):
    assert set(mutants.known_reasons()) <= {
        mutant.key for each in everything.values() for mutant in each
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_is_guarded_by_tests_that_there_are(folder):
    assert all((ROOT / file).exists() for file in mutants.guards(folder))


@pytest.mark.parametrize(
    ("code", "instead"),
    [
        ("a + b", {"(a - b)"}),
        ("a < b", {"(a <= b)", "(a >= b)"}),
        ("not a", {"(a)"}),
        ("f(a, b, k=c)", {"(f(b, a, k=c))", "(f(a, b))"}),
        ("f(a, a)", set()),
        ("max(a, b)", {"min"}),
        ("b if a else c", {"(not (a))"}),
        ("[0, 0.5, 1.0, True]", {"1", "0.55", "0.0", "False", "([0.5, 0, 1.0, True])",
                                 "([0, 1.0, 0.5, True])", "([0, 0.5, True, 1.0])"}),
    ],
)  # fmt: skip
def test_faults_are_small(code, instead):
    tree = ast.parse(code, mode="eval").body
    assert {text for node in ast.walk(tree) for _, text in mutants.faults(node)} == instead
