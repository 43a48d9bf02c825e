"""A life and its visits: config in and out, checked.

A config names only what differs from the defaults (see ``config`` for what it may say).
"""

import copyreg
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import tomli_w
from scipy.special import ndtri

from trustsim.mistakes import Mistake, listed, named, nearest, quoted
from trustsim.study.cast import MOTHER, ONE_OF, companions
from trustsim.study.config import DEFAULTS, checked
from trustsim.study.lives import REPLACED, LifeEvent, phases
from trustsim.study.population import FACTORS, PRESETS
from trustsim.study.protocols import CATALOGUE
from trustsim.theory.extending import extension
from trustsim.theory.parameters import Childhood, PartnerTraits, Theory

DAYS_A_MONTH = 30.4375
LONGEST = 1_000_000  # characters of a config: the parser takes a second for them
DEEPEST = 32  # parts of a dotted key, for which it takes the longer the more there are
SPOKEN = re.compile(  # texts and comments, in which dots mean nothing
    r'''"""(?:\\.|[^\\])*?"""|\'{3}.*?\'{3}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*''',
    re.DOTALL,
)
EXTENDS = "extends"
PAGES = Path(__file__).parent / "treatments"
COMMANDS = {  # tables of a config that ask for many scenarios, and who plays them
    "sweep": "trustsim sweep",
    "calibration": "trustsim calibrate",
    "trial": "trustsim trial",
    "generations": "trustsim generations",
}


class Visit(NamedTuple):
    """One visit to a laboratory, or of a rater at home."""

    protocol: str
    months: float
    settings: tuple
    partner: str = MOTHER  # with whom the child comes
    against: str | None = None  # who contradicts, if it is somebody whom the child knows
    lasting: bool = False  # whether the child goes on in life as the visit has left it

    @property
    def name(self):
        """What its table is called: as its protocol, and with whom, where that is not as usual."""
        whom = "" if self.partner == MOTHER else f" with {self.partner}"
        return self.protocol + whom + (f" against {self.against}" if self.against else "")


@dataclass(frozen=True)
class Scenario:
    """A population, a childhood, the visits, and how many cohorts of how many children."""

    title: str
    seed: int
    worlds: int
    children: int
    caregiver: Mapping  # factor or trait -> value, {shift} or {mean, sd}; ranks already in sd
    infant: Mapping
    others: PartnerTraits  # adults
    playmates: PartnerTraits  # other children
    childhood: Childhood
    theory: Theory
    cast: Mapping  # name of a person more whom the child knows -> traits, as of the caregiver
    pools: Mapping  # name of such a person -> of how many each child has one by chance
    life: tuple  # phases, with what their days hold
    events: Mapping  # name -> what befalls the family, and when
    protocols: Mapping  # name -> settings, in the order of the catalogue
    companions: Mapping  # name of a protocol -> with whom the child comes, and if it lasts
    differences: Mapping = field(repr=False)  # the config as it was given
    name: str = "scenario"

    @property
    def visits(self):
        """Every visit, in order of age."""
        visits = [
            Visit(name, months, settings, partner, they.against, they.lasting)
            for name, settings in self.protocols.items()
            for they in [self.companions[name]]
            for months in settings.months
            for partner in they.whom
        ]
        return sorted(visits, key=lambda visit: visit.months)

    def number_of_visit(self, protocol, months):
        """Which of the visits, from 0, is the first one of a protocol at an age."""
        return [(each.protocol, each.months) for each in self.visits].index((protocol, months))

    def has_usual(self, protocol, months):
        """Does a visit take place at this age as published: with the mother, against a stranger?"""
        return any((each.name, each.months) == (protocol, months) for each in self.visits)

    def but(self, changes):
        """The same scenario with some keys changed.

        >>> scenario.but({"caregiver.sensitivity": 0.2, "theory.choice.closeness": 0.0})
        """
        differences = plain(self.differences)
        for dotted, value in changes.items():
            *groups, key = dotted.split(".")
            if len(groups) >= DEEPEST:
                raise Mistake(f"{named(dotted)}: nested too deeply")
            place = differences
            for group in groups:
                place = place.setdefault(group, {})
                if not isinstance(place, dict):
                    raise Mistake(f"{named(dotted)}: {named(group)} is not a group of keys")
            place[key] = plain(value)
        return from_dict(differences, where=self.name, name=self.name)

    def resolved(self):
        """The whole config, defaults included, as nested dicts."""
        preset = PRESETS[self.differences.get("preset", DEFAULTS["preset"])]
        whole = {
            **{key: getattr(self, key) for key in ("title", "seed", "worlds", "children")},
            "caregiver": {**preset, **self.differences.get("caregiver", {})},
            "infant": self.differences.get("infant", {}),
            "others": self.others._asdict(),
            "playmates": self.playmates._asdict(),
            "childhood": self.childhood._asdict(),
            "theory": {name: group._asdict() for name, group in self.theory._asdict().items()},
            "visits": {name: each._asdict() for name, each in self.protocols.items()},
        }
        for table in ("cast", "life", "events"):
            if table in self.differences:
                whole[table] = self.differences[table]
        for name, visit in self.differences.get("visits", {}).items():
            whole["visits"][name] |= {
                key: visit[key] for key in ("with", "against", "lasting") if key in visit
            }
        return plain(whole)

    def to_toml(self, resolved=False):
        """The config as TOML: the differences from the defaults, or everything."""
        return tomli_w.dumps(self.resolved() if resolved else plain(self.differences))


def load(path):
    """The scenario that a TOML file describes. Raises Mistake with one clear message."""
    return of_study(read_toml(path), str(path), Path(path).stem)


def loads(text, where="config", name="config"):
    """The scenario that a TOML text describes; ``where`` it stands begins the message."""
    return of_study(parsed(text, where), where, name)


def of_study(differences, where, name):
    """The scenario of a config that no other command has a claim on."""
    differences = extended(differences, where)
    unclaimed(differences, where)
    return from_dict(differences, where=where, name=name)


def unclaimed(differences, where, mine=None):
    """Raise where a table of a config asks for another command than that of the table ``mine``."""
    for table, command in COMMANDS.items():
        if table in differences and table != mine:
            raise Mistake(
                f"{where}: has a table [{table}]; use `{command}`, or leave the table out"
            )


def read_toml(path):
    """What a TOML file says, with what it extends. Raises Mistake with one clear message."""
    path = Path(path)
    return extended(written_in(path), str(path), path.parent)


def written_in(path):
    """What a TOML file says, as nested dicts."""
    try:
        with path.open(encoding="utf-8-sig") as file:  # some editors begin a file with a mark
            text = file.read(LONGEST + 1)
    except FileNotFoundError:
        beside = [file.name for file in path.parent.glob("*.toml")] if path.parent.is_dir() else []
        raise Mistake(f"{path}: no such file{nearest(path.name, beside)}") from None
    except UnicodeDecodeError:
        raise no_text(path) from None
    except OSError as error:
        raise Mistake(f"{path}: cannot be read ({error.strerror})") from None
    return parsed(text, str(path))


def no_text(where):
    """The mistake of giving a picture, or whatever, for a config."""
    return Mistake(f"{where}: cannot be read (not a text file in UTF-8)")


def parsed(text, where):
    """What a TOML text says, as nested dicts; ``where`` it stands begins the message."""
    if len(text) > LONGEST:
        raise Mistake(f"{where}: more than {LONGEST:,} characters, which is no config")
    if any(key.count(".") >= DEEPEST for key in re.split(r"[=,\[\]{}\n]", SPOKEN.sub("", text))):
        raise Mistake(f"{where}: not valid TOML: nested too deeply")
    try:
        differences = tomllib.loads(text)
    except RecursionError:
        raise Mistake(f"{where}: not valid TOML: nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        raise Mistake(f"{where}: not valid TOML: {error}") from None
    except ValueError:  # Python reads no number of more than some thousand digits
        raise Mistake(f"{where}: not valid TOML: a number has too many digits") from None
    if not differences:
        raise Mistake(f"{where}: the file is empty; say at least which visits take place")
    return differences


def extended(differences, where, folder=None, depth=0):
    """A config with all that it extends: pages that come along, by name, or files beside it.

    Later ones are believed before earlier ones, and the config itself before them. Raises Mistake
    for a page that there is not.
    """
    if EXTENDS not in differences:
        return differences
    given = differences[EXTENDS]
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Mistake(f"{where}: {EXTENDS} = {quoted(given)}: must be a name, or a list of names")
    if depth == DEEPEST:
        raise Mistake(f"{where}: extends itself, or is nested too deeply")
    whole = {}
    for name in names:
        page, at = PAGES / f"{name}.toml", PAGES
        if name.endswith(".toml"):
            if folder is None:
                raise Mistake(f"{where}: {EXTENDS} = {quoted(name)}: only a file can extend a file")
            page, at = folder / name, folder
        elif not page.is_file():
            raise Mistake(
                f"{where}: {EXTENDS} = {quoted(name)}: no such page"
                f"{nearest(name, pages())} (a file is called .toml at its end)"
            )
        whole = together(whole, extended(written_in(page), str(page), at, depth + 1))
    return together(whole, {key: value for key, value in differences.items() if key != EXTENDS})


def pages():
    """The names of the pages that come along, to be extended."""
    return sorted(page.stem for page in PAGES.glob("*.toml"))


def together(ours, theirs):
    """Two nested dicts as one; where both say something, the second is believed."""
    if not (isinstance(ours, Mapping) and isinstance(theirs, Mapping)):
        return theirs
    both = {name: together(ours[name], theirs[name]) for name in ours if name in theirs}
    return {**ours, **theirs, **both}


def from_dict(differences, where="scenario", name="scenario"):
    """The scenario that a nested dict of differences from the defaults describes."""
    differences = together(extension().config, differences)
    config = checked(differences, where)
    differences = plain(differences)
    preset = PRESETS[config.preset]
    protocols = {
        key: settings_of(CATALOGUE[key], values)
        for key in CATALOGUE
        if (values := getattr(config.visits, key)) is not None
    }
    cast, childhood = differences.get("cast", {}), Childhood(**config.childhood.model_dump())
    try:
        life = phases(config.life, childhood, cast)
        whom = {key: companions(key, getattr(config.visits, key), cast) for key in protocols}
    except Mistake as mistake:
        raise Mistake(f"{where}: {mistake}") from None
    made = Scenario(
        title=config.title,
        seed=config.seed,
        worlds=config.worlds,
        children=config.children,
        caregiver=frozen(in_deviations(preset | differences.get("caregiver", {}))),
        infant=frozen(differences.get("infant", {})),
        others=PartnerTraits(**config.others.model_dump()),
        playmates=PartnerTraits(**config.playmates.model_dump()),
        childhood=childhood,
        theory=Theory(
            **{
                key: group(**getattr(config.theory, key).model_dump())
                for key, group in Theory.__annotations__.items()
            }
        ),
        cast=frozen({name: traits_of(person) for name, person in cast.items()}),
        pools=frozen({name: person[ONE_OF] for name, person in cast.items() if ONE_OF in person}),
        life=life,
        events=frozen(
            {name: LifeEvent(**each.model_dump()) for name, each in config.events.items()}
        ),
        protocols=frozen(protocols),
        companions=frozen(whom),
        differences=frozen(differences),
        name=name,
    )
    impossible = contradiction(made)
    if impossible:
        raise Mistake(f"{where}: {impossible}")
    return made


def settings_of(protocol, visit):
    """The settings of a protocol; ages are the same however they were written: 12 or 12.0."""
    given = {name: getattr(visit, name) for name in protocol.Settings._fields}
    ages = [each for age in visit.months for each in series(float(age), visit.times, visit.every)]
    return protocol.Settings(**frozen(given | {"months": ages}))


def series(months, times, every):
    """Ages of so many visits from this age on, one every so many days."""
    begins = age_in_days(months)
    return [months, *((begins + n * every) / DAYS_A_MONTH for n in range(1, times))]


def age_in_days(months):
    """Age in whole days."""
    return round(months * DAYS_A_MONTH)


def contradiction(made):
    """What cannot be true at once in this scenario, or an empty string."""
    for group in ("arousal", "play"):
        numbers = getattr(made.theory, group)
        if numbers.onset_low > numbers.onset_high:
            return (
                f"[theory.{group}] onset_low = {numbers.onset_low:g} is above "
                f"onset_high = {numbers.onset_high:g}; the least cannot exceed the greatest"
            )
    life = made.childhood
    if life.playmates_from > life.playmates_until:
        return (
            f"[childhood] playmates_from = {life.playmates_from:g} is above "
            f"playmates_until = {life.playmates_until:g}; they cannot end before they begin"
        )
    for key in REPLACED:
        if "life" in made.differences and key in made.differences.get("childhood", {}):
            return f"[childhood] {key} means nothing beside [life]; say it there, or leave it out"
    if not made.protocols:
        visits = ", ".join(f"[visits.{name}]" for name in CATALOGUE)
        return f"no visit takes place, so nothing would be measured; add one of {visits}"
    for name, settings in made.protocols.items():
        given = f"[visits.{name}] months = [{listed(f'{age:g}' for age in settings.months)}]"
        if not settings.months:
            return f"{given}: give at least one age, or leave the visit out"
        if twice := same_day(settings.months):
            return f"[visits.{name}] months: {twice[0]:g} and {twice[1]:g} fall on the same day"
        for needed in CATALOGUE[name].NEEDS:
            if needed not in made.protocols:
                return f"[visits.{name}] needs the visit [visits.{needed}] before it; add it"
            first = min(made.protocols[needed].months)
            if first > min(settings.months):
                return (
                    f"{given}: comes before the visit [visits.{needed}] that it needs, "
                    f"at {first:g} months"
                )
    return ""


def same_day(ages):
    """The first two ages, in months, that fall on one day, or nothing."""
    ages = sorted(ages)
    for one, other in pairwise(ages):
        if age_in_days(one) == age_in_days(other):
            return one, other
    return ()


def in_deviations(caregiver):
    """The same changes, with ranks of factors turned into standard deviations."""
    return {
        key: float(ndtri(change)) if key in FACTORS and not isinstance(change, Mapping) else change
        for key, change in caregiver.items()
    }


def traits_of(person):
    """What differs in the traits of one person more, from its table."""
    return in_deviations({key: value for key, value in person.items() if key != ONE_OF})


def frozen(value):
    """The same value, which nobody can change."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: frozen(each) for key, each in value.items()})
    return tuple(map(frozen, value)) if isinstance(value, list) else value


copyreg.pickle(MappingProxyType, lambda mapping: (frozen, (dict(mapping),)))  # Python has no way


def plain(value):
    """The same value in lists and dicts."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value
