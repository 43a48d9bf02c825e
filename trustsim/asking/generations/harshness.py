"""How harshly each person is met by her mother, and who is met so harshly that it counts."""

import numpy as np

from trustsim.asking.generations.config import UNCHANGED

MALTREATED = 0.9  # rank of harshness among mothers of the first generation, from which on
ANY_HALF = 0.5  # of the signals a rebuff answers at middling strength


def harshness(descent, arm=UNCHANGED):
    """How often the mother of each person frightens or rebuffs (generation, world, line)."""
    fright, rebuffs = (descent.column(name, arm) for name in ("fright", "rejection"))
    return fright + (1.0 - fright) * ANY_HALF * rebuffs


def maltreated(descent, arm=UNCHANGED):
    """Who is met more harshly than nine in ten of the first generation: a yes for each person."""
    return harshness(descent, arm) > np.quantile(harshness(descent)[0], MALTREATED)
