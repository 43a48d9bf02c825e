"""Whom to ask, from what the labels say about an informant's knowledge and helpfulness.

Claims   children infer both from right and wrong labels; between three and four years knowledge is
         tracked alike, but the default belief that people help weakens
Source   Shafto, Eaves, Navarro & Perfors (2012), Developmental Science 15(3), 436-447,
         doi:10.1111/j.1467-7687.2012.01135.x
Can      follow accuracy, expect more of the familiar, tell a liar from one who does not know
Cannot   say where its priors come from (age, familiarity and warnings are put in); see the order
         of labels; use ostensive cues, one's own eyes, arousal or attachment; explain why
         three-year-olds follow an announced liar (their published bar is got by leaving the
         warning out)
"""

from typing import NamedTuple

import numpy as np
from scipy.special import betaln

from trustsim.asking.rivals.history import outcomes
from trustsim.mistakes import Mistake


class Expectation(NamedTuple):
    """What is expected of people beforehand: Beta(strength mean, strength (1 - mean))."""

    mean: float  # the paper's beta, in (0, 1)
    strength: float  # the paper's gamma, in labels


class Informant(NamedTuple):
    """What a child expects of an informant before the first label."""

    knowledge: Expectation
    helpfulness: Expectation


class Naming(NamedTuple):
    """The task: how many labels there are and how often those who know the right one give it.

    Equation 4 leaves the two rates open; the published bars come out in this limit only.
    """

    labels: int = 4
    helpful: float = 1.0  # the paper's p_h, in [0, 1]
    unhelpful: float = 0.0  # the paper's p_u, in [0, 1]


NAMING = Naming()


class Impression(NamedTuple):
    """What the labels have taught about an informant: posterior means, in (0, 1)."""

    knowledge: np.ndarray
    helpfulness: np.ndarray
    accuracy: np.ndarray


EXPECTED = {  # (years, kind of informant); a witness has seen what the child has not
    (4, "unfamiliar"): Informant(Expectation(0.6, 1.0), Expectation(0.6, 1.0)),
    (4, "familiar"): Informant(Expectation(0.95, 5.0), Expectation(0.95, 5.0)),
    (4, "witness"): Informant(Expectation(0.9, 1.0), Expectation(0.6, 1.0)),
    (4, "announced liar"): Informant(Expectation(0.9, 1.0), Expectation(0.1, 1.0)),
    (3, "unfamiliar"): Informant(Expectation(0.6, 3.0), Expectation(0.9, 3.0)),
    (3, "witness"): Informant(Expectation(0.9, 3.0), Expectation(0.9, 3.0)),
    (3, "announced liar"): Informant(Expectation(0.9, 3.0), Expectation(0.1, 3.0)),
}
UNFAMILIAR = EXPECTED[4, "unfamiliar"]


def impression(history, expected=UNFAMILIAR, naming=NAMING):
    """What a child thinks of an informant's knowledge, helpfulness and accuracy by now.

    ``history`` is (..., trial), right (1) or wrong (0); one number of each kind for each history.
    """
    check_expectations(expected, naming)
    seen = outcomes(history)
    trials = seen.shape[-1]
    right, which = np.unique(seen.sum(-1).astype(int), return_inverse=True)
    means = np.array([posterior(each, trials - each, expected, naming) for each in right])
    return Impression(*np.moveaxis(means[which.reshape(seen.shape[:-1])], -1, 0))


def reliability(history, expected=UNFAMILIAR, naming=NAMING):
    """Probability that the informant's next label is right, in (0, 1); see ``impression``."""
    return impression(history, expected, naming).accuracy


def preference(first, second, expected=(UNFAMILIAR, UNFAMILIAR), naming=NAMING):
    """Probability of asking the first of two informants: their shares of expected accuracy.

    Histories as in ``impression``; ``expected`` of the first and of the second informant. One
    probability for each pair.
    """
    one, other = (
        reliability(history, beforehand, naming)
        for history, beforehand in zip((first, second), expected, strict=True)
    )
    return one / (one + other)


def posterior(right, wrong, expected, naming):
    """Posterior means of knowledge, helpfulness and accuracy, summed over all stories.

    Exact, since every story leaves Beta distributions. A grid goes wrong by up to .1 where these
    have poles at 0 and 1, as the announced liar's have.
    """
    weights = stories(right, wrong, naming)
    helped, misled = np.indices(weights.shape)
    guessed = np.maximum(right + wrong - helped - misled, 0)  # where below 0, the weight is 0
    knew, ignorant = counts(expected.knowledge, helped + misled, guessed)
    kind, unkind = counts(expected.helpfulness, helped, misled)
    evidence = betaln(knew, ignorant) + betaln(kind, unkind)
    weights = weights * np.exp(evidence - evidence.max())
    weights /= weights.sum()
    knowledge, helpfulness = knew / (knew + ignorant), kind / (kind + unkind)
    willing = helpfulness * naming.helpful + (1.0 - helpfulness) * naming.unhelpful
    accuracy = knowledge * willing + (1.0 - knowledge) / naming.labels
    return tuple(float((weights * each).sum()) for each in (knowledge, helpfulness, accuracy))


def stories(right, wrong, naming):
    """How well each story fits: so many labels given in help, so many to mislead, others guessed.

    Shape (labels helped with + 1, labels misled with + 1); relative weights, adding to 1.
    """
    lucky = 1.0 / naming.labels
    of_right = (naming.helpful, naming.unhelpful, lucky)
    of_wrong = (1.0 - naming.helpful, 1.0 - naming.unhelpful, 1.0 - lucky)
    weights = np.ones((1, 1))
    for helped, misled, guessed in [of_right] * right + [of_wrong] * wrong:
        longer = np.pad(guessed * weights, (0, 1))
        longer[1:, :-1] += helped * weights
        longer[:-1, 1:] += misled * weights
        weights = longer / longer.sum()
    return weights


def counts(expectation, hits, misses):
    """The two parameters of a Beta distribution after so many cases."""
    mean, strength = expectation
    return strength * mean + hits, strength * (1.0 - mean) + misses


def check_expectations(expected, naming):
    """Raise where an expectation or a task makes no sense."""
    for what, (mean, strength) in zip(Informant._fields, expected, strict=True):
        if not (0.0 < mean < 1.0 and strength > 0.0):
            raise Mistake(
                f"{what}: mean {mean} must lie between 0 and 1, strength {strength} above 0"
            )
    if naming.labels < 2:
        raise Mistake(f"labels {naming.labels}: must be at least 2")
    if not 0.0 <= naming.unhelpful <= naming.helpful <= 1.0:
        raise Mistake(
            f"unhelpful {naming.unhelpful}, helpful {naming.helpful}: must lie in [0, 1], "
            "in this order"
        )


ANSWERS = {"whom to ask": preference, "whether to believe": reliability}
