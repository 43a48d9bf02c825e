"""Moments of a session of psychotherapy: coming, what troubles, what is said, what one practises.

The rules are those of every encounter; what is heard is heard at the arousal of the session.
"""

from trustsim.study.laboratory.room import Room
from trustsim.study.laboratory.script import Event
from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.hearing import clarity, reflected
from trustsim.theory.encounters.messages import Kind
from trustsim.theory.rows import replacer
from trustsim.theory.rules import coming, counting, mentalising, strategy, threat, trust
from trustsim.theory.states import Bond, Mind, Self
from trustsim.theory.turns import below

with_tension, with_clarity = replacer(Self, "tension"), replacer(Self, "clarity")
with_caring = replacer(Self, "caring")
with_reflection, with_left = replacer(Self, "reflection"), replacer(Bond, "left")
with_arousal = replacer(Room, "arousal")
COMING, EXPLANATION, SKILL = int(Event.COMING), int(Event.EXPLANATION), int(Event.SKILL)
ATTENDING, IMAGINING = int(Event.ATTENDING), int(Event.IMAGINING)
TROUBLE, ALLIANCE = int(Event.TROUBLE), int(Event.ALLIANCE)
GUIDANCE, REPAIR = int(Event.GUIDANCE), int(Event.REPAIR)
NO_MESSAGE, UNHEARD, REFUSED, LET_IN = -1.0, 0.0, 0.5, 1.0  # unheard: not attended to
READ, MARKED = 10, 20  # are added to the kind of an answer that reads rightly, and marks
ABSENT = (-2.0, -2.0, -2.0, -2.0)  # of whatever would have happened


@rule
def of_a_session(kind):
    """Does this kind of event need the patient to be there?"""
    return COMING <= kind <= ALLIANCE or TROUBLE <= kind <= SKILL or GUIDANCE <= kind <= REPAIR


@rule
def came(moment, mind, theory):
    """Does the patient come, or not any more? The mind after it, and what is seen (eq. 48)."""
    bond, chances = mind.bond, luck(moment, Decision.COMES)
    relief = max(*strategy.values(bond, theory))
    trusted, feared = trust.trust(bond, theory), threat.expected(bond, theory)
    likely = coming.coming(trusted, relief, feared, mind.me.tension, theory.coming)
    if below(chances[0], likely, "comes", "does not come any more"):
        return mind, (1.0, likely, relief, trusted)
    gone = Mind(with_left(bond, 1.0), mind.figure, mind.people, mind.me)
    return gone, (0.0, likely, relief, trusted)


@rule
def troubling(stress, follows, arousal):
    """How much what comes up arouses; who follows arousal asks less where it is high (eq. 45).

    **Eq. 45, what troubles.** In a session something comes up that arouses; who follows the
    patient's arousal asks less where it is high already. Arousal carries on from one moment of the
    session to the next, and begins at the patient's tension.

        stress = visits.session.activation * (1 - visits.session.titration * arousal)
    """
    return stress * (1.0 - follows * arousal)


@rule
def arrival(hearing):
    """How it is written down whether a message was attended to, and let in."""
    if hearing.let_in:
        return LET_IN
    return REFUSED if hearing.attended else UNHEARD


@rule
def answered(arousal, answer, hearing, after, mind, theory):
    """What is seen of an answer: how it came and what it was like, arousal after, mentalising."""
    came = arrival(hearing) if answer.kind == nurture.MIRRORING else NO_MESSAGE
    like = answer.kind + (READ if answer.congruent else 0) + (MARKED if answer.marked else 0)
    return came, float(like), after, mentalising.mentalising(mind.me, arousal, theory)


@rule
def worked(it):
    """How it is written down that something was read rightly, kept, or imagined."""
    return float(READ) if it else 0.0


@rule
def spoken(moment, row, room, mind, infant, partner, theory):
    """A moment of which the patient's call is no part: what is said unasked, and practised."""
    if row.kind == EXPLANATION:
        return explained(moment, room, mind, partner, infant, theory)
    if row.kind == SKILL or row.kind == GUIDANCE:
        return taught(moment, row, room, mind, partner, infant, theory)
    if row.kind == REPAIR:
        return repaired(moment, row, room, mind, partner, infant, theory)
    if row.kind == ATTENDING:
        return attended(moment, room, mind, infant, theory)
    return imagined(moment, room, mind, infant, theory)


@rule
def explained(moment, room, mind, partner, infant, theory):
    """The therapist says what the patient feels."""
    signal = nurture.unasked(room.arousal)
    answer = nurture.explain(moment, signal, partner, theory)
    return told_of_it(moment, signal, answer, room, mind, infant, theory)


@rule
def told_of_it(moment, signal, answer, room, mind, infant, theory):
    """What becomes of it when the patient is told what it feels."""
    hearing = nurture.arrived(moment, signal, answer, mind, theory)
    after = nurture.arousal_after(signal, answer, hearing, infant, theory)
    outcome = answered(room.arousal, answer, hearing, after, mind, theory)
    bond, people, me = nurture.took_in(
        Kind.PLAY, signal, answer, hearing, True, mind, infant, theory
    )
    return with_arousal(room, after), Mind(bond, mind.figure, people, me), outcome


@rule
def went_wrong(answer):
    """Did an answer leave something to repair? 1 after a hurt, and after a wrong reading."""
    hurt = answer.kind == nurture.REBUFFING or answer.kind == nurture.FRIGHTENING
    misread = answer.kind == nurture.MIRRORING and not answer.congruent
    return 1.0 if hurt or misread else 0.0


@rule
def repaired(moment, row, room, mind, partner, infant, theory):
    """The therapist says what he has done, and what the patient feels now, if he sees it (eq. 57).

    **Eq. 57, repair.** After a trouble in which the patient was rebuffed, frightened or mirrored
    wrongly, the therapist may see what has gone wrong between the two. He sees it as often as he
    reads rightly (eq. 10) what is felt now, so far as the treatment attends to it at all; then he
    says what he has read. It is mirroring of what is felt, marked as he marks (eq. 47), and heard
    as any other. Where he does not see it, nothing is said.

        P(seen) = visits.session.repairs
                  * sigma(partner.congruence - theory.mirroring.strain * (arousal - 1/2))
    """
    if room.wrong == 0.0:
        return room, mind, ABSENT
    signal = nurture.unasked(room.arousal)
    answer = nurture.made_good(moment, signal, row.repairs, partner, theory)
    if answer.kind == nurture.MIRRORING:
        return told_of_it(moment, signal, answer, room, mind, infant, theory)
    unheard = nurture.arrived(moment, signal, answer, mind, theory)
    outcome = answered(room.arousal, answer, unheard, room.arousal, mind, theory)
    return room, mind, outcome


@rule
def taught(moment, row, room, mind, partner, infant, theory):
    """The therapist says something about the world, which is checked at the session's arousal.

    What is said about caring for a child, and kept, is practised (eq. 54).
    """
    said = lessons.testify(moment, partner, theory)
    now = Mind(mind.bond, mind.figure, mind.people, with_tension(mind.me, room.arousal))
    heard = lessons.considered(moment, said, now, theory)
    bond, people, me = lessons.taught(moment, said, True, now, infant, theory)
    me = with_tension(me, mind.me.tension)
    if row.kind == GUIDANCE and heard.kept:
        hits, misses = (1.0, 0.0) if said.right else (0.0, 1.0)
        cares = counting.counted(me.caring, theory.clarity.retention, hits, misses, theory.memory)
        me = with_caring(me, cares)
    after = Mind(bond, mind.figure, people, me)
    clear = mentalising.mentalising(mind.me, room.arousal, theory)
    return room, after, (arrival(heard.hearing), worked(heard.kept), room.arousal, clear)


@rule
def attended(moment, room, mind, infant, theory):
    """The patient attends to what it feels, and reads it rightly as often as it can (eq. 49).

    **Eq. 49, practice.** Two things can be done with one's own mind, with nobody's answer. Who
    *attends* to what it feels becomes calmer, and has its own reading confirmed where it is right
    (as often as it is clear); a wrong one contradicts nothing, for nothing is judged. Who
    *imagines* what goes on in a mind succeeds as far as arousal lets it, and sees minds the more.

        attending:  arousal * (1 - theory.practice.calming)
                    with probability clarity: hits of clarity + theory.practice.confirms
        imagining:  with probability switch(arousal): hits of reflection + theory.practice.imagined
    """
    chances, me = luck(moment, Decision.CONTENT), mind.me
    rightly = below(chances[0], clarity(me, theory), "reads itself rightly", "misreads itself")
    after = room.arousal * (1.0 - theory.practice.calming)
    if rightly:
        confirms, retention = theory.practice.confirms, theory.clarity.retention
        fades = 1.0 - (1.0 - retention) * min(1.0, confirms)
        me = with_clarity(me, counting.counted(me.clarity, fades, confirms, 0.0, theory.memory))
    seen = mentalising.mentalising(mind.me, room.arousal, theory)
    now = Mind(mind.bond, mind.figure, mind.people, me)
    return with_arousal(room, after), now, (NO_MESSAGE, worked(rightly), after, seen)


@rule
def imagined(moment, room, mind, infant, theory):
    """The patient imagines what goes on in a mind, as far as arousal lets it (eq. 49)."""
    chances, me = luck(moment, Decision.CONTENT), mind.me
    likely = mentalising.switch(room.arousal, theory.mentalising)
    succeeds = below(chances[1], likely, "imagines a mind", "cannot imagine a mind")
    if succeeds:
        hits = theory.practice.imagined
        me = with_reflection(me, reflected(me.reflection, hits, 0.0, infant, theory.reflection))
    seen = mentalising.mentalising(mind.me, room.arousal, theory)
    now = Mind(mind.bond, mind.figure, mind.people, me)
    return room, now, (NO_MESSAGE, worked(succeeds), room.arousal, seen)
