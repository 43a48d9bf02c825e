"""A dashboard that runs, and a browser that looks at it; whatever goes wrong there is noted."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from threading import Thread

CHROMIUM = shutil.which("chromium")
NOT_HERE = not CHROMIUM or any(
    find_spec(name) is None for name in ("solara", "playwright", "axe_playwright_python")
)
PATIENCE = 240_000  # milliseconds: far more than anything takes on a slow machine that is busy
LEFT = "/_solara/api/close/"  # a page that is left says so, and does not wait for an answer
OPTIONS = ".ts-options button"  # of a story
READY = f"[aria-busy=false] {OPTIONS}"
QUIET = ("Failed to evaluate Vue script",)  # a warning of solara's own navigator


@contextmanager
def served(*command, environment=()):
    """The address and the process of a dashboard, or of another command; ended afterwards."""
    command = command or ("trustsim", "dashboard", "--port", "0", "--no-open")
    server = subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, env=os.environ | dict(environment),
    )  # fmt: skip
    reader = None
    server.said = said = []  # lines of its terminal
    try:
        for line in server.stdout:
            said.append(line)
            if found := re.search(r"http://[\d.]+:\d+", line):
                reader = Thread(target=said.extend, args=[server.stdout], daemon=True)
                reader.start()  # a pipe that nobody reads is full one day, and the server waits
                yield found.group(), server
                break
        else:
            raise AssertionError("".join(said))
    finally:
        server.terminate()
        server.wait(timeout=20)
        if reader:
            reader.join()
        server.stdout.close()


@contextmanager
def browsing():
    """A browser, which is closed afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def looking(browser, address, path="/nursery", heading="h1", **options):
    """A page as one user sees it; fails for an error in its console or a request that failed."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(PATIENCE)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda went: wrong.append(went.url) if LEFT not in went.url else None)
    page.on("response", lambda got: wrong.append(got.url) if got.status >= 400 else None)
    page.on("console", lambda said: wrong.append(said.text) if loud(said) else None)
    page.goto(address + path)
    page.wait_for_selector(f"main {heading}")
    try:
        yield page
        assert wrong == [], wrong
        page.goto("about:blank")  # as somebody does who leaves, so that the server can forget
    finally:
        context.close()


def loud(said):
    """Is this line of the console an error or a warning of ours?"""
    return said.type in ("error", "warning") and not said.text.startswith(QUIET)


def press(page, name, nth=0):
    """Press a button by its name."""
    page.get_by_role("button", name=name, exact=True).nth(nth).click()


def button(page, name):
    """Wait until there is a button of this name."""
    page.get_by_role("button", name=name, exact=True).first.wait_for()


def turned(page, was):
    """Wait until a story shows another page than the one that said this, with buttons."""
    page.wait_for_function(
        "was => document.querySelector('.ts-tale section').innerText !== was "
        f"&& document.querySelector('{READY}')",
        arg=was,
    )


def standing(page):
    """Is everybody who is drawn in a story drawn whole, above the names?"""
    return page.evaluate(
        """() => { const box = (each) => each.getBoundingClientRect();
            const names = [...document.querySelectorAll('.ts-tale .ts-name')].map(box);
            const floor = box(document.querySelector('.ts-tale .ts-stage > svg')).bottom;
            return names.every((name) => name.bottom <= floor)
                && [...document.querySelectorAll('.ts-tale .ts-person')].map(box).every((person) =>
                    names.every((name) => person.bottom <= name.top + name.height / 3)); }"""
    )


def dark(address):
    """What the browser of somebody remembers who has chosen the dark theme."""
    theme = [{"name": ":solara:theme.variant", "value": '"dark"'}]
    return {"cookies": [], "origins": [{"origin": address, "localStorage": theme}]}
