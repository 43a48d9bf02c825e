"""The grown-ups beside whom a caregiver stands are as the table of parameters says."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from trustsim.theory.parameters import Parenting

approx = pytest.approx
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def grown_ups_read_off():
    """Two cohorts of the page ``family``; the seed is that of the page."""
    script = runpy.run_path(str(ROOT / "experiments" / "grown_ups.py"))
    records = script["grown_ups"](2)
    return script, records, script["usual_and_spread"](records)


def test_the_defaults_are_what_grown_ups_of_the_reference_population_are_like(grown_ups_read_off):
    """Within three and a half standard errors: once in two hundred such tables by chance."""
    _, _, found = grown_ups_read_off
    defaults = Parenting()._asdict()
    assert {name for name in defaults if name.endswith(("_usual", "_spread"))} == set(found)
    for name, (value, error) in found.items():
        assert defaults[name] == approx(value, abs=3.5 * error), name


def test_the_interview_is_coded_anew_as_it_is_coded(grown_ups_read_off):
    """A middle of 1 tells shares, and these, coded with the defaults, are those of the protocol."""
    script, records, _ = grown_ups_read_off
    shares = dict(zip(script["SCALES"], script["shares_of_memories"](records), strict=True))
    found = script["classes"](shares, 0.15, 0.15)
    assert sum(found.values()) == approx(1.0)
    assert found["secure"] == np.mean(
        (shares["dismissing"] < 0.15) & (shares["preoccupied"] < 0.15)
    )
    assert script["unresolved"](shares, 0.2) == np.mean(shares["unresolved"] >= 0.2)
