"""What one user has set up: a scenario and a child, and a therapy. Each open page has its own."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode

import solara

from trustsim.mistakes import Mistake
from trustsim.showing.dashboard import treatments
from trustsim.showing.dashboard.limits import check_length, check_work
from trustsim.showing.dashboard.sliders import released
from trustsim.study.scenario import Scenario, from_dict, loads, no_text, plain
from trustsim.study.vignettes import NAMES, vignette

LINKED = "the link"
APART = ("title", "seed", "worlds")  # keys that say nothing of people


class SetUp(NamedTuple):
    """The population, its childhood and its visits, and the child that is looked at."""

    scenario: Scenario
    child: int = 0


class Prediction(NamedTuple):
    """What a user expected, of whom, and what the model did."""

    title: str  # of the question
    people: str  # the set-up, as TOML
    caregivers: str  # its title
    seed: int
    predicted: str
    result: NamedTuple


DEFAULT = SetUp(vignette("reference"))

setup = solara.reactive(DEFAULT)
therapy = solara.reactive(treatments.DEFAULT)
wrong = solara.reactive("")  # the last mistake, in the words of the command line

answers = solara.reactive(())  # predictions of this session, in the order in which they were made


def attempt(deed):
    """Do something that a user asked for; a mistake is told and changes nothing."""
    try:
        wrong.value = ""
        return deed()
    except Mistake as mistake:
        wrong.value = str(mistake)


def take(scenario, child=0):
    """Work with another scenario from now on. Raises Mistake for too much of it."""
    check_work(scenario)
    setup.value = SetUp(scenario, min(max(child, 0), scenario.children - 1))


def choose(name):
    """Work with a vignette, and with the same child."""
    take(vignette(name), setup.value.child)


def change(key, value):
    """Set one key (dotted) of the scenario; None lets what it moves be as it comes again."""
    scenario, child = setup.value
    if value is not None:
        return take(scenario.but({key: value}), child)
    for each in released(key, scenario):
        scenario = without(scenario, each)
    take(scenario, child)


def without(scenario, key):
    """The same scenario with one key (dotted) left to its default."""
    differences = place = plain(scenario.differences)
    *groups, last = key.split(".")
    for group in groups:
        place = place.get(group, {})
    place.pop(last, None)
    return from_dict(differences, where=scenario.name, name=scenario.name)


def called(scenario):
    """The title of a scenario, and whether it has been changed since it was called so."""
    title = scenario.title or scenario.name
    presets = [who(vignette(name)) for name in NAMES if vignette(name).title == title]
    return f"{title}, changed" if presets and who(scenario) not in presets else title


def who(scenario):
    """What a scenario says of people and their lives."""
    return {key: value for key, value in scenario.differences.items() if key not in APART}


def meet(child):
    """Look at another child of the same population."""
    take(setup.value.scenario, child)


def undo():
    """Back to the defaults."""
    forgive()
    setup.value = DEFAULT
    therapy.value = treatments.DEFAULT


def forgive():
    """Say no more of the last mistake."""
    wrong.value = ""


def opened(name, text):
    """Work with the scenario of an uploaded file, and with one cohort of it; None is no text."""
    if text is None:
        raise no_text(name)
    check_length(name, len(text))
    take(one_cohort(loads(text, where=name, name=name.removesuffix(".toml"))))


def one_cohort(scenario):
    """The same scenario with its first cohort alone, which is what pages show."""
    return scenario if scenario.worlds == 1 else scenario.but({"worlds": 1})


def treat(asked):
    """Ask for another therapy from now on. Raises Mistake for what pages do not offer."""
    therapy.value = treatments.checked(asked)


def link(given, treated=treatments.DEFAULT):
    """The part of a link that carries a set-up, and a therapy that is not the first one."""
    text = urlsafe_b64encode(given.scenario.to_toml().encode()).decode().rstrip("=")
    asked = {} if treated == treatments.DEFAULT else {"therapy": treatments.as_text(treated)}
    return urlencode({"setup": text, "child": given.child} | asked)


def followed(search):
    """Work with what a link carries: a set-up, a therapy, both, or nothing."""
    asked = parse_qs(search or "")
    if "therapy" in asked:
        text = asked["therapy"][0]
        check_length(LINKED, len(text))
        therapy.value = treatments.from_text(text)
    if "setup" not in asked:
        return
    code = asked["setup"][0]
    check_length(LINKED, len(code))
    try:
        text = urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode()
        child = int(asked.get("child", ["0"])[0])
    except ValueError:
        raise Mistake(f"{LINKED}: is cut off or altered; copy the whole of it") from None
    take(one_cohort(loads(text, where=LINKED, name="linked")), child)
