"""The types of counterfactual twins; the rest of the file has none."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from trustsim.engine.agents import Person
from trustsim.study.scenario import Scenario

class Twins(NamedTuple):
    as_born: dict[str, np.ndarray]
    changed: dict[str, np.ndarray]
    unpaired: dict[str, np.ndarray]

def live_twice(
    scenario: Scenario,
    changes: Mapping[str, Any],
    threads: int | None = None,
    people: Mapping[str, type[Person]] | None = None,
) -> Twins: ...
def twin_table(twins: Twins) -> pd.DataFrame: ...
def __getattr__(name: str) -> Any: ...
