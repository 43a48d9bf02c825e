"""Constant trust: everybody is believed alike, whatever they have said before.

Claims   nothing is learnt about informants
Source   none; this is the floor that a model must rise above to have explained anything
Can      answer every question about informants, always in the same way
Cannot   follow accuracy, familiarity, age or a warning, nor say anything about attachment
"""

import numpy as np

from trustsim.asking.rivals.history import outcomes
from trustsim.mistakes import Mistake

INDIFFERENT = 0.5


def reliability(history, level=INDIFFERENT):
    """How often the informant is believed to be right: ``level``, in [0, 1], come what may.

    ``history`` is (..., trial), right (1) or wrong (0); one number for each history.
    """
    if not 0.0 <= level <= 1.0:
        raise Mistake(f"level {level}: must lie in [0, 1]")
    return np.full(outcomes(history).shape[:-1], level)[()]


def preference(first, second):
    """Probability of asking the first of two informants: a coin toss.

    Histories are (..., trial), right (1) or wrong (0); one probability for each pair.
    """
    shape = np.broadcast_shapes(outcomes(first).shape[:-1], outcomes(second).shape[:-1])
    return np.full(shape, INDIFFERENT)[()]


ANSWERS = {"whom to ask": preference, "whether to believe": reliability}
