"""What a child has seen of an informant: right or wrong, in order."""

import numpy as np

from trustsim.mistakes import Mistake


def outcomes(history):
    """Which labels proved right (1.0) and which wrong (0.0), checked, as an array (..., trial)."""
    seen = np.asarray(history, dtype=float)
    if seen.ndim == 0:
        raise Mistake(f"history {history!r}: give a list, one entry for each label heard")
    if not np.isin(seen, (0.0, 1.0)).all():
        raise Mistake(f"history {history!r}: each label is right (1) or wrong (0), nothing between")
    return seen
