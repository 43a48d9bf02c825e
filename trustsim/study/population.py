"""Who is born, and to whom: correlated factors, and the traits under them.

Three factors of a caregiver (sensitivity, mentalising, disruption) are standard normal in the
reference population and correlated. Ainsworth's scales hang under sensitivity, congruence, marking
and ostension under mentalising, fright under disruption (eq. 55), so that a study can fix, shift or
redistribute any factor (standard deviations of the reference population) and any single trait (its
own unit before the link).
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from trustsim.theory.about import ASSUMPTION, CALIBRATED
from trustsim.theory.chance import OCCASIONS, Decision, Moment, luck, normal
from trustsim.theory.compiled import rule
from trustsim.theory.extending import extension
from trustsim.theory.parameters import LearnerTraits, PartnerTraits, annotations
from trustsim.theory.rows import reader

BIRTH = int(Decision.BIRTH)
SHARED_BY = OCCASIONS - 1  # the occasion of the births of those who are shared by many
FACTORS = {
    "sensitivity": "readiness to see, accept and follow the child's signals (Ainsworth's scales)",
    "mentalising": "reading the child's state and marking it as the child's",
    "disruption": "frightening or disrupted behaviour",
}
CORRELATIONS = {
    ("sensitivity", "mentalising"): 0.30,  # .25 to .35: Zeegers et al. (2017)
    ("sensitivity", "disruption"): -0.15,  # weak: assumption
    ("mentalising", "disruption"): -0.15,
}
SHARED = 0.8  # share of a trait's variance that comes from its factor: assumption


class Spread(NamedTuple):
    """How a trait is distributed in the reference population, before the link."""

    mean: float
    sd: float
    link: str
    basis: str
    factor: str = ""
    sign: float = 1.0

    @property
    def source(self):
        """Where mean and standard deviation come from."""
        return CALIBRATED if self.basis == "fitted" else ASSUMPTION


def own(traits):
    """How the traits of a theory of one's own are distributed."""
    return {name: Spread(each.mean, each.sd, each.link, "assumed") for name, each in traits.items()}


CAREGIVERS = {
    "availability": Spread(2.65, 0.666, "identity", "fitted", "sensitivity"),
    "rejection": Spread(-3.36, 1.31, "logit", "fitted", "sensitivity", -1.0),
    "intrusion": Spread(-1.27, 0.9, "logit", "fitted", "sensitivity", -1.0),
    "inconsistency": Spread(-0.441, 1.36, "log", "fitted"),
    "congruence": Spread(0.925, 1.3, "identity", "fitted", "mentalising"),
    "marking": Spread(1.62, 1.24, "logit", "fitted", "mentalising"),
    "ostension": Spread(1.0, 1.0, "logit", "assumed", "mentalising"),
    "fright": Spread(-7.53, 2.45, "logit", "fitted", "disruption"),
    "knowledge": Spread(2.2, 0.5, "logit", "assumed"),
    "helpfulness": Spread(3.0, 0.5, "logit", "assumed"),
    "contingency": Spread(1.0, 0.0, "identity", "assumed"),
    "resonance": Spread(0.0, 0.0, "identity", "assumed"),
    "reciprocity": Spread(0.0, 0.0, "identity", "assumed"),
    **own(extension().partner_traits),
}
INFANTS = {
    "reactivity": Spread(0.0, 0.2, "log", "assumed"),
    "recovery": Spread(-1.05, 0.3, "logit", "assumed"),
    "learning": Spread(0.0, 0.3, "log", "assumed"),
    **own(extension().learner_traits),
}
LUCK = (  # each row of the blueprint has its own luck, by its place here: append only
    *FACTORS,
    "availability",
    "rejection",
    "intrusion",
    "inconsistency",
    "congruence",
    "marking",
    "ostension",
    "fright",
    "knowledge",
    "helpfulness",
    "reactivity",
    "recovery",
    "learning",
    "contingency",
    "resonance",
    "reciprocity",
    *extension().partner_traits,
    *extension().learner_traits,
)
OSTENSION = LUCK.index("ostension")
LINKS = ("identity", "logit", "log")
IDENTITY, LOGIT, LOG = range(3)

PRESETS = {
    "low_risk": {},
    "high_risk": {
        "sensitivity": {"shift": -1.0},
        "mentalising": {"shift": -1.0},
        "disruption": {"shift": 1.0},
    },
}


def blueprint(caregiver, infant):
    """The population as one linear map from standard normal numbers to traits before the link.

    ``caregiver`` and ``infant`` map names to a value or to ``{shift}`` or ``{mean, sd}``. Returns
    rows (factors, caregiver's traits, infant's traits) of: mean, weights of the three shared
    numbers, weight of the row's own number, link, low, high, place in ``LUCK``.
    """
    factors = {}
    for name, root in zip(FACTORS, roots(), strict=True):
        mean, scale, _ = redistributed(0.0, 1.0, caregiver.get(name, {}))
        factors[name] = (mean, scale * root)
    rows = [
        [mean, *weights, 0.0, IDENTITY, -math.inf, math.inf, LUCK.index(name)]
        for name, (mean, weights) in factors.items()
    ]
    for spreads, group, changes in (
        (CAREGIVERS, PartnerTraits, caregiver),
        (INFANTS, LearnerTraits, infant),
    ):
        for name, about in annotations(group).items():
            row = trait_row(spreads[name], about, changes.get(name, {}), factors)
            rows.append([*row, LUCK.index(name)])
    return np.array(rows, dtype=np.float64)


def roots():
    """How each factor is made of three numbers that go with nothing (factor, number)."""
    names = list(FACTORS)
    correlation = np.eye(len(names))
    for (one, other), r in CORRELATIONS.items():
        i, j = names.index(one), names.index(other)
        correlation[i, j] = correlation[j, i] = r
    return np.linalg.cholesky(correlation)


def at_rank(trait, rank):
    """The change that gives every caregiver a trait as it stands at a rank among caregivers."""
    spread = CAREGIVERS[trait]
    return {"mean": spread.mean + spread.sd * float(ndtri(rank)), "sd": 0.0}


def redistributed(mean, sd, change):
    """Mean and standard deviation after a change, and whether the value is fixed."""
    if isinstance(change, Mapping):
        return change.get("mean", mean) + change.get("shift", 0.0), change.get("sd", sd), False
    return float(change), 0.0, True


def trait_row(spread, about, change, factors):
    """One row of the blueprint.

    **Eq. 55, traits at birth.** A caregiver's trait hangs under a factor or stands alone, with a
    mean and a standard deviation; so does every trait of an infant, alone. `link` is the identity,
    the logistic curve or the exponential; the result is kept within the range of the trait.

        under a factor:  trait = link(mean + sd * (sign * sqrt(SHARED) * factor
                                                   + sqrt(1 - SHARED) * z))
        standing alone:  trait = link(mean + sd * z)
    """
    mean, sd, fixed = redistributed(spread.mean, spread.sd, change)
    if fixed:
        return [mean, 0.0, 0.0, 0.0, 0.0, IDENTITY, about.low, about.high]
    shared, own = np.zeros(3), sd
    if spread.factor:
        loading = spread.sign * math.sqrt(SHARED)
        factor_mean, weights = factors[spread.factor]
        mean, shared = mean + sd * loading * factor_mean, sd * loading * weights
        own = sd * math.sqrt(1.0 - SHARED)
    return [mean, *shared, own, LINKS.index(spread.link), about.low, about.high]


@rule
def whose(moment, many):
    """Where the birth of somebody is looked up: of one's own, or of one of so many, by chance."""
    if many == 0:
        return moment
    chance, _, _, _ = luck(moment, Decision.WHOM)
    return Moment(moment.seed, 0, int(chance * many), 0, moment.partner, SHARED_BY)


@rule
def born(moment, blueprint, traits):
    """Fill ``traits``: three factors of the caregiver, her traits, the infant's traits."""
    a, b, c, d = luck(moment, Decision.BIRTH)
    e, f, _, _ = luck(moment, BIRTH + 4)
    numbers = normal(a, b), normal(c, d), normal(e, f)
    formed(moment, blueprint, numbers, math.nan, traits)


@rule
def formed(moment, blueprint, numbers, addressing, traits):
    """Fill ``traits`` of somebody with these three shared numbers.

    Each row has a number of its own beside them, by chance; ``addressing`` is that of ostension,
    unless it is not a number.
    """
    first, second, third = numbers
    for row in range(len(blueprint)):
        place = int(blueprint[row, 8])
        one, pair, _, _ = luck(moment, BIRTH + 8 + 4 * place)
        own = normal(one, pair)
        if place == OSTENSION and not math.isnan(addressing):
            own = addressing
        value = (
            blueprint[row, 0]
            + blueprint[row, 1] * first
            + blueprint[row, 2] * second
            + blueprint[row, 3] * third
            + blueprint[row, 4] * own
        )
        if blueprint[row, 5] == LOGIT:
            value = 1.0 / (1.0 + math.exp(-value))
        elif blueprint[row, 5] == LOG:
            value = math.exp(value)
        traits[row] = min(blueprint[row, 7], max(blueprint[row, 6], value))


def shared_numbers(factors):
    """The three numbers under factors with these values (..., 3), in standard deviations."""
    return np.asarray(factors) @ np.linalg.inv(roots()).T


caregiver = reader(PartnerTraits, begins=len(FACTORS))  # to whom a child is born, of its births
infant = reader(LearnerTraits, begins=len(FACTORS) + len(PartnerTraits._fields))  # and it itself
