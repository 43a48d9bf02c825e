"""The sweeps that can be looked through: those that ship, and those that were played here."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from pandas.api.types import is_numeric_dtype

from trustsim import sweeps
from trustsim.compiled import fingerprint
from trustsim.mistakes import Mistake
from trustsim.report.sweeping import UNDER

SHIPPED = Path(__file__).parent / "sweeps"
KEPT = 8  # whose rows are remembered


class Found(NamedTuple):
    """One finished sweep: its folder, its scenario, what was varied, and its rows."""

    folder: Path
    title: str
    varied: tuple  # numbers alone can be axes of a map
    measures: tuple
    children: int
    rows: pd.DataFrame
    stale: bool  # made by another theory than this one


def folders():
    """The folders of all finished sweeps, by name; one's own come after those that ship."""
    found = {}
    for place in (SHIPPED, Path(UNDER)):
        for folder in sorted(place.iterdir()) if place.is_dir() else ():
            try:
                finished = not sweeps.opened(folder).missing
            except Mistake:
                continue  # whatever it is, it is not the folder of a sweep
            if finished:
                found.setdefault(folder.name, folder)
    return found


@lru_cache(KEPT)
def found(folder):
    """The sweep in a folder. Raises Mistake where it cannot be read."""
    store = sweeps.opened(folder)
    rows = sweeps.read_sweep(folder)
    return Found(
        folder,
        store.sweep.scenario.title or folder.name,
        tuple(name for name in store.sweep.varied if is_numeric_dtype(rows[name])),
        tuple(dict.fromkeys(rows["measure"])),
        store.sweep.scenario.children,
        rows,
        store.identity["fingerprint"] != fingerprint(),
    )


def scenario(sweep, point):
    """The scenario at a point."""
    return sweeps.opened(sweep.folder).scenario_at(point)
