"""Patterns of trust in the mother, and of trust grown up, worked by hand on made-up records."""

import pytest
from made_up import ABOVE_HALF, ABOVE_ZERO, BELOW_HALF, BELOW_ZERO, made_up, shown, strange

COHORTS = ("ssaarrdd", "drassard")  # two children of each class in both
A_BIT = 1 / 16
SIDING = {  # how much the children of a class side with their mother, in both cohorts
    "novel": {"s": (0.75, 0.5), "a": (0.5, 0.5), "r": (0.75, 0.25), "d": (0.5, 0.75)},
    "50/50": {"s": (0.75, 0.5), "a": (0.25, 0.75), "r": (0.75, 0.5), "d": (0.25, 0.25)},
    "75/25": {"s": (0.25, 0.5), "a": (0.375, 0.25), "r": (0.625, 0.5), "d": (0.75, 0.5)},
}


def around_means(means, more=0.0):
    """A column in which the two children of each class lie on both sides of its mean."""
    signs = (A_BIT, -A_BIT, A_BIT, -A_BIT, A_BIT, -A_BIT, A_BIT, -A_BIT)
    return [
        [means[letter][w] + sign + more for letter, sign in zip(word, signs, strict=True)]
        for w, word in enumerate(COHORTS)
    ]


@pytest.fixture(scope="module")
def asked():
    """They side more with their mother when asked whom to ask, and at 50 months; in all as said."""
    answers = {
        months: {
            f"{task} {question}": around_means(SIDING[task], earlier + before)
            for task in SIDING
            for question, before in (("ask", A_BIT), ("endorse", -A_BIT))
        }
        for months, earlier in ((50, A_BIT), (61, -A_BIT))
    }
    return {"study": made_up(strange(*COHORTS) | {"mother_stranger": answers})}


def test_the_sample_is_the_mean_of_all_children(asked):
    assert shown("corriveau_sample", asked) == [
        ("P(mother), novel", [2.5 / 4, 2.0 / 4], ABOVE_HALF),
        ("P(mother), 50/50", [2.0 / 4, 2.0 / 4], ABOVE_HALF),
        ("P(mother), 75/25", [2.0 / 4, 1.75 / 4], BELOW_HALF),
    ]


def test_the_order_is_that_of_the_means_of_the_classes(asked):
    assert shown("corriveau_order", asked) == [
        ("secure - avoidant, novel", [0.25, 0.0], ABOVE_ZERO),
        ("secure - avoidant, 50/50", [0.5, -0.25], ABOVE_ZERO),
        ("secure - avoidant, 75/25", [-0.125, 0.25], ABOVE_ZERO),
        # over the three tasks
        ("secure - avoidant, all tasks", pytest.approx([0.625 / 3, 0.0]), ABOVE_ZERO),
        ("resistant - secure, all tasks", pytest.approx([0.375 / 3, -0.25 / 3]), ABOVE_ZERO),
    ]


def test_flexible_is_who_sides_less_with_an_improbable_mother(asked):
    # Mean of novel and 50/50, less 75/25: secure .75 - .25 and .5 - .5, avoidant .375 - .375 and
    # .625 - .25, resistant .75 - .625 and .375 - .5, disorganised .375 - .75 and .5 - .5
    assert shown("corriveau_flexibility", asked) == [
        ("secure - avoidant", [0.5, -0.375], ABOVE_ZERO),
        ("secure - resistant", [0.375, 0.125], ABOVE_ZERO),
        ("secure - disorganised", [0.875, 0.0], ABOVE_ZERO),
    ]


def test_the_words_of_the_theory_are_about_three_classes(asked):
    assert shown("corriveau_words", asked) == [
        ("P(mother), novel, secure", [0.75, 0.5], ABOVE_HALF),
        ("P(mother), 50/50, secure", [0.75, 0.5], ABOVE_HALF),
        ("P(mother), 75/25, secure", [0.25, 0.5], BELOW_HALF),
        ("P(mother), novel, avoidant", [0.5, 0.5], BELOW_HALF),
        ("P(mother), 50/50, avoidant", [0.25, 0.75], BELOW_HALF),
        ("P(mother), 75/25, avoidant", [0.375, 0.25], BELOW_HALF),
        ("P(mother), 75/25, resistant", [0.625, 0.5], ABOVE_HALF),
    ]


def test_power_is_the_share_of_cohorts_in_which_a_test_is_significant(asked):
    # Two children of each class, 1/16 off its mean: within, the mean square is (8 / 256) / 4 =
    # 1/128. Between the classes it is 2/3 of the squares of their means about that of all: novel
    # 4/64 and 2/16, 50/50 4/16 and 2/16, 75/25 10/64 and 12/256; so that F is 5.3 and 10.7, 21.3
    # and 10.7, 13.3 and 4. It must exceed 6.59 (3 and 4 degrees of freedom).
    most = pytest.approx((0.8, 1.0))
    assert shown("corriveau_power", asked) == [
        ("classes differ, novel", [0.0, 1.0], most),
        ("classes differ, 50/50", [1.0, 1.0], most),
        ("classes differ, 75/25", [1.0, 0.0], most),
        # Student's t is the difference over sqrt(1/128): .2083 and .3333 in the first cohort, 2.4
        # and 3.8, of which it must exceed 4.30 (2 degrees of freedom); none and -.08 in the second
        ("secure above avoidant, all tasks", [0.0, 0.0], most),
        ("resistant above avoidant, all tasks", [0.0, 0.0], most),
    ]


def test_disorganised_children_are_looked_at_task_by_task(asked):
    hardly = pytest.approx((0.4, 0.6))
    assert shown("corriveau_disorganised", asked) == [
        ("P(mother), novel", [0.5, 0.75], hardly),
        ("P(mother), 50/50", [0.25, 0.25], hardly),
        ("P(mother), 75/25", [0.75, 0.5], hardly),
    ]


def test_revision_is_compared_between_the_classes_at_the_first_visit():
    revised = {"s": (0.5, 0.25), "a": (0.25, 0.5), "r": (0.5, 0.0), "d": (0.75, 0.125)}
    unread = dict.fromkeys("sard", (0.0, 0.0))
    visits = {
        216: {"revision": around_means(unread)},
        48: {"revision": around_means(revised)},
    }
    records = made_up(strange(*COHORTS) | {"belief_revision": visits})
    assert shown("belief_revision", {"study": records}) == [
        ("revision: secure - avoidant", [0.25, -0.25], ABOVE_ZERO),
        ("revision: secure - resistant", [0.0, 0.25], ABOVE_ZERO),
        ("revision: secure - disorganised", [-0.25, 0.125], ABOVE_ZERO),
    ]


def test_the_scales_are_correlated_with_adversity_insecurity_and_clarity():
    """Of four children one differs from three, or two from two: deviations of -3/4, 1/4, 1/4, 1/4.

    Squared they sum to 3/4, those of halves to 1, so that one against two has r = 1/2 / sqrt(3/4).
    """
    home = {"noticed": ["1011"], "rebuffed": ["0010"], "frightened": ["0001"]}  # adverse: 0111
    unread = {"mistrust": ["1000"], "credulity": ["1010"]}
    scales = {"mistrust": ["0111"], "credulity": ["0011"]}
    records = made_up(
        {"home_observation": {20: {name: ["0100"] for name in home}, 11: home}}
        | strange("sads")
        | {"trust_scales": {216: unread, 48: scales}},
        portraits={216: {"clarity": ["1000"]}, 48: {"clarity": ["0011"]}},
    )
    half = 0.5 / 0.75**0.5
    assert shown("trust_scales", {"study": records}) == [
        ("r (adversity, mistrust)", pytest.approx([1.0]), ABOVE_ZERO),
        ("r (insecure, mistrust)", pytest.approx([half]), ABOVE_ZERO),  # 0110
        ("r (clarity, mistrust)", pytest.approx([half]), BELOW_ZERO),
        ("r (adversity, credulity)", pytest.approx([half]), ABOVE_ZERO),
        ("r (insecure, credulity)", pytest.approx([0.0]), ABOVE_ZERO),
        ("r (clarity, credulity)", pytest.approx([1.0]), BELOW_ZERO),
    ]
