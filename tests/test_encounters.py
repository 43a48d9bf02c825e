"""Distress and play: what partners answer, and what their answers do to a child.

Whether mirroring is heard is in ``test_hearing``, how reflection grows in ``test_mentalising``;
lessons and conflicting claims are in ``test_lessons``.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import LATELY, belief, cases, minds, with_figure
from scipy import stats
from test_rules import any_of, moods

from trustsim.theory.chance import Moment
from trustsim.theory.encounters import nurture
from trustsim.theory.encounters.hearing import clarity
from trustsim.theory.encounters.messages import FIGURE, Answer, Hearing, Kind, Response, Signal
from trustsim.theory.encounters.present import present
from trustsim.theory.parameters import (
    Arousal,
    Clarity,
    LearnerTraits,
    Memory,
    Mirroring,
    Noticing,
    PartnerTraits,
    Play,
    Strategy,
    Theory,
    Threat,
    Trust,
)
from trustsim.theory.rules import strategy, trust
from trustsim.theory.rules.strategy import MAXIMISE, MINIMISE, SEEK
from trustsim.theory.states import Belief, Bond, Brought, Count, Dread, Mind

SEED = 8  # chosen before anything was looked at
MANY = 500
approx = pytest.approx
ALWAYS, NEVER = 60.0, -60.0  # logits of what is as good as certain
ATTENTIVE = PartnerTraits(availability=ALWAYS, rejection=0.0, fright=0.0, inconsistency=0.0)
RECOGNISED = Answer(Response.MIRRORING, congruent=True, marked=True)
UNMARKED = Answer(Response.MIRRORING, congruent=True, marked=False)
MISREAD = Answer(Response.MIRRORING, congruent=False, marked=True)
FOREIGN = Answer(Response.MIRRORING, congruent=False, marked=False)
UNNOTICED = Answer(Response.NONE, False, False)
FRIGHT = Answer(Response.FRIGHTENING, False, False)
REBUFF = Answer(Response.REBUFFING, False, False)
OVERRIDDEN = Answer(Response.STIMULATING, False, False)
UNHEARD = Hearing(attended=False, unkind=False, let_in=False)
SHUT_OUT = Hearing(attended=True, unkind=False, let_in=False)
LET_IN = Hearing(attended=True, unkind=False, let_in=True)
UNKIND = Hearing(attended=True, unkind=True, let_in=False)
SIGNAL = Signal(strategy=0, arousal=0.6, gain=1.0, strength=0.6)

answers = st.sampled_from([RECOGNISED, UNMARKED, MISREAD, FOREIGN, UNNOTICED, FRIGHT, REBUFF])
hearings = st.sampled_from([UNHEARD, SHUT_OUT, LET_IN, UNKIND])


def moments():
    return [Moment(SEED, 0, 0, encounter, FIGURE) for encounter in range(MANY)]


def lived_with(partner, times, theory):
    """A newborn after each of its first encounters of distress."""
    lived, infant = [Mind()], LearnerTraits()
    for here in moments()[:times]:
        mind = lived[-1]
        signal = nurture.call(here, Kind.DISTRESS, 0.0, mind, infant, theory)
        answer = nurture.comfort(here, signal, partner, theory)
        hearing = nurture.arrived(here, signal, answer, mind, theory)
        lived.append(taking_in(Kind.DISTRESS, signal, answer, hearing, mind, theory))
    return lived[1:]


def taking_in(kind, signal, answer, hearing, mind, theory, infant=LearnerTraits()):
    """The child with its figure, after an answer of hers of which this became."""
    bond, people, me = nurture.took_in(kind, signal, answer, hearing, True, mind, infant, theory)
    return Mind(bond, bond, people, me)


def answers_to(signal, partner):
    return [nurture.comfort(here, signal, partner, Theory()).kind for here in moments()]


def after(answer, mind=Mind(), kind=Kind.DISTRESS, theory=Theory(), hearing=None):
    """The child after an answer; mirroring is let in if nothing else is said."""
    if hearing is None:
        hearing = LET_IN if answer.kind == Response.MIRRORING else UNHEARD
    return taking_in(kind, SIGNAL, answer, hearing, mind, theory)


def binomial(share, of=MANY):
    """How far a share may stray by chance, once in a thousand tests (normal approximation)."""
    return stats.norm.isf(0.0005) * math.sqrt(share * (1.0 - share) / of)


# What a partner is like today


@given(moods, any_of(PartnerTraits), any_of(Noticing))
def test_a_mood_moves_the_availability_of_a_partner_and_nothing_else(mood, partner, about):
    theory = Theory(noticing=about)
    partner = partner._replace(reciprocity=0.0)
    today = present(partner, mood, Count(0.0, 9.0), theory)
    assert today._replace(availability=partner.availability) == partner
    moved = math.sqrt(about.day_share) * partner.inconsistency * mood  # eq. 5
    assert today.availability == partner.availability + moved
    assert present(partner, 0.0, Count(0.0, 9.0), theory) == partner


def test_how_somebody_is_met_tells_on_him_as_worked_by_hand():
    """Eq. 46: met warmly 6 times of 8, warmth .4; ln odds of .5 moved by 2 x .4 make .69."""
    partner = PartnerTraits(availability=1.0, ostension=0.5, reciprocity=2.0)
    after = present(partner, 0.0, Count(6.0, 2.0), Theory())
    assert after.availability == approx(1.8)
    assert after.ostension == approx(1.0 / (1.0 + math.exp(-0.8)))
    assert after._replace(availability=1.0, ostension=0.5) == partner


@given(cases, cases, st.floats(0.0, 10.0))
def test_who_does_not_mind_is_the_same_however_he_is_met(hits, misses, minds):
    met, unmet = (
        present(PartnerTraits(reciprocity=minds), 0.0, count, Theory())
        for count in (Count(hits, misses), Count())
    )
    warm = hits - misses
    assert (met.availability - unmet.availability) * warm >= 0.0
    assert (minds > 0.0) or met == unmet


# Distress


@pytest.mark.parametrize("kind", [Kind.DISTRESS, Kind.PLAY])
def test_arousal_begins_where_the_kind_of_encounter_has_it(kind):
    theory = Theory(arousal=Arousal(onset_low=0.5, onset_high=0.6), play=Play(0.2, 0.3))
    low, high = (0.5, 0.6) if kind == Kind.DISTRESS else (0.2, 0.3)
    signals = [nurture.call(here, kind, 0.0, Mind(), LearnerTraits(), theory) for here in moments()]
    onsets = [signal.arousal for signal in signals]
    assert low < min(onsets) < low + 0.01 < high - 0.01 < max(onsets) < high
    assert all(signal.strength == min(1.0, signal.gain * signal.arousal) for signal in signals)


@pytest.mark.parametrize(
    ("kind", "arousal"),
    [
        (Response.NONE, 0.5),  # .6 x (1 - .5) + .25 x .8
        (Response.FRIGHTENING, 0.9),  # .6 + .3
        (Response.REBUFFING, 0.8),  # .6 + .2
        (Response.MIRRORING, 0.36),  # .6 - .1 x .6 - .4 x .6 x .6 / .8, recognised in part
        (Response.STIMULATING, 0.85),  # .6 + .25
    ],
)
def test_each_kind_of_answer_changes_arousal_as_worked_by_hand(kind, arousal):
    theory = Theory(
        arousal=Arousal(escalation=0.25, alarm=0.3, pain=0.2),
        mirroring=Mirroring(contact=0.1, recognised=0.4),
        play=Play(stimulation=0.25),
    )
    signal = SIGNAL._replace(strength=0.8)
    mirrors = kind == Response.MIRRORING
    answer, hearing = Answer(kind, mirrors, mirrors), Hearing(mirrors, False, mirrors)
    found = nurture.arousal_after(signal, answer, hearing, LearnerTraits(recovery=0.5), theory)
    assert found == pytest.approx(arousal)


def test_who_hides_what_it_feels_is_soothed_less_by_the_same_answer_as_worked_by_hand():
    theory = Theory(
        strategy=Strategy(minimising_gain=0.5, maximising_gain=2.0),
        mirroring=Mirroring(contact=0.1, recognised=0.5),
    )
    for used, arousal in (
        (MINIMISE, 0.39),  # .6 - .1 x .6 - .5 x .3
        (SEEK, 0.24),  # .6 - .1 x .6 - .5 x .6
        (MAXIMISE, 0.36),  # 1 is shown: .6 - .1 x .6 - .5 x .6 x .6 / 1
    ):
        gain = strategy.gain(used, theory.strategy)
        signal = Signal(used, 0.6, gain, strategy.shown(0.6, gain))
        found = nurture.arousal_after(signal, RECOGNISED, LET_IN, LearnerTraits(), theory)
        assert found == pytest.approx(arousal)


def test_congruence_a_mark_and_letting_in_soothe_together_or_not_at_all_as_worked_by_hand():
    theory = Theory(mirroring=Mirroring(contact=0.1, recognised=0.5, unmarked=0.2))
    for answer, hearing, arousal in (
        (RECOGNISED, LET_IN, 0.24),  # .6 - .1 x .6 - .5 x .6
        (RECOGNISED, SHUT_OUT, 0.54),  # company: .6 - .1 x .6
        (RECOGNISED, UNHEARD, 0.54),
        (MISREAD, LET_IN, 0.54),
        (MISREAD, SHUT_OUT, 0.54),
        (UNMARKED, LET_IN, 0.66),  # contagion: .6 - .1 x .6 + .2 x .6
        (FOREIGN, LET_IN, 0.66),
        (UNMARKED, SHUT_OUT, 0.66),
        (UNMARKED, UNKIND, 0.66),
        (UNMARKED, UNHEARD, 0.66),
    ):
        found = nurture.arousal_after(SIGNAL, answer, hearing, LearnerTraits(), theory)
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
    threats = [mind.figure.threat.lately for mind in minds]
    # what is not yet expected shrinks by the same share each time
    assert threats == pytest.approx([1 - (1 - theory.threat.rise) ** n for n in range(1, 21)])


def test_one_who_never_answers_is_expected_less_and_counted_against():
    theory = Theory(trust=Trust(retention=0.9, answered=0.2), memory=LATELY)
    minds = lived_with(ATTENTIVE._replace(availability=NEVER), 20, theory)
    expected = [strategy.expected_response(mind.figure, theory) for mind in [Mind(), *minds]]
    helpful = [trust.helpfulness(mind.figure, theory) for mind in [Mind(), *minds]]
    assert (np.diff(expected) < 0.0).all()
    assert (np.diff(helpful) < 0.0).all()
    for mind in minds:
        for store in (*mind.figure.helpfulness, *mind.figure.response):
            assert store.hits == 0.0


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
    theory = Theory(strategy=Strategy(effort=0.5), mirroring=Mirroring(contact=0.1, recognised=0.4))
    # .6 falls by (.1 + .4) x .6 to .3 without effort
    for store in after(RECOGNISED, theory=theory).figure.strategies:
        assert store.seek == pytest.approx((0.3, 1.0))
        assert (store.minimise, store.maximise) == (Brought(), Brought())
    louder = Signal(strategy=2, arousal=0.6, gain=1.5, strength=0.9)
    mind = taking_in(Kind.DISTRESS, louder, RECOGNISED, LET_IN, Mind(), theory)
    # .1 x .6 + .4 x .6 x .6 / .9 = .22, less effort .5 x (1.5 - 1) x .6 = .15
    assert mind.figure.strategies.lately.maximise == pytest.approx((0.07, 1.0))
    fainter = Signal(strategy=1, arousal=0.6, gain=0.5, strength=0.3)
    mind = taking_in(Kind.DISTRESS, fainter, RECOGNISED, LET_IN, Mind(), theory)
    # .1 x .6 + .4 x .3 = .18, less effort .5 x (1 - .5) x .6 = .15
    assert mind.figure.strategies.lately.minimise == pytest.approx((0.03, 1.0))
    # company alone: .6 falls by .1 to .54
    shut = after(RECOGNISED, theory=theory, hearing=SHUT_OUT)
    assert shut.figure.strategies.lately.seek == pytest.approx((0.06, 1.0))


def test_what_an_encounter_leaves_behind_moves_the_resting_arousal_as_worked_by_hand():
    theory = Theory(
        arousal=Arousal(tension_rate=0.1),
        mirroring=Mirroring(contact=0.1, recognised=0.4),
    )
    # .6 falls to .3, and .2 moves a tenth of the way to it
    tense = with_figure(tension=0.2)
    assert after(RECOGNISED, tense, theory=theory).me.tension == pytest.approx(0.21)
    # .6 falls by a tenth to .54 where it is not let in
    shut = after(RECOGNISED, tense, theory=theory, hearing=SHUT_OUT)
    assert shut.me.tension == pytest.approx(0.234)


# What an answer is taken for


def test_being_recognised_raises_clarity_and_helpfulness():
    theory, mind = Theory(), after(RECOGNISED)
    assert clarity(mind.me, theory) > clarity(Mind().me, theory)
    assert trust.trust(mind.figure, theory) > trust.trust(Mind().figure, theory)


@pytest.mark.parametrize(
    "answer", [UNMARKED, MISREAD, FRIGHT, REBUFF], ids=["unmarked", "misread", "fear", "rebuff"]
)
def test_unmarked_or_wrong_mirroring_fright_and_a_rebuff_lower_clarity(answer):
    assert clarity(after(answer).me, Theory()) < clarity(Mind().me, Theory())


@pytest.mark.parametrize("kind", [Response.NONE, Response.STIMULATING])
def test_where_no_answer_comes_or_another_than_to_the_feeling_clarity_stays_as_it_is(kind):
    """Nothing is counted, so that nothing fades either."""
    confirmed = with_figure(clarity=belief(3.0, 1.0))
    assert after(Answer(kind, False, False), confirmed).me.clarity == belief(3.0, 1.0)


def test_clarity_as_worked_by_hand():
    confirmed = with_figure(clarity=belief(3.0, 1.0))
    theory = Theory(clarity=Clarity(retention=0.9), memory=Memory(slowness=0.5))
    # what was there fades to 2.7 and .9, all along to 2.85 and .95; recognised is one hit more
    lately, lasting = after(RECOGNISED, confirmed, theory=theory).me.clarity
    assert lately == pytest.approx((3.7, 0.9))
    assert lasting == pytest.approx((3.85, 0.95))
    for answer in (UNMARKED, MISREAD, FOREIGN, FRIGHT, REBUFF):  # anything else one miss
        lately, lasting = after(answer, confirmed, theory=theory).me.clarity
        assert lately == pytest.approx((2.7, 1.9))
        assert lasting == pytest.approx((2.85, 1.95))


@given(minds, st.sampled_from([RECOGNISED, UNMARKED, MISREAD, FOREIGN]))
def test_mirroring_that_is_not_let_in_is_company_and_tells_neither_oneself_nor_what_she_knows(
    mind, answer
):
    """Clarity and believed knowledge are as they were, of her and of people.

    So is reflection, unless the child was addressed with a mark that it attended to.
    """
    for hearing in (UNHEARD, SHUT_OUT, UNKIND):
        later = after(answer, mind, hearing=hearing)
        as_it_was = later.me._replace(tension=mind.me.tension)
        if hearing.attended and answer.marked:
            as_it_was = as_it_was._replace(reflection=mind.me.reflection)
        assert as_it_was == mind.me
        assert later.figure.knowledge == mind.figure.knowledge
        assert later.people.knowledge == mind.people.knowledge


COUNTS = Trust(answered=0.5, cue=0.25, recognised=2.0, unkind=3.0, rebuffed=4.0, frightened=5.0)


@pytest.mark.parametrize(
    ("answer", "hearing", "counted"),
    [
        (RECOGNISED, LET_IN, (2.75, 0.0)),  # answered .5, addressed .25, recognised 2
        (RECOGNISED, SHUT_OUT, (0.5, 0.0)),  # a mark that is not let in is no help
        (RECOGNISED, UNHEARD, (0.5, 0.0)),
        (MISREAD, LET_IN, (0.75, 0.0)),
        (MISREAD, SHUT_OUT, (0.5, 0.0)),
        (UNMARKED, LET_IN, (0.5, 0.0)),
        (UNMARKED, UNKIND, (0.5, 3.0)),
        (FOREIGN, UNKIND, (0.5, 3.0)),
        (UNNOTICED, UNHEARD, (0.0, 0.5)),  # left alone, as much against as an answer is for
        (OVERRIDDEN, UNHEARD, (0.0, 0.5)),
        (REBUFF, UNHEARD, (0.0, 4.0)),
        (FRIGHT, UNHEARD, (0.0, 5.0)),
    ],
)
def test_what_counts_for_help_and_against_it_as_worked_by_hand(answer, hearing, counted):
    mind = after(answer, theory=Theory(trust=COUNTS), hearing=hearing)
    assert mind.figure.helpfulness == belief(*counted)


@given(st.floats(0.0, 10.0))
def test_being_answered_counts_for_help_as_much_as_being_left_alone_counts_against_it(weight):
    numbers = Trust(answered=weight)
    answered = nurture.told(Kind.DISTRESS, UNMARKED, SHUT_OUT, numbers)
    alone = nurture.told(Kind.DISTRESS, UNNOTICED, UNHEARD, numbers)
    assert (answered.helped, answered.harmed) == (alone.harmed, alone.helped) == (weight, 0.0)


def test_who_reads_me_rightly_knows_me_as_worked_by_hand():
    theory = Theory(trust=Trust(understood=0.5, retention=0.8), memory=Memory(slowness=0.5))
    known = with_figure(Bond(knowledge=belief(2.0, 1.0)))
    # half of a case: 1 - .2 x .5 = .9 is kept, and all along 1 - .1 x .5 = .95
    for answer in (RECOGNISED, UNMARKED):  # a mark does not matter
        lately, lasting = after(answer, known, theory=theory).figure.knowledge
        assert lately == pytest.approx((2.3, 0.9))
        assert lasting == pytest.approx((2.4, 0.95))
    for answer in (MISREAD, FOREIGN):
        lately, lasting = after(answer, known, theory=theory).figure.knowledge
        assert lately == pytest.approx((1.8, 1.4))
        assert lasting == pytest.approx((1.9, 1.45))


@pytest.mark.parametrize("answer", [UNNOTICED, FRIGHT, REBUFF, OVERRIDDEN])
def test_only_mirroring_tells_of_knowledge(answer):
    known = with_figure(Bond(knowledge=belief(2.0, 1.0)))
    assert after(answer, known).figure.knowledge == belief(2.0, 1.0)


def test_each_encounter_is_a_case_that_makes_older_help_fade():
    theory = Theory(trust=COUNTS._replace(retention=0.5), memory=Memory(slowness=0.5))
    helped = with_figure(Bond(helpfulness=belief(4.0, 2.0)))
    # lately half and all along three quarters are kept, whatever happens
    for answer, hits, misses in ((UNMARKED, 0.5, 0.0), (REBUFF, 0.0, 4.0), (UNNOTICED, 0.0, 0.5)):
        found = after(answer, helped, theory=theory).figure.helpfulness
        assert found == Belief(Count(2.0 + hits, 1.0 + misses), Count(3.0 + hits, 1.5 + misses))


def test_an_answer_and_its_absence_tell_as_much_as_the_call_was_loud():
    assert after(UNNOTICED).figure.response == belief(0.0, SIGNAL.strength)
    assert after(FRIGHT).figure.response == belief(SIGNAL.strength, 0.0)


def test_a_call_makes_older_answers_fade_as_much_as_it_was_loud():
    theory = Theory(trust=Trust(retention=0.5), memory=Memory(slowness=0.5))
    answered = with_figure(Bond(response=belief(10.0, 20.0)))
    # of .6 of a case: 1 - .5 x .6 = .7 is kept, and all along 1 - .25 x .6 = .85
    lately, lasting = after(UNNOTICED, answered, theory=theory).figure.response
    assert lately == pytest.approx((7.0, 14.6))
    assert lasting == pytest.approx((8.5, 17.6))


def test_threat_is_learnt_in_distress_as_worked_by_hand():
    theory = Theory(threat=Threat(rise=0.25, fall=0.1), memory=Memory(slowness=0.5))
    afraid = with_figure(Bond(threat=Dread(0.2, 0.6)))
    assert after(FRIGHT, afraid, theory=theory).figure.threat == pytest.approx((0.4, 0.65))
    for answer in (RECOGNISED, UNNOTICED, REBUFF):
        found = after(answer, afraid, theory=theory).figure.threat
        assert found == pytest.approx((0.18, 0.57))


@given(minds, answers, hearings)
def test_distress_teaches_nothing_about_the_world_and_of_people_no_strategy_and_no_response(
    mind, answer, hearing
):
    if answer.kind != Response.MIRRORING:
        hearing = UNHEARD
    later = after(answer, mind, hearing=hearing)
    assert later.people.strategies == mind.people.strategies
    assert later.people.response == mind.people.response
    assert (later.me.learnt, later.me.met) == (mind.me.learnt, mind.me.met)


# Play


@given(minds, answers)
def test_play_does_not_touch_the_expected_response_or_threat(mind, answer):
    for each in (answer, OVERRIDDEN):
        later = after(each, mind, Kind.PLAY)
        assert later.figure.response == mind.figure.response
        assert later.figure.threat == mind.figure.threat
        assert later.people.threat == mind.people.threat


@given(minds, st.sampled_from([RECOGNISED, UNMARKED, MISREAD, FOREIGN]), hearings)
def test_mirroring_in_play_tells_as_much_of_oneself_and_of_her_as_in_distress(
    mind, answer, hearing
):
    play, distress = (
        after(answer, mind, kind, hearing=hearing) for kind in (Kind.PLAY, Kind.DISTRESS)
    )
    assert play.me == distress.me
    assert play.figure.helpfulness == distress.figure.helpfulness
    assert play.figure.knowledge == distress.figure.knowledge


def test_play_is_overridden_as_often_as_the_partner_intrudes():
    partner = ATTENTIVE._replace(intrusion=0.3)
    kinds = [nurture.join(here, SIGNAL, partner, Theory()).kind for here in moments()]
    assert kinds.count(Response.STIMULATING) / MANY == pytest.approx(0.3, abs=binomial(0.3))
    assert set(kinds) == {Response.STIMULATING, Response.MIRRORING}
