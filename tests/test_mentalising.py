"""Mentalising: reflection, which grows, times a switch; and all that it serves (eqs 18, 41)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import (
    HALF_REFLECTION,
    HALF_SWITCH,
    INSIGHT,
    LATELY,
    belief,
    but,
    counts,
    minds,
    selves,
    unit,
    with_figure,
)
from test_encounters import (
    ALWAYS,
    FOREIGN,
    FRIGHT,
    LET_IN,
    MANY,
    MISREAD,
    NEVER,
    OVERRIDDEN,
    REBUFF,
    RECOGNISED,
    SHUT_OUT,
    SIGNAL,
    UNHEARD,
    UNKIND,
    UNMARKED,
    UNNOTICED,
    binomial,
    moments,
    taking_in,
)
from test_rules import LN3, any_of, pairs
from test_rules_of_trust import ROUNDING, inner

from trustsim.study.laboratory import informants
from trustsim.study.laboratory.minds import understood
from trustsim.study.laboratory.script import Event, Row
from trustsim.theory.chance import Moment
from trustsim.theory.encounters import lessons, messages, nurture
from trustsim.theory.encounters.claims import own_eyes
from trustsim.theory.encounters.hearing import reflected
from trustsim.theory.encounters.messages import FIGURE, Kind
from trustsim.theory.parameters import (
    Attention,
    Choice,
    Clarity,
    LearnerTraits,
    Learning,
    Mentalising,
    Misreading,
    Reflection,
    Theory,
    Trust,
    Vigilance,
)
from trustsim.theory.rules import mentalising, trust
from trustsim.theory.states import Bond, Count, Mind, Self

approx = pytest.approx
said = messages.Testimony
HERE = Moment(11, 0, 0, 0, FIGURE)
CHILD = LearnerTraits()
QUARTER = {"reflection": HALF_REFLECTION, "mentalising": HALF_SWITCH}  # half of a half
EVEN = Clarity(default_clear=1.0, default_unclear=1.0)
SLOW = Reflection(
    default_reflective=1.0, default_unreflective=100.0, addressed=0.5, threshold=0.5, steepness=10.0
)
SOME_REFLECTION = Reflection(
    default_reflective=1.0, default_unreflective=3.0, threshold=0.25, steepness=4.0 * LN3
)


# Reflection, and the switch


def test_reflection_is_a_curve_over_the_share_of_being_mentalised_as_worked_by_hand():
    theory = SOME_REFLECTION
    # a newborn: 1 / (1 + 3), the threshold
    assert mentalising.reflection(Self(), theory) == 0.5
    # (3 + 1) / (4 + 4) is a quarter more: logistic(ln 3)
    assert mentalising.reflection(Self(reflection=Count(3.0, 1.0)), theory) == approx(0.75)
    # (0 + 1) / (4 + 4) is an eighth less: logistic(-ln 3 / 2)
    found = mentalising.reflection(Self(reflection=Count(0.0, 4.0)), theory)
    assert found == approx(1.0 / (1.0 + math.sqrt(3.0)))


def test_the_switch_as_worked_by_hand():
    theory = Mentalising(steepness=10.0, switch_point=0.5)
    assert mentalising.switch(0.5 - LN3 / 10.0, theory) == approx(0.75)  # logistic(ln 3)
    assert mentalising.switch(0.5, theory) == 0.5


def test_mentalising_is_reflection_times_the_switch_as_worked_by_hand():
    theory = Theory(
        reflection=SOME_REFLECTION,
        mentalising=Mentalising(steepness=10.0, switch_point=0.5),
    )
    me = Self(reflection=Count(3.0, 1.0))
    assert mentalising.mentalising(me, 0.5, theory) == approx(0.375)  # 3/4 x 1/2
    assert mentalising.mentalising(me, 0.5 - LN3 / 10.0, theory) == approx(0.5625)  # 3/4 x 3/4


@given(counts, st.floats(0.0, 100.0), any_of(Reflection))
def test_reflection_lies_between_0_and_1_and_rises_by_being_mentalised(count, more, theory):
    def found(hits, misses):
        return mentalising.reflection(Self(reflection=Count(hits, misses)), theory)

    wronged, before, mentalised = (
        found(count.hits, count.misses + more),
        found(*count),
        found(count.hits + more, count.misses),
    )
    assert 0.0 <= wronged <= before + ROUNDING
    assert before <= mentalised + ROUNDING <= 1.0 + ROUNDING


@given(selves, pairs, any_of(Mentalising), any_of(Reflection))
def test_nobody_mentalises_more_than_reflection_allows_or_the_more_for_being_upset(
    me, arousals, switch, numbers
):
    theory = Theory(mentalising=switch, reflection=numbers)
    calm, upset = (mentalising.mentalising(me, each, theory) for each in arousals)
    assert 0.0 <= upset <= calm <= mentalising.reflection(me, numbers)


# It grows by being mentalised


def after(answer, hearing, me=Self(), infant=CHILD, theory=Theory(), kind=Kind.DISTRESS):
    """The count of reflection after an answer of which this became."""
    mind = Mind(me=me)
    return taking_in(kind, SIGNAL, answer, hearing, mind, theory, infant).me.reflection


BEFORE = Self(reflection=Count(8.0, 4.0))


@pytest.mark.parametrize("kind", [Kind.DISTRESS, Kind.PLAY])
def test_reflection_is_counted_as_worked_by_hand(kind):
    theory = Theory(reflection=Reflection(addressed=0.25, retention=0.5))
    for answer, hearing, counted in (
        # as soon as there is a whole case half is kept
        (RECOGNISED, LET_IN, Count(5.25, 2.0)),  # addressed 1/4, recognised 1
        (MISREAD, LET_IN, Count(4.25, 3.0)),  # addressed, but with a self that is not mine
        (FOREIGN, LET_IN, Count(4.0, 3.0)),
        (REBUFF, UNHEARD, Count(4.0, 3.0)),
        (FRIGHT, UNHEARD, Count(4.0, 3.0)),
        # a quarter of a case: 1 - .5 x 1/4 = 7/8 is kept; to be addressed counts, let in or not
        (RECOGNISED, SHUT_OUT, Count(7.25, 3.5)),
        (MISREAD, SHUT_OUT, Count(7.25, 3.5)),
        (UNMARKED, LET_IN, Count(8.0, 4.0)),  # read rightly, but not shown as one's own
        (UNMARKED, SHUT_OUT, Count(8.0, 4.0)),
        (UNMARKED, UNKIND, Count(8.0, 4.0)),
        (FOREIGN, SHUT_OUT, Count(8.0, 4.0)),  # what is not let in does no harm
        (FOREIGN, UNKIND, Count(8.0, 4.0)),
        (RECOGNISED, UNHEARD, Count(8.0, 4.0)),  # a mark that is not attended to addresses nobody
        (MISREAD, UNHEARD, Count(8.0, 4.0)),
        (UNNOTICED, UNHEARD, Count(8.0, 4.0)),
        (OVERRIDDEN, UNHEARD, Count(8.0, 4.0)),
    ):
        assert after(answer, hearing, BEFORE, theory=theory, kind=kind) == counted


@pytest.mark.parametrize("known", [True, False], ids=["its mother", "somebody else"])
@pytest.mark.parametrize("openness", [ALWAYS, NEVER], ids=["let in", "not let in"])
def test_to_be_addressed_in_a_lesson_counts_for_reflection_whoever_does_it_as_worked_by_hand(
    known, openness
):
    """Whether it is let in, and whether it is right, makes no difference."""
    theory = Theory(
        attention=Attention(1.0, 1.0),
        vigilance=Vigilance(openness, cue=0.0, trust=0.0, threat=0.0),
        reflection=Reflection(addressed=0.25, retention=0.5),
    )
    for right in (True, False):
        # a quarter of a case: 1 - .5 x 1/4 = 7/8 is kept; without a cue nothing counts
        for cue, counted in ((True, Count(7.25, 3.5)), (False, Count(8.0, 4.0))):
            for here in moments()[:20]:
                about = (said(right, cue), known, Mind(me=BEFORE), CHILD, theory)
                _, _, me = lessons.taught(here, *about)
                assert me.reflection == counted


@pytest.mark.parametrize("known", [True, False], ids=["its mother", "somebody else"])
def test_a_lesson_that_is_not_attended_to_addresses_nobody(known):
    theory = Theory(attention=Attention(0.5, 0.5), reflection=Reflection(addressed=0.25))
    counted = []
    for here in moments():
        mind = Mind(me=BEFORE)
        hears = lessons.considered(here, said(True, True), mind, theory).hearing.attended
        _, _, me = lessons.taught(here, said(True, True), known, mind, CHILD, theory)
        assert (me.reflection == BEFORE.reflection) != hears
        counted.append(hears)
    assert sum(counted) / MANY == approx(0.5, abs=binomial(0.5))


@pytest.mark.parametrize("learning", [0.0, 0.5, 2.0])
def test_the_same_care_does_more_to_the_reflection_of_who_learns_more(learning):
    theory = Theory(
        attention=Attention(1.0, 1.0), reflection=Reflection(addressed=0.25, retention=1.0)
    )
    infant = LearnerTraits(learning=learning)
    for answer, hearing, hits, misses in (
        (RECOGNISED, LET_IN, 1.25, 0.0),
        (RECOGNISED, SHUT_OUT, 0.25, 0.0),
        (MISREAD, LET_IN, 0.25, 1.0),
        (REBUFF, UNHEARD, 0.0, 1.0),
        (FRIGHT, UNHEARD, 0.0, 1.0),
    ):
        found = after(answer, hearing, infant=infant, theory=theory)
        assert found == Count(learning * hits, learning * misses)
    _, _, me = lessons.taught(HERE, said(True, True), True, Mind(), infant, theory)
    assert me.reflection == Count(learning * 0.25, 0.0)


@given(
    counts, st.floats(0.0, 20.0), st.floats(0.0, 20.0), any_of(LearnerTraits), any_of(Reflection)
)
def test_no_more_than_one_case_fades_however_much_counts(count, hits, misses, infant, theory):
    found = reflected(count, hits, misses, infant, theory)
    assert found.hits >= count.hits * theory.retention - 1e-9
    assert found.misses >= count.misses * theory.retention - 1e-9
    assert reflected(count, 0.0, 0.0, infant, theory) == count


def test_who_is_recognised_every_day_comes_to_reflect_more_and_more():
    grown = grown_by(RECOGNISED, LET_IN)
    assert grown == sorted(set(grown))


def test_who_is_addressed_every_day_does_too_but_less():
    addressed = grown_by(RECOGNISED, SHUT_OUT)
    assert addressed == sorted(set(addressed))
    recognised = grown_by(RECOGNISED, LET_IN)
    assert all(less < more for less, more in zip(addressed, recognised, strict=True))


def grown_by(answer, heard):
    """Reflection after each of many answers of which this became."""
    numbers, me, grown = SLOW, Self(), []
    for _ in range(50):
        count = nurture.reflection_counted(me.reflection, answer, heard, CHILD, numbers)
        me = me._replace(reflection=count)
        grown.append(mentalising.reflection(me, numbers))
    return grown


# What it serves: the check of what is said


def lesson(right, me, theory):
    """What becomes of a lesson with a cue, at many moments."""
    mind = Mind(me=me)
    return [lessons.considered(here, said(right, True), mind, theory) for here in moments()]


def test_a_wrong_message_is_thrown_out_as_far_as_the_child_mentalises():
    theory = Theory(
        attention=Attention(1.0, 1.0),
        vigilance=Vigilance(openness=10.0, cue=10.0, trust=0.0, threat=0.0, check=1.0),
        learning=Learning(checkable=0.0),
        **QUARTER,
    )
    clear = Self(clarity=belief(1e17))
    for groups, share in (({}, 0.25), (INSIGHT, 1.0)):  # check 1 x clarity 1 x mentalising
        found = [not each.kept for each in lesson(False, clear, theory._replace(**groups))]
        assert sum(found) / MANY == approx(share, abs=binomial(share))
        assert all(each.kept for each in lesson(True, clear, theory._replace(**groups)))


# ... who is to thank or to blame


def test_a_message_that_is_checked_is_as_much_of_a_case_as_the_child_mentalises():
    theory = Theory(
        attention=Attention(1.0, 1.0),
        learning=Learning(checkable=1.0, evident=1.0, alternatives=2.0),
        trust=Trust(1.0, 1.0, 1.0, 1.0, retention=0.5, cue=0.0, unkind=0.0),
        vigilance=Vigilance(check=0.0),
        memory=LATELY,
        **QUARTER,
    )
    mind = with_figure(Bond(knowledge=belief(2.0, 2.0)))
    for here in moments()[:20]:
        outcome = lessons.considered(here, said(True, True), mind, theory)
        assert (outcome.judged, outcome.believed) == (0.25, 1.0)
        bond, _, _ = lessons.taught(here, said(True, True), True, mind, CHILD, theory)
        # right: knows and helps 1/2 x 1/2, or guessed 1/2 x 1/2; a quarter of half and half
        assert bond.helpfulness.lately == approx((0.125, 0.0))
        # of knowledge 1 - .5 x .25 = .875 is kept, beside an eighth for and against
        assert bond.knowledge.lately == approx((1.875, 1.875))


def test_a_child_that_sees_no_minds_credits_nobody():
    blind = Reflection(default_reflective=0.1, default_unreflective=1e5, threshold=1.0,
                       steepness=200.0)  # fmt: skip
    theory = Theory(
        attention=Attention(1.0, 1.0),
        learning=Learning(checkable=1.0),
        trust=Trust(cue=0.0, unkind=0.0),
        reflection=blind,
    )
    mind = with_figure(Bond(helpfulness=belief(2.0, 1.0), knowledge=belief(2.0, 1.0)))
    for here in moments()[:20]:
        for right in (True, False):
            bond, _, _ = lessons.taught(here, said(right, True), True, mind, CHILD, theory)
            assert bond.knowledge.lately == approx((2.0, 1.0))
            assert trust.trust(bond, theory) == approx(trust.trust(mind.bond, theory), abs=0.01)


def test_a_label_is_judged_as_far_as_the_child_mentalises():
    theory = Theory(
        attention=Attention(1.0, 1.0),
        learning=Learning(evident=1.0, alternatives=2.0),
        trust=Trust(1.0, 1.0, 1.0, 1.0, retention=1.0, cue=0.0),
        **QUARTER,
    )
    label = Row(Event.LABEL, right=1.0, cue=1.0)
    after = informants.labelled(HERE, label, Bond(), Mind(), theory)
    assert after.helpfulness == belief(0.125, 0.0)  # a quarter of a half, as in a lesson
    assert after.knowledge == belief(0.125, 0.125)


# ... one's own eyes


def test_the_eyes_count_as_far_as_the_child_mentalises():
    theory = Theory(choice=Choice(perception=4.0), clarity=EVEN, **QUARTER)
    # 4 x clarity 1/2 x 1/4 x ln(.75 / .25)
    assert own_eyes(0.75, Mind(), CHILD, theory) == approx(0.5 * LN3)
    full = theory._replace(**INSIGHT)
    assert own_eyes(0.75, Mind(), CHILD, full) == approx(2.0 * LN3)


@given(minds, counts, any_of(Reflection), inner)
def test_who_is_more_reflective_sees_more(mind, count, numbers, share):
    theory = Theory(reflection=numbers)
    less, more = (
        abs(own_eyes(share, but(mind, reflection=each), CHILD, theory))
        for each in (count, Count(count.hits + 10.0, count.misses))
    )
    assert less <= more + ROUNDING


# ... misreading: see ``test_hearing``; here that reflection keeps from it


def test_who_is_more_reflective_takes_less_for_unkind_as_worked_by_hand():
    theory = Theory(attention=Attention(1.0, 1.0), misreading=Misreading(likely=0.8), **QUARTER)
    clear = Self(clarity=belief(1e17))
    for groups, share in (({}, 0.6), (INSIGHT, 0.0)):  # .8 x (1 - 1 x 1/4), .8 x (1 - 1)
        mind = Mind(me=clear)
        found = [
            nurture.arrived(here, SIGNAL, UNMARKED, mind, theory._replace(**groups)).unkind
            for here in moments()
        ]
        assert sum(found) / MANY == approx(share, abs=binomial(share))


# ... the warning of a liar


def test_a_warning_is_understood_as_far_as_the_child_mentalises():
    theory = Theory(trust=Trust(1.0, 1.0, 1.0, 1.0), **QUARTER)
    # people: trust 1/2 x 1/2, so that a word of two is right with 1/4 + 3/8 = 5/8; help 1/2
    warned = informants.warned(Bond(), Mind(), theory)
    assert warned.liar == approx(0.25 * 5 / 8)  # 1/2 x 5/8 against 1/2 x 3/8
    assert informants.warned(Bond(), Mind(), theory._replace(**INSIGHT)).liar == approx(5 / 8)


# ... and tasks that ask what is in somebody's mind


def test_tasks_on_beliefs_and_feelings_as_worked_by_hand():
    theory = Theory(clarity=EVEN, **QUARTER)
    belief_task, feeling = Row(Event.MINDS), Row(Event.MINDS, who=1.0)
    mind = with_figure(clarity=belief(2.0, 0.0))  # clear (2 + 1) / (2 + 2)
    for row, share in ((belief_task, 0.25), (feeling, 0.5)):  # 1/4; (1/4 + 3/4) / 2
        found = [understood(here, row, mind, theory) for here in moments()]
        assert {each[1:] for each in found} == {(share, 0.0, 0.0)}
        assert {each[0] for each in found} == {0.0, 1.0}
        assert sum(each[0] for each in found) / MANY == approx(share, abs=binomial(share))


@given(minds, unit, any_of(Mentalising), any_of(Reflection))
def test_a_belief_is_understood_as_surely_as_the_child_mentalises_at_rest(
    mind, tension, switch, numbers
):
    theory, mind = Theory(mentalising=switch, reflection=numbers), but(mind, tension=tension)
    _, likely, *_ = understood(HERE, Row(Event.MINDS), mind, theory)
    assert likely == mentalising.mentalising(mind.me, tension, theory)
