"""Where the model departs from theory or children, and the question that a page then asks."""

import tomllib
from functools import cache
from pathlib import Path

from trustsim.showing.dashboard.parts import tag

FILE = Path(__file__).parent / "doubts.toml"


@cache
def departures():
    """The question, and every departure that a page tells."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def of_page(page):
    """What a page says of the model that theory or children do not."""
    return [each["words"] for each in departures()["doubt"] if page in each["pages"]]


def of_pattern(pattern):
    """What is said where this pattern of the literature fails."""
    return [each["words"] for each in departures()["doubt"] if each.get("pattern") == pattern]


def Doubts(said):
    """These departures, and the question; nothing where there are none."""
    if said:
        with tag("div", words="ts-note ts-doubt", role="note"):
            for words in said:
                tag("p", words)
            tag("p", tag("b", departures()["question"]))
