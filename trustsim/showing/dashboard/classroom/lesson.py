"""A teacher's page: a lesson of 45 minutes, part by part, with its questions and pages at hand."""

import tomllib
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import solara

from trustsim.showing.dashboard import app
from trustsim.showing.dashboard.classroom import here
from trustsim.showing.dashboard.classroom.lecturer import Gate, ask
from trustsim.showing.dashboard.classroom.votes import seen
from trustsim.showing.dashboard.frame import Leading
from trustsim.showing.dashboard.parts import Button, Card, Div, Head, tag
from trustsim.showing.dashboard.predictions import titled

FILE = Path(__file__).parent / "lesson.toml"


class Part(NamedTuple):
    """A part of the lesson: how long it is, what is done, what is asked, which page is opened."""

    minutes: int
    title: str
    words: str
    question: str = ""
    page: str = ""


@cache
def parts():
    """The parts of the lesson, one after the other."""
    return tuple(Part(**each) for each in tomllib.loads(FILE.read_text(encoding="utf-8"))["part"])


def begins():
    """The minute at which each part begins, and the one at which the lesson ends."""
    return list(accumulate((each.minutes for each in parts()), initial=0))


def label_of_page(page):
    """What a page is called."""
    return next(each.label for each in app.routes if each.path.strip("/") == page.strip("/"))


@solara.component
def Lesson():
    """The page."""
    Gate(Plan)


@solara.component
def Plan():
    """The plan, for somebody who has the key."""
    look = here.use_seen(seen)
    minutes = begins()
    Head(f"A lesson of {minutes[-1]} minutes", "What to do when; a question is asked from here.")
    Leading("/lecturer", "Back to the lecturer's page")
    with tag("ol", words="ts-lesson"):
        for part, start, end in zip(parts(), minutes[:-1], minutes[1:], strict=True):
            with tag("li"), Card(f"{start}–{end}  {part.title}"):
                tag("p", part.words)
                with Div(words="ts-row"):
                    if part.question:
                        Asking(part.question, look)
                    if part.page:
                        Leading(part.page, f"Open: {label_of_page(part.page)}")


@solara.component
def Asking(title, look):
    """The button that asks a question, and what has come of it."""
    asked = bool(look) and look.asked.title == title
    Button(f"Ask: {title}", lambda: ask(titled(title)), pressed=asked)
    with tag("span", role="status"):
        if asked:
            given = sum(look.tally.values())
            tag("span", f"{given} of {look.people} have predicted.", words="ts-caption")
