"""The lowest versions that pyproject.toml allows, as constraints for pip."""

import tomllib
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


def requirements():
    """What trustsim asks for, with every extra; what asks for its own extras is left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    found = map(Requirement, chain(project["dependencies"], *extras))
    return [each for each in found if each.name != project["name"]]


def lowest(requirement):
    """The version from which on a requirement is met; None where nothing is said."""
    bounds = [each.version for each in requirement.specifier if each.operator in (">=", "==")]
    return bounds[0] if bounds else None


if __name__ == "__main__":
    for each in requirements():
        print(f"{each.name}=={lowest(each)}")
