"""What can happen in a room, each a line of its file: it opens, people come, ask, vote and see."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from trustsim.measures import Estimate
from trustsim.showing.dashboard.predictions import Result, questions


class Happening(BaseModel):
    """Something that happened at a time."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    time: str


class Opened(Happening):
    """The room was opened: the code of those who come, and the key of the lecturer."""

    what: Literal["opened"] = "opened"
    code: str
    key: str


class Came(Happening):
    """Somebody came in, under a name of their own."""

    what: Literal["came"] = "came"
    person: str
    name: str


class Asked(Happening):
    """The lecturer asked a question of some people."""

    what: Literal["asked"] = "asked"
    number: int
    title: str  # of the question
    people: str  # the set-up, as TOML
    caregiver: str  # its title
    seed: int

    @field_validator("title")
    @classmethod
    def is_there(cls, title):
        """The title, of a question that there is."""
        if title not in (each.title for each in questions()):
            raise ValueError(title)
        return title


class Voted(Happening):
    """Somebody predicted; says all that a table of votes has, whatever becomes of other lines."""

    what: Literal["voted"] = "voted"
    number: int
    person: str
    name: str
    title: str
    predicted: Literal["left", "right", "neither"]
    words: str  # of the prediction
    caregiver: str
    seed: int


class Shown(Happening):
    """The lecturer showed what the model answers, and what was found."""

    what: Literal["shown"] = "shown"
    number: int
    left: float
    right: float
    difference: tuple[float, float, float]  # mean, low, high
    side: Literal["left", "right", "neither"]

    @property
    def result(self):
        """What the model answers."""
        return Result(self.left, self.right, Estimate(*self.difference), self.side)


KINDS = Annotated[Opened | Came | Asked | Voted | Shown, Field(discriminator="what")]
LINE = TypeAdapter(KINDS)
