"""Who is answered: a page that the dashboard has served itself, at an address of its own.

Any site that somebody has open may ask this computer, under a name of its own that leads here; a
browser says in ``Host`` and in ``Origin`` who asks.
"""

import asyncio
from typing import NamedTuple

from solara.server.kernel_context import contexts
from solara.server.server import COOKIE_KEY_SESSION_ID
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocketClose
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from trustsim.showing.dashboard.frames import readable_frames
from trustsim.showing.dashboard.limits import LOOPBACK, MOST_SENT

MOST_ASKED = 32_768  # characters of all headers of a request
OF_A_PROXY = b"x-forwarded-"  # how the headers of one begin; there is none before the dashboard
KERNELS = "/jupyter/api/kernels/"
CLOSING = "/_solara/api/close/"


class Refusal(NamedTuple):
    """What somebody is told who is not answered."""

    status: int
    words: str


def guarded(app, port, hosts=LOOPBACK):
    """The app, for whoever asks one of these hosts at this port, from a page of theirs."""
    own = {f"{host}:{port}" for host in hosts} | (set(hosts) if port == 80 else set())

    async def answer(scope, receive, send):
        if scope["type"] == "lifespan":
            return await app(scope, receive, send)
        await asyncio.sleep(0)  # uvicorn has by now refused what it could not read, and hung up
        refused = refusal(HTTPConnection(scope), own)
        if refused and scope["type"] == "websocket":
            return await WebSocketClose(reason=refused.words)(scope, receive, send)  # a plain 403
        if refused:
            return await PlainTextResponse(refused.words, refused.status)(scope, receive, send)
        if scope["type"] == "websocket":
            receive = readable_frames(receive)
        headers = [each for each in scope["headers"] if not each[0].startswith(OF_A_PROXY)]
        return await app(scope | {"headers": headers}, receive, send)

    return answer


def refusal(asked, own):
    """Why somebody is not answered; None for everybody else."""
    if sum(len(name) + len(value) for name, value in asked.headers.items()) > MOST_ASKED:
        return Refusal(431, f"The headers have more than {MOST_ASKED} characters.")
    if too_long(asked.headers.get("content-length", "")):
        return Refusal(413, f"A page sends at most {MOST_SENT} bytes.")
    if asked.headers.get("host", "").lower() not in own:
        return Refusal(
            400, f"The dashboard is at {', '.join(f'http://{host}' for host in sorted(own))}."
        )
    if not set(asked.headers.getlist("origin")) <= {f"http://{host}" for host in own}:
        return Refusal(403, "The dashboard answers only its own pages.")
    path, socket = asked.scope["path"], asked.scope["type"] == "websocket"
    if "\0" in path or (socket and not path.startswith(KERNELS)):
        return Refusal(404, "There is nothing here.")
    if socket or path.startswith(CLOSING):
        return stranger(asked, known=not socket)
    return None


def too_long(length):
    """Does a request announce more than any page sends?"""
    return length.isdecimal() and (len(length) > len(str(MOST_SENT)) or int(length) > MOST_SENT)


def stranger(asked, known):
    """The refusal of who asks for a session that is another's, or is not ``known``."""
    if not asked.query_params.get("session_id"):
        return Refusal(400, "Which session?")
    session = contexts.get(asked.scope["path"].split("/")[4])
    if session is None:
        return Refusal(404, "There is no such session.") if known else None
    if session.session_id != asked.cookies.get(COOKIE_KEY_SESSION_ID):
        return Refusal(403, "This session is another's.")
    return None


class Answering(WebSocketsSansIOProtocol):
    """A socket that answers an opening that it cannot read, where uvicorn's own would be silent."""

    def data_received(self, data):
        """Read on, and refuse what cannot be read."""
        super().data_received(data)
        if self.conn.handshake_exc and not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
            self.transport.close()
