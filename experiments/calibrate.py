"""The declared calibration of the defaults: search, target function, result and date.

    python experiments/calibrate.py [--trials 600] [--starts 5] [--out docs/calibration.json]

Everything marked *fitted* in ``trustsim parameters`` is found here, and nothing else is:
``STARTS`` lists every number that may be touched, and to what guess a prior pulls it. The search
begins at that guess, and anew at other places; what each beginning leads to is told
(``docs/calibration.md``). Each generation of a search sees cohorts of its own, so that no point is
kept for the luck of one; the defaults are the mean of where the searches end. Ends and mean are
judged by cohorts that no search has seen.

The target function knows the shares of the classes in low-risk samples, how sensitivity,
mentalising and fright go with the classes, which care goes with which class, and that classes come
again after a month; the eight shares of ``accuracy_tracking``, their order within an age and
between ages; the two leanings of the whole sample of Corriveau et al. (2009): with the mother where
there is nothing to see, against her where she says the improbable; and that false beliefs are
understood below chance at three and above it at five years. It knows nothing of which class
believes whom, or understands what, nor of liars, familiar teachers, labels, gaze, preschool classes
or grown-ups.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer
from cmaes import CMA
from rich.progress import track

import trustsim as ts
from trustsim.asking.patterns import literature
from trustsim.asking.patterns.minds import BELOW_AND_ABOVE
from trustsim.asking.patterns.mother_stranger import AMBIGUOUS, ASYMMETRIC
from trustsim.asking.patterns.published import published
from trustsim.measures import answers, attachment, class_shares, correlation, kappa, siding
from trustsim.study.protocols.accuracy_of_informants import PAIRS
from trustsim.study.protocols.strange_situation import (
    AVOIDANT,
    CLASSES,
    DISORGANISED,
    RESISTANT,
    SECURE,
)
from trustsim.study.searched import RANGES

SEED = 1
SEEN = 1000  # seed of the cohorts of a search's first generation; each has cohorts of its own
UNSEEN = range(11, 21)  # seeds of the cohorts by which ends and mean are judged
INFANTS = {  # one large cohort, whose lives end soon
    "children": 2000,
    "visits": {"home_observation": {}, "strange_situation": {"months": [12, 13]}},
}
PRESCHOOLERS = {  # and a smaller one that lives on
    "children": 800,
    "visits": {
        "strange_situation": {},
        "understanding_minds": {},
        "accuracy_of_informants": {},
        "mother_stranger": {},
    },
}
SIGMA = 0.04  # of the searched range, at the start of a search
SPREAD = 0.05  # of the searched range: how far other beginnings lie from the guess
PRIOR_WIDTH = 0.3  # of the searched range
PRIOR_WEIGHT = 1.0  # of a squared deviation
MARGIN, EDGE = 0.01, 0.005  # by how much an order must hold, and how sharply it is missed
STARTS = {
    "theory.strategy.consistency": 62,
    "theory.strategy.uncertainty_bonus": 0.31,
    "theory.strategy.minimising_gain": 0.35,
    "theory.strategy.maximising_gain": 2.7,
    "theory.strategy.effort": 0.23,
    "theory.strategy.untried": 30,
    "theory.noticing.signal_weight": 5.1,
    "theory.arousal.escalation": 0.27,
    "theory.arousal.alarm": 0.76,
    "theory.arousal.pain": 0.47,
    "theory.mirroring.strain": 2.8,
    "theory.mirroring.contact": 0.13,
    "theory.mirroring.recognised": 0.74,
    "theory.mirroring.unmarked": 0.19,
    "theory.play.stimulation": 0.3,
    "theory.threat.rise": 0.14,
    "theory.threat.fall": 0.024,
    "theory.trust.spread": 0.23,
    "theory.trust.doubt": 0.48,
    "theory.trust.answered": 0.89,
    "theory.trust.understood": 0.28,
    "theory.reflection.threshold": 0.36,
    "theory.reflection.steepness": 25,
    "theory.misreading.likely": 0.24,
    "theory.learning.evident": 0.94,
    "theory.learning.alternatives": 9.9,
    "playmates.knowledge": 0.33,
    "playmates.helpfulness": 0.85,
    "childhood.playmates": 0.68,
    "caregiver.availability.mean": 2.7,
    "caregiver.availability.sd": 0.68,
    "caregiver.rejection.mean": -3.4,
    "caregiver.rejection.sd": 1.3,
    "caregiver.intrusion.mean": -1.4,
    "caregiver.intrusion.sd": 0.82,
    "caregiver.inconsistency.mean": -0.62,
    "caregiver.inconsistency.sd": 1.4,
    "caregiver.congruence.mean": 0.75,
    "caregiver.congruence.sd": 1.2,
    "caregiver.marking.mean": 1.6,
    "caregiver.marking.sd": 1.2,
    "caregiver.fright.mean": -7.5,
    "caregiver.fright.sd": 2.8,
    "visits.strange_situation.middle_avoidance": 0.21,
    "visits.strange_situation.middle_resistance": 0.56,
    "visits.strange_situation.middle_disorganisation": 0.13,
    "visits.home_observation.error": 1.0,
}


class Target(NamedTuple):
    """A number of the literature, how closely it is to be met, and whether more is as good."""

    value: float
    tolerance: float
    at_least: bool = False


class Found(NamedTuple):
    """Where one search ended: what it missed, the numbers there, and the values."""

    loss: float
    numbers: dict
    values: dict


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
        "the same class after a month, kappa": Target(0.65, 0.03, at_least=True),
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
        "the same class after a month, kappa": kappa(classes, attachment(records, last=True))[0],
    }


def shares_of_pairs():
    """The published shares by age and pair: name -> (pair, months, share)."""
    found = published("accuracy_of_informants").values
    return {f"{m / 12:g} years, {pair}": (pair, m, share) for (pair, m), share in found.items()}


def accuracy_targets():
    """The published shares."""
    return {name: Target(share, 0.03) for name, (*_, share) in shares_of_pairs().items()}


def accuracy_and_leanings(records):
    """The same shares in one cohort, the two leanings of the sample, and what is seen of minds."""
    found = {
        name: answers(records, "accuracy_of_informants", pair, months).mean()
        for name, (pair, months, _) in shares_of_pairs().items()
    }
    found["mother, nothing to see"] = np.mean([siding(records, task).mean() for task in AMBIGUOUS])
    found["mother, improbable"] = siding(records, ASYMMETRIC).mean()
    for months in BELOW_AND_ABOVE:
        solved = records.column("understanding_minds", "false belief", months)
        found[f"false belief, {months / 12:g} years"] = solved.mean()
    return found


def orders_and_leanings(found):
    """How far each order of the shares and each leaning holds."""
    shares = np.array([found[name] for name in shares_of_pairs()]).reshape(2, len(PAIRS))
    return [
        *(shares[:, :-1] - shares[:, 1:]).ravel(),
        *(shares[1] - shares[0]),
        found["mother, nothing to see"] - 0.5,
        0.5 - found["mother, improbable"],
        0.5 - found["false belief, 3 years"],
        found["false belief, 5 years"] - 0.5,
    ]


def targets():
    """Every number that is aimed at."""
    return {**class_targets(), **accuracy_targets()}


def measured(changes, seed):
    """The same numbers in low-risk cohorts, the two leanings of the sample, and false beliefs."""
    infants, preschoolers = (
        ts.run(ts.from_dict({"seed": seed, "worlds": 1, **cohort}).but(changes))
        for cohort in (INFANTS, PRESCHOOLERS)
    )
    return {**classes_and_care(infants), **accuracy_and_leanings(preschoolers)}


def missed(found, values):
    """Squared misses in tolerances, and the pull of the prior."""
    total = 0.0
    for name, target in targets().items():
        miss = found[name] - target.value
        total += ((min(miss, 0.0) if target.at_least else miss) / target.tolerance) ** 2
    total += sum((min(lead - MARGIN, 0.0) / EDGE) ** 2 for lead in orders_and_leanings(found))
    pull = sum(
        ((values[name] - guess) / (PRIOR_WIDTH * (RANGES[name].high - RANGES[name].low))) ** 2
        for name, guess in STARTS.items()
    )
    return float(total + PRIOR_WEIGHT * pull)


def tried(values, seed):
    """One point of the search, in the cohorts of a seed."""
    found = measured(values, seed)
    return Found(missed(found, values), found, values)


def unseen(values):
    """These values on average in cohorts that no search has seen."""
    found = [tried(values, seed) for seed in UNSEEN]
    numbers = {name: np.mean([each.numbers[name] for each in found]) for name in found[0].numbers}
    return Found(float(np.mean([each.loss for each in found])), numbers, values)


def middle(ends):
    """The mean of the values where the searches end."""
    return in_three_digits(
        {name: float(np.mean([end.values[name] for end in ends])) for name in STARTS}
    )


def in_three_digits(values):
    """The same values, each with three significant digits."""
    return {name: float(f"{value:.3g}") for name, value in values.items()}


def searched(start, trials):
    """Where a search ends; number 0 begins at the guess, every other one somewhere around it."""
    ranges = {name: RANGES[name] for name in STARTS}
    low, high = np.array([*ranges.values()], dtype=float).T
    begin = (np.array([*STARTS.values()], dtype=float) - low) / (high - low)
    if start:
        begin += SPREAD * np.random.default_rng([SEED, start]).standard_normal(len(begin))
    end = settled(
        lambda values, generation: tried(in_three_digits(values), SEEN + generation).loss,
        ranges, begin.clip(0.01, 0.99), SIGMA, SEED + start, trials,
    )  # fmt: skip
    return unseen(in_three_digits(end))


def settled(loss, ranges, start, sigma, seed, trials):
    """Where a search by CMA-ES (Hansen 2016, arXiv:1604.00772) has come to, by name.

    ``loss`` takes values and the number of the generation: where each generation sees cohorts of
    its own, no point is kept for the luck of one. ``start`` and ``sigma`` are shares of the ranges.
    """
    low, high = np.array([*ranges.values()], dtype=float).T

    def at(share):
        return dict(zip(ranges, map(float, low + (high - low) * share), strict=True))

    unit = np.tile([0.0, 1.0], (len(low), 1))
    search = CMA(mean=start, sigma=sigma, bounds=unit, seed=seed)
    generations = range(max(1, trials // search.population_size))
    for generation in track(generations, "searching", transient=True):
        shares = [search.ask() for _ in range(search.population_size)]
        search.tell([(share, loss(at(share), generation)) for share in shares])
    return at(search.mean.clip(0.0, 1.0))


def main(
    trials: Annotated[int, typer.Option(help="Points of each search.")] = 600,
    starts: Annotated[int, typer.Option(help="From how many beginnings.")] = 5,
    out: Annotated[Path, typer.Option(help="Where it is kept.")] = Path("docs/calibration.json"),
):
    """Search, print what was found, and keep it."""
    ends = []
    for start in range(starts):
        ends.append(searched(start, trials))
        keep(ends, trials, out)
    print(out.read_text(encoding="utf-8"))


def keep(ends, trials, out):
    """The mean of the ends as a file, beside what every search has led to."""
    mean, wanted = unseen(middle(ends)), targets()
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "trials": trials,
        "loss": round(mean.loss, 2),
        "losses": [round(end.loss, 2) for end in ends],
        "targets": {
            name: {
                "target": wanted[name].value if name in wanted else None,
                "found": round(float(number), 3),
            }
            for name, number in mean.numbers.items()
        },
        "values": mean.values,
        "spread": {  # of the ends of the searches, as shares of the searched range
            name: [round((end.values[name] - each.low) / (each.high - each.low), 2) for end in ends]
            for name, each in RANGES.items()
            if name in STARTS
        },
    }
    out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
