"""What a user of the story of a therapy has chosen so far: all that is shown follows from it."""

from dataclasses import dataclass, replace

from trustsim.showing.dashboard.story.choices import several, yes
from trustsim.showing.dashboard.story.therapy.hours import WAYS
from trustsim.showing.dashboard.treatments import WORLDS

SAID = 3  # things that are said in the first session


@dataclass(frozen=True)
class Choices:
    """All that has been chosen, in few words, so that a link can carry it."""

    said: tuple[str, ...] = ()  # ways of saying something, in the first session
    world: str = ""  # outside, in the year after it
    outside: bool = False  # looked at what is said outside?
    ended: bool = False


def from_text(text):
    """The choices that ``as_text`` has written. Raises ValueError for any other text."""
    said, world, outside, ended = text.split(".")
    made = Choices(several(said, WAYS), world, yes(outside), yes(ended))
    if world not in ("", *WORLDS) or not in_order(made):
        raise ValueError(text)
    return made


def in_order(choices):
    """Has what comes later been chosen only where all is chosen that comes before it?"""
    said = len(choices.said)
    return (
        said <= SAID
        and (said == SAID or not choices.world)
        and (bool(choices.world) or not choices.outside)
        and (choices.outside or not choices.ended)
    )


def one_less(choices):
    """The choices before the last thing that happened."""
    for name in ("ended", "outside", "world"):
        if getattr(choices, name):
            return replace(choices, **{name: getattr(Choices(), name)})
    return replace(choices, said=choices.said[:-1])
