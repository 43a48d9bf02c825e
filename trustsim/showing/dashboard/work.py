"""Work that takes a while: done beside the page, told as it goes, dropped when nobody waits for it.

A page stays usable meanwhile. What was worked out before is shown greyed, with its name, until what
is asked for now is there.
"""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import NamedTuple

import solara
import solara.lab

from trustsim.engine.progress import watched_by
from trustsim.mistakes import Mistake
from trustsim.showing.dashboard.parts import Button, Div, tag

OFTEN = 0.5  # seconds between two news of how far it is


class Gone(Exception):
    """Nobody waits for this any more."""


class Far(NamedTuple):
    """How far something is that takes a while."""

    words: str
    done: int
    total: int


class Found(NamedTuple):
    """What was worked out, for what, and the mistake where it could not be."""

    task: object
    of: str
    value: object = None
    mistake: str = ""


class Work(NamedTuple):
    """Where some work is."""

    found: Found | None  # the latest
    pending: bool
    stopped: bool
    far: (
        solara.Reactive
    )  # how far it is; read where it is told alone, so that nothing else is redrawn
    stop: Callable
    go_on: Callable

    @property
    def stale(self):
        """Is what was found not what is asked for now?"""
        return self.pending or self.stopped


def use_work(deed, key, of=""):
    """Do something beside the page whenever ``key`` changes; ``of`` names what comes of it.

    ``deed`` is given ``see(words, done, total)``, which it may call to tell how far it is; that
    ends it (raising Gone) once another one is asked for, the page was left, or it was stopped.
    """
    again, set_again = solara.use_state(0)
    task = solara.use_memo(object, [*key, again])
    wanted, stopped = solara.use_ref(task), solara.use_reactive(None)
    wanted.current = task
    left = solara.use_memo(Event, [])
    solara.use_effect(lambda: left.set, [])
    found, far = solara.use_reactive(None), solara.use_reactive(None)

    def work():
        told = monotonic()

        def see(*news):
            nonlocal told
            if left.is_set() or wanted.current is not task or stopped.peek() is task:
                raise Gone
            if monotonic() - told > OFTEN:
                told, far.value = monotonic(), Far(*news)

        try:
            with watched_by(see):
                made = Found(task, of, deed(see))
            see("", 0, 0)
        except Gone:
            return
        except Mistake as mistake:
            made = Found(task, of, mistake=str(mistake))
        far.value = None
        found.value = made

    solara.lab.use_task(work, dependencies=[task])
    is_there = found.value is not None and found.value.task is task
    return Work(
        found.value,
        pending=not is_there and stopped.value is not task,
        stopped=not is_there and stopped.value is task,
        far=far,
        stop=lambda: stopped.set(task),
        go_on=lambda: set_again(again + 1),
    )


@solara.component
def Later(deed, key, of, show):
    """What ``deed`` works out, shown by ``show`` as soon as it is there; see ``use_work``."""
    work = use_work(deed, key, of)
    with Div(words="ts-later"):
        Progress(work, of)
        Shown(work, of, show)


@solara.component
def Progress(work, of):
    """How far some work is, and a way to stop it."""
    far = work.far.value if work.pending else None
    with Div(words="ts-row ts-working"):
        with tag("span", role="status"):
            if work.pending:
                tag("span", in_words(far, of))
            elif work.stopped:
                tag("span", "Stopped.")
        if work.pending:
            bounds = {"value": far.done, "max": far.total} if known(far) else {}
            tag("progress", aria_label="How far it is", **bounds)
            Button("Stop", work.stop)
        elif work.stopped:
            Button("Go on", work.go_on)


def known(far):
    """Is it known how far it is?"""
    return far is not None and far.total > 0


def in_words(far, of):
    """How far something is."""
    if far is None or not far.words:
        return f"Working out: {of} …"
    return (
        f"{far.words.capitalize()}: {far.done} of {far.total}" if known(far) else f"{far.words} …"
    )


@solara.component
def Shown(work, of, show, told=True):
    """What was found; greyed and named as long as it is not what is asked for.

    Its place is kept until there is something. ``told`` reads aloud what is still shown; of several
    that wait for the same work one alone does.
    """
    if work.found is None:
        return Coming(work, of)
    with Div(words="ts-stale" if work.stale else ""):
        with tag("div", **({"role": "status"} if told else {})):  # is there all the time, or what
            if work.stale:  # is below would not stay what it is
                of_before = "of before" if work.found.of == of else f"still: {work.found.of}"
                said = f"What is below is {of_before}. Asked for: {of}."
                tag("p", said, words="ts-waiting")
        if work.found.mistake:
            tag("p", work.found.mistake, words="ts-wrong")
        else:
            show(work.found.value)


@solara.component
def Coming(work, of):
    """The place of what is not there yet, and what will stand in it."""
    with Div(words="ts-coming"):
        tag("p", "Nothing yet." if work.stopped else f"Here comes: {of}.")
