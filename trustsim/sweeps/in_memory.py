"""A sweep from Python: no folder, no cluster, rows back."""

import os

import numpy as np
import pandas as pd

from trustsim import measures
from trustsim.engine.progress import bar
from trustsim.engine.simulate import quietly
from trustsim.mistakes import Mistake
from trustsim.sweeps.axis import axis
from trustsim.sweeps.design import design_points
from trustsim.sweeps.store import readable


def sweep(scenario, measure, design="grid", points=None, worlds=None, threads=None, **vary):
    """Play a scenario at every point of a design, and measure each cohort.

    >>> ts.sweep(scenario, "secure", sensitivity=[0.2, 0.8], marking=[0.3, 0.7], worlds=5)

    ``measure`` is the name of a measure, a list of such names, or a function of Records that
    returns a number for each world. ``vary`` holds what is varied: a list of values, or a dict
    ``{"low": ..., "high": ...}``; dotted names go in as ``**{"theory.trust.doubt": [...]}``.
    Designs other than a grid are named as in a config, and so is the number of their ``points``.
    Returns a row for each point, world and measure, with its ``value`` and a column of each thing
    that was varied; ``sweeps.wide`` makes a column of each measure. Raises Mistake.
    """
    if worlds is not None:
        scenario = scenario.but({"worlds": worlds})
    axes = [
        axis(word, given.tolist() if hasattr(given, "tolist") else given, "sweep:")
        for word, given in vary.items()
    ]
    chosen = design_points(design, axes, points, scenario.seed)
    of_cohorts = measured_by(measure, scenario)
    names = [each.name for each in axes]
    lives = [
        scenario.but({k: v for k, v in zip(names, point, strict=True) if v is not None})
        for point in chosen
    ]
    rows = []
    with bar("points", len(lives)) as tell:
        for point, (one, values) in enumerate(zip(lives, chosen, strict=True)):
            found = of_cohorts(quietly(one, threads or os.cpu_count()))
            here = {name: readable(value) for name, value in zip(names, values, strict=True)}
            cohorts = pd.RangeIndex(one.worlds, name="world")
            rows.append(pd.DataFrame({"point": point, **here, **found}, cohorts).reset_index())
            tell(1)
    table = pd.concat(rows, ignore_index=True).infer_objects()  # None among numbers: no number
    keys = ["point", "world", *names]
    long = table.melt(keys, var_name="measure", value_name="value")
    return long.sort_values(["point", "world"], kind="stable", ignore_index=True)


def measured_by(measure, scenario):
    """A function of Records that returns numbers of each world by name."""
    if callable(measure):
        name = getattr(measure, "__name__", "value")

        def own(records):
            values = np.asarray(measure(records), dtype=float)
            if values.shape not in ((), (records.worlds,)):
                raise Mistake(
                    f"{name} returned an array of shape {values.shape}; a measure returns one "
                    f"number, or one for each of the {records.worlds} worlds"
                )
            return {name: np.broadcast_to(values, records.worlds)}

        return own
    words = [measure] if isinstance(measure, str) else list(measure)
    if not words:
        raise Mistake("sweep: no measure is asked for; give one name, several, or a function")
    reported = measures.names(scenario)
    names = [name for word in words for name in measures.matching(word, reported)]
    return lambda records: measures.by_cohort(records, names)
