"""Nothing that somebody sends from outside changes a room, and nothing of it is told to them."""

import json
import re
import time
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from urllib.request import urlopen
from uuid import uuid4

import pytest
from classrooms import lines, room_open
from test_dashboard_guard import EVIL, KERNEL, OPENING, Asking, status
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from trustsim.showing.dashboard.classroom.sharing import own_address
from trustsim.showing.dashboard.limits import MOST_OF_ONE, MOST_SENT, MOST_TRIES

HEADER = {"msg_id": "1", "msg_type": "comm_msg", "session": "s", "username": "", "version": "5.3"}
BEGUN = {"header": HEADER | {"msg_type": "kernel_info_request"}, "channel": "", "content": {}}
GARBAGE = {
    "no text": b"\xff\x00\xff",
    "no JSON": "{",
    "no message": "[]",
    "no header": "{}",
    "depth": "[" * 100_000,
    "an unknown kind": json.dumps({"header": HEADER | {"msg_type": "execute_request"},
                                   "channel": "shell", "content": {"code": "1/0"}}),
    "no content": json.dumps({"header": HEADER, "channel": "shell"}),
    "content of another kind": json.dumps({"header": HEADER, "channel": "shell", "content": {}}),
    "a number of parts without end": b"\x7f\xff\xff\xff",
}  # fmt: skip


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """A room that is open."""
    with room_open(tmp_path_factory.mktemp("rooms") / "room") as opened:
        yield opened


@pytest.fixture
def ask(here):
    """Raw requests to its server; whatever they were, the room is as it was before."""
    before = lines(here.folder)
    yield Asking(here.address, None)
    assert lines(here.folder) == before
    answer = urlopen(here.address + here.inside)  # with no cookie it ends at the door again
    assert "Which room?" in answer.read().decode()


def inside(here, ask):
    """What a browser shows that has come in, with a session of its own."""
    code = re.search(r"set-cookie: ([^;]+)", ask(here.inside)).group(1)
    session = re.search(r"set-cookie: (solara-session-id=[^;]+)", ask(headers={"Cookie": code}))
    return {"Cookie": f"{code}; {session.group(1)}"}


def socket_of(here, known):
    """A socket as a page has it."""
    place = here.address.replace("http", "ws") + KERNEL.format(uuid4())
    headers = known | {"Origin": here.address}
    return connect(place, additional_headers=headers, max_size=None)


def heard(page):
    """Hear all that a socket is told, until it ends."""
    while True:
        page.recv(timeout=20)


def test_whoever_knows_no_code_gets_neither_page_nor_file_nor_socket(here, ask):
    for path in ("/", "/room", "/lecturer", "/lesson", "/nursery", "/room?code=", "/lecturer?key="):
        answer = ask(path)
        assert "Which room?" in answer
        assert here.opened["code"] not in answer
        assert "set-cookie" not in answer
    assert status(ask("/static/main-vuetify.js")) == 403
    assert status(ask("/resourcez")) == 200  # no more than the form
    assert "kernels" not in ask("/resourcez")
    assert status(ask(KERNEL.format("outside"), headers=OPENING)) == 403


def test_a_wrong_code_is_refused_and_a_right_one_leaves_the_address(here, ask):
    answer = ask("/room?code=WRONGX")
    assert status(answer) == 403
    assert "There is no room of this code." in answer
    assert "set-cookie" not in answer
    code = here.opened["code"]
    for right in (code, code.lower(), f"%20{code}%20"):
        answer = ask(f"/twins?code={right}&twins.age=12")
        assert status(answer) == 303
        assert "location: /twins?twins.age=12\r\n" in answer
        assert "httponly" in answer.lower()


def test_who_comes_in_is_led_nowhere_else(here, ask):
    answer = ask(f"//evil.example/?code={here.opened['code']}")
    assert "location: /evil.example/" in answer
    page = ask('/"><script>alert(1)</script>?x="><script>')
    assert "<script>" not in page


def test_the_code_does_not_open_the_lecturers_page_and_the_key_does(here, ask):
    assert "trustsim-key" not in ask(f"/lecturer?code={here.opened['code']}")
    assert "trustsim-key" not in ask(f"/lecturer?key={here.opened['code']}")
    answer = ask(here.lecturing)
    assert "location: /lecturer\r\n" in answer
    assert here.opened["key"] in answer


def test_nobody_guesses_for_long(tmp_path):
    with room_open(tmp_path) as other:
        guess = Asking(other.address, None)
        known = inside(other, guess)
        with socket_of(other, known) as page:
            page.send(json.dumps(BEGUN))
            page.recv(timeout=10)
        for n in range(MOST_TRIES // 2):
            assert status(guess(f"/room?code=WRONG{n}")) == 403
            assert status(guess("/", headers={"Cookie": f"trustsim-code-{guess.port}=W{n}"})) == 200
        assert status(guess(other.inside)) == 429
        assert status(guess(other.lecturing)) == 429
        with socket_of(other, known) as page:  # somebody behind the same address
            page.ping().wait(timeout=10)
        assert status(guess("/room", headers=known)) == 200


def test_another_origin_gets_nothing_even_with_the_code(here, ask):
    known = inside(here, ask)
    for headers in ({"Origin": EVIL}, {"Host": "evil.example"}):
        assert 400 <= status(ask(here.inside, headers=headers)) <= 403
        assert 400 <= status(ask("/room", headers=known | headers)) <= 403
        asked = OPENING | known | {"Origin": here.address} | headers
        assert status(ask(KERNEL.format("other"), headers=asked)) == 403
    asked = OPENING | known | {"Origin": here.address}
    assert status(ask(KERNEL.format("own"), headers=asked)) == 101


@pytest.mark.parametrize("frame", GARBAGE.values(), ids=GARBAGE)
def test_a_garbage_frame_ends_its_own_socket_and_the_terminal_stays_quiet(here, ask, frame):
    known, told = inside(here, ask), len(here.server.said)
    with socket_of(here, known) as garbage, socket_of(here, known) as other:
        garbage.send(frame)
        with pytest.raises(ConnectionClosed):
            heard(garbage)
        other.ping().wait(timeout=10)
    time.sleep(0.2)
    assert "rror" not in (said := "".join(here.server.said[told:])), said


def test_a_large_upload_is_refused_before_it_is_read(here, ask):
    large = 100 * 2**20
    known = inside(here, ask)
    for path in ("/", "/room", "/_solara/api/close/x?session_id=page"):
        assert status(ask(path, "POST", known | {"Content-Length": str(large)})) == 413
        assert status(ask(path, "POST", {"Content-Length": str(large)})) == 413
    with socket_of(here, known) as page:
        with suppress(ConnectionClosed):
            page.send("x" * large)
        with pytest.raises(ConnectionClosed):
            heard(page)
    assert large > MOST_SENT


def test_an_upload_that_does_not_say_how_long_it_is_is_not_kept(here, ask):
    asking = HTTPConnection(ask.host, int(ask.port), timeout=20)
    pieces = (b"x" * 2**20 for _ in range(100))
    with suppress(BrokenPipeError, ConnectionResetError):  # it has hung up
        asking.request("POST", "/room", body=pieces, encode_chunked=True,
                       headers={"Transfer-Encoding": "chunked"})  # fmt: skip
        assert asking.getresponse().status in (200, 405)
    asking.close()


def test_one_browser_has_so_many_pages(here, ask):
    known = inside(here, ask)
    with ExitStack() as pages:
        for _ in range(MOST_OF_ONE):
            page = pages.enter_context(socket_of(here, known))
            page.send(json.dumps(BEGUN))
            page.recv(timeout=10)  # it is counted by now
        with pytest.raises(InvalidStatus), socket_of(here, known):
            pass
        assert status(ask("/room", headers=known)) == 503
        assert status(ask("/room", headers=inside(here, ask))) == 200


def test_a_second_room_has_a_code_of_its_own_and_changes_nothing_of_the_first(here, ask, tmp_path):
    with room_open(tmp_path / "second") as other:
        assert other.opened["code"] != here.opened["code"]
        second = Asking(other.address, None)
        assert status(second(here.inside)) == 403
        assert status(second("/room", headers=inside(here, ask))) == 200
        assert "Which room?" in second("/room", headers=inside(here, ask))
        assert status(ask(other.inside)) == 403


def test_a_room_that_is_open_is_not_opened_by_another_server(here, ask):
    with (
        pytest.raises(AssertionError, match="this room is open already"),
        room_open(here.folder),
    ):
        pass


def test_without_sharing_there_is_no_room(dashboard):
    port = dashboard.rpartition(":")[2]
    ask = Asking(dashboard, None)
    for path in ("/room", "/lecturer", "/lesson"):
        assert "Which room?" not in ask(path)
    assert f"trustsim-code-{port}" not in ask("/room?code=X")


def test_a_link_for_others_never_leads_to_their_own_computer(here, tmp_path):
    assert here.inside not in "".join(here.server.said)
    address = own_address()
    if address.startswith("127."):
        pytest.skip("this computer is in no network")
    with room_open(tmp_path, host=address) as other:
        assert other.address.startswith(f"http://{address}:")
        told = "".join(other.server.said)
        assert f"Others come to {other.address}{other.inside}\n" in told
        assert "\N{FULL BLOCK}" in told  # the QR code
        assert "127.0.0.1" not in told
