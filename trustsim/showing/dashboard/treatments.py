"""What can be chosen on the page of therapy, and the trial that a choice asks for."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import tomli_w

from trustsim.asking.trials import trial_from_config
from trustsim.asking.trials.config import SESSION, SYMPTOMS
from trustsim.asking.trials.tables import HISTORIES
from trustsim.mistakes import Mistake, choice
from trustsim.study.protocols import session
from trustsim.study.scenario import (
    DAYS_A_MONTH,
    PAGES,
    extended,
    pages,
    plain,
    together,
    written_in,
)
from trustsim.study.vignettes import vignette

FILE = Path(__file__).parent / "therapy.toml"
PATIENTS, SOCIAL_WORLD, WAITING = "patients", "social_world", "waiting"
SIDE_BY_SIDE = "treatments"  # the page that has all treatments of patients
CHILDHOODS = ("reference", *HISTORIES)  # vignettes of caregivers
WORLDS = ("benign", "harsh")
NOBODY = -1  # no patient is followed
VARIED = ("activation", "titration")  # of a treatment
MOMENTS = ("troubles", "explanations", "skills", "attending", "imagining")
# A visit of a waiting list at which everything is asked, and that leaves no trace.
ASKED_ONLY = dict.fromkeys(MOMENTS, 0) | {"attending": 1, "lasting": False}


class Treated(NamedTuple):
    """A treatment, and what is otherwise in its sessions than its page has it."""

    treatment: str
    activation: float | None = None
    titration: float | None = None

    @property
    def settings(self):
        """What its sessions hold."""
        return session.Settings(**(table_of_sessions() | self.visit))

    @property
    def visit(self):
        """Its sessions, as a config has them."""
        own = {key: getattr(self, key) for key in VARIED}
        given = arms(self.treatment)[self.treatment]["visits"][SESSION]
        return given | {key: value for key, value in own.items() if value is not None}


class Asked(NamedTuple):
    """Who is treated, how, in which world, and who of them is looked at."""

    first: Treated
    second: Treated | None
    childhood: str
    world: str
    sessions: int
    patient: int = 0


class Story(NamedTuple):
    """A case to start from."""

    name: str
    words: str
    ask: str
    here: str  # what of it is chosen
    source: str
    asked: Asked


@cache
def page(name):
    """A page of ``trustsim/study/treatments``, with all that it extends."""
    return extended({"extends": name}, name)


def arms(name):
    """The arms of a page."""
    return page(name).get("trial", {}).get("arms", {})


@cache
def treatments():
    """The title of each treatment of patients, by the name of its page."""
    return {name: page(name)["title"] for name in pages() if name in arms(SIDE_BY_SIDE)}


def why(name):
    """What the page of a treatment says of itself."""
    lines = (PAGES / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    return " ".join(line.removeprefix("# ") for line in lines if line.startswith("# "))


def table_of_sessions():
    """What is the same in the sessions of every treatment, of what a session can be set to."""
    given = page(PATIENTS)["trial"]["session"]
    return {key: given[key] for key in given if key in session.Settings._fields}


@cache
def said():
    """What the file of the page says."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def at_first():
    """What is chosen when the page is opened."""
    first = said()["first"]
    return Asked(
        Treated(**first["first"]), None, *(first[key] for key in ("childhood", "world", "sessions"))
    )


DEFAULT = at_first()


def chosen_in(name):
    """What of the page is chosen in a config of ``trustsim/study/treatments``."""
    given = written_in(PAGES / f"{name}.toml")
    trial = given["trial"]
    (childhood,) = (
        each
        for each in CHILDHOODS
        if vignette(each).differences.get("caregiver", {}) == given.get("caregiver", {})
    )
    first, *second = (
        treated_in(arm, each["visits"][SESSION]) for arm, each in trial["arms"].items()
    )
    return Asked(
        first, second[0] if second else None, childhood, WORLDS[0], trial["session"]["times"]
    )


def treated_in(arm, visit):
    """The treatment of an arm that is called like it, and what is otherwise in its sessions."""
    (name,) = (each for each in treatments() if re.fullmatch(rf"{each}(_.+)?", arm))
    usual = arms(name)[name]["visits"][SESSION]
    return Treated(
        name, **{key: visit[key] for key in VARIED if visit[key] != usual[key]}
    )  # fmt: skip


@cache
def stories():
    """The cases to start from."""
    return [
        Story(
            *(each[key] for key in ("name", "words", "ask", "here", "source")),
            chosen_in(each["config"]),
        )
        for each in said()["story"]
    ]


def people():
    """How many cohorts grow up, and how many patients are treated."""
    return said()["people"]


def fewest():
    """The fewest sessions that can be asked for."""
    return said()["first"]["fewest"]


def most():
    """The most sessions that can be asked for: those of the trials."""
    return page(PATIENTS)["trial"]["session"]["times"]


def named(asked):
    """The treatments that are asked for, by the names of their arms.

    The same treatment twice is named by what differs: *cbt_less_activation*.
    """
    given = [each for each in (asked.first, asked.second) if each]
    names = [each.treatment for each in given]
    if len(set(names)) < len(names):
        names = [
            f"{each.treatment}_{what}" for each, what in zip(given, apart(*given), strict=True)
        ]
    return dict(zip(names, given, strict=True))


def apart(first, second):
    """What tells two courses of one treatment apart, in a word for each."""
    for key in VARIED:
        one, other = first.visit[key], second.visit[key]
        if one != other:
            return [f"{'less' if low else 'more'}_{key}" for low in (one < other, other < one)]
    return ["first", "second"]  # they are alike


def world(asked):
    """What differs, from intake on, in the world outside."""
    if asked.world == WORLDS[0]:
        return {}
    return plain(arms(SOCIAL_WORLD)[f"{WAITING}_{asked.world}"])


def ages(asked):
    """When symptoms are compared: a week after the last session, and as much later as in trials."""
    table = page(PATIENTS)["trial"]
    *_, end, later = page(PATIENTS)["visits"][SYMPTOMS]["months"]
    over = table["intake"] + asked.sessions * table["session"]["every"] / DAYS_A_MONTH
    return [round(over, 1), round(over + later - end, 1)]


def config(asked):
    """The trial that is asked for, as a config that `trustsim trial` takes."""
    outside = world(asked)
    treated = {name: {"visits": {SESSION: each.visit}} for name, each in named(asked).items()}
    return {
        "extends": PATIENTS,
        "worlds": people()["cohorts"],
        "caregiver": plain(vignette(asked.childhood).differences.get("caregiver", {})),
        "visits": {SYMPTOMS: {"months": ages(asked)}},
        "trial": {
            "patients": people()["patients"],
            "trials": 1,
            "session": {"times": asked.sessions},
            "arms": {
                WAITING: outside,
                **{name: together(outside, each) for name, each in treated.items()},
            },
        },
    }


def made(asked):
    """The trial that is asked for. Raises Mistake for what is out of range."""
    return trial_from_config(config(asked), where="therapy", name="therapy")


def weekly(asked):
    """The waiting list alone, asked every week what patients in treatment are asked."""
    given = config(asked)
    waiting = together(world(asked), {"visits": {SESSION: ASKED_ONLY}})
    return trial_from_config(
        given | {"trial": given["trial"] | {"arms": {WAITING: waiting}}}, where="therapy",
        asked_only=True,
    )  # fmt: skip


def checked(asked):
    """The same choice. Raises Mistake where a page does not offer it."""
    for each in named(asked).values():
        choice("treatment", each.treatment, treatments())
    choice("childhood", asked.childhood, CHILDHOODS)
    choice("world", asked.world, WORLDS)
    whole("sessions", asked.sessions, fewest(), most())
    whole("patient", asked.patient, NOBODY, people()["patients"] - 1)
    made(asked)
    return asked


def whole(what, given, low, high):
    """Raise unless this is a whole number in its range."""
    if type(given) is not int or not low <= given <= high:
        raise Mistake(f"{what} = {given!r:.60}: must be a whole number from {low} to {high}")


def as_toml(asked):
    """The trial that is asked for, as a file for `trustsim trial`."""
    head = "".join(
        f"# {name}: {treatments()[each.treatment]}\n" for name, each in named(asked).items()
    )
    return f"{head}#   trustsim trial therapy.toml\n{tomli_w.dumps(config(asked))}"


def as_text(asked):
    """A choice as a link carries it."""
    return json.dumps(asked, separators=(",", ":"))


def from_text(text):
    """The choice that an address carries. Raises Mistake, ValueError or the like for no choice."""
    first, second, *rest = json.loads(text)
    return checked(Asked(Treated(*first), Treated(*second) if second else None, *rest))
