"""Patterns of informants and of ostension: numbers worked by hand on made-up records."""

import math

import numpy as np
import pytest
from made_up import ABOVE_HALF, ABOVE_ZERO, BELOW_HALF, BELOW_ZERO, made_up, shown, strange

from trustsim.asking.patterns import AGES, literature
from trustsim.asking.patterns.part import around, of_class, rated
from trustsim.asking.patterns.power import smaller_samples
from trustsim.asking.patterns.published import published


def two_children(*means):
    """A column of cohorts of two children, one on each side of the mean of the cohort."""
    return [[mean - 0.125, mean + 0.125] for mean in means]


def seen(protocol, ages, questions=("",)):
    """Records of one protocol: ages -> condition -> the mean of each cohort.

    With two questions the answers to them lie on both sides of that mean.
    """
    signs = {"": 0.0, " ask": 0.0625, " endorse": -0.0625}
    visits = {
        months: {
            condition + question: two_children(*(mean + signs[question] for mean in means))
            for condition, means in conditions.items()
            for question in questions
        }
        for months, conditions in ages.items()
    }
    return {"study": made_up({protocol: visits})}


BOTH = (" ask", " endorse")


# Informants


def test_accuracy_is_tracked_by_pair_and_age():
    pairs = ("100/0", "100/25", "75/0", "75/25")
    three, four = (0.70, 0.65, 0.58, 0.49), (0.84, 0.79, 0.72, 0.53)  # as published
    ages = {
        48: {pair: (share, 0.5) for pair, share in zip(pairs, four, strict=True)},
        36: {pair: (share, 0.5) for pair, share in zip(pairs, three, strict=True)},
    }
    # A cohort that always answers .5 misses by .20, .15, .08, .01 and by .34, .29, .22, .03
    missed = (0.0400 + 0.0225 + 0.0064 + 0.0001 + 0.1156 + 0.0841 + 0.0484 + 0.0009) / 8
    assert shown("accuracy_tracking", seen("accuracy_of_informants", ages, BOTH)) == [
        ("RMSE", pytest.approx([0.0, missed**0.5]), (0.0, 0.08)),
        ("3 years: 100/0 - 100/25", pytest.approx([0.05, 0.0]), ABOVE_ZERO),
        ("3 years: 100/25 - 75/0", pytest.approx([0.07, 0.0]), ABOVE_ZERO),
        ("3 years: 75/0 - 75/25", pytest.approx([0.09, 0.0]), ABOVE_ZERO),
        ("4 years: 100/0 - 100/25", pytest.approx([0.05, 0.0]), ABOVE_ZERO),
        ("4 years: 100/25 - 75/0", pytest.approx([0.07, 0.0]), ABOVE_ZERO),
        ("4 years: 75/0 - 75/25", pytest.approx([0.19, 0.0]), ABOVE_ZERO),
        ("4 - 3 years, 100/0", pytest.approx([0.14, 0.0]), ABOVE_ZERO),
        ("4 - 3 years, 100/25", pytest.approx([0.14, 0.0]), ABOVE_ZERO),
        ("4 - 3 years, 75/0", pytest.approx([0.14, 0.0]), ABOVE_ZERO),
        ("4 - 3 years, 75/25", pytest.approx([0.04, 0.0]), ABOVE_ZERO),
    ]


def of_whom(first, last, *means):
    """A column of cohorts of 144: .25 above and below the mean by turns, and nobody else at all."""
    signs = [0.25 if child % 2 else -0.25 for child in range(144)]
    return [
        [mean + signs[child] if first <= child < last else 0.0 for child in range(144)]
        for mean in means
    ]


def test_power_in_smaller_samples_is_the_share_of_samples_in_which_a_test_is_significant():
    teacher = {
        months: {"before": of_whom(first, first + 20, 0.55, 0.60)}
        for first, months in ((0, 36), (20, 48), (40, 60))  # 61 children, of three ages
    }
    better = {
        months: {
            pair: of_whom(0, 65, 0.55, 0.60)  # 131, of two
            for pair in ("accurate/inaccurate", "accurate/neutral", "neutral/inaccurate")
        }
        for months in (36, 48)
    }
    labels = {  # 144, of two
        36: {"plain": of_whom(0, 72, 0.55, 0.60)},
        48: {"plain": of_whom(72, 144, 0.5, 0.5)},
    }
    seen = {"familiar_teacher": teacher, "neutral_informant": better, "label_against_eyes": labels}
    # Sixty: t is .05 or .10 over .25 / sqrt(59), 1.5 and 3.1, and must exceed 2.00. Sixty-five: 1.6
    # and 3.2, more than 2.00 (one more lies below). Twice 72: .05 or .10 over .25 sqrt(2 / 71), 1.2
    # and 2.4, more than 1.98.
    most = pytest.approx((0.8, 1.0))
    assert shown("informants_power", {"study": made_up(seen)}) == [
        ("a familiar teacher is preferred", [0.0, 1.0], most),
        ("accurate/inaccurate, three years", [0.0, 1.0], most),
        ("accurate/inaccurate, four years", [0.0, 1.0], most),
        ("accurate/neutral, four years", [0.0, 1.0], most),
        ("neutral/inaccurate, three years", [0.0, 1.0], most),
        ("neutral/inaccurate, four years", [0.0, 1.0], most),
        ("a label against one's eyes: three above four years", [0.0, 1.0], most),
    ]


def test_of_fewer_children_than_a_study_had_nothing_can_be_said():
    ages = {36: {"plain": [[0.5, 1.0]]}, 48: {"plain": [[0.0, 0.5]]}}
    few = made_up({"label_against_eyes": ages})
    label = smaller_samples()[-1]
    assert np.isnan(label.shows(few)).all()


def test_a_liar_is_followed_at_three_and_far_less_at_four():
    ages = {
        36: {"baseline": (0.5, 0.5), "liar": (0.875, 0.25)},
        48: {"baseline": (0.5, 0.5), "liar": (0.25, 0.625)},
    }
    assert shown("default_helpfulness", seen("announced_liar", ages)) == [
        # half of the published gap: (1.00 - .23) / 2
        ("3 - 4 years, liar", [0.625, -0.375], pytest.approx((0.385, math.inf))),
        ("P(follow), liar, 3 years", [0.875, 0.25], ABOVE_HALF),
        ("P(follow), liar, 4 years", [0.25, 0.625], BELOW_HALF),
    ]


def test_a_label_is_held_against_the_eyes_at_both_ages():
    ages = {
        36: {"nothing to see": (0.75, 0.25), "plain": (0.5, 0.625), "meant": (0.25, 0.25)},
        48: {"nothing to see": (0.875, 0.25), "plain": (0.25, 0.75), "meant": (0.375, 0.5)},
    }
    assert shown("testimony_against_eyes", seen("label_against_eyes", ages)) == [
        ("3 - 4 years, plain", [0.25, -0.125], ABOVE_ZERO),
        ("nothing to see - plain, 3 years", [0.25, -0.375], ABOVE_ZERO),
        ("nothing to see - plain, 4 years", [0.625, -0.5], ABOVE_ZERO),
        ("meant - plain, 4 years", [0.125, -0.25], ABOVE_ZERO),
    ]


def test_a_familiar_teacher_rises_and_falls_from_where_she_was_before():
    ages = {
        36: {"before": (0.75, 0.5), "after right": (0.25, 0.25), "after wrong": (0.625, 0.25)},
        48: {"before": (0.625, 0.375), "after right": (0.75, 0.25), "after wrong": (0.5, 0.75)},
        60: {"before": (0.5, 0.25), "after right": (0.875, 0.75), "after wrong": (0.25, 0.375)},
    }
    assert shown("familiar_teacher", seen("familiar_teacher", ages, BOTH)) == [
        ("P(familiar), 36 months", [0.75, 0.5], ABOVE_HALF),
        ("P(familiar), 48 months", [0.625, 0.375], ABOVE_HALF),
        ("P(familiar), 60 months", [0.5, 0.25], ABOVE_HALF),
        ("right: after - before, 48 months", [0.125, -0.125], ABOVE_ZERO),
        ("right: after - before, 60 months", [0.375, 0.5], ABOVE_ZERO),
        ("wrong: after - before, 48 months", [-0.125, 0.375], BELOW_ZERO),
        ("wrong: after - before, 60 months", [-0.25, 0.125], BELOW_ZERO),
        # falls of -.125 and -.25 at three, of -.25 and +.125 at five
        ("falls more at 5 than at 3 years", [0.125, -0.375], ABOVE_ZERO),
    ]


def test_being_right_is_a_merit_where_the_literature_says_so():
    ages = {
        36: {
            "accurate/inaccurate": (0.75, 0.5),
            "accurate/neutral": (0.625, 0.25),
            "neutral/inaccurate": (0.875, 0.375),
        },
        48: {
            "accurate/inaccurate": (0.5, 0.75),
            "accurate/neutral": (0.25, 0.625),
            "neutral/inaccurate": (0.375, 0.875),
        },
    }
    above, not_above = (0.55, math.inf), (-math.inf, 0.55)
    assert shown("accurate_or_neutral", seen("neutral_informant", ages, BOTH)) == [
        ("accurate/inaccurate, three years", [0.75, 0.5], above),
        ("accurate/inaccurate, four years", [0.5, 0.75], above),
        ("accurate/neutral, three years", [0.625, 0.25], not_above),
        ("accurate/neutral, four years", [0.25, 0.625], above),
        ("neutral/inaccurate, three years", [0.875, 0.375], above),
        ("neutral/inaccurate, four years", [0.375, 0.875], above),
    ]


# Ostension


def test_gaze_is_followed_by_so_many_standard_deviations():
    """Three infants at -1, 0 and 1 around a mean m have g = m * (1 - 3 / (4 * 2 - 1)) = m * 4/7."""
    first = {
        "ostensive cue following": [[1, 2, 3], [0, 1, 2]],
        "attention-getter following": [[0, 1, 2], [2, 3, 4]],
        "nothing following": [[-1, 0, 1], [0, 1, 2]],
        "ostensive cue looking": ["111", "111"],
        "attention-getter looking": [[0.5, 0.5, 0.875], [0, 0.5, 0.25]],
        "nothing looking": [[0.25, 0.5, 0], [0.25, 0.5, 0.75]],
    }
    unread = {name: [[0, 0, 1], [0, 0, 1]] for name in first}
    records = made_up({"gaze_following": {12: unread, 6: first}})
    assert shown("gaze_following", {"study": records}) == [
        # 2 - (1 + 0) / 2 and 1 - (3 + 1) / 2
        ("g, ostensive - other", pytest.approx([1.5 * 4 / 7, -1.0 * 4 / 7]), (0.3, math.inf)),
        ("g, attention-getter or nothing", pytest.approx([0.5 * 4 / 7, 2.0 * 4 / 7]), (0.0, 0.45)),
        ("looking: attention-getter - nothing", pytest.approx([0.375, -0.25]), ABOVE_ZERO),
    ]


def test_what_was_shown_with_a_cue_is_held_beside_what_was_shown_without():
    first = {
        "cue, somebody else": (0.75, 0.25),
        "cue, the same person": (0.125, 0.875),
        "cue, against evidence": (0.625, 0.375),
        "no cue, somebody else": (0.5, 0.625),
        "no cue, the same person": (0.875, 0.5),
        "no cue, against evidence": (0.25, 0.5),
    }
    ages = {24: dict.fromkeys(first, (0.5, 0.5)), 18: first}
    assert shown("ostension_generalises", seen("generalisation", ages)) == [
        ("somebody else: cue - no cue", [0.25, -0.375], ABOVE_ZERO),
        ("no cue: the same person - somebody else", [0.375, -0.125], ABOVE_ZERO),
        ("against evidence: cue - no cue", [0.375, -0.125], ABOVE_ZERO),
    ]


def test_searches_at_a_are_held_against_those_published():
    first = {"communicative": (0.75, 0.25), "non-communicative": (0.5, 0.375)}
    ages = {12: dict.fromkeys(first, (0.5, 0.5)), 10: first}
    assert shown("a_not_b", seen("a_not_b", ages)) == [
        ("communicative - not", [0.25, -0.125], ABOVE_ZERO),
        ("errors, communicative", [0.75, 0.25], pytest.approx((0.66, 0.96))),  # .81 +- .15
        ("errors, non-communicative", [0.5, 0.375], pytest.approx((0.26, 0.56))),  # .41
    ]


# Minds


def test_false_beliefs_are_understood_below_chance_at_three_and_above_it_at_five():
    ages = {
        48: {"false belief": (0.5, 0.5), "emotion": (0.5, 0.5)},
        60: {"false belief": (0.75, 0.375), "emotion": (0.25, 0.25)},
        36: {"false belief": (0.25, 0.625), "emotion": (0.875, 0.875)},
    }
    assert shown("false_belief_grows", seen("understanding_minds", ages)) == [
        ("false belief, 3 years", [0.25, 0.625], BELOW_HALF),
        ("false belief, 5 years", [0.75, 0.375], ABOVE_HALF),
    ]


# What they share


def test_belonging_to_a_class_is_one_or_nothing_and_a_rating_that_of_the_first_visit():
    visits = {20: {"noticed": ["11", "11"]}, 11: {"noticed": ["02", "35"]}}
    records = made_up(strange("sa", "as") | {"home_observation": visits})
    assert of_class(records, 1).tolist() == [[0.0, 1.0], [1.0, 0.0]]
    assert rated(records, "noticed").tolist() == [[0.0, 2.0], [3.0, 5.0]]


def test_a_tolerance_is_on_both_sides_of_the_target():
    assert around(0.5, 0.125) == (0.375, 0.625)


def test_the_ages_of_a_pattern_are_those_of_its_study():
    both = {36.0, 48.0}
    ages = {
        "accuracy_tracking": {"accuracy_of_informants": both},
        "default_helpfulness": {"announced_liar": both},
        "testimony_against_eyes": {"label_against_eyes": both},
        "accurate_or_neutral": {"neutral_informant": both},
        "familiar_teacher": {"familiar_teacher": {36.0, 48.0, 60.0}},
        "informants_power": {
            "familiar_teacher": {36.0, 48.0, 60.0},
            "neutral_informant": both,
            "label_against_eyes": both,
        },
        "false_belief_grows": {"understanding_minds": {36.0, 60.0}},
        "attachment_stability": {"strange_situation": {48.0}},
        "attachment_retest": {"strange_situation": {12.0, 13.0, 48.0}},
    }
    assert ages == AGES


PUBLISHED = {  # protocol -> condition, maybe months -> number
    "accuracy_of_informants": {
        ("100/0", 36.0): 0.70, ("100/25", 36.0): 0.65, ("75/0", 36.0): 0.58, ("75/25", 36.0): 0.49,
        ("100/0", 48.0): 0.84, ("100/25", 48.0): 0.79, ("75/0", 48.0): 0.72, ("75/25", 48.0): 0.53,
    },
    "announced_liar": {("liar", 36.0): 1.0, ("liar", 48.0): 0.23},
    "a_not_b": {("communicative", 10.0): 0.81, ("non-communicative", 10.0): 0.41},
    "gaze_following": {
        ("ostensive cue", None): 0.68, ("attention-getter", None): 0.15, ("nothing", None): 0.15,
    },
}  # fmt: skip


@pytest.mark.parametrize("protocol", PUBLISHED)
def test_published_numbers_stand_beside_the_condition_that_they_are_of(protocol):
    assert published(protocol).values == PUBLISHED[protocol]


def test_a_published_number_is_cited_with_how_it_is_known():
    source = literature()["default_helpfulness"]["source"]
    assert published("announced_liar").cited == f"Published (digitised): {source}"
