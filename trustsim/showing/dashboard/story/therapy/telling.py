"""The page of the story of a therapy."""

import solara

from trustsim.showing.dashboard import address
from trustsim.showing.dashboard.parts import Onward
from trustsim.showing.dashboard.story import telling
from trustsim.showing.dashboard.story.choices import as_text
from trustsim.showing.dashboard.story.therapy import choices, nora, plot
from trustsim.showing.dashboard.treatments import WORLDS

made = address.kept("nora", choices.Choices(), choices.from_text, as_text)


@solara.component
def StoryOfTherapy():
    """The page."""
    telling.Telling(made, plot.page, nora.TOLD, ahead, Sandbox)


def ahead(chosen):
    """Live what is likely to be asked for next."""
    resting = {} if chosen.said else plot.at_rest(nora.session(())[0])
    if len(chosen.said) == choices.SAID and not chosen.world:
        nora.treated(chosen.said, WORLDS[0])
    if chosen.world:
        nora.untreated(chosen.world, 2)
        nora.later(chosen.said, chosen.world)
    return resting


@solara.component
def Sandbox():
    """Where the story ends, and the user goes on."""
    with telling.Yours(nora.TOLD):
        Onward("/therapy", "Treat people on the page Therapy", main=True)
        Onward("/story-of-generations", "The story of three women")
