"""The page of the story of three generations."""

import solara

from trustsim.showing.dashboard import address, generations
from trustsim.showing.dashboard.parts import Button, Card, Div, Onward, tag
from trustsim.showing.dashboard.story.generations import women
from trustsim.showing.dashboard.story.generations.choices import (
    CHOOSING,
    Choices,
    as_text,
    from_text,
)
from trustsim.showing.dashboard.story.generations.plot import page
from trustsim.showing.dashboard.story.generations.women import NOTHING, TOLD
from trustsim.showing.dashboard.story.telling import Telling

made = address.kept("women", Choices(), from_text, as_text)


@solara.component
def StoryOfGenerations():
    """The page."""
    Telling(made, page, TOLD["idea"], ahead, Sandbox)
    tag("p", TOLD["page"]["theory"], words="ts-caption")


def ahead(choices):
    """Live what is likely to be asked for next."""
    women.first_year(NOTHING, 0)
    women.women(NOTHING)
    for generation in (1, 2) if choices.turned <= CHOOSING else ():
        women.first_year(NOTHING, generation)
    return {}


@solara.component
def Sandbox():
    """Where the story ends, and the user goes on."""
    router, given = solara.use_router(), made.value.given

    def look():
        generations.asked_for.value = women.asked(given)
        router.push(f"/generations?{address.written()}")

    with Card("Now it is yours"):
        tag("p", TOLD["page"]["sandbox"])
        with Div(words="ts-row"):
            Button("See this family on the page Generations", look, main=True)
            Onward("/story-of-a-therapy", "The story of a therapy")
