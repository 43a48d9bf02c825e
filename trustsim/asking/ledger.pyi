"""The types of the ledger; the rest of the file has none."""

from typing import Any

import pandas as pd

from trustsim.study.scenario import Scenario

def ledger(scenario: Scenario, threads: int | None = None) -> pd.DataFrame: ...
def __getattr__(name: str) -> Any: ...
