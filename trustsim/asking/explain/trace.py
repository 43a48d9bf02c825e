"""The trace of one encounter, or of one event of a visit: everything that can be told of it."""

from collections.abc import Mapping
from copy import copy
from types import MappingProxyType
from typing import NamedTuple

from trustsim.asking.explain.replay import Occasion
from trustsim.asking.explain.scene import played
from trustsim.asking.explain.weighing import gate_parts
from trustsim.theory.encounters import lessons
from trustsim.theory.encounters.messages import Answer, Response, Signal
from trustsim.theory.rules import credit, strategy, trust

DOES = ("seeks", "minimises", "maximises")
KEPT = {"generic": "as true of the kind (generic)", "bound": "as this person's view (bound)"}
CAUSES = ("knows and helps", "knows and misleads", "does not know")
NOT_HEARD, LET_IN, NOT_LET_IN = "not heard", "let in", "not let in"
NOTHING = MappingProxyType({})


class Trace(NamedTuple):
    """What happened, why, and what alone would have turned it; empty is what does not apply."""

    occasion: Occasion
    turns: tuple
    between: tuple = ()  # what a decision was between
    course: Mapping = NOTHING  # what happened since these people came in
    felt: Mapping = NOTHING  # arousal, signal, effort; mood and hardship
    beliefs: Mapping = NOTHING  # of those who make claims
    eyes: Mapping = NOTHING  # how much they count, and why
    gate: Mapping = NOTHING  # what opens and closes the gate, in logits
    reasons: Mapping = NOTHING  # what speaks for the first (above 0) or against it, in nats
    tipping: tuple = ()  # what alone would have made it even
    message: Mapping = NOTHING  # of a session: what was said, and what became of it
    opening: tuple = ()  # what alone would have let it in
    came: tuple = ()  # of it
    otherwise: Mapping = NOTHING  # strategy -> what would have come of it, at the same luck
    changed: Mapping = NOTHING  # (before, after)


class Otherwise(NamedTuple):
    """What would have come of a strategy."""

    signal: float
    answer: str
    arousal: float


def in_words(answer):
    """An answer as a rater would note it down."""
    if answer.kind == Response.MIRRORING:
        read = "rightly" if answer.congruent else "wrongly"
        return f"mirrored, read {read}, {'marked' if answer.marked else 'without a mark'}"
    return {
        Response.NONE: "not noticed",
        Response.FRIGHTENING: "frightened",
        Response.REBUFFING: "rebuffed",
        Response.STIMULATING: "stimulated regardless",
    }[answer.kind]


def way(hearing):
    """What became of a message on its way to the child, step by step."""
    if not hearing.attended:
        return [NOT_HEARD]
    taken = ["taken for unkind"] if hearing.unkind else []
    return [*taken, LET_IN if hearing.let_in else NOT_LET_IN]


def asked(hearing):
    """Did the gate decide? What is taken for unkind is kept out whether it is open or not."""
    return hearing.attended and not hearing.unkind


def kept(before, after):
    """What is left of what was said, by what had been learnt before and after."""
    more = [name for name in before._fields if getattr(after, name) > getattr(before, name)]
    return " and ".join(KEPT[name.split("_")[0]] for name in more) or "nothing"


def nurtured(scene, now, whom):
    """What was felt and shown, what came of it, and what would have come of each strategy.

    ``now`` is the scene as it was played with ``whom``. Empty where nobody answered a signal.
    """
    answers = {deed: each for deed, each in now.said.items() if isinstance(each, Answer)}
    if not answers:
        return {}
    *_, signal = (each for each in now.said.values() if isinstance(each, Signal))
    *_, (deed, answer) = answers.items()
    infant, theory = unlearnt(scene, now), now.infant.theory
    otherwise = {}
    for k, does in enumerate(DOES):
        gain = strategy.gain(k, theory.strategy)
        other = Signal(k, signal.arousal, gain, strategy.shown(signal.arousal, gain))
        said = getattr(infant.partner, deed)(other)
        after = infant.arousal_after(other, said)
        otherwise[does] = Otherwise(other.strength, in_words(said), after)
    return {
        "felt": {
            "arousal": signal.arousal,
            "signal": signal.strength,
            "effort": strategy.effort(signal.arousal, signal.gain, theory.strategy),
            f"mood of {whom} (sd)": infant.partner.mood,
            "hardship of the family (sd)": infant.hardship,
        },
        "came": (in_words(answer),),
        "otherwise": otherwise,
        "changed": {"arousal": (signal.arousal, infant.arousal_after(signal, answer))},
    } | mirrored(infant, signal, answer)


def unlearnt(scene, now):
    """The child as it was before it learnt from what was played; its partner stands before it."""
    infant = copy(now.infant)
    infant.bonds, infant.me = scene.infant.bonds, scene.infant.me
    infant.model.learner = infant
    return infant


def mirrored(infant, signal, answer):
    """What became of an answer that mirrors, with its mark and without, and what opened the gate.

    Empty for any other answer.
    """
    if answer.kind != Response.MIRRORING:
        return {}
    hearing = infant.receive(signal, answer)
    other = infant.receive(signal, answer._replace(marked=not answer.marked))
    how = "without a mark" if answer.marked else "with a mark"
    came = (
        ", ".join([in_words(answer), *way(hearing)]),
        f"had it come {how}, at the same luck: {', '.join(way(other))}",
    )
    gate = gate_parts(answer.marked, infant.mind.bond, infant.theory) if asked(hearing) else {}
    return {"came": came, "gate": gate}


def taught(scene, now):
    """What became of what was said in a lesson, and what it told of the speaker."""
    said, mind, theory = now.said["testify"], scene.infant.mind, now.infant.theory

    def retold(place, child, held):
        child.partner.testify = lambda: said._replace(cue=not said.cue)
        return scene.deed(place, child, held)

    here = now.infant.model.now(now.infant.partner)
    outcome = lessons.considered(here, said, mind, theory)
    other = played(scene._replace(deed=retold)).infant
    return lesson(mind, said, outcome, now.infant.me.learnt, other.me.learnt, theory)


def lesson(mind, said, outcome, learnt, otherwise, theory):
    """What became of what was said about the world, and what it told of the speaker.

    ``learnt`` is what the listener has learnt after it, ``otherwise`` what it would, had
    it been said without its cue, or with one.
    """
    how = "without a cue" if said.cue else "with an ostensive cue"
    came = [
        f"kept: {kept(mind.me.learnt, learnt)}",
        f"had it been said {how}, at the same luck: {kept(mind.me.learnt, otherwise)}",
    ]
    if outcome.judged:
        helps, knows = trust.helpfulness(mind.bond, theory), trust.knowledge(mind.bond, theory)
        many = theory.learning.alternatives
        shares = credit.credit(outcome.believed, outcome.judged, knows, helps, many)
        cases = ", ".join(f"{name} {n:.2f}" for name, n in zip(CAUSES, shares, strict=True))
        came.append(f"taken as right with probability {outcome.believed:.2f}")
        came.append(f"cases counted for the speaker: {cases}")
    gate = gate_parts(said.cue, mind.bond, theory) if asked(outcome.hearing) else {}
    return {"came": tuple(came), "gate": gate}
