"""The patterns of the literature that this program can test, one small function each.

A test takes the cohorts (the name of a population -> its Records) and returns its parts: numbers
per cohort, each with the range that the literature accepts (``evidence.toml``).
"""

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from trustsim.measures import (
    attachment,
    by_class,
    class_shares,
    correlation,
    first_age,
    partial_correlation,
    siding,
)
from trustsim.protocols.strange_situation import (
    AVOIDANT,
    CLASSES,
    DISORGANISED,
    RESISTANT,
    SECURE,
)

ABOVE_ZERO, BELOW_HALF, ABOVE_HALF = (0.0, math.inf), (-math.inf, 0.5), (0.5, math.inf)
AMBIGUOUS, ASYMMETRIC = ("novel", "50/50"), "75/25"
TASKS = (*AMBIGUOUS, ASYMMETRIC)


class Part(NamedTuple):
    """One number that each cohort shows, and where it should lie."""

    words: str
    values: np.ndarray  # (world,)
    accepted: tuple  # lowest and highest value


@cache
def literature():
    """The patterns of the literature, by name, as ``evidence.toml`` has them."""
    text = (Path(__file__).parent / "evidence.toml").read_text(encoding="utf-8")
    return {each["id"]: each for each in tomllib.loads(text)["pattern"]}


def of_class(records, c):
    """1 for the children of a class, else 0."""
    return (attachment(records) == c).astype(float)


def rated(records, name):
    """A rating or an observed share from the home observation."""
    return records.column("home_observation", name, first_age(records, "home_observation"))


def strange_situation_low_risk(cohorts):
    """Shares of the classes."""
    pattern = literature()["strange_situation_low_risk"]
    shares = class_shares(cohorts["study"])
    return [
        Part(name, shares[:, c], around(pattern["target"][name], pattern["accept"]))
        for c, name in enumerate(CLASSES)
    ]


def around(target, tolerance):
    """Target, more or less."""
    return (target - tolerance, target + tolerance)


def strange_situation_risk(cohorts):
    """Where risk moves children, and which risk moves disorganised most."""
    shares = {name: class_shares(records) for name, records in cohorts.items()}
    moved = shares["high risk"] - shares["low risk"]
    disorganised = {name: share[:, DISORGANISED] for name, share in shares.items()}
    return [
        Part("more disorganised", moved[:, DISORGANISED], ABOVE_ZERO),
        Part("more avoidant", moved[:, AVOIDANT], ABOVE_ZERO),
        Part(
            "disorganised moves more than resistant",
            moved[:, DISORGANISED] - np.abs(moved[:, RESISTANT]),
            ABOVE_ZERO,
        ),
        Part(
            "avoidant moves more than resistant",
            moved[:, AVOIDANT] - np.abs(moved[:, RESISTANT]),
            ABOVE_ZERO,
        ),
        *(
            Part(
                f"disorganised: disruption moves more than {other}",
                disorganised["high disruption"] - disorganised[other],
                ABOVE_ZERO,
            )
            for other in ("low sensitivity", "low mentalising")
        ),
    ]


def sensitivity_security(cohorts):
    """Correlation of rated sensitivity with security."""
    records = cohorts["study"]
    accepted = tuple(literature()["sensitivity_security"]["accept"])
    r = correlation(rated(records, "sensitivity"), of_class(records, SECURE))
    return [Part("r (sensitivity, secure)", r, accepted)]


def mentalising_security(cohorts):
    """Correlation of rated mentalising with security, beside that of sensitivity."""
    records = cohorts["study"]
    accepted = tuple(literature()["mentalising_security"]["accept"])
    secure = of_class(records, SECURE)
    sensitivity, mentalising = rated(records, "sensitivity"), rated(records, "mentalising")
    r = correlation(mentalising, secure)
    return [
        Part("r (mentalising, secure)", r, accepted),
        Part("more than sensitivity", r - correlation(sensitivity, secure), ABOVE_ZERO),
        Part(
            "r with sensitivity held constant",
            partial_correlation(mentalising, secure, sensitivity),
            ABOVE_ZERO,
        ),
    ]


def frightening_disorganised(cohorts):
    """Correlation of rated disruption with disorganisation, beside that of low sensitivity."""
    records = cohorts["study"]
    accepted = tuple(literature()["frightening_disorganised"]["accept"])
    disorganised = of_class(records, DISORGANISED)
    r = correlation(rated(records, "disruption"), disorganised)
    low = correlation(-rated(records, "sensitivity"), disorganised)
    return [
        Part("r (disruption, disorganised)", r, accepted),
        Part("more than low sensitivity", r - low, ABOVE_ZERO),
    ]


def antecedents(cohorts):
    """Which care goes with which class."""
    records = cohorts["study"]
    inconsistency = np.log(records.column("births", "inconsistency"))
    pairs = (
        ("r (overriding play, avoidant)", -rated(records, "followed"), AVOIDANT),
        ("r (inconsistency, resistant)", inconsistency, RESISTANT),
        ("r (unnoticed signals, resistant)", -rated(records, "noticed"), RESISTANT),
        ("r (recognition, secure)", rated(records, "recognised"), SECURE),
    )
    return [
        Part(words, correlation(care, of_class(records, c)), ABOVE_ZERO) for words, care, c in pairs
    ]


def corriveau_sample(cohorts):
    """Whom the sample as a whole believes."""
    records = cohorts["study"]
    accepted = dict.fromkeys(AMBIGUOUS, ABOVE_HALF) | {ASYMMETRIC: BELOW_HALF}
    return [
        Part(f"P(mother), {task}", siding(records, task).mean(1), limits)
        for task, limits in accepted.items()
    ]


def corriveau_order(cohorts):
    """Avoidant, secure and resistant children compared."""
    records = cohorts["study"]
    classes = attachment(records)
    tasks = [by_class(siding(records, task), classes) for task in TASKS]
    together = np.mean(tasks, axis=0)
    return [
        *(
            Part(
                f"secure - avoidant, {task}",
                answers[:, SECURE] - answers[:, AVOIDANT],
                ABOVE_ZERO,
            )
            for task, answers in zip(TASKS, tasks, strict=True)
        ),
        Part(
            "secure - avoidant, all tasks",
            together[:, SECURE] - together[:, AVOIDANT],
            ABOVE_ZERO,
        ),
        Part(
            "resistant - secure, all tasks",
            together[:, RESISTANT] - together[:, SECURE],
            ABOVE_ZERO,
        ),
    ]


def corriveau_flexibility(cohorts):
    """Going by the cues: ambiguous minus asymmetric tasks."""
    records = cohorts["study"]
    ambiguous = np.mean([siding(records, task) for task in AMBIGUOUS], axis=0)
    flexible = by_class(ambiguous - siding(records, ASYMMETRIC), attachment(records))
    return [
        Part(f"secure - {CLASSES[c]}", flexible[:, SECURE] - flexible[:, c], ABOVE_ZERO)
        for c in (AVOIDANT, RESISTANT, DISORGANISED)
    ]


def corriveau_disorganised(cohorts):
    """Disorganised children hardly prefer anybody."""
    records = cohorts["study"]
    classes = attachment(records)
    return [
        Part(
            f"P(mother), {task}",
            by_class(siding(records, task), classes)[:, DISORGANISED],
            around(0.5, 0.1),
        )
        for task in TASKS
    ]


TESTS = {
    test.__name__: test
    for test in (
        strange_situation_low_risk,
        strange_situation_risk,
        sensitivity_security,
        mentalising_security,
        frightening_disorganised,
        antecedents,
        corriveau_sample,
        corriveau_order,
        corriveau_flexibility,
        corriveau_disorganised,
    )
}
HOME, STRANGE, BELIEVE = "home_observation", "strange_situation", "mother_stranger"
NEEDS = {  # the visits without which a pattern cannot be tested
    "strange_situation_low_risk": (STRANGE,),
    "strange_situation_risk": (STRANGE,),
    "sensitivity_security": (HOME, STRANGE),
    "mentalising_security": (HOME, STRANGE),
    "frightening_disorganised": (HOME, STRANGE),
    "antecedents": (HOME, STRANGE),
    "corriveau_sample": (STRANGE, BELIEVE),
    "corriveau_order": (STRANGE, BELIEVE),
    "corriveau_flexibility": (STRANGE, BELIEVE),
    "corriveau_disorganised": (STRANGE, BELIEVE),
}
