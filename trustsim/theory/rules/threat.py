"""Expected threat."""

from trustsim.theory.compiled import rule


@rule
def threat(before, frightened, theory):
    """Threat rises fast with fright and falls slowly without (eq. 14)."""
    if frightened:
        return before + theory.rise * (1.0 - before)
    return before - theory.fall * before
