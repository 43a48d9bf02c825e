"""The first declared calibration of the defaults: search, target function, result and date.

    python experiments/calibrate.py [--trials 560] [--out docs/calibration.json]

Everything marked *fitted* in ``trustsim parameters`` is found here or, what lessons count for, in
``calibrate_trust.py``, and nothing else is. The target function knows the shares of the classes in
low-risk samples, how sensitivity, mentalising and fright go with the classes, and which care goes
with which class. It knows nothing of whom children believe: the lives it looks at end with the
Strange Situation at twelve months. A prior pulls every parameter towards the laboratory prototype
(``docs/calibration.md``), so that one about which the targets say nothing stays where it was.
"""

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import typer
from cmaes import CMA
from rich.progress import track

import trustsim as ts
from trustsim.asking.patterns import literature
from trustsim.measures import attachment, class_shares, correlation
from trustsim.study.protocols.strange_situation import (
    AVOIDANT,
    CLASSES,
    DISORGANISED,
    RESISTANT,
    SECURE,
)
from trustsim.study.searched import RANGES

SEED, CHILDREN = 1, 4000
SIGMA = 0.03  # of the searched range, at the start
PRIOR_WIDTH = 0.3  # of the searched range
PRIOR_WEIGHT = 0.15  # of a squared deviation


class Searched(NamedTuple):
    """Where a parameter is searched: the range, the prototype's value, the start."""

    low: float
    high: float
    prototype: float
    start: float


STARTS = {  # the prototype's value, and where the search begins
    "theory.strategy.consistency": (48, 22.9),
    "theory.strategy.uncertainty_bonus": (0.25, 0.49),
    "theory.strategy.minimising_gain": (0.49, 0.272),
    "theory.strategy.maximising_gain": (2, 2.7),
    "theory.strategy.effort": (0.41, 0.273),
    "theory.strategy.learning_rate": (0.075, 0.0448),
    "theory.noticing.signal_weight": (4, 6.61),
    "theory.arousal.escalation": (0.24, 0.324),
    "theory.arousal.alarm": (0.49, 0.359),
    "theory.arousal.pain": (0.44, 0.301),
    "theory.mirroring.strain": (2.9, 5.86),
    "theory.mirroring.contact": (0.15, 0.0752),
    "theory.mirroring.congruent": (0.19, 0.428),
    "theory.mirroring.marked": (0.28, 0.153),
    "theory.mirroring.unmarked": (0.13, 0.152),
    "theory.play.stimulation": (0.4, 0.513),
    "theory.threat.rise": (0.05, 0.166),
    "theory.threat.fall": (0.01, 0.0144),
    "caregiver.availability.mean": (2.3, 2.44),
    "caregiver.availability.sd": (0.8, 0.627),
    "caregiver.rejection.mean": (-2.5, -3.23),
    "caregiver.rejection.sd": (2.2, 0.719),
    "caregiver.intrusion.mean": (-1.6, -2.07),
    "caregiver.intrusion.sd": (1, 0.857),
    "caregiver.inconsistency.mean": (-0.25, -0.863),
    "caregiver.inconsistency.sd": (0.9, 1.26),
    "caregiver.congruence.mean": (1.7, 1.06),
    "caregiver.congruence.sd": (0.8, 1.48),
    "caregiver.marking.mean": (1, 1.38),
    "caregiver.marking.sd": (0.7, 0.996),
    "caregiver.fright.mean": (-6.5, -6.91),
    "caregiver.fright.sd": (2.8, 2.77),
    "visits.strange_situation.middle_avoidance": (0.44, 0.473),
    "visits.strange_situation.middle_resistance": (0.34, 0.477),
    "visits.strange_situation.middle_disorganisation": (0.31, 0.104),
    "visits.strange_situation.aroused": (0.3, 0.427),
    "visits.home_observation.error": (0.6, 0.529),
}
SPACE = {name: Searched(*RANGES[name], *values) for name, values in STARTS.items()}


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


def searched(trials):
    """The best point that CMA-ES (Hansen 2016, arXiv:1604.00772) finds from the start."""
    low = np.array([each.low for each in SPACE.values()])
    high = np.array([each.high for each in SPACE.values()])
    start = np.array([each.start for each in SPACE.values()])
    unit = np.tile([0.0, 1.0], (len(SPACE), 1))
    search = CMA(mean=(start - low) / (high - low), sigma=SIGMA, bounds=unit, seed=SEED)
    best, place = math.inf, start

    def values(point):
        return {name: float(f"{v:.3g}") for name, v in zip(SPACE, point, strict=True)}

    for _ in track(range(max(1, trials // search.population_size)), "searching", transient=True):
        told = []
        for _ in range(search.population_size):
            asked = search.ask()
            point = low + (high - low) * asked
            missed, _ = tried(values(point))
            told.append((asked, missed))
            if missed < best:
                best, place = missed, point
        search.tell(told)
    return values(place)


def main(trials: int = 560, out: Path = Path("docs/calibration.json")):
    """Search, print what was found, and keep it."""
    values = searched(trials)
    final, found = tried(values)
    result = {
        "date": datetime.now(UTC).date().isoformat(),
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
