"""The door of a room: who knows its code is let in, everybody else is asked for it, and no more.

A browser shows what it knows in cookies: the code, and the lecturer's key. The port stands in their
names, since all servers of a computer share the cookies of a browser.
"""

from collections import defaultdict, deque
from hmac import compare_digest
from html import escape
from pathlib import Path
from string import Template
from time import monotonic
from urllib.parse import parse_qsl, urlencode

from solara.server.kernel_context import PageStatus, contexts
from solara.server.server import COOKIE_KEY_SESSION_ID
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.websockets import WebSocketClose

from trustsim.showing.dashboard.limits import MOST_OF_ONE, MOST_PAGES, MOST_TRIES

CODE, KEY = "trustsim-code", "trustsim-key"  # how the cookies begin
FILES = ("/static/", "/jupyter/", "/_solara/")  # what only pages ask for
DAY = 24 * 60 * 60  # seconds for which a browser remembers what it knows
MINUTE = 60.0  # seconds in which only so many codes may be tried
PAGE = Template((Path(__file__).parent / "door.html").read_text(encoding="utf-8"))


class Tries:
    """Who has shown wrong codes lately, and how often: nobody may guess for long."""

    def __init__(self):
        self.wrong = defaultdict(deque)

    def too_many(self, who):
        """Has this computer shown too many in the last minute?"""
        lately = self.wrong.get(who, ())
        while lately and lately[0] < monotonic() - MINUTE:
            lately.popleft()
        if not lately:
            self.wrong.pop(who, None)
        return len(lately) >= MOST_TRIES

    def note(self, who):
        """Another one was wrong."""
        self.wrong[who].append(monotonic())


def admitted(app, room, port):
    """The app, for whoever knows the code of the room."""
    tries = Tries()

    async def answer(scope, receive, send):
        if scope["type"] == "lifespan":
            return await app(scope, receive, send)
        asked = HTTPConnection(scope)
        refused = held_up(asked, room.state, port, tries)
        return await (refused or app)(scope, receive, send)

    return answer


def held_up(asked, state, port, tries):
    """What somebody is answered at the door; None for who may go in."""
    who = asked.client.host if asked.client else ""
    if tries.too_many(who) and not any(is_mine(asked, each) for each in contexts.values()):
        words = "There were too many wrong codes from this computer; wait a minute."
        return refusal(asked, 429, words)
    query = dict(parse_qsl(asked.url.query))
    if asked.scope["type"] == "http" and (query.keys() & {"code", "key"}):
        shown = known(state, query.pop("code", ""), query.pop("key", ""))
        if shown:
            return let_in(asked, shown, query, port)
        tries.note(who)
        return form(asked, query, 403, "There is no room of this code.")
    code = asked.cookies.get(f"{CODE}-{port}", "")
    if not known(state, code, ""):
        if code:
            tries.note(who)
        return form(asked, query, 200, "")
    if words := crowded(asked):
        return refusal(asked, 503, words)
    return None


def known(state, code, key):
    """Cookies of somebody who knows the code of the room, or the lecturer's key, as they begin."""
    if key and same(key, state.key):
        return {CODE: state.code, KEY: state.key}
    return {CODE: state.code} if same(code.strip().upper(), state.code) else {}


def same(one, other):
    """Are two codes or keys the same? How long this takes tells nothing."""
    return compare_digest(one.encode(), other.encode())


def let_in(asked, shown, query, port):
    """Go on to the page that was asked for, by an address that says nothing of what is known."""
    there = "/" + asked.url.path.lstrip("/")
    answer = RedirectResponse(f"{there}?{urlencode(query)}" if query else there, 303)
    for name, value in shown.items():
        answer.set_cookie(f"{name}-{port}", value, max_age=DAY, httponly=True, samesite="lax")
    return answer


def form(asked, query, status, said):
    """The page that asks for the code, and leads to what was asked for; nothing for all else."""
    path = asked.url.path
    if asked.scope["type"] == "websocket" or path.startswith(FILES):
        return refusal(asked, 403, "The room is open to whoever knows its code.")
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in query.items()
    )
    words = f'<p role="alert">{said}</p>' if said else ""
    there = escape("/" + path.lstrip("/"))
    return HTMLResponse(
        PAGE.substitute(said=words, path="/room" if there == "/" else there, asked=hidden),
        status,
        headers={"Cache-Control": "no-store"},
    )


def refusal(asked, status, words):
    """What somebody is told who does not come in."""
    if asked.scope["type"] == "websocket":
        return WebSocketClose(reason=words)
    return PlainTextResponse(words, status)


def is_mine(asked, context):
    """Is this a page of the browser that asks? Only who was let in before has one."""
    return context.session_id == asked.cookies.get(COOKIE_KEY_SESSION_ID)


def crowded(asked):
    """Why there is no room for another page; nothing where there is, or where none is opened."""
    path, socket = asked.url.path, asked.scope["type"] == "websocket"
    if path.startswith(FILES) and not (socket and path.split("/")[4] not in contexts):
        return ""
    mine = [
        each
        for each in contexts.values()
        if is_mine(asked, each) and PageStatus.CONNECTED in each.page_status.values()
    ]
    if len(mine) >= MOST_OF_ONE:
        return f"This browser has {MOST_OF_ONE} pages open; close one of them, and reload this one."
    if len(contexts) >= MOST_PAGES and not mine:
        return "All places are taken; wait until somebody leaves, and reload this page."
    return ""
