"""The page of the story, drawn and told."""

from collections.abc import Callable

import solara
import solara.lab

from trustsim.showing.dashboard import address
from trustsim.showing.dashboard.challenges import CHALLENGES
from trustsim.showing.dashboard.drawing import DRAWING
from trustsim.showing.dashboard.parts import Card, Div, tag
from trustsim.showing.dashboard.story import milo
from trustsim.showing.dashboard.story.choices import Choices, as_text, from_text
from trustsim.showing.dashboard.story.milo import TOLD
from trustsim.showing.dashboard.story.plot import page

made = address.kept("story", Choices(), from_text, as_text)


@solara.component_vue("tale.vue")
def Tale(page: dict, busy: bool, event_choose: Callable, components: dict = DRAWING):
    """A page of the story, drawn and told."""


@solara.component
def Story():
    """The page."""
    choices = made.value
    pages = solara.use_ref([page(Choices())])  # seen so far, the one that is shown last
    turned = solara.lab.use_task(lambda: turn(pages.current, choices), dependencies=[choices])
    lived = solara.lab.use_task(lambda: ahead(choices), dependencies=[choices])
    shown = pages.current[-1]
    if lived.finished and not choices.said:  # until then nobody knows how he is
        shown = shown._replace(scene=shown.scene | milo.at_rest(None))

    def chosen(asked):
        if asked["page"] == len(pages.current):
            made.value = shown.options[asked["option"]].leads_to

    with Div():  # the same one on every page, or the keyboard would lose its place
        Tale(page=plain(shown, len(pages.current)), busy=turned.pending, event_choose=chosen)
        if shown.ended:
            Sandbox()


def turn(pages, choices):
    """Go on to the page that these choices lead to."""
    if choices != Choices() or len(pages) > 1:
        pages.append(page(choices))


def ahead(choices):
    """Live what is likely to be asked for next while somebody reads."""
    if not choices.said:
        milo.first_milo()
    if choices.trying:
        milo.lived((*choices.answers, choices.trying))


def plain(shown, serial):
    """A page as the browser draws it."""
    return {
        "serial": serial,
        "title": shown.title,
        "scene": shown.scene,
        "begins": shown.begins,
        "ends": shown.ends,
        "lead": shown.lead,
        "result": shown.result,
        "idea": TOLD["idea"].get(shown.idea),
        "bars": [bar._asdict() for bar in shown.bars],
        "then": shown.then,
        "options": [option.words for option in shown.options],
        "ended": shown.ended,
    }


@solara.component
def Sandbox():
    """Where the story ends, and the user goes on."""
    with Card("Now it is yours"):
        tag("p", "In the Nursery you can change who cares for a child, and watch. Can you raise")
        with tag("ul"):
            for challenge in CHALLENGES:
                tag("li", f"{challenge['title']}?")
        with solara.Link("/nursery"):
            tag("span", "Go to the Nursery", words="ts-button ts-main")
