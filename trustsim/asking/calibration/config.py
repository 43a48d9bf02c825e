"""A calibration: a scenario, the patterns it is held against, and the parameters that may vary.

A config of a calibration is any config with one table more, ``[calibration]``.
"""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import pydantic
from pydantic import Field

from trustsim.asking.calibration.aims import judged_alone
from trustsim.asking.calibration.ranges import check_ends, prior_ranges, spelled_out
from trustsim.asking.patterns import NEEDS
from trustsim.mistakes import Mistake, choice
from trustsim.study.config import STRICT, checked, config_model
from trustsim.study.protocols import CATALOGUE
from trustsim.study.scenario import Scenario, from_dict, plain, read_toml, unclaimed

TABLE = "calibration"
QUICK = {  # of each size, for a look
    "particles": 20, "generations": 3, "simulations": 120, "recoveries": 1,
}  # fmt: skip
QUICK_CHILDREN = 100


class CalibrationTable(pydantic.BaseModel):
    """What the parameters are held against, and how long they are searched for."""

    model_config = STRICT
    patterns: Annotated[
        list[str],
        Field(min_length=1, max_length=100, description="names of patterns of the literature"),
    ]
    particles: Annotated[
        int, Field(ge=20, le=100_000, description="values that stand for the posterior")
    ] = 200
    generations: Annotated[
        int, Field(ge=2, le=1000, description="steps from the prior to the posterior, at most")
    ] = 20
    simulations: Annotated[
        int, Field(ge=20, le=100_000_000, description="cohorts, at most")
    ] = 10_000  # fmt: skip
    recoveries: Annotated[
        int, Field(ge=0, le=10_000, description="times that known values are looked for")
    ] = 3
    vary: Annotated[
        dict[str, Any],
        Field(min_length=1, description="dotted name -> { low, high }, 'searched' (its range in "
              "the first calibrations) or 'whole' (its range in the table)"),
    ]  # fmt: skip


@cache
def calibration_model():
    """The pydantic model of a config with a calibration in it."""
    return pydantic.create_model(
        "CalibrationConfig", __base__=config_model(), calibration=(CalibrationTable, ...)
    )


@dataclass(frozen=True)
class Calibration:
    """What is asked: which of these values let this scenario show those patterns?"""

    scenario: Scenario  # with all its visits, some of which only predictions need
    patterns: tuple
    ranges: dict  # dotted name -> Range: the prior is uniform over all of them
    particles: int
    generations: int
    simulations: int
    recoveries: int

    @property
    def study(self):
        """The scenario with no more visits than the chosen patterns (or what varies) need."""
        needed = {visit for name in self.patterns for visit in NEEDS[name]}
        needed |= {name.split(".")[1] for name in self.ranges if name.startswith("visits.")}
        for visit in tuple(needed):
            needed |= set(CATALOGUE[visit].NEEDS)
        visits = plain(self.scenario.differences)["visits"]
        return self.scenario.but({"visits": {k: visits[k] for k in visits if k in needed}})

    @property
    def given(self):
        """The whole config as nested dicts, from which this calibration can be made again."""
        table = {
            "patterns": list(self.patterns),
            **{name: getattr(self, name) for name in QUICK},
            "vary": {name: each._asdict() for name, each in self.ranges.items()},
        }
        return plain(self.scenario.differences) | {TABLE: table}

    def quick(self):
        """The same question, asked of fewer and smaller cohorts: a look, not a result."""
        fewer = {name: min(getattr(self, name), most) for name, most in QUICK.items()}
        children = min(self.scenario.children, QUICK_CHILDREN)
        return replace(self, scenario=self.scenario.but({"children": children}), **fewer)


def load_calibration(path):
    """The calibration that a TOML file describes. Raises Mistake with one clear message."""
    return calibration_from_config(read_toml(path), where=str(path), name=Path(path).stem)


def calibration_from_config(given, where="calibration", name="calibration"):
    """The calibration that a nested dict describes. Raises Mistake."""
    unclaimed(given, where, TABLE)
    if TABLE not in given:
        raise Mistake(
            f"{where}: has no table [{TABLE}]; name there the patterns, and what may vary"
        )
    table = checked(given, where, calibration_model()).calibration
    rest = {key: value for key, value in given.items() if key != TABLE}
    scenario = from_dict(rest, where=where, name=name)
    for pattern in table.patterns:
        choice(f"{where}: [{TABLE}] patterns:", pattern, judged_alone(scenario))
    if table.simulations < table.particles:
        raise Mistake(
            f"{where}: [{TABLE}] simulations = {table.simulations}: fewer than "
            f"particles = {table.particles}"
        )
    place = f"{where}: [{TABLE}.vary]"
    found = prior_ranges(table.vary, place)
    for each in found:
        group, key, *_ = each.split(".")
        if group == "visits" and key not in scenario.protocols:
            raise Mistake(f"{place} {each}: no visit [visits.{key}] takes place")
    scenario = spelled_out(scenario, found)
    check_ends(scenario, found, place)
    sizes = {name: getattr(table, name) for name in QUICK}
    return Calibration(scenario, tuple(dict.fromkeys(table.patterns)), found, **sizes)
