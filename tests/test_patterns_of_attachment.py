"""Patterns of attachment: the numbers of each cohort, worked by hand on made-up records.

A correlation of two columns of which each has one half low and the other high is the share of
children in which they agree, less the share in which they do not: 6 of 8 give 0.75 - 0.25.
"""

import math

import pytest
from made_up import ABOVE_ZERO, made_up, shown, strange


def at_home(classes, births=None, **ratings):
    """A home observation at 11 months, and one at 20 that no pattern should read."""
    unread = {name: ["1" * len(classes[0])] * len(classes) for name in ratings}
    home = {"home_observation": {20: unread, 11: ratings}}
    return made_up(home | strange(*classes), births)


def test_the_shares_of_the_classes_are_held_against_those_of_low_risk_samples():
    records = made_up(strange("ssar", "sddd"))
    assert shown("strange_situation_low_risk", {"study": records}) == [
        ("secure", [0.5, 0.25], pytest.approx((0.56, 0.68))),  # 0.62, more or less 0.06
        ("avoidant", [0.25, 0.0], pytest.approx((0.09, 0.21))),  # 0.15
        ("resistant", [0.25, 0.0], pytest.approx((0.03, 0.15))),  # 0.09
        ("disorganised", [0.0, 0.75], pytest.approx((0.09, 0.21))),  # 0.15
    ]


def test_what_risk_moves_is_the_difference_of_the_shares():
    populations = {
        "study": strange("aaaaaaaa", "aaaaaaaa"),  # is not compared
        "low risk": strange("sssssrrd", "ssssssss"),
        "high risk": strange("ssraaddd", "sssssrrd"),
        # in the first cohort +2/8 disorganised, +2/8 avoidant, -1/8 resistant; in the second
        # +1/8, 0 and +2/8: moved is moved, in whichever direction
        "high disruption": strange("sssssddd", "sssssssd"),
        "low sensitivity": strange("sssssssd", "ssssssdd"),
        "low mentalising": strange("ssssssdd", "ssssdddd"),
    }
    cohorts = {name: made_up(seen) for name, seen in populations.items()}
    assert shown("strange_situation_risk", cohorts) == [
        ("more disorganised", [0.25, 0.125], ABOVE_ZERO),
        ("more avoidant", [0.25, 0.0], ABOVE_ZERO),
        ("disorganised moves more than resistant", [0.125, -0.125], ABOVE_ZERO),
        ("avoidant moves more than resistant", [0.125, -0.25], ABOVE_ZERO),
        ("disorganised: disruption moves more than low sensitivity", [0.25, -0.125], ABOVE_ZERO),
        ("disorganised: disruption moves more than low mentalising", [0.125, -0.375], ABOVE_ZERO),
    ]


def test_sensitivity_is_correlated_with_being_secure():
    classes = ["ssssaaaa", "ssssaard"]
    records = at_home(classes, sensitivity=["77733337", "33337777"])
    assert shown("sensitivity_security", {"study": records}) == [
        ("r (sensitivity, secure)", pytest.approx([0.5, -1.0]), (0.15, 0.35)),
    ]


def test_mentalising_is_held_beside_sensitivity():
    records = at_home(
        ["ssssaaaa", "ssssaard"],
        mentalising=["77737333", "77737333"],  # r .5 with secure in both
        sensitivity=["77733733", "33777733"],  # r .5 and 0 with secure, .5 and 0 with mentalising
    )
    assert shown("mentalising_security", {"study": records}) == [
        ("r (mentalising, secure)", pytest.approx([0.5, 0.5]), (0.2, 0.4)),
        ("more than sensitivity", pytest.approx([0.0, 0.5]), ABOVE_ZERO),
        # (.5 - .5 * .5) / sqrt((1 - .25) * (1 - .25)) = .25 / .75; and .5 as nothing is shared
        ("r with sensitivity held constant", pytest.approx([1 / 3, 0.5]), ABOVE_ZERO),
    ]


def test_disruption_is_held_beside_low_sensitivity():
    records = at_home(
        ["ddddssss", "ddddssar"],
        disruption=["77737333", "77773333"],
        sensitivity=["33337777", "37773337"],
    )
    assert shown("frightening_disorganised", {"study": records}) == [
        ("r (disruption, disorganised)", pytest.approx([0.5, 1.0]), (0.25, 0.45)),
        # low sensitivity goes with disorganisation by 1 and by -.5
        ("more than low sensitivity", pytest.approx([-0.5, 1.5]), ABOVE_ZERO),
    ]


def test_each_kind_of_care_is_correlated_with_its_class():
    e = math.e
    records = at_home(
        ["asrr", "asrr"],
        births={"inconsistency": [[1, e, e, e**2], [e, e, 1, e]]},
        followed=["0111", "1000"],
        noticed=["1100", "0011"],
        recognised=["0100", "1011"],
    )
    assert shown("antecedents", {"study": records}) == [
        ("r (overriding play, avoidant)", pytest.approx([1.0, -1.0]), ABOVE_ZERO),
        # its logarithms 0, 1, 1, 2 lie by -1, 0, 0, 1 off their mean, and being resistant by
        # -1/2, -1/2, 1/2, 1/2: 1 / sqrt(2 * 1); and 1, 1, 0, 1: -1/2 / sqrt(3/4 * 1)
        ("r (inconsistency, resistant)", pytest.approx([1 / 2**0.5, -1 / 3**0.5]), ABOVE_ZERO),
        ("r (unnoticed signals, resistant)", pytest.approx([1.0, -1.0]), ABOVE_ZERO),
        ("r (recognition, secure)", pytest.approx([1.0, -1.0]), ABOVE_ZERO),
    ]


def test_the_middling_contingency_of_a_cohort_is_the_best_of_the_other_cohorts():
    watched = {"contingency": {12: {"observed": ["1111"] * 4}}}
    populations = {  # in any order
        "contingency 1": strange("aaaa", "ssaa", "saaa", "ssss"),
        "contingency 0.25": strange("ssss", "sssa", "sssa", "ssaa"),
        "contingency 0": strange("saaa", "saaa", "saaa", "saaa"),
        "contingency 0.5": strange("sssa", "sssa", "aaaa", "ssss"),
        "study": strange("ssss", "ssss", "ssss", "ssss") | watched,
    }
    cohorts = {name: made_up(seen) for name, seen in populations.items()}
    # In quarters, those at 0.25 have 4, 3, 3 and 2, those at 0.5 have 3, 3, 0 and 4. Without the
    # first cohort these are 8 and 7, without the second 9 and 7, without the third 9 and 10,
    # without the fourth 10 and 6: so that the middling ones have 4, 3, 0 and 2.
    assert shown("contingency_security", cohorts) == [
        ("middling - none", [0.75, 0.5, -0.25, 0.25], ABOVE_ZERO),
        ("middling - perfect", [1.0, 0.25, -0.25, -0.5], ABOVE_ZERO),
    ]


def test_stability_compares_the_classes_of_both_strange_situations():
    ages = {
        48: {"attachment": ["sssaaasd", "aardssss"]},
        12: {"attachment": ["ssssaard", "ssssaard"]},
    }
    records = made_up({"strange_situation": ages})
    # First cohort: 6 of 8 are the same, by chance 4/8 * 4/8 + 2/8 * 3/8 + 0 + 1/8 * 1/8 = 23/64;
    # second: none are, by chance 4/8 * 4/8 + 2/8 * 2/8 + 1/8 * 1/8 twice = 22/64.
    # Secure then and now: 6 of 8 agree in the first, none in the second.
    # Of the secure 3/4 stay, of the avoidant all, of the resistant none, of the disorganised all.
    assert shown("attachment_stability", {"study": records}) == [
        ("kappa", pytest.approx([25 / 41, -22 / 42]), pytest.approx((0.13, 0.33))),
        ("r (secure, secure)", pytest.approx([0.5, -1.0]), pytest.approx((0.18, 0.38))),
        ("secure stays more than avoidant", [-0.25, 0.0], ABOVE_ZERO),
        ("secure stays more than resistant", [0.75, 0.0], ABOVE_ZERO),
        ("secure stays more than disorganised", [-0.25, 0.0], ABOVE_ZERO),
    ]


def test_a_retest_compares_classes_scales_and_single_codes_after_a_month():
    same, unlike, flat = (["1155"], ["1155"]), (["0101"], ["0110"]), (["1111"], ["1111"])
    columns = {
        "attachment": (["ssaa"], ["ssaa"]),
        **dict.fromkeys(("proximity", "contact", "avoidance"), same),  # r 1
        "resistance": (["1155"], ["5511"]),  # r -1
        "disorganisation": flat,  # has none
        **dict.fromkeys(("seeks", "minimises", "maximises"), unlike),  # r 0
        "breaks_down": same,
    }
    ages = {
        age: {name: column[n] for name, column in columns.items()} for n, age in ((0, 12), (1, 13))
    }
    ages[48] = ages[12] | {"attachment": ["sasa"]}  # two of four, as by chance
    records = made_up({"strange_situation": ages})
    assert shown("attachment_retest", {"study": records}) == [
        ("kappa, one month", [1.0], (0.6, 1.0)),
        ("kappa: one month - three years", [1.0], (0.2, math.inf)),
        ("one month: r of scales - r of single codes", pytest.approx([0.25]), ABOVE_ZERO),
        ("one month: kappa of classes - r of scales", pytest.approx([0.5]), ABOVE_ZERO),
    ]
