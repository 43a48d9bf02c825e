"""A child as an observer with sight of its state would describe it."""

from typing import NamedTuple

from trustsim.theory.compiled import rule
from trustsim.theory.encounters.hearing import clarity
from trustsim.theory.rules import mentalising, strategy, threat, trust, vigilance


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
    threat_of_unknown: float  # expected of somebody unknown
    reflection: float  # mentalising in calm


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
    seek, minimise, maximise = strategy.propensities(bond, theory)
    return BondPortrait(
        seek,
        minimise,
        maximise,
        strategy.expected_response(bond, theory),
        threat.expected(bond, theory),
        trust.helpfulness(bond, theory),
        trust.knowledge(bond, theory),
        trust.trust(bond, theory),
    )


@rule
def portrait(mind, theory):
    """The child as an observer with sight of the state would describe it."""
    seek, minimise, maximise = strategy.propensities(mind.figure, theory)
    figure, feared = trust.trust(mind.figure, theory), threat.expected(mind.figure, theory)
    unknown = trust.trust(mind.people, theory)
    dread = threat.expected(mind.people, theory)
    me, clear = mind.me, clarity(mind.me, theory)
    check = vigilance.content_check(
        clear, mentalising.mentalising(me, me.tension, theory), theory.vigilance
    )
    return Portrait(
        seek,
        minimise,
        maximise,
        strategy.expected_response(mind.figure, theory),
        feared,
        figure,
        unknown,
        clear,
        me.tension,
        1.0 - vigilance.gate(False, unknown, dread, theory.vigilance),
        1.0 - vigilance.gate(False, figure, feared, theory.vigilance),
        vigilance.gate(True, unknown, dread, theory.vigilance) * (1.0 - check),
        me.learnt.generic_right,
        me.learnt.generic_wrong,
        me.learnt.bound_right,
        me.learnt.bound_wrong,
        me.met,
        dread,
        mentalising.reflection(me, theory.reflection),
    )
