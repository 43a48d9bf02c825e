"""The sweeps that can be looked through: those that ship, and those that were played here."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from pandas.api.types import is_numeric_dtype

from trustsim import sweeps
from trustsim.mistakes import Mistake
from trustsim.showing.report.sweeping import UNDER
from trustsim.sweeps.store import IDENTITY
from trustsim.theory.compiled import fingerprint

SHIPPED = Path(__file__).parent / "sweeps"
KEPT = 8  # whose rows are remembered


class Found(NamedTuple):
    """One sweep: its store, its title, what was varied, and its rows."""

    store: sweeps.Store
    title: str
    varied: tuple  # numbers alone can be axes of a map
    measures: tuple
    children: int
    rows: pd.DataFrame
    stale: bool  # made by another theory than this one


def shelved():
    """The stores of all finished sweeps, by name, and why others cannot be shown.

    One's own come after those that ship; what is not the folder of a sweep is passed over.
    """
    finished, broken = {}, []
    for place in (SHIPPED, Path(UNDER)):
        for folder in sorted(place.iterdir()) if place.is_dir() else ():
            try:
                store = sweeps.opened(folder) if (folder / IDENTITY).exists() else None
                if store and not store.missing:
                    finished.setdefault(folder.name, store)
            except (Mistake, OSError) as error:
                broken.append(str(error))
    return finished, broken


def titled(store):
    """What a sweep is called."""
    return store.identity["config"].get("title") or store.folder.name


def found(folder):
    """The sweep that is in a folder now. Raises Mistake where it cannot be read."""
    return remembered(folder, sweeps.opened(folder).mark)


@lru_cache(KEPT)
def remembered(folder, mark):
    """A sweep by its folder and what tells it from every other that may be there another time."""
    store = sweeps.opened(folder)
    rows = sweeps.rows_of(store)
    if {store.mark, sweeps.opened(folder).mark} != {mark}:
        raise Mistake(f"{folder}: another sweep has just come into this folder; look again")
    return Found(
        store,
        titled(store),
        tuple(name for name in store.sweep.varied if is_numeric_dtype(rows[name])),
        tuple(dict.fromkeys(rows["measure"])),
        store.sweep.scenario.children,
        rows,
        store.identity["fingerprint"] != fingerprint(),
    )


def scenario(sweep, point):
    """The scenario at a point."""
    return sweep.store.scenario_at(point)
