"""The types of sweeps: what is asked, what was found; who plays and keeps them has none."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from trustsim.engine.records import Records
from trustsim.study.scenario import Scenario
from trustsim.sweeps.config import Sweep as Sweep
from trustsim.sweeps.config import SweepTable as SweepTable
from trustsim.sweeps.distribute import cores as cores
from trustsim.sweeps.distribute import reachable as reachable
from trustsim.sweeps.distribute import require_sweep_libraries as require_sweep_libraries
from trustsim.sweeps.estimate import Cost as Cost
from trustsim.sweeps.estimate import affordable as affordable
from trustsim.sweeps.estimate import in_bytes as in_bytes
from trustsim.sweeps.estimate import sweep_cost as sweep_cost
from trustsim.sweeps.merge import merged as merged
from trustsim.sweeps.rows import UNFINISHED as UNFINISHED
from trustsim.sweeps.rows import of_points as of_points
from trustsim.sweeps.sensitivity import METHODS as METHODS
from trustsim.sweeps.store import WHOLE as WHOLE
from trustsim.sweeps.store import Store as Store
from trustsim.sweeps.store import cut_short as cut_short
from trustsim.sweeps.store import damaged as damaged
from trustsim.sweeps.store import resumable as resumable
from trustsim.sweeps.store import shard_words as shard_words
from trustsim.sweeps.store import some as some

type _Design = Literal[
    "grid", "zipped", "one_at_a_time", "latin_hypercube", "sobol", "saltelli", "morris"
]
type _Measure = str | Iterable[str] | Callable[[Records], float | np.ndarray]

def sweep(  # a checker holds **{"theory.trust.doubt": [...]} against every name: hence Any
    scenario: Scenario,
    measure: _Measure,
    design: _Design | Any = "grid",
    points: int | Any | None = None,
    worlds: int | Any | None = None,
    threads: int | Any | None = None,
    **vary: Any,
) -> pd.DataFrame: ...
def load_sweep(path: Path | str) -> Sweep: ...
def sweep_from_config(
    given: Mapping[str, Any],
    where: str = "sweep",
    name: str = "sweep",
    folder: Path = ...,
    trusted: bool = False,
) -> Sweep: ...
def begun(folder: Path | str, sweep: Sweep, shard: tuple[int, int] = (1, 1)) -> Store: ...
def opened(folder: Path | str) -> Store: ...
def play(store: Store, address: str | None = None, cores: int | None = None) -> None: ...
def read_sweep(folder: Path | str, wanted: Iterable[str] = ()) -> pd.DataFrame: ...
def rows_of(store: Store, wanted: Iterable[str] = ()) -> pd.DataFrame: ...
def wide(rows: pd.DataFrame) -> pd.DataFrame: ...
def indices(store: Store) -> pd.DataFrame: ...
