"""How children choose between informants, and what a warning or their eyes do to it."""

import math

import numpy as np

from trustsim.asking.patterns.part import ABOVE_HALF, ABOVE_ZERO, BELOW_ZERO, Part, literature
from trustsim.measures import answers
from trustsim.study.protocols.accuracy_of_informants import PAIRS
from trustsim.study.protocols.neutral_informant import PAIRS as NEUTRAL_PAIRS

THREE, FOUR, FIVE = AGES = (36.0, 48.0, 60.0)  # months
CLEARLY = 0.55  # chance, and as much more as a study of some dozen children could tell from it


def by_age(cohorts, protocol, condition, ages=(THREE, FOUR)):
    """Mean answer of each cohort at each age."""
    return [answers(cohorts["study"], protocol, condition, age).mean(1) for age in ages]


def accuracy_tracking(cohorts):
    """Do children go by the accuracy of informants, four-year-olds more than three-year-olds?"""
    pattern = literature()["accuracy_tracking"]
    three, four = zip(
        *(by_age(cohorts, "accuracy_of_informants", pair) for pair in PAIRS), strict=True
    )
    published = [*pattern["target"]["three_years"], *pattern["target"]["four_years"]]
    misses = [found - there for found, there in zip([*three, *four], published, strict=True)]
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
    three, four = by_age(cohorts, "label_against_eyes", "plain")
    _, meant = by_age(cohorts, "label_against_eyes", "meant")
    (open_three, open_four) = by_age(cohorts, "label_against_eyes", "nothing to see")
    return [
        Part("3 - 4 years, plain", three - four, ABOVE_ZERO),
        Part("nothing to see - plain, 3 years", open_three - three, ABOVE_ZERO),
        Part("nothing to see - plain, 4 years", open_four - four, ABOVE_ZERO),
        Part("meant - plain, 4 years", meant - four, ABOVE_ZERO),
    ]


def familiar_teacher(cohorts):
    """Is a familiar teacher preferred, and does being right or wrong matter more with age?"""
    before, right, wrong = (
        by_age(cohorts, "familiar_teacher", when, AGES)
        for when in ("before", "after right", "after wrong")
    )
    children = cohorts["study"].scenario.children
    fall = [after - ahead for after, ahead in zip(wrong, before, strict=True)]
    return [
        *(
            Part(f"P(familiar), {age:g} months", found, ABOVE_HALF, children)
            for age, found in zip(AGES, before, strict=True)
        ),
        *(
            Part(f"{words}, {age:g} months", after - ahead, limits)
            for words, found, limits in (
                ("right: after - before", right, ABOVE_ZERO),
                ("wrong: after - before", wrong, BELOW_ZERO),
            )
            for age, after, ahead in zip(AGES[1:], found[1:], before[1:], strict=True)
        ),
        Part("falls more at 5 than at 3 years", fall[0] - fall[2], ABOVE_ZERO),
    ]


def accurate_or_neutral(cohorts):
    """Is being right a merit, or being wrong a fault?"""
    target = literature()["accurate_or_neutral"]["target"]
    children = cohorts["study"].scenario.children
    parts = []
    for p, pair in enumerate(NEUTRAL_PAIRS):
        found = by_age(cohorts, "neutral_informant", pair)
        for age, share in zip(("three_years", "four_years"), found, strict=True):
            limits = (CLEARLY, math.inf) if target[age][p] else (-math.inf, CLEARLY)
            parts.append(Part(f"{pair}, {age.replace('_', ' ')}", share, limits, children))
    return parts


TESTS = {
    accuracy_tracking: ("accuracy_of_informants",),
    default_helpfulness: ("announced_liar",),
    testimony_against_eyes: ("label_against_eyes",),
    familiar_teacher: ("familiar_teacher",),
    accurate_or_neutral: ("neutral_informant",),
}
