"""What a learner carries from one encounter to the next.

Everything a child knows about people, about itself and about the world; a rule returns a new one.
"""

from typing import NamedTuple


class Count(NamedTuple):
    """Weighted cases for and against something; older cases fade."""

    hits: float = 0.0
    misses: float = 0.0


class Brought(NamedTuple):
    """The relief that a strategy has brought, and how often it was used; older uses fade."""

    relief: float = 0.0
    uses: float = 0.0


class Strategies(NamedTuple):
    """What each strategy has brought with one partner."""

    seek: Brought = Brought()
    minimise: Brought = Brought()
    maximise: Brought = Brought()


class Values(NamedTuple):
    """The relief that is expected of each strategy with one partner."""

    seek: float = 0.0
    minimise: float = 0.0
    maximise: float = 0.0


class Belief(NamedTuple):
    """Cases for and against something: as it was lately, and as it has been all along."""

    lately: Count = Count()
    lasting: Count = Count()


class Relief(NamedTuple):
    """What the strategies have brought: lately, and all along."""

    lately: Strategies = Strategies()
    lasting: Strategies = Strategies()


class Dread(NamedTuple):
    """The threat that is expected of somebody: after what was lately, and all along."""

    lately: float = 0.0
    lasting: float = 0.0


class Bond(NamedTuple):
    """What a learner has come to expect of one partner, or of people in general."""

    strategies: Relief = Relief()
    response: Belief = Belief()
    threat: Dread = Dread()
    helpfulness: Belief = Belief()
    knowledge: Belief = Belief()
    liar: float = 0.0  # how surely this one is taken for a liar
    standing: Count = Count()  # how the partner has been met: messages let in, and not
    comforted: float = 0.0  # how often this one has comforted lately
    left: float = 0.0  # 1 where the learner comes to this one no more


class Learnt(NamedTuple):
    """Messages taken in: generic (true of the kind) or bound to the person; right or wrong."""

    generic_right: float = 0.0
    generic_wrong: float = 0.0
    bound_right: float = 0.0
    bound_wrong: float = 0.0


class Self(NamedTuple):
    """What a learner is to itself, whoever it is with."""

    clarity: Belief = Belief()
    reflection: Count = Count()
    tension: float = 0.0  # resting arousal
    learnt: Learnt = Learnt()
    met: float = 0.0  # lessons with other people
    caring: Belief = Belief()  # messages on how to care for a child, taken in: right, and wrong


class Mind(NamedTuple):
    """What a learner brings to an encounter: the bond with this partner, and all around it.

    Whoever the partner is stands in the place of ``bond``, so that everybody can comfort, frighten
    and teach by the same rules. ``figure`` is the bond with the attachment figure (the same one
    where she is the partner), ``people`` what people in general are like.
    """

    bond: Bond = Bond()
    figure: Bond = Bond()
    people: Bond = Bond()
    me: Self = Self()
