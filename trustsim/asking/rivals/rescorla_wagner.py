"""Error-driven learning: each surprise moves what is expected of an informant a little.

Claims   trust is a running average of an informant's accuracy in which recent labels count most
Source   Rescorla & Wagner (1972), in Black & Prokasy (eds), Classical Conditioning II, 64-99;
         for learning about advisers: Behrens, Hunt, Woolrich & Rushworth (2008), Nature 456,
         245-249, doi:10.1038/nature07538
Can      follow accuracy, also where it changes; tell late errors from early ones
Cannot   tell ignorance from ill will, or a label from the one who gives it; expect anything of
         somebody of whom nothing was seen, be they familiar or announced as a liar;
         use cues, one's own eyes or attachment
"""

from typing import NamedTuple

import numpy as np
from scipy.special import expit

from trustsim.asking.rivals.history import outcomes
from trustsim.mistakes import Mistake


class Learner(NamedTuple):
    """How a child learns and chooses; all three numbers are assumptions."""

    rate: float = 0.3  # share of a surprise that is learnt, in [0, 1]
    start: float = 0.5  # accuracy expected of a new informant, in [0, 1]
    consistency: float = 3.0  # how sharply the better informant is preferred, logit


LEARNER = Learner()


def reliability(history, learner=LEARNER):
    """Accuracy expected of an informant after all that was seen of them, in [0, 1].

    After each label V becomes V + rate (outcome - V); written out, the outcome that lies k labels
    back counts rate (1 - rate)^k. ``history`` is (..., trial), right (1) or wrong (0), oldest
    first; one number for each history.
    """
    for name in ("rate", "start"):
        if not 0.0 <= getattr(learner, name) <= 1.0:
            raise Mistake(f"{name} {getattr(learner, name)}: must lie in [0, 1]")
    seen = outcomes(history)
    trials = seen.shape[-1]
    back = np.arange(trials)[::-1]
    kept = 1.0 - learner.rate
    return learner.start * kept**trials + seen @ (learner.rate * kept**back)


def preference(first, second, learner=LEARNER):
    """Probability of asking the first of two informants: softmax of what is expected of them.

    Histories as in ``reliability``; one probability for each pair.
    """
    lead = reliability(first, learner) - reliability(second, learner)
    return expit(learner.consistency * lead)


ANSWERS = {"whom to ask": preference, "whether to believe": reliability}
