"""What stands around every page: where one is, what is set up, how to share it, what words mean."""

from collections.abc import Callable
from pathlib import Path

import solara
from reacton import ipyvue

from trustsim.showing.dashboard import address, store
from trustsim.showing.dashboard.glossary import glossary
from trustsim.showing.dashboard.limits import LONGEST
from trustsim.showing.dashboard.parts import Button, Details, Div, Region, Words, tag
from trustsim.showing.dashboard.picture import Download

OTHERS = (
    "/",
    "/story-of-a-therapy",
    "/story-of-generations",
    "/therapy",
    "/generations",
    "/room",
    "/lecturer",
    "/lesson",
)  # pages without a set-up to share
DOCUMENTS = (
    "docs/odd.md describes the whole model: trustsim odd prints it. What else is named docs/ is a "
    "file beside the code of trustsim, which is not installed with it."
)
LOOK = (Path(__file__).parent / "look.css").read_text(encoding="utf-8")


@solara.component_vue("upload.vue")
def Upload(longest: int, event_opened: Callable):
    """Choose a TOML file."""


@solara.component
def Frame(children=()):
    """A page with everything that stands around it."""
    router = solara.use_router()
    solara.use_memo(lambda: come(router.search), [])
    here = solara.use_ref(router.path)

    def left():
        if here.current != router.path:
            here.current = router.path
            store.forgive()

    solara.use_effect(left, [router.path])
    solara.Style(LOOK)
    with Div(words="ts-app"):
        address.Remembered(come)
        Navigation()
        with Div():
            if store.wrong.value:
                Wrong()
        solara.v.Html(tag="main", children=list(children))
        if router.path not in OTHERS:
            Sharing()
        Glossary()


def come(search):
    """Be where an address says."""
    store.attempt(lambda: address.came(search))


@solara.component
def Wrong():
    """What went wrong, wherever one has scrolled to, until it is put away."""
    with Div(words="ts-wrong ts-alert"):
        tag("p", store.wrong.value, role="alert")
        Button("Close", store.forgive)


@solara.component
def Navigation():
    """Links to every page, and light or dark."""
    here, routes = solara.use_route(peek=True)
    with solara.v.Html(tag="nav", class_="ts-top", attributes={"aria-label": "Pages"}):
        tag("span", "trustsim", words="ts-brand")
        for route in (each for each in routes if each.label):
            Leading(f"/{route.path.strip('/')}", route.label, current(route, here))
        solara.v.Spacer()
        Steps()
        tag("a", "Words", href="#words")
        with solara.v.Html(tag="label", children=[tag("span", "Light or dark", words="ts-hidden")]):
            solara.lab.ThemeToggle()


def current(route, here):
    """What a link to a page says of where one is: on the page, on one that belongs to it, or not.

    In words of ``aria-current``.
    """
    if route is here:
        return "page"
    return "true" if here and here.data == route.path else ""


@solara.component
def Leading(path, label, current=""):
    """A link to a page with all that is chosen, so that it can be opened beside this one, too."""
    router, query = solara.use_router(), address.steps.value.now
    there = f"{path}?{query}" if query else path
    about = {"href": there} | ({"aria-current": current} if current else {})
    made = solara.v.Html(
        tag="a", children=[label], class_="ts-here" if current else "", attributes=about
    )
    ipyvue.use_event(made, "click.exact.prevent.stop", lambda *_: router.push(there))


@solara.component
def Steps():
    """One step back, and forth again."""
    said = address.steps.value
    with Div(words="ts-row"):
        Button("Undo", address.undo, disabled=not said.past)
        Button("Redo", address.redo, disabled=not said.future)


@solara.component
def Sharing():
    """The set-up: what it is, how to take it home, how to bring another one, how to undo it."""
    given, router = store.setup.value, solara.use_router()

    def opened(file):
        def deed():
            store.check_length(file["name"], file["size"])
            store.opened(file["name"], file["text"])

        store.attempt(deed)

    with Region("This set-up"):
        tag("h2", f"This set-up: {store.called(given.scenario)}")
        if router.path == "/twins":
            tag("p", "It is the first caregiver's; the second one is in the link only.")
        with Div(words="ts-row"):
            Download("Download this set-up", f"{given.scenario.name}.toml", given.scenario.to_toml)
            Upload(longest=LONGEST, event_opened=opened)
            Button("Undo everything", store.undo)
        address.CopyLink()
        with Details("What does it say?"):
            Words(given.scenario.to_toml())
            tag(
                "p",
                "Everything that is not named here has its default. The command line takes the "
                "same file: trustsim run, explain, twins.",
                words="ts-caption",
            )


@solara.component
def Glossary():
    """What the words mean, and where that comes from."""
    with Region("Words"), Details("What do the words mean?"):
        Meanings()
        tag("p", DOCUMENTS, words="ts-caption")


@solara.component
def Meanings():
    """Every word of the glossary."""
    with tag("dl", id="words"):
        for entry in glossary():
            tag("dt", tag("b", entry["word"]))
            tag("dd", entry["means"], " ", tag("span", f"({entry['source']})", words="ts-source"))
