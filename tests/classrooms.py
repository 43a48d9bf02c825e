"""A room that is open, its lecturer, and those who come in."""

import json
from contextlib import contextmanager
from typing import NamedTuple

from browsing import PATIENCE, looking, press, served

QUESTION = "A thing that nobody knows"
MOTHER, STRANGER = "The mother's", "The stranger's"


class Open(NamedTuple):
    """A room that is open."""

    address: str
    server: object
    folder: object

    @property
    def opened(self):
        """The code of the room and the lecturer's key."""
        return json.loads(lines(self.folder)[0])

    @property
    def inside(self):
        """How somebody comes in who has scanned the code."""
        return f"/room?code={self.opened['code']}"

    @property
    def lecturing(self):
        """How the lecturer does."""
        return f"/lecturer?key={self.opened['key']}"


def lines(folder):
    """What is written down of a room."""
    return (folder / "room.jsonl").read_text(encoding="utf-8").splitlines()


@contextmanager
def room_open(folder, port="0", host="127.0.0.1"):
    """A room that is kept in a folder, served until it is left."""
    command = ["trustsim", "dashboard", "--share", "--host", host, "--port", port, "--no-open"]
    with served(*command, "--room", str(folder)) as (address, server):
        yield Open(address, server, folder)


@contextmanager
def coming(browser, room, name, **options):
    """Somebody who has come in under a name."""
    with looking(browser, room.address, room.inside, **options) as page:
        called(page, name)
        yield page


def called(page, name):
    """Say who one is."""
    page.get_by_label("Your name here").fill(name)
    press(page, "Come in")
    page.wait_for_selector(f"text=You are {name}.")


def predict(page, words):
    """Choose an answer and commit it, until it is kept."""
    press(page, words)
    page.wait_for_selector("button[aria-pressed=true]")
    press(page, "Commit")
    page.wait_for_selector(".ts-kept")


def counted(page, votes):
    """Wait until the histogram shows so many votes, and say each bar: words -> votes."""
    page.wait_for_selector(f".ts-given:text-matches('^{votes} of')", timeout=PATIENCE)
    return {
        bar.locator("span").first.inner_text(): int(bar.locator("[data-votes]").inner_text())
        for bar in page.locator(".ts-votes li").all()
    }
