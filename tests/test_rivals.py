"""The rivals give the numbers that were derived from their equations, and obey plain laws.

The numbers are those of "our grid" (re-derived by independent scripts, see ``rivals.md``), to be
met within .03; thresholds are to be met to four places.
"""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import dblquad

from trustsim.asking.rivals import (
    RIVALS,
    cittern_2018,
    constant_trust,
    rescorla_wagner,
    shafto_2012,
)
from trustsim.asking.rivals.cittern_2018 import STRATEGIES, Payoffs, strategies, thresholds, values
from trustsim.asking.rivals.rescorla_wagner import Learner
from trustsim.asking.rivals.shafto_2012 import EXPECTED, UNFAMILIAR, Expectation, Informant, Naming
from trustsim.mistakes import Mistake

approx = pytest.approx
TOLERANCE = 0.03
PAIRS = ((4, 0), (4, 1), (3, 0), (3, 1))  # right of four: 100/0, 100/25, 75/0, 75/25
LEARNERS = (shafto_2012, rescorla_wagner)
ASKED = (*LEARNERS, constant_trust)
histories = st.lists(st.sampled_from((0, 1)), max_size=8)
responsiveness = st.floats(0.0, 1.0)


def labels(right, of=4):
    """A history with so many right."""
    return [1] * right + [0] * (of - right)


# Shafto et al. (2012)


@pytest.mark.parametrize(
    ("years", "published"), [(4, (0.80, 0.73, 0.75, 0.66)), (3, (0.66, 0.63, 0.62, 0.59))]
)
def test_shafto_asks_the_more_accurate_as_often_as_published(years, published):
    expected = EXPECTED[years, "unfamiliar"]
    for (first, second), share in zip(PAIRS, published, strict=True):
        asked = shafto_2012.preference(labels(first), labels(second), (expected, expected))
        assert asked == approx(share, abs=TOLERANCE)


def test_shafto_asks_the_familiar_teacher_before_anything_was_heard():
    asked = shafto_2012.preference([], [], (EXPECTED[4, "familiar"], UNFAMILIAR))
    assert asked == approx(0.67, abs=TOLERANCE)


@pytest.mark.parametrize(
    ("years", "kind", "share"),
    [(4, "witness", 0.59), (4, "announced liar", 0.14),
     (3, "witness", 0.86), (3, "announced liar", 0.14)],
)  # fmt: skip
def test_shafto_believes_a_witness_but_not_an_announced_liar(years, kind, share):
    believed = shafto_2012.reliability([], EXPECTED[years, kind], Naming(labels=2))
    assert believed == approx(share, abs=TOLERANCE)


def test_the_published_three_year_olds_ignore_the_warning_which_is_put_in_not_derived():
    published, two = 0.86, Naming(labels=2)
    warned = shafto_2012.reliability([], EXPECTED[3, "announced liar"], two)
    unwarned = shafto_2012.reliability([], EXPECTED[3, "witness"], two)
    assert unwarned == approx(published, abs=TOLERANCE)
    assert warned < published - 0.7


def test_without_any_label_shafto_expects_what_the_priors_say():
    # .6 know, of whom .6 help; .4 guess one of four: .36 + .1
    assert shafto_2012.reliability([]) == approx(0.46, rel=1e-14)


def test_one_right_label_worked_by_hand():
    # uniform priors, two labels: helped 1/4, misled 0, guessed 1/4, hence even odds; having helped,
    # both expectations are 2/3, having guessed 1/3 and 1/2
    uniform = Informant(Expectation(0.5, 2.0), Expectation(0.5, 2.0))
    known, kind = (Fraction(2, 3) + Fraction(1, 3)) / 2, (Fraction(2, 3) + Fraction(1, 2)) / 2
    helped = Fraction(2, 3) * Fraction(2, 3) + Fraction(1, 3) / 2
    guessed = Fraction(1, 3) * Fraction(1, 2) + Fraction(2, 3) / 2
    impression = shafto_2012.impression([1], uniform, Naming(labels=2))
    assert impression == approx((known, kind, (helped + guessed) / 2), rel=1e-14)


def test_the_sum_over_stories_is_the_integral_of_the_paper():
    informant = Informant(Expectation(0.6, 4.0), Expectation(0.7, 5.0))
    naming = Naming(labels=3, helpful=0.9, unhelpful=0.2)

    def correct(k, h):
        return k * (h * naming.helpful + (1 - h) * naming.unhelpful) + (1 - k) / naming.labels

    def density(k, h):
        prior = k**1.4 * (1 - k) ** 0.6 * h**2.5 * (1 - h) ** 0.5
        return prior * correct(k, h) ** 3 * (1 - correct(k, h)) ** 2

    above, _ = dblquad(lambda k, h: correct(k, h) * density(k, h), 0, 1, 0, 1)
    below, _ = dblquad(density, 0, 1, 0, 1)
    answer = shafto_2012.reliability(labels(3, of=5), informant, naming)
    assert answer == approx(above / below, abs=1e-6)


def test_shafto_does_not_see_the_order_of_labels():
    answers = {shafto_2012.reliability(each) for each in itertools.permutations(labels(3))}
    assert len(answers) == 1


def test_errors_cost_a_known_informant_helpfulness_and_an_ignorant_one_little_of_it():
    knows = Informant(Expectation(0.95, 20.0), Expectation(0.6, 1.0))
    ignorant = Informant(Expectation(0.05, 20.0), Expectation(0.6, 1.0))
    blamed = shafto_2012.impression(labels(0), knows).helpfulness
    excused = shafto_2012.impression(labels(0), ignorant).helpfulness
    assert blamed < 0.25 < 0.45 < excused < 0.6


# Cittern et al. (2018)


def test_avoiding_gives_way_to_guarded_and_that_to_plain_seeking_where_published():
    assert [round(each, 4) for each in thresholds()] == [0.2235, 0.4681]


@pytest.mark.parametrize(
    ("answered", "band"),
    [(0.05, (0.302, 0.361)), (0.5, (0.245, 0.423)), (1.0, (0.206, 0.524)), (1.5, (0.179, 0.688))],
)
def test_the_better_a_guarded_approach_is_answered_the_wider_ambivalence(answered, band):
    found = thresholds(Payoffs(guarded_answered=answered))
    assert [round(each, 3) for each in found] == list(band)


def test_without_curiosity_nobody_is_ambivalent():
    grid = np.linspace(0.0, 1.0, 10_001)
    assert strategies(grid, curiosity=0.0)[:, STRATEGIES.index("guarded")].max() == 0.0
    assert thresholds(curiosity=0.0) == approx((0.5, 0.5))


@given(responsiveness)
def test_the_strategy_is_the_one_between_its_thresholds(q):
    avoiding, seeking = thresholds()
    best = "avoid" if q < avoiding else "guarded" if q < seeking else "seek"
    if min(abs(q - avoiding), abs(q - seeking)) > 1e-9:
        assert strategies(q)[STRATEGIES.index(best)] == 1.0


@given(st.lists(responsiveness, min_size=1, max_size=5))
def test_the_strategies_add_to_one(several):
    shares = strategies(several)
    assert shares.shape == (len(several), 3)
    np.testing.assert_allclose(shares.sum(-1), 1.0, rtol=1e-15)


def test_values_worked_by_hand():
    # at .5 the payoffs are (2 - 2)/2 and (.75 - .9)/2, and the entropy is ln 2
    assert values(0.5) == approx([math.log(2.0), math.log(2.0) - 0.075, 0.0], rel=1e-14)


# Rescorla & Wagner, and the floor


def test_half_of_every_surprise_is_learnt():
    learner = Learner(rate=0.5)
    assert rescorla_wagner.reliability([], learner) == 0.5
    assert rescorla_wagner.reliability([1], learner) == 0.75
    assert rescorla_wagner.reliability([1, 1], learner) == 0.875
    assert rescorla_wagner.reliability([1, 1, 0], learner) == 0.4375


@given(histories, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_learning_step_by_step_comes_to_the_same(history, rate, start):
    step = start
    for outcome in history:
        step += rate * (outcome - step)
    learner = Learner(rate, start)
    assert rescorla_wagner.reliability(history, learner) == approx(step, abs=1e-12)


def test_a_late_error_costs_more_than_an_early_one():
    assert rescorla_wagner.reliability([1, 1, 1, 0]) < rescorla_wagner.reliability([0, 1, 1, 1])


@given(histories, histories)
def test_constant_trust_is_a_coin_toss_whatever_was_heard(first, second):
    assert constant_trust.preference(first, second) == 0.5
    assert constant_trust.reliability(first) == 0.5


# What holds of all who choose between informants


@pytest.mark.parametrize("rival", ASKED)
@given(histories, histories)
def test_asking_one_and_asking_the_other_add_to_one(rival, first, second):
    both = rival.preference(first, second) + rival.preference(second, first)
    assert both == approx(1.0, rel=1e-14)


@pytest.mark.parametrize("rival", ASKED)
@given(histories)
def test_between_equals_the_choice_is_a_coin_toss(rival, history):
    assert rival.preference(history, history) == 0.5


@pytest.mark.parametrize("rival", LEARNERS)
@given(histories.filter(lambda history: 0 in history))
def test_who_is_always_right_ends_above_who_errs(rival, erring):
    always = [1] * len(erring)
    assert rival.reliability(always) > rival.reliability(erring)
    assert rival.preference(always, erring) > 0.5


@pytest.mark.parametrize("rival", LEARNERS)
def test_more_of_the_same_sharpens_the_choice(rival):
    asked = [rival.preference(labels(n, n), labels(0, n)) for n in range(9)]
    assert all(later > earlier for earlier, later in itertools.pairwise(asked))


@pytest.mark.parametrize("rival", ASKED)
def test_many_children_at_once_are_each_as_if_alone(rival):
    children = np.array(list(itertools.product((0, 1), repeat=3))).reshape(2, 4, 3)
    together = rival.preference(children, [1, 0, 1, 1])
    alone = [[rival.preference(each, [1, 0, 1, 1]) for each in row] for row in children]
    np.testing.assert_allclose(together, alone, rtol=1e-12)


@pytest.mark.parametrize("name", RIVALS)
def test_a_rival_names_its_source_its_reach_and_its_limits(name):
    for heading in ("Claims ", "Source ", "Can ", "Cannot "):
        assert f"\n{heading}" in RIVALS[name].__doc__
    assert "doi:10." in RIVALS[name].__doc__ or name == "constant_trust"
    assert all(callable(answer) for answer in RIVALS[name].ANSWERS.values())


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (lambda: constant_trust.reliability([1, 0.5]), "nothing between"),
        (lambda: rescorla_wagner.reliability(1), "one entry for each label"),
        (lambda: constant_trust.reliability([], level=2.0), "level 2.0"),
        (lambda: rescorla_wagner.reliability([], Learner(rate=1.5)), "rate 1.5"),
        (lambda: shafto_2012.reliability([], naming=Naming(labels=1)), "at least 2"),
        (lambda: shafto_2012.reliability([], naming=Naming(helpful=-1.0)), "in this order"),
        (
            lambda: shafto_2012.reliability([], UNFAMILIAR._replace(knowledge=(1.0, 1.0))),
            "knowledge: mean 1.0",
        ),
        (lambda: cittern_2018.values(1.2), "responsiveness 1.2"),
        (lambda: thresholds(Payoffs(guarded_answered=3.0)), "guarded_answered 3.0"),
        (lambda: thresholds(Payoffs(guarded_ignored=0.0)), "guarded_ignored 0.0"),
        (lambda: thresholds(curiosity=-1.0), "curiosity -1.0"),
    ],
)
def test_a_mistake_is_named(mistake, words):
    with pytest.raises(Mistake, match=words):
        mistake()
