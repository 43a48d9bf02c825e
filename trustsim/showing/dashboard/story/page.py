"""A page of a story, and which idea acts on it for the first time."""

from typing import NamedTuple

CLEARLY = 3  # as many of a hundred more or fewer are told as a difference


class Option(NamedTuple):
    """What a user can do next, as a button says it."""

    words: str
    leads_to: NamedTuple  # choices


class Bar(NamedTuple):
    """Something from 0 to 1: now, and before or in another life."""

    words: str
    now: float
    before: float | None


class Page(NamedTuple):
    """What stands on one page of a story."""

    title: str
    scene: dict  # that is drawn
    begins: float  # how far the scene is when it begins to play
    ends: float  # and how far it is played
    lead: str = ""  # said at once
    result: str = ""  # said when the scene has been played
    reason: str = ""  # why it came so, or what else did
    idea: str = ""  # that acts here for the first time
    bars: tuple[Bar, ...] = ()
    measured: str = ""  # what the bars say
    beside: str = ""  # and what else than now
    then: str = ""  # what is asked
    options: tuple[Option, ...] = ()
    ended: bool = False


def plain(shown, serial, ideas):
    """A page as the browser draws it."""
    return {
        "serial": serial,
        "title": shown.title,
        "scene": shown.scene,
        "begins": shown.begins,
        "ends": shown.ends,
        "lead": shown.lead,
        "result": shown.result,
        "reason": shown.reason,
        "idea": ideas.get(shown.idea),
        "bars": [bar._asdict() for bar in shown.bars],
        "measured": shown.measured,
        "beside": shown.beside,
        "then": shown.then,
        "options": [option.words for option in shown.options],
    }


def of_hundred(share):
    """A share as so many of a hundred."""
    return round(100 * share)


def compared(now, other):
    """Is a share more (1) or less (-1) than another, as the bars show both, or much the same?"""
    more = of_hundred(now) - of_hundred(other)
    return 0 if abs(more) < CLEARLY else 1 if more > 0 else -1


def acted(choices, acting, one_less):
    """All ideas that have acted so far, whether or not they were explained when they did."""
    if choices == type(choices)():
        return set()
    return acted(one_less(choices), acting, one_less) | set(acting(choices))


def met(choices, acting, one_less):
    """The ideas that have acted so far, each explained when it did.

    ``acting`` tells which can be seen in the last thing that happened, ``one_less`` the choices
    before it.
    """
    if choices == type(choices)():
        return ()
    before = met(one_less(choices), acting, one_less)
    return (*before, *[idea for idea in acting(choices) if idea not in before][:1])


def fresh(choices, acting, one_less):
    """The idea that acts in the last thing that happened, if it is the first time."""
    before = met(one_less(choices), acting, one_less)
    return next((idea for idea in acting(choices) if idea not in before), "")
