"""What the choices of a user have made of Nora, the grown-up of the story, in the model.

Everything here follows from the choices: whoever chooses the same sees the same.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from trustsim.engine.going_on import left_at
from trustsim.showing.dashboard import fate
from trustsim.showing.dashboard.story.therapy.hours import (
    FITS,
    MIRROR,
    MISSES,
    SKILLED,
    WAYS,
    Hours,
)
from trustsim.showing.dashboard.treatments import (
    PATIENTS,
    SOCIAL_WORLD,
    WAITING,
    WORLDS,
    arms,
    page,
)
from trustsim.study.cast import CROWDS
from trustsim.study.scenario import age_in_days, from_dict, plain, together

TOLD = tomllib.loads((Path(__file__).parent / "story.toml").read_text(encoding="utf-8"))
TRIAL = plain(page(PATIENTS)["trial"])
INTAKE = TRIAL["intake"]  # months
YEAR = 12  # months
FEW = 10  # sessions at the beginning, and at the end
HELD = plain(arms(TOLD["sessions"])[TOLD["sessions"]]["visits"]["session"])
KINDS = {MIRROR: "troubles", FITS: "explanations", MISSES: "explanations", SKILLED: "skills"}
MOMENTS = sum(value for key, value in HELD.items() if key not in ("activation", "titration"))


class Came(NamedTuple):
    """To how many sessions she has come, and what came in."""

    came: int
    of: int
    early: int  # of a hundred things that were said in the first sessions
    late: int  # and in the last
    fitted: int | None  # of a hundred things that were said of herself


class Open(NamedTuple):
    """How open she was to what she heard outside, whether it had a cue or not: means."""

    known: float  # to those who are close to her
    strangers: float


class Outside(NamedTuple):
    """What became of what people outside have said in a year."""

    said: int
    let_in: int
    strangers: int  # of them said by people whom she does not know
    open_to: Open


def life(ways, world=WORLDS[0]):
    """Her life: a patient as those of the trials, whose sessions hold these ways in equal parts."""
    held = dict.fromkeys(HELD, 0) | {key: HELD[key] for key in ("activation", "titration")}
    for way in ways:
        held[KINDS[way]] += round(MOMENTS / len(ways))
    return lived({"session": TRIAL["session"] | held}, world)


def lived(visits, world=WORLDS[0]):
    """Her life with these visits, in a world that is so from intake on."""
    everybody = {
        key: each for key, each in page(PATIENTS).items() if key not in ("trial", "visits")
    }
    table = together(plain(everybody), TOLD["life"])
    outside = plain(arms(SOCIAL_WORLD)[f"{WAITING}_{world}"]) if world != WORLDS[0] else {}
    return from_dict(together(table, outside) | {"visits": visits}, where="nora", name="nora")


@lru_cache(maxsize=1)
def grown():
    """What was found of her when she was screened, and her life as it stands at intake."""
    screened = lived({"symptoms": {"months": [TRIAL["screening"]]}})
    return left_at(screened, INTAKE, threads=1, words="Nora grows up")


def session(said):
    """Her first session until now, and the scenes of what was said in it."""
    here = Hours(life(WAYS), grown()[1]).enter()
    return here, [here.say(way) for way in said]


@lru_cache(maxsize=256)
def scene(said):
    """What became of the last thing that was said in the first session."""
    return session(said)[1][-1]


def gate(said):
    """How open she is after what was said in the first session."""
    return session(said)[0].gate()


@lru_cache(maxsize=64)
def treated(said, world):
    """She after a year of sessions like the first one, in this world."""
    here = Hours(life(said, world), grown()[1]).go_on_from(session(said)[0])
    return here.treated(said, INTAKE + YEAR)


@lru_cache(maxsize=64)
def later(said, world):
    """She a year after the last session."""
    before = treated(said, world)
    return Hours(life(said, world), grown()[1]).go_on_from(before).treated(said, INTAKE + 2 * YEAR)


@lru_cache(maxsize=8)
def untreated(world, years):
    """She after so many years in this world in which nobody has treated her."""
    here = Hours(life((), world), grown()[1])
    here.nora.been = frozenset(range(len(here.settings)))  # she comes to no session
    here.live(INTAKE + YEAR * years)
    return here


def came(said, world):
    """To how many of the sessions after the first one she came, and what came in there."""
    held = treated(said, world).sessions
    there = [each for each in held if each["came"] == 1.0]
    return Came(
        len(there),
        len(held),
        of_hundred(there[:FEW], "let_in"),
        of_hundred(there[-FEW:], "let_in"),
        of_hundred(there, "accuracy"),
    )


def of_hundred(sessions, name):
    """The mean of a share over sessions, as so many of a hundred; None where it is of nothing."""
    values = [float(each[name]) for each in sessions if each[name] == each[name]]
    return round(100 * sum(values) / len(values)) if values else None


def outside(place):
    """What became of what people have said in the year that was lived last."""
    year = place.outside()[-age_in_days(YEAR) :]
    by = {crowd: [each for each in year if (each["speaker"] in CROWDS) == crowd]
          for crowd in (False, True)}  # fmt: skip
    return Outside(
        len(year),
        sum(each["fate"] not in (fate.NOT_LET_IN, fate.NOT_HEARD) for each in year),
        len(by[True]),
        Open(*(sum(each["open"] for each in those) / len(those) for those in by.values())),
    )
