"""What was recorded of a run: one tidy table for births, for portraits and for each protocol.

Saved and loaded without loss; a results folder is written whole or not at all.
"""

import json
import os
import platform
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.engine.plan import known_people, planned
from trustsim.engine.portrait import BondPortrait, Portrait
from trustsim.engine.reserving import reserved
from trustsim.mistakes import Mistake, choice
from trustsim.study.population import FACTORS
from trustsim.study.protocols import CATALOGUE
from trustsim.study.scenario import Scenario, load
from trustsim.theory.compiled import fingerprint
from trustsim.theory.extending import extension
from trustsim.theory.parameters import LearnerTraits, PartnerTraits

BIRTH_COLUMNS = (*FACTORS, *PartnerTraits._fields, *LearnerTraits._fields)
PEOPLE_COLUMNS = (*FACTORS, *PartnerTraits._fields)
KEYS = ("world", "child")


@dataclass(frozen=True)
class Records:
    """A scenario and what became of its children; tables are ordered by (world, child, age)."""

    scenario: Scenario
    tables: dict  # "births", "portraits" and the name of each protocol -> DataFrame

    @property
    def worlds(self):
        """Number of cohorts."""
        return len(self.tables["births"]) // self.scenario.children

    @cached_property
    def ages(self):
        """Ages in months at which each child was seen, in order, for each table that has any."""
        people = self.worlds * self.scenario.children
        return {
            table: rows["months"].to_numpy()[: len(rows) // people].tolist()
            for table, rows in self.tables.items()
            if "months" in rows
        }

    def column(self, table, name, months=None):
        """One column as an array (world, child), at the given age where there are several."""
        choice("table", table, self.tables)
        rows = self.tables[table]
        choice(f"{table} column", name, rows)
        values = rows[name].to_numpy().reshape(self.worlds, self.scenario.children, -1)
        if table not in self.ages:
            return values[:, :, 0]
        ages = self.ages[table]
        if months is None and len(set(ages)) > 1:
            raise Mistake(f"{table} was recorded at {sorted(set(ages))} months: say which")
        if months is not None and months not in ages:
            raise Mistake(f"{table} was recorded at {sorted(set(ages))} months, not at {months}")
        return values[:, :, 0 if months is None else ages.index(months)]

    def save(self, folder):
        """Write tables, config and provenance into an existing folder."""
        folder = Path(folder)
        describe(folder, self.scenario)
        columns = {
            f"{table}/{name}": without_objects(rows[name].to_numpy())
            for table, rows in self.tables.items()
            for name in rows
        }
        with (folder / "records.npz").open("wb") as file:
            np.savez_compressed(file, **{key.replace("/", "|"): v for key, v in columns.items()})


def without_objects(values):
    """Text as fixed-width text, which numpy can load without unpickling anything."""
    return values.astype(str) if values.dtype == object else values


def read_records(folder):
    """The records of a results folder."""
    folder = Path(folder)
    scenario = load(folder / "config.toml")
    tables = {}
    with np.load(folder / "records.npz") as columns:
        for key in columns.files:
            table, name = key.split("|", 1)
            tables.setdefault(table, {})[name.replace("|", "/")] = columns[key]
    return Records(scenario, {table: pd.DataFrame(rows) for table, rows in tables.items()})


class Batch(NamedTuple):
    """What became of some people of a scenario, the next in order over all worlds."""

    births: np.ndarray  # (person, whom it knows, trait)
    outcomes: np.ndarray  # (person, event, 4)
    portraits: np.ndarray  # (person, visit, item)
    bonds: np.ndarray  # (person, visit, whom it knows, item)


def recorded(scenario, batches):
    """Records from an engine's batches, which come in order."""
    plan, visits, children = planned(scenario), scenario.visits, scenario.children
    kept, seen = [], [[] for _ in visits]
    for batch in batches:
        kept.append((batch.births, batch.portraits, batch.bonds))
        for v, visit in enumerate(visits):
            events = batch.outcomes[:, plan.bounds[v] : plan.bounds[v + 1]]
            seen[v].append(CATALOGUE[visit.protocol].read(events, visit.settings))
    born, states, bonds = map(np.concatenate, zip(*kept, strict=True))
    tables = {"births": long_table(children, by_name(BIRTH_COLUMNS, born[:, 0]))}
    order = sorted(range(len(visits)), key=lambda v: (visits[v].months, visits[v].name))
    when = {"months": [visits[v].months for v in order], "visit": [visits[v].name for v in order]}
    tables["portraits"] = long_table(children, by_name(Portrait._fields, states[:, order]), when)
    if scenario.cast:
        tables |= of_cast(scenario, born, bonds[:, order], when)
    for name in dict.fromkeys(visit.name for visit in visits):
        those = [v for v, visit in enumerate(visits) if visit.name == name]
        columns = {
            key: np.stack([np.concatenate([part[key] for part in seen[v]]) for v in those], 1)
            for key in seen[those[0]][0]
        }
        ages = {"months": [visits[v].months for v in those]}
        tables[name] = long_table(children, columns, ages)
    return Records(scenario, tables)


def of_cast(scenario, born, bonds, when):
    """Tables of those whom a child knows besides its mother, and of its bonds with all of them."""
    added, known = list(scenario.cast), known_people(scenario)
    traits = born[:, 1:, : len(FACTORS) + len(PartnerTraits._fields)]
    people, visits, each, items = bonds.shape
    per_visit = {name: np.repeat(values, each).tolist() for name, values in when.items()}
    return {
        "people": long_table(
            scenario.children, by_name(PEOPLE_COLUMNS, traits), {"partner": added}
        ),
        "bonds": long_table(
            scenario.children,
            by_name(BondPortrait._fields, bonds.reshape(people, visits * each, items)),
            per_visit | {"partner": known * visits},
        ),
    }


def by_name(names, values):
    """The columns of an array (person, ..., item), by name."""
    return dict(zip(names, np.moveaxis(values, -1, 0), strict=True))


def long_table(children, columns, visits=None):
    """One table of columns (person,), or (person, visit) with what is the same for everybody.

    The rows are in the order of world, child and visit.
    """
    people, *several = next(iter(columns.values())).shape
    rows = several[0] if several else 1
    world, child = np.divmod(np.arange(people), children)
    who = {"world": world.astype(np.int32), "child": child.astype(np.int32)}
    return pd.DataFrame(
        {name: np.repeat(values, rows) for name, values in who.items()}
        | {name: list(values) * people for name, values in (visits or {}).items()}
        | {name: values.ravel() for name, values in columns.items()}
    )


def describe(folder, scenario):
    """Write the config, as it was given and with all its defaults, and the provenance."""
    for name, text in (
        ("config.toml", scenario.to_toml()),
        ("resolved.toml", scenario.to_toml(resolved=True)),
        ("provenance.json", json.dumps(provenance(scenario), indent=2) + "\n"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    if theory := extension().path:  # of one's own: without it these numbers cannot be had again
        (folder / theory.name).write_text(extension().source, encoding="utf-8")


def provenance(scenario):
    """What somebody needs to know in order to get the same numbers again."""
    libraries = ("trustsim", "numpy", "numba", "scipy", "pandas", "mesa", "matplotlib")
    return {
        "title": scenario.title,
        "seed": scenario.seed,
        "worlds": scenario.worlds,
        "children": scenario.children,
        "fingerprint": fingerprint(),
        "with": extension().path and extension().path.name,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "versions": {name: version(name) for name in libraries},
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


class Taken(Mistake):
    """A folder cannot be written, because it is there or is being written."""


def numbered(name, under="results"):
    """The folders of this name: name, name-2, name-3 ..."""
    yield Path(under) / name
    for number in count(2):
        yield Path(under) / f"{name}-{number}"


@contextmanager
def first_whole(folders):
    """The first of these folders that nobody has or is writing, and the one to fill for it."""
    with ExitStack() as stack:
        for folder in folders:
            try:
                partial = stack.enter_context(whole(folder))
                break
            except Taken as mistake:
                taken = mistake
        else:
            raise taken
        yield folder, partial


@contextmanager
def whole(folder):
    """A folder that appears under its name only when everything in it has been written.

    Raises Mistake where the folder exists already, another process is writing it, or nothing can be
    written.
    """
    folder = Path(folder)
    try:
        free(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with reserved(folder) as partial:
            if partial is None:
                raise Taken(f"{folder}: another process is writing it; give another --out")
            free(folder)
            yield partial
            place(partial, folder)
    except OSError as error:
        raise Mistake(f"{folder}: cannot be written ({error.strerror})") from None


def free(folder):
    """Raise Taken where there is something of this name."""
    if os.path.lexists(folder):
        raise Taken(f"{folder}: exists already; give another --out, or remove it")


def place(partial, folder):
    """Give a folder its name; where somebody has made one meanwhile, the next, and say so."""
    try:
        os.rename(partial, folder)
    except OSError:
        if not os.path.lexists(folder):
            raise
        other = next(each for each in numbered(folder.name, folder.parent) if not each.exists())
        os.rename(partial, other)
        raise Mistake(f"{folder}: has come into being meanwhile; see {other}") from None
