"""A child as an observer with sight of its state would describe it."""

from typing import NamedTuple

from trustsim.theory.compiled import rule
from trustsim.theory.encounters.lessons import clarity, trust_in_unknown
from trustsim.theory.rules import mentalising, strategy, trust, vigilance


class Portrait(NamedTuple):
    """A child's state in the words of the theory; every item in [0, 1] unless it is a count."""

    seek: float
    minimise: float
    maximise: float
    response: float
    threat: float
    trust_in_figure: float
    trust_in_unknown: float
    clarity: float
    tension: float
    vigilance: float  # towards somebody unknown who gives no cue
    vigilance_to_figure: float  # towards the attachment figure who gives none
    credulity: float  # probability of taking in what somebody unknown says wrongly, with a cue
    generic_right: float  # lessons learnt
    generic_wrong: float
    bound_right: float
    bound_wrong: float
    met: float  # lessons with other people


class BondPortrait(NamedTuple):
    """What a child expects of one whom it knows; every item in [0, 1]."""

    seek: float
    minimise: float
    maximise: float
    response: float
    threat: float
    helpfulness: float
    knowledge: float
    trust: float


@rule
def bond_portrait(bond, theory):
    """One bond as an observer with sight of the state would describe it."""
    seek, minimise, maximise = strategy.propensities(bond, theory.strategy)
    return BondPortrait(
        seek,
        minimise,
        maximise,
        strategy.expected_response(bond, theory.strategy),
        bond.threat,
        trust.helpfulness(bond, theory.trust),
        trust.knowledge(bond, theory.trust),
        trust.trust(bond, theory.trust),
    )


@rule
def portrait(mind, theory):
    """The child as an observer with sight of the state would describe it."""
    seek, minimise, maximise = strategy.propensities(mind.figure, theory.strategy)
    figure, unknown = trust.trust(mind.figure, theory.trust), trust_in_unknown(mind, theory)
    clear = clarity(mind, theory)
    scrutiny = mentalising.mentalising(mind.me.tension, theory.mentalising)
    open_to_cue = vigilance.gate(True, unknown, mind.people.threat, theory.vigilance)
    return Portrait(
        seek,
        minimise,
        maximise,
        strategy.expected_response(mind.figure, theory.strategy),
        mind.figure.threat,
        figure,
        unknown,
        clear,
        mind.me.tension,
        1.0 - vigilance.gate(False, unknown, mind.people.threat, theory.vigilance),
        1.0 - vigilance.gate(False, figure, mind.figure.threat, theory.vigilance),
        open_to_cue * (1.0 - vigilance.content_check(clear, scrutiny, theory.vigilance)),
        mind.me.learnt.generic_right,
        mind.me.learnt.generic_wrong,
        mind.me.learnt.bound_right,
        mind.me.learnt.bound_wrong,
        mind.me.met,
    )
