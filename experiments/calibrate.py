"""The declared calibrations of the defaults: search, target function, result and date of each.

    python experiments/calibrate.py attachment [--trials 560] [--out docs/calibration.json]
    python experiments/calibrate.py trust [--trials 200] [--out docs/calibration_trust.json]

Everything marked *fitted* in ``trustsim parameters`` is found here, and nothing else is. What each
calibration may touch, what it aims at, and how strongly a prior pulls every number towards what it
was guessed to be, stands in ``CALIBRATIONS`` (``docs/calibration.md``).

attachment  Its target function knows the shares of the classes in low-risk samples, how
            sensitivity, mentalising and fright go with the classes, and which care goes with which
            class. It knows nothing of whom children believe: the lives it looks at end with the
            Strange Situation at twelve months.
trust       What decides whom a child trusts: how much doubt a newcomer meets with, what being
            passed over counts for, how surely children see that somebody errs, from how many
            answers a name is chosen, and what the other children are like whom they meet as they
            grow. None of it touches the classes of attachment. Its target function knows the eight
            shares of ``accuracy_tracking``, their order within an age and between ages, and the two
            leanings of the whole sample of Corriveau et al. (2009): with the mother where there is
            nothing to see, against her where she says the improbable. It knows no class, and
            nothing of liars, familiar teachers, labels, gaze or grown-ups.
"""

import json
import math
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer
from cmaes import CMA
from rich.progress import track

import trustsim as ts
from trustsim.asking.patterns import literature
from trustsim.asking.patterns.mother_stranger import AMBIGUOUS, ASYMMETRIC
from trustsim.asking.patterns.published import published
from trustsim.measures import answers, attachment, class_shares, correlation, siding
from trustsim.study.protocols.accuracy_of_informants import PAIRS
from trustsim.study.protocols.strange_situation import (
    AVOIDANT,
    CLASSES,
    DISORGANISED,
    RESISTANT,
    SECURE,
)
from trustsim.study.searched import RANGES

PRIOR_WIDTH = 0.3  # of the searched range
MARGIN, EDGE = 0.01, 0.005  # by how much an order must hold, and how sharply it is missed


class Start(NamedTuple):
    """Where a number is pulled to, and where its search begins."""

    prior: float
    start: float


class Target(NamedTuple):
    """A number of the literature, how closely it is to be met, and whether more is as good."""

    value: float
    tolerance: float
    at_least: bool = False


class Calibration(NamedTuple):
    """What may vary, what is aimed at, and how it is searched for."""

    starts: dict  # dotted name -> Start
    visits: tuple
    targets: object  # function () -> name -> Target
    measured: object  # function (Records) -> name -> number
    leads: object  # function (name -> number) -> differences that must be above zero
    seed: int
    children: int
    sigma: float  # of the searched range, at the start
    prior_weight: float  # of a squared deviation
    trials: int
    out: Path

    def study(self, changes):
        """One large low-risk cohort."""
        visits = {name: {} for name in self.visits}
        given = {"seed": self.seed, "worlds": 1, "children": self.children, "visits": visits}
        return ts.from_dict(given).but(changes)

    def loss(self, found, values):
        """Squared misses in tolerances, and the pull of the prior."""
        missed = 0.0
        for name, target in self.targets().items():
            miss = found[name] - target.value
            missed += ((min(miss, 0.0) if target.at_least else miss) / target.tolerance) ** 2
        missed += sum((min(lead - MARGIN, 0.0) / EDGE) ** 2 for lead in self.leads(found))
        pull = sum(
            ((values[name] - each.prior) / (PRIOR_WIDTH * (RANGES[name].high - RANGES[name].low)))
            ** 2
            for name, each in self.starts.items()
        )
        return float(missed + self.prior_weight * pull)

    def tried(self, values):
        """Loss and numbers of one point of the search."""
        found = self.measured(ts.run(self.study(values)))
        return self.loss(found, values), found

    def searched(self, trials):
        """The best point of the search, to three digits."""
        ranges = {name: RANGES[name] for name in self.starts}
        low, high = np.array([*ranges.values()], dtype=float).T
        start = np.array([each.start for each in self.starts.values()], dtype=float)
        best = best_point(
            lambda values: self.tried(in_three_digits(values))[0],
            ranges, (start - low) / (high - low), self.sigma, self.seed, trials,
        )  # fmt: skip
        return in_three_digits(best)


def in_three_digits(values):
    """The same values, each with three significant digits."""
    return {name: float(f"{value:.3g}") for name, value in values.items()}


def best_point(loss, ranges, start, sigma, seed, trials):
    """The values with the least loss that CMA-ES (Hansen 2016, arXiv:1604.00772) finds, by name.

    ``start`` and ``sigma`` are shares of the ranges.
    """
    low, high = np.array([*ranges.values()], dtype=float).T
    unit = np.tile([0.0, 1.0], (len(low), 1))
    search = CMA(mean=start, sigma=sigma, bounds=unit, seed=seed)
    best, place = math.inf, {}
    for _ in track(range(max(1, trials // search.population_size)), "searching", transient=True):
        tried = []
        for _ in range(search.population_size):
            share = search.ask()
            values = dict(zip(ranges, map(float, low + (high - low) * share), strict=True))
            missed = loss(values)
            tried.append((share, missed))
            if missed < best:
                best, place = missed, values
        search.tell(tried)
    return place


def class_targets():
    """The numbers of the literature on attachment, where there are any."""
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


def classes_and_care(records):
    """The numbers of one cohort that the targets on attachment speak of."""
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


def shares_of_pairs():
    """The published shares by age and pair: name -> (pair, months, share)."""
    found = published("accuracy_of_informants").values
    return {f"{m / 12:g} years, {pair}": (pair, m, share) for (pair, m), share in found.items()}


def accuracy_targets():
    """The published shares."""
    return {name: Target(share, 0.03) for name, (*_, share) in shares_of_pairs().items()}


def accuracy_and_leanings(records):
    """The same shares in one cohort, and the two leanings of the sample."""
    found = {
        name: answers(records, "accuracy_of_informants", pair, months).mean()
        for name, (pair, months, _) in shares_of_pairs().items()
    }
    found["mother, nothing to see"] = np.mean([siding(records, task).mean() for task in AMBIGUOUS])
    found["mother, improbable"] = siding(records, ASYMMETRIC).mean()
    return found


def orders_and_leanings(found):
    """How far each order of the shares and each leaning holds."""
    shares = np.array([found[name] for name in shares_of_pairs()]).reshape(2, len(PAIRS))
    return [
        *(shares[:, :-1] - shares[:, 1:]).ravel(),
        *(shares[1] - shares[0]),
        found["mother, nothing to see"] - 0.5,
        0.5 - found["mother, improbable"],
    ]


CALIBRATIONS = {
    "attachment": Calibration(
        {  # pulled to the laboratory prototype
            "theory.strategy.consistency": Start(48, 22.9),
            "theory.strategy.uncertainty_bonus": Start(0.25, 0.49),
            "theory.strategy.minimising_gain": Start(0.49, 0.272),
            "theory.strategy.maximising_gain": Start(2, 2.7),
            "theory.strategy.effort": Start(0.41, 0.273),
            "theory.strategy.learning_rate": Start(0.075, 0.0448),
            "theory.noticing.signal_weight": Start(4, 6.61),
            "theory.arousal.escalation": Start(0.24, 0.324),
            "theory.arousal.alarm": Start(0.49, 0.359),
            "theory.arousal.pain": Start(0.44, 0.301),
            "theory.mirroring.strain": Start(2.9, 5.86),
            "theory.mirroring.contact": Start(0.15, 0.0752),
            "theory.mirroring.congruent": Start(0.19, 0.428),
            "theory.mirroring.marked": Start(0.28, 0.153),
            "theory.mirroring.unmarked": Start(0.13, 0.152),
            "theory.play.stimulation": Start(0.4, 0.513),
            "theory.threat.rise": Start(0.05, 0.166),
            "theory.threat.fall": Start(0.01, 0.0144),
            "caregiver.availability.mean": Start(2.3, 2.44),
            "caregiver.availability.sd": Start(0.8, 0.627),
            "caregiver.rejection.mean": Start(-2.5, -3.23),
            "caregiver.rejection.sd": Start(2.2, 0.719),
            "caregiver.intrusion.mean": Start(-1.6, -2.07),
            "caregiver.intrusion.sd": Start(1, 0.857),
            "caregiver.inconsistency.mean": Start(-0.25, -0.863),
            "caregiver.inconsistency.sd": Start(0.9, 1.26),
            "caregiver.congruence.mean": Start(1.7, 1.06),
            "caregiver.congruence.sd": Start(0.8, 1.48),
            "caregiver.marking.mean": Start(1, 1.38),
            "caregiver.marking.sd": Start(0.7, 0.996),
            "caregiver.fright.mean": Start(-6.5, -6.91),
            "caregiver.fright.sd": Start(2.8, 2.77),
            "visits.strange_situation.middle_avoidance": Start(0.44, 0.473),
            "visits.strange_situation.middle_resistance": Start(0.34, 0.477),
            "visits.strange_situation.middle_disorganisation": Start(0.31, 0.104),
            "visits.strange_situation.aroused": Start(0.3, 0.427),
            "visits.home_observation.error": Start(0.6, 0.529),
        },
        visits=("home_observation", "strange_situation"),
        targets=class_targets,
        measured=classes_and_care,
        leads=lambda found: [],
        seed=1,
        children=4000,
        sigma=0.03,
        prior_weight=0.15,
        trials=560,
        out=Path("docs/calibration.json"),
    ),
    "trust": Calibration(
        {  # pulled to the guess at which the search begins
            name: Start(guess, guess)
            for name, guess in {
                "theory.trust.doubt": 1.5,
                "theory.trust.passed_over": 0.2,
                "theory.learning.evident": 0.8,
                "theory.learning.alternatives": 7,
                "playmates.knowledge": 0.5,
                "playmates.helpfulness": 0.5,
                "childhood.playmates": 0.5,
            }.items()
        },
        visits=("strange_situation", "accuracy_of_informants", "mother_stranger"),
        targets=accuracy_targets,
        measured=accuracy_and_leanings,
        leads=orders_and_leanings,
        seed=2,
        children=3000,
        sigma=0.1,
        prior_weight=1.0,
        trials=200,
        out=Path("docs/calibration_trust.json"),
    ),
}
Which = StrEnum("Which", list(CALIBRATIONS))


def main(
    which: Which,
    trials: Annotated[int, typer.Option(help="0: as many as were declared.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Where it is kept if not in docs/.")] = None,
):
    """Search, print what was found, and keep it."""
    asked = CALIBRATIONS[which]
    trials = trials or asked.trials
    values = asked.searched(trials)
    final, found = asked.tried(values)
    targets = asked.targets()
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "trials": trials,
        "loss": round(final, 2),
        "targets": {
            name: {
                "target": targets[name].value if name in targets else None,
                "found": round(float(number), 3),
            }
            for name, number in found.items()
        },
        "values": values,
    }
    (out or asked.out).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    typer.run(main)
