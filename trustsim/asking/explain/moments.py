"""One moment of a session: what was said or practised there, and what became of it."""

from scipy.special import logit

from trustsim.asking.explain.tipping import EVEN, FEW
from trustsim.asking.explain.trace import in_words, lesson, mirrored, unlearnt
from trustsim.study.laboratory import session
from trustsim.study.laboratory.script import Event
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.messages import Answer, Response
from trustsim.theory.rules import coming, threat

PATIENT = "the patient"
BETWEEN = ("coming", "staying away")
SAYS = {True: "says what is right", False: "says something wrong"}
CUED = {True: "with an ostensive cue", False: "without a cue"}
MINDFUL = {True: "this calms, and confirms its reading", False: "this calms, and no more"}
UNSAID = "nothing is said"
LETS_IN = "lets it in"
HEARD = {"attends", "takes it for unkind", LETS_IN}  # turns of a message on its way


def moment(scene, now, row):
    """What a moment of a session adds to its trace; nothing of any other event.

    ``now`` is the scene as it was played.
    """
    tell = {
        Event.COMING: came,
        Event.TROUBLE: troubled,
        Event.EXPLANATION: explained,
        Event.SKILL: taught,
        Event.GUIDANCE: taught,
        Event.REPAIR: repaired,
        Event.ATTENDING: attended,
        Event.IMAGINING: imagined,
    }.get(int(row.kind))
    return tell(scene, now, unlearnt(scene, now)) if tell else {}


def came(scene, now, infant):
    """What speaks for coming, in logits that add up.

    Each is what it does when it is added to those before; the first is readiness at even trust.
    """
    _, (_, _, relief, trusted) = now.came
    theory, tension = infant.theory, infant.me.tension
    feared = threat.expected(infant.mind.bond, theory)
    given = {
        "readiness": (EVEN, 0.0, 0.0, 0.0),
        "trust": (trusted, 0.0, 0.0, 0.0),
        "relief that it expects": (trusted, relief, 0.0, 0.0),
        "need: it is ill at ease": (trusted, relief, 0.0, tension),
        "threat that it expects": (trusted, relief, feared, tension),
    }
    reasons, before = {}, 0.0
    for name, numbers in given.items():
        together = float(logit(coming.coming(*numbers, theory.coming)))
        reasons[name], before = together - before, together
    return {"between": BETWEEN, "reasons": reasons}


def troubled(scene, now, infant):
    """What troubles the patient has come up, and was answered or not."""
    signal, answer = now.said["feel"], answered(now)
    message = became(in_words(answer), infant.receive(signal, answer))
    if answer.kind != Response.MIRRORING:
        message = {"said": in_words(answer)}
    return felt(signal.arousal, now) | {"message": message}


def explained(scene, now, infant):
    """The therapist has said what the patient feels."""
    signal, answer = nurture.unasked(scene.held.room.arousal), answered(now)
    message = became(in_words(answer), infant.receive(signal, answer))
    found = felt(signal.arousal, now) | {"message": message}
    return found | mirrored(infant, signal, answer)


def repaired(scene, now, infant):
    """The therapist has said what went wrong between the two, or has not seen it."""
    if answered(now).kind != Response.MIRRORING:
        return felt(scene.held.room.arousal, now) | {"message": {"said": UNSAID}}
    return explained(scene, now, infant)


def answered(now):
    """The answer, from how it is written down (``session.answered``)."""
    _, (_, like, _, _) = now.came
    kind, read = int(like) % session.READ, int(like) % session.MARKED >= session.READ
    return Answer(kind, read, like >= session.MARKED)


def taught(scene, now, infant):
    """The therapist has said something about the world, or about caring for a child.

    It is heard as aroused as one is.
    """
    here, theory, arousal = infant.model.now(infant.partner), infant.theory, scene.held.room.arousal
    mind = infant.mind._replace(me=infant.me._replace(tension=arousal))
    said = lessons.testify(here, infant.partner.today, theory)

    def learnt(said):
        return lessons.taught(here, said, True, mind, infant.traits, theory)[2].learnt

    outcome = lessons.considered(here, said, mind, theory)
    message = became(f"{SAYS[said.right]}, {CUED[said.cue]}", outcome.hearing)
    found = felt(arousal, now) | {"message": message | {"kept": bool(outcome.kept)}}
    other = learnt(said._replace(cue=not said.cue))
    return found | lesson(mind, said, outcome, learnt(said), other, theory)


def attended(scene, now, infant):
    """The patient has attended to what it feels."""
    (turn,) = now.turns
    came = f"{what_came(turn)}: {MINDFUL[turn.happened]}"
    return felt(scene.held.room.arousal, now) | {"came": (came,)}


def imagined(scene, now, infant):
    """The patient has imagined what goes on in a mind, or could not."""
    (turn,) = now.turns
    return felt(scene.held.room.arousal, now) | {"came": (what_came(turn),)}


def felt(arousal, now):
    """How aroused the patient is at that moment, and what this leaves of mentalising."""
    _, (_, _, _, clear) = now.came
    return {"felt": {"arousal": arousal, "mentalising": clear}}


def became(said, hearing):
    """What was said, and what became of it."""
    return {
        "said": said,
        "attended to": bool(hearing.attended),
        "taken for unkind": bool(hearing.unkind),
        "let in": bool(hearing.let_in),
    }


def what_came(turn):
    """What came of a turn."""
    return turn.happens if turn.happened else turn.otherwise


def opening(message, again):
    """What alone would have let a message in that was not; nothing of any other.

    ``again`` is the scene that is played again with one number changed.
    """
    return again.would(opened, FEW) if message.get("let in") is False else ()


def opened(turns):
    """Does a message come through the gate at one of these turns?"""
    return any(turn.happens == LETS_IN and turn.happened for turn in turns.values())


def stopped(turns):
    """The turn at which a message has come no further, or at which an answer has brought none."""
    return next((t for t in reversed(turns) if HEARD & {t.outcome, t.instead}), turns[-1])
