"""What happened in this encounter, or on this day, and why?"""

from copy import copy
from typing import NamedTuple

from trustsim.asking.explain.beliefs import beliefs_changed
from trustsim.asking.explain.replay import (
    Filmed,
    Occasion,
    age,
    check_child,
    days_of,
    lived,
    within,
)
from trustsim.asking.explain.scene import played, scene
from trustsim.asking.explain.tipping import Again
from trustsim.asking.explain.trace import Trace, nurtured, taught
from trustsim.engine.calendar import line_at
from trustsim.engine.plan import planned
from trustsim.engine.world import World
from trustsim.mistakes import Mistake
from trustsim.study.cast import ADULTS, CROWDS, PLAYMATES
from trustsim.study.lives import CHILDHOOD
from trustsim.theory.encounters.messages import Kind

CALLED = {ADULTS: "an adult", PLAYMATES: "another child"}
WITH = {ADULTS: "the adult", PLAYMATES: "the other child"}


class Day(NamedTuple):
    """One day of a child: its encounters, one after the other."""

    child: int
    world: int
    day: int
    months: float
    encounters: tuple


def encounter(scenario, child, number, world=0, people=None):
    """Why one encounter of a child went as it did; ``number`` is that of its diary.

    The child is replayed alone, which changes nothing; ``people`` as for ``World``. Raises Mistake
    for a child, a world or an encounter that the scenario does not have.
    """
    check_child(scenario, child, world)
    a_day = line_at(planned(scenario).lines, 0).stride
    within("--encounter", number, days_of(scenario) * a_day)
    place = filmed(scenario, child, world, number // a_day, people)
    numbers = [shot.entry.encounter for shot in place.film]
    if number not in numbers:
        near = sorted(set(numbers), key=lambda each: abs(each - number))[:2]
        nearest = f"; the nearest are {' and '.join(map(str, sorted(near)))}" if near else ""
        begin = f", lessons begin at {scenario.childhood.lessons_from:g} months"
        if scenario.life[0].name != CHILDHOOD:
            begin = ""
        raise Mistake(f"--encounter {number}: nothing happened then{begin}{nearest}")
    return trace_of_encounter(place, numbers.index(number))


def day(scenario, child, number, world=0, people=None):
    """Why the encounters of one day of a child, counted from its birth (0), went as they did.

    Raises Mistake for a child, a world or a day that the scenario does not have.
    """
    check_child(scenario, child, world)
    within("--day", number, days_of(scenario))
    place = filmed(scenario, child, world, number, people)
    today = [i for i, shot in enumerate(place.film) if shot.entry.day == number]
    if not today:
        raise Mistake(f"--day {number}: nothing happened on this day of this childhood")
    return Day(
        child, world, number, age(number), tuple(trace_of_encounter(place, i) for i in today)
    )


def filmed(scenario, child, world, until, people=None):
    """The world of one child that has been filmed to the end of this day."""
    place = Filmed(scenario, world, child, people)
    while place.day <= until:
        place.step()
    return place


def trace_of_encounter(place, i):
    """The trace of the encounter on line ``i`` of the diary."""
    shot = place.film[i]
    entry, begun = shot.entry, shot.begun
    place, child = copy(place), place.infants[0]
    place.day, place.learner, place.encounter = entry.day, child, entry.encounter
    place.keeps_diary = False
    whom = WITH.get(entry.partner, f"its {entry.partner}")
    owners = owned(place, whom)
    number = entry.encounter - place.day * begun.line.stride - begun.line.first
    line = begun.line._replace(first=begun.line.first + number, times=1)

    def met(place, child, held):
        place.meet = place.teach = lambda *_: None
        World.follow(place, child, line, begun.chances)

    def lived_through(place, child, held):
        if entry.kind is Kind.LESSON:
            return World.teach(place, child, child.partner)
        return World.meet(place, child, entry.kind, child.partner)

    morning = scene(place, begun.infant, begun.infant.partner, met)
    here = scene(place, shot.infant, shot.partner, lived_through)
    now, figure = played(here), place.known[here.infant.figure - 1]
    known = "" if entry.partner in CROWDS else entry.partner
    parts = nurtured(here, now, whom) or taught(here, now)
    changed = parts.pop("changed", {}) | beliefs_changed(
        shot.before, now.infant.mind, known, figure, place.theory
    )
    occasion = Occasion(
        child.number,
        place.number,
        age(entry.day),
        named(entry),
        {"day": entry.day, "encounter": entry.encounter},
        lived(child.diary[:i]),
    )
    turns = (*Again(morning, owners).told(), *Again(here, owners).told())
    return Trace(occasion, turns, **parts, changed=changed)


def owned(place, whom):
    """Whose every number of a scene is; ``whom`` the child is with."""
    names = ["people", *(f"its {name}" for name in place.known)]
    bonds = {("bonds", k): name for k, name in enumerate(names)}
    family = {("hardship",): "the family"}
    return bonds | family | {("partner",): whom, ("mood",): whom, ("child",): "the child"}


def named(entry):
    """What kind of encounter it was, and with whom."""
    if entry.kind is not Kind.LESSON:
        return f"{entry.kind.name.lower()}, with its {entry.partner}"
    return f"a lesson from {CALLED.get(entry.partner, f'its {entry.partner}')}"
