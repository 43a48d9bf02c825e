"""What the choices of a user have made of Milo, the child of the story, in the model.

Everything here follows from the choices: whoever chooses the same sees the same, so that what has
once been lived need not be lived again.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from trustsim.showing.dashboard.story.upbringing import LATE, Cries, Gate, Upbringing
from trustsim.study.scenario import age_in_days, from_dict

TOLD = tomllib.loads((Path(__file__).parent / "story.toml").read_text(encoding="utf-8"))
WITH_YOU = from_dict(TOLD["life"], name="milo")
BEFORE = WITH_YOU.but(TOLD["before"])  # with the caregiver whom he had when the story begins
WORDS = TOLD["meeting"]["words"]
STRETCHES = TOLD["stretch"]
DAYS = [age_in_days(stretch["months"]) for stretch in STRETCHES]  # on which one chooses anew
MEETING = DAYS[-1]


class Stretch(NamedTuple):
    """What has come of answering in one way for a while."""

    cries: Cries
    before: Gate
    after: Gate


@lru_cache(maxsize=1)
def first_milo():
    """Milo when a stranger meets him for the first time."""
    return Upbringing(BEFORE).answered(None, MEETING).forget()


@lru_cache(maxsize=128)
def lived(answers):
    """Milo after stretches of life in which his cries were answered in these ways, and the last."""
    if not answers:
        return Upbringing(WITH_YOU), None
    *before, way = answers
    was, _ = lived(tuple(before))
    now = Upbringing(WITH_YOU, was).answered(way, DAYS[len(before)])
    stretch = Stretch(now.cries(), was.gate(), now.gate())
    return now.forget(), stretch


def milo(answers):
    """Milo after these answers; None stands for Milo as he is when the story begins."""
    return first_milo() if answers is None else lived(answers)[0]


@lru_cache(maxsize=512)
def cry(answers, way=LATE):
    """His next cry, and how it goes where it is answered in this way: a scene."""
    was = milo(answers)
    return Upbringing(WITH_YOU, was).answered(way, was.place.day + 1).scene(0)


@lru_cache(maxsize=512)
def meeting(answers, manners):
    """What becomes of the words of a stranger who tells them in these manners: scenes."""
    met = Upbringing(BEFORE if answers is None else WITH_YOU, milo(answers))
    return tuple(met.told(manner) for manner in manners)


def gate(answers):
    """How open he is to strangers."""
    return milo(answers).gate()


def at_rest(answers):
    """How aroused he is when nothing happens: what a scene says of it."""
    tension = milo(answers).child.me.tension
    return {"arousal": tension, "after": tension}
