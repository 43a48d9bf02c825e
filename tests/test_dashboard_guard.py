"""The dashboard answers its own pages alone, and nothing that it is sent upsets it."""

import os
import re
import socket
import time
from importlib.util import find_spec

import pytest
from browsing import looking, served

pytestmark = pytest.mark.skipif(find_spec("solara") is None, reason="needs trustsim[dashboard]")

EVIL = "http://evil.example"
KERNEL = "/jupyter/api/kernels/{}/channels?session_id=page"
CLOSE = "/_solara/api/close/{}?session_id=page"
OPENING = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}
PROXIES = {
    "X-Script-Name": "//evil.example/x",
    "Script-Name": "//evil.example/x",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "//evil.example/x",
    "Forwarded": "host=evil.example;proto=https",
}
ODD = {  # what is asked -> the path, the method, the headers and the body of it
    "a host that is no address": ("/", "GET", {"Host": "[::1"}),
    "a host of no letters": ("/", "GET", {"Host": "\xff\xfe"}),
    "no host": ("/", "GET", {"Host": ""}),
    "a file whose name has a nought": ("/static/%00", "GET", {}),
    "an asset whose name has a nought": ("/static/assets/%00", "GET", {}),
    "an extension whose name has a nought": ("/jupyter/nbextensions/%00", "GET", {}),
    "a file above": ("/static/%2e%2e/%2e%2e/server.py", "GET", {}),
    "a page that is not there": ("/nothing", "GET", {}),
    "a method that is none": ("/", "BREW", {}),
    "a method that pages do not have": ("/", "DELETE", {}),
    "a proxy's": ("evil.example:80", "CONNECT", {}),
    "headers without end": ("/", "GET", {"X-Long": "x" * 40_000}),
    "a body that is none": ("/", "POST", {"Transfer-Encoding": "chunked"}, "no number"),
    "to close no session": ("/_solara/api/close/x", "POST", {"Content-Length": "0"}),
    "to close an unknown session": (CLOSE.format("unknown"), "POST", {"Content-Length": "0"}),
    "a socket of no session": ("/jupyter/api/kernels/x/channels", "GET", OPENING),
    "a socket where a page is": ("/", "GET", OPENING),
    "a socket where a file is": ("/static/main.js", "GET", OPENING),
    "a socket without a key": (KERNEL, "GET", OPENING | {"Sec-WebSocket-Key": ""}),
    "a socket of old": (KERNEL, "GET", OPENING | {"Sec-WebSocket-Version": "8"}),
    "a socket with a body": (KERNEL, "GET", OPENING | {"Content-Length": "5"}),
    "a socket with long headers": (KERNEL, "GET", OPENING | {"X-Long": "x" * 40_000}),
    "a socket with many headers": (KERNEL, "GET", OPENING | {f"X-{i}": "x" for i in range(200)}),
}


class Asking:
    """Raw requests to a dashboard, and what it prints meanwhile."""

    def __init__(self, address, output):
        self.address, self.output = address, output
        self.host, _, self.port = address.removeprefix("http://").rpartition(":")

    def __call__(self, path="/", method="GET", headers=None, body=""):
        """The whole answer, or its head where a socket was opened."""
        headers = {"Host": f"{self.host}:{self.port}", "Connection": "close"} | (headers or {})
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {headers[name]}" for name in headers)]
        answer = b""
        with socket.create_connection((self.host, self.port), timeout=10) as connection:
            connection.sendall("\r\n".join([*lines, "", body]).encode("latin-1"))
            while not answer.startswith(b"HTTP/1.1 101") and (got := connection.recv(65_536)):
                answer += got
        return answer.decode()

    def session(self):
        """The cookie of a new one."""
        return re.search(r"set-cookie: (solara-session-id=[^;]+)", self()).group(1)

    def printed(self):
        """What the terminal shows that was not yet looked at."""
        os.set_blocking(self.output, False)
        try:
            return os.read(self.output, 1_000_000).decode()
        except BlockingIOError:
            return ""


@pytest.fixture(scope="module")
def ask():
    """A dashboard of its own, that was first asked by somebody who would mislead it."""
    with served() as (address, server):
        ask = Asking(address, server.stdout.fileno())
        ask(headers=PROXIES)
        yield ask


def status(answer):
    """Its number."""
    return int(answer.split()[1])


def test_who_asks_first_does_not_say_where_the_pages_are(ask):
    assert "evil.example" not in ask()
    assert "evil.example" not in ask(headers=PROXIES)
    assert status(ask(headers={"X-Forwarded-Host": "evil", "X-Forwarded-Proto": "ftp"})) == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_every_name_of_this_computer_is_answered(ask, host):
    own = f"{host}:{ask.port}"
    assert status(ask(headers={"Host": own, "Origin": f"http://{own.lower()}"})) == 200


@pytest.mark.parametrize(
    "host", ["evil.example:{}", "evil.example", "127.0.0.1", "127.0.0.1.evil.example:{}",
             "127.0.0.1:1", "127.0.0.1:{}@evil.example"]
)  # fmt: skip
def test_another_host_gets_no_session(ask, host):
    answer = ask(headers={"Host": host.format(ask.port)})
    assert status(answer) == 400
    assert "set-cookie" not in answer
    assert status(ask(KERNEL.format("rebound"), headers=OPENING | {"Host": host})) == 403


@pytest.mark.parametrize("origin", [EVIL, "null", "http://127.0.0.1:1", "http://[::1", "\xff"])
def test_a_page_of_another_origin_gets_neither_page_nor_socket(ask, origin):
    answer = ask(headers={"Origin": origin})
    assert status(answer) == 403
    assert "set-cookie" not in answer
    own = {"Cookie": (cookie := ask.session()), "Origin": ask.address}
    other = own | {"Origin": origin}
    kernel = cookie[-8:]
    assert status(ask(KERNEL.format(kernel), headers=OPENING | own)) == 101
    assert status(ask(KERNEL.format(kernel), headers=OPENING | other)) == 403
    assert status(ask(CLOSE.format(kernel), "POST", other)) == 403


def test_a_session_is_its_owners(ask):
    own, other = ({"Cookie": ask.session()} for _ in range(2))
    assert status(ask(KERNEL.format("mine"), headers=OPENING | own)) == 101
    for _ in range(100):  # it is made while we go on
        if status(ask(CLOSE.format("mine"), "POST", other)) != 404:
            break
        time.sleep(0.05)
    assert status(ask(CLOSE.format("mine"), "POST", other)) == 403
    assert status(ask(KERNEL.format("mine"), headers=OPENING | other)) == 403
    assert status(ask(CLOSE.format("mine"), "POST", own)) == 200


def test_what_is_odd_is_refused_and_the_terminal_stays_quiet(ask):
    ask.printed()
    for what, (path, *rest) in ODD.items():
        assert 400 <= status(ask(path.format("odd"), *rest)) < 500, what
    assert status(ask()) == 200
    time.sleep(0.3)
    assert "rror" not in (said := ask.printed()), said


def test_a_browser_is_refused_on_another_origin_only(browser, ask):
    opened = """address => new Promise(tell => {
        const socket = new WebSocket(address)
        socket.onopen = () => tell("opened")
        socket.onerror = () => tell("refused")
    })"""
    address = ask.address.replace("http", "ws") + KERNEL.format("browser")
    with looking(browser, f"http://localhost:{ask.port}") as page:
        page.wait_for_selector(".ts-stage svg")
        assert page.evaluate(opened, address) == "opened"
    context = browser.new_context()
    context.route(f"{EVIL}/**", lambda route: route.fulfill(body="<h1>Evil</h1>"))
    page = context.new_page()
    page.goto(EVIL)
    assert page.evaluate(opened, address) == "refused"
    context.close()
