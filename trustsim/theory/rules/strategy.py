"""What to do with distress: seek, minimise or maximise, as relief has taught."""

import math

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import expectation
from trustsim.theory.states import Values

SEEK, MINIMISE, MAXIMISE = 0, 1, 2


@rule
def expected_response(bond, theory):
    """How surely an answer is expected, in (0, 1)."""
    return expectation(bond.response, theory.default_answered, theory.default_unanswered)


@rule
def propensities(bond, theory):
    """Probabilities of seeking, minimising and maximising (eq. 2).

    While it is uncertain whether an answer comes, calling louder earns a bonus.
    """
    values = bond.strategies
    response = expected_response(bond, theory)
    bonus = theory.uncertainty_bonus * 4.0 * response * (1.0 - response)
    minimise = math.exp(theory.consistency * (values.minimise - values.seek))
    maximise = math.exp(theory.consistency * (values.maximise + bonus - values.seek))
    total = 1.0 + minimise + maximise
    return 1.0 / total, minimise / total, maximise / total


@rule
def gain(strategy, theory):
    """How much of what is felt is shown (eq. 3)."""
    if strategy == SEEK:
        return 1.0
    if strategy == MINIMISE:
        return theory.minimising_gain
    return theory.maximising_gain


@rule
def expected_gain(bond, theory):
    """How much of what is felt this child shows on average (eq. 3).

    Gains are ratios, so the mean is geometric: to show a half is as far from showing what is felt
    as to show the double. Below 1 the child deactivates, above 1 it hyperactivates.
    """
    _, minimise, maximise = propensities(bond, theory)
    return math.exp(
        minimise * math.log(theory.minimising_gain) + maximise * math.log(theory.maximising_gain)
    )


@rule
def shown(arousal, gain):
    """Strength of the signal (eq. 3)."""
    return min(1.0, gain * arousal)


@rule
def effort(arousal, gain, theory):
    """What it costs to show more or less than is felt (eq. 3)."""
    return theory.effort * abs(gain - 1.0) * arousal


@rule
def learnt(values, strategy, relief, infant, theory):
    """The value of the strategy follows the relief it brought (eq. 11); nothing else shapes it."""
    rate = min(1.0, theory.learning_rate * infant.learning)
    if strategy == SEEK:
        return Values(values.seek + rate * (relief - values.seek), values.minimise, values.maximise)
    if strategy == MINIMISE:
        return Values(
            values.seek, values.minimise + rate * (relief - values.minimise), values.maximise
        )
    return Values(values.seek, values.minimise, values.maximise + rate * (relief - values.maximise))
