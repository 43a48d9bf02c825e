"""Who is attended to, met, thanked and blamed: worked by hand, and laws over their whole range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import unit
from test_rules import LN3, any_of, pairs
from test_rules_of_trust import ROUNDING, answers, inner

from trustsim.engine.calendar import Company
from trustsim.theory.parameters import Attention, Exploring, Learning, Theory, Trust
from trustsim.theory.rules import attention, counting, credit, exploring, trust
from trustsim.theory.states import Belief, Bond, Count

approx = pytest.approx
booleans = st.booleans()
days = st.integers(0, 6600)


# Attention


def test_any_call_for_attention_is_as_good_as_any_other():
    theory = Attention(uncalled=0.2, called=0.6)
    assert attention.attending(False, theory) == 0.2
    assert attention.attending(True, theory) == 0.6


# Exploring


def test_exploring_as_worked_by_hand():
    theory = Exploring(readiness=2.0 + LN3, preoccupation=2.0, fear=4.0)
    # 2 + ln 3 - 2 x .5 - 4 x .25 = ln 3
    assert exploring.exploring(0.5, 0.25, theory) == approx(0.75)


def test_the_share_of_playmates_as_worked_by_hand():
    mates = Company(0, 0, begins=100, ends=200, share=0.6)
    shares = [exploring.share(day, mates) for day in (0, 100, 150, 200, 999)]
    assert shares == approx([0.0, 0.0, 0.3, 0.6, 0.6])  # half way .6 x 50/100
    at_once = mates._replace(begins=100, ends=100)
    assert [exploring.share(day, at_once) for day in (100, 101)] == [0.0, 0.6]


@given(pairs, unit, any_of(Exploring))
def test_the_preoccupied_and_the_afraid_explore_less(pair, fixed, theory):
    less, more = pair
    explores = exploring.exploring
    assert 0.0 < explores(more, fixed, theory) <= explores(less, fixed, theory)
    assert explores(fixed, more, theory) <= explores(fixed, less, theory) < 1.0


@given(st.tuples(days, days).map(sorted), st.tuples(days, days).map(sorted), unit)
def test_the_share_of_playmates_never_falls_with_age(when, limits, share):
    mates = Company(0, 0, *limits, share)
    earlier, later = (exploring.share(day, mates) for day in when)
    assert 0.0 <= earlier <= later + ROUNDING
    assert later <= share + ROUNDING


# What the eyes are worth


def test_own_eyes_as_worked_by_hand():
    # half way from a coin toss to certainty; then four fifths of the doubt that is left
    assert credit.perceived_rightly(0.5, Learning(evident=0.0)) == 0.75
    assert credit.perceived_rightly(0.5, Learning(evident=0.8)) == approx(0.95)  # 1 - .25 x .2


@given(pairs, any_of(Learning))
def test_eyes_are_no_worse_than_a_coin_and_better_with_clarity(clarities, theory):
    unclear, clear = (credit.perceived_rightly(each, theory) for each in clarities)
    assert 0.5 <= unclear <= clear <= 1.0
    assert credit.perceived_rightly(1.0, theory) == 1.0


@given(unit, pairs)
def test_what_is_evident_is_seen_by_the_unclear_too(clarity, evidents):
    less, more = (
        credit.perceived_rightly(clarity, Learning(evident=evident)) for evident in evidents
    )
    assert less <= more
    assert credit.perceived_rightly(clarity, Learning(evident=1.0)) == 1.0


# Uncertain errors


def test_what_is_believed_of_a_message_as_worked_by_hand():
    # expected .8, seen .75: .8 x .75 = .6 against .2 x .25 = .05
    assert credit.agreed(0.8, 0.75) == approx(12 / 13)
    # trust .6 of two answers: right .6 + .4/2 = .8; seems wrong: .8 x .25 = .2 against .2 x .75
    assert credit.believed_right(True, 0.6, 0.75, 2.0) == approx(12 / 13)
    assert credit.believed_right(False, 0.6, 0.75, 2.0) == approx(4 / 7)


@given(inner, inner)
def test_two_witnesses_agree_whoever_speaks_first(expected, witness):
    together = credit.agreed(expected, witness)
    assert together == approx(credit.agreed(witness, expected))
    assert together == approx(1.0 - credit.agreed(1.0 - expected, 1.0 - witness))
    assert credit.agreed(expected, 0.5) == approx(expected)  # a coin toss tells nothing


@given(booleans, pairs, st.floats(0.5, 0.999), answers)
def test_who_trusts_more_takes_an_error_for_one_of_its_own(seems_right, trusts, sees, alternatives):
    less, more = (
        credit.believed_right(seems_right, 0.99 * each, sees, alternatives) for each in trusts
    )
    assert 0.0 <= less <= more + ROUNDING <= 1.0 + ROUNDING


@given(inner, pairs, answers)
def test_the_better_the_eyes_the_more_it_matters_how_it_seems(trusted, pair, alternatives):
    dim, sharp = (0.5 + 0.5 * each for each in pair)
    expected = trust.said_rightly(trusted, alternatives)
    right = [credit.believed_right(True, trusted, each, alternatives) for each in (dim, sharp)]
    wrong = [credit.believed_right(False, trusted, each, alternatives) for each in (dim, sharp)]
    assert wrong[1] <= wrong[0] + ROUNDING
    assert wrong[0] <= expected + ROUNDING
    assert expected <= right[0] + ROUNDING
    assert right[0] <= right[1] + ROUNDING
    assert credit.believed_right(True, trusted, 1.0, alternatives) == 1.0
    assert credit.believed_right(False, trusted, 1.0, alternatives) == 0.0


# Credit


def test_credit_as_worked_by_hand():
    # right: .8 x .75 = .6, never misleading, .2 x 1/4 = .05; of .65
    assert credit.responsibility(True, 0.8, 0.75, 4.0) == approx((12 / 13, 0.0, 1 / 13))
    # wrong: never helping, .8 x .25 = .2, .2 x 3/4 = .15; of .35
    assert credit.responsibility(False, 0.8, 0.75, 4.0) == approx((0.0, 4 / 7, 3 / 7))
    # believed .25: .25 x 12/13, .75 x 4/7, .25 x 1/13 + .75 x 3/7
    shares = (3 / 13, 3 / 7, 1 / 52 + 9 / 28)
    assert credit.credit(0.25, 1.0, 0.8, 0.75, 4.0) == approx(shares)
    # judged .4: where a mind is seen behind it two times in five, it is two fifths of a case
    assert credit.credit(0.25, 0.4, 0.8, 0.75, 4.0) == approx([0.4 * share for share in shares])
    assert credit.credit(0.25, 0.0, 0.8, 0.75, 4.0) == (0.0, 0.0, 0.0)


@given(booleans, inner, inner, answers)
def test_responsibilities_are_shares_that_add_to_1(right, knowledge, helpfulness, alternatives):
    shares = credit.responsibility(right, knowledge, helpfulness, alternatives)
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert sum(shares) == approx(1.0, abs=ROUNDING)


@given(inner, inner, answers)
def test_nobody_is_blamed_for_what_was_right_or_thanked_for_what_was_wrong(k, h, alternatives):
    _, misleads, _ = credit.responsibility(True, k, h, alternatives)
    helps, _, _ = credit.responsibility(False, k, h, alternatives)
    assert misleads == helps == 0.0


@given(unit, unit, inner, inner, answers)
def test_one_message_is_as_much_of_a_case_as_it_is_judged_however_surely_it_is_believed(
    believed, judged, k, h, alternatives
):
    shares = credit.credit(believed, judged, k, h, alternatives)
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert sum(shares) == approx(judged, abs=ROUNDING)


@given(pairs, unit, inner, inner, answers)
def test_the_more_surely_it_is_right_the_more_thanks_and_the_less_blame(
    pair, judged, k, h, alternatives
):
    less, more = (credit.credit(each, judged, k, h, alternatives) for each in pair)
    assert less[0] <= more[0] + ROUNDING
    assert more[1] <= less[1] + ROUNDING


@given(inner, inner, answers)
def test_a_message_that_is_right_as_surely_as_such_people_are_changes_nothing(k, h, alternatives):
    """Bayes' rule in balance: the shares are those believed of the speaker before."""
    right = k * h + (1.0 - k) / alternatives
    shares = credit.credit(right, 1.0, k, h, alternatives)
    assert shares == approx((k * h, k * (1.0 - h), 1.0 - k))


@given(inner, inner, answers)
def test_what_is_right_speaks_for_knowledge_unless_the_ignorant_are_luckier(k, h, alternatives):
    """Who knows and helps rarely enough is right less often than a guess is."""
    helps, misleads, _ = credit.responsibility(True, k, h, alternatives)
    told = helps + misleads - k
    assert told == approx(0.0, abs=1e-9) or (told > 0.0) == (h > 1.0 / alternatives)


# Newcomers


def test_the_credit_of_a_newcomer_as_worked_by_hand():
    assert trust.credit(0.75, 0.5) == 1.5  # three times the doubt, since .75 is three times .25
    assert counting.share(Count(), trust.credit(0.75, 0.5), 0.5) == 0.75


def test_what_is_brought_to_somebody_new_as_worked_by_hand():
    numbers = Trust(2.0, 1.0, 3.0, 0.25, doubt=0.5)
    # credit 1.5 for help beside .5 of doubt, less what anybody is credited with; both stores alike
    helpful = trust.brought(0.75, 2.0, 1.0, numbers)
    assert helpful.lately == helpful.lasting == approx((-0.5, -0.5))
    # 4.5 for knowledge
    knowing = trust.brought(0.9, 3.0, 0.25, numbers)
    assert knowing.lately == knowing.lasting == approx((1.5, 0.25))
    newly_met, theory = Bond(helpfulness=helpful, knowledge=knowing), Theory(trust=numbers)
    assert trust.helpfulness(newly_met, theory) == approx(0.75)
    assert trust.knowledge(newly_met, theory) == approx(0.9)


def test_what_is_brought_fades_like_any_other_case_as_worked_by_hand():
    numbers = Trust(2.0, 1.0, doubt=0.5, retention=0.5)
    cases, _ = trust.brought(0.75, 2.0, 1.0, numbers)
    faded = counting.added(cases, numbers.retention, 0.0, 0.0)
    # half of -.5 and -.5 beside 2 and 1: 1.75 / (1.75 + .75)
    assert trust.helpfulness(Bond(helpfulness=Belief(faded, faded)), Theory(trust=numbers)) == (
        approx(0.7)
    )


def test_a_first_case_against_lowers_the_odds_of_anybody_by_the_same_factor():
    numbers = Trust(2.0, 1.0, doubt=0.5)
    for expected in (0.2, 0.5, 0.9):
        cases, _ = trust.brought(expected, 2.0, 1.0, numbers)
        found = counting.share(counting.added(cases, 1.0, 0.0, 1.0), 2.0, 1.0)
        # of the same credit, against .5 of doubt and one case: a third of the odds
        assert found / (1.0 - found) == approx(expected / (1.0 - expected) / 3.0)


@given(inner, st.floats(0.01, 100.0))
def test_credit_beside_doubt_gives_what_was_expected(expected, doubt):
    found = counting.share(Count(), trust.credit(expected, doubt), doubt)
    assert found == approx(expected)


@given(inner, st.floats(0.1, 100.0), st.floats(0.1, 100.0), any_of(Trust))
def test_a_belief_about_somebody_new_is_what_was_expected(expected, hits, misses, numbers):
    found = trust.brought(expected, hits, misses, numbers)
    assert counting.expectation(found, hits, misses, Theory().memory) == approx(expected)


@given(st.tuples(inner, inner).map(sorted), st.floats(0.01, 100.0), st.integers(0, 50))
def test_more_credit_takes_more_errors_to_lose(expectations, doubt, errors):
    """What is left after as many errors is more, and a greater share of what there was."""
    left = []
    for expected in expectations:
        cases = trust.credit(expected, doubt)
        left.append(counting.share(Count(0.0, float(errors)), cases, doubt))
    assert left[0] <= left[1] + ROUNDING
    assert left[0] / expectations[0] <= left[1] / expectations[1] + ROUNDING
