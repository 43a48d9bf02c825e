"""Fifteen seconds of the Strange Situation: what the child does, with the mother and without."""

from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.rules import arousal as arousals
from trustsim.theory.rules import threat
from trustsim.theory.rules.strategy import MINIMISE
from trustsim.theory.turns import below

NOBODY = -1.0  # stands for the strategy while the caregiver is away


@rule
def strained(arousal, stress, calming, infant):
    """Arousal after fifteen seconds of an unfamiliar place, a stranger's presence or a loss.

    **Eq. 56, an unfamiliar room.** Each interval arouses by its stress, a reactive child the more;
    the calming of the interval takes a share of what there was.

        arousal = bound(arousal * (1 - calming) + stress * infant.reactivity)
    """
    return arousals.bounded(arousal * (1.0 - calming) + stress * infant.reactivity)


@rule
def conflicted(moment, signal, mind, theory):
    """Does approach break down? It does as often as threat is expected, unless contact is shunned.

    Seeking while expecting threat is the fright without solution of Main & Hesse (1990).
    """
    chance, _, _, _ = luck(moment, Decision.CONFLICT)
    if signal.strategy == MINIMISE:
        return 0.0
    feared = threat.expected(mind.bond, theory)
    breaks = below(chance, feared, "approach breaks down", "approaches")
    return 1.0 if breaks else 0.0


@rule
def apart(arousal):
    """Fifteen seconds without the caregiver, as the coder sees them."""
    return NOBODY, arousal, arousal, 0.0


@rule
def together(moment, signal, after, mind, theory):
    """Fifteen seconds with the caregiver: strategy, arousal before and after, and conflict."""
    return float(signal.strategy), signal.arousal, after, conflicted(moment, signal, mind, theory)
