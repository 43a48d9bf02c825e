"""What to do with distress: seek, minimise or maximise, as relief has taught."""

import math

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import expectation, remembered
from trustsim.theory.states import Brought, Relief, Strategies, Values

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
        value(lately.seek, lasting.seek, theory),
        value(lately.minimise, lasting.minimise, theory),
        value(lately.maximise, lasting.maximise, theory),
    )


@rule
def value(lately, lasting, theory):
    """What one strategy is expected to bring, from both stores (eqs 11, 40)."""
    untried = theory.strategy.untried
    return remembered(a_use(lately, untried), a_use(lasting, untried), theory.memory)


@rule
def a_use(brought, untried):
    """Relief per use, with uses credited beforehand that have brought none (eq. 11)."""
    return brought.relief / (brought.uses + untried)


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
    """What the strategies have brought, after one of them has brought this much (eqs 11, 40)."""
    fades = 1.0 - theory.strategy.retention
    return Relief(
        used(relief.lately, strategy, brought, 1.0 - fades, infant),
        used(relief.lasting, strategy, brought, 1.0 - theory.memory.slowness * fades, infant),
    )


@rule
def used(strategies, strategy, relief, retention, infant):
    """One use more of a strategy; nothing but the relief it brings shapes it (eq. 11)."""
    seek, minimise, maximise = strategies
    if strategy == SEEK:
        return Strategies(once_more(seek, relief, retention, infant), minimise, maximise)
    if strategy == MINIMISE:
        return Strategies(seek, once_more(minimise, relief, retention, infant), maximise)
    return Strategies(seek, minimise, once_more(maximise, relief, retention, infant))


@rule
def once_more(brought, relief, retention, infant):
    """One use more, as much as the infant learns; what was brought before fades (eq. 11)."""
    weight = infant.learning
    return Brought(brought.relief * retention + weight * relief, brought.uses * retention + weight)


@rule
def carried_over(strategies, share):
    """What is brought of these strategies to somebody new: a share of their uses (eq. 37)."""
    seek, minimise, maximise = strategies
    return Strategies(
        Brought(share * seek.relief, share * seek.uses),
        Brought(share * minimise.relief, share * minimise.uses),
        Brought(share * maximise.relief, share * maximise.uses),
    )
