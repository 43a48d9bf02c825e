"""The architecture: data flows one way, and chance comes from one place."""

import ast
from pathlib import Path

import pytest

import trustsim as ts

PACKAGE = Path(ts.__file__).parent

# The rooms of the house, and what stands in each. A file imports only what stands above it.
ROOMS = {
    "": "mistakes",
    "theory": "about extending cache compiled chance parameters states turns rows rules encounters",
    "study": "laboratory population protocols searched declared cast lives config scenario "
    "vignettes",
    "engine": "calendar household meeting portrait plan progress raising reserving records agents "
    "world fast simulate going_on descent",
    "measures": "",
    "sweeps": "",
    "asking": "lesions arms birth trials generations twins explain patterns evidence ledger rivals "
    "comparison identification recovery calibration",
    "showing": "figures receipts description report dashboard cli",
}
ORDER = [
    (room, part) if room and part else (room or part,)
    for room, parts in ROOMS.items()
    for part in (parts.split() or [""])
]
ORDER.append(("__main__",))
DOORS = [PACKAGE / room / "__init__.py" for room in ROOMS if room not in ("measures", "sweeps")]
FILES = sorted(file for file in PACKAGE.rglob("*.py") if file not in DOORS)


def imported(file):
    """The parts of the package that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            head, *rest = name.split(".")
            if head == "trustsim":
                yield placed(rest)


def part(file):
    """The part of the package that a file belongs to."""
    return placed(file.relative_to(PACKAGE).with_suffix("").parts)


def placed(words):
    """The part of the package that a path leads to: a whole room, or what stands in one."""
    return (words[0],) if (words[0],) in ORDER else tuple(words[:2])


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
    if file.name in (
        "design.py",
        "identification.py",
    ):  # where to look is not what happens to a child
        text = text.replace("sampler.random(", "")
    if part(file)[-1] == "calibration" and file.stem == "posterior":  # pyabc draws from numpy's
        text = text.replace("np.random", "")
    if file.parent.name == "classroom" and file.stem == "room":  # a code that nobody can guess
        text = text.replace("secrets", "")
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
    for file in sorted((PACKAGE / "theory" / folder).glob("*.py")):
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
