"""Proper scores: what a model gains by saying what it holds to be true, and by nothing else.

For a share the score is that of a single trial (Brier 1950: the squared error; or the logarithm),
in expectation over the published share, less what nobody could avoid: (p - f)^2 and the
Kullback-Leibler divergence of p from f. For a finding it is that of the probability that a study of
the published size finds what was published. Smaller is better; 0 is perfect.
"""

import math
from typing import NamedTuple

import numpy as np
import scipy
from scipy.special import rel_entr

LEVEL = 0.05  # two-sided
CHANCE = 0.5


class Score(NamedTuple):
    """How far an answer was off; 0 is perfect."""

    brier: float
    log: float  # nats


def of_share(predicted, published):
    """Score of a predicted share."""
    surprise = rel_entr(published, predicted) + rel_entr(1.0 - published, 1.0 - predicted)
    return Score((predicted - published) ** 2, float(surprise))


def of_finding(probability):
    """Score of the probability that was given to what was found."""
    surprise = -math.log(probability) if probability > 0.0 else math.inf
    return Score((1.0 - probability) ** 2, surprise)


def above_chance(share, answers):
    """Probability that a study finds a share to be above chance (binomial test, .05 two-sided).

    Every answer counts as independent, also those of one child.
    """
    answers = round(answers)
    most_by_chance = scipy.stats.binom.isf(LEVEL / 2.0, answers, CHANCE)
    return float(scipy.stats.binom.sf(most_by_chance, answers, share))


def above_zero(shares, weights, answers):
    """Probability that a study finds a weighted sum of shares to be above zero (z test, as above).

    ``answers`` is how many there are behind each share.
    """
    shares, weights = np.asarray(shares, dtype=float), np.asarray(weights, dtype=float)
    error = np.sqrt((weights**2 * shares * (1.0 - shares) / np.asarray(answers)).sum())
    total = (weights * shares).sum()
    if error == 0.0:
        return float(total > 0.0)
    return float(scipy.stats.norm.sf(scipy.stats.norm.isf(LEVEL / 2.0) - total / error))


def skill(scores, reference):
    """Share of the reference's score that is done away with: 1 is perfect, 0 no better."""
    floor = np.sum(reference)
    return float(1.0 - np.sum(scores) / floor) if floor > 0.0 else math.nan
