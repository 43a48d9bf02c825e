"""What happens in one event of a laboratory visit or of a visit at home.

A visit is a script of events; nothing is learnt in it that lasts. Each event leaves four numbers
(an outcome), which the protocol that wrote the script knows how to read.
"""

from enum import IntEnum
from typing import NamedTuple

from trustsim import encounters
from trustsim.chance import Decision, luck, normal
from trustsim.compiled import rule
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


DISTRESS, PLAY = int(encounters.Kind.DISTRESS), int(encounters.Kind.PLAY)
STRATEGY, CONFLICT = int(Decision.ONSET), int(Decision.CONFLICT)
CHOICE, RATER = int(Decision.CHOICE), int(Decision.RATER)
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
    chance, _, _, _ = luck(moment, CONFLICT)
    if signal.strategy != MINIMISE and chance < mind.figure.threat:
        return 1.0
    return 0.0


@rule
def sided(moment, share, mind, infant, theory):
    """One question to the child: whose claim? 1 for the attachment figure's, and probability."""
    probability = encounters.reasons(share, mind, infant, theory).probability
    chance, _, _, _ = luck(moment, CHOICE)
    side = 1.0 if chance < probability else 0.0
    return side, probability, share, 0.0


@rule
def rating_errors(moment):
    """Standard normal errors of the raters of sensitivity, mentalising and disruption."""
    a, b, c, d = luck(moment, RATER)
    e, f, _, _ = luck(moment, RATER + 4)
    return normal(a, b), normal(c, d), normal(e, f), 0.0


@rule
def happen(moment, row, arousal, mood, mind, infant, partner, theory):
    """One event: the arousal after it, and its outcome (four numbers)."""
    kind = row.kind
    if kind == 0.0 or kind == 1.0:
        everyday = DISTRESS if kind == 0.0 else PLAY
        signal = encounters.call(moment, everyday, mind, infant, theory)
        if kind == 0.0:
            answer = encounters.comfort(moment, signal, mood, partner, theory)
        else:
            answer = encounters.join(moment, signal, partner, theory)
        return arousal, watched(signal, answer)
    if kind == 2.0:
        return arousal, rating_errors(moment)
    if kind == 3.0:
        before = strained(arousal, row.stress, row.calming, infant)
        if row.caregiver == 0.0:
            return before, (NOBODY, before, before, 0.0)
        _, pick, _, _ = luck(moment, STRATEGY)
        signal = encounters.signalled(before, pick, mind, theory)
        answer = encounters.comfort(moment, signal, mood, partner, theory)
        after = encounters.arousal_after(signal, answer, infant, theory)
        conflict = conflicted(moment, signal, mind)
        return after, (float(signal.strategy), before, after, conflict)
    return arousal, sided(moment, row.share, mind, infant, theory)
