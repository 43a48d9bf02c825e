"""What the choices of a user have made of Milo, the child of the story, in the model.

Everything here follows from the choices: whoever chooses the same sees the same, so that what has
once been lived need not be lived again.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from trustsim.showing.dashboard import fate
from trustsim.showing.dashboard.story.upbringing import LATE, LIE, Cries, Gate, Upbringing
from trustsim.study.scenario import age_in_days, from_dict
from trustsim.theory.encounters.messages import NONE, REBUFFING

TOLD = tomllib.loads((Path(__file__).parent / "story.toml").read_text(encoding="utf-8"))
WITH_YOU = from_dict(TOLD["life"], name="milo")
BEFORE = WITH_YOU.but(TOLD["before"])  # with the caregiver whom he had when the story begins
WORDS = TOLD["meeting"]["words"]
STRETCHES = TOLD["stretch"]
DAYS = [age_in_days(stretch["months"]) for stretch in STRETCHES]  # on which one chooses anew
MEETING = DAYS[-1]
HUNDRED = 100  # times that a lie is told
FURTHER = (fate.NOT_HEARD, fate.NOT_LET_IN, fate.BOUND, fate.GENERIC, fate.THROWN_OUT)


class Childhood(NamedTuple):
    """What became of a hundred cries of the first Milo, in his three years."""

    turned: int  # away
    alone: int  # nobody came
    recognised: int  # he was shown his own feeling, as his own, and took it in


class Stretch(NamedTuple):
    """What has come of answering in one way for a while."""

    cries: Cries
    before: Gate
    after: Gate


@lru_cache(maxsize=1)
def first_life():
    """Milo when a stranger meets him for the first time, and how he has grown up."""
    life = Upbringing(BEFORE).answered(None, MEETING)
    cries, answers = life.cries(), life.answers()
    counts = answers.count(REBUFFING), answers.count(NONE), cries.recognised
    childhood = Childhood(*(round(100 * number / cries.number) for number in counts))
    return life.forget(), childhood


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
    return first_life()[0] if answers is None else lived(answers)[0]


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


@lru_cache(maxsize=64)
def lies(answers, manners):
    """What becomes of a lie that Milo is told after these words, a hundred times: scenes.

    Each time he is as he was before it, and has other luck; the first has that of the meeting.
    """
    met = Upbringing(WITH_YOU, milo(answers))
    for manner in manners:
        met.told(manner)
    places = range(len(manners), len(manners) + HUNDRED)
    return tuple(Upbringing(WITH_YOU, met).told(LIE, after=place) for place in places)


def last(answers, manners):
    """The scene of the last that was said: of a hundred lies one that went furthest."""
    if len(manners) <= len(WORDS):
        return meeting(answers, manners)[-1]
    told = lies(answers, manners[: len(WORDS) - 1])
    return max(told, key=lambda scene: FURTHER.index(scene["fate"]))


def gate(answers):
    """How open he is to strangers."""
    return milo(answers).gate()


def at_rest(answers):
    """How aroused he is when nothing happens: what a scene says of it."""
    tension = milo(answers).child.me.tension
    return {"arousal": tension, "after": tension}
