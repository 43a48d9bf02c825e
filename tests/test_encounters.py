"""Distress and play: what partners answer, and what their answers do to a child.

Lessons and conflicting claims are in ``test_lessons``.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import minds, with_figure
from scipy import stats
from test_rules import any_of, moods

from trustsim.theory.chance import Moment
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.messages import FIGURE, Answer, Kind, Response, Signal
from trustsim.theory.encounters.present import present
from trustsim.theory.parameters import (
    Arousal,
    Clarity,
    LearnerTraits,
    Mirroring,
    Noticing,
    PartnerTraits,
    Play,
    Strategy,
    Theory,
    Trust,
)
from trustsim.theory.rules import trust
from trustsim.theory.rules.counting import expectation
from trustsim.theory.states import Count, Mind

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

answers = st.sampled_from([RECOGNISED, UNMARKED, MISREAD, UNNOTICED, FRIGHT])


def moments():
    return [Moment(SEED, 0, 0, encounter, FIGURE) for encounter in range(MANY)]


def lived_with(partner, times, theory):
    """A newborn after each of its first encounters of distress."""
    lived, infant = [Mind()], LearnerTraits()
    for here in moments()[:times]:
        signal = nurture.call(here, Kind.DISTRESS, lived[-1], infant, theory)
        answer = nurture.comfort(here, signal, partner, theory)
        lived.append(taking_in(Kind.DISTRESS, signal, answer, lived[-1], theory))
    return lived[1:]


def taking_in(kind, signal, answer, mind, theory):
    """The child with its figure, after an answer of hers."""
    bond, me = nurture.took_in(kind, signal, answer, mind, LearnerTraits(), theory)
    return mind._replace(bond=bond, figure=bond, me=me)


def answers_to(signal, partner):
    return [nurture.comfort(here, signal, partner, Theory()).kind for here in moments()]


def after(answer, mind=Mind(), kind=Kind.DISTRESS, theory=Theory()):
    return taking_in(kind, SIGNAL, answer, mind, theory)


def binomial(share, of=MANY):
    """How far a share may stray by chance, once in a thousand tests (normal approximation)."""
    return stats.norm.isf(0.0005) * math.sqrt(share * (1.0 - share) / of)


# What a partner is like today


@given(moods, any_of(PartnerTraits), any_of(Noticing))
def test_a_mood_moves_the_availability_of_a_partner_and_nothing_else(mood, partner, about):
    theory = Theory(noticing=about)
    today = present(partner, mood, theory)
    assert today._replace(availability=partner.availability) == partner
    moved = math.sqrt(about.day_share) * partner.inconsistency * mood  # eq. 5
    assert today.availability == partner.availability + moved
    assert present(partner, 0.0, theory) == partner


# Distress


@pytest.mark.parametrize("kind", [Kind.DISTRESS, Kind.PLAY])
def test_arousal_begins_where_the_kind_of_encounter_has_it(kind):
    theory = Theory(arousal=Arousal(onset_low=0.5, onset_high=0.6), play=Play(0.2, 0.3))
    low, high = (0.5, 0.6) if kind == Kind.DISTRESS else (0.2, 0.3)
    signals = [nurture.call(here, kind, Mind(), LearnerTraits(), theory) for here in moments()]
    onsets = [signal.arousal for signal in signals]
    assert low < min(onsets) < low + 0.01 < high - 0.01 < max(onsets) < high
    assert all(signal.strength == min(1.0, signal.gain * signal.arousal) for signal in signals)


@pytest.mark.parametrize(
    ("kind", "arousal"),
    [
        (Response.NONE, 0.5),  # .6 x (1 - .5) + .25 x .8
        (Response.FRIGHTENING, 0.9),  # .6 + .3
        (Response.REBUFFING, 0.8),  # .6 + .2
        (Response.MIRRORING, 0.48),  # .6 x (1 - .1 - .2 + .1), congruent but unmarked
        (Response.STIMULATING, 1.0),  # .6 + .4
    ],
)
def test_each_kind_of_answer_changes_arousal_as_worked_by_hand(kind, arousal):
    theory = Theory(
        arousal=Arousal(escalation=0.25, alarm=0.3, pain=0.2),
        mirroring=Mirroring(contact=0.1, congruent=0.2, marked=0.3, unmarked=0.1),
        play=Play(stimulation=0.4),
    )
    signal = SIGNAL._replace(strength=0.8)
    answer = Answer(kind, kind == Response.MIRRORING, False)
    found = nurture.arousal_after(signal, answer, LearnerTraits(recovery=0.5), theory)
    assert found == pytest.approx(arousal)


def test_a_partner_marks_and_reads_rightly_as_often_as_its_traits_say():
    # at a signal of middling strength the state is read rightly with logistic(ln 4) = .8
    partner = ATTENTIVE._replace(marking=0.3, congruence=math.log(4.0))
    middling = SIGNAL._replace(strength=0.5)
    answers = [nurture.comfort(here, middling, partner, Theory()) for here in moments()]
    assert sum(each.marked for each in answers) / MANY == pytest.approx(0.3, abs=binomial(0.3))
    assert sum(each.congruent for each in answers) / MANY == pytest.approx(0.8, abs=binomial(0.8))


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
    helpful = [trust.helpfulness(mind.figure, theory.trust) for mind in minds]
    assert (np.diff([0.5, *expected]) < 0.0).all()
    assert (np.diff(helpful) < 0.0).all()
    assert all(mind.figure.helpfulness.hits == mind.figure.response.hits == 0.0 for mind in minds)


def test_an_attentive_partner_frightens_and_rebuffs_as_often_as_its_traits_say():
    # rebuffs: not frightening .8 x rejection .5 x signal .6 = .24
    kinds = answers_to(SIGNAL, ATTENTIVE._replace(fright=0.2, rejection=0.5))
    for kind, share in ((Response.FRIGHTENING, 0.2), (Response.REBUFFING, 0.24)):
        assert kinds.count(kind) / MANY == pytest.approx(share, abs=binomial(share))
    assert Response.NONE not in kinds


def test_only_who_mirrors_reads_the_child_or_marks_it():
    partner = PartnerTraits(0.5, 0.5, 0.5, fright=0.3, marking=1.0, congruence=ALWAYS)
    answers = [
        each
        for here in moments()
        for each in (
            nurture.comfort(here, SIGNAL, partner, Theory()),
            nurture.join(here, SIGNAL, partner, Theory()),
        )
    ]
    assert {each.kind for each in answers} == set(Response)
    for answer in answers:
        mirrors = answer.kind == Response.MIRRORING
        assert (answer.congruent, answer.marked) == (mirrors, mirrors)


def test_a_contingent_partner_heeds_the_signal_itself_at_every_moment():
    for here in moments():
        assert nurture.heeds(here, SIGNAL, ATTENTIVE) == (SIGNAL.strength, False)


def test_a_partner_heeds_something_else_as_often_as_contingency_fails():
    """What it is, is of any strength, and nothing of it is the child's."""
    heeded = [
        nurture.heeds(here, SIGNAL, ATTENTIVE._replace(contingency=0.7)) for here in moments()
    ]
    elsewhere = [each.strength for each in heeded if each.foreign]
    assert len(elsewhere) / MANY == pytest.approx(0.3, abs=binomial(0.3))
    assert stats.kstest(elsewhere, "uniform").pvalue > 0.001
    assert {each.strength for each in heeded if not each.foreign} == {SIGNAL.strength}


@pytest.mark.parametrize("kind", [Kind.DISTRESS, Kind.PLAY])
def test_who_answers_something_else_mirrors_as_often_but_never_reads_the_child_rightly(kind):
    def answered(here, partner):
        if kind == Kind.DISTRESS:
            return nurture.comfort(here, SIGNAL, partner, Theory())
        return nurture.join(here, SIGNAL, partner, Theory())

    partner = ATTENTIVE._replace(congruence=ALWAYS, intrusion=0.0)
    tight, loose = (
        [answered(here, partner._replace(contingency=contingency)) for here in moments()]
        for contingency in (1.0, 0.0)
    )
    assert {each.kind for each in tight + loose} == {Response.MIRRORING}
    assert all(each.congruent for each in tight)
    assert not any(each.congruent for each in loose)
    assert [each.marked for each in loose] == [each.marked for each in tight]


def test_a_partner_without_contingency_answers_all_signals_alike():
    partner = PartnerTraits(contingency=0.0)
    faint, loud = (answers_to(SIGNAL._replace(strength=each), partner) for each in (0.01, 1.0))
    assert faint == loud


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
    mind = taking_in(Kind.DISTRESS, louder, RECOGNISED, Mind(), theory)
    # effort .5 x (1.5 - 1) x .6 = .15, so that .15 are left
    assert mind.figure.strategies == pytest.approx((0.0, 0.0, 0.015))


def test_what_an_encounter_leaves_behind_moves_the_resting_arousal_as_worked_by_hand():
    theory = Theory(
        arousal=Arousal(tension_rate=0.1),
        mirroring=Mirroring(contact=0.1, congruent=0.2, marked=0.2, unmarked=0.1),
    )
    # .6 falls to .3, and .2 moves a tenth of the way to it
    assert after(RECOGNISED, with_figure(tension=0.2), theory=theory).me.tension == pytest.approx(
        0.21
    )


def test_being_recognised_raises_clarity_and_helpfulness():
    theory, mind = Theory(), after(RECOGNISED)
    assert lessons.clarity(mind, theory) > lessons.clarity(Mind(), theory)
    assert mind.figure.helpfulness.hits == theory.trust.recognised + theory.trust.cue
    assert mind.figure.helpfulness.misses == 0.0


@pytest.mark.parametrize("answer", [UNMARKED, MISREAD, FRIGHT], ids=["unmarked", "misread", "fear"])
def test_unmarked_or_wrong_mirroring_and_fright_lower_clarity(answer):
    assert lessons.clarity(after(answer), Theory()) < lessons.clarity(Mind(), Theory())


@pytest.mark.parametrize("kind", [Response.NONE, Response.STIMULATING])
def test_where_no_answer_comes_or_another_than_to_the_feeling_clarity_stays_as_it_is(kind):
    """Nothing is counted, so that nothing fades either."""
    confirmed = with_figure(clarity=Count(3.0, 1.0))
    assert after(Answer(kind, False, False), confirmed).me.clarity == Count(3.0, 1.0)


def test_clarity_as_worked_by_hand():
    confirmed = with_figure(clarity=Count(3.0, 1.0))
    theory = Theory(clarity=Clarity(retention=0.9))
    # what was there fades to 2.7 and .9; recognised is one hit more, anything else one miss
    assert after(RECOGNISED, confirmed, theory=theory).me.clarity == pytest.approx((3.7, 0.9))
    rebuff = Answer(Response.REBUFFING, False, False)
    for answer in (UNMARKED, MISREAD, FRIGHT, rebuff):
        assert after(answer, confirmed, theory=theory).me.clarity == pytest.approx((2.7, 1.9))


def test_a_mark_is_a_cue_even_when_the_state_is_misread_and_no_mark_counts_against():
    assert after(MISREAD).figure.helpfulness == Count(Theory().trust.cue, 0.0)
    assert after(UNMARKED).figure.helpfulness == Count(0.0, Theory().trust.unmarked)


@pytest.mark.parametrize(
    ("kind", "against"),
    [
        (Response.NONE, 1.0),
        (Response.REBUFFING, 2.0),
        (Response.FRIGHTENING, 3.0),
        (Response.STIMULATING, 1.0),  # in play; to be overridden is to be left alone
    ],
)
def test_being_left_alone_hurt_or_frightened_counts_against_by_its_own_weight(kind, against):
    theory = Theory(trust=Trust(left_alone=1.0, rebuffed=2.0, frightened=3.0))
    mind = after(Answer(kind, False, False), theory=theory)
    assert mind.figure.helpfulness == Count(0.0, against)


def test_an_answer_and_its_absence_tell_as_much_as_the_call_was_loud():
    assert after(UNNOTICED).figure.response == Count(0.0, SIGNAL.strength)
    assert after(FRIGHT).figure.response == Count(SIGNAL.strength, 0.0)


@given(minds, answers)
def test_distress_teaches_nothing_about_the_world_other_people_or_knowledge(mind, answer):
    later = after(answer, mind)
    assert later.people == mind.people
    assert later.me._replace(clarity=mind.me.clarity, tension=mind.me.tension) == mind.me
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
