"""Share the dashboard with a room: at an address that others reach, for whoever knows its code."""

import socket
from ipaddress import ip_address
from pathlib import Path

from trustsim.mistakes import Mistake, needed, quoted
from trustsim.showing.dashboard.limits import LOOPBACK
from trustsim.showing.dashboard.serve import NEEDED, SETTINGS, answer, begin_reading, listen

SHARED = SETTINGS | {
    "SOLARA_APP": "trustsim.showing.dashboard.classroom.app",
    "SOLARA_KERNEL_CULL_TIMEOUT": "10m",  # a telephone that slept longer opens its page anew
}
ELSEWHERE = ("192.0.2.1", 9)  # an address that stands for any other; nothing is sent to it


def share(port, host=None, folder=None, show=True):
    """Serve the dashboard and a room until somebody ends it; ``show`` opens the lecturer's page.

    ``host`` is the address of this computer at which others reach it, by itself the one that it has
    in its network; ``folder`` keeps the room. Raises Mistake.
    """
    needed("a shared dashboard", "dashboard", *NEEDED, "filelock", "segno")
    given, host = host, host or own_address()
    bound = found(host)
    with listen(port, bound) as listening:
        begin_reading(SHARED)
        from trustsim.showing.dashboard.classroom import here
        from trustsim.showing.dashboard.classroom.door import admitted
        from trustsim.showing.dashboard.classroom.kept import usual

        port = listening.getsockname()[1]
        anywhere = ip_address(bound).is_unspecified
        reached = own_address() if anywhere else host
        folder = Path(folder) if folder else usual()
        room = here.open_room(folder, f"http://{reached}:{port}")
        lecturer = f"{here.address()}/lecturer?key={room.state.key}"
        if room.damage:
            print(f"trustsim: {room.damage}", flush=True)
        answer(
            listening,
            room_in_words(folder, lecturer, chosen=bool(given)),
            lecturer if show else "",
            hosts={host, bound, reached} | (set(LOOPBACK) if anywhere else set()),
            door=lambda app: admitted(app, room, port),
        )


def own_address():
    """The address of this computer in its network. Raises Mistake where it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(ELSEWHERE)
            return asking.getsockname()[0]
        except OSError:
            raise Mistake(
                "--share: this computer is in no network; --host ADDRESS says where to share"
            ) from None


def found(host):
    """The address that a name of this computer stands for. Raises Mistake."""
    try:
        return socket.getaddrinfo(host, None, socket.AF_INET)[0][4][0]
    except (OSError, UnicodeError):
        raise Mistake(
            f"--host {quoted(host)}: is no address of this computer, such as {own_address()}"
        ) from None


def room_in_words(folder, lecturer, chosen):
    """What the terminal says of a room: the lecturer's link, and how others come in."""
    from trustsim.showing.dashboard.classroom import here
    from trustsim.showing.dashboard.classroom.links import as_blocks

    state = here.room().state
    been = f", with {len(state.people)} people and {len(state.votes)} votes" if state.people else ""
    lines = [
        f"The lecturer's page, for nobody else: {lecturer}",
        f"The room is kept in {folder}{been}.",
        f"Its code is {state.code}.",
    ]
    if here.alone():
        lines.append(
            "Nobody else reaches this address: it is for trying out (--host tells another)."
        )
    else:
        lines.append(f"Others come to {here.link()}")
        lines.append(as_blocks(here.link()))
        if not chosen:
            lines.append("Everybody in this network reaches this address (--host tells another).")
    return "\n".join([*lines, f"The dashboard is at {here.address()} (end it with Ctrl-C)."])
