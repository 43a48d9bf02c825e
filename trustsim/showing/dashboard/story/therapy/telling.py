"""The page of the story of a therapy."""

import solara

from trustsim.showing.dashboard import address
from trustsim.showing.dashboard.parts import Card, Div, Onward, tag
from trustsim.showing.dashboard.story.choices import as_text
from trustsim.showing.dashboard.story.telling import Telling
from trustsim.showing.dashboard.story.therapy import nora
from trustsim.showing.dashboard.story.therapy.choices import SAID, Choices, from_text
from trustsim.showing.dashboard.story.therapy.nora import TOLD
from trustsim.showing.dashboard.story.therapy.plot import page
from trustsim.showing.dashboard.treatments import WORLDS

made = address.kept("nora", Choices(), from_text, as_text)


@solara.component
def StoryOfTherapy():
    """The page."""
    Telling(made, page, TOLD["idea"], ahead, Sandbox)
    tag("p", TOLD["page"]["theory"], words="ts-caption")


def ahead(choices):
    """Live what is likely to be asked for next."""
    nora.grown()
    if len(choices.said) == SAID and not choices.world:
        nora.treated(choices.said, WORLDS[0])
    if choices.world:
        nora.untreated(choices.world, 2)
        nora.later(choices.said, choices.world)
    return {}


@solara.component
def Sandbox():
    """Where the story ends, and the user goes on."""
    with Card("Now it is yours"):
        tag("p", TOLD["page"]["sandbox"])
        with Div(words="ts-row"):
            Onward("/therapy", "Treat people on the page Therapy", main=True)
            Onward("/story-of-generations", "The story of three women")
