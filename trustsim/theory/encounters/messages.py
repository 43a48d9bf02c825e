"""What people exchange in an encounter."""

from enum import IntEnum
from typing import NamedTuple

FIGURE, OTHER = 0, 1  # partners: the attachment figure, anybody else


class Kind(IntEnum):
    """Kinds of encounter in everyday life."""

    DISTRESS = 0
    PLAY = 1
    LESSON = 2


class Response(IntEnum):
    """Kinds of answer to a signal."""

    NONE = 0  # not noticed
    FRIGHTENING = 1
    REBUFFING = 2
    MIRRORING = 3
    STIMULATING = 4  # in play, regardless of the child's lead


NONE = int(Response.NONE)
FRIGHTENING = int(Response.FRIGHTENING)
REBUFFING = int(Response.REBUFFING)
MIRRORING = int(Response.MIRRORING)
STIMULATING = int(Response.STIMULATING)


class Signal(NamedTuple):
    """What the child shows of what it feels."""

    strategy: int
    arousal: float
    gain: float
    strength: float


class Heeded(NamedTuple):
    """What the partner answers to: how strong it is, and whether it is foreign to the child."""

    strength: float
    foreign: bool


class Answer(NamedTuple):
    """How the partner responds; marked mirroring is itself an ostensive cue."""

    kind: int
    congruent: bool
    marked: bool


class Testimony(NamedTuple):
    """What the partner says in a lesson, and whether the child was addressed with a cue."""

    right: bool
    cue: bool


class Hearing(NamedTuple):
    """What became of a message on its way: attended to, taken for unkind, let in?"""

    attended: bool
    unkind: bool
    let_in: bool


class Told(NamedTuple):
    """What an encounter tells of the other: help, knowledge and threat."""

    case: float  # 1 if it tells of help at all
    helped: float
    harmed: float
    knew: float
    erred: float
    alarming: bool  # could it have been frightening?
    frightened: bool  # and was it?


class Considered(NamedTuple):
    """What became of a message of a lesson: kept, taken as a sign of what the speaker is like?"""

    hearing: Hearing
    kept: bool
    judged: float  # how far it is taken as a sign of what the speaker knows and means
    believed: float  # how surely it is taken as right, where it is judged


class Reasons(NamedTuple):
    """What speaks for the attachment figure's claim, in nats, and the probability of siding."""

    word: float
    word_of_other: float
    closeness: float
    seen: float
    probability: float
