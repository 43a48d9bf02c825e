"""Why did it take this in, and what did it make of the one who said it? The trace of a lesson."""

from typing import NamedTuple

from scipy.special import logit

from trustsim.asking.explain.beliefs import changed
from trustsim.asking.explain.replay import Occasion
from trustsim.asking.explain.tipping import EDGE, EVEN, Way, trait, turn
from trustsim.theory.chance import Decision, Moment, luck
from trustsim.theory.encounters import lessons
from trustsim.theory.parameters import PartnerTraits, Theory
from trustsim.theory.rules import (
    attention,
    credit,
    exploring,
    mentalising,
    strategy,
    trust,
    vigilance,
)
from trustsim.theory.states import Mind


class Lesson(NamedTuple):
    """A lesson: what was said, what became of it on its way in, and what it taught."""

    occasion: Occasion
    turns: tuple
    gate: dict  # what opened and closed the gate, in logits; empty where nobody attended
    kept: str
    otherwise: str  # what would have been kept of it with a cue, or without one
    believed: float | None  # how surely it is taken as right, where it tells of the speaker
    credit: dict  # cases counted for what could explain it
    learnt: dict  # belief -> (before, after)


class Scene(NamedTuple):
    """Everything that a lesson depends on."""

    moment: Moment
    mind: Mind  # with the speaker
    speaker: str  # whom it knows, or an empty string
    teacher: PartnerTraits
    theory: Theory


def lesson(occasion, scene, before, after):
    """The trace of a lesson; ``before`` are the turns that led to it, ``after`` the child then."""
    moment, mind, whom, _, theory = scene
    source = mind.bond
    trusted = lessons.trust_in_partner(bool(whom), mind, theory)
    said = lessons.testify(moment, scene.teacher, theory)
    outcome = lessons.considered(moment, said, trusted, source.threat, mind, theory)
    heard = [attended(moment, said.cue, theory)]
    if heard[0].outcome == "attended to":
        gates = gate_parts(said.cue, trusted, source.threat, theory)
        heard += taken_in(scene, said, trusted, source.threat)
    else:
        gates = {}
    return Lesson(
        occasion=occasion,
        turns=(*before, *saying(scene), *heard),
        gate=gates,
        kept=kept(said, outcome),
        otherwise=with_or_without(said, scene, trusted, source.threat),
        believed=outcome.believed if outcome.judged else None,
        credit=credited(source, outcome, theory) if outcome.judged else {},
        learnt=changed(mind, after, whom, theory),
    )


def kept(said, outcome):
    """What is left of what was said."""
    if not outcome.kept:
        return "nothing"
    return "as true of the kind (generic)" if said.cue else "as this person's view (bound)"


def with_or_without(said, scene, trusted, threat):
    """What would have been kept had the child been addressed, or had it not been."""
    other = said._replace(cue=not said.cue)
    outcome = lessons.considered(scene.moment, other, trusted, threat, scene.mind, scene.theory)
    how = "with an ostensive cue" if other.cue else "without a cue"
    return f"had it been said {how}, at the same luck: {kept(other, outcome)}"


def credited(source, outcome, theory):
    """Cases of what could explain how the message seemed."""
    shares = credit.credit(
        outcome.believed,
        trust.knowledge(source, theory.trust),
        trust.helpfulness(source, theory.trust),
        theory.learning.alternatives,
    )
    return dict(
        zip(("knows and helps", "knows and misleads", "does not know"), shares, strict=True)
    )


def company(day, mind, mates, theory):
    """The turns that decide on who gives the lessons of a day; ``day`` is its address.

    ``mates`` is the row of the company that says how many of the others are children.
    """
    _, meet, whom = lessons.mood_of_day(day, 0.0, theory)
    _, _, maximise = strategy.propensities(mind.figure, theory.strategy)
    threat = mind.figure.threat

    def going(maximise=maximise, threat=threat):
        return exploring.exploring(maximise, threat, theory.exploring)

    ways = (
        Way("maximising (probability)", maximise, 0.0, 1.0, lambda x: going(maximise=x)),
        Way("expected threat", threat, 0.0, 1.0, lambda x: going(threat=x)),
    )
    question, yes, no = "With whom are the day's lessons?", "with other people", "with its mother"
    with_whom = turn(question, yes, no, going(), meet, ways)
    if with_whom.outcome == no:
        return [with_whom]
    children = exploring.share(day.encounter, mates)
    return [with_whom, turn("Which of them?", "another child", "an adult", children, whom)]


def saying(scene):
    """The turns that decide on what is said, and how."""
    cue, knows, helps, guess = luck(scene.moment, Decision.CUE)
    who = scene.teacher
    turns = [
        turn(
            "Is the child addressed?", "with an ostensive cue", "without a cue", who.ostension, cue,
            [trait("ostension", who.ostension)],
        ),
        turn(
            "Does the speaker know?", "knows", "does not know", who.knowledge, knows,
            [trait("knowledge", who.knowledge)],
        ),
    ]  # fmt: skip
    if turns[1].outcome == "knows":
        ways = [trait("helpfulness", who.helpfulness)]
        last = ("Does the speaker help?", "says what is right", "says something wrong")
        return [*turns, turn(*last, who.helpfulness, helps, ways)]
    guessed = trust.said_rightly(0.0, scene.theory.learning.alternatives)
    return [*turns, turn("A guess", "happens to be right", "is wrong", guessed, guess)]


def attended(moment, called, theory):
    """Does the child attend?"""
    chance, _, _, _ = luck(moment, Decision.ATTEND)
    likely = attention.attending(called, theory.attention)
    return turn("Does the child attend?", "attended to", "not attended to", likely, chance)


def let_in(moment, cue, trusted, threat, theory):
    """Is the gate open?"""
    chance, _, _, _ = luck(moment, Decision.GATE)

    def opening(trusted=trusted, threat=threat):
        return vigilance.gate(cue, trusted, threat, theory.vigilance)

    ways = (
        Way("trust in the speaker", trusted, EDGE, 1.0 - EDGE, lambda x: opening(trusted=x)),
        Way("expected threat", threat, 0.0, 1.0, lambda x: opening(threat=x)),
    )
    return turn("Is the gate open?", "let in", "not let in", opening(), chance, ways)


def gate_parts(cue, trusted, threat, theory):
    """What opens the gate (above 0) and closes it, in logits: they add up to its readiness.

    Each is what the gate does when it is added to those before; the first is the gate without a
    cue, at even trust and without threat.
    """

    def readiness(*given):
        return float(logit(vigilance.gate(*given, theory.vigilance)))

    bare = readiness(False, EVEN, 0.0)
    with_trust = readiness(False, trusted, 0.0)
    with_threat = readiness(False, trusted, threat)
    return {
        "openness": bare,
        "trust": with_trust - bare,
        "threat": with_threat - with_trust,
        "ostensive cue": readiness(cue, trusted, threat) - with_threat,
    }


def taken_in(scene, said, trusted, threat):
    """The turns from the gate on: letting in, content check, seeing for oneself."""
    moment, mind, theory = scene.moment, scene.mind, scene.theory
    turns = [let_in(moment, said.cue, trusted, threat, theory)]
    _, throws, sees, errs = luck(moment, Decision.GATE)
    if turns[0].outcome == "let in" and not said.right:
        turns.append(checked(throws, mind, theory))
        if turns[-1].outcome == "thrown out":
            return turns
    can = theory.learning.checkable
    turns.append(turn("Can the child see for itself?", "can check", "cannot check", can, sees))
    if turns[-1].outcome == "can check":
        turns.append(saw(errs, mind, theory))
    return turns


def checked(chance, mind, theory):
    """Is a wrong message thrown out for what it says?"""
    clear, tension = lessons.clarity(mind, theory), mind.me.tension

    def throwing(clear=clear, tension=tension):
        scrutiny = mentalising.mentalising(tension, theory.mentalising)
        return vigilance.content_check(clear, scrutiny, theory.vigilance)

    ways = (
        Way("clarity", clear, 0.0, 1.0, lambda x: throwing(clear=x)),
        Way("resting arousal", tension, 0.0, 1.0, lambda x: throwing(tension=x)),
    )
    return turn("Is it thrown out?", "thrown out", "not thrown out", throwing(), chance, ways)


def saw(chance, mind, theory):
    """Does the child see rightly whether it was right?"""
    clear = lessons.clarity(mind, theory)

    def rightly(clear):
        return credit.perceived_rightly(clear, theory.learning)

    ways = [Way("clarity", clear, 0.0, 1.0, rightly)]
    question = "Does it see rightly whether it was right?"
    return turn(question, "sees rightly", "sees wrongly", rightly(clear), chance, ways)
