"""What the address of a page carries: reload, Back and a shared link restore what was chosen.

Whatever can be chosen on a page is kept here, each under a name of its own::

    age = address.kept("cohort.age", None, address.number(0, 1200))

``age.value`` is what this user has chosen, and is set as any value of solara. The address names
what is no longer as at first; each new choice is a step that Back and Undo take back.
"""

import math
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode

import solara

from trustsim.mistakes import Mistake
from trustsim.showing.dashboard.limits import check_length

LINKED = "the link"
MOST_STEPS = 100  # that can be undone
CHOICES = {}  # name -> Choice


class Choice(NamedTuple):
    """Something that can be chosen, and how an address writes and reads it."""

    value: solara.Reactive
    first: object
    read: Callable
    write: Callable
    passing: bool


class Steps(NamedTuple):
    """Addresses that one has been at, is at, and has come back from by Undo."""

    past: tuple = ()
    now: str = ""
    future: tuple = ()
    number: int = 0  # of the step, for the browser
    part: str = ""  # what was moved, where several moves of it are one step


steps = solara.reactive(Steps())
part = solara.reactive("")  # what is moved just now


def kept(name, first, read=str, write=str, passing=False):
    """Something that can be chosen, at first ``first``; ``read`` takes the text of ``write``.

    It raises ValueError or the like, or a Mistake, for what was not written so. What is ``passing``
    goes on while one watches, and is no step to take back.
    """
    value = solara.reactive(first)
    CHOICES[name] = Choice(value, first, read, write, passing)
    return value


def number(low, high, kind=float):
    """How a number in a range is read."""

    def read(text):
        found = kind(text)
        if not (math.isfinite(found) and low <= found <= high):
            raise ValueError(text)
        return found

    return read


def whole_number(low, high):
    """How a whole number in a range is read."""
    return number(low, high, int)


def written():
    """The part of an address that carries what was chosen and is not as at first."""
    return urlencode(
        {
            name: each.write(each.value.value)
            for name, each in CHOICES.items()
            if each.value.value != each.first
        }
    )


def restore(search):
    """Choose what an address carries, and what it does not name as at first.

    Raises Mistake for what cannot be read, which then is as at first.
    """
    search = search or ""
    check_length(LINKED, len(search))
    asked, wrong = parse_qs(search.removeprefix("?"), keep_blank_values=True), None
    for name, each in CHOICES.items():
        try:
            each.value.value = each.read(asked[name][0]) if name in asked else each.first
        except Mistake as mistake:
            each.value.value, wrong = each.first, mistake
        except (ValueError, TypeError, ArithmeticError, RecursionError):
            each.value.value, wrong = (
                each.first,
                Mistake(f"{LINKED}: is cut off or altered; copy the whole of it"),
            )
    if wrong:
        raise wrong


def moving(what):
    """Say what is moved next: as long as nothing else is, all its moves are one step."""
    part.value = what


def note():
    """Note what is chosen now, as a step of its own unless it goes on with the one before."""
    query, last, moved = written(), steps.value, part.value
    if query == last.now:
        return
    if passed(query, last.now) or (moved and moved == last.part):
        steps.value = last._replace(now=query)
    else:
        past = (*last.past, last.now)[-MOST_STEPS:]
        steps.value = Steps(past, query, (), last.number + 1, moved)
    part.value = ""


def passed(query, before):
    """Do two addresses differ only in what goes on while one watches?"""
    one, other = parse_qs(query), parse_qs(before)
    return all(
        CHOICES[name].passing
        for name in one.keys() | other.keys()
        if one.get(name) != other.get(name)
    )


def came(search):
    """Be where an address says: it was opened, or one came back to it."""
    if (search or "").removeprefix("?") == steps.value.now:
        return
    try:
        restore(search)
    finally:
        steps.value = steps.value._replace(now=written(), part="")


def undo():
    """Take the last step back."""
    past, now, future, *_ = steps.value
    if past:
        back(past[:-1], past[-1], (now, *future))


def redo():
    """Take a step again that was taken back."""
    past, now, future, *_ = steps.value
    if future:
        back((*past, now), future[0], future[1:])


def back(past, now, future):
    """Be at one of the steps."""
    steps.value = steps.value._replace(past=past, now=now, future=future, part="")
    restore(now)


@solara.component_vue("copy.vue")
def Copy(path: str, query: str):
    """Copy a link, or what somebody on another computer types to be here."""


@solara.component
def CopyLink():
    """How somebody else comes to what is chosen here."""
    Copy(path=solara.use_router().path, query=steps.value.now)


@solara.component_vue("address.vue")
def Bar(here: dict, event_came: Callable):
    """The address of the browser."""


@solara.component
def Remembered(come: Callable):
    """Keeps the address of the browser; ``come`` is told when one goes back to an earlier one."""
    solara.use_effect(note, [written()])
    path, said = solara.use_router().path, steps.value
    turn, set_turn = solara.use_state(0)  # how often one has gone back or forward

    def went(place):
        come(place["search"])
        set_turn(place["turn"])

    Bar(
        here={"path": path, "query": said.now, "number": said.number, "turn": turn},
        event_came=went,
    )
