"""What a child carries from one event of a visit to the next."""

from typing import NamedTuple

from trustsim.theory.states import Bond


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
    """A visit as it stands: arousal, bonds with the two others, what was shown and went wrong."""

    arousal: float
    first: Bond
    second: Bond
    shown: Shown
    wrong: float  # 1 after a trouble in which a patient was hurt, or misread
