"""Who is in a child's life: the table ``[cast]``, and with whom a child comes to a visit.

``[cast.NAME]`` is one more person whom the child knows; it says what differs from the reference
population, as ``[caregiver]`` does of the mother.
"""

from typing import Annotated, NamedTuple

from pydantic import Field

from trustsim.mistakes import Mistake, choice

MOTHER, ADULTS, PLAYMATES = "mother", "adults", "playmates"
CROWDS = (ADULTS, PLAYMATES)
COMFORTS = "whoever_comforts"  # most often, as the figure of a phase
RESERVED = (MOTHER, *CROWDS, COMFORTS, "caregiver", "infant", "others", "stranger", "playmate")
OTHERS = "others"  # adults, and playmates more and more, as [childhood] says
ONE_OF = "one_of"  # in [cast.NAME]: of how many such persons each learner comes to one
NAME = r"^[a-z][a-z0-9_]{0,39}$"
Name = Annotated[str, Field(pattern=NAME)]

With = Annotated[
    Name | list[Name] | None,
    Field(alias="with", description="with whom the child comes; the mother if left out"),
]
Against = Annotated[
    Name | None,
    Field(description="who contradicts, of those whom the child knows; a stranger if left out"),
]
Lasting = Annotated[
    bool,
    Field(description="whether what it does to the child lasts; else the visit teaches nothing"),
]


class Companions(NamedTuple):
    """With whom a child comes to a visit, and whether it goes on as the visit has left it."""

    whom: tuple = (MOTHER,)
    against: str | None = None
    lasting: bool = False


def unreserved(cast):
    """Raise Mistake for a person of this name whom there is already."""
    for name in cast:
        if name in RESERVED:
            raise Mistake(f"[cast.{name}]: there is one already; call this person otherwise")


def companions(name, visit, cast):
    """With whom a child comes to a visit, one after the other, who contradicts, and if it lasts."""
    given = [visit.whom] if isinstance(visit.whom, str) else visit.whom
    whom, against = tuple(given or (MOTHER,)), getattr(visit, "against", None)
    for each in whom:
        choice(f"[visits.{name}] with", each, (MOTHER, *cast))
    if len(set(whom)) < len(whom):
        raise Mistake(f"[visits.{name}] with names somebody twice")
    if against is not None:
        choice(f"[visits.{name}] against", against, (MOTHER, *cast))
        if against in whom:
            raise Mistake(f"[visits.{name}] {against} cannot contradict {against}")
    return Companions(whom, against, visit.lasting)
