"""Whether a child attends to somebody at all."""

from trustsim.theory.compiled import rule


@rule
def attending(called, theory):
    """Probability of attending; any call for attention raises it, ostensive or not (eq. 33).

    **Eq. 33, attention.** What is not attended to is neither let in nor checked. A cue calls
    attention, and in visits anything else that catches the eye does so as well; in everyday life
    only cues call.

        P(attends) = theory.attention.called (called),  theory.attention.uncalled (not called)
    """
    return theory.called if called else theory.uncalled
