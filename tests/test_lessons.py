"""Lessons and conflicting claims: what a child keeps, whom it credits and whom it believes.

Whether a lesson is heard is in ``test_hearing``, what it tells of people in ``test_people``.
"""

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import (
    HALF_SWITCH,
    INSIGHT,
    LATELY,
    NEVER_UNKIND,
    belief,
    bonds,
    but,
    dread,
    minds,
    relief,
    with_figure,
    with_others,
)
from scipy import stats
from test_encounters import ALWAYS, MANY, binomial, moments
from test_rules import any_of

from trustsim.engine.plan import address
from trustsim.theory.chance import Moment
from trustsim.theory.encounters import lessons, messages
from trustsim.theory.encounters.claims import reasons, reasons_between
from trustsim.theory.encounters.messages import FIGURE
from trustsim.theory.parameters import (
    Attention,
    Choice,
    Clarity,
    Exploring,
    LearnerTraits,
    Learning,
    Memory,
    Mentalising,
    Misreading,
    Noticing,
    PartnerTraits,
    Strategy,
    Theory,
    Trust,
    Vigilance,
    annotations,
)
from trustsim.theory.rules import trust
from trustsim.theory.states import Belief, Bond, Count, Learnt, Mind
from trustsim.theory.turns import listening

SEED = 9  # chosen before anything was looked at
CHILD = LearnerTraits()
said = messages.Testimony
CLOSED = Vigilance(openness=annotations(Vigilance)["openness"].low, trust=0.0, threat=20.0)
WARY = with_figure(
    Bond(threat=dread(1.0), helpfulness=belief(2.0, 1.0), knowledge=belief(2.0, 1.0))
)
OPEN = Vigilance(openness=ALWAYS, check=0.0, generic=1.0)
ATTENTIVE = Attention(uncalled=1.0, called=1.0)
SEES_EVERYTHING = Learning(checkable=1.0)
UNADDRESSED = Trust(cue=0.0, unkind=0.0)  # how somebody speaks says nothing about anybody
testimonies = st.builds(said, st.booleans(), st.booleans())


def test_partners_keep_their_numbers_which_are_part_of_every_address_of_chance():
    assert [address(name) for name in ("mother", "adults", "playmates")] == [0, 1, 1]


# Lessons


def listen(testimony, mind, theory):
    """The child after each of many lessons, every time the same child before."""
    return [hearing(here, testimony, mind, theory) for here in moments()]


def hearing(here, testimony, mind, theory):
    """The child with its figure, after she has said something."""
    bond, people, me = lessons.taught(here, testimony, True, mind, CHILD, theory)
    return Mind(bond, bond, people, me)


@pytest.mark.parametrize("cue", [False, True], ids=["without cue", "with cue"])
@pytest.mark.parametrize("right", [False, True], ids=["wrong", "right"])
def test_what_a_closed_gate_keeps_out_and_nobody_can_check_counts_only_where_it_seems_unkind(
    right, cue
):
    theory = Theory(
        attention=ATTENTIVE,
        vigilance=CLOSED._replace(cue=0.0),
        learning=Learning(checkable=0.0),
        trust=Trust(retention=0.9, cue=0.5, unkind=0.25),
        memory=Memory(slowness=0.5),
        misreading=Misreading(likely=1.0),
    )
    unclear = but(WARY, clarity=belief(0.0, 1e17))  # so that it takes everything for unkind
    for mind in listen(said(right, cue), unclear, theory):
        assert mind.me.learnt == WARY.me.learnt
        assert mind.figure.knowledge == WARY.figure.knowledge
        misses = 0.0 if cue else 0.25  # a cue that is not let in is no help; what was fades
        lately, lasting = mind.figure.helpfulness
        assert lately == pytest.approx((1.8, 0.9 + misses))
        assert lasting == pytest.approx((1.9, 0.95 + misses))


@pytest.mark.parametrize("right", [False, True], ids=["wrong", "right"])
def test_a_cue_counts_for_help_in_what_is_let_in_and_nowhere_else_as_worked_by_hand(right):
    theory = Theory(
        attention=ATTENTIVE,
        vigilance=Vigilance(openness=0.0, cue=0.0, trust=0.0, threat=0.0, check=0.0),
        learning=Learning(checkable=0.0),
        trust=Trust(retention=0.9, cue=0.5, unkind=0.25),
        memory=Memory(slowness=0.5),
        misreading=NEVER_UNKIND,
    )
    minds = listen(said(right, True), WARY, theory)
    opened = [mind.me.learnt != Learnt() for mind in minds]
    assert sum(opened) / MANY == pytest.approx(0.5, abs=binomial(0.5))
    for mind, let_in in zip(minds, opened, strict=True):
        # of 2 and 1 nine tenths are kept, and all along .95
        hits = 0.5 if let_in else 0.0
        lately, lasting = mind.figure.helpfulness
        assert lately == pytest.approx((1.8 + hits, 0.9))
        assert lasting == pytest.approx((1.9 + hits, 0.95))


def test_what_is_taken_for_unkind_is_not_kept_however_wide_the_gate_is():
    # misread .8 x (1 - clarity 1/2 x mentalising 1/2) = .6
    theory = Theory(
        attention=ATTENTIVE,
        vigilance=OPEN,
        learning=Learning(checkable=0.0),
        trust=Trust(retention=1.0, cue=0.0, unkind=0.25),
        misreading=Misreading(likely=0.8),
        clarity=Clarity(default_clear=1.0, default_unclear=1.0),
        reflection=INSIGHT["reflection"],
        mentalising=HALF_SWITCH,
    )
    kept, unkind = Learnt(bound_right=1.0), belief(0.0, 0.25)
    became = [
        (mind.me.learnt, mind.figure.helpfulness)
        for mind in listen(said(True, False), Mind(), theory)
    ]
    assert set(became) == {(kept, belief()), (Learnt(), unkind)}
    assert became.count((Learnt(), unkind)) / MANY == pytest.approx(0.6, abs=binomial(0.6))


@pytest.mark.parametrize("right", [False, True], ids=["wrong", "right"])
def test_what_can_be_checked_tells_of_its_speaker_whether_the_gate_let_it_in_or_not(right):
    shut, wide = (
        listen(
            said(right, True),
            WARY,
            Theory(
                attention=ATTENTIVE,
                vigilance=gate,
                learning=SEES_EVERYTHING,
                trust=UNADDRESSED,
            ),
        )
        for gate in (CLOSED._replace(cue=0.0), OPEN)
    )
    assert {mind.me.learnt for mind in shut} == {WARY.me.learnt}
    assert WARY.me.learnt not in {mind.me.learnt for mind in wide}
    learnt = [[mind.figure._replace(standing=Count()) for mind in those] for those in (shut, wide)]
    assert learnt[0] == learnt[1]
    assert all(mind.figure.knowledge != WARY.figure.knowledge for mind in shut)


def test_what_is_not_attended_to_leaves_the_child_as_it_was():
    deaf = Attention(uncalled=0.0, called=0.0)
    for cue in (False, True):
        theory = Theory(attention=deaf, vigilance=OPEN, learning=SEES_EVERYTHING)
        assert set(listen(said(True, cue), WARY, theory)) == {WARY}


def test_a_cue_calls_a_child_that_would_not_attend_by_itself():
    theory = Theory(
        attention=Attention(uncalled=0.2, called=0.7), vigilance=OPEN, misreading=NEVER_UNKIND
    )
    for cue, share in ((False, 0.2), (True, 0.7)):
        heard = sum(mind.me.learnt != Learnt() for mind in listen(said(True, cue), Mind(), theory))
        assert heard / MANY == pytest.approx(share, abs=binomial(share))


def test_said_with_a_cue_it_is_generic_and_without_bound_to_the_person():
    theory = Theory(attention=ATTENTIVE, vigilance=OPEN, misreading=NEVER_UNKIND)
    for right, cue, learnt in (
        (True, True, Learnt(generic_right=1.0)),
        (False, True, Learnt(generic_wrong=1.0)),
        (True, False, Learnt(bound_right=1.0)),
        (False, False, Learnt(bound_wrong=1.0)),
    ):
        assert {mind.me.learnt for mind in listen(said(right, cue), Mind(), theory)} == {learnt}


def test_only_as_much_is_generic_as_the_child_takes_a_cue_for_a_sign_of_it():
    theory = Theory(
        attention=ATTENTIVE, vigilance=OPEN._replace(generic=0.75), misreading=NEVER_UNKIND
    )
    assert {mind.me.learnt for mind in listen(said(True, True), Mind(), theory)} == {
        Learnt(generic_right=0.75, bound_right=0.25)
    }
    assert {mind.me.learnt for mind in listen(said(False, False), Mind(), theory)} == {
        Learnt(bound_wrong=1.0)
    }


def test_nothing_wrong_passes_a_perfect_check_at_full_clarity_reflection_and_calm():
    theory = Theory(attention=ATTENTIVE, vigilance=OPEN._replace(check=1.0), **INSIGHT)
    clear = with_figure(clarity=belief(1e17))
    assert {mind.me.learnt for mind in listen(said(False, True), clear, theory)} == {Learnt()}
    right = {mind.me.learnt for mind in listen(said(True, True), clear, theory)}
    assert right == {Learnt(generic_right=1.0)}  # what is right is never thrown out
    switch = Mentalising(steepness=100.0, switch_point=1.0)
    upset = listen(said(False, True), but(clear, tension=1.0), theory._replace(mentalising=switch))
    thrown_out = sum(mind.me.learnt == Learnt() for mind in upset)
    assert thrown_out / MANY == pytest.approx(0.5, abs=binomial(0.5))  # scrutiny is half off


def test_a_clear_child_thanks_for_what_was_right_and_blames_for_what_was_wrong():
    theory = Theory(
        attention=ATTENTIVE, vigilance=OPEN, learning=SEES_EVERYTHING, trust=UNADDRESSED, **INSIGHT
    )
    clear = with_figure(clarity=belief(1e17))  # rounds to certainty
    before = trust.trust(clear.figure, theory)
    for mind in listen(said(True, False), clear, theory):
        assert mind.figure.helpfulness.lately.hits > 0.0 == mind.figure.helpfulness.lately.misses
        assert trust.trust(mind.figure, theory) > before
    for mind in listen(said(False, False), clear, theory):
        assert mind.figure.helpfulness.lately.misses > 0.0 == mind.figure.helpfulness.lately.hits
        assert trust.trust(mind.figure, theory) < before


@pytest.mark.parametrize("known", [True, False], ids=["its mother", "an adult"])
def test_blame_as_worked_by_hand_where_the_speaker_is_known_to_know_less_surely_than_to_help(known):
    """Wrong, and seen to be: helpfulness 3/4 and knowledge 2/3 were expected, of two answers."""
    theory = Theory(
        attention=ATTENTIVE,
        learning=Learning(checkable=1.0, evident=1.0, alternatives=2.0),
        trust=Trust(2.0, 1.0, 1.0, 1.0, retention=0.5, cue=0.0, unkind=0.0, spread=0.25),
        vigilance=CLOSED,
        memory=Memory(slowness=0.5),
        **INSIGHT,
    )
    somebody = Bond(helpfulness=belief(1.0, 0.0), knowledge=belief(1.0, 0.0))
    mind = with_figure(somebody, somebody)
    for here in moments():
        of_speaker, people, _ = lessons.taught(here, said(False, False), known, mind, CHILD, theory)
        # misleads 2/3 x 1/4 = 1/6, does not know 1/3 x 1/2 = 1/6: half and half beside the old .5
        assert of_speaker.helpfulness.lately == pytest.approx((0.5, 0.5))
        assert of_speaker.knowledge.lately == pytest.approx((0.5 + 0.5, 0.5))
        assert of_speaker.helpfulness.lasting == pytest.approx((0.75, 0.5))
        assert of_speaker.knowledge.lasting == pytest.approx((0.75 + 0.5, 0.5))
        if known:  # a quarter of it, all along: 1 - .5 x .5 / 4 is kept
            assert people.helpfulness.lately == somebody.helpfulness.lately
            assert people.helpfulness.lasting == pytest.approx((0.9375, 0.125))
            assert people.knowledge.lasting == pytest.approx((0.9375 + 0.125, 0.125))
        else:
            assert people == of_speaker


def test_half_a_mind_is_seen_behind_what_is_said_as_worked_by_hand():
    """The same blame, of a child that mentalises half as much."""
    theory = Theory(
        attention=ATTENTIVE,
        learning=Learning(checkable=1.0, evident=1.0, alternatives=2.0),
        trust=Trust(2.0, 1.0, 1.0, 1.0, retention=0.5, cue=0.0, unkind=0.0),
        vigilance=CLOSED,
        memory=LATELY,
        reflection=INSIGHT["reflection"],
        mentalising=HALF_SWITCH,
    )
    mind = with_figure(Bond(helpfulness=belief(1.0, 0.0), knowledge=belief(1.0, 0.0)))
    for here in moments()[:50]:
        of_speaker, _, _ = lessons.taught(here, said(False, False), True, mind, CHILD, theory)
        # help has faded once, and a quarter is blamed on her
        assert of_speaker.helpfulness.lately == pytest.approx((0.5, 0.25))
        # of knowledge only half as much fades: 1 - .5 x .5
        assert of_speaker.knowledge.lately == pytest.approx((0.75 + 0.25, 0.25))


def test_who_sees_nothing_credits_a_liar_as_anybody_else():
    """Eyes that toss a coin are no witness, so that only what was expected counts."""
    unclear, half = with_figure(clarity=belief(0.0, 1e15)), Learning(checkable=0.5, evident=0.0)
    theory = Theory(
        attention=ATTENTIVE, vigilance=OPEN, learning=half, trust=UNADDRESSED, **INSIGHT
    )
    after_lie, after_truth = (listen(said(right, True), unclear, theory) for right in (False, True))
    for lied_to, told in zip(after_lie, after_truth, strict=True):
        assert lied_to.figure.helpfulness.lately == pytest.approx(told.figure.helpfulness.lately)
        assert lied_to.figure.knowledge.lately == pytest.approx(told.figure.knowledge.lately)
    judged = sum(mind.figure.knowledge != unclear.figure.knowledge for mind in after_lie)
    assert judged / MANY == pytest.approx(0.5, abs=binomial(0.5))  # where it can check


def test_a_child_without_clarity_takes_a_lie_for_right_as_often_as_its_eyes_err():
    # it can check .5, and errs then with 1/2 x (1 - .2) = .4
    unclear, learning = with_figure(clarity=belief(0.0, 1e15)), Learning(checkable=0.5, evident=0.2)
    theory = Theory(
        attention=ATTENTIVE, vigilance=OPEN, learning=learning, trust=UNADDRESSED, **INSIGHT
    )
    blames = [
        mind.figure.helpfulness.lately.misses for mind in listen(said(False, True), unclear, theory)
    ]
    nothing, little, much = sorted(set(blames))
    assert nothing == 0.0
    assert blames.count(little) / MANY == pytest.approx(0.2, abs=binomial(0.2))  # .5 x .4
    assert blames.count(much) / MANY == pytest.approx(0.3, abs=binomial(0.3))  # .5 x .6


@given(minds, testimonies, any_of(Trust), any_of(Vigilance), st.integers(0, 9999))
def test_of_the_bond_a_lesson_changes_what_is_believed_of_help_and_knowledge_alone(
    mind, testimony, trusts, vigilance, encounter
):
    theory = Theory(trust=trusts, vigilance=vigilance)
    here = Moment(SEED, 0, 0, encounter, FIGURE)
    for known, present in ((True, mind), (False, with_others(mind))):
        bond, _, me = lessons.taught(here, testimony, known, present, CHILD, theory)
        before = present.bond
        names = ("helpfulness", "knowledge", "standing")
        assert bond._replace(**{name: getattr(before, name) for name in names}) == before
        assert me.met == mind.me.met + (not known)


@pytest.mark.parametrize(
    ("knows", "helps", "right"), [(1.0, 1.0, 1.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.25)]
)
def test_knowing_helpers_are_right_misleaders_wrong_and_the_ignorant_guess(knows, helps, right):
    partner = PartnerTraits(knowledge=knows, helpfulness=helps, ostension=0.4)
    theory = Theory(learning=Learning(alternatives=4.0))
    rights, cues = zip(*[lessons.testify(here, partner, theory) for here in moments()], strict=True)
    assert sum(rights) / MANY == pytest.approx(right, abs=binomial(right))
    assert sum(cues) / MANY == pytest.approx(0.4, abs=binomial(0.4))


def test_a_day_has_a_mood_and_two_chances_that_do_not_depend_on_it():
    theory = Theory(noticing=Noticing(day_memory=0.0))  # nothing of yesterday
    moods, meets, company = zip(
        *[lessons.mood_of_day(here, 5.0, theory) for here in moments()], strict=True
    )
    assert stats.kstest(moods, "norm").pvalue > 0.001
    for chances in (meets, company):
        assert stats.kstest(chances, "uniform").pvalue > 0.001
        assert stats.pearsonr(moods, chances).pvalue > 0.001
    assert stats.pearsonr(meets, company).pvalue > 0.001
    lasting = Theory(noticing=Noticing(day_memory=0.8))
    again = [lessons.mood_of_day(here, 5.0, lasting)[0] for here in moments()]
    assert again == pytest.approx([0.8 * 5.0 + 0.6 * mood for mood in moods])  # .8^2 + .6^2 = 1


def test_the_preoccupied_venture_out_less_on_the_same_days():
    theory = Theory(strategy=Strategy(20.0, uncertainty_bonus=0.0), exploring=Exploring(0.0, 2.0))
    busy = with_figure(Bond(relief(maximise=1.0)))
    meets = np.linspace(0.005, 0.995, 100)
    free, held = (
        [lessons.ventures(each, mind, theory) for each in meets] for mind in (Mind(), busy)
    )
    assert sum(held) < sum(free)


def test_what_becomes_of_a_day_and_of_a_lesson_is_told_in_words():
    """Each turn says what happens, and what does if not; the first three are those of hearing."""
    theory = Theory(attention=ATTENTIVE, vigilance=OPEN, misreading=NEVER_UNKIND)
    for meet, words in (
        (0.0, "goes to other people"),
        (1.0, "stays with those whom it knows"),
    ):
        assert told_by(partial(lessons.ventures, meet, Mind(), theory)) == [words]
    for checkable, words in ((1.0, "can see for itself"), (0.0, "cannot see for itself")):
        other = theory._replace(learning=Learning(checkable=checkable))
        here = moments()[0]
        found = told_by(partial(lessons.considered, here, said(True, True), Mind(), other))
        assert found[3] == words


def told_by(deed):
    """In words, all that turns out one way or the other in it."""
    with listening() as turns:
        deed()
    return [each.happens if each.happened else each.otherwise for each in turns]


def test_no_kind_of_encounter_has_the_number_of_another():
    assert len(messages.Kind) == len(messages.Kind.__members__) == 3


# Conflicting claims


@given(minds, st.floats(0.01, 0.99), st.floats(2.0, 20.0), any_of(LearnerTraits))
def test_the_reasons_add_up_to_the_log_odds_of_siding(mind, share, alternatives, infant):
    theory = Theory(choice=Choice(consistency=0.5, closeness=1.0, perception=4.0))
    why = reasons(share, alternatives, mind, infant, theory)
    total = why.word - why.word_of_other + why.closeness + why.seen
    log_odds = math.log(why.probability / (1.0 - why.probability))
    assert total == pytest.approx(log_odds / 0.5, abs=1e-6)


@given(bonds, st.floats(2.0, 20.0), any_of(LearnerTraits), any_of(Trust))
def test_who_trusts_everybody_alike_and_does_not_cling_tosses_a_coin(
    anybody, alternatives, infant, trusts
):
    theory = Theory(trust=trusts, choice=Choice(closeness=0.0))
    why = reasons(0.5, alternatives, with_figure(anybody, anybody), infant, theory)
    assert why.probability == pytest.approx(0.5, abs=1e-9)


def test_fear_and_reactivity_cloud_the_eyes():
    theory = Theory(
        choice=Choice(1.0, 1.0, 4.0, 0.3),
        mentalising=Mentalising(9.0, 0.5),
        reflection=INSIGHT["reflection"],
    )
    calm = reasons(0.25, 2.0, Mind(), LearnerTraits(), theory)
    afraid = reasons(0.25, 2.0, with_figure(Bond(threat=dread(0.9))), LearnerTraits(), theory)
    upset = reasons(0.25, 2.0, Mind(), LearnerTraits(reactivity=2.0), theory)
    assert calm.seen < afraid.seen < 0.0  # the picture speaks against her
    assert calm.seen < upset.seen < 0.0


def test_what_the_eyes_say_as_worked_by_hand():
    """Arousal is that of the room, of this child, and what it fears of her: 1 x 1 x .3 + .2."""
    theory = Theory(
        strategy=Strategy(minimising_gain=1.0, maximising_gain=1.0),  # everybody shows what is felt
        choice=Choice(perception=4.0, strangeness=0.3),
        clarity=Clarity(default_clear=1.0, default_unclear=1.0),
        mentalising=Mentalising(steepness=10.0, switch_point=0.5),
        reflection=INSIGHT["reflection"],
        memory=Memory(weight=0.5),
    )
    afraid = with_figure(Bond(threat=dread(0.1)._replace(lately=0.3)))
    why = reasons(0.75, 2.0, afraid, LearnerTraits(), theory)
    # 4 x clarity 1/2 x half off x ln(.75 / .25)
    assert why.seen == pytest.approx(math.log(3.0))


def test_two_who_are_known_contradict_each_other_as_worked_by_hand():
    first = Bond(helpfulness=belief(1.0, 0.0), knowledge=belief(0.0, 1.0))  # trust 3/4 x 1/3
    second = Bond(helpfulness=belief(0.0, 1.0), knowledge=belief(1.0, 0.0))  # trust 1/2 x 2/3
    theory = Theory(trust=Trust(2.0, 1.0, 1.0, 1.0), choice=Choice(1.0, closeness=0.0))
    why = reasons_between(0.5, 2.0, second, with_figure(first), LearnerTraits(), theory)
    # of two answers: odds (1 + 1/4) / (1 - 1/4) = 5/3 against (1 + 1/3) / (1 - 1/3) = 2
    assert why.probability == pytest.approx(5 / 11)
    close = theory._replace(choice=Choice(1.0, closeness=1.0))
    alike = reasons_between(0.5, 2.0, first, with_figure(first), LearnerTraits(), close)
    assert (alike.closeness, alike.probability) == (0.0, pytest.approx(0.5))


def test_a_stranger_is_weighed_as_people_are_as_worked_by_hand():
    """The figure and people as the two above, and no closeness to somebody unknown."""
    figure = Bond(helpfulness=belief(1.0, 0.0), knowledge=belief(0.0, 1.0))
    people = Bond(helpfulness=belief(0.0, 1.0), knowledge=belief(1.0, 0.0))
    theory = Theory(trust=Trust(2.0, 1.0, 1.0, 1.0), choice=Choice(1.0, closeness=0.0))
    why = reasons(0.5, 2.0, with_figure(figure, people), LearnerTraits(), theory)
    assert (why.word, why.word_of_other) == pytest.approx((math.log(5 / 3), math.log(2.0)))
    assert why.probability == pytest.approx(5 / 11)


# What a message meets with


def test_what_is_lately_known_of_a_speaker_and_what_has_been_all_along_make_up_trust():
    """As worked by hand, with half the weight for each: of one known, and of people."""
    theory = Theory(trust=Trust(1.0, 1.0, 1.0, 1.0), memory=Memory(weight=0.5))
    changed = Belief(Count(2.0, 0.0), Count(0.0, 2.0))  # 3/4 lately, 1/4 all along
    mother = Bond(helpfulness=changed, knowledge=belief(2.0, 0.0))
    assert trust.trust(mother, theory) == pytest.approx(1 / 2 * 3 / 4)


def test_what_is_thrown_out_was_heard_and_tells_of_its_speaker():
    theory = Theory(
        attention=ATTENTIVE,
        vigilance=Vigilance(openness=ALWAYS, check=1.0),
        **INSIGHT,
    )
    here, wrong = Moment(SEED, 0, 0, 1, FIGURE), said(False, True)
    outcome = lessons.considered(here, wrong, with_figure(clarity=belief(1e17)), theory)
    heard = messages.Hearing(attended=True, unkind=False, let_in=True)
    assert outcome == (heard, False, 1.0, 0.0)  # not kept, judged, and certainly wrong


def test_what_is_not_attended_to_is_not_judged():
    theory = Theory(attention=Attention(0.0, 0.0), learning=SEES_EVERYTHING, **INSIGHT)
    unheard = messages.Hearing(attended=False, unkind=False, let_in=False)
    for here in moments()[:20]:
        outcome = lessons.considered(here, said(True, True), Mind(), theory)
        assert outcome == (unheard, False, 0.0, 0.0)


def test_who_cannot_check_keeps_what_was_let_in_and_judges_nothing():
    theory = Theory(
        attention=ATTENTIVE,
        vigilance=OPEN,
        learning=Learning(checkable=0.0),
        misreading=NEVER_UNKIND,
        **INSIGHT,
    )
    let_in = messages.Hearing(attended=True, unkind=False, let_in=True)
    for here in moments()[:20]:
        for cue in (True, False):
            outcome = lessons.considered(here, said(True, cue), Mind(), theory)
            assert outcome == (let_in, True, 0.0, 0.0)
