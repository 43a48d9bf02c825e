"""What the room has predicted: a bar for each answer, beside the model and real children."""

from collections.abc import Mapping
from typing import NamedTuple

import solara

from trustsim.showing.dashboard.doubts import Doubts, of_pattern
from trustsim.showing.dashboard.parts import tag
from trustsim.showing.dashboard.predict import as_they_come
from trustsim.showing.dashboard.predictions import feedback, titled


class Seen(NamedTuple):
    """A question of the room as a page sees it."""

    asked: object  # Asked
    tally: Mapping  # side -> people
    people: int
    shown: object = None  # Shown, once it is


def seen(state):
    """The question that was asked last, with its votes; None before the first."""
    asked = state.last
    if asked is None:
        return None
    return Seen(asked, state.tally(asked.number), len(state.people), state.shown.get(asked.number))


@solara.component
def Histogram(look):
    """A bar for each answer, how many gave it, and who answers so once that is shown."""
    question, most = titled(look.asked.title), max(1, *look.tally.values())
    with tag("ul", words="ts-votes"):
        for side, words in question.options.items():
            count = look.tally[side]
            with tag("li", data_side=side):
                tag("span", words)
                with tag("span", words="ts-track", aria_hidden="true"):
                    tag("span", words="ts-fill", style=f"width: {100 * count / most:.1f}%")
                tag("b", str(count), words="ts-number", data_votes=side)
                with tag("span", words="ts-marks"):
                    for who in answered(look, side):
                        tag("span", who, words="ts-mark-of")
    given = sum(look.tally.values())
    tag("p", f"{given} of {look.people} have predicted.", words="ts-given", role="status")


def answered(look, side):
    """Who answers so, of the model and real children."""
    if look.shown is None:
        return []
    found = titled(look.asked.title).published if as_they_come(look.asked.people) else None
    return ["real children"] * (found == side) + ["the model"] * (look.shown.side == side)


@solara.component
def Told(look, mine=None):
    """What the model answers, what was found, and why; ``mine`` is what one has predicted."""
    question = titled(look.asked.title)
    claim, source = question.claim
    said, numbers = feedback(question, mine or look.shown.side, look.shown.result)
    usual = as_they_come(look.asked.people)
    with tag("div", words="ts-result"):
        if mine:
            right = mine == look.shown.side
            tag("p", said, words="ts-answer ts-yes" if right else "ts-answer ts-no")
        with tag("p"):
            tag("b", "Real children: " if usual else "Where caregivers are as they come: ")
            tag("span", f"{claim}. ")
            tag("span", f"({source})", words="ts-source")
        with tag("p"):
            tag("b", "The model: ")
            tag("span", numbers)
        with tag("p"):
            tag("b", "Why in the model? " if usual else "Why in the model, as they come? ")
            tag("span", question.because)
    if usual:
        Doubts(of_pattern(question.pattern))
