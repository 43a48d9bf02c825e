"""Small studies that several tests look at."""

import pytest

import trustsim as ts

VISITS = {"home_observation": {}, "strange_situation": {}, "mother_stranger": {}}


@pytest.fixture(scope="session")
def childhood():
    """Twenty cohorts of the published size through a whole childhood; the seed was fixed first."""
    return ts.from_dict({"seed": 20, "worlds": 20, "children": 147, "visits": VISITS})


@pytest.fixture(scope="session")
def grown(childhood):
    """Their records."""
    return ts.run(childhood)
