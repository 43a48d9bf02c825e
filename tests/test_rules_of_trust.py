"""The rules of expecting and believing: worked by hand, and laws over the range of parameters.

Counting, threat, trust, vigilance, misreading, and whom to believe. What is remembered in two
stores is in ``test_memory``, how mentalising grows and gives way in ``test_mentalising``.
"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import belief, bonds, counts, unit
from test_rules import LN2, LN3, any_of, pairs

from trustsim.theory.parameters import (
    Choice,
    LearnerTraits,
    Memory,
    Misreading,
    Theory,
    Threat,
    Trust,
    Vigilance,
)
from trustsim.theory.rules import choice, counting, misreading, threat, trust, vigilance
from trustsim.theory.rules.logistic import logistic
from trustsim.theory.states import Bond, Count

approx = pytest.approx
nats = st.floats(-5.0, 5.0)
inner = st.floats(0.01, 0.99)
answers = st.floats(2.0, 20.0)
ROUNDING = 1e-12  # neighbouring numbers may change places in their last bit


# How a readiness becomes a probability


def test_readiness_becomes_probability_by_the_logistic_curve():
    assert logistic(0.0) == 0.5
    assert logistic(LN3) == approx(0.75)  # 1 / (1 + 1/3)
    assert logistic(-LN3) == approx(0.25)  # 1 / (1 + 3)


@given(st.floats(-30.0, 30.0))
def test_no_readiness_within_30_logits_makes_certain(readiness):
    assert 0.0 < logistic(readiness) < 1.0


# How cases become an expectation


def test_one_case_more_makes_the_older_ones_fade():
    # 4 x .5 + 1 = 3 for, 2 x .5 + 0 = 1 against
    assert counting.added(Count(4.0, 2.0), 0.5, 1.0, 0.0) == Count(3.0, 1.0)
    assert counting.share(Count(3.0, 1.0), 2.0, 2.0) == 0.625  # (3 + 2) / (4 + 4)


@given(counts, unit)
def test_counts_only_fade_when_nothing_is_added(count, retention):
    faded = counting.added(count, retention, 0.0, 0.0)
    assert (faded.hits, faded.misses) == (count.hits * retention, count.misses * retention)
    assert faded.hits <= count.hits
    assert faded.misses <= count.misses


@given(counts, st.floats(0.1, 100.0), st.floats(0.1, 100.0), st.floats(0.0, 10.0))
def test_shares_lie_within_0_and_1_and_rise_with_hits(count, hits, misses, more):
    expected = counting.share(count, hits, misses)
    hopeful = counting.share(Count(count.hits + more, count.misses), hits, misses)
    doubtful = counting.share(Count(count.hits, count.misses + more), hits, misses)
    assert 0.0 < doubtful <= expected + ROUNDING
    assert expected <= hopeful + ROUNDING < 1.0 + ROUNDING


@given(counts, st.floats(0.0, 0.99), st.floats(0.0, 10.0))
def test_a_mind_that_forgets_never_counts_more_than_its_span(count, retention, weight):
    """A geometric sum: from weight / (1 - retention) on, fading outweighs what is added."""
    span = weight / (1.0 - retention)
    after = counting.added(count, retention, weight, 0.0).hits
    assert after <= max(count.hits, span) * (1.0 + ROUNDING)


# Threat


def test_threat_as_worked_by_hand():
    theory = Threat(rise=0.25, fall=0.1)
    assert threat.moved(0.2, True, 1.0, theory) == approx(0.4)  # .2 + .25 x .8
    assert threat.moved(0.2, False, 1.0, theory) == approx(0.18)  # .2 - .1 x .2
    # at half the pace .2 + .125 x .8 and .2 - .05 x .2
    assert threat.moved(0.2, True, 0.5, theory) == approx(0.3)
    assert threat.moved(0.2, False, 0.5, theory) == approx(0.19)


@given(unit, unit, any_of(Threat))
def test_threat_rises_with_fright_falls_without_and_stays_a_probability(before, pace, theory):
    falls, rises = (threat.moved(before, fright, pace, theory) for fright in (False, True))
    assert 0.0 <= falls <= before <= rises <= 1.0 + ROUNDING


@given(unit, any_of(Threat))
def test_at_no_pace_threat_stays_as_it_is(before, theory):
    assert {threat.moved(before, fright, 0.0, theory) for fright in (False, True)} == {before}


def test_threat_is_learnt_faster_than_unlearnt():
    rises = threat.moved(0.5, True, 1.0, Threat()) - 0.5
    assert rises > 0.5 - threat.moved(0.5, False, 1.0, Threat())


# Trust


def test_trust_as_worked_by_hand():
    theory = Theory(trust=Trust(1.0, 1.0, 2.0, 1.0))
    mother = Bond(helpfulness=belief(0.0, 2.0), knowledge=belief(1.0, 0.0))
    assert trust.helpfulness(mother, theory) == 0.25  # 1 / (1 + 3)
    assert trust.knowledge(mother, theory) == 0.75  # 3 / (3 + 1)
    assert trust.trust(mother, theory) == approx(0.1875)  # .25 x .75
    # who is taken for a liar as surely as not is trusted half as much
    assert trust.trust(mother._replace(liar=0.5), theory) == approx(0.09375)


def test_the_weight_of_a_word_as_worked_by_hand():
    assert trust.said_rightly(0.5, 4.0) == 0.625  # .5 + .5/4
    # true: .5 + .25; false: .25; ln(.75 / .25)
    assert trust.weight_of_word(0.5, 0.0, 2.0) == approx(LN3)
    # true: .2 + .2; false: .2; ln(.4 / .2)
    assert trust.weight_of_word(0.2, 0.0, 4.0) == approx(LN2)
    # a guess: (1 - .1 - .6) / 3 = .1; true: .1 + .1; false: .6/2 + .1; ln(.2 / .4)
    assert trust.weight_of_word(0.1, 0.6, 3.0) == approx(-LN2)


@given(bonds, any_of(Trust), any_of(Memory))
def test_trust_is_a_probability_no_greater_than_either_of_its_parts(bond, numbers, memory):
    theory = Theory(trust=numbers, memory=memory)
    helpful, knowing = trust.helpfulness(bond, theory), trust.knowledge(bond, theory)
    assert 0.0 < trust.trust(bond, theory) <= min(helpful, knowing) < 1.0


@given(bonds, pairs, any_of(Trust))
def test_who_is_more_surely_a_liar_is_trusted_less(bond, liars, numbers):
    less, more = (trust.trust(bond._replace(liar=liar), Theory(trust=numbers)) for liar in liars)
    assert 0.0 <= more <= less


@given(pairs, answers)
def test_a_word_weighs_more_the_more_its_speaker_is_trusted(trusts, alternatives):
    low, high = (trust.weight_of_word(0.99 * each, 0.0, alternatives) for each in trusts)
    assert 0.0 <= low <= high + ROUNDING
    assert trust.weight_of_word(0.0, 0.0, alternatives) == 0.0


@given(unit, pairs, answers)
def test_a_word_weighs_less_the_more_its_speaker_misleads(trusted, misleadings, alternatives):
    trusted *= 0.49
    less, more = (trust.weight_of_word(trusted, 0.5 * each, alternatives) for each in misleadings)
    assert more <= less + ROUNDING


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), answers)
def test_a_word_speaks_against_itself_where_a_wrong_answer_is_likelier_than_the_right_one(
    trusted, misleading, alternatives
):
    """One of the wrong answers is as likely as ``misleading`` shared among all of them."""
    trusted, misleading = trusted / 2.0, misleading / 2.0
    weight = trust.weight_of_word(trusted, misleading, alternatives)
    lead = trusted - misleading / (alternatives - 1.0)
    assert weight == approx(0.0, abs=1e-6) or (weight > 0.0) == (lead > 0.0)


# Vigilance and misreading


def test_the_gate_as_worked_by_hand():
    theory = Vigilance(openness=-1.0, cue=2.0, trust=3.0, threat=4.0)
    # with a cue -1 + 2 + 3 x (2 x .5 - 1) - 4 x .25 = 0, without it 2 less
    assert vigilance.gate(True, 0.5, 0.25, theory) == 0.5
    assert vigilance.gate(False, 0.5, 0.25, theory) == approx(1.0 / (1.0 + math.exp(2.0)))
    # -1 + 3 x (2 x 2/3 - 1) = 0
    assert vigilance.gate(False, 2 / 3, 0.0, theory) == approx(0.5)


def test_the_content_check_as_worked_by_hand():
    # .5 x .8 x .75
    assert vigilance.content_check(0.8, 0.75, Vigilance(check=0.5)) == approx(0.3)


def test_misreading_as_worked_by_hand():
    theory = Misreading(likely=0.4)
    assert misreading.misreading(0.5, 0.5, theory) == approx(0.3)  # .4 x (1 - .25)
    assert misreading.misreading(0.0, 1.0, theory) == 0.4  # nothing but clarity and mentalising
    assert misreading.misreading(1.0, 0.0, theory) == 0.4  # together keeps from it
    assert misreading.misreading(1.0, 1.0, theory) == 0.0


@given(unit, pairs, any_of(Vigilance))
def test_a_cue_never_closes_the_gate_threat_never_opens_it_and_trust_opens(fixed, pair, theory):
    less, more = pair
    assert 0.0 < vigilance.gate(False, less, fixed, theory) < 1.0
    gate = vigilance.gate
    assert gate(True, fixed, less, theory) >= gate(False, fixed, less, theory)
    for cue in (False, True):
        assert gate(cue, fixed, more, theory) <= gate(cue, fixed, less, theory)
        assert gate(cue, more, fixed, theory) >= gate(cue, less, fixed, theory)


@given(pairs, pairs, any_of(Vigilance))
def test_clarity_and_mentalising_never_lower_the_content_check(clarities, scrutinies, theory):
    unclear, clear = clarities
    blind, seeing = scrutinies
    check = vigilance.content_check
    assert 0.0 <= check(unclear, blind, theory) <= check(clear, blind, theory)
    assert check(clear, blind, theory) <= check(clear, seeing, theory) <= 1.0


@given(pairs, pairs, any_of(Misreading))
def test_clarity_and_mentalising_never_make_misreading_likelier(clarities, scrutinies, theory):
    unclear, clear = clarities
    blind, seeing = scrutinies
    misread = misreading.misreading
    assert 1.0 >= theory.likely >= misread(unclear, blind, theory) >= misread(clear, blind, theory)
    assert misread(clear, blind, theory) >= misread(clear, seeing, theory) >= 0.0


# Whom to believe


def test_siding_as_worked_by_hand():
    theory = Choice(consistency=2.0, closeness=0.5, perception=4.0, strangeness=0.4)
    # 1.5 x .8 x .4 + .1
    assert choice.strangeness(0.8, 0.1, LearnerTraits(reactivity=1.5), theory) == approx(0.58)
    assert choice.closeness(0.25, theory) == approx(-math.log(2.0))  # .5 x ln(1/4)
    assert choice.seen(0.25, 0.5, 0.5, theory) == approx(-LN3)  # 4 x .5 x .5 x ln(1/3)
    # logistic(2 x (.5 ln 3 - .2 + .2))
    assert choice.siding(0.5 * LN3, -0.2, 0.2, theory) == approx(0.75)


@given(unit, unit, any_of(Choice))
def test_an_even_mix_shows_nothing_at_all(clarity, scrutiny, theory):
    assert choice.seen(0.5, clarity, scrutiny, theory) == 0.0


@given(any_of(Choice))
def test_equal_words_with_nothing_else_are_a_coin_toss(theory):
    assert choice.siding(0.0, choice.closeness(1.0, theory), 0.0, theory) == 0.5


@given(inner, unit, unit, any_of(Choice))
def test_what_is_seen_for_one_is_seen_against_the_other(share, clarity, scrutiny, theory):
    mine, hers = (choice.seen(each, clarity, scrutiny, theory) for each in (share, 1.0 - share))
    assert mine == approx(-hers, abs=1e-9)


@given(nats, nats, pairs, st.floats(0.01, 4.0), any_of(Choice))
def test_closeness_raises_siding_of_those_who_show_more_and_lowers_that_of_others(
    word, seen, weights, gain, theory
):
    less, more = (
        choice.siding(word, choice.closeness(gain, theory._replace(closeness=weight)), seen, theory)
        for weight in weights
    )
    assert 0.0 <= min(less, more) <= max(less, more) <= 1.0
    assert more >= less if gain >= 1.0 else more <= less


@given(nats, nats, nats, st.floats(0.0, 5.0), any_of(Choice))
def test_every_reason_for_her_raises_siding(word, close, seen, more, theory):
    before = choice.siding(word, close, seen, theory)
    assert choice.siding(word + more, close, seen, theory) >= before
    assert choice.siding(word, close + more, seen, theory) >= before
    assert choice.siding(word, close, seen + more, theory) >= before


@given(pairs, st.floats(0.5, 0.99), unit, any_of(Choice))
def test_the_clear_and_the_calm_go_more_by_what_they_see(pair, share, fixed, theory):
    less, more = pair
    assert 0.0 <= choice.seen(share, less, fixed, theory) <= choice.seen(share, more, fixed, theory)
    assert choice.seen(share, fixed, less, theory) <= choice.seen(share, fixed, more, theory)
