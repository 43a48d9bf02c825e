"""Chance: the published numbers, even and unrelated, and one number for one decision."""

import itertools
import math
import sys
from collections import Counter

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from trustsim.engine import fast
from trustsim.engine.plan import planned
from trustsim.engine.raising import AS_DRAWN
from trustsim.engine.simulate import NEVER, NOBODY, empty
from trustsim.study.protocols import CATALOGUE
from trustsim.study.scenario import from_dict
from trustsim.theory import chance
from trustsim.theory.chance import (
    LOOK_UPS,
    OCCASIONS,
    WORD,
    Decision,
    Moment,
    luck,
    normal,
    philox,
)

SEED = 2014  # the year of Fonagy & Allison; chosen before anything was looked at
ALPHA = 0.001  # how often a test of pure chance may fail, all its comparisons together
NUMBERS = 2000  # addresses along each part
PARTS = (*Moment._fields, "decision")

words = st.integers(0, WORD)
blocks = st.integers(0, LOOK_UPS - 1).map(lambda block: 4 * block)
moments = st.builds(Moment, words, words, words, words, words, st.integers(0, OCCASIONS - 1))


# The published generator

KNOWN_ANSWERS = {  # philox4x32 10 in kat_vectors of Random123: counter, key, output
    "zeros": (
        (0x00000000, 0x00000000, 0x00000000, 0x00000000),
        (0x00000000, 0x00000000),
        (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8),
    ),
    "ones": (
        (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF),
        (0xFFFFFFFF, 0xFFFFFFFF),
        (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
    ),
    "digits of pi": (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
}


@numba.njit
def compiled_philox(c0, c1, c2, c3, k0, k1):
    return philox(c0, c1, c2, c3, k0, k1)


@numba.njit
def compiled_luck(moment, first):
    return luck(moment, first)


@pytest.mark.parametrize(
    ("counter", "key", "output"), KNOWN_ANSWERS.values(), ids=list(KNOWN_ANSWERS)
)
@pytest.mark.parametrize("generator", [philox, compiled_philox], ids=["plain", "compiled"])
def test_the_words_are_those_of_random123(generator, counter, key, output):
    assert generator(*counter, *key) == output


@settings(deadline=None)  # the first example waits for the compiler
@given(words, words, words, words, words, words)
def test_compiled_words_are_the_words_of_plain_python(c0, c1, c2, c3, k0, k1):
    assert compiled_philox(c0, c1, c2, c3, k0, k1) == philox(c0, c1, c2, c3, k0, k1)


@settings(deadline=None)
@given(moments, blocks)
def test_compiled_luck_is_the_luck_of_plain_python_to_the_last_bit(moment, first):
    assert compiled_luck(moment, first) == luck(moment, first)


def test_counter_and_key_are_the_parts_of_an_address():
    counter, key, output = KNOWN_ANSWERS["digits of pi"]
    child, encounter, partner, block = counter
    occasion, look_up = divmod(block, LOOK_UPS)
    here = Moment(key[0], key[1], child, encounter, partner, occasion)
    assert luck(here, 4 * look_up) == tuple((word + 0.5) / 2**32 for word in output)


# Numbers between 0 and 1


@given(moments, blocks)
def test_luck_is_never_0_or_1(moment, first):
    assert all(0.0 < number < 1.0 for number in luck(moment, first))


def test_even_the_least_and_the_greatest_word_give_a_number_between_0_and_1(monkeypatch):
    monkeypatch.setattr(chance, "philox", lambda *_: (0, 0, WORD, WORD))
    least, _, greatest, _ = luck(Moment(0, 0, 0, 0, 0), 0)
    assert 0.0 < least < greatest < 1.0
    assert least == 1.0 - greatest  # neither end is nearer
    assert math.isfinite(normal(least, least))
    assert normal(greatest, greatest) != 0.0


def along(part, n):
    """Luck (n, 4) at ``n`` neighbouring addresses that differ in one part only."""
    here = Moment(SEED, world=1, child=2, encounter=3, partner=0)
    if part == "decision":
        return np.array([luck(here, 4 * i) for i in range(n)])
    start = getattr(here, part)
    return np.array([luck(here._replace(**{part: start + i}), 0) for i in range(n)])


@pytest.fixture(scope="module", params=PARTS)
def neighbours(request):
    return along(request.param, NUMBERS)


def test_luck_is_uniform_along_every_part_of_the_address(neighbours):
    """Kolmogorov-Smirnov; alpha is shared among the parts."""
    assert stats.kstest(neighbours.ravel(), "uniform").pvalue > ALPHA / len(PARTS)


def test_pairs_of_neighbours_fill_the_square_evenly(neighbours):
    """Chi-square of 10 x 10 cells over disjoint pairs, 40 expected in each."""
    first, second = neighbours[0::2].ravel(), neighbours[1::2].ravel()
    cells, _, _ = np.histogram2d(first, second, bins=10, range=[[0, 1], [0, 1]])
    assert cells.sum() == len(first)
    assert stats.chisquare(cells.ravel()).pvalue > ALPHA / len(PARTS)


def test_no_number_is_correlated_with_its_three_companions_or_the_next_four(neighbours):
    """Under independence r has a standard error of 1/sqrt(n)."""
    columns = np.hstack([neighbours[:-1], neighbours[1:]])
    r = np.corrcoef(columns.T)[np.triu_indices(8, k=1)]
    largest = stats.norm.isf(ALPHA / 2 / len(PARTS) / len(r)) / math.sqrt(len(columns))
    assert np.abs(r).max() < largest


# One address, one luck


@given(moments, blocks)
def test_asking_twice_changes_nothing(moment, first):
    assert luck(moment, first) == luck(moment, first)


@given(moments, st.integers(0, 1000), st.sampled_from(PARTS), st.integers(1, 1000))
def test_changing_any_one_part_of_the_address_changes_all_four_numbers(moment, block, part, step):
    """By chance one of four would agree once in 2**30 examples."""
    before = luck(moment, 4 * block)
    if part == "decision":
        after = luck(moment, 4 * (block + step))
    else:
        moved = (getattr(moment, part) + step) & WORD
        after = luck(moment._replace(**{part: moved}), 4 * block)
    assert not set(before) & set(after)


# Normal numbers


def test_two_normal_numbers_worked_by_hand():
    # sqrt(-2 ln exp(-1/2)) cos(2 pi 1/6) = sqrt(1) x 1/2
    assert normal(math.exp(-0.5), 1 / 6) == pytest.approx(0.5)
    # sqrt(-2 ln exp(-2)) cos(2 pi 1/2) = sqrt(4) x -1
    assert normal(math.exp(-2.0), 0.5) == pytest.approx(-2.0)


def test_normal_numbers_have_mean_0_and_standard_deviation_1():
    """Standard errors in normal samples: 1/sqrt(n) of the mean, 1/sqrt(2n) of the deviation."""
    numbers = np.array([normal(a, b) for a, b, _, _ in along("child", NUMBERS)])
    errors = stats.norm.isf(ALPHA / 4)  # two sides of two comparisons
    assert abs(numbers.mean()) < errors / math.sqrt(NUMBERS)
    assert abs(numbers.std() - 1.0) < errors / math.sqrt(2 * NUMBERS)


def test_normal_numbers_have_the_normal_shape():
    numbers = [normal(c, d) for _, _, c, d in along("encounter", NUMBERS)]
    assert stats.kstest(numbers, "norm").pvalue > ALPHA


# The list of decisions

PINNED = {  # append only: another number here changes every result there is
    "ONSET": 0,
    "STRATEGY": 1,
    "FOLLOW": 4,
    "ANSWER": 5,
    "CONGRUENT": 6,
    "MARKED": 7,
    "CUE": 8,
    "KNOWS": 9,
    "HELPS": 10,
    "GUESS": 11,
    "CONTENT": 12,
    "CHECK": 13,
    "CHECKABLE": 14,
    "PERCEPTION": 15,
    "DAY": 16,
    "DAY_PAIR": 17,
    "MEET": 18,
    "COMPANY": 19,
    "CONFLICT": 20,
    "CHOICE": 24,
    "FOLLOWED": 25,
    "RATER": 28,
    "RATER_THIRD": 32,
    "ATTEND": 36,
    "MISREAD": 37,
    "GATE": 38,
    "ATTUNED": 40,
    "ELSEWHERE": 41,
    "ITEM": 44,
    "WHOM": 48,
    "HARDSHIP": 52,
    "COMES": 56,
    "BIRTH": 1024,
}
TOGETHER = [  # decisions that share one look-up, each with a lane of its own
    {"ONSET", "STRATEGY"},
    {"FOLLOW", "ANSWER", "CONGRUENT", "MARKED"},
    {"CUE", "KNOWS", "HELPS", "GUESS"},
    {"CONTENT", "CHECK", "CHECKABLE", "PERCEPTION"},
    {"DAY", "DAY_PAIR", "MEET", "COMPANY"},
    {"CONFLICT"},
    {"CHOICE", "FOLLOWED"},
    {"RATER"},
    {"RATER_THIRD"},
    {"ATTEND", "MISREAD", "GATE"},
    {"ATTUNED", "ELSEWHERE"},
    {"ITEM"},
    {"WHOM"},
    {"HARDSHIP"},
    {"COMES"},
    {"BIRTH"},
]


def test_no_decision_was_renumbered_and_new_ones_are_pinned_here():
    assert {name: int(each) for name, each in Decision.__members__.items()} == PINNED


def test_no_two_decisions_share_a_lane():
    assert len(set(PINNED.values())) == len(PINNED)


def test_the_decisions_that_share_a_look_up_are_those_documented():
    by_block = itertools.groupby(sorted(Decision), key=lambda decision: decision // 4)
    assert [{each.name for each in block} for _, block in by_block] == TOGETHER


def test_no_number_serves_two_decisions_in_a_whole_life(monkeypatch):
    """Birth, days, lessons and every kind of visit of one child: no block is looked up twice."""
    asked = Counter()

    def noted(moment, first):
        asked[moment, int(first)] += 1
        return luck(moment, first)

    for name, module in list(sys.modules.items()):
        if name.startswith("trustsim.") and vars(module).get("luck") is luck:
            monkeypatch.setattr(module, "luck", noted)
    scenario = from_dict(
        {
            "worlds": 1,
            "children": 1,
            "caregiver": {"contingency": 0.5},
            "childhood": {"others_from": 0.0},
            "cast": {"father": {}},
            "life": {
                "at_home": {
                    "until": 0.5,
                    "day": [
                        {"distress": 2, "with": {"mother": 0.5, "father": 0.5}},
                        {"play": 1, "with": "mother"},
                        {"lesson": 2, "with": "mother", "or": "others"},
                    ],
                },
                "later": {"from": 0.5, "day": [{"distress": 3, "with": "father"}]},
            },
            "visits": {name: {"months": [0.5]} for name in CATALOGUE}
            | {"mother_stranger": {"months": [0.5, 1.0]}},
        }
    )
    plan = planned(scenario)
    grow = getattr(fast.grow, "py_func", fast.grow)  # not compiled, so that it can be listened to
    grow(
        SEED, 1, np.arange(1), 0, NEVER, NOBODY, AS_DRAWN, 0, 0, 1, plan, scenario.theory,
        *empty(plan, 1),
    )  # fmt: skip
    assert all(first % 4 == 0 for _, first in asked)
    assert {first // 4 for _, first in asked} >= {decision // 4 for decision in Decision}
    assert set(asked.values()) == {1}
