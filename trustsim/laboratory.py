"""What happens in one event of a laboratory visit or of a visit at home.

A visit is a script of events; nothing is learnt in it that lasts. Each event leaves four numbers
(an outcome), which the protocol that wrote the script knows how to read.
"""

from enum import IntEnum
from typing import NamedTuple

from trustsim.chance import Decision, luck, normal
from trustsim.compiled import rule
from trustsim.encounters import claims, nurture
from trustsim.encounters.messages import Kind
from trustsim.rules import arousal as arousals
from trustsim.rules.strategy import MINIMISE


class Event(IntEnum):
    """Kinds of event."""

    WATCHED_DISTRESS = 0  # an everyday encounter under a rater's eyes
    WATCHED_PLAY = 1
    RATING = 2  # the errors of the raters
    INTERVAL = 3  # fifteen seconds in the Strange Situation
    CLAIMS = 4  # two conflicting claims


class Row(NamedTuple):
    """One event of a script, as the engines see it."""

    kind: float
    caregiver: float = 0.0  # 1 when the caregiver is in the room
    stranger: float = 0.0  # 1 when a stranger is
    stress: float = 0.0  # rise of arousal, at reactivity 1
    calming: float = 0.0  # share of arousal that a stranger, or toys, take away
    share: float = 0.5  # how much of the picture agrees with the attachment figure


WATCHED_DISTRESS, WATCHED_PLAY = int(Event.WATCHED_DISTRESS), int(Event.WATCHED_PLAY)
RATING, INTERVAL = int(Event.RATING), int(Event.INTERVAL)
NOBODY = -1.0  # stands for the strategy while the caregiver is away


@rule
def strained(arousal, stress, calming, infant):
    """Arousal after fifteen seconds of an unfamiliar place, a stranger's presence or a loss."""
    return arousals.bounded(arousal * (1.0 - calming) + stress * infant.reactivity)


@rule
def watched(signal, answer):
    """What the rater sees of an everyday encounter: kind of answer, congruent, marked, signal."""
    congruent = 1.0 if answer.congruent else 0.0
    marked = 1.0 if answer.marked else 0.0
    return float(answer.kind), congruent, marked, signal.strength


@rule
def conflicted(moment, signal, mind):
    """Does approach break down? It does as often as threat is expected, unless contact is shunned.

    Seeking while expecting threat is the fright without solution of Main & Hesse (1990).
    """
    chance, _, _, _ = luck(moment, Decision.CONFLICT)
    if signal.strategy != MINIMISE and chance < mind.figure.threat:
        return 1.0
    return 0.0


@rule
def apart(arousal):
    """Fifteen seconds without the caregiver, as the coder sees them."""
    return NOBODY, arousal, arousal, 0.0


@rule
def together(moment, signal, after, mind):
    """Fifteen seconds with the caregiver: strategy, arousal before and after, and conflict."""
    return float(signal.strategy), signal.arousal, after, conflicted(moment, signal, mind)


@rule
def sided(moment, reasons, share):
    """One question to the child: whose claim? 1 for the attachment figure's, and probability."""
    chance, _, _, _ = luck(moment, Decision.CHOICE)
    side = 1.0 if chance < reasons.probability else 0.0
    return side, reasons.probability, share, 0.0


@rule
def rating_errors(moment):
    """Standard normal errors of the raters of sensitivity, mentalising and disruption."""
    a, b, c, d = luck(moment, Decision.RATER)
    e, f, _, _ = luck(moment, Decision.RATER_THIRD)
    return normal(a, b), normal(c, d), normal(e, f), 0.0


@rule
def happen(moment, row, arousal, mood, mind, infant, partner, theory):
    """One event: the arousal after it, and its outcome (four numbers)."""
    if row.kind == WATCHED_DISTRESS:
        signal = nurture.call(moment, Kind.DISTRESS, mind, infant, theory)
        answer = nurture.comfort(moment, signal, mood, partner, theory)
        return arousal, watched(signal, answer)
    if row.kind == WATCHED_PLAY:
        signal = nurture.call(moment, Kind.PLAY, mind, infant, theory)
        return arousal, watched(signal, nurture.join(moment, signal, partner, theory))
    if row.kind == RATING:
        return arousal, rating_errors(moment)
    if row.kind == INTERVAL:
        arousal = strained(arousal, row.stress, row.calming, infant)
        if row.caregiver == 0.0:
            return arousal, apart(arousal)
        _, pick, _, _ = luck(moment, Decision.ONSET)
        signal = nurture.feel(arousal, pick, mind, theory)
        answer = nurture.comfort(moment, signal, mood, partner, theory)
        after = nurture.arousal_after(signal, answer, infant, theory)
        return after, together(moment, signal, after, mind)
    return arousal, sided(moment, claims.reasons(row.share, mind, infant, theory), row.share)
