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

    **Eq. 2, propensities.** The strategy that has brought more relief is chosen more often; while
    it is uncertain whether an answer comes, maximising earns a bonus. Here `response` is the
    expectation (eq. 30) with `theory.strategy.default_answered` cases for and
    `theory.strategy.default_unanswered` against credited beforehand.

        bonus = theory.strategy.uncertainty_bonus * 4 * response * (1 - response)
        P(k)  = exp(theory.strategy.consistency * value_k) / sum of the same over all three
        value = seek,  minimise,  maximise + bonus
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

    Below 1 the child deactivates, above 1 it hyperactivates.

    **Eq. 3, gain, signal and effort.** A strategy shows as much as is felt, less, or more, and
    showing less or more costs effort. Gains are ratios, so the expected gain is their geometric
    mean over strategies.

        gain          = 1 (seek),  theory.strategy.minimising_gain,  theory.strategy.maximising_gain
        signal        = min(1, gain * arousal)
        effort        = theory.strategy.effort * |gain - 1| * arousal
        expected_gain = exp(P(minimise) * ln(theory.strategy.minimising_gain)
                            + P(maximise) * ln(theory.strategy.maximising_gain))
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
    """What the strategies have brought, after one of them has brought this much (eqs 11, 40).

    **Eq. 11, learning a strategy.** A strategy is worth the relief, less its effort, that it has
    brought per use; nothing else shapes it. Uses fade as cases do (eq. 30) with each use of the
    same strategy, each counts as `infant.learning` uses, and as many as `theory.strategy.untried`
    are credited beforehand that brought nothing. Uses stand in two stores (eq. 40).

        relief        = arousal - after - effort
        brought       = brought * retention + infant.learning * relief
        uses          = uses * retention + infant.learning
        value         = brought / (uses + theory.strategy.untried)
        retention     = theory.strategy.retention
    """
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
