"""The page of the story of three generations."""

import solara

from trustsim.showing.dashboard import address, generations
from trustsim.showing.dashboard.parts import Button, Onward
from trustsim.showing.dashboard.story import telling
from trustsim.showing.dashboard.story.generations import choices, plot, women
from trustsim.showing.dashboard.story.generations.women import NOTHING, TOLD

made = address.kept("women", choices.Choices(), choices.from_text, choices.as_text)
CRY = ("strategy", "signal", "arousal")  # what a scene says of a cry, and not of its answer


@solara.component
def StoryOfGenerations():
    """The page."""
    telling.Telling(made, plot.page, TOLD, ahead, Sandbox)


def ahead(chosen):
    """Live what is likely to be asked for next; how the first one cries."""
    scene, _ = women.first_year(NOTHING, 0)
    women.women(NOTHING)
    for generation in (1, 2) if chosen.turned <= choices.CHOOSING else ():
        women.first_year(NOTHING, generation)
    women.otherwise()
    return {name: scene[name] for name in CRY}


@solara.component
def Sandbox():
    """Where the story ends, and the user goes on."""
    router, given = solara.use_router(), made.value.given

    def look():
        generations.asked_for.value = women.asked(given)
        router.push(f"/generations?{address.written()}")

    with telling.Yours(TOLD):
        Button("See this family on the page Generations", look, main=True)
        Onward("/story-of-a-therapy", "The story of a therapy")
