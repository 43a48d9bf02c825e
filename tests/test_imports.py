"""The architecture: data flows one way, and chance comes from one place."""

import ast
from pathlib import Path

import pytest

import trustsim as ts

PACKAGE = Path(ts.__file__).parent

# A file imports only files above it in this list.
ORDER = [
    # theory: what a learner is like and what an encounter does
    "cache",
    "compiled",
    "chance",
    "parameters",
    "states",
    "calendar",
    "household",
    "rules",
    "encounters",
    "portrait",
    "laboratory",
    # question: who is there and what happens
    "population",
    "protocols",
    "searched",
    "declared",
    "mistakes",
    "lives",
    "config",
    "scenario",
    "vignettes",
    "plan",
    # answer: play it
    "progress",
    "reserving",
    "records",
    "agents",
    "fast",
    "simulate",
    # reading: what does it mean
    "lesions",
    "measures",
    "twins",
    "explain",
    "patterns",
    "evidence",
    "ledger",
    "rivals",
    "comparison",
    "recovery",
    "sweeps",
    "calibration",
    "figures",
    "report",
    "dashboard",
    "cli",
    "__main__",
]
FILES = sorted(file for file in PACKAGE.rglob("*.py") if file != PACKAGE / "__init__.py")


def imported(file):
    """The parts of the package that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "trustsim":
            names = [f"trustsim.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module]
        else:
            continue
        for name in names:
            head, _, rest = name.partition(".")
            if head == "trustsim":
                yield rest.split(".")[0]


def part(file):
    """The part of the package that a file belongs to."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_file_imports_only_what_stands_above_it(file):
    here = ORDER.index(part(file))
    for name in imported(file):
        assert ORDER.index(name) <= here, f"{file.name} imports {name}, which stands below it"


def test_the_list_names_every_part_of_the_package():
    assert {part(file) for file in FILES} == set(ORDER)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_chance_comes_from_chance_alone(file):
    text = file.read_text(encoding="utf-8")
    if file.name == "design.py":  # where to look is not what happens to a child
        text = text.replace("sampler.random(", "")
    if file == PACKAGE / "calibration" / "posterior.py":  # pyabc looks about by numpy's global luck
        text = text.replace("np.random", "")
    for source in (
        "np.random",
        "numpy.random",
        "import random",
        "default_rng",
        ".random(",
        "secrets",
    ):
        assert source not in text


@pytest.mark.parametrize("folder", ["rules", "encounters"])
def test_the_rules_cannot_see_a_class_a_diagnosis_or_a_condition(folder):
    for file in sorted((PACKAGE / folder).glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        for label in ("secure", "avoidant", "resistant", "disorganised", "attachment", "preset",
                      "risk", "diagnosis", "condition"):  # fmt: skip
            assert label not in names, f"{file.name} knows of {label}"


def test_the_public_names_are_all_there():
    for name in ts.__all__:
        assert getattr(ts, name) is not None
