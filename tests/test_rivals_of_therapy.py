"""Rival accounts of psychotherapy give the numbers that were derived from them, and obey laws.

The numbers of the dose model are those of ``rivals.md``; those of the interpersonal circle stand as
worked examples in the documents of its program. What is said of chance holds at the default seed.
"""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from trustsim.asking.rivals import COURSES, RIVALS, howard_1986, liebovitch_2011, tracey_circle
from trustsim.asking.rivals.howard_1986 import HOWARD, OTHER_ENDINGS, Dose
from trustsim.asking.rivals.liebovitch_2011 import CLIENT as LOW
from trustsim.asking.rivals.liebovitch_2011 import FOLLOWING, SOOTHING, STARTS, STATEMENTS, Person
from trustsim.asking.rivals.tracey_circle import (
    ACTS,
    CLIENT,
    COLD,
    COMPLEMENT,
    OF_SESSION,
    THERAPISTS,
)
from trustsim.mistakes import Mistake
from trustsim.theory.chance import Moment, luck

approx = pytest.approx
QUESTIONS = {
    "share improved by session",
    "alliance by session",
    "drop-out by session",
    "who ends more positive",
}
TWELVE = np.arange(1, 13)
ACCURACIES = (0.2, 0.5, 0.9)
strengths = st.floats(1.5, 5.0)


@pytest.mark.parametrize("name", COURSES)
def test_an_account_names_its_source_its_reach_and_its_limits(name):
    for heading in ("Claims ", "Source ", "Can ", "Cannot "):
        assert f"\n{heading}" in COURSES[name].__doc__
    assert set(COURSES[name].SAYS) <= QUESTIONS
    assert name not in RIVALS


def test_each_question_about_a_course_is_answered_by_somebody():
    assert set().union(*(each.SAYS for each in COURSES.values())) == QUESTIONS


# Howard et al. (1986), and the good enough level


@pytest.mark.parametrize(
    ("sessions", "share"),
    [(1, 0.12), (2, 0.21), (4, 0.35), (8, 0.50), (16, 0.65), (26, 0.75), (52, 0.86)],
)
def test_as_many_have_improved_as_the_line_through_two_points_says(sessions, share):
    assert round(float(howard_1986.share_improved(sessions)), 2) == share


def test_the_slope_is_the_probit_of_three_quarters_over_the_logarithm_of_the_doses():
    assert HOWARD.slope == approx(norm.ppf(0.75) / math.log(26 / 8), rel=1e-12)
    assert round(HOWARD.slope, 3) == 0.572
    assert HOWARD.intercept == approx(-HOWARD.slope * math.log(8), rel=1e-12)


def test_a_fit_to_two_doses_is_the_line_through_both_shares():
    # one of four improved after 1 session, two of four after 4
    found = howard_1986.fit([1] * 4 + [4] * 4, [1, 0, 0, 0, 1, 1, 0, 0])
    assert found == approx(howard_1986.through((1, 0.25), (4, 0.5)), abs=1e-5)


def test_a_fit_finds_the_line_by_which_patients_were_made():
    chance = np.random.default_rng(1986)
    sessions = chance.integers(1, 53, 20_000)
    improved = chance.random(20_000) < howard_1986.share_improved(sessions)
    assert howard_1986.fit(sessions, improved) == approx(HOWARD, abs=0.06)


def test_those_newly_improved_worked_by_hand():
    after_one, after_two = norm.cdf(HOWARD.intercept), norm.cdf(HOWARD.intercept + 0.39665)
    assert howard_1986.newly_improved([1, 2]) == approx(
        [after_one, (after_two - after_one) / (1 - after_one)], abs=1e-5
    )


def test_improved_at_the_end_of_one_session_worked_by_hand():
    # .117 have had enough; of the .883 others .02 end all the same
    assert howard_1986.share_improved_at_end(1) == approx(0.117 / (0.117 + 0.883 * 0.02), abs=1e-3)


def test_who_goes_on_is_who_has_neither_improved_nor_ended_in_any_session_so_far():
    each = (1 - howard_1986.newly_improved(TWELVE)) * (1 - OTHER_ENDINGS)
    np.testing.assert_allclose(howard_1986.share_staying(TWELVE), np.cumprod(each), rtol=1e-12)


@given(st.floats(1e-3, 1.0))
def test_everybody_improves_with_sessions_but_who_stays_longer_has_not_improved_more_often(others):
    assert (np.diff(howard_1986.share_improved(TWELVE)) > 0).all()
    assert (np.diff(howard_1986.share_improved_at_end(TWELVE, other_endings=others)) <= 0).all()


def test_if_only_those_end_who_have_had_enough_all_have_improved_at_their_end():
    assert (howard_1986.share_improved_at_end(TWELVE, other_endings=0.0) == 1.0).all()


def test_the_published_fall_begins_where_it_should_but_does_not_go_as_deep():
    published = (0.88, 0.62)  # after 1 and after 12 sessions, Barkham et al. (2006)
    first, last = howard_1986.share_improved_at_end([1, 12])
    assert first == approx(published[0], abs=0.02)
    assert last > published[1] + 0.05


def test_a_dose_model_that_is_fitted_to_those_who_ended_finds_no_effect_of_dose():
    chance = np.random.default_rng(2006)
    enough = np.ceil(np.exp(chance.normal(-HOWARD.intercept, 1.0, 5000) / HOWARD.slope))
    ended = np.minimum(enough, chance.geometric(OTHER_ENDINGS, 5000))
    assert howard_1986.fit(ended, enough == ended).slope < 0.0


# Liebovitch et al. (2011)


def test_how_fast_affects_change_worked_by_hand():
    # therapist at 1, client at -1: both drawn home by 1; soothed by half of tanh 1, dragged by it
    therapist, client = Person(to_negative=-0.5), Person(inertia=2.0, alone=-1.0)
    found = liebovitch_2011.change(np.array([1.0, -1.0]), therapist, client)
    assert found == approx([-1 + 2 * 0.5 * math.tanh(1), 2 * math.tanh(1)], rel=1e-14)


def test_who_answers_nobody_goes_back_to_what_they_are_alone():
    hermit = Person(inertia=0.5, alone=0.3, responsiveness=0.0)
    moments = np.linspace(0.0, 4.0, 9)
    _, affect = liebovitch_2011.course(moments, (1.0, -1.0), FOLLOWING, hermit)
    np.testing.assert_allclose(affect, 0.3 - 1.3 * np.exp(-0.5 * moments), atol=1e-7)


@pytest.mark.parametrize("therapist", [FOLLOWING, SOOTHING])
def test_where_affects_have_settled_nothing_changes(therapist):
    ends = liebovitch_2011.settled(STARTS, therapist, LOW)
    np.testing.assert_allclose(liebovitch_2011.change(ends, therapist, LOW), 0.0, atol=1e-5)


@pytest.mark.parametrize(
    ("therapist", "client", "holds"),
    [
        (SOOTHING, LOW, (True, True, True, True)),
        (FOLLOWING, LOW, (True, False, True, True)),  # who only follow each other do not swing
        (SOOTHING._replace(to_negative=-2.0), LOW, (True, True, False, True)),  # soothed anyhow
        (SOOTHING, LOW._replace(responsiveness=2.5), (False, True, True, True)),  # too low alone
    ],
    ids=["soothing", "following", "soothing strongly", "client less responsive"],
)
def test_which_of_the_four_statements_hold_of_whom(therapist, client, holds):
    assert tuple(each(therapist, client) for each in STATEMENTS.values()) == holds


@given(strengths, strengths)
def test_of_two_alike_the_more_responsive_ends_more_positive(of_therapist, of_client):
    people = Person(responsiveness=of_therapist), Person(responsiveness=of_client)
    lead = liebovitch_2011.lead((1.0, 1.0), *people)
    assert lead * (of_therapist - of_client) >= -1e-9


@given(strengths, strengths, st.floats(-1.0, 1.0), st.sampled_from(STARTS.T.tolist()))
def test_who_only_follow_each_other_turn_at_most_once(of_therapist, of_client, alone, start):
    people = Person(responsiveness=of_therapist), Person(alone=alone, responsiveness=of_client)
    affects = liebovitch_2011.course(np.linspace(0.0, 30.0, 600), start, *people)
    assert max(liebovitch_2011.turns(each) for each in affects) <= 1


def test_whose_beginning_decides_is_the_one_whom_the_other_answers_more():
    opposed = (-1.0, 1.0)
    warm, cool = Person(responsiveness=3.0), Person(responsiveness=2.0)
    assert (liebovitch_2011.settled(opposed, cool, warm) < 0).all()
    assert (liebovitch_2011.settled(opposed, warm, cool) > 0).all()


@pytest.mark.parametrize("factor", [0.6, 1.5, 2.0])
def test_changing_influence_is_the_inverse_of_changing_inertia_by_any_factor(factor):
    assert liebovitch_2011.influence_is_inverse_to_inertia(FOLLOWING, Person(), factor)


@given(st.floats(-50.0, 50.0))
def test_nobody_is_moved_beyond_a_bound(affect):
    assert abs(liebovitch_2011.influence(affect, FOLLOWING)) <= 1.0
    assert liebovitch_2011.influence(-abs(affect), SOOTHING) >= 0.0


def test_two_waves_are_four_turns_and_a_ripple_is_none():
    wave = np.sin(np.linspace(0.0, 4 * np.pi, 400))
    assert liebovitch_2011.turns(wave) == 4
    assert liebovitch_2011.turns(0.001 * wave) == 0


# The interpersonal circle


@pytest.fixture(scope="module")
def played():
    """The courses of both therapists, by therapist and accuracy."""
    return {
        (who, accuracy): tracey_circle.courses(who, CLIENT._replace(accuracy=accuracy))
        for who in THERAPISTS
        for accuracy in ACCURACIES
    }


def test_warmth_meets_warmth_coldness_coldness_and_dominance_submission():
    complement = {act: ACTS[COMPLEMENT[number]] for number, act in enumerate(ACTS)}
    assert complement["warm"] == "warm"
    assert complement["cold"] == "cold"
    assert complement["dominant"] == "submissive"
    assert complement["warm dominant"] == "warm submissive"
    assert complement["cold submissive"] == "cold dominant"
    assert all(complement[complement[act]] == act for act in ACTS)


def test_the_leading_therapist_complements_until_there_is_rapport_and_then_is_never_cold():
    acts = np.arange(8)
    for bond, session in ((0.05, 50), (0.9, 9)):
        assert (tracey_circle.leading(acts, bond, session) == COMPLEMENT).all()
    led = tracey_circle.leading(acts, 0.2, 10)
    assert not np.isin(led, COLD).any()
    assert (led[:5] == COMPLEMENT[:5]).all()  # what is not cold is complemented still


def test_the_bond_is_that_of_the_programs_example():
    # satisfaction 36.8 within -70 and 70: .763 of the range, logistic of 5 x 2 (.763 - .8)
    worth = np.array([-70.0, 70.0]).reshape(1, 1, 2)
    assert tracey_circle.bonds(36.8, worth) == approx([0.409], abs=0.001)


def test_what_is_expected_is_that_of_the_programs_example():
    # at a bond of .25 three quarters of the way from the second to the third worst answer
    answers = [10, 50, 60, 50, 10, -50, -40, -50]
    worth, shares = np.full((1, 8, 8), answers, dtype=float), np.full((1, 8), 1 / 8)
    found = tracey_circle.expected(worth, np.array([0.25]), shares, familiarity=0.0)
    assert found == approx(np.full((1, 8), -42.5))


def test_an_answer_that_is_always_met_counts_twice():
    worth, shares = np.full((1, 8, 8), [60.0, *[0.0] * 7]), np.eye(8)[:1]
    assert tracey_circle.expected(worth, np.ones(1), shares) == approx(np.full((1, 8), 120.0))


@given(st.integers(1, 1000))
def test_the_better_the_bond_the_more_is_expected(seed):
    worth, shares = tracey_circle.worths(9, seed), np.full((9, 8), 1 / 8)
    worth, bond = np.broadcast_to(worth[:1], worth.shape), np.linspace(0.0, 1.0, 9)
    assert (np.diff(tracey_circle.expected(worth, bond, shares), axis=0) >= 0).all()


def test_the_newest_exchange_counts_twice_the_oldest():
    weights = tracey_circle.memory_weights()
    assert weights[-1] / weights[0] == approx(2.0)
    assert weights.sum() == approx(1.0)


def test_the_usual_act_is_the_commonest_and_of_several_the_latest():
    acts = np.array([[1, 1], [1, 2], [2, 2], [3, 1]])  # (exchange, dyad)
    assert tracey_circle.usual(acts).tolist() == [1, 1]
    assert tracey_circle.usual(acts[:3]).tolist() == [1, 2]


def test_a_softmax_worked_by_hand():
    # odds of 1 : 3, the others as good as never
    hopes = np.full((3, 8), -1000.0)
    hopes[:, 2], hopes[:, 6] = 0.0, 3.0 * math.log(3.0)
    assert tracey_circle.chosen(hopes, 3.0, np.array([0.2, 0.3, 0.99])).tolist() == [2, 6, 6]


def test_clients_come_with_a_cold_past_that_was_answered_warmly():
    acts, met = tracey_circle.cold_past(1000, seed=1)
    cold = np.isin(acts, COLD)
    assert cold.mean() == approx(0.8 + 0.2 * 3 / 8, abs=0.01)
    assert all("warm" in ACTS[each] for each in np.unique(met[cold]))


def step_by_step(dyad, sessions, seed):
    """Bond after each session of one dyad, and whether it misperceived; in plain Python."""
    worth, weights = tracey_circle.worths(dyad + 1, seed)[dyad], tracey_circle.memory_weights()
    acts, met = (past[:, dyad].tolist() for past in tracey_circle.cold_past(dyad + 1, seed))

    def bond():
        satisfied = sum(w * worth[a, b] for w, a, b in zip(weights, acts, met, strict=True))
        share = (satisfied - worth.min()) / (worth.max() - worth.min())
        return 1 / (1 + math.exp(-10 * (share - 0.8)))

    for session in range(1, sessions + 1):
        now, hopes = bond(), []
        shares = [sum(weights[np.array(met) == answer]) for answer in range(8)]
        for row in worth:
            ordered = sorted(each + each * share for each, share in zip(row, shares, strict=True))
            low = int(now * 7)
            hopes.append(ordered[low] + (now * 7 - low) * (ordered[low + 1] - ordered[low]))
        choosing, perceiving, _, _ = luck(Moment(seed, 0, dyad, session, 0), OF_SESSION)
        odds = list(itertools.accumulate(math.exp((hope - max(hopes)) / 3) for hope in hopes))
        act = next(number for number, each in enumerate(odds) if choosing * odds[-1] <= each)
        answer = int(tracey_circle.leading(act, now, session))
        commonest = max(reversed(met[-15:]), key=met[-15:].count)  # of several the latest
        seen = answer if perceiving < 0.5 else commonest
        acts, met = [*acts[1:], act], [*met[1:], seen]
        yield bond(), seen != answer


@pytest.mark.parametrize("dyad", range(3))
def test_many_dyads_at_once_are_each_as_if_played_step_by_step(dyad):
    together = tracey_circle.courses("leading", dyads=3, sessions=60, seed=5)
    bond, misperceived = zip(*step_by_step(dyad, 60, seed=5), strict=True)
    np.testing.assert_allclose(together.bond[:, dyad], bond, rtol=1e-9)
    np.testing.assert_array_equal(together.misperceived[:, dyad], misperceived)


def test_one_more_dyad_and_more_sessions_change_nothing_for_the_others():
    few = tracey_circle.courses(dyads=10, sessions=20)
    many = tracey_circle.courses(dyads=20, sessions=30)
    for one, other in zip(few, many, strict=True):
        np.testing.assert_array_equal(one, other[:20, :10])


def test_who_sees_rightly_misperceives_nothing():
    assert not tracey_circle.courses(client=CLIENT._replace(accuracy=1.0)).misperceived.any()


def test_misperception_lowers_the_bond(played):
    for who in THERAPISTS:
        misperceived, bond = (
            [getattr(played[who, each], what)[-1].mean() for each in ACCURACIES]
            for what in ("misperceived", "bond")
        )
        assert misperceived == sorted(misperceived, reverse=True)
        assert bond == sorted(bond)


def test_within_one_clinic_too_who_misperceives_more_has_the_worse_bond():
    accuracy = np.linspace(0.2, 0.9, 1000)
    bond = tracey_circle.courses(client=CLIENT._replace(accuracy=accuracy)).bond[-1]
    assert np.corrcoef(accuracy, bond)[0, 1] > 0.5


def test_who_misperceives_more_leaves_more_often(played):
    left = [played["complementary", each].left[-1].mean() for each in ACCURACIES]
    assert left == sorted(left, reverse=True)
    assert left[0] > 0.05


def test_who_leaves_has_the_worse_bond_before(played):
    bond, _, left = played["complementary", 0.2]
    assert bond[8, left[-1]].mean() < bond[8, ~left[-1]].mean()


def test_all_who_leave_leave_at_one_session_so_that_worse_bonds_cannot_leave_earlier(played):
    _, _, left = played["complementary", 0.2]
    assert not left[:9].any()
    assert (left[9:] == left[9]).all()


def test_if_clients_looked_back_often_worse_bonds_would_leave_earlier_but_not_worse_ones_only():
    often = CLIENT._replace(accuracy=0.2, reviews=tuple(range(10, 101, 10)))
    bond, _, left = tracey_circle.courses(client=often, dyads=4000)
    early, late, never = left[9], left[-1] & ~left[9], ~left[-1]
    of_early, of_late, of_others = (bond[8, who].mean() for who in (early, late, never))
    assert of_early < of_late
    assert of_late > of_others  # leaving goes by how the bond has changed, not by how good it is


def test_with_a_complementary_therapist_the_alliance_grows():
    alliance = tracey_circle.alliance([1, 10, 25, 50, 100])
    assert (np.diff(alliance) > 0).all()


def test_the_alliance_is_that_of_those_who_are_still_there(played):
    bond, _, left = played["complementary", 0.2]
    worse = CLIENT._replace(accuracy=0.2)
    assert tracey_circle.alliance([50], client=worse) == approx(bond[49, ~left[49]].mean())
    assert tracey_circle.share_left([9, 10], client=worse) == approx(left[8:10].mean(1))


@pytest.mark.parametrize("accuracy", ACCURACIES)
def test_the_complementary_therapist_is_not_beaten_as_the_programs_author_found_it_hard_to(
    played, accuracy
):
    complementary, leading = (played[who, accuracy].bond[-1] for who in THERAPISTS)
    assert leading.mean() < complementary.mean()
    assert (leading > complementary).mean() < 0.2  # of the same clients with the same luck


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (lambda: howard_1986.share_improved(0), "must be above 0"),
        (lambda: howard_1986.newly_improved(0.5), "first session is 1"),
        (lambda: howard_1986.share_improved_at_end(1, Dose(0.0, 1.0), 2.0), "other_endings 2.0"),
        (lambda: howard_1986.fit([1, 2], [1]), "one length"),
        (lambda: howard_1986.fit([1, 2, 3], [1, 0, 0.5]), "nothing between"),
        (lambda: howard_1986.fit([1, 2, 3], [1, 1, 1]), "no line fits best"),
        (lambda: howard_1986.fit([1, 2, 3, 4], [0, 0, 1, 1]), "no line fits best"),
        (lambda: howard_1986.fit([3, 3, 3], [0, 1, 1]), "no line fits best"),
        (lambda: liebovitch_2011.settled((1.0,)), "an affect of the therapist and"),
        (lambda: liebovitch_2011.lead(client=Person(inertia=0.0)), "client: inertia 0.0"),
        (
            lambda: liebovitch_2011.lead(therapist=Person(responsiveness=-1.0)),
            "therapist: responsiveness -1.0",
        ),
        (lambda: tracey_circle.courses("complimentary"), "did you mean 'complementary'"),
        (lambda: tracey_circle.courses(client=CLIENT._replace(accuracy=1.2)), "accuracy 1.2"),
        (lambda: tracey_circle.courses(client=CLIENT._replace(accuracy=[0.5])), "one for each"),
        (lambda: tracey_circle.courses(client=CLIENT._replace(recency=0.5)), "recency 0.5"),
        (lambda: tracey_circle.courses(client=CLIENT._replace(temperature=0.0)), "temperature 0"),
        (lambda: tracey_circle.courses(sessions=0), "sessions 0"),
        (lambda: tracey_circle.courses(seed=-1), "seed -1"),
        (lambda: tracey_circle.alliance([0, 1]), "first session is 1"),
    ],
)
def test_a_mistake_is_named(mistake, words):
    with pytest.raises(Mistake, match=words):
        mistake()
