"""Start the dashboard: on this computer only, with nothing from the internet."""

import errno
import gc
import os
import socket
import threading
import warnings
import webbrowser

from trustsim.mistakes import Mistake, choice, needed, quoted
from trustsim.showing.dashboard.limits import LOOPBACK, MOST_SENT

HOST = "127.0.0.1"
NEEDED = ("solara", "solara_assets", "ipyvuetify")
SETTINGS = {
    "SOLARA_APP": "trustsim.showing.dashboard.app",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
    "SOLARA_KERNEL_CULL_TIMEOUT": "30m",  # a closed page is freed at once, a lost one after this
    "SOLARA_ROOT_PATH": "",  # or whoever asks first would say where the pages are
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "trustsim",
    "SOLARA_THEME_VARIANT": "light",
}


def serve(port, show=True, page="/"):
    """Serve the dashboard until somebody ends it; ``show`` opens one of its pages in a browser.

    Raises Mistake where the extra is not installed, the port is taken, or there is no such page.
    """
    needed("the dashboard", "dashboard", *NEEDED)
    listening = listen(port)
    url = f"http://{HOST}:{listening.getsockname()[1]}"
    there = url if page == "/" else f"{url}/{page.lstrip('/')}"
    words = f"The dashboard is at {there} (end it with Ctrl-C)."
    begin_reading(SETTINGS)
    check_page(page)
    answer(listening, words, there if show else "")


def begin_reading(settings):
    """Settle how the pages are served, before anything is read that serves them; say so."""
    os.environ.update(settings)
    warnings.filterwarnings("ignore", "Cookies with samesite=none require https")  # lax will do
    print("Reading the pages …", flush=True)
    gc.disable()  # what is read stays: looking through it meanwhile costs half a second
    import mesa  # noqa: F401  they ask, often, which module called them: quick while few are there
    import solara  # noqa: F401


def check_page(page):
    """Raise unless this is the address of a page, whatever it carries."""
    from trustsim.showing.dashboard.app import routes

    choice(
        "--page",
        "/" + page.split("?")[0].strip("/"),
        ["/" + each.path.strip("/") for each in routes],
    )


def answer(listening, words, there, hosts=LOOPBACK, door=lambda app: app):
    """Answer whoever asks one of these hosts, until somebody ends it.

    Once it is ready it says these words, and opens an address in a browser if one is given;
    ``door`` stands between the pages and everybody who asks for them.
    """
    import uvicorn
    from solara.server.starlette import app
    from starlette.middleware import Middleware

    from trustsim.showing.dashboard.document import readable
    from trustsim.showing.dashboard.guard import Answering, guarded

    app.user_middleware.append(Middleware(readable))  # before anything is compressed

    class Announced(uvicorn.Server):
        """A server that says where it is as soon as it is there."""

        async def startup(self, sockets=None):
            await super().startup(sockets)
            gc.enable()
            print(words, flush=True)
            threading.Thread(target=warm_up, daemon=True).start()
            if there:
                threading.Thread(target=webbrowser.open, args=[there], daemon=True).start()

    config = uvicorn.Config(
        guarded(door(app), listening.getsockname()[1], hosts),
        ws=Answering,
        ws_max_size=MOST_SENT,
        proxy_headers=False,
        log_level="error",
        loop="asyncio",
    )
    Announced(config).run(sockets=[listening])


def listen(port, host=HOST):
    """A socket at this address of this computer, and at this port; 0 is any that is free."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise Mistake(f"--host {quoted(host)}: is no address of this computer") from None
        reason = (
            "is taken" if error.errno == errno.EADDRINUSE else f"cannot be had ({error.strerror})"
        )
        raise Mistake(f"--port {port}: {reason}; give another one, or 0 for any") from None
    return listening


def warm_up():
    """Compile the rules, and open the fonts, before somebody waits for them; say what is done."""
    from trustsim.asking import explain
    from trustsim.showing import figures
    from trustsim.showing.dashboard.cohorts import grown
    from trustsim.showing.dashboard.picture import saved
    from trustsim.study.vignettes import vignette

    print("Meanwhile rules and figures are made ready, the first time for a minute …", flush=True)
    scenario = vignette("reference")
    saved(lambda: figures.siding(grown(scenario)), "svg")
    for protocol in scenario.protocols:
        explain.visit(scenario, 0, protocol)
    gc.freeze()  # what is loaded by now stays: looking through it again costs .15 s
    print("All is ready.", flush=True)
