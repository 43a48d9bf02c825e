"""Encounters: what being answered, taught and contradicted does to a child."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from test_rules import any_of, counts, relationships, unit

from trustsim.chance import Moment
from trustsim.encounters import lessons, messages, nurture
from trustsim.encounters.claims import reasons
from trustsim.encounters.messages import FIGURE, OTHER, Answer, Kind, Response, Signal
from trustsim.parameters import (
    Choice,
    Exploring,
    LearnerTraits,
    Learning,
    Mentalising,
    Mirroring,
    PartnerTraits,
    Strategy,
    Theory,
    Trust,
    Vigilance,
    annotations,
)
from trustsim.rules import trust
from trustsim.rules.counting import expectation
from trustsim.states import Count, Learnt, Mind, Relationship, Values

said = messages.Testimony
SEED = 8  # chosen before anything was looked at
MANY = 500
ALWAYS, NEVER = 60.0, -60.0  # logits of what is as good as certain
ATTENTIVE = PartnerTraits(availability=ALWAYS, rejection=0.0, fright=0.0, inconsistency=0.0)
RECOGNISED = Answer(Response.MIRRORING, congruent=True, marked=True)
UNMARKED = Answer(Response.MIRRORING, congruent=True, marked=False)
MISREAD = Answer(Response.MIRRORING, congruent=False, marked=True)
UNNOTICED = Answer(Response.NONE, False, False)
FRIGHT = Answer(Response.FRIGHTENING, False, False)
SIGNAL = Signal(strategy=0, arousal=0.6, gain=1.0, strength=0.6)

minds = st.builds(Mind, relationships, relationships, counts, unit, st.just(Learnt()), unit)
testimonies = st.builds(said, st.booleans(), st.booleans())
answers = st.sampled_from([RECOGNISED, UNMARKED, MISREAD, UNNOTICED, FRIGHT])


def moments():
    return [Moment(SEED, 0, 0, encounter, FIGURE) for encounter in range(MANY)]


def lived_with(partner, times, theory):
    """A newborn after each of its first encounters of distress."""
    minds, infant = [Mind()], LearnerTraits()
    for here in moments()[:times]:
        signal = nurture.call(here, Kind.DISTRESS, minds[-1], infant, theory)
        answer = nurture.comfort(here, signal, 0.0, partner, theory)
        minds.append(nurture.took_in(Kind.DISTRESS, signal, answer, minds[-1], infant, theory))
    return minds[1:]


def answers_to(signal, partner):
    return [nurture.comfort(here, signal, 0.0, partner, Theory()).kind for here in moments()]


def after(answer, mind=Mind(), kind=Kind.DISTRESS, theory=Theory()):  # noqa: B008 - frozen
    return nurture.took_in(kind, SIGNAL, answer, mind, LearnerTraits(), theory)


def binomial(share, of=MANY):
    """How far a share may stray by chance, once in a thousand tests (normal approximation)."""
    return stats.norm.isf(0.0005) * math.sqrt(share * (1.0 - share) / of)


# Distress


def test_a_caregiver_who_always_frightens_teaches_threat():
    theory = Theory()
    minds = lived_with(ATTENTIVE._replace(fright=1.0), 20, theory)
    threats = [mind.figure.threat for mind in minds]
    # what is not yet expected shrinks by the same share each time
    assert threats == pytest.approx([1 - (1 - theory.threat.rise) ** n for n in range(1, 21)])


def test_one_who_never_answers_is_expected_less_and_counted_against():
    theory = Theory(trust=Trust(retention=0.9, left_alone=0.2))
    minds = lived_with(ATTENTIVE._replace(availability=NEVER), 20, theory)
    expected = [expectation(mind.figure.response, 1.0, 1.0) for mind in minds]
    helpful = [trust.helpfulness(mind.figure.helpfulness, theory.trust) for mind in minds]
    assert (np.diff([0.5, *expected]) < 0.0).all()
    assert (np.diff(helpful) < 0.0).all()
    assert all(mind.figure.helpfulness.hits == mind.figure.response.hits == 0.0 for mind in minds)


def test_an_attentive_partner_frightens_and_rebuffs_as_often_as_its_traits_say():
    # rebuffs: not frightening .8 x rejection .5 x signal .6 = .24
    kinds = answers_to(SIGNAL, ATTENTIVE._replace(fright=0.2, rejection=0.5))
    for kind, share in ((Response.FRIGHTENING, 0.2), (Response.REBUFFING, 0.24)):
        assert kinds.count(kind) / MANY == pytest.approx(share, abs=binomial(share))
    assert Response.NONE not in kinds


def test_whoever_was_rebuffed_is_rebuffed_by_the_more_rejecting_and_when_calling_louder():
    """The same moments are lived again, so that this holds one by one."""
    partner = ATTENTIVE._replace(rejection=0.4)
    less = answers_to(SIGNAL, partner)
    harsher = answers_to(SIGNAL, partner._replace(rejection=0.8))
    louder = answers_to(SIGNAL._replace(strength=1.0), partner)
    assert Response.REBUFFING in less
    for more in (harsher, louder):
        assert more.count(Response.REBUFFING) > less.count(Response.REBUFFING)
        assert all(b == a for a, b in zip(less, more, strict=True) if a == Response.REBUFFING)


def test_relief_teaches_the_strategy_as_worked_by_hand():
    theory = Theory(
        strategy=Strategy(learning_rate=0.1, effort=0.5),
        mirroring=Mirroring(contact=0.1, congruent=0.2, marked=0.2, unmarked=0.1),
    )
    # .6 falls by (.1 + .2 + .2) to .3, relief .3 without effort, of which a tenth is learnt
    assert after(RECOGNISED, theory=theory).figure.strategies == pytest.approx((0.03, 0.0, 0.0))
    louder = Signal(strategy=2, arousal=0.6, gain=1.5, strength=0.9)
    mind = nurture.took_in(Kind.DISTRESS, louder, RECOGNISED, Mind(), LearnerTraits(), theory)
    # effort .5 x (1.5 - 1) x .6 = .15, so that .15 are left
    assert mind.figure.strategies == pytest.approx((0.0, 0.0, 0.015))


def test_being_recognised_raises_clarity_and_helpfulness():
    theory, mind = Theory(), after(RECOGNISED)
    assert lessons.clarity(mind, theory) > lessons.clarity(Mind(), theory)
    assert mind.figure.helpfulness.hits == theory.trust.recognised + theory.trust.cue
    assert mind.figure.helpfulness.misses == 0.0


@pytest.mark.parametrize("answer", [UNMARKED, MISREAD, FRIGHT], ids=["unmarked", "misread", "fear"])
def test_unmarked_or_wrong_mirroring_and_fright_lower_clarity(answer):
    assert lessons.clarity(after(answer), Theory()) < lessons.clarity(Mind(), Theory())


def test_a_mark_is_a_cue_even_when_the_state_is_misread_and_no_mark_counts_against():
    assert after(MISREAD).figure.helpfulness == Count(Theory().trust.cue, 0.0)
    assert after(UNMARKED).figure.helpfulness == Count(0.0, Theory().trust.cue)


def test_an_answer_and_its_absence_tell_as_much_as_the_call_was_loud():
    assert after(UNNOTICED).figure.response == Count(0.0, SIGNAL.strength)
    assert after(FRIGHT).figure.response == Count(SIGNAL.strength, 0.0)


@given(minds, answers)
def test_distress_teaches_nothing_about_the_world_other_people_or_knowledge(mind, answer):
    later = after(answer, mind)
    assert later._replace(figure=mind.figure, clarity=mind.clarity, tension=mind.tension) == mind
    assert later.figure.knowledge == mind.figure.knowledge


# Play


@given(minds, answers)
def test_play_does_not_touch_the_expected_response_or_threat(mind, answer):
    for kind in (answer, Answer(Response.STIMULATING, False, False)):
        later = after(kind, mind, Kind.PLAY)
        assert later.figure.response == mind.figure.response
        assert later.figure.threat == mind.figure.threat


def test_play_is_overridden_as_often_as_the_partner_intrudes():
    partner = ATTENTIVE._replace(intrusion=0.3)
    kinds = [nurture.join(here, SIGNAL, partner, Theory()).kind for here in moments()]
    assert kinds.count(Response.STIMULATING) / MANY == pytest.approx(0.3, abs=binomial(0.3))
    assert set(kinds) == {Response.STIMULATING, Response.MIRRORING}


# Lessons


def listen(testimony, mind, theory):
    """The child after each of many lessons, every time the same child before."""
    return [lessons.heard(here, testimony, mind, theory) for here in moments()]


CLOSED = Vigilance(openness=annotations(Vigilance)["openness"].low, trust=0.0, threat=20.0)
WARY = Mind(figure=Relationship(threat=1.0, helpfulness=Count(2.0, 1.0), knowledge=Count(2.0, 1.0)))
OPEN = Vigilance(openness=ALWAYS, check=0.0)
SEES_EVERYTHING = Learning(checkable=1.0)


@pytest.mark.parametrize("cue", [False, True], ids=["without cue", "with cue"])
@pytest.mark.parametrize("right", [False, True], ids=["wrong", "right"])
def test_a_closed_gate_lets_nothing_in_and_gives_no_credit(right, cue):
    theory = Theory(vigilance=CLOSED._replace(cue=0.0), learning=SEES_EVERYTHING)
    kept, weight = theory.trust.retention, theory.trust.cue
    for mind in listen(said(right, cue), WARY, theory):
        assert mind.learnt == WARY.learnt
        assert mind.figure.knowledge == Count(2.0 * kept, kept)  # fades, no more
        addressed = (weight, 0.0) if cue else (0.0, weight)  # to be addressed counts all the same
        assert mind.figure.helpfulness == Count(2.0 * kept + addressed[0], kept + addressed[1])


def test_said_with_a_cue_it_is_generic_and_without_bound_to_the_person():
    theory = Theory(vigilance=OPEN)
    for right, cue, learnt in (
        (True, True, Learnt(generic_right=1.0)),
        (False, True, Learnt(generic_wrong=1.0)),
        (True, False, Learnt(bound_right=1.0)),
        (False, False, Learnt(bound_wrong=1.0)),
    ):
        assert {mind.learnt for mind in listen(said(right, cue), Mind(), theory)} == {learnt}


def test_nothing_wrong_passes_a_perfect_check_at_full_clarity_and_calm():
    theory = Theory(vigilance=OPEN._replace(check=1.0), mentalising=Mentalising(100.0, 1.0))
    clear = Mind(clarity=Count(1e15, 0.0))
    assert {mind.learnt for mind in listen(said(False, True), clear, theory)} == {Learnt()}
    right = {mind.learnt for mind in listen(said(True, True), clear, theory)}
    assert right == {Learnt(generic_right=1.0)}  # what is right is never thrown out
    upset = listen(said(False, True), clear._replace(tension=1.0), theory)
    thrown_out = sum(mind.learnt == Learnt() for mind in upset)
    assert thrown_out / MANY == pytest.approx(0.5, abs=binomial(0.5))  # scrutiny is half off


def test_a_clear_child_thanks_for_what_was_right_and_blames_for_what_was_wrong():
    theory = Theory(vigilance=OPEN, learning=SEES_EVERYTHING, trust=Trust(cue=0.0))
    clear = Mind(clarity=Count(1e15, 0.0))
    for mind in listen(said(True, False), clear, theory):
        assert mind.figure.helpfulness.hits > 0.0 == mind.figure.helpfulness.misses
        assert trust.trust(mind.figure, theory.trust) > trust.trust(clear.figure, theory.trust)
    for mind in listen(said(False, False), clear, theory):
        assert mind.figure.helpfulness.misses > 0.0 == mind.figure.helpfulness.hits
        assert trust.trust(mind.figure, theory.trust) < trust.trust(clear.figure, theory.trust)


@given(minds, testimonies, any_of(Trust), any_of(Vigilance), st.integers(0, 9999))
def test_credit_goes_to_the_speaker_only(mind, testimony, trusts, vigilance, encounter):
    theory = Theory(trust=trusts, vigilance=vigilance)
    of_figure = lessons.heard(Moment(SEED, 0, 0, encounter, FIGURE), testimony, mind, theory)
    of_other = lessons.heard(Moment(SEED, 0, 0, encounter, OTHER), testimony, mind, theory)
    assert (of_figure.people, of_figure.met) == (mind.people, mind.met)
    assert (of_other.figure, of_other.met) == (mind.figure, mind.met + 1.0)
    for now, before in ((of_figure.figure, mind.figure), (of_other.people, mind.people)):
        assert now._replace(helpfulness=before.helpfulness, knowledge=before.knowledge) == before


@pytest.mark.parametrize(
    ("knows", "helps", "right"), [(1.0, 1.0, 1.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.25)]
)
def test_knowing_helpers_are_right_misleaders_wrong_and_the_ignorant_guess(knows, helps, right):
    partner = PartnerTraits(knowledge=knows, helpfulness=helps)
    theory = Theory(learning=Learning(alternatives=4.0))
    heard = [lessons.testify(here, partner, theory).right for here in moments()]
    assert sum(heard) / MANY == pytest.approx(right, abs=binomial(right))


def test_the_preoccupied_venture_out_less_on_the_same_days():
    theory = Theory(strategy=Strategy(20.0, uncertainty_bonus=0.0), exploring=Exploring(0.0, 2.0))
    busy = Mind(Relationship(Values(maximise=1.0)))
    meets = np.linspace(0.005, 0.995, 100)
    free, held = (
        [lessons.ventures(each, mind, theory) for each in meets] for mind in (Mind(), busy)
    )
    assert sum(held) < sum(free)


# Conflicting claims


@given(minds, st.floats(0.01, 0.99), any_of(LearnerTraits))
def test_the_reasons_add_up_to_the_log_odds_of_siding(mind, share, infant):
    theory = Theory(choice=Choice(consistency=0.5, closeness=1.0, perception=4.0))
    why = reasons(share, mind, infant, theory)
    total = why.word - why.word_of_other + why.closeness + why.seen
    log_odds = math.log(why.probability / (1.0 - why.probability))
    assert total == pytest.approx(log_odds / 0.5, abs=1e-6)


@given(minds, any_of(LearnerTraits))
def test_where_there_is_nothing_to_see_eyes_say_nothing(mind, infant):
    assert reasons(0.5, mind, infant, Theory()).seen == 0.0


@given(relationships, any_of(LearnerTraits), any_of(Trust))
def test_who_trusts_everybody_alike_and_does_not_cling_tosses_a_coin(anybody, infant, trusts):
    theory = Theory(trust=trusts, choice=Choice(closeness=0.0))
    why = reasons(0.5, Mind(anybody, anybody), infant, theory)
    assert why.probability == pytest.approx(0.5, abs=1e-9)


def test_fear_and_reactivity_cloud_the_eyes():
    theory = Theory(choice=Choice(1.0, 1.0, 4.0, 0.3), mentalising=Mentalising(9.0, 0.5))
    calm = reasons(0.25, Mind(), LearnerTraits(), theory)
    afraid = reasons(0.25, Mind(Relationship(threat=0.9)), LearnerTraits(), theory)
    upset = reasons(0.25, Mind(), LearnerTraits(reactivity=2.0), theory)
    assert calm.seen < afraid.seen < 0.0  # the picture speaks against her
    assert calm.seen < upset.seen < 0.0
