"""The types of records; the rest of the file has none."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from trustsim.study.scenario import Scenario

@dataclass(frozen=True)
class Records:
    scenario: Scenario
    tables: dict[str, pd.DataFrame]

    @property
    def worlds(self) -> int: ...
    @cached_property
    def ages(self) -> dict[str, list[float]]: ...
    def column(self, table: str, name: str, months: float | None = None) -> np.ndarray: ...
    def save(self, folder: Path | str) -> None: ...

def __getattr__(name: str) -> Any: ...
