"""What happens in one encounter: chance is looked up, then the rules are applied in order.

An encounter is an exchange of messages. In distress and in play the child sends a ``Signal`` and
the partner an ``Answer``; in a lesson the partner gives a ``Testimony``; before two conflicting
claims the child weighs ``Reasons``. Both engines call the functions below and nothing else.
"""

from enum import IntEnum
from typing import NamedTuple

from trustsim.chance import Decision, luck, normal
from trustsim.compiled import rule
from trustsim.rules import arousal as arousals
from trustsim.rules import (
    choice,
    credit,
    exploring,
    mentalising,
    mirroring,
    noticing,
    playing,
    strategy,
    trust,
    vigilance,
)
from trustsim.rules import threat as threats
from trustsim.rules.counting import counted, expectation
from trustsim.states import Count, Learnt, Mind, Relationship

FIGURE, OTHER = 0, 1  # partners of an encounter: the attachment figure, anybody else


class Kind(IntEnum):
    """Kinds of encounter in everyday life."""

    DISTRESS = 0
    PLAY = 1
    LESSON = 2


class Response(IntEnum):
    """Kinds of answer to a signal."""

    NONE = 0  # not noticed
    FRIGHTENING = 1
    REBUFFING = 2
    MIRRORING = 3
    STIMULATING = 4  # in play, regardless of the child's lead


NONE = int(Response.NONE)
FRIGHTENING = int(Response.FRIGHTENING)
REBUFFING = int(Response.REBUFFING)
MIRRORING = int(Response.MIRRORING)
STIMULATING = int(Response.STIMULATING)



class Signal(NamedTuple):
    """What the child shows of what it feels."""

    strategy: int
    arousal: float
    gain: float
    strength: float


class Answer(NamedTuple):
    """How the partner responds; marked mirroring is itself an ostensive cue."""

    kind: int
    congruent: bool
    marked: bool


class Testimony(NamedTuple):
    """What the partner says in a lesson, and whether the child was addressed with a cue."""

    right: bool
    cue: bool


class Reasons(NamedTuple):
    """What speaks for the attachment figure's claim, in nats, and the probability of siding."""

    word: float
    word_of_other: float
    closeness: float
    seen: float
    probability: float


@rule
def call(moment, kind, mind, infant, theory):
    """The child becomes aroused, chooses a strategy and signals (eqs 1-3)."""
    onset, pick, _, _ = luck(moment, Decision.ONSET)
    if kind == Kind.DISTRESS:
        low, high = theory.arousal.onset_low, theory.arousal.onset_high
    else:
        low, high = theory.play.onset_low, theory.play.onset_high
    return feel(arousals.onset(low, high, onset, infant), pick, mind, theory)


@rule
def feel(arousal, pick, mind, theory):
    """The signal of a child that is aroused as much as this; ``pick`` is a chance (eqs 2-3)."""
    seek, minimise, _ = strategy.propensities(mind.figure, theory.strategy)
    chosen = strategy.chosen(seek, minimise, pick)
    gain = strategy.gain(chosen, theory.strategy)
    return Signal(chosen, arousal, gain, strategy.shown(arousal, gain))


@rule
def comfort(moment, signal, mood, partner, theory):
    """The partner's answer to distress: none, or frightening, rebuffing, mirroring (eqs 5-10)."""
    follow, kind, congruent, marked = luck(moment, Decision.FOLLOW)
    if follow >= noticing.noticing(signal.strength, mood, partner, theory.noticing):
        return Answer(NONE, False, False)
    if kind < partner.fright:
        return Answer(FRIGHTENING, False, False)
    if kind < partner.fright + (1.0 - partner.fright) * partner.rejection * signal.strength:
        return Answer(REBUFFING, False, False)
    return mirrored(signal, congruent, marked, partner, theory)


@rule
def join(moment, signal, partner, theory):
    """The partner's answer in play: follow the child's lead, or stimulate regardless (eq. 12)."""
    follow, _, congruent, marked = luck(moment, Decision.FOLLOW)
    if follow < partner.intrusion:
        return Answer(STIMULATING, False, False)
    return mirrored(signal, congruent, marked, partner, theory)


@rule
def mirrored(signal, congruent, marked, partner, theory):
    """Mirroring: read rightly or not, marked or not."""
    read = congruent < mirroring.congruence(signal.strength, partner, theory.mirroring)
    return Answer(MIRRORING, read, marked < partner.marking)


@rule
def arousal_after(signal, answer, infant, theory):
    """What the answer does to the child's arousal (eqs 6-10, 12)."""
    if answer.kind == MIRRORING:
        return mirroring.soothed(signal.arousal, answer.congruent, answer.marked, theory.mirroring)
    if answer.kind == NONE:
        return arousals.unanswered(signal.arousal, signal.strength, infant, theory.arousal)
    if answer.kind == REBUFFING:
        return arousals.rebuffed(signal.arousal, theory.arousal)
    if answer.kind == FRIGHTENING:
        return arousals.frightened(signal.arousal, theory.arousal)
    return playing.stimulated(signal.arousal, signal.gain, theory.play)


@rule
def took_in(kind, signal, answer, mind, infant, theory):
    """The child after an answer: relief teaches the strategy, the answer the rest (eqs 11-17)."""
    after = arousal_after(signal, answer, infant, theory)
    relief = signal.arousal - after - strategy.effort(signal.arousal, signal.gain, theory.strategy)
    figure = mind.figure
    response, threat = figure.response, figure.threat
    if kind == Kind.DISTRESS:
        fright = answer.kind == FRIGHTENING
        threat = threats.threat(threat, fright, theory.threat)
        came = 0.0 if answer.kind == NONE else 1.0
        response = counted(response, theory.trust.retention, came, 1.0 - came)
    relationship = Relationship(
        strategy.learnt(figure.strategies, signal.strategy, relief, infant, theory.strategy),
        response,
        threat,
        help_counted(figure.helpfulness, answer, theory.trust),
        figure.knowledge,
    )
    return Mind(
        relationship,
        mind.people,
        clarity_counted(mind.clarity, answer, theory.clarity),
        arousals.tension(mind.tension, after, theory.arousal),
        mind.learnt,
        mind.met,
    )


@rule
def help_counted(count, answer, theory):
    """Being recognised or addressed counts for helpfulness; left, hurt or frightened against."""
    hits, misses = 0.0, 0.0
    if answer.kind == MIRRORING:
        if answer.marked:
            hits = theory.cue
            if answer.congruent:
                hits += theory.recognised
    elif answer.kind == REBUFFING:
        misses = theory.rebuffed
    elif answer.kind == FRIGHTENING:
        misses = theory.frightened
    else:
        misses = theory.left_alone
    return counted(count, theory.retention, hits, misses)


@rule
def clarity_counted(count, answer, theory):
    """Recognition confirms the child's own reading; wrong or unmarked mirroring undoes it."""
    if answer.kind == MIRRORING:
        clear = 1.0 if answer.congruent and answer.marked else 0.0
        return counted(count, theory.retention, clear, 1.0 - clear)
    if answer.kind == FRIGHTENING:
        return counted(count, theory.retention, 0.0, 1.0)
    return count


@rule
def clarity(mind, theory):
    """How far the child's own reading of things has been confirmed, in (0, 1)."""
    return expectation(mind.clarity, theory.clarity.default_clear, theory.clarity.default_unclear)


@rule
def mood_of_day(moment, yesterday, theory):
    """The partner's mood on this day (``moment.encounter`` counts days here), and a chance.

    The chance decides whether the child meets other people today.
    """
    first, second, meet, _ = luck(moment, Decision.DAY)
    return noticing.mood(yesterday, normal(first, second), theory.noticing), meet


@rule
def ventures(meet, mind, theory):
    """Does the child spend this day's lessons with somebody else? (eq. 21)."""
    _, _, maximise = strategy.propensities(mind.figure, theory.strategy)
    return meet < exploring.exploring(maximise, mind.figure.threat, theory.exploring)


@rule
def testify(moment, partner, theory):
    """The partner says something: right if knowing and helping, else wrong or a guess."""
    cue, knows, helps, guess = luck(moment, Decision.CUE)
    if knows < partner.knowledge:
        right = helps < partner.helpfulness
    else:
        right = guess < 1.0 / theory.learning.alternatives
    return Testimony(right, cue < partner.ostension)


@rule
def trust_in(who, mind, theory):
    """Trust in the attachment figure (0) or in somebody unknown (1)."""
    if who == FIGURE:
        return trust.trust(mind.figure, theory.trust)
    return trust.trust_in_unknown(mind.people, mind.figure, theory.trust)


@rule
def heard(moment, testimony, mind, theory):
    """The child after a lesson: gate, content check, encoding, credit (eqs 18-23)."""
    opens, throws, sees, errs = luck(moment, Decision.GATE)
    who = moment.partner
    source = mind.figure if who == FIGURE else mind.people
    helped = theory.trust.cue if testimony.cue else 0.0
    helpfulness = counted(source.helpfulness, theory.trust.retention, helped, 0.0)
    knowledge = counted(source.knowledge, theory.trust.retention, 0.0, 0.0)
    learnt = mind.learnt
    believed = trust_in(who, mind, theory)
    if opens < vigilance.gate(testimony.cue, believed, source.threat, theory.vigilance):
        clear = clarity(mind, theory)
        scrutiny = mentalising.mentalising(mind.tension, theory.mentalising)
        if testimony.right or throws >= vigilance.content_check(clear, scrutiny, theory.vigilance):
            learnt = encoded(learnt, testimony)
        if sees < theory.learning.checkable:
            rightly = errs < credit.perceived_rightly(clear)
            seems_right = testimony.right == rightly
            helps, misleads, ignorant = credit.responsibility(
                seems_right,
                trust.knowledge(source.knowledge, theory.trust),
                trust.helpfulness(source.helpfulness, theory.trust),
                theory.learning.alternatives,
            )
            helpfulness = Count(helpfulness.hits + helps, helpfulness.misses + misleads)
            knowledge = Count(knowledge.hits + helps + misleads, knowledge.misses + ignorant)
    source = Relationship(source.strategies, source.response, source.threat, helpfulness, knowledge)
    if who == FIGURE:
        return Mind(source, mind.people, mind.clarity, mind.tension, learnt, mind.met)
    return Mind(mind.figure, source, mind.clarity, mind.tension, learnt, mind.met + 1.0)


@rule
def encoded(learnt, testimony):
    """Said with a cue it is generic, else it stays bound to the person."""
    if testimony.cue:
        if testimony.right:
            return Learnt(
                learnt.generic_right + 1.0,
                learnt.generic_wrong,
                learnt.bound_right,
                learnt.bound_wrong,
            )
        return Learnt(
            learnt.generic_right, learnt.generic_wrong + 1.0, learnt.bound_right, learnt.bound_wrong
        )
    if testimony.right:
        return Learnt(
            learnt.generic_right, learnt.generic_wrong, learnt.bound_right + 1.0, learnt.bound_wrong
        )
    return Learnt(
        learnt.generic_right, learnt.generic_wrong, learnt.bound_right, learnt.bound_wrong + 1.0
    )


@rule
def reasons(share, mind, infant, theory):
    """What speaks for the attachment figure's claim when a stranger contradicts it (eqs 24-28).

    ``share`` is how much of the picture agrees with her claim; 0.5 when there is nothing to see.
    """
    gain = strategy.expected_gain(mind.figure, theory.strategy)
    arousal = choice.strangeness(gain, mind.figure.threat, infant, theory.choice)
    scrutiny = mentalising.mentalising(arousal, theory.mentalising)
    alternatives = theory.learning.alternatives
    word = trust.weight_of_word(trust_in(FIGURE, mind, theory), alternatives)
    word_of_other = trust.weight_of_word(trust_in(OTHER, mind, theory), alternatives)
    close = choice.closeness(gain, theory.choice)
    seen = choice.seen(share, clarity(mind, theory), scrutiny, theory.choice)
    return Reasons(
        word,
        word_of_other,
        close,
        seen,
        choice.siding(word - word_of_other, close, seen, theory.choice),
    )


class Portrait(NamedTuple):
    """A child's state in the words of the theory; every item in [0, 1] unless it is a count."""

    seek: float
    minimise: float
    maximise: float
    response: float
    threat: float
    trust_in_figure: float
    trust_in_unknown: float
    clarity: float
    tension: float
    vigilance: float  # towards somebody unknown who gives no cue
    vigilance_to_figure: float  # towards the attachment figure who gives none
    credulity: float  # probability of taking in what somebody unknown says wrongly, with a cue
    generic_right: float  # lessons learnt
    generic_wrong: float
    bound_right: float
    bound_wrong: float
    met: float  # lessons with other people


@rule
def portrait(mind, theory):
    """The child as an observer with sight of the state would describe it."""
    seek, minimise, maximise = strategy.propensities(mind.figure, theory.strategy)
    figure, unknown = trust_in(FIGURE, mind, theory), trust_in(OTHER, mind, theory)
    clear = clarity(mind, theory)
    scrutiny = mentalising.mentalising(mind.tension, theory.mentalising)
    open_to_cue = vigilance.gate(True, unknown, mind.people.threat, theory.vigilance)
    return Portrait(
        seek,
        minimise,
        maximise,
        expectation(mind.figure.response, 1.0, 1.0),
        mind.figure.threat,
        figure,
        unknown,
        clear,
        mind.tension,
        1.0 - vigilance.gate(False, unknown, mind.people.threat, theory.vigilance),
        1.0 - vigilance.gate(False, figure, mind.figure.threat, theory.vigilance),
        open_to_cue * (1.0 - vigilance.content_check(clear, scrutiny, theory.vigilance)),
        mind.learnt.generic_right,
        mind.learnt.generic_wrong,
        mind.learnt.bound_right,
        mind.learnt.bound_wrong,
        mind.met,
    )
