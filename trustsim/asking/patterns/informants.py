"""How children choose between informants, and what a warning or their eyes do to it."""

import math

import numpy as np

from trustsim.asking.patterns.part import (
    ABOVE_HALF,
    ABOVE_ZERO,
    BELOW_ZERO,
    Cell,
    Contrast,
    Part,
    literature,
    more,
    share_in,
)
from trustsim.asking.patterns.published import published
from trustsim.study.protocols.accuracy_of_informants import PAIRS, YEARS
from trustsim.study.protocols.neutral_informant import PAIRS as NEUTRAL_PAIRS

THREE, FOUR, FIVE = AGES = (*YEARS.values(), 60.0)  # months
CLEARLY = 0.55  # chance, and as much more as a study of some dozen children could tell from it


def by_age(cohorts, protocol, condition):
    """Mean answer of each cohort at three and at four years."""
    return [Cell(protocol, condition, months).shares(cohorts) for months in (THREE, FOUR)]


def accuracy_tracking(cohorts):
    """Do children go by the accuracy of informants, four-year-olds more than three-year-olds?"""
    three, four = zip(
        *(by_age(cohorts, "accuracy_of_informants", pair) for pair in PAIRS), strict=True
    )
    there = published("accuracy_of_informants").values.values()
    misses = [found - share for found, share in zip([*three, *four], there, strict=True)]
    parts = [Part("RMSE", np.sqrt(np.mean(np.square(misses), axis=0)), (0.0, 0.08))]
    for age, found in (("3 years", three), ("4 years", four)):
        parts += [
            Part(f"{age}: {PAIRS[p]} - {PAIRS[p + 1]}", found[p] - found[p + 1], ABOVE_ZERO)
            for p in range(len(PAIRS) - 1)
        ]
    parts += [
        Part(f"4 - 3 years, {pair}", older - younger, ABOVE_ZERO)
        for pair, younger, older in zip(PAIRS, three, four, strict=True)
    ]
    return parts


def default_helpfulness(cohorts):
    """Do four-year-olds stop following an announced liar, and three-year-olds not?

    *Far below* is taken as half of the published gap at least.
    """
    target = literature()["default_helpfulness"]["target"]
    three, four = by_age(cohorts, "announced_liar", "liar")
    children = cohorts["study"].scenario.children
    far = (target["three_years"] - target["four_years"]) / 2.0
    return [
        Part("3 - 4 years, liar", three - four, (far, math.inf)),
        Part("P(follow), liar, 3 years", three, ABOVE_HALF, children),
        Part("P(follow), liar, 4 years", four, (-math.inf, 0.5), children),
    ]


def testimony_against_eyes(cohorts):
    """Are older children more reluctant to accept a label against their eyes?"""
    return [each.part(cohorts) for each in against_eyes()]


def against_eyes():
    """What was found of labels that the eyes contradict."""

    def label(condition, months):
        return Cell("label_against_eyes", condition, months)

    return [
        more("3 - 4 years, plain", label("plain", THREE), label("plain", FOUR)),
        *(
            more(
                f"nothing to see - plain, {m / 12:g} years",
                label("nothing to see", m),
                label("plain", m),
            )
            for m in (THREE, FOUR)
        ),
        more("meant - plain, 4 years", label("meant", FOUR), label("plain", FOUR)),
    ]


def familiar_teacher(cohorts):
    """Is a familiar teacher preferred, and does being right or wrong matter more with age?"""
    return [each.part(cohorts) for each in (*familiarity(), *credit_found())]


def of_teacher(when, months):
    """Children who are asked about a familiar teacher."""
    return Cell("familiar_teacher", when, months)


def familiarity():
    """What was found of a familiar teacher before anybody is right or wrong."""
    return [share_in(f"P(familiar), {m:g} months", of_teacher("before", m)) for m in AGES]


def credit_found():
    """What was found of a familiar teacher who turns out to be right or wrong."""
    fall = [
        (sign, of_teacher(when, m))
        for m, sign in ((FIVE, -1.0), (THREE, 1.0))
        for when, sign in (("after wrong", sign), ("before", -sign))
    ]
    return [
        *(
            more(
                f"{outcome}: after - before, {m:g} months",
                of_teacher(f"after {outcome}", m),
                of_teacher("before", m),
                limits,
            )
            for outcome, limits in (("right", ABOVE_ZERO), ("wrong", BELOW_ZERO))
            for m in (FOUR, FIVE)
        ),
        Contrast("falls more at 5 than at 3 years", tuple(fall)),
    ]


def accurate_or_neutral(cohorts):
    """Is being right a merit, or being wrong a fault?"""
    return [each.part(cohorts) for each in merit_or_fault()]


def merit_or_fault():
    """What was found of the better of two, one of whom may only have remarked on things."""
    target = literature()["accurate_or_neutral"]["target"]
    return [
        share_in(
            f"{pair}, {age.replace('_', ' ')}",
            Cell("neutral_informant", pair, months),
            (CLEARLY, math.inf) if found else (-math.inf, CLEARLY),
        )
        for p, pair in enumerate(NEUTRAL_PAIRS)
        for age, months in YEARS.items()
        for found in [target[age][p]]
    ]


TESTS = {
    accuracy_tracking: ("accuracy_of_informants",),
    default_helpfulness: ("announced_liar",),
    testimony_against_eyes: ("label_against_eyes",),
    familiar_teacher: ("familiar_teacher",),
    accurate_or_neutral: ("neutral_informant",),
}
