"""Small studies that several tests look at."""

import pytest

import trustsim as ts
from trustsim import evidence
from trustsim.protocols import CATALOGUE

VISITS = {"home_observation": {}, "strange_situation": {}, "mother_stranger": {}}


@pytest.fixture(scope="session")
def childhood():
    """Twenty cohorts of the published size through a whole childhood; the seed was fixed first."""
    return ts.from_dict({"seed": 20, "worlds": 20, "children": 147, "visits": VISITS})


@pytest.fixture(scope="session")
def grown(childhood):
    """Their records."""
    return ts.run(childhood)


@pytest.fixture(scope="session")
def visited():
    """A few children who go through every visit, the last ones at 48 months; seed fixed first."""
    last = {"months": [48]}
    visits = {name: {} for name in CATALOGUE} | {
        "strange_situation": {"months": [12, 48]},
        "belief_revision": last,
        "trust_scales": last,
        "contingency": {"levels": [0.0, 0.5, 1.0]},
    }
    scenario = ts.from_dict({"seed": 48, "worlds": 6, "children": 60, "visits": visits})
    populations = evidence.populations(scenario, ["contingency_security"])
    return {name: ts.run(each) for name, each in populations.items()}
