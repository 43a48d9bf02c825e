"""One event of a visit: to each kind its rules."""

from trustsim.study.laboratory import (
    face,
    informants,
    interview,
    minds,
    separation,
    session,
    showing,
    watching,
)
from trustsim.study.laboratory.room import Room, Shown
from trustsim.study.laboratory.script import Event
from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters import claims, nurture
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.encounters.messages import Kind
from trustsim.theory.rows import replacer
from trustsim.theory.rules import trust
from trustsim.theory.states import Mind

WATCHED_DISTRESS, WATCHED_PLAY = int(Event.WATCHED_DISTRESS), int(Event.WATCHED_PLAY)
RATING, CLAIMS = int(Event.RATING), int(Event.CLAIMS)
INTERVAL, FACE = int(Event.INTERVAL), int(Event.FACE)
COMPLAINT = int(Event.COMPLAINT)
TROUBLE, COMING = int(Event.TROUBLE), int(Event.COMING)
EXPLANATION, SKILL = int(Event.EXPLANATION), int(Event.SKILL)
ATTENDING, IMAGINING = int(Event.ATTENDING), int(Event.IMAGINING)
ALLIANCE, EVERYDAY = int(Event.ALLIANCE), int(Event.EVERYDAY)
GUIDANCE, REPAIR = int(Event.GUIDANCE), int(Event.REPAIR)
ARRIVAL, LESSON, LABEL = int(Event.ARRIVAL), int(Event.LESSON), int(Event.LABEL)
WARNING, INFORMANTS, CLAIM = int(Event.WARNING), int(Event.INFORMANTS), int(Event.CLAIM)
REMARK, MINDS = int(Event.REMARK), int(Event.MINDS)
SHOWING, CONCLUSION, GAZE = int(Event.SHOWING), int(Event.CONCLUSION), int(Event.GAZE)
DISTRESS, PLAY, NO_ENCOUNTER = int(Kind.DISTRESS), int(Kind.PLAY), -1
NOTHING = (0.0, 0.0, 0.0, 0.0)
with_first, with_second = replacer(Room, "first"), replacer(Room, "second")
with_shown, with_wrong = replacer(Room, "shown"), replacer(Room, "wrong")


@rule
def entered(mind, theory):
    """The room as a child finds it: nobody it knows but its caregiver, nothing shown yet."""
    somebody = introduced(0.0, mind, theory)
    return Room(mind.me.tension, somebody, somebody, Shown(0.0, 0.0, 0.0), 0.0)


@rule
def going_on(row):
    """Is this a part of a visit in which arousal carries on, and is signalled?"""
    return row.kind == INTERVAL or row.kind == FACE or row.kind == TROUBLE


@rule
def unasked(row):
    """Is this a part of a session that teaches without a call of the patient's?"""
    said = row.kind == EXPLANATION or row.kind == SKILL or row.kind == GUIDANCE
    return said or row.kind == REPAIR or row.kind == ATTENDING or row.kind == IMAGINING


@rule
def encounter(row):
    """Which encounter of everyday life this event is, if the child signals to its partner in it."""
    if row.kind == WATCHED_DISTRESS:
        return DISTRESS
    if row.kind == WATCHED_PLAY:
        return PLAY
    if going_on(row) and row.caregiver != 0.0:
        return DISTRESS
    return NO_ENCOUNTER


@rule
def happen(moment, row, room, mind, rival, infant, partner, others, theory):
    """One event: the room, and what the child brings to the next one, after it; its outcome.

    The outcome is four numbers. ``rival`` is who contradicts the partner where two claims are
    made. Only what is an encounter of everyday life teaches, and as much as it does there.
    """
    kind, now = encounter(row), room
    if session.of_a_session(row.kind) and mind.bond.left == 1.0:
        return now, mind, session.ABSENT
    if row.kind == COMING:
        mind, outcome = session.came(moment, mind, theory)
        return now, mind, outcome
    if going_on(row):
        stress = session.troubling(row.stress, row.follows, room.arousal)
        now = at_ease(room, separation.strained(room.arousal, stress, row.calming, infant))
    if row.kind == CLAIMS:
        why = reasons(row, rival, mind, infant, theory)
        outcome = informants.answered(moment, why.probability, row.share)
        return now, mind, outcome
    if unasked(row):
        return session.spoken(moment, row, now, mind, infant, partner, theory)
    if kind == NO_ENCOUNTER:
        now, outcome = without_partner(moment, row, now, mind, infant, others, theory)
        return now, mind, outcome
    if going_on(row):
        _, pick, _, _ = luck(moment, Decision.ONSET)
        signal = nurture.feel(now.arousal, pick, mind, theory)
    else:
        signal = nurture.call(moment, kind, 0.0, mind, infant, theory)
    answer = nurture.SILENCE
    if row.still == 0.0:
        answer = nurture.answer(moment, kind, signal, partner, theory)
    hearing = nurture.arrived(moment, signal, answer, mind, theory)
    after = nurture.arousal_after(signal, answer, hearing, infant, theory)
    now, outcome = seen(moment, row, now, signal, answer, hearing, after, mind, theory)
    bond, people, me = nurture.took_in(kind, signal, answer, hearing, True, mind, infant, theory)
    return now, Mind(bond, mind.figure, people, me), outcome


@rule
def reasons(row, rival, mind, infant, theory):
    """What speaks for the partner's claim when a rival contradicts it."""
    many = informants.alternatives(row, theory)
    if rival.known:
        return claims.reasons_between(row.share, many, rival.bond, mind, infant, theory)
    return claims.reasons(row.share, many, mind, infant, theory)


@rule
def seen(moment, row, room, signal, answer, hearing, after, mind, theory):
    """What an answer leaves in the room, and what the rater or the coder sees of it."""
    if row.kind == INTERVAL:
        return at_ease(room, after), separation.together(moment, signal, after, mind, theory)
    if row.kind == FACE:
        return at_ease(room, after), face.to_face(moment, signal, answer, hearing, after, theory)
    if row.kind == TROUBLE:
        now = with_wrong(at_ease(room, after), session.went_wrong(answer))
        return now, session.answered(signal.arousal, answer, hearing, after, mind, theory)
    return room, watching.watched(signal, answer)


@rule
def at_ease(room, arousal):
    """The room with the child as aroused as this."""
    return session.with_arousal(room, arousal)


@rule
def without_partner(moment, row, room, mind, infant, others, theory):
    """One event without the partner: the room after it, and its outcome (four numbers).

    In an interval the child has been strained already. What is learnt of people met in the room is
    learnt of them only.
    """
    if row.kind == RATING:
        return room, watching.rating_errors(moment)
    if row.kind == INTERVAL:
        return room, separation.apart(room.arousal)
    if row.kind == ARRIVAL:
        return entered_by(row, room, mind, theory), NOTHING
    if row.kind == GAZE:
        return room, showing.looked(moment, row, mind, theory)
    if row.kind == MINDS:
        return room, minds.understood(moment, row, mind, theory)
    if row.kind == INFORMANTS:
        likely = informants.preferred(row, room.first, room.second, mind, infant, theory)
        return room, informants.answered(moment, likely, row.share)
    if row.kind == CONCLUSION:
        likely = showing.concluded(row, room.shown, mind, infant, theory)
        return room, informants.answered(moment, likely, row.share)
    if row.kind == COMPLAINT:
        return room, watching.complaint(moment, mind, theory)
    if row.kind == ALLIANCE:
        return room, watching.alliance(moment, mind, theory)
    if row.kind == EVERYDAY:
        return room, watching.everyday(mind, others, theory)
    if interview.of_an_interview(row.kind):
        return room, interview.looked_back(moment, row, mind, theory)
    speaker = room.first if row.who == 0.0 else room.second
    if row.kind == CLAIM:
        likely = informants.claimed(row, row.cue == 1.0, speaker, mind, infant, theory)
        return room, informants.answered(moment, likely, row.share)
    if row.kind == SHOWING:
        now, outcome = showing.shown(moment, row, speaker, room.shown, mind, theory)
        return with_shown(room, now), outcome
    if row.kind == LESSON:
        bond = informants.taught(moment, speaker, others, mind, infant, theory)
        return noted(row, bond, room, theory)
    if row.kind == LABEL:
        return noted(row, informants.labelled(moment, row, speaker, mind, theory), room, theory)
    if row.kind == REMARK:
        return noted(row, informants.remarked(moment, row, speaker, mind, theory), room, theory)
    if row.kind == WARNING:
        return noted(row, informants.warned(speaker, mind, theory), room, theory)
    return room, watching.item(moment, row, mind, infant, theory)


@rule
def entered_by(row, room, mind, theory):
    """The room after two people have come in whom the child has not met."""
    somebody = introduced(row.knows, mind, theory)
    return Room(room.arousal, somebody, somebody, Shown(0.0, 0.0, 0.0), room.wrong)


@rule
def noted(row, bond, room, theory):
    """The room with a new bond with one of the two; outcome: trust, helpfulness, knowledge."""
    outcome = (
        trust.trust(bond, theory),
        trust.helpfulness(bond, theory),
        trust.knowledge(bond, theory),
        0.0,
    )
    if row.who == 0.0:
        return with_first(room, bond), outcome
    return with_second(room, bond), outcome
