"""Three women of one line, and how the mother of each answers when she cries, in the model.

They are a family of the page of generations: the same people, with the same luck and numbers.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from trustsim.asking.explain.replay import Filmed
from trustsim.asking.generations import UNCHANGED
from trustsim.engine.descent import WORLDS, generation_grown, people_of, raised_by
from trustsim.engine.raising import AS_DRAWN
from trustsim.engine.world import World
from trustsim.showing.dashboard import descents, families, fate
from trustsim.showing.dashboard.life import Life
from trustsim.study.cast import MOTHER
from trustsim.study.scenario import age_in_days
from trustsim.theory.encounters.messages import Kind

TOLD = tomllib.loads((Path(__file__).parent / "story.toml").read_text(encoding="utf-8"))
FAMILY = families.checked(families.Asked(**TOLD["family"]))
NOTHING = "nothing"  # is given, as a link says it
FIRST_YEAR = 12  # months
SENSITIVE = "sensitive"  # a vignette


class Cries(NamedTuple):
    """What became of a hundred cries for her mother, in a girl's first year."""

    alone: int  # nobody came
    turned: int  # away
    frightened: int
    mirrored: int
    recognised: int  # she was shown her own feeling, as hers, and took it in


class Raised(Filmed):
    """A world of one girl, raised by whoever her mother has become."""

    def __init__(self, scenario, generation, line, raising):
        number = generation * WORLDS
        World.__init__(self, scenario, number=number, children=[line], diary=True, raising=raising)
        self.film = []


class Girl(Life):
    """One girl's life."""

    def __init__(self, scenario, generation, line, raising):
        super().__init__(scenario, line)
        self.place = Raised(scenario, generation, line, raising)


def asked(given):
    """The family, in which the second woman is given this."""
    return FAMILY._replace(given="" if given == NOTHING else given)


def women(given):
    """The three women where this is given: as ``descents`` has them."""
    lines = descents.first_lines(asked(given))
    return [with_it for _, with_it in descents.family(lines.descent, FAMILY.line)]


def otherwise():
    """The first of them, with the same luck, after a childhood with a sensitive mother."""
    lines = descents.first_lines(asked(NOTHING)._replace(met=SENSITIVE))
    return descents.family(lines.descent, FAMILY.line)[0][0]


@lru_cache(maxsize=16)
def grown(given, generation):
    """The records of everybody of a generation of the first lines, and who has raised them."""
    lines, arm = families.made(asked(given), cohorts=1), given
    if given == NOTHING or generation < FAMILY.whom:
        arm = UNCHANGED
    life, raising = lines.lived(arm, generation), AS_DRAWN
    if generation > 0:
        mothers, _ = grown(given, generation - 1)
        raising = raised_by(
            mothers, lines.birth, life, people_of(life, generation),
            people_of(life, generation - 1), lines.roles,
        )  # fmt: skip
    return generation_grown(life, generation, raising, threads=1), raising


@lru_cache(maxsize=16)
def first_year(given, generation):
    """The first year of a girl: her last cry for her mother in it as a scene, and all of them."""
    if generation <= FAMILY.whom:
        given = NOTHING
    lines, raising = families.made(asked(given), cohorts=1), AS_DRAWN
    if generation > 0:
        raising = grown(given, generation)[1].of([FAMILY.line])
    arm = given if generation == FAMILY.whom and given != NOTHING else UNCHANGED
    girl = Girl(lines.lived(arm, generation), generation, FAMILY.line, raising)
    girl.live(age_in_days(FIRST_YEAR))
    cries = [
        n for n, shot in enumerate(girl.place.film)
        if shot.entry.kind is Kind.DISTRESS and shot.entry.partner == MOTHER
    ]  # fmt: skip
    scenes = [girl.scene(n) for n in cries]
    return scenes[-1], counted(scenes)


def counted(scenes):
    """Of a hundred cries, what became of them."""
    answers = [scene["answer"] for scene in scenes]
    own = [each["fate"] == fate.GENERIC and each["congruent"] for each in scenes]
    return Cries(*(
        round(100 * number / len(scenes))
        for number in (
            answers.count("none"), answers.count("rebuffing"), answers.count("frightening"),
            answers.count("mirroring"), sum(own),
        )
    ))  # fmt: skip
