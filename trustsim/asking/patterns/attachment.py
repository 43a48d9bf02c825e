"""Which care goes with which attachment, and how lasting that is."""

import math

import numpy as np

from trustsim.asking.patterns.part import (
    ABOVE_ZERO,
    CONTINGENT,
    HIGH_RISK,
    HOME,
    LOW_RISK,
    STRANGE,
    Part,
    around,
    literature,
    of_class,
    rated,
)
from trustsim.measures import (
    attachment,
    class_shares,
    contingencies,
    correlation,
    kappa,
    partial_correlation,
)
from trustsim.measures.readings import among
from trustsim.study.protocols.strange_situation import (
    AVOIDANT,
    CLASSES,
    CODES,
    DISORGANISED,
    RESISTANT,
    SCALES,
    SECURE,
)

INFANCY, A_MONTH_LATER, PRESCHOOL = 12.0, 13.0, 48.0  # months


def strange_situation_low_risk(cohorts):
    """Shares of the classes."""
    pattern = literature()["strange_situation_low_risk"]
    records = cohorts["study"]
    shares, children = class_shares(records), records.scenario.children
    return [
        Part(name, shares[:, c], around(pattern["target"][name], pattern["accept"]), children)
        for c, name in enumerate(CLASSES)
    ]


def strange_situation_risk(cohorts):
    """Where risk moves children, and which risk moves disorganised most."""
    shares = {name: class_shares(records) for name, records in cohorts.items()}
    moved = shares[HIGH_RISK] - shares[LOW_RISK]
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


def contingency_security(cohorts):
    """Is security greatest at a middling contingency?"""
    none, *between, perfect = (
        class_shares(records)[:, SECURE] for records in contingencies(cohorts).values()
    )
    middling = best_of_the_others(np.stack(between))
    return [
        Part("middling - none", middling - none, ABOVE_ZERO),
        Part("middling - perfect", middling - perfect, ABOVE_ZERO),
    ]


def best_of_the_others(shares):
    """In each cohort the share at the level that is best in all others; ``shares`` (level, world).

    To take the best level of the same cohort would find a peak in any flat curve.
    """
    others = shares.sum(1, keepdims=True) - shares
    return np.take_along_axis(shares, others.argmax(0, keepdims=True), axis=0)[0]


def attachment_stability(cohorts):
    """Do the classes of infancy come again at preschool age?"""
    records, pattern = cohorts["study"], literature()["attachment_stability"]
    first, later = attachment(records), attachment(records, last=True)
    r = correlation((first == SECURE).astype(float), (later == SECURE).astype(float))
    kept = [
        ((first == c) & (later == c)).sum(1) / np.maximum((first == c).sum(1), 1)
        for c in range(len(CLASSES))
    ]
    return [
        Part("kappa", kappa(first, later), around(pattern["target"]["kappa"], pattern["accept"])),
        Part("r (secure, secure)", r, around(pattern["target"]["r_secure"], pattern["accept"])),
        *(
            Part(f"secure stays more than {CLASSES[c]}", kept[SECURE] - kept[c], ABOVE_ZERO)
            for c in (AVOIDANT, RESISTANT, DISORGANISED)
        ),
    ]


def attachment_retest(cohorts):
    """Do the classes come again after a month, more surely than what they are made of?

    How sure the class is, is told by kappa; for scales and codes, by the mean of their correlations
    with themselves a month later.
    """
    records, accept = cohorts["study"], literature()["attachment_retest"]["accept"]
    ages = (INFANCY, A_MONTH_LATER, PRESCHOOL)
    first, again, later = (records.column(STRANGE, "attachment", age) for age in ages)
    classes = kappa(first, again)
    scales, codes = retest(records, SCALES), retest(records, CODES)
    return [
        Part("kappa, one month", classes, (accept["kappa_one_month"], 1.0)),
        Part(
            "kappa: one month - three years",
            classes - kappa(first, later),
            (accept["fall_in_three_years"], math.inf),
        ),
        Part("one month: r of scales - r of single codes", scales - codes, ABOVE_ZERO),
        Part("one month: kappa of classes - r of scales", classes - scales, ABOVE_ZERO),
    ]


def retest(records, names):
    """Mean correlation of some columns with themselves a month later, of those that vary."""
    r = [
        correlation(*(records.column(STRANGE, name, age) for age in (INFANCY, A_MONTH_LATER)))
        for name in names
    ]
    r = np.stack(r, axis=1)
    return among(r, np.isfinite(r))


TESTS = {
    strange_situation_low_risk: (STRANGE,),
    strange_situation_risk: (STRANGE,),
    sensitivity_security: (HOME, STRANGE),
    mentalising_security: (HOME, STRANGE),
    frightening_disorganised: (HOME, STRANGE),
    antecedents: (HOME, STRANGE),
    contingency_security: (STRANGE, CONTINGENT),
    attachment_stability: (STRANGE,),
    attachment_retest: (STRANGE,),
}
