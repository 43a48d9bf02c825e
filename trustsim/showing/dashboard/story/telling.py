"""A story, drawn and told page by page; and that of Milo."""

from collections.abc import Callable

import solara
import solara.lab

from trustsim.showing.dashboard import address
from trustsim.showing.dashboard.challenges import CHALLENGES
from trustsim.showing.dashboard.drawing import DRAWING
from trustsim.showing.dashboard.parts import Card, Div, Onward, tag
from trustsim.showing.dashboard.story import milo
from trustsim.showing.dashboard.story.choices import Choices, as_text, from_text
from trustsim.showing.dashboard.story.milo import TOLD
from trustsim.showing.dashboard.story.page import plain
from trustsim.showing.dashboard.story.plot import page

made = address.kept("story", Choices(), from_text, as_text)


@solara.component_vue("tale.vue")
def Tale(page: dict, busy: bool, event_choose: Callable, components: dict = DRAWING):
    """A page of the story, drawn and told."""


@solara.component
def Telling(made, led_to, told, ahead, end):
    """A story: ``led_to`` is the page to which choices lead, ``end`` what stands below the last.

    ``told`` is what its file says. ``ahead`` lives what is likely to be asked for next while
    somebody reads, and says what the scene of the first page lacks.
    """
    choices, first = made.value, type(made.value)()
    pages = solara.use_ref([led_to(first)])  # seen so far, the one that is shown last

    def turn():
        if choices != first or len(pages.current) > 1:
            pages.current.append(led_to(choices))

    turned = solara.lab.use_task(turn, dependencies=[choices])
    lived = solara.lab.use_task(lambda: ahead(choices), dependencies=[choices])
    shown = pages.current[-1]
    if lived.finished and choices == first:  # until then nobody knows how the child is
        shown = shown._replace(scene=shown.scene | lived.value)

    def chosen(asked):
        if asked["page"] == len(pages.current):
            made.value = shown.options[asked["option"]].leads_to

    with Div():  # the same one on every page, or the keyboard would lose its place
        drawn = plain(shown, len(pages.current), told["idea"])
        Tale(page=drawn, busy=turned.pending, event_choose=chosen)
        if shown.ended:
            end()
    if "theory" in told["page"]:
        tag("p", told["page"]["theory"], words="ts-caption")


@solara.component
def Yours(told, children=()):
    """Where a story ends, and the user goes on: what its file says of it, and buttons."""
    with Card("Now it is yours"):
        tag("p", told["page"]["sandbox"])
        Div(words="ts-row", children=children)


@solara.component
def Story():
    """The page of the story of Milo."""
    Telling(made, page, TOLD, ahead, Sandbox)


def ahead(choices):
    """Live what is likely to be asked for next; how Milo is before anybody has said anything."""
    if choices.trying:
        milo.lived((*choices.answers, choices.trying))
    return {} if choices.said else milo.at_rest(None)


@solara.component
def Sandbox():
    """Where the story ends, and the user goes on."""
    with Card("Now it is yours"):
        tag("p", "In the Nursery you can change who cares for a child, and watch. Can you raise")
        with tag("ul"):
            for challenge in CHALLENGES:
                tag("li", f"{challenge['title']}?")
        with Div(words="ts-row"):
            Onward("/nursery", "Go to the Nursery", main=True)
    with Card("And what becomes of a child whose gate stays shut?"), Div(words="ts-row"):
        Onward("/story-of-a-therapy", "Three minutes as a therapist")
        Onward("/story-of-generations", "Three minutes with three generations")
