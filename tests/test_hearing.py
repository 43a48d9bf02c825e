"""Whether a message is heard: one account for mirroring, lessons, gestures and gazes.

Eqs 19, 33 and 42. The rules of attention, misreading and the gate by themselves are in
``test_rules_of_credit`` and ``test_rules_of_trust``.
"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import (
    HALF_REFLECTION,
    HALF_SWITCH,
    INSIGHT,
    NEVER_UNKIND,
    belief,
    dread,
    minds,
    selves,
    with_figure,
)
from test_encounters import ALWAYS, MANY, NEVER, binomial, moments
from test_rules import LN3, any_of, booleans, unit
from test_rules_of_trust import inner

from trustsim.engine.portrait import portrait
from trustsim.study.laboratory import informants, showing
from trustsim.study.laboratory.room import Shown
from trustsim.study.laboratory.script import Event, Row
from trustsim.theory.encounters import hearing, lessons, messages, nurture
from trustsim.theory.encounters.hearing import address, addressed, heard, heard_from
from trustsim.theory.encounters.introducing import facing, introduced
from trustsim.theory.encounters.messages import Answer, Hearing, Response, Signal
from trustsim.theory.parameters import (
    Attention,
    Clarity,
    Memory,
    Mentalising,
    Misreading,
    Reflection,
    Theory,
    Trust,
    Vigilance,
)
from trustsim.theory.rules import threat, trust, vigilance
from trustsim.theory.states import Belief, Bond, Count, Self
from trustsim.theory.turns import listening

approx = pytest.approx
said = messages.Testimony
LISTENS = Attention(uncalled=1.0, called=1.0)
GATES = {
    name: Vigilance(openness, cue=0.0, trust=0.0, threat=0.0)
    for name, openness in (("open", ALWAYS), ("even", 0.0), ("shut", NEVER))
}
UNHEARD = Hearing(False, False, False)
SUSPICIOUS = Theory(  # takes .8 x (1 - 1/2 x 1/4) = .7 for unkind that comes without a cue
    attention=LISTENS,
    vigilance=Vigilance(openness=0.0, cue=LN3, trust=2.0 * LN3, threat=2.0 * LN3),
    misreading=Misreading(likely=0.8),
    reflection=HALF_REFLECTION,
    mentalising=HALF_SWITCH,
    clarity=Clarity(default_clear=1.0, default_unclear=1.0),
)
theories = st.fixed_dictionaries(
    {
        "attention": any_of(Attention),
        "vigilance": any_of(Vigilance),
        "misreading": any_of(Misreading),
        "mentalising": any_of(Mentalising),
        "memory": any_of(Memory),
        "trust": any_of(Trust),
    }
).map(lambda groups: Theory(**groups))
heres = st.sampled_from(moments())


def fates(cue, theory, me=Self(), trusted=0.5, feared=0.0, arousal=0.0, called=False):
    """What becomes of a message at many moments."""
    return [heard(here, cue, called, trusted, feared, arousal, me, theory) for here in moments()]


def share(those):
    """How often it happens."""
    return sum(those) / MANY


# Attention, misreading, gate


def test_a_message_is_attended_to_as_often_as_it_calls():
    theory = Theory(attention=Attention(uncalled=0.3, called=0.8), vigilance=GATES["open"])
    for cue, called, often in (
        (False, False, 0.3),
        (True, False, 0.8),
        (False, True, 0.8),
        (True, True, 0.8),
    ):
        found = share(each.attended for each in fates(cue, theory, called=called))
        assert found == approx(often, abs=binomial(often))


def test_what_is_not_attended_to_is_neither_misread_nor_let_in():
    theory = Theory(
        attention=Attention(0.0, 0.0), vigilance=GATES["open"], misreading=Misreading(likely=1.0)
    )
    for cue in (False, True):
        assert set(fates(cue, theory)) == {UNHEARD}


def test_a_message_is_let_in_as_often_as_the_gate_opens():
    # with a cue -1 + 2 + 3 x (2 x .5 - 1) - 4 x .25 = 0; without, and of somebody trusted, the same
    numbers = Vigilance(openness=-1.0, cue=2.0, trust=3.0, threat=4.0)
    theory = Theory(attention=LISTENS, vigilance=numbers, misreading=NEVER_UNKIND)
    for cue, trusted, feared in ((True, 0.5, 0.25), (False, 2 / 3, 0.0)):
        found = share(each.let_in for each in fates(cue, theory, trusted=trusted, feared=feared))
        assert found == approx(0.5, abs=binomial(0.5))


def test_an_act_without_a_cue_is_taken_for_unkind_as_often_as_worked_by_hand():
    theory = Theory(
        attention=LISTENS,
        misreading=Misreading(likely=0.8),
        reflection=INSIGHT["reflection"],
        mentalising=Mentalising(steepness=10.0, switch_point=0.5),
        clarity=Clarity(default_clear=1.0, default_unclear=1.0),
    )
    # clarity 1/2; arousal .3 and threat .2 make .5, where mentalising is half off
    for arousal, feared, often in (
        (0.3, 0.2, 0.6),  # .8 x (1 - 1/2 x 1/2)
        (0.5, 0.0, 0.6),
        (0.8, 0.7, 0.8 * (1 - 0.5 / (1 + 148.413))),  # bounded by panic: logistic(-5)
    ):
        found = share(each.unkind for each in fates(False, theory, feared=feared, arousal=arousal))
        assert found == approx(often, abs=binomial(often))


def test_panic_is_the_most_that_misreading_goes_by():
    """Where the sum of arousal and threat is more, it makes no difference how much more."""
    theory = Theory(
        attention=LISTENS,
        vigilance=GATES["even"],
        misreading=Misreading(likely=0.8),
        reflection=HALF_REFLECTION,
        mentalising=Mentalising(steepness=10.0, switch_point=1.0),
        clarity=Clarity(default_clear=100.0, default_unclear=0.1),
    )
    panic, beyond = (fates(False, theory, feared=each, arousal=1.0) for each in (0.0, 1.0))
    assert panic == beyond


def test_a_clear_child_that_sees_minds_takes_nothing_for_unkind():
    theory = Theory(attention=LISTENS, misreading=Misreading(likely=1.0), **INSIGHT)
    clear, unclear = Self(clarity=belief(1e17)), Self(clarity=belief(0.0, 1e17))
    assert not any(each.unkind for each in fates(False, theory, clear))
    assert all(each.unkind for each in fates(False, theory, unclear))


@given(heres, booleans, inner, unit, unit, theories)
def test_a_cue_forestalls_misreading(here, called, trusted, feared, arousal, theory):
    found = heard(here, True, called, trusted, feared, arousal, Self(), theory)
    assert not found.unkind


@given(heres, booleans, inner, unit, unit, theories)
def test_whoever_hears_it_without_a_cue_hears_it_with_one(
    here, called, trusted, feared, arousal, theory
):
    """The same moment: a cue calls at least as well as nothing, and never closes the gate."""
    theory = theory._replace(attention=LISTENS)
    without, with_cue = (
        heard(here, cue, called, trusted, feared, arousal, Self(), theory) for cue in (False, True)
    )
    assert with_cue.let_in >= without.let_in


@given(heres, booleans, booleans, inner, unit, unit, theories)
def test_what_is_heard_is_attended_to(here, cue, called, trusted, feared, arousal, theory):
    attended, unkind, let_in = heard(here, cue, called, trusted, feared, arousal, Self(), theory)
    assert attended >= unkind
    assert attended >= let_in


@given(heres, booleans, booleans, inner, unit, unit, theories)
def test_what_is_taken_for_unkind_is_never_let_in(
    here, cue, called, trusted, feared, arousal, theory
):
    theory = theory._replace(attention=LISTENS, vigilance=GATES["open"])
    found = heard(here, cue, called, trusted, feared, arousal, Self(), theory)
    assert found.unkind != found.let_in


def test_of_what_is_not_taken_for_unkind_as_much_is_let_in_as_the_gate_lets():
    found = fates(False, SUSPICIOUS)
    kind = [each for each in found if not each.unkind]
    assert len(kind) / MANY == approx(0.3, abs=binomial(0.3))  # misread .7
    opened = sum(each.let_in for each in kind) / len(kind)
    assert opened == approx(0.5, abs=binomial(0.5, len(kind)))


# All of it together: what is let in of what is attended to


def test_how_receptive_a_child_is_as_worked_by_hand():
    # misread .8 x (1 - 1/2 x 1/4) = .7, a gate of 1/2: .3 x 1/2
    assert hearing.misread(False, 0.0, 0.0, Self(), SUSPICIOUS) == approx(0.7)
    assert hearing.receptive(False, 0.5, 0.0, 0.0, Self(), SUSPICIOUS) == approx(0.15)
    # a cue forestalls it, and opens the gate: logistic(ln 3)
    assert hearing.misread(True, 0.0, 0.0, Self(), SUSPICIOUS) == 0.0
    assert hearing.receptive(True, 0.5, 0.0, 0.0, Self(), SUSPICIOUS) == approx(0.75)
    # of somebody trusted 3/4 and feared 1/4: logistic(2 ln 3 / 2 - 2 ln 3 / 4) = logistic(ln 3 / 2)
    opened = math.sqrt(3.0) / (1.0 + math.sqrt(3.0))
    assert hearing.receptive(False, 0.75, 0.25, 0.0, Self(), SUSPICIOUS) == approx(0.3 * opened)


def test_who_is_upset_or_afraid_is_less_receptive_as_worked_by_hand():
    """Arousal of the moment and threat together turn mentalising off."""
    theory = SUSPICIOUS._replace(
        reflection=INSIGHT["reflection"],
        mentalising=Mentalising(steepness=10.0, switch_point=0.5),
        vigilance=GATES["even"],
    )
    # at .3 + .2 half off: .8 x (1 - 1/2 x 1/2) = .6; at .2 logistic(3) = .9526 is left of it
    for arousal, feared, let_in in (
        (0.3, 0.2, 0.2),
        (0.5, 0.0, 0.2),
        (0.2, 0.0, (1.0 - 0.8 * (1.0 - 0.5 * 0.9526)) / 2.0),
    ):
        found = hearing.receptive(False, 0.5, feared, arousal, Self(), theory)
        assert found == approx(let_in, abs=1e-5)


@pytest.mark.parametrize("cue", [False, True])
def test_as_much_of_what_is_attended_to_is_let_in_as_the_child_is_receptive(cue):
    theory = SUSPICIOUS._replace(attention=Attention(uncalled=0.5, called=0.8))
    me = Self(clarity=belief(3.0, 1.0), tension=0.2)
    about = (0.7, 0.1, 0.2)  # trusted, feared, arousal
    expected = hearing.receptive(cue, *about, me, theory)
    attended = [each for each in fates(cue, theory, me, *about) if each.attended]
    let_in = sum(each.let_in for each in attended) / len(attended)
    assert let_in == approx(expected, abs=binomial(expected, len(attended)))


@given(booleans, inner, unit, unit, selves, theories)
def test_nobody_is_more_receptive_than_the_gate_is_open_and_less_so_only_without_a_cue(
    cue, trusted, feared, arousal, me, theory
):
    found = hearing.receptive(cue, trusted, feared, arousal, me, theory)
    gate = vigilance.gate(cue, trusted, feared, theory.vigilance)
    assert 0.0 <= found <= gate
    if cue:
        assert found == gate


@given(inner, unit, unit, selves, theories)
def test_a_cue_makes_receptive(trusted, feared, arousal, me, theory):
    without, with_cue = (
        hearing.receptive(cue, trusted, feared, arousal, me, theory) for cue in (False, True)
    )
    assert without <= with_cue


def test_a_source_is_trusted_and_feared_as_the_bond_with_it_has_it():
    """All along nobody was feared; lately somebody was, and half of it is expected."""
    theory = Theory(
        attention=LISTENS,
        vigilance=Vigilance(openness=0.0, cue=0.0, trust=4.0, threat=4.0),
        trust=Trust(1.0, 1.0, 1.0, 1.0),
        memory=Memory(weight=0.5),
        misreading=NEVER_UNKIND,
    )
    bond = Bond(
        threat=dread(0.0)._replace(lately=0.5),
        helpfulness=Belief(Count(2.0, 0.0), Count(0.0, 0.0)),  # 3/4 lately, 1/2 all along: 5/8
        knowledge=belief(1e17),
    )
    for here in moments()[:50]:
        expected = heard(here, False, False, 0.625, 0.25, 0.0, Self(), theory)
        assert heard_from(here, False, bond, 0.0, Self(), theory) == expected


# One account, whatever the message is about


@given(heres, booleans, booleans, minds, theories)
def test_mirroring_is_heard_as_a_lesson_is_that_comes_with_as_much_of_a_cue(
    here, cue, right, mind, theory
):
    """The same moment, the same source and a child as aroused as it is at rest."""
    expected = heard_from(here, cue, mind.bond, mind.me.tension, mind.me, theory)
    signal = Signal(0, mind.me.tension, 1.0, mind.me.tension)
    answer = Answer(Response.MIRRORING, right, cue)
    assert nurture.arrived(here, signal, answer, mind, theory) == expected
    outcome = lessons.considered(here, said(right, cue), mind, theory)
    assert outcome.hearing == expected
    row = Row(Event.LABEL, cue=float(cue), right=float(right))
    assert informants.listened(here, row, mind.bond, mind, theory) == expected


@given(heres, booleans, minds, theories)
def test_what_is_shown_is_let_in_as_what_is_said_is(here, cue, mind, theory):
    expected = heard_from(here, cue, mind.bond, mind.me.tension, mind.me, theory)
    row = Row(Event.SHOWING, cue=float(cue), answers=2.0)
    _, outcome = showing.shown(here, row, mind.bond, Shown(0.0, 0.0, 0.0), mind, theory)
    assert outcome[0] == expected.let_in


@given(heres, booleans, minds, theories)
def test_a_gaze_is_followed_where_a_word_of_somebody_new_would_be_let_in(here, cue, mind, theory):
    somebody = introduced(0.0, mind, theory)
    expected = heard_from(here, cue, somebody, mind.me.tension, mind.me, theory)
    looked, _, followed, _ = showing.looked(here, Row(Event.GAZE, cue=float(cue)), mind, theory)
    assert (looked, followed) == (expected.attended, expected.let_in)


@given(heres, booleans, booleans, minds, theories)
def test_a_newcomer_is_heard_by_the_bond_with_this_one(here, cue, called, mind, theory):
    somebody = introduced(0.0, mind, theory)
    row = Row(Event.LABEL, cue=float(cue), called=float(called))
    expected = heard(
        here,
        cue,
        called,
        trust.trust(somebody, theory),
        threat.expected(somebody, theory),
        mind.me.tension,
        mind.me,
        theory,
    )
    assert informants.listened(here, row, somebody, facing(somebody, mind), theory) == expected


def test_mirroring_is_heard_at_the_arousal_of_the_call_and_a_lesson_at_rest():
    """Calm, this child takes nothing for unkind; aroused, everything that has no cue."""
    theory = Theory(
        attention=LISTENS,
        vigilance=GATES["even"],
        misreading=Misreading(likely=1.0),
        reflection=INSIGHT["reflection"],
        mentalising=Mentalising(steepness=100.0, switch_point=0.5),
        memory=Memory(weight=0.0),
    )
    calm = with_figure(clarity=belief(1e17), tension=0.05)
    unmarked, upset = Answer(Response.MIRRORING, True, False), Signal(0, 0.95, 1.0, 0.95)
    for here in moments()[:50]:
        assert nurture.arrived(here, upset, unmarked, calm, theory).unkind
        outcome = lessons.considered(here, said(True, False), calm, theory)
        assert outcome.hearing.attended > outcome.hearing.unkind


@pytest.mark.parametrize("kind", sorted(set(Response) - {Response.MIRRORING}))
def test_only_mirroring_is_a_message_about_the_child(kind):
    theory = Theory(attention=LISTENS, vigilance=GATES["open"])
    signal, answer = Signal(0, 0.5, 1.0, 0.5), Answer(kind, False, False)
    for here in moments()[:20]:
        assert nurture.arrived(here, signal, answer, with_figure(), theory) == UNHEARD


def test_what_becomes_of_a_message_is_told_in_words():
    """Each turn says what happens, and what does if not; the gate is not asked about the unkind."""
    open_to_all = Theory(
        attention=LISTENS, vigilance=GATES["open"], misreading=Misreading(likely=1.0)
    )
    shut = Theory(attention=LISTENS, vigilance=GATES["shut"], misreading=NEVER_UNKIND)
    unclear = Self(clarity=belief(0.0, 1e17))
    for theory, words in (
        (open_to_all, ["attends", "takes it for unkind"]),
        (
            open_to_all._replace(misreading=NEVER_UNKIND),
            ["attends", "does not take it for unkind", "lets it in"],
        ),
        (shut, ["attends", "does not take it for unkind", "does not let it in"]),
        (shut._replace(attention=Attention(0.0, 0.0)), ["does not attend"]),
    ):
        with listening() as turns:
            heard(moments()[0], False, False, 0.5, 0.0, 0.0, unclear, theory)
        assert [each.happens if each.happened else each.otherwise for each in turns] == words


def test_a_portrait_has_vigilance_and_credulity_as_worked_by_hand():
    """The figure is feared, people are trusted less; what may be misread is another matter."""
    theory = SUSPICIOUS._replace(
        reflection=INSIGHT["reflection"],
        mentalising=Mentalising(steepness=10.0, switch_point=0.5),
        vigilance=SUSPICIOUS.vigilance._replace(check=0.5),
        trust=Trust(1.0, 1.0, 1.0, 1.0),
    )
    figure = Bond(threat=dread(0.25), helpfulness=belief(1.0), knowledge=belief(1e17))
    people = Bond(helpfulness=belief(0.0, 1.0), knowledge=belief(1e17))
    seen = portrait(with_figure(figure, people, tension=0.5), theory)
    # figure: trust 2/3, threat 1/4: logistic(2 ln 3 x (1/3 - 1/4)) = logistic(ln 3 / 6) = .545648
    assert seen.vigilance_to_figure == approx(1.0 - 0.545648, abs=1e-6)
    # people: trust 1/3: logistic(-2 ln 3 / 3) = .324666
    assert seen.vigilance == approx(1.0 - 0.324666, abs=1e-6)
    # with a cue logistic(ln 3 / 3) = .590541; thrown out .5 x 1/2 x 1/2
    assert seen.credulity == approx(0.590541 * 0.875, abs=1e-6)


# What the way of a message says of its source


@pytest.mark.parametrize(
    ("heard_so", "cue", "counted"),
    [
        (Hearing(True, False, True), True, (0.5, 0.0)),
        (Hearing(True, False, False), True, (0.0, 0.0)),  # a cue that is not let in is no help
        (Hearing(True, True, False), False, (0.0, 2.0)),
        (Hearing(True, False, True), False, (0.0, 0.0)),  # no cue says nothing by itself
        (UNHEARD, True, (0.0, 0.0)),
        (UNHEARD, False, (0.0, 0.0)),
    ],
)
def test_how_one_is_addressed_counts_as_worked_by_hand(heard_so, cue, counted):
    assert address(heard_so, cue, Trust(cue=0.5, unkind=2.0)) == counted


@pytest.mark.parametrize(
    ("heard_so", "cue", "counted"),
    [
        (Hearing(True, False, True), True, 0.25),
        (Hearing(True, False, False), True, 0.25),  # let in or not
        (Hearing(True, False, True), False, 0.0),
        (Hearing(True, True, False), False, 0.0),
        (UNHEARD, True, 0.0),  # only whoever attends is addressed
        (UNHEARD, False, 0.0),
    ],
)
def test_to_be_addressed_counts_for_seeing_minds_as_worked_by_hand(heard_so, cue, counted):
    assert addressed(heard_so, cue, Reflection(addressed=0.25)) == counted


def test_clarity_begins_with_the_cases_credited_beforehand():
    theory = Theory(clarity=Clarity(default_clear=3.0, default_unclear=1.0))
    assert hearing.clarity(Self(), theory) == 0.75
    assert hearing.clarity(Self(clarity=belief(0.0, 4.0)), theory) == 0.375


def test_clarity_is_remembered_in_two_stores_as_worked_by_hand():
    theory = Theory(clarity=Clarity(1.0, 1.0), memory=Memory(weight=0.25))
    # lately (2 + 1) / 4, all along 1 / (1 + 3): 9/16 + 1/16
    me = Self(clarity=Belief(Count(2.0, 0.0), Count(0.0, 2.0)))
    assert hearing.clarity(me, theory) == approx(0.625)
