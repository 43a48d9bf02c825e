"""One event of a visit: to each kind its rules."""

from trustsim.study.laboratory import informants, minds, separation, showing, watching
from trustsim.study.laboratory.room import Room, Shown
from trustsim.study.laboratory.script import Event
from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters import claims, nurture
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.encounters.messages import Kind
from trustsim.theory.rules import trust

WATCHED_DISTRESS, WATCHED_PLAY = int(Event.WATCHED_DISTRESS), int(Event.WATCHED_PLAY)
RATING, INTERVAL, CLAIMS = int(Event.RATING), int(Event.INTERVAL), int(Event.CLAIMS)
ARRIVAL, LESSON, LABEL = int(Event.ARRIVAL), int(Event.LESSON), int(Event.LABEL)
WARNING, INFORMANTS, CLAIM = int(Event.WARNING), int(Event.INFORMANTS), int(Event.CLAIM)
REMARK, MINDS = int(Event.REMARK), int(Event.MINDS)
SHOWING, CONCLUSION, GAZE = int(Event.SHOWING), int(Event.CONCLUSION), int(Event.GAZE)
NOTHING = (0.0, 0.0, 0.0, 0.0)


@rule
def entered(mind, theory):
    """The room as a child finds it: nobody it knows but its caregiver, nothing shown yet."""
    somebody = introduced(0.0, mind, theory)
    return Room(mind.me.tension, somebody, somebody, Shown(0.0, 0.0, 0.0))


@rule
def happen(moment, row, room, mind, rival, infant, partner, others, theory):
    """One event: the room after it, and its outcome (four numbers).

    ``rival`` is who contradicts the partner where two claims are made.
    """
    if row.kind == WATCHED_DISTRESS:
        signal = nurture.call(moment, Kind.DISTRESS, mind, infant, theory)
        answer = nurture.comfort(moment, signal, partner, theory)
        return room, watching.watched(signal, answer)
    if row.kind == WATCHED_PLAY:
        signal = nurture.call(moment, Kind.PLAY, mind, infant, theory)
        return room, watching.watched(signal, nurture.join(moment, signal, partner, theory))
    if row.kind == RATING:
        return room, watching.rating_errors(moment)
    if row.kind == INTERVAL:
        arousal = separation.strained(room.arousal, row.stress, row.calming, infant)
        if row.caregiver == 0.0:
            return at_ease(room, arousal), separation.apart(arousal)
        _, pick, _, _ = luck(moment, Decision.ONSET)
        signal = nurture.feel(arousal, pick, mind, theory)
        answer = nurture.comfort(moment, signal, partner, theory)
        hearing = nurture.arrived(moment, signal, answer, mind, theory)
        after = nurture.arousal_after(signal, answer, hearing, infant, theory)
        return at_ease(room, after), separation.together(moment, signal, after, mind, theory)
    if row.kind == CLAIMS:
        many = informants.alternatives(row, theory)
        if rival.known:
            why = claims.reasons_between(row.share, many, rival.bond, mind, infant, theory)
        else:
            why = claims.reasons(row.share, many, mind, infant, theory)
        return room, informants.answered(moment, why.probability, row.share)
    return with_others(moment, row, room, mind, infant, others, theory)


@rule
def at_ease(room, arousal):
    """The room with the child as aroused as this."""
    return Room(arousal, room.first, room.second, room.shown)


@rule
def with_others(moment, row, room, mind, infant, others, theory):
    """One event without the caregiver: the room after it, and its outcome (four numbers)."""
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
    speaker = room.first if row.who == 0.0 else room.second
    if row.kind == CLAIM:
        likely = informants.claimed(row, row.cue == 1.0, speaker, mind, infant, theory)
        return room, informants.answered(moment, likely, row.share)
    if row.kind == SHOWING:
        now, outcome = showing.shown(moment, row, speaker, room.shown, mind, theory)
        return Room(room.arousal, room.first, room.second, now), outcome
    if row.kind == LESSON:
        return noted(row, informants.taught(moment, speaker, others, mind, theory), room, theory)
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
    return Room(room.arousal, somebody, somebody, Shown(0.0, 0.0, 0.0))


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
        return Room(room.arousal, bond, room.second, room.shown), outcome
    return Room(room.arousal, room.first, bond, room.shown), outcome
