"""What to do with distress: seek, minimise or maximise, as relief has taught."""

import math

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import expectation, remembered
from trustsim.theory.states import Relief, Values

SEEK, MINIMISE, MAXIMISE = 0, 1, 2


@rule
def expected_response(bond, theory):
    """How surely an answer is expected, in (0, 1)."""
    return expectation(
        bond.response,
        theory.strategy.default_answered,
        theory.strategy.default_unanswered,
        theory.memory,
    )


@rule
def values(bond, theory):
    """What each strategy is expected to bring with this partner (eqs 11, 40)."""
    lately, lasting = bond.strategies
    return Values(
        remembered(lately.seek, lasting.seek, theory.memory),
        remembered(lately.minimise, lasting.minimise, theory.memory),
        remembered(lately.maximise, lasting.maximise, theory.memory),
    )


@rule
def propensities(bond, theory):
    """Probabilities of seeking, minimising and maximising (eq. 2).

    While it is uncertain whether an answer comes, calling louder earns a bonus.
    """
    seek, quiet, loud = values(bond, theory)
    response, consistency = expected_response(bond, theory), theory.strategy.consistency
    bonus = theory.strategy.uncertainty_bonus * 4.0 * response * (1.0 - response)
    minimise = math.exp(consistency * (quiet - seek))
    maximise = math.exp(consistency * (loud + bonus - seek))
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
    quiet, loud = theory.strategy.minimising_gain, theory.strategy.maximising_gain
    return math.exp(minimise * math.log(quiet) + maximise * math.log(loud))


@rule
def shown(arousal, gain):
    """Strength of the signal (eq. 3)."""
    return min(1.0, gain * arousal)


@rule
def effort(arousal, gain, theory):
    """What it costs to show more or less than is felt (eq. 3)."""
    return theory.effort * abs(gain - 1.0) * arousal


@rule
def learnt(relief, strategy, brought, infant, theory):
    """What the strategies bring, after one of them has brought this much relief (eqs 11, 40)."""
    rate = min(1.0, theory.strategy.learning_rate * infant.learning)
    return Relief(
        valued(relief.lately, strategy, brought, rate),
        valued(relief.lasting, strategy, brought, rate * theory.memory.slowness),
    )


@rule
def valued(values, strategy, relief, rate):
    """The value of a strategy follows the relief it brought (eq. 11); nothing else shapes it."""
    if strategy == SEEK:
        return Values(values.seek + rate * (relief - values.seek), values.minimise, values.maximise)
    if strategy == MINIMISE:
        return Values(
            values.seek, values.minimise + rate * (relief - values.minimise), values.maximise
        )
    return Values(values.seek, values.minimise, values.maximise + rate * (relief - values.maximise))
