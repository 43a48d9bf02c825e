"""What did it feel and show, and what came of it? The trace of distress and of play."""

from typing import NamedTuple

from trustsim.asking.explain.beliefs import STRATEGIES
from trustsim.asking.explain.replay import Occasion
from trustsim.asking.explain.tipping import Tip, Turn, Way, tipping_point, trait, turn, with_luck
from trustsim.theory.chance import Decision, Moment, luck
from trustsim.theory.encounters import nurture
from trustsim.theory.encounters.messages import Kind, Response, Signal
from trustsim.theory.encounters.present import present
from trustsim.theory.parameters import LearnerTraits, PartnerTraits, Theory, annotations
from trustsim.theory.rules import mirroring, noticing, strategy
from trustsim.theory.states import Mind

MOODS = (-4.0, 4.0)  # standard deviations, beyond which hardly any mood goes
MANNERS = {
    Response.FRIGHTENING: "frightens",
    Response.REBUFFING: "rebuffs",
    Response.MIRRORING: "mirrors",
}
DOES = tuple(f"{name}s" for name in STRATEGIES)


class Nurture(NamedTuple):
    """Distress or play: what the child felt and showed, what came of it, what it learnt."""

    occasion: Occasion
    mood: float  # of the caregiver, in standard deviations
    onset: dict  # luck, least and most arousal; empty where luck did not decide on it
    arousal: float
    strength: float  # of the signal
    effort: float  # what it costs to show more or less than is felt
    turns: tuple
    answer: str
    after: float  # arousal after the answer
    otherwise: dict  # strategy -> what would have come of it, at the same luck
    learnt: dict  # belief -> (before, after)


class Otherwise(NamedTuple):
    """What would have come of another strategy."""

    strength: float
    answer: str
    after: float


class Scene(NamedTuple):
    """Everything that a signal and its answer depend on."""

    moment: Moment
    kind: Kind
    mood: float
    mind: Mind
    infant: LearnerTraits
    partner: PartnerTraits
    theory: Theory


def nurtured(occasion, scene, signal, onset, learnt):
    """The trace of a signal and its answer."""
    _, pick, _, _ = luck(scene.moment, Decision.ONSET)
    answer = answered(scene, signal)
    return Nurture(
        occasion=occasion,
        mood=scene.mood,
        onset=onset,
        arousal=signal.arousal,
        strength=signal.strength,
        effort=strategy.effort(signal.arousal, signal.gain, scene.theory.strategy),
        turns=(strategy_turn(pick, scene.mind, scene.theory), *answer_turns(scene, signal)),
        answer=in_words(answer),
        after=nurture.arousal_after(signal, answer, scene.infant, scene.theory),
        otherwise=otherwise(scene, signal.arousal),
        learnt=learnt,
    )


def called(scene):
    """The signal with which an everyday encounter begins, and how luck made the child feel."""
    about = (scene.moment, scene.kind, scene.mind, scene.infant, scene.theory)
    chance, _, _, _ = luck(scene.moment, Decision.ONSET)
    least, most = (
        with_luck(nurture.call, (each, 0.0, 0.0, 0.0))(*about).arousal for each in (0.0, 1.0)
    )
    return nurture.call(*about), {"luck": chance, "least": least, "most": most}


def answered(scene, signal):
    """The partner's answer."""
    if scene.kind == Kind.PLAY:
        return nurture.join(scene.moment, signal, scene.partner, scene.theory)
    partner = present(scene.partner, scene.mood, scene.theory)
    return nurture.comfort(scene.moment, signal, partner, scene.theory)


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


def otherwise(scene, arousal):
    """What would have come of each strategy, felt as much and at the same luck."""
    found = {}
    for k, does in enumerate(DOES):
        gain = strategy.gain(k, scene.theory.strategy)
        signal = Signal(k, arousal, gain, strategy.shown(arousal, gain))
        answer = answered(scene, signal)
        after = nurture.arousal_after(signal, answer, scene.infant, scene.theory)
        found[does] = Otherwise(signal.strength, in_words(answer), after)
    return found


def strategy_turn(pick, mind, theory):
    """What the child does with what it feels."""

    def propensities(**values):
        figure = mind.figure._replace(strategies=mind.figure.strategies._replace(**values))
        return strategy.propensities(figure, theory.strategy)

    def chosen(**values):
        seek, minimise, _ = propensities(**values)
        return nurture.picked(seek, minimise, pick)

    gains = [strategy.gain(k, theory.strategy) for k in range(len(STRATEGIES))]
    worst = -1.0 - max(strategy.effort(1.0, gain, theory.strategy) for gain in gains)
    tips = []
    for k, name in enumerate(STRATEGIES):
        now = getattr(mind.figure.strategies, name)
        needed = tipping_point(lambda x, k=k, name=name: chosen(**{name: x}) == k, now, worst, 1.0)
        if k != chosen() and needed is not None:
            tips.append(Tip(f"relief expected if it {DOES[k]}", now, needed, DOES[k]))
    parts = dict(zip(DOES, propensities(), strict=True))
    return Turn("What does the child do?", parts, pick, DOES[chosen()], tuple(tips))


def answer_turns(scene, signal):
    """The turns that decide on the answer."""
    follow, which, congruent, marked = luck(scene.moment, Decision.FOLLOW)
    heeded = nurture.heeds(scene.moment, signal, scene.partner)
    mirrored = [read(scene, heeded, congruent), mark(scene, marked)]
    if scene.kind == Kind.PLAY:
        lead = overridden(scene, follow)
        return [lead, *heeding(scene), *mirrored] if lead.outcome == "followed" else [lead]
    turns = [*heeding(scene), noticed(scene, heeded, follow)]
    if turns[-1].outcome == "noticed":
        turns.append(manner(scene, signal, which))
    return turns + mirrored if turns[-1].outcome == "mirrors" else turns


def overridden(scene, chance):
    """Is the child's lead in play followed?"""
    intrusion = scene.partner.intrusion
    question, ways = "Is the child's lead followed?", [trait("intrusion", intrusion)]
    return turn(question, "overridden", "followed", intrusion, chance, ways)


def heeding(scene):
    """Does the answer follow the child's signal? Told only where it might not."""
    contingency = scene.partner.contingency
    if contingency == 1.0:
        return []
    chance, _, _, _ = luck(scene.moment, Decision.ATTUNED)
    ways = [trait("contingency", contingency)]
    question = "What does the answer follow?"
    return [turn(question, "the child's signal", "something else", contingency, chance, ways)]


def ways_of_signalling(heeded, likely):
    """How loud the signal might have been, where it is the child's."""
    return [] if heeded.foreign else [Way("signal", heeded.strength, 0.0, 1.0, likely)]


def way_of_trait(scene, name, likely):
    """What the partner might have been like."""
    about = annotations(PartnerTraits)[name]
    now = getattr(scene.partner, name)
    return Way(
        f"{name} ({about.unit})", now, about.low, about.high,
        lambda x: likely(scene.partner._replace(**{name: x})),
    )  # fmt: skip


def noticed(scene, heeded, chance):
    """Is the signal noticed?"""
    _, _, mood, _, _, partner, theory = scene

    def likely(strength=heeded.strength, mood=mood, partner=partner):
        return noticing.noticing(strength, present(partner, mood, theory), theory.noticing)

    ways = (
        *ways_of_signalling(heeded, lambda x: likely(strength=x)),
        Way("mood of the day (sd)", mood, *MOODS, lambda x: likely(mood=x)),
        way_of_trait(scene, "availability", lambda x: likely(partner=x)),
    )
    return turn("Is the signal noticed?", "noticed", "not noticed", likely(), chance, ways)


def manner(scene, signal, chance):
    """How a signal is answered that was noticed: the partner herself is asked, at any luck."""

    def kind(at=chance, strength=signal.strength, **traits):
        comfort = with_luck(nurture.comfort, (0.0, at, 0.0, 0.0))  # at luck 0 all is noticed
        shown, partner = signal._replace(strength=strength), scene.partner._replace(**traits)
        return comfort(scene.moment, shown, partner, scene.theory).kind

    now, fright = kind(), scene.partner.fright
    hurt = tipping_point(lambda x: kind(at=x) == Response.MIRRORING, chance, 0.0, 1.0)
    if hurt is None:
        hurt = 0.0 if now == Response.MIRRORING else 1.0
    tips = []
    for name, value in (
        ("strength", signal.strength),
        ("rejection", scene.partner.rejection),
        ("fright", fright),
    ):
        needed = tipping_point(lambda x, name=name: kind(**{name: x}) == now, value, 0.0, 1.0)
        if needed is not None:
            beyond = needed + 1e-9 * (needed - value)
            what = "signal" if name == "strength" else name
            tips.append(Tip(what, value, needed, MANNERS[kind(**{name: beyond})]))
    parts = {"frightens": fright, "rebuffs": max(0.0, hurt - fright), "mirrors": 1.0 - hurt}
    return Turn("How is it answered?", parts, chance, MANNERS[now], tuple(tips))


def read(scene, heeded, chance):
    """Is the child's state read rightly?"""

    def likely(strength=heeded.strength, partner=scene.partner):
        return mirroring.congruence(strength, partner, scene.theory.mirroring)

    ways = (
        *ways_of_signalling(heeded, lambda x: likely(strength=x)),
        way_of_trait(scene, "congruence", lambda x: likely(partner=x)),
    )
    question = "Is what it follows read rightly?"
    return turn(question, "read rightly", "read wrongly", likely(), chance, ways)


def mark(scene, chance):
    """Is the mirroring marked as showing the child's state?"""
    marking = scene.partner.marking
    ways = [trait("marking", marking)]
    return turn("Is it marked?", "marked", "without a mark", marking, chance, ways)
