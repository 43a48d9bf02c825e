"""What one user has set up: a scenario and a child, and a therapy. Each open page has its own."""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

import solara

from trustsim.mistakes import Mistake
from trustsim.showing.dashboard import address, treatments
from trustsim.showing.dashboard.limits import LONGEST, check_length, check_work
from trustsim.showing.dashboard.sliders import released
from trustsim.study.scenario import Scenario, from_dict, loads, no_text, plain
from trustsim.study.vignettes import NAMES, vignette

PACKED = "~"  # what follows is a whole config, and no name of a vignette
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
    setup.value = of_child(scenario, child)


def of_child(scenario, child):
    """A set-up that pages can live, with this child or the last one. Raises Mistake."""
    check_work(scenario)
    return SetUp(scenario, min(max(child, 0), scenario.children - 1))


def bring(scenario):
    """Work with another scenario, and with the visits that pages need; which were added?"""
    added = [name for name in vignette(NAMES[0]).protocols if name not in scenario.protocols]
    take(scenario.but({f"visits.{name}": {} for name in added}), setup.value.child)
    return added


def choose(name):
    """Let caregivers be as a vignette has them; the children, and all else, are as they were."""
    scenario, child = setup.value
    rest = {key: value for key, value in plain(scenario.differences).items() if key != "caregiver"}
    own = {"caregiver": cared(name)} if cared(name) else {}
    chosen = rest | {"title": vignette(name).title} | own
    take(from_dict(chosen, where=scenario.name, name=name), child)


def cared(name):
    """The caregivers of a vignette, as differences from the population."""
    return plain(vignette(name).differences.get("caregiver", {}))


def caring(scenario):
    """The caregivers of a scenario, as differences from the population."""
    return plain(scenario.differences.get("caregiver", {}))


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
    if not differences.get("caregiver", True):  # who says nothing of caregivers leaves them out
        del differences["caregiver"]
    return from_dict(differences, where=scenario.name, name=scenario.name)


def called(scenario):
    """The title of a scenario, and whether it has been changed since it was called so."""
    title = scenario.title or scenario.name
    presets = [who(vignette(name)) for name in NAMES if vignette(name).title == title]
    return f"{title}, changed" if presets and who(scenario) not in presets else title


def who(scenario):
    """What a scenario says of people and their lives; a table that says nothing is left out."""
    given = plain(scenario.differences)
    return {key: value for key, value in given.items() if key not in APART and value != {}}


def meet(child):
    """Look at another child of the same population."""
    take(setup.value.scenario, child)


def undo():
    """Back to how everything is at first."""
    forgive()
    address.restore("")


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


def as_text(given):
    """A set-up as an address carries it: the name of a vignette, or all that it says; the child."""
    scenario, child = given
    names = [name for name in NAMES if scenario.differences == vignette(name).differences]
    packed = zlib.compress(scenario.to_toml().encode(), 9)
    return f"{names[0] if names else PACKED + urlsafe_b64encode(packed).decode()}.{child}"


def from_text(text):
    """The set-up that an address carries. Raises ValueError, or Mistake, for what is none."""
    code, child = text.rsplit(".", 1)
    if code in NAMES:
        scenario = vignette(code)
    elif code.startswith(PACKED):
        scenario = unpacked(code.removeprefix(PACKED))
    else:
        raise ValueError(text)
    return of_child(one_cohort(scenario), int(child))


def unpacked(code):
    """The scenario that was packed into an address."""
    try:
        text = zlib.decompressobj().decompress(urlsafe_b64decode(code), LONGEST + 1).decode()
    except zlib.error as error:
        raise ValueError(code) from error
    check_length(address.LINKED, len(text))
    return loads(text, where=address.LINKED, name="linked")


setup = address.kept("setup", DEFAULT, from_text, as_text)
therapy = address.kept("therapy", treatments.DEFAULT, treatments.from_text, treatments.as_text)
