"""Which idea can be seen at work in the last thing that happened, each for the first time only."""

from trustsim.showing.dashboard import fate
from trustsim.showing.dashboard.story import milo, page
from trustsim.showing.dashboard.story.choices import one_less
from trustsim.showing.dashboard.story.upbringing import AWAY, LATE

LET_IN = (fate.GENERIC, fate.BOUND, fate.THROWN_OUT)  # where it can be checked


def fresh(choices):
    """The idea that acts in the last thing that happened, if it is the first time."""
    return page.fresh(choices, acting, one_less)


def acted(choices):
    """All ideas that have acted so far."""
    return page.acted(choices, acting, one_less)


def acting(choices):
    """The ideas that can be seen in the last thing that happened."""
    if choices.ended:
        return []
    if choices.again or not choices.back:
        return in_a_word(choices)
    return in_a_cry(choices) if choices.trying else []


def in_a_word(choices):
    """The ideas that can be seen in what became of a word."""
    answers, manners = (choices.answers, choices.again) if choices.back else (None, choices.said)
    if not manners:
        return []
    scene = milo.last(answers, manners)
    checked = not scene["right"] and scene["fate"] in LET_IN
    return [
        *(["check"] if checked else []),
        *(["trust"] if came_true(scene) and choices.back else []),
        *(["cue"] if scene["cue"] else []),
        *(["vigilance"] if scene["fate"] == fate.NOT_LET_IN else []),
    ]


def came_true(scene):
    """Was something right kept as true, whoever says so?"""
    return scene["right"] and scene["fate"] == fate.GENERIC


def in_a_cry(choices):
    """The ideas that can be seen in an answer to a cry: what was done, and what it takes."""
    return [] if choices.trying in (AWAY, LATE) else [choices.trying, "mentalising"]
