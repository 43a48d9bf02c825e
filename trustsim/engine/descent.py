"""From one generation to the next: children of grown-ups, raised by what these have become.

People of one line have the same number in every generation; a generation is a range of worlds, so
that one line or one generation more changes nobody's luck.
"""

import os

import numpy as np

from trustsim.engine.plan import address
from trustsim.engine.progress import bar
from trustsim.engine.raising import AS_DRAWN, Raising
from trustsim.engine.records import PEOPLE_COLUMNS, recorded
from trustsim.engine.simulate import agent_batches, batches
from trustsim.study import population
from trustsim.study.cast import MOTHER
from trustsim.study.config import DEFAULTS
from trustsim.study.laboratory.interview import Caring
from trustsim.study.population import FACTORS
from trustsim.study.scenario import age_in_days, from_dict, plain
from trustsim.theory.chance import Moment
from trustsim.theory.compiled import loop

WORLDS = 1 << 20  # from one generation to the next
OF_THOSE_WHO_TREAT = 1000  # a generation beyond all others, so that they are nobody's twins
OF_A_BOND = "reciprocity"  # what somebody is like to one person and not to another
CAREGIVING = "caregiving"  # the visit at which it is read off what a grown-up is like to a child


def people_of(scenario, generation):
    """The numbers of all people of a generation, over all worlds."""
    return generation * WORLDS * scenario.children + np.arange(scenario.worlds * scenario.children)


def of_descendants(scenario, changes=None, where=None):
    """The scenario of those who are born to its people: the same world, in which all live alike.

    What a config says of ``[caregiver]`` is of those who raise the first generation, and is not
    done once more: what a later mother is like is told in deviations from the reference population.
    ``changes`` are tables that are other ones for them.
    """
    whole = plain(scenario.differences) | {"caregiver": {}, "preset": DEFAULTS["preset"]}
    return from_dict(whole | (changes or {}), where=where or scenario.name, name=scenario.name)


def generation_grown(
    scenario, generation, raising=AS_DRAWN, engine="fast", threads=None, words="growing"
):
    """The Records of one generation."""
    with bar(words, scenario.worlds * scenario.children) as tell:
        if engine == "agents":
            those = agent_batches(scenario, {}, tell, generation * WORLDS, raising)
        else:
            who = people_of(scenario, generation)
            those = batches(scenario, who, threads or os.cpu_count(), tell, raising=raising)
        return recorded(scenario, those)


def raised_by(parents, birth, scenario, who, of, roles=None):
    """What those are like who raise the children of these grown-ups, as a ``Raising``.

    ``parents`` are Records whose mothers give birth at the age ``birth`` in months; ``who`` are the
    numbers of the children in ``scenario``, ``of`` those of their mothers. ``roles`` says who of
    those whom a mother knows becomes who in the life of her child: {"father": "spouse"}. He is the
    same man whom she knows in her own scenario, but for how near he stays as he is met (eq. 46),
    which is of a marriage, and for what the children's scenario says of the role.
    """
    ages = [age for age in parents.ages[CAREGIVING] if age >= birth]
    seen = np.stack([cares(parents, age) for age in ages], 1)
    roles = roles or {}
    names = [MOTHER, *scenario.cast]
    whom = [names.index(name) for name in (MOTHER, *roles)]
    traits = np.zeros((len(who), len(ages), len(whom), len(PEOPLE_COLUMNS)))
    numbers = population.shared_numbers(seen[..., : len(FACTORS)])
    made = population.blueprint(scenario.caregiver, scenario.infant)
    form(scenario.seed, scenario.children, who, address(MOTHER), made, numbers, seen[..., -1],
         traits[:, :, 0])  # fmt: skip
    nobody = np.full((*seen.shape[:2], len(FACTORS)), np.nan)
    for k, (role, known) in enumerate(roles.items(), 1):
        man = {**parents.scenario.cast[known], OF_A_BOND: {}, **scenario.cast[role]}
        made = population.blueprint(man, scenario.infant)
        form(scenario.seed, scenario.children, of, address(known), made, nobody, nobody[..., 0],
             traits[:, :, k])  # fmt: skip
    days = [0, *(age_in_days(age) - age_in_days(birth) for age in ages[1:])]
    return Raising(np.array(days, dtype=np.int64), np.array(whom, dtype=np.int64), traits)


def treated_by(grown, months, scenario, name, whose):
    """What those are like who treat some people, as their own lives have made them: a ``Raising``.

    ``grown`` are Records of them, ``months`` their age then, ``name`` what such a person is called
    in the ``scenario`` of those who are treated, and ``whose`` the number of who treats each. They
    are to them as they would be to a child, but for what the scenario says of such a person.
    """
    theirs, seen = people_of(grown.scenario, OF_THOSE_WHO_TREAT), cares(grown, months)[:, None]
    traits = np.zeros((len(theirs), 1, 1, len(PEOPLE_COLUMNS)))
    made = population.blueprint(scenario.cast[name], scenario.infant)
    numbers = population.shared_numbers(seen[..., : len(FACTORS)])
    form(grown.scenario.seed, grown.scenario.children, theirs, address(name), made, numbers,
         seen[..., -1], traits[:, :, 0])  # fmt: skip
    place = [MOTHER, *scenario.cast].index(name)
    return Raising(np.zeros(1, dtype=np.int64), np.array([place], dtype=np.int64), traits[whose])


def cares(grown, months):
    """What grown-ups are like as caregivers at an age (person, reading)."""
    return np.stack([grown.column(CAREGIVING, name, months).ravel() for name in Caring._fields], 1)


@loop
def form(seed, children, who, partner, blueprint, numbers, addressing, traits):
    """What people are like under these shared numbers: fills ``traits`` (person, change, trait).

    Where the numbers are not numbers they are drawn, as at any birth.
    """
    filled = np.zeros(len(blueprint))
    for k in range(len(who)):
        person = int(who[k])
        here = Moment(seed, person // children, person % children, 0, partner, 0)
        for c in range(traits.shape[1]):
            if np.isnan(numbers[k, c, 0]):
                population.born(here, blueprint, filled)
            else:
                three = numbers[k, c, 0], numbers[k, c, 1], numbers[k, c, 2]
                population.formed(here, blueprint, three, addressing[k, c], filled)
            for trait in range(traits.shape[2]):
                traits[k, c, trait] = filled[trait]
