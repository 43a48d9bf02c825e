"""A session of psychotherapy: nothing but encounters, heard at the arousal of the session."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import belief, but, minds, with_figure
from test_encounters import ALWAYS, NEVER
from test_laboratory import CHILD, HERE, SEEN
from test_rules import unit

from trustsim.engine.plan import event_numbers
from trustsim.study.laboratory import events, session
from trustsim.study.laboratory.room import STRANGER, Room, Shown
from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols import session as protocol
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.messages import Hearing, Kind
from trustsim.theory.parameters import (
    Arousal,
    Attention,
    Coming,
    Company,
    Mentalising,
    Mirroring,
    PartnerTraits,
    Practice,
    Theory,
    Vigilance,
)
from trustsim.theory.rules import coming, company, mirroring
from trustsim.theory.states import Bond, Count
from trustsim.theory.turns import listening

NOT_HEARD = Hearing(False, False, False)
approx = pytest.approx
THERAPIST = PartnerTraits(
    availability=ALWAYS, rejection=0.0, fright=0.0, inconsistency=0.0, congruence=ALWAYS,
    marking=1.0, ostension=1.0, knowledge=1.0, helpfulness=1.0,
)  # fmt: skip
OPEN = Theory(
    mirroring=Mirroring(contact=0.1, recognised=0.4),
    attention=Attention(called=1.0),
    vigilance=Vigilance(openness=ALWAYS),
)
SHUT = OPEN._replace(vigilance=Vigilance(NEVER, cue=0.0, trust=0.0, threat=0.0))


def aroused(arousal, wrong=0.0):
    """A room with the patient as aroused as this, in which something has gone wrong, or not."""
    return Room(arousal, Bond(), Bond(), Shown(0.0, 0.0, 0.0), wrong)


@given(unit, unit, unit)
def test_who_follows_the_patients_arousal_asks_less_where_it_is_high(stress, follows, arousal):
    assert session.troubling(stress, follows, arousal) <= stress
    assert session.troubling(stress, follows, 0.0) == stress
    assert session.troubling(stress, 0.0, arousal) == stress


def test_what_is_asked_of_a_patient_as_worked_by_hand():
    assert session.troubling(0.2, 0.5, 0.6) == approx(0.14)  # .2 x (1 - .5 x .6)


def test_an_explanation_that_is_let_in_soothes_and_is_learnt_from_as_recognition_is():
    """It goes by what is felt, not by what is shown, and no strategy gets the credit."""
    mind = with_figure(tension=0.3)
    room, learnt, outcome = session.explained(HERE, aroused(0.5), mind, THERAPIST, CHILD, OPEN)
    assert room.arousal == approx(0.25)  # .5 - .1 x .5 - .4 x .5
    read_and_marked = nurture.MIRRORING + session.READ + session.MARKED
    assert outcome[:3] == (1.0, float(read_and_marked), room.arousal)
    assert learnt.bond.strategies == mind.bond.strategies
    assert learnt.bond.response == mind.bond.response
    assert learnt.me.clarity.lately.hits == 1.0
    assert learnt.me.reflection.hits > 0.0
    assert learnt.bond.helpfulness.lately.hits > 0.0


def test_an_explanation_that_is_not_let_in_is_company():
    mind = with_figure()
    room, learnt, outcome = session.explained(HERE, aroused(0.5), mind, THERAPIST, CHILD, SHUT)
    assert room.arousal == approx(0.45)  # .5 - .1 x .5
    assert outcome[0] == session.REFUSED
    assert learnt.me.clarity == mind.me.clarity


def repair(wrong, repairs, therapist, theory=OPEN):
    """What becomes of a repair at an arousal of .5, and the turns of it."""
    row = Row(Event.REPAIR, repairs=repairs)
    with listening() as turns:
        came = session.repaired(
            HERE, row, aroused(0.5, wrong), with_figure(), therapist, CHILD, theory
        )
    return *came, turns


def test_a_repair_is_being_told_what_one_feels_as_worked_by_hand():
    """It soothes as recognition does, and is learnt from as an explanation is."""
    room, learnt, outcome, _ = repair(1.0, 1.0, THERAPIST)
    assert room.arousal == approx(0.25)  # .5 - .1 x .5 - .4 x .5
    read_and_marked = nurture.MIRRORING + session.READ + session.MARKED
    assert outcome[:3] == (1.0, float(read_and_marked), room.arousal)
    told = session.explained(HERE, aroused(0.5, 1.0), with_figure(), THERAPIST, CHILD, OPEN)
    assert (room, learnt, outcome) == told
    assert repair(1.0, 1.0, THERAPIST, SHUT)[0].arousal == approx(0.45)  # company: .5 - .1 x .5


def test_what_went_wrong_is_seen_as_often_as_one_reads_rightly_as_worked_by_hand():
    """At a congruence of 1.4, a strain of 2 and an arousal of .5 + .2: sigma(1) (eq. 57)."""
    strained = OPEN._replace(mirroring=OPEN.mirroring._replace(strain=2.0))
    signal, reads = nurture.unasked(0.7), THERAPIST._replace(congruence=1.4)
    with listening() as turns:
        nurture.made_good(HERE, signal, 0.5, reads, strained)
    assert turns[0].probability == approx(0.5 / (1.0 + math.exp(-1.0)))


def test_who_does_not_see_what_went_wrong_says_nothing():
    for repairs, therapist in ((0.0, THERAPIST), (1.0, THERAPIST._replace(congruence=NEVER))):
        room, after, outcome, _ = repair(1.0, repairs, therapist)
        assert (room, after) == (aroused(0.5, 1.0), with_figure())
        assert outcome[:3] == (session.NO_MESSAGE, float(nurture.NONE), 0.5)


def test_where_nothing_has_gone_wrong_nothing_is_decided_and_nothing_happens():
    room, after, outcome, turns = repair(0.0, 1.0, THERAPIST)
    assert (room, after, outcome) == (aroused(0.5), with_figure(), session.ABSENT)
    assert not turns


@pytest.mark.parametrize(
    ("therapist", "wrong"),
    [
        (THERAPIST, 0.0),
        (THERAPIST._replace(congruence=NEVER), 1.0),
        (THERAPIST._replace(fright=1.0), 1.0),
        (THERAPIST._replace(rejection=1.0), 1.0),
        (THERAPIST._replace(availability=NEVER), 0.0),
    ],
    ids=["read rightly", "read wrongly", "frightened", "rebuffed", "not noticed"],
)
def test_a_trouble_leaves_something_to_repair_where_it_hurt_or_was_misread(therapist, wrong):
    trouble = Row(Event.TROUBLE, caregiver=1.0, stress=1.0)
    mind = with_figure(tension=1.0)
    room, *_ = events.happen(
        HERE, trouble, aroused(1.0), mind, STRANGER, CHILD, therapist, therapist, OPEN
    )
    assert room.wrong == wrong


def test_a_repair_comes_after_each_trouble_and_moves_nobody_elses_luck():
    plain = protocol.Settings(troubles=2, explanations=1)
    rows = protocol.script(plain._replace(repairs=0.5))
    added = [k for k, row in enumerate(rows) if row.kind == Event.REPAIR]
    assert [rows[k - 1].kind for k in added] == [Event.TROUBLE, Event.TROUBLE]
    assert [rows[k].repairs for k in added] == [0.5, 0.5]
    others = [row for row in rows if row.kind != Event.REPAIR]
    assert others == protocol.script(plain)
    looked_up = event_numbers(rows)
    assert [looked_up[k] for k in range(len(rows)) if k not in added] == list(range(len(others)))
    assert [looked_up[k] for k in added] == [len(others), len(others) + 1]


def test_of_what_went_wrong_the_share_is_told_that_was_addressed():
    went = [session.ABSENT[0], session.NO_MESSAGE, session.REFUSED, session.LET_IN]
    assert protocol.addressed(np.array(went)) == approx(2 / 3)
    assert np.isnan(protocol.addressed(np.array(went[:1])))


@given(minds, unit)
def test_a_skill_is_taught_as_any_lesson_is_but_at_the_arousal_of_the_session(mind, arousal):
    skill = Row(Event.SKILL)
    _, found, _ = session.taught(HERE, skill, aroused(arousal), mind, THERAPIST, CHILD, SEEN)
    said = lessons.testify(HERE, THERAPIST, SEEN)
    bond, people, me = lessons.taught(HERE, said, True, but(mind, tension=arousal), CHILD, SEEN)
    assert (found.bond, found.people) == (bond, people)
    assert found.me == me._replace(tension=mind.me.tension)
    assert found.figure == mind.figure


def test_moments_of_each_kind_are_spread_evenly_over_the_session():
    rows = protocol.script(protocol.Settings(troubles=2, explanations=2, skills=1, activation=0.3))
    held = [row for row in rows if row.stress or row.kind in (Event.EXPLANATION, Event.SKILL)]
    assert [row.kind for row in rows[:2]] == [Event.COMING, Event.COMPLAINT]
    assert rows[-1].kind == Event.ALLIANCE
    assert [row.kind for row in held] == [
        Event.TROUBLE, Event.EXPLANATION, Event.SKILL, Event.TROUBLE, Event.EXPLANATION,
    ]  # fmt: skip
    assert [row.stress for row in held] == [0.3, 0.0, 0.0, 0.3, 0.0]


def test_what_is_felt_may_come_first_and_minds_after_it():
    settings = protocol.Settings(troubles=0, explanations=1, attending=3, imagining=2)
    alone = [Event.ATTENDING, Event.IMAGINING, Event.EXPLANATION]

    def held(begins):
        rows = protocol.script(settings._replace(imagining_from=begins))
        return [alone.index(row.kind) for row in rows if row.kind in alone]

    assert held(0.0) == [0, 1, 0, 2, 1, 0]
    assert held(0.6) == [0, 0, 0, 2, 1, 1]  # at .1, .3, .5; said at .5; .7, .9


def test_being_met_is_counted_message_by_message_as_worked_by_hand():
    """Let in, refused, not heard; a loud call weighs half a refusal (eq. 46)."""
    numbers, before = Company(retention=0.5, burden=0.5), Count(4.0, 2.0)
    let_in, refused, unheard = Hearing(True, False, True), Hearing(True, False, False), NOT_HEARD
    assert company.met(before, let_in, 0.0, numbers) == Count(3.0, 1.0)
    assert company.met(before, refused, 0.0, numbers) == Count(2.0, 2.0)
    assert company.met(before, unheard, 0.0, numbers) == Count(2.0, 1.0)
    assert company.met(before, unheard, 0.5, numbers) == Count(2.0, 1.5)
    assert company.warmth(Count(6.0, 2.0)) == approx(0.4)  # (6 - 2) / (6 + 2 + 2)
    assert company.warmth(Count()) == 0.0


def test_whoever_is_carried_away_marks_less_as_worked_by_hand():
    """At arousal .5 with a switch at .5 and a steepness of 2: sigma(0) / sigma(1) (eq. 47)."""
    switch = Mentalising(steepness=2.0, switch_point=0.5)
    moved = THERAPIST._replace(marking=0.8, resonance=1.0)
    assert mirroring.marking(0.5, moved, switch) == approx(0.8 * 0.5 * (1.0 + math.exp(-1.0)))
    assert mirroring.marking(0.5, moved._replace(resonance=0.0), switch) == 0.8


@given(unit, unit, st.floats(0.0, 2.0))
def test_a_stronger_signal_is_never_marked_more(one, other, resonance):
    less, more = sorted((one, other))
    moved = THERAPIST._replace(marking=0.9, resonance=resonance)
    marks = [mirroring.marking(signal, moved, Mentalising()) for signal in (less, more)]
    assert marks[0] >= marks[1]


def test_coming_as_worked_by_hand():
    """3 + 2 x (2 x .75 - 1) + 4 x .25 + 2 x .5 - 4 x .5 = 4 (eq. 48)."""
    numbers = Coming(readiness=3.0, trust=2.0, relief=4.0, fear=4.0, need=2.0)
    assert coming.coming(0.75, 0.25, 0.5, 0.5, numbers) == approx(1.0 / (1.0 + math.exp(-4.0)))


@given(unit, unit, unit, unit, unit)
def test_who_trusts_more_or_fears_less_comes_rather(trusted, feared, relief, tension, more):
    likely = coming.coming(trusted, relief, feared, tension, Coming())
    assert coming.coming(max(trusted, more), relief, feared, tension, Coming()) >= likely
    assert coming.coming(trusted, relief, min(feared, more), tension, Coming()) >= likely


def test_who_has_left_is_at_no_session_any_more():
    stays_away = OPEN._replace(coming=Coming(readiness=NEVER))
    gone, outcome = session.came(HERE, with_figure(), stays_away)
    assert (gone.bond.left, outcome[0]) == (1.0, 0.0)
    settings = protocol.Settings(skills=1, attending=1, imagining=1, repairs=1.0)
    for row in protocol.script(settings):
        if row.kind in (Event.COMPLAINT, Event.EVERYDAY):
            continue
        room, after, seen = events.happen(
            HERE, row, aroused(0.4), gone, STRANGER, CHILD, THERAPIST, THERAPIST, OPEN
        )
        assert (room, after, seen) == (aroused(0.4), gone, session.ABSENT)


def test_who_comes_to_a_session_is_as_before():
    mind = with_figure()
    assert session.came(HERE, mind, OPEN._replace(coming=Coming(readiness=10.0)))[0] == mind


def test_attending_to_what_one_feels_as_worked_by_hand():
    """Calm: .5 x (1 - .2); who is clear has a quarter of a case more, else none (eq. 49)."""
    numbers = OPEN._replace(practice=Practice(calming=0.2, confirms=0.25))
    for clear, hits in ((belief(1e15, 0.0), 0.25), (belief(0.0, 1e15), 0.0)):
        mind = with_figure(clarity=clear)
        room, after, outcome = session.attended(HERE, aroused(0.5), mind, CHILD, numbers)
        gained = after.me.clarity.lately.hits - mind.me.clarity.lately.hits * (
            1.0 - 0.25 * (1.0 - numbers.clarity.retention) * (hits > 0.0)
        )
        assert room.arousal == outcome[2] == approx(0.4)
        assert gained == approx(hits, abs=1e-6 * clear.lately.hits + 1e-12)
        assert after.bond == mind.bond
        assert outcome[1] == (session.READ if hits else 0.0)


def test_minds_are_imagined_as_far_as_arousal_lets_them_be():
    numbers = OPEN._replace(
        mentalising=Mentalising(steepness=100.0, switch_point=0.5),
        practice=Practice(imagined=0.25),
    )
    for arousal, hits in ((0.0, 0.25), (1.0, 0.0)):
        mind = with_figure()
        room, after, _ = session.imagined(HERE, aroused(arousal), mind, CHILD, numbers)
        assert after.me.reflection.hits == approx(hits)
        assert (after.me.clarity, after.bond, room.arousal) == (
            mind.me.clarity, mind.bond, arousal,
        )  # fmt: skip


def test_what_one_bears_oneself_is_felt_in_distress_and_not_in_play():
    """Eq. 51."""
    calmly = OPEN._replace(arousal=Arousal(onset_low=0.1, onset_high=0.2))
    for kind, more in ((Kind.DISTRESS, 0.2), (Kind.PLAY, 0.0)):
        calm, burdened = (
            nurture.call(HERE, kind, burden, with_figure(), CHILD, calmly).arousal
            for burden in (0.0, 0.2)
        )
        assert burdened - calm == approx(more)


def test_the_alliance_is_trust_response_and_safety_in_equal_parts_from_one_to_seven():
    settings = protocol.Settings(items=2, error=0.0)
    items = np.array([[0.5, 0.25, 0.75, 3.0]] * 2)
    assert protocol.alliance(items, settings) == 4.0  # 1 + 6 x .5
    assert protocol.alliance(np.ones((2, 4)) * [1, 1, 1, 9], settings) == 7.0


def test_of_a_session_nobody_came_to_nothing_is_read_but_how_the_weeks_are():
    settings = protocol.Settings(troubles=1, explanations=1, items=1, error=0.0)
    rows = protocol.script(settings)
    outcomes = np.full((1, len(rows), 4), session.ABSENT[0])
    for k, row in enumerate(rows):
        if row.kind in (Event.COMPLAINT, Event.EVERYDAY):
            outcomes[0, k] = (0.5, 0.25, 0.75, 0.0)
    seen = protocol.read(outcomes, settings)
    assert {name for name, value in seen.items() if np.isnan(value[0])} == {
        "attended", "let_in", "understood", "accuracy", "kept", "arousal", "mentalising", "hurt",
        "alliance",
    }  # fmt: skip
    assert (seen["came"][0], seen["benign"][0], seen["unkind"][0]) == (0.0, 0.75, 0.25)


def test_a_message_is_not_attended_to_or_not_let_in_or_let_in_and_that_is_told_apart():
    ways = (NOT_HEARD, Hearing(True, True, False), Hearing(True, False, False))
    came = [session.arrival(each) for each in (*ways, Hearing(True, False, True))]
    assert came == [session.UNHEARD, session.REFUSED, session.REFUSED, session.LET_IN]
    assert came == sorted(came)
    mind, skill = with_figure(), Row(Event.SKILL)
    *_, outcome = session.taught(HERE, skill, aroused(0.5), mind, THERAPIST, CHILD, SHUT)
    assert outcome[:2] == (session.REFUSED, 0.0)  # attended to, and not kept


def test_what_is_attended_to_let_in_right_and_kept_are_shares_of_what_is_said():
    """A trouble is rebuffed, a right explanation let in, a wrong one refused, a skill kept.

    Another skill is attended to and not kept, and one is not attended to.
    """
    said = [Event.EXPLANATION] * 2 + [Event.SKILL] * 3
    kinds = np.array([Event.TROUBLE, *said])
    seen = np.array([[
        (session.NO_MESSAGE, nurture.REBUFFING, 0.8, 0.2),
        (session.LET_IN, nurture.MIRRORING + session.READ + session.MARKED, 0.4, 0.4),
        (session.REFUSED, nurture.MIRRORING + session.MARKED, 0.4, 0.4),
        (session.LET_IN, session.READ, 0.4, 0.6),
        (session.REFUSED, 0.0, 0.4, 0.4),
        (session.UNHEARD, 0.0, 0.6, 0.4),
    ]])  # fmt: skip
    found = {name: value[0] for name, value in protocol.of_moments(seen, kinds).items()}
    assert found == {
        "attended": 0.8, "let_in": 0.4, "understood": 0.5, "accuracy": 0.5, "hurt": 1.0,
        "kept": approx(1 / 3), "arousal": approx(0.5), "mentalising": approx(0.4),
    }  # fmt: skip
