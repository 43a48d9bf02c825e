"""The room of this server, as a page sees it: what there is now, who looks, and each change."""

from threading import Event, Thread
from time import sleep
from typing import NamedTuple

import solara
import solara.lab

from trustsim.showing.dashboard.classroom.door import KEY, same
from trustsim.showing.dashboard.classroom.room import Room, person
from trustsim.showing.dashboard.limits import LOOPBACK

OFTEN = 0.2  # seconds between two looks, in which many may vote
PATIENCE = 2.0  # seconds after which somebody who waits looks whether the page was left


class Here(NamedTuple):
    """The room of this server, and where it is."""

    room: Room
    address: str


served = []  # one Here, once its room is open


def open_room(folder, address):
    """Open the room of this server, which is kept in a folder. Raises Mistake."""
    served.append(Here(Room(folder), address))
    return room()


def room():
    """The room of this server."""
    return served[0].room


def address():
    """Where this server is."""
    return served[0].address


def link():
    """How others come into the room: what the QR code says."""
    return f"{address()}/room?code={room().state.code}"


def alone():
    """Does nobody else reach this address?"""
    host = address().removeprefix("http://").rpartition(":")[0]
    return host in LOOPBACK or host.startswith("127.")


def me():
    """Who looks at this page."""
    return person(solara.get_session_id())


def lectures():
    """Does the lecturer look at this page?"""
    cookies = solara.lab.cookies.value or {}
    key = room().state.key
    return any(same(cookies[name], key) for name in cookies if name.startswith(KEY))


@solara.component_vue("back.vue")
def Back():
    """A page that opens anew by itself once the server is there again."""


def use_seen(view):
    """What ``view`` makes of the state of the room, now and whenever that becomes another."""
    seen = solara.use_reactive(view(room().state))

    def look():
        left = Event()

        def watch():
            state = None
            while not left.is_set():
                state = room().changed(state, PATIENCE)
                if not left.is_set():
                    seen.value = view(state)
                sleep(OFTEN)

        Thread(target=watch, daemon=True).start()
        return left.set

    solara.use_effect(look, [])
    return seen.value
