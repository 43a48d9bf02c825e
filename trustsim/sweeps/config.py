"""A sweep: one scenario, the points at which it is played, and what is kept of it.

A config of a sweep is any config with one table more, ``[sweep]``.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import pydantic
from pydantic import Field

from trustsim import measures
from trustsim.engine.progress import bar
from trustsim.mistakes import Mistake, choice, listed, quoted
from trustsim.study.config import STRICT, as_written, checked, config_model
from trustsim.study.scenario import Scenario, from_dict, plain, read_toml, unclaimed
from trustsim.sweeps.axis import MOST, axis
from trustsim.sweeps.design import DESIGNS, FROM_FILE, design_points, from_file
from trustsim.sweeps.names import CROWD
from trustsim.sweeps.pieces import kind

TABLE = "sweep"
MOST_KEPT = 1000  # words for measures, and tables


class SweepTable(pydantic.BaseModel):
    """Where to look, and what to keep."""

    model_config = STRICT
    design: Annotated[
        Literal[(*DESIGNS, FROM_FILE)], Field(description="how the points are chosen")
    ] = "grid"
    points: Annotated[
        int | None,
        Field(ge=1, le=MOST, description="of a Latin hypercube or Sobol sequence; trajectories of "
              "morris; a saltelli design has as many for each parameter and two more"),
    ] = None  # fmt: skip
    table: Annotated[str | None, Field(description="a CSV file of points, beside the config")] = (
        None
    )
    measures: Annotated[
        list[str],
        Field(
            max_length=MOST_KEPT, description="names, or the beginnings of several; all if empty"
        ),
    ] = Field(default_factory=list)
    children: Annotated[
        list[str],
        Field(max_length=MOST_KEPT, description="tables that are kept of every child: births, "
              "portraits, or those of a visit"),
    ] = Field(default_factory=list)  # fmt: skip
    vary: Annotated[
        dict[str, Any],
        Field(description="dotted name -> a list of values, { low, high }, { low, high, steps }, "
              "'searched' (its range in the calibration) or 'whole' (its range in the table)"),
    ] = Field(default_factory=dict)  # fmt: skip


@cache
def sweep_model():
    """The pydantic model of a config with a sweep in it."""
    return pydantic.create_model("Sweep", __base__=config_model(), sweep=(SweepTable, ...))


@dataclass(frozen=True)
class Sweep:
    """A scenario, and the points at which it is played."""

    scenario: Scenario
    design: str
    axes: tuple  # what is varied, and over what; empty where a table gave the points
    varied: dict  # dotted name of what is varied -> kind of its column in the store
    points: list = field(repr=False)  # a tuple of values for each point
    measures: tuple = ()  # names that are kept; empty: all
    children: tuple = ()  # tables that are kept of every child
    number: int | None = None  # of points, as a design counts them
    given: dict = field(default_factory=dict, repr=False)  # the config as it was given

    def crowds(self):
        """How many children are in a cohort at each point."""
        usual = self.scenario.children
        if CROWD not in self.varied:
            return [usual] * len(self.points)
        place = list(self.varied).index(CROWD)
        return [usual if point[place] is None else point[place] for point in self.points]

    def changes(self, point):
        """What is different at one point: dotted name -> value."""
        pairs = zip(self.varied, self.points[point], strict=True)
        return {name: value for name, value in pairs if value is not None}


def load_sweep(path):
    """The sweep that a TOML file describes. Raises Mistake with one clear message."""
    path = Path(path)
    return sweep_from_config(read_toml(path), where=str(path), name=path.stem, folder=path.parent)


def sweep_from_config(given, where="sweep", name="sweep", folder=Path(), trusted=False):
    """The sweep that a nested dict describes; the files it names are looked for in ``folder``.

    Every point is made once, to find impossible ones, unless that has been done (``trusted``).
    """
    unclaimed(given, where, TABLE)
    if TABLE not in given:
        raise Mistake(f"{where}: has no table [{TABLE}]; say there what is varied, or use run")
    table = checked(given, where, sweep_model()).sweep
    rest = {key: value for key, value in given.items() if key != TABLE}
    scenario = from_dict(rest, where=where, name=name)
    axes, names, chosen = looked_at(table, scenario, where, folder)
    for name in names:
        group, key, *_ = f"{name}.".split(".")
        if group == "visits" and key not in scenario.protocols:
            raise Mistake(f"{where}: {name} is varied, but no visit [visits.{key}] takes place")
    columns = zip(*chosen, strict=True)
    varied = {name: kind(values) for name, values in zip(names, columns, strict=True)}
    kept = {"births", "portraits", *scenario.protocols}
    for wanted in table.children:
        choice(f"{where}: [sweep] children", wanted, sorted(kept))
    sweep = Sweep(
        scenario, table.design, tuple(axes), varied, chosen,
        wanted_measures(table.measures, scenario, where), tuple(table.children), table.points,
        plain(given),
    )  # fmt: skip
    if not trusted:
        check_points(sweep, where)
    return sweep


def looked_at(table, scenario, where, folder):
    """Axes, names and points that a table asks for."""
    head = f"{where}: [sweep]"
    if table.design == FROM_FILE:
        if table.table is None:
            raise Mistake(f"{head} table is missing; give the name of a CSV file of points")
        if table.points is not None:
            raise Mistake(f"{head} points = {table.points}: the table says which; leave it out")
        return (), *from_file(Path(folder) / table.table, list(table.vary), head)
    if table.table is not None:
        raise Mistake(f'{head} table = {quoted(table.table)}: needs design = "{FROM_FILE}"')
    axes = [axis(word, given, f"{where}: [sweep.vary]") for word, given in table.vary.items()]
    try:
        return (
            axes,
            [each.name for each in axes],
            design_points(table.design, axes, table.points, scenario.seed),
        )
    except Mistake as mistake:
        raise Mistake(f"{head} {mistake}") from None


def wanted_measures(words, scenario, where):
    """The names of the measures that the words mean, in order."""
    if not words:
        return ()
    reported = measures.names(scenario)
    try:
        found = [name for word in words for name in measures.matching(word, reported)]
    except Mistake as mistake:
        raise Mistake(f"{where}: [sweep] measures: {mistake}") from None
    return tuple(dict.fromkeys(found))


def check_points(sweep, where):
    """Make every point once, before anything runs. Raises Mistake at the first impossible one."""
    with bar("checking points", len(sweep.points)) as tell:
        for point in range(len(sweep.points)):
            try:
                sweep.scenario.but(sweep.changes(point))
            except Mistake as mistake:
                said = listed(f"{k} = {as_written(v)}" for k, v in sweep.changes(point).items())
                reason = str(mistake).removeprefix(f"{sweep.scenario.name}: ")
                raise Mistake(f"{where}: point {point} ({said}): {reason}") from None
            tell(1)
