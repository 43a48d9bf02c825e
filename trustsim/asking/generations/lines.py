"""Let lines of descent live, generation by generation, and write down what each person shows.

Of a generation only some numbers of each person are kept, however long its lives are.
"""

from dataclasses import dataclass

import numpy as np

from trustsim.asking.generations.config import UNCHANGED, Generations
from trustsim.engine.descent import CAREGIVING, generation_grown, people_of, raised_by
from trustsim.engine.raising import AS_DRAWN
from trustsim.engine.records import PEOPLE_COLUMNS
from trustsim.engine.simulate import ENGINES
from trustsim.mistakes import choice
from trustsim.study.laboratory.interview import Caring

STRANGE, INTERVIEW, HOME = "strange_situation", "adult_interview", "home_observation"
TRAITS = ("fright", "rejection", "marking", "congruence", "availability")  # of one's mother, kept
PORTRAIT = ("trust_in_figure", "trust_in_unknown", "vigilance", "clarity", "threat")
TOLD = ("state of mind", "unresolved", "dread", "reflective functioning", "told childhood")
BEFORE = " before"  # ends the name of what an interview told before the last one
WATCHED = ("mirrored", "marked", "recognised")  # shares of one's mother, where a rater comes


@dataclass(frozen=True)
class Descent:
    """What became of every line, in every arm."""

    asked: Generations
    seen: dict  # arm -> name -> (generation, world, line)

    def column(self, name, arm=UNCHANGED):
        """One number of everybody (generation, world, line)."""
        return self.seen[arm][name]

    def has(self, *names):
        """Were all of these written down?"""
        return set(names) <= set(self.seen[UNCHANGED])


def descended(asked, engine="fast", threads=None):
    """Let all generations live, in every arm; the lines of all arms are the same people.

    What is not seen of everybody (a visit of one generation alone) is not written down.
    """
    choice("engine", engine, ENGINES)
    kept, mothers = {arm: [] for arm in asked.arms}, {}
    for generation in range(asked.number):
        born = {}
        for arm in asked.arms:
            if arm != UNCHANGED and generation < asked.first_difference(arm):
                kept[arm].append(kept[UNCHANGED][generation])
                born[arm] = born[UNCHANGED]
                continue
            life = asked.lived(arm, generation)
            words = f"generation {generation}" + (f", {arm}" if arm != UNCHANGED else "")
            raising = AS_DRAWN
            if generation > 0:
                raising = raised_by(
                    mothers[arm], asked.birth, life,
                    people_of(life, generation), people_of(life, generation - 1), asked.roles,
                )  # fmt: skip
            born[arm] = generation_grown(life, generation, raising, engine, threads, words)
            kept[arm].append(seen_of_each(born[arm], asked.birth))
        mothers = born
    everybody = [shows for those in kept.values() for shows in those]
    names = [name for name in everybody[0] if all(name in shows for shows in everybody)]
    return Descent(
        asked,
        {arm: {name: np.stack([shows[name] for shows in those]) for name in names}
         for arm, those in kept.items()},
    )  # fmt: skip


def seen_of_each(records, birth):
    """What each person of a generation shows: name -> (world, line)."""
    found = {name: records.column("births", name) for name in TRAITS}
    found |= {name: records.column("portraits", name, birth) for name in PORTRAIT}
    found |= {name: records.column(CAREGIVING, name, birth) for name in Caring._fields}
    if STRANGE in records.tables:
        found["attachment"] = records.column(STRANGE, "attachment", records.ages[STRANGE][0])
    if INTERVIEW in records.tables:
        ages = [age for age in records.ages[INTERVIEW] if age <= birth]
        for age, words in zip(ages[-2:][::-1], ("", BEFORE), strict=False):
            found |= {name + words: records.column(INTERVIEW, name, age) for name in TOLD}
    if HOME in records.tables:
        age = records.ages[HOME][0]
        found |= {f"observed {name}": records.column(HOME, name, age) for name in WATCHED}
    if "people" in records.tables:
        found |= partners(records)
    return found


def partners(records):
    """How sensitive everybody is whom each person knows besides its mother: (world, line)."""
    people, shape = records.tables["people"], (records.worlds, records.scenario.children)
    name = PEOPLE_COLUMNS[0]
    return {
        f"{name} of {partner}": rows[name].to_numpy().reshape(shape)
        for partner, rows in people.groupby("partner", sort=False)
    }
