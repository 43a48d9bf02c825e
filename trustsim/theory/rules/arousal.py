"""How distress rises and falls."""

from trustsim.theory.compiled import rule


@rule
def bounded(arousal):
    """Arousal lies between sleep (0) and panic (1)."""
    return min(1.0, max(0.0, arousal))


@rule
def onset(low, high, chance, infant):
    """Arousal with which an encounter begins (eq. 1).

    **Eq. 1, onset.** An encounter begins with arousal between two bounds, higher in reactive
    children.

        arousal = bound(infant.reactivity * (low + (high - low) * u))
        distress:  low, high = theory.arousal.onset_low, theory.arousal.onset_high
        play:      low, high = theory.play.onset_low, theory.play.onset_high
    """
    return bounded(infant.reactivity * (low + (high - low) * chance))


@rule
def unanswered(arousal, signal, infant, theory):
    """Left alone, the child settles a little by itself and works itself up by calling (eq. 6).

    **Eq. 6, unanswered.**

        after = bound(arousal * (1 - infant.recovery) + theory.arousal.escalation * signal)
    """
    return bounded(arousal * (1.0 - infant.recovery) + theory.escalation * signal)


@rule
def frightened(arousal, theory):
    """A frightening answer alarms (eq. 8).

    **Eq. 8, frightened.**

        after = bound(arousal + theory.arousal.alarm)
    """
    return bounded(arousal + theory.alarm)


@rule
def rebuffed(arousal, theory):
    """A rebuff hurts (eq. 9).

    **Eq. 9, rebuffed.**

        after = bound(arousal + theory.arousal.pain)
    """
    return bounded(arousal + theory.pain)


@rule
def tension(before, after, theory):
    """Resting arousal follows what encounters leave behind (eq. 13).

    **Eq. 13, tension.**

        tension = tension + theory.arousal.tension_rate * (after - tension)
    """
    return before + theory.tension_rate * (after - before)
