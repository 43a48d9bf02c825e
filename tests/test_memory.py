"""Two stores: what was lately, and what has been all along (eq. 40), worked by hand and as laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import beliefs, bonds, dreads, reliefs, unit
from test_rules import any_of, booleans, strategies
from test_rules_of_trust import ROUNDING

from trustsim.theory.parameters import LearnerTraits, Memory, Strategy, Theory, Threat
from trustsim.theory.rules import counting, strategy, threat
from trustsim.theory.rules.strategy import SEEK
from trustsim.theory.states import Belief, Bond, Brought, Count, Dread, Relief, Strategies

approx = pytest.approx
credited = st.floats(0.1, 100.0)  # cases beforehand
weights = st.floats(0.0, 10.0)  # of one case


# What is expected


def test_what_is_expected_of_two_stores_as_worked_by_hand():
    memory = Memory(weight=0.25)
    assert counting.remembered(0.8, 0.4, memory) == approx(0.7)  # 3/4 x .8 + 1/4 x .4
    # lately (3 + 2) / (4 + 4) = 5/8, all along 2 / (2 + 4) = 1/3: 15/32 + 1/12
    belief = Belief(Count(3.0, 1.0), Count(0.0, 2.0))
    assert counting.expectation(belief, 2.0, 2.0, memory) == approx(53 / 96)
    theory = Theory(memory=memory)
    # 3/4 x .2 + 1/4 x .6
    assert threat.expected(Bond(threat=Dread(0.2, 0.6)), theory) == approx(0.3)
    lately = Strategies(Brought(0.2, 1.0), Brought(0.4, 1.0), Brought(0.6, 1.0))
    lasting = Strategies(Brought(2.0, 3.0), Brought(2.4, 3.0), Brought(-0.4, 3.0))
    theory = Theory(memory=memory, strategy=Strategy(untried=1.0))
    # per use .1, .2, .3 lately and .5, .6, -.1 all along, with one beforehand that brought nothing
    assert strategy.values(Bond(Relief(lately, lasting)), theory) == approx((0.2, 0.3, 0.2))


def test_a_response_is_expected_from_both_stores_as_worked_by_hand():
    theory = Theory(
        strategy=Strategy(default_answered=1.0, default_unanswered=2.0), memory=Memory(weight=0.5)
    )
    # lately (3 + 1) / (4 + 3), all along 1 / (4 + 3); halfway between
    bond = Bond(response=Belief(Count(3.0, 1.0), Count(0.0, 4.0)))
    assert strategy.expected_response(bond, theory) == approx(2.5 / 7)


@given(unit, unit, any_of(Memory))
def test_what_is_remembered_lies_between_the_two_stores(lately, lasting, memory):
    found = counting.remembered(lately, lasting, memory)
    assert min(lately, lasting) - ROUNDING <= found <= max(lately, lasting) + ROUNDING


@given(unit, unit)
def test_at_no_weight_only_what_was_lately_is_expected_and_at_full_weight_what_lasts(
    lately, lasting
):
    assert counting.remembered(lately, lasting, Memory(weight=0.0)) == lately
    assert counting.remembered(lately, lasting, Memory(weight=1.0)) == approx(lasting, abs=ROUNDING)


@given(bonds, bonds)
def test_at_no_weight_the_lasting_store_makes_no_difference(bond, other):
    theory = Theory(memory=Memory(weight=0.0))
    mixed = Bond(
        Relief(bond.strategies.lately, other.strategies.lasting),
        Belief(bond.response.lately, other.response.lasting),
        Dread(bond.threat.lately, other.threat.lasting),
    )
    for expected in (strategy.values, strategy.expected_response, threat.expected):
        assert expected(mixed, theory) == expected(bond, theory)


@given(unit, any_of(Memory))
def test_where_both_stores_agree_their_weight_does_not_matter(alike, memory):
    assert counting.remembered(alike, alike, memory) == alike


@given(beliefs, credited, credited, any_of(Memory))
def test_expectations_lie_between_0_and_1(belief, hits, misses, memory):
    assert 0.0 < counting.expectation(belief, hits, misses, memory) < 1.0


@given(beliefs, unit, weights, credited, credited, any_of(Memory))
def test_expectations_rise_with_every_case_for_and_fall_with_every_case_against(
    belief, retention, case, hits, misses, memory
):
    doubtful, same, hopeful = (
        counting.expectation(
            counting.counted(belief, retention, good, bad, memory), hits, misses, memory
        )
        for good, bad in ((0.0, case), (0.0, 0.0), (case, 0.0))
    )
    assert doubtful <= same + ROUNDING
    assert same <= hopeful + ROUNDING


# What is kept


def test_cases_are_counted_in_both_stores_as_worked_by_hand():
    belief = Belief(Count(4.0, 2.0), Count(10.0, 20.0))
    memory = Memory(slowness=0.5)
    # lately half is kept: 4 x .5 + 1 and 2 x .5; all along, of what fades only half does: 3/4
    after = counting.counted(belief, 0.5, 1.0, 0.0, memory)
    assert after == Belief(Count(3.0, 1.0), Count(8.5, 15.0))
    after = counting.counted(belief, 0.5, 0.0, 2.0, memory)
    assert after == Belief(Count(2.0, 3.0), Count(7.5, 17.0))


def test_relief_is_learnt_in_both_stores_as_worked_by_hand():
    before = Relief(*[Strategies(*[Brought(2.0, 4.0)] * 3)] * 2)
    theory = Theory(strategy=Strategy(retention=0.5), memory=Memory(slowness=0.5))
    after = strategy.learnt(before, SEEK, 0.1, LearnerTraits(learning=2.0), theory)
    # lately half is kept, all along three quarters; 2 x .1 and 2 uses more
    assert after.lately.seek == approx((1.2, 4.0))
    assert after.lasting.seek == approx((1.7, 5.0))
    for store in after:
        assert store.minimise == store.maximise == (2.0, 4.0)


def test_threat_is_learnt_in_both_stores_as_worked_by_hand():
    theory = Theory(threat=Threat(rise=0.25, fall=0.1), memory=Memory(slowness=0.5))
    before = Dread(0.2, 0.6)
    # .2 + .25 x .8 and .6 + .125 x .4
    assert threat.learnt(before, True, theory) == approx((0.4, 0.65))
    # .2 - .1 x .2 and .6 - .05 x .6
    assert threat.learnt(before, False, theory) == approx((0.18, 0.57))


@given(beliefs, unit, weights, weights, any_of(Memory))
def test_what_was_lately_is_counted_as_if_there_were_no_other_store(
    belief, retention, hits, misses, memory
):
    after = counting.counted(belief, retention, hits, misses, memory)
    assert after.lately == counting.added(belief.lately, retention, hits, misses)


@given(beliefs, unit, weights, weights, any_of(Memory))
def test_the_lasting_store_never_fades_faster(belief, retention, hits, misses, memory):
    alike = Belief(belief.lately, belief.lately)
    lately, lasting = counting.counted(alike, retention, hits, misses, memory)
    assert lately.hits <= lasting.hits + ROUNDING * (1.0 + lasting.hits)
    assert lately.misses <= lasting.misses + ROUNDING * (1.0 + lasting.misses)


@given(
    reliefs, strategies, st.floats(-3.0, 1.0), any_of(LearnerTraits), any_of(Strategy),
    any_of(Memory),
)  # fmt: skip
def test_what_strategies_have_brought_all_along_never_fades_faster(
    before, used, brought, child, numbers, memory
):
    alike = Relief(before.lately, before.lately)
    theory = Theory(strategy=numbers, memory=memory)
    lately, lasting = strategy.learnt(alike, used, brought, child, theory)
    for less, more in zip(lately, lasting, strict=True):
        assert less.uses <= more.uses + ROUNDING * (1.0 + more.uses)


@given(dreads, booleans, any_of(Threat), any_of(Memory))
def test_lasting_threat_never_moves_further(before, frightened, numbers, memory):
    alike, theory = Dread(before.lately, before.lately), Theory(threat=numbers, memory=memory)
    lately, lasting = threat.learnt(alike, frightened, theory)
    assert abs(lasting - before.lately) <= abs(lately - before.lately) + ROUNDING


@given(st.lists(st.tuples(unit, unit), max_size=20), unit)
def test_at_full_pace_both_stores_are_one(history, retention):
    belief, memory = Belief(), Memory(slowness=1.0)
    for hits, misses in history:
        belief = counting.counted(belief, retention, hits, misses, memory)
    assert belief.lasting == approx(belief.lately)


def test_what_has_long_been_is_still_expected_when_it_has_lately_been_otherwise():
    belief, memory = Belief(), Memory(slowness=0.05)
    for hits, times in ((1.0, 200), (0.0, 20)):
        for _ in range(times):
            belief = counting.counted(belief, 0.9, hits, 1.0 - hits, memory)
    lately, lasting = (counting.share(each, 1.0, 1.0) for each in belief)
    assert lately < 0.25 < 0.75 < lasting
