"""Whatever is asked for has a lowest version, and the versions that are pinned are allowed."""

import pytest
from lowest import ROOT, lowest, requirements
from packaging.utils import canonicalize_name

PINNED = {
    canonicalize_name(name): version
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    for name, version in [line.split("==")]
}


@pytest.mark.parametrize("asked", requirements(), ids=str)
def test_a_library_has_a_lowest_version_and_a_pinned_one_that_is_allowed(asked):
    assert lowest(asked), "`make lowest` would not know what to install"
    assert PINNED[canonicalize_name(asked.name)] in asked.specifier
