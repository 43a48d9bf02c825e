"""What happens with a probability happens when its chance lies below it, and not when it is equal.

So what has no probability never happens and what is certain always does, and both engines, a
diary and a replay decide alike to the last bit. The chances are those of one moment.
"""

import math

import pytest
from minds import INSIGHT, NEVER_UNKIND, dread, with_figure

from trustsim.study.laboratory import informants, minds, separation, showing
from trustsim.study.laboratory.room import Shown
from trustsim.study.laboratory.script import Event, Row
from trustsim.theory.chance import Decision, Moment, luck
from trustsim.theory.encounters import lessons, messages, nurture
from trustsim.theory.encounters.hearing import heard, heard_from
from trustsim.theory.encounters.messages import FIGURE, Response, Signal
from trustsim.theory.parameters import (
    Attention,
    Learning,
    PartnerTraits,
    Theory,
)
from trustsim.theory.rules import trust
from trustsim.theory.states import Bond, Mind, Self

said = messages.Testimony
HERE = Moment(8, 0, 0, 3, FIGURE)
SIGNAL = Signal(strategy=0, arousal=0.6, gain=1.0, strength=0.6)
NOTICES = PartnerTraits(availability=100.0, rejection=0.0, fright=0.0, intrusion=0.0)
LISTENS = Theory(
    attention=Attention(1.0, 1.0),
    learning=Learning(checkable=1.0),
    misreading=NEVER_UNKIND,
    **INSIGHT,
)


def chances(decision):
    """The chances of this decision and of the next three."""
    return luck(HERE, decision)


def just_above(chance):
    return math.nextafter(chance, 1.0)


def answered(**traits):
    return nurture.comfort(HERE, SIGNAL, NOTICES._replace(**traits), Theory())


@pytest.mark.parametrize(
    ("decision", "place", "happens"),
    [
        (Decision.FOLLOW, 0, lambda p: nurture.join(
            HERE, SIGNAL, NOTICES._replace(intrusion=p), Theory()).kind == Response.STIMULATING),
        (Decision.FOLLOW, 1, lambda p: answered(fright=p).kind == Response.FRIGHTENING),
        (Decision.FOLLOW, 3, lambda p: answered(marking=p).marked),
        (Decision.ATTUNED, 0, lambda p: not nurture.heeds(
            HERE, SIGNAL, NOTICES._replace(contingency=p)).foreign),
        (Decision.CUE, 0, lambda p: lessons.testify(
            HERE, PartnerTraits(ostension=p), Theory()).cue),
        (Decision.CUE, 1, lambda p: lessons.testify(
            HERE, PartnerTraits(knowledge=p, helpfulness=1.0), Theory(
                learning=Learning(alternatives=1e9))).right),
        (Decision.CUE, 2, lambda p: lessons.testify(
            HERE, PartnerTraits(knowledge=1.0, helpfulness=p), Theory()).right),
        (Decision.ATTEND, 0, lambda p: heard_from(
            HERE, False, Bond(), 0.5, Self(), Theory(attention=Attention(p, 1.0))).attended),
        (Decision.ATTEND, 0, lambda p: heard(
            HERE, False, True, 0.5, 0.0, 0.5, Self(),
            Theory(attention=Attention(0.0, p))).attended),
        (Decision.CONTENT, 2, lambda p: lessons.considered(
            HERE, said(True, False), Mind(),
            LISTENS._replace(learning=Learning(checkable=p))).judged > 0.0),
        (Decision.CONFLICT, 0, lambda p: separation.conflicted(
            HERE, SIGNAL, with_figure(Bond(threat=dread(p))), Theory()) == 1.0),
        (Decision.CHOICE, 0, lambda p: informants.answered(HERE, p, 0.5)[0] == 1.0),
    ],
)  # fmt: skip
def test_it_happens_just_below_a_probability_and_not_at_it(decision, place, happens):
    chance = chances(decision)[place]
    assert happens(just_above(chance))
    assert not happens(chance)


@pytest.mark.parametrize("above", [True, False])
def test_a_message_is_let_in_below_the_probability_of_the_gate(monkeypatch, above):
    """``vigilance.gate`` opens with exactly, or a hair more than, the chance of this moment."""
    chance = chances(Decision.ATTEND)[Decision.GATE - Decision.ATTEND]
    gate = just_above(chance) if above else chance
    monkeypatch.setattr("trustsim.theory.rules.vigilance.gate", lambda *_: gate)
    outcome = lessons.considered(HERE, said(True, True), Mind(), LISTENS)
    assert (outcome.kept, outcome.hearing.let_in) == (above, above)
    answer = messages.Answer(Response.MIRRORING, congruent=True, marked=True)
    assert nurture.arrived(HERE, SIGNAL, answer, Mind(), LISTENS).let_in == above
    row, nothing = Row(Event.SHOWING, cue=1.0), Shown(0.0, 0.0, 0.0)
    _, outcome = showing.shown(HERE, row, Bond(), nothing, Mind(), LISTENS)
    assert outcome[0] == above
    assert showing.looked(HERE, Row(Event.GAZE, cue=1.0), Mind(), LISTENS)[2] == above


@pytest.mark.parametrize("above", [True, False])
def test_an_act_is_misread_below_the_probability_of_misreading(monkeypatch, above):
    chance = chances(Decision.ATTEND)[Decision.MISREAD - Decision.ATTEND]
    likely = just_above(chance) if above else chance
    monkeypatch.setattr("trustsim.theory.rules.misreading.misreading", lambda *_: likely)
    assert heard_from(HERE, False, Bond(), 0.5, Self(), LISTENS).unkind == above
    assert not heard_from(HERE, True, Bond(), 0.5, Self(), LISTENS).unkind


@pytest.mark.parametrize("above", [True, False])
def test_eyes_see_rightly_below_their_probability(monkeypatch, above):
    """Of somebody who is not known, what seems right is believed more than what seems wrong."""
    chance = chances(Decision.CONTENT)[Decision.PERCEPTION - Decision.CONTENT]
    sees = just_above(chance) if above else chance
    assert sees > 0.5  # so that the eyes are a witness at all
    monkeypatch.setattr("trustsim.theory.rules.credit.perceived_rightly", lambda *_: sees)
    trusted = trust.trust(Bond(), LISTENS)
    expected = trust.said_rightly(trusted, LISTENS.learning.alternatives)
    outcome = lessons.considered(HERE, said(True, True), Mind(), LISTENS)
    assert (outcome.believed > expected) == above


@pytest.mark.parametrize("above", [True, False])
def test_a_wrong_message_is_thrown_out_below_the_probability_of_the_check(monkeypatch, above):
    chance = chances(Decision.CONTENT)[Decision.CHECK - Decision.CONTENT]
    check = just_above(chance) if above else chance
    monkeypatch.setattr("trustsim.theory.rules.vigilance.gate", lambda *_: 1.0)
    monkeypatch.setattr("trustsim.theory.rules.vigilance.content_check", lambda *_: check)
    outcome = lessons.considered(HERE, said(False, True), Mind(), LISTENS)
    assert outcome.kept != above


@pytest.mark.parametrize("above", [True, False])
def test_a_task_is_solved_below_its_probability(monkeypatch, above):
    chance = chances(Decision.CHOICE)[0]
    likely = just_above(chance) if above else chance
    monkeypatch.setattr("trustsim.theory.rules.mentalising.mentalising", lambda *_: likely)
    assert minds.understood(HERE, Row(Event.MINDS), Mind(), LISTENS)[0] == above
