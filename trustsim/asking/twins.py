"""Counterfactual twins: the same children and the same luck, with other people or another theory.

Chance is looked up, so a child can be lived twice; where the two lives differ, the change made it
so. The effect is known for every child, not only on average, and its mean needs far fewer children
than two samples of different ones would.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.engine.simulate import run
from trustsim.measures import estimate
from trustsim.mistakes import Mistake
from trustsim.study.protocols.strange_situation import CLASSES

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
SIDING = "P(mother), "  # before the name of the pictures that mother and stranger disagree about


class Twins(NamedTuple):
    """Two lives of each child, and an independent sample of the second kind of life."""

    as_born: dict  # measure -> (child,)
    changed: dict
    unpaired: dict  # the changed lives of other children, for comparison


def live_twice(scenario, changes, threads=None, people=None):
    """Live every child of a scenario twice: as it is, and with these changes (dotted keys).

    ``people`` are a theorist's own classes, which the changed lives are lived with or by, for
    instance ``{"infant": Doubtful}``; the agents then play them.
    """
    if not changes and not people:
        raise Mistake(
            "twins need something that differs: give at least one --set key=value or --without "
            "mechanism"
        )
    twin = scenario.but(changes)
    others = twin.but({"seed": (scenario.seed + 1) % 2**32})
    changed = {"engine": "agents", "people": people} if people else {"threads": threads}
    first, second, third = (
        per_child(run(each, words=words, **how))
        for each, words, how in (
            (scenario, "as born", {"threads": threads}),
            (twin, "changed", changed),
            (others, "unpaired", changed),
        )
    )
    shared = first.keys() & second.keys()
    return Twins(
        *(
            {name: lives[name] for name in first if name in shared}
            for lives in (first, second, third)
        )
    )


def per_child(records):
    """What each child came to: its state and its answers at the last age, and its class."""
    last = records.tables["portraits"]["months"].max()
    rows = records.tables["portraits"]
    state = rows[rows["months"] == last].groupby(["world", "child"], sort=True).first()
    found = {name: state[name].to_numpy() for name in state if name not in ("months", "visit")}
    if "mother_stranger" in records.tables:
        rows = records.tables["mother_stranger"]
        answers = rows[rows["months"] == rows["months"].max()]
        for task in records.scenario.protocols["mother_stranger"].mixes:
            both = answers[[f"{task} ask", f"{task} endorse"]].mean(axis=1)
            found[f"{SIDING}{task}"] = both.to_numpy()
    if "strange_situation" in records.tables:
        rows = records.tables["strange_situation"]
        classes = rows[rows["months"] == rows["months"].min()]["attachment"].to_numpy()
        found |= {name: (classes == c).astype(float) for c, name in enumerate(CLASSES)}
    return found


def twin_table(twins):
    """The effect of the change on each measure: a row each.

    How many ``children``; means of both lives; the mean effect with its 95 % interval over
    children; quantiles of the effect over children; and how many times fewer children the interval
    takes than with unpaired samples (``times_fewer``: the ratio of the variances of the two
    estimates). Siding is told of each class of attachment, too, since an effect on one class may be
    the reverse of that on another: the class is the child's as born, in both its lives.
    """
    rows = []
    for name, kind in measured(twins.as_born):
        of = those(kind, twins.as_born)
        before, after = twins.as_born[name][of], twins.changed[name][of]
        others = twins.unpaired[name][those(kind, twins.unpaired)]
        effect = after - before
        spread, *unpaired = map(variance, (effect, before, others))
        mean, low, high = estimate(effect)
        rows.append(
            {
                "measure": f"{name}, {kind}" if kind else name,
                "children": len(effect),
                "as_born": before.mean(),
                "changed": after.mean(),
                "effect": mean,
                "low": low,
                "high": high,
                **{f"q{100 * q:.0f}": np.quantile(effect, q) for q in QUANTILES},
                "times_fewer": np.inf if spread == 0.0 else sum(unpaired) / spread,
            }
        )
    return pd.DataFrame(rows)


def measured(found):
    """Every measure with a class of attachment that it is told of; None is all children."""
    for name in found:
        yield name, None
        if name.startswith(SIDING):
            yield from ((name, kind) for kind in CLASSES if kind in found and found[kind].any())


def those(kind, found):
    """Where the children of one class stand, or all of them."""
    return slice(None) if kind is None else found[kind] == 1.0


def variance(values):
    """The variance of which these are a sample; one child alone tells nothing of it."""
    return np.var(values, ddof=1) if len(values) > 1 else np.nan
