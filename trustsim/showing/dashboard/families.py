"""What can be chosen on the page of generations, and the lines that a choice asks for."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import tomli_w

from trustsim.asking.generations import generations_from_config
from trustsim.asking.trials.config import SESSION
from trustsim.mistakes import choice
from trustsim.showing.dashboard.treatments import PATIENTS, arms, page, whole
from trustsim.study.scenario import plain
from trustsim.study.vignettes import NAMES, vignette

FILE = Path(__file__).parent / "families.toml"
DESCENT, HOME_VISITOR, THERAPIST = "descent", "home_visitor", "therapist"  # pages; one of a cast
NOTHING = ""  # is given to nobody
SERIES = ("times", "every", "with", "lasting", "pace")  # what sessions of a page have in common
WOMEN = ("the first mother", "her daughter", "her granddaughter", "her great-granddaughter")


class Asked(NamedTuple):
    """How the first of a line was met, what is given to one woman of it, and which line."""

    met: str  # a vignette
    given: str  # to her, or nothing
    whom: int  # generation of whom it is given to
    number: int  # of generations
    line: int = 0


@cache
def said():
    """What the file of the page says."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


DEFAULT = Asked(**said()["first"])


def gifts():
    """What can be given to a woman, by name."""
    return said()["given"]


def numbers():
    """How many lines are followed, and for how many generations."""
    return said()["lines"]


@cache
def difference(given):
    """What differs in the life of whom it is given to, as a config has it."""
    gift = gifts()[given]
    own = plain(arms(gift["page"])[gift["arm"]])
    if SESSION not in own.get("visits", {}):
        return own
    shared = page(gift["shared"])["trial"]["session"]
    held = {key: shared[key] for key in SERIES if key in shared} | own["visits"][SESSION]
    return {"visits": {SESSION: held | {"months": [gift["months"]]}}}


def config(asked, cohorts=None):
    """The lines of descent that are asked for, as a config that `trustsim generations` takes."""
    arm = {asked.given: {"in": [asked.whom], **difference(asked.given)}} if asked.given else {}
    return {
        "extends": [DESCENT, HOME_VISITOR],
        "title": f"What is done on: {vignette(asked.met).title.lower()}",
        "worlds": cohorts or numbers()["cohorts"],
        "children": numbers()["lines"],
        "caregiver": plain(vignette(asked.met).differences.get("caregiver", {})),
        "cast": {THERAPIST: plain(page(PATIENTS)["cast"][THERAPIST])},
        "generations": {"number": asked.number, "arms": arm},
    }


def made(asked, cohorts=None):
    """The lines of descent that are asked for, or the first cohorts of them."""
    return generations_from_config(config(asked, cohorts), where="generations")


def checked(asked):
    """The same choice. Raises Mistake where the page does not offer it."""
    choice("met", asked.met, NAMES)
    choice("given", asked.given, [NOTHING, *gifts()])
    whole("number", asked.number, numbers()["fewest"], numbers()["most"])
    whole("whom", asked.whom, 0, asked.number - 2)
    whole("line", asked.line, 0, numbers()["lines"] - 1)
    return asked


def as_toml(asked):
    """What is asked for, as a file for `trustsim generations`."""
    return (
        "#   trustsim generations generations.toml\n"
        f"#   trustsim generations generations.toml --line {asked.line}\n"
        f"{tomli_w.dumps(config(asked))}"
    )


def as_text(asked):
    """A choice as a link carries it."""
    return json.dumps(asked, separators=(",", ":"))


def from_text(text):
    """The choice that an address carries. Raises Mistake, ValueError or the like for no choice."""
    return checked(Asked(*json.loads(text)))
