"""How distress rises and falls."""

from trustsim.theory.compiled import rule


@rule
def bounded(arousal):
    """Arousal lies between sleep (0) and panic (1)."""
    return min(1.0, max(0.0, arousal))


@rule
def onset(low, high, chance, infant):
    """Arousal with which an encounter begins (eq. 1)."""
    return bounded(infant.reactivity * (low + (high - low) * chance))


@rule
def unanswered(arousal, signal, infant, theory):
    """Left alone, the child settles a little by itself and works itself up by calling (eq. 6)."""
    return bounded(arousal * (1.0 - infant.recovery) + theory.escalation * signal)


@rule
def frightened(arousal, theory):
    """A frightening answer alarms (eq. 8)."""
    return bounded(arousal + theory.alarm)


@rule
def rebuffed(arousal, theory):
    """A rebuff hurts (eq. 9)."""
    return bounded(arousal + theory.pain)


@rule
def tension(before, after, theory):
    """Resting arousal follows what encounters leave behind (eq. 13)."""
    return before + theory.tension_rate * (after - before)
