"""The declared calibration of the defaults: search, target function, result and date.

    python experiments/calibrate.py [--trials 1500] [--out docs/calibration.json]

Everything marked *fitted* in ``trustsim parameters`` is found here, and nothing else is. The target
function knows the shares of the classes in low-risk samples, how sensitivity, mentalising and
fright go with the classes, and which care goes with which class. It knows nothing of whom children
believe: the lives it looks at end with the Strange Situation at twelve months. A prior pulls every
parameter towards the laboratory prototype (``docs/calibration.md``), so that one about which the
targets say nothing stays where it was.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import optuna
import typer
from rich.progress import Progress

import trustsim as ts
from trustsim.measures import attachment, class_shares, correlation
from trustsim.patterns import literature
from trustsim.protocols.strange_situation import (
    AVOIDANT,
    CLASSES,
    DISORGANISED,
    RESISTANT,
    SECURE,
)

SEED, CHILDREN = 1, 4000
PRIOR_WIDTH, PRIOR_WEIGHT = (
    0.3,
    0.15,
)  # a share of the searched range; weight of a squared deviation


class Searched(NamedTuple):
    """Where a parameter is searched: the range, the prototype's value, the start."""

    low: float
    high: float
    prototype: float
    start: float


SPACE = {
    # SPACE
}


class Target(NamedTuple):
    """A number of the literature, how closely it is to be met, and whether more is as good."""

    value: float
    tolerance: float
    at_least: bool = False


def targets():
    """What is aimed at: the numbers of the literature where there are any."""
    found = literature()
    shares = found["strange_situation_low_risk"]["target"]
    return {
        **{name: Target(shares[name], 0.02) for name in CLASSES},
        "sensitivity, secure": Target(found["sensitivity_security"]["target"]["r"], 0.03),
        "mentalising, secure": Target(found["mentalising_security"]["target"]["r"], 0.03),
        "sensitivity, mentalising": Target(0.25, 0.05),
        "disruption, disorganised": Target(found["frightening_disorganised"]["target"]["r"], 0.03),
        "low sensitivity, disorganised": Target(0.15, 0.06),
        "intrusion, avoidant": Target(0.20, 0.02, at_least=True),
        "inconsistency, resistant": Target(0.17, 0.02, at_least=True),
        "recognition, secure": Target(0.20, 0.02, at_least=True),
    }


def study(changes):
    """One large low-risk cohort, up to its Strange Situation."""
    visits = {"home_observation": {}, "strange_situation": {}}
    plain = ts.from_dict({"seed": SEED, "worlds": 1, "children": CHILDREN, "visits": visits})
    return plain.but(changes)


def measured(records):
    """The numbers of one cohort that the targets speak of."""
    classes = attachment(records)
    secure, avoidant, resistant, disorganised = (
        (classes == c).astype(float) for c in (SECURE, AVOIDANT, RESISTANT, DISORGANISED)
    )

    def rated(name):
        return records.column("home_observation", name)

    def born(name):
        return records.column("births", name)

    def r(first, second):
        value = correlation(first, second)[0]
        return value if np.isfinite(value) else 0.0

    intrusion = np.log(born("intrusion")) - np.log1p(-born("intrusion"))
    return {
        **dict(zip(CLASSES, class_shares(records)[0], strict=True)),
        "sensitivity, secure": r(rated("sensitivity"), secure),
        "mentalising, secure": r(rated("mentalising"), secure),
        "sensitivity, mentalising": r(rated("sensitivity"), rated("mentalising")),
        "disruption, disorganised": r(rated("disruption"), disorganised),
        "low sensitivity, disorganised": r(-rated("sensitivity"), disorganised),
        "intrusion, avoidant": r(intrusion, avoidant),
        "inconsistency, resistant": r(np.log(born("inconsistency")), resistant),
        "recognition, secure": r(rated("recognised"), secure),
    }


def loss(found, values):
    """Squared misses in tolerances, and the pull of the prior."""
    missed = 0.0
    for name, target in targets().items():
        miss = found[name] - target.value
        if target.at_least:
            miss = min(miss, 0.0)
        missed += (miss / target.tolerance) ** 2
    pull = sum(
        ((values[name] - each.prototype) / (PRIOR_WIDTH * (each.high - each.low))) ** 2
        for name, each in SPACE.items()
    )
    return float(missed + PRIOR_WEIGHT * pull)


def tried(values):
    """Loss and numbers of one point of the search."""
    found = measured(ts.run(study(values)))
    return loss(found, values), found


def main(trials: int = 1500, out: Path = Path("docs/calibration.json")):
    """Search with CMA-ES (Hansen), print what was found, and keep it."""
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    start = {name: each.start for name, each in SPACE.items()}
    sampler = optuna.samplers.CmaEsSampler(x0=start, sigma0=0.08, seed=SEED)
    search = optuna.create_study(sampler=sampler)
    search.enqueue_trial(start)

    def objective(trial):
        values = {
            name: trial.suggest_float(name, each.low, each.high) for name, each in SPACE.items()
        }
        return tried(values)[0]

    with Progress(transient=True) as bar:
        task = bar.add_task("searching", total=trials)
        search.optimize(objective, trials, callbacks=[lambda *_: bar.advance(task)])
    values = {name: float(f"{search.best_params[name]:.3g}") for name in SPACE}
    final, found = tried(values)
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "fingerprint": ts.fingerprint(),
        "trials": trials,
        "loss": round(final, 2),
        "targets": {
            name: {"target": target.value, "found": round(float(found[name]), 3)}
            for name, target in targets().items()
        },
        "values": values,
    }
    out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    typer.run(main)
