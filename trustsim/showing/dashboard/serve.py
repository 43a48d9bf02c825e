"""Start the dashboard: on this computer only, with nothing from the internet."""

import errno
import gc
import os
import socket
import threading
import webbrowser

from trustsim.mistakes import Mistake, needed
from trustsim.study.vignettes import vignette

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

    Raises Mistake where the extra is not installed or the port is taken.
    """
    needed("the dashboard", "dashboard", *NEEDED)
    listening = listen(port)
    port = listening.getsockname()[1]
    url = f"http://{HOST}:{port}"
    there = url if page == "/" else f"{url}/{page.lstrip('/')}"
    os.environ.update(SETTINGS)
    print("Reading the pages …", flush=True)
    gc.disable()  # what is read stays: looking through it meanwhile costs half a second
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
            print(f"The dashboard is at {there} (end it with Ctrl-C).", flush=True)
            threading.Thread(target=warm_up, daemon=True).start()
            if show:
                threading.Thread(target=webbrowser.open, args=[there], daemon=True).start()

    config = uvicorn.Config(
        guarded(app, port), ws=Answering, proxy_headers=False, log_level="error", loop="asyncio"
    )
    Announced(config).run(sockets=[listening])


def listen(port):
    """A socket of this computer at this port; 0 is any that is free."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
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

    print("Meanwhile rules and figures are made ready, the first time for a minute …", flush=True)
    scenario = vignette("reference")
    saved(lambda: figures.siding(grown(scenario)), "svg")
    for protocol in scenario.protocols:
        explain.visit(scenario, 0, protocol)
    gc.freeze()  # what is loaded by now stays: looking through it again costs .15 s
    print("All is ready.", flush=True)
