"""Whether a child attends to somebody at all."""

from trustsim.theory.compiled import rule


@rule
def attending(called, theory):
    """Probability of attending; any call for attention raises it, ostensive or not (eq. 33)."""
    return theory.called if called else theory.uncalled
