"""What the days of a child hold: the table ``[life]``, of those whom ``cast`` has.

``[life.NAME]`` is a phase of life: from which age to which, whose child it is, and the lines of its
days. A config without ``[life]`` has the one phase that ``[childhood]`` describes.
"""

from typing import Annotated, Literal, NamedTuple

import pydantic
from pydantic import ConfigDict, Field

from trustsim.mistakes import Mistake, choice
from trustsim.study.cast import COMFORTS, CROWDS, MOTHER, OTHERS, unreserved
from trustsim.theory.about import OLDEST
from trustsim.theory.encounters.messages import Kind

WORDS = {"distress": Kind.DISTRESS, "play": Kind.PLAY, "lesson": Kind.LESSON}
FOR_LIFE = OLDEST + 1.0  # months
CHILDHOOD = "usual childhood"  # no [life.NAME] can be called so
EXACT = 1e-9  # how nearly shares add up to 1
REPLACED = ("distress", "play", "lessons", "lessons_from")  # keys that a [life] says otherwise

STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
Times = Annotated[int, Field(ge=1, le=50, json_schema_extra={"unit": "encounters a day"})]
Age = Annotated[float, Field(ge=0, le=OLDEST, json_schema_extra={"unit": "months"})]
Share = Annotated[float, Field(gt=0, le=1, json_schema_extra={"unit": "share"})]


class LineTable(pydantic.BaseModel):
    """One line of a day: so many encounters of one kind, and with whom."""

    model_config = STRICT
    distress: Times | None = None
    play: Times | None = None
    lesson: Times | None = None
    whom: Annotated[
        str | dict[str, Share],
        Field(alias="with", description="a person, or several with the share of each"),
    ]  # fmt: skip
    away: Annotated[
        Literal[OTHERS] | None,
        Field(alias="or", description="with whom instead, where the child ventures out"),
    ] = None
    every: Annotated[int, Field(ge=1, le=366, description="days; 7 is once a week")] = 1


class PhaseTable(pydantic.BaseModel):
    """A phase of life: from when to when, and what its days hold."""

    model_config = STRICT
    begins: Annotated[Age, Field(alias="from", description="age at which it begins")] = 0.0
    until: Annotated[Age | None, Field(description="age at which it ends; never if left out")] = (
        None
    )
    figure: Annotated[
        str | None,
        Field(
            description="who is the attachment figure from its beginning on: a person, or "
            f"{COMFORTS}"
        ),
    ] = None
    bears: Annotated[
        float,
        Field(
            ge=0,
            le=1,
            description="how much one standard deviation of what the family has to bear adds to "
            "one's own distress",
            json_schema_extra={"unit": "arousal"},
        ),
    ] = 0.0
    day: Annotated[
        list[LineTable], Field(min_length=1, max_length=50, description="what a day holds")
    ]


class LifeEventTable(pydantic.BaseModel):
    """Something that befalls the family: a loss, a move, an illness."""

    model_config = STRICT
    months: Annotated[Age, Field(description="the child's age at which it happens")]
    hardship: Annotated[
        float,
        Field(
            ge=-10,
            le=10,
            description="what it adds to what the family has to bear, and fades over months; "
            "a relief if negative",
            json_schema_extra={"unit": "standard deviations"},
        ),
    ]


EVERY = 7  # days
Visits = Annotated[
    int,
    Field(ge=1, le=10_000, description="how many visits there are from each of these ages on"),
]
Interval = Annotated[
    int, Field(ge=1, le=10_000, description="days from one of them to the next; 7 is weekly")
]


class LifeEvent(NamedTuple):
    """Something that befalls the family, at which age of the child, and how much it weighs."""

    months: float
    hardship: float  # standard deviations


class Habit(NamedTuple):
    """One line of a phase's days, in words."""

    kind: Kind
    times: int
    whom: dict  # name -> share of the encounters
    ventures: bool = False  # with others instead, on days on which the child ventures out
    every: int = 1


class Phase(NamedTuple):
    """One phase of life."""

    name: str
    begins: float  # months
    until: float
    figure: str | None
    day: tuple
    bears: float = 0.0  # arousal per standard deviation of hardship


def phases(life, childhood, cast):
    """The phases of a life, from the tables of a config; the childhood where there are none.

    ``life`` maps names to tables as pydantic has checked them, ``cast`` are the names of the
    persons added. Raises Mistake for a person whom there is, and a line that cannot be lived.
    """
    unreserved(cast)
    if not life:
        return (usual(childhood),)
    return tuple(phase(name, table, (MOTHER, *cast)) for name, table in life.items())


def usual(childhood):
    """The phase that ``[childhood]`` describes: distress and play with the mother, and lessons."""
    return Phase(
        CHILDHOOD, 0.0, FOR_LIFE, None,
        (
            Habit(Kind.DISTRESS, childhood.distress, {MOTHER: 1.0}),
            Habit(Kind.PLAY, childhood.play, {MOTHER: 1.0}),
            Habit(Kind.LESSON, childhood.lessons, {MOTHER: 1.0}, ventures=True),
        ),
    )  # fmt: skip


def phase(name, table, known):
    """One phase from its table."""
    head = f"[life.{name}]"
    until = FOR_LIFE if table.until is None else table.until
    if not table.begins < until:
        raise Mistake(f"{head} from = {table.begins:g} is not before until = {until:g}")
    if table.figure is not None:
        choice(f"{head} figure", table.figure, (*known, COMFORTS))
    day = tuple(habit(f"{head} day, line {n}:", line, known) for n, line in enumerate(table.day, 1))
    return Phase(name, table.begins, until, table.figure, day, table.bears)


def habit(head, line, known):
    """One line of a day from its table."""
    given = [word for word in WORDS if getattr(line, word) is not None]
    if len(given) != 1:
        said = " and ".join(given) or "nothing"
        raise Mistake(f"{head} says {said}; give one of {', '.join(WORDS)}")
    (word,) = given
    kind = WORDS[word]
    whom = {line.whom: 1.0} if isinstance(line.whom, str) else dict(line.whom)
    if not whom:
        raise Mistake(f"{head} with is empty; name at least one of {', '.join(known)}")
    for name in whom:
        choice(f"{head} with", name, [*known, *(CROWDS if kind is Kind.LESSON else ())])
    if abs(sum(whom.values()) - 1.0) > EXACT:
        raise Mistake(f"{head} the shares of {', '.join(whom)} must add up to 1")
    if line.away and kind is not Kind.LESSON:
        raise Mistake(f"{head} only lessons are had with others instead; leave out or")
    return Habit(kind, getattr(line, word), whom, line.away is not None, line.every)
