"""Something that happened, to be played again as it was, or with one number changed.

The people of the world play it themselves, so that nobody's order of events is written down here,
and a theorist's own person plays it in its own way.
"""

from collections.abc import Callable
from copy import copy
from typing import Annotated, NamedTuple

from trustsim.engine.agents import Infant, Person
from trustsim.engine.household import PEOPLE
from trustsim.engine.world import World
from trustsim.study.laboratory.room import Room
from trustsim.theory.about import assumed
from trustsim.theory.parameters import LearnerTraits, PartnerTraits
from trustsim.theory.states import Self
from trustsim.theory.turns import listening

DEEDS = ("call", "feel", "comfort", "join", "testify")  # that leave a message behind


class Held(NamedTuple):
    """Every number that goes into what happens."""

    bonds: dict  # with this partner, with the figure, with people, with a rival: number -> Bond
    me: Self
    child: LearnerTraits
    partner: PartnerTraits
    mood: Annotated[float | None, assumed(-4, 4, "sd", "beyond which hardly any mood goes")]
    others: PartnerTraits
    hardship: Annotated[float, assumed(-4, 4, "sd", "of what a family bears, as of moods")]
    room: Room | None = None  # of a visit
    share: float | None = None  # of what is seen there, that speaks for the first


class Scene(NamedTuple):
    """Somebody with somebody at one moment, and what they then do."""

    place: World
    infant: Infant
    partner: Person
    held: Held
    deed: Callable  # of the world, the child and ``Held``


class Played(NamedTuple):
    """What came of a scene."""

    turns: list
    said: dict  # deed -> message
    infant: Infant
    came: object


def scene(place, infant, partner, deed, rivals=(), **visit):
    """A scene of this world, in which also the bonds with ``rivals`` count; ``visit``: see Held."""
    place, infant = copy(place), copy(infant)
    infant.model = place
    bonds = {infant.bond, infant.figure, PEOPLE, *rivals}
    moody = place.ties[infant.partners.index(infant.partner)].moody
    held = Held(
        {k: infant.bonds[k] for k in sorted(bonds)},
        infant.me,
        infant.traits,
        partner.traits,
        partner.mood if moody else None,
        place.others.traits,
        infant.hardship,
        **visit,
    )
    return Scene(place, infant, partner, held, deed)


def played(scene, held=None):
    """Play a scene as it was, or with what is ``held`` instead; nobody is changed by it."""
    held = held or scene.held
    place, infant, partner = copy(scene.place), copy(scene.infant), copy(scene.partner)
    place.infants, place.others = [infant], copy(place.others)
    infant.model = partner.model = place.others.model = place
    infant.bonds = [held.bonds.get(k, bond) for k, bond in enumerate(infant.bonds)]
    infant.me, infant.traits, infant.hardship = held.me, held.child, held.hardship
    partner.family, partner.learner = partner.family and infant, partner.learner and infant
    place.others.traits, partner.traits = held.others, held.partner
    if held.mood is not None:
        partner.mood = held.mood
    infant.partners = [partner if each is infant.partner else each for each in infant.partners]
    infant.partner, place.learner, said = partner, infant, {}
    for person in (infant, partner):
        overhear(person, said)
    with listening() as turns:
        came = scene.deed(place, infant, held)
    return Played(turns, said, infant, came)


def overhear(person, said):
    """Note down every message of somebody."""
    for name in DEEDS:
        if hasattr(person, name):

            def deed(*about, real=getattr(person, name), name=name):
                said[name] = real(*about)
                return said[name]

            setattr(person, name, deed)
