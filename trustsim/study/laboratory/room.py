"""What a child carries from one event of a visit to the next."""

from typing import NamedTuple

from trustsim.theory.states import Bond, Count


class Impression(NamedTuple):
    """What a child thinks of somebody it has met in this visit."""

    help_expected: float  # beforehand, as of people in general
    knowledge_expected: float
    helpfulness: Count  # and what was counted since
    knowledge: Count
    liar: float  # how surely this one is taken for a liar


class Shown(NamedTuple):
    """Evidence for the first of two answers (nats): of the kind, or as the speaker's own view."""

    generic: float
    first: float
    second: float


class Rival(NamedTuple):
    """Who contradicts the partner: somebody whom the child knows, by this bond, or a stranger."""

    known: bool
    bond: Bond


STRANGER = Rival(False, Bond())


class Room(NamedTuple):
    """A visit as it stands: the child's arousal, the two others, and what they have shown."""

    arousal: float
    first: Impression
    second: Impression
    shown: Shown
