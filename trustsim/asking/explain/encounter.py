"""What happened in this encounter, or on this day, and why?"""

from typing import NamedTuple

from trustsim.asking.explain.beliefs import changed
from trustsim.asking.explain.lesson import Scene as LessonScene
from trustsim.asking.explain.lesson import company, lesson
from trustsim.asking.explain.nurture import Scene, called, nurtured
from trustsim.asking.explain.replay import (
    Filmed,
    Occasion,
    age,
    check_child,
    days_of,
    lived,
    within,
)
from trustsim.engine.calendar import company_at, line_at
from trustsim.engine.plan import planned
from trustsim.mistakes import Mistake
from trustsim.study.lives import ADULTS, CHILDHOOD, CROWDS, PLAYMATES
from trustsim.theory.encounters.messages import Kind

CALLED = {ADULTS: "an adult", PLAYMATES: "another child"}


class Day(NamedTuple):
    """One day of a child: its encounters, one after the other."""

    child: int
    world: int
    day: int
    months: float
    encounters: tuple


def encounter(scenario, child, number, world=0):
    """Why one encounter of a child went as it did; ``number`` is that of its diary.

    The child is replayed alone, which changes nothing. Raises Mistake for a child, a world or an
    encounter that the scenario does not have.
    """
    check_child(scenario, child, world)
    a_day = line_at(planned(scenario).lines, 0).stride
    within("--encounter", number, days_of(scenario) * a_day)
    place = filmed(scenario, child, world, number // a_day)
    numbers = [shot.entry.encounter for shot in place.film]
    if number not in numbers:
        near = sorted(set(numbers), key=lambda each: abs(each - number))[:2]
        nearest = f"; the nearest are {' and '.join(map(str, sorted(near)))}" if near else ""
        begin = f", lessons begin at {scenario.childhood.lessons_from:g} months"
        if scenario.life[0].name != CHILDHOOD:
            begin = ""
        raise Mistake(f"--encounter {number}: nothing happened then{begin}{nearest}")
    return told(place, numbers.index(number))


def day(scenario, child, number, world=0):
    """Why the encounters of one day of a child, counted from its birth (0), went as they did.

    Raises Mistake for a child, a world or a day that the scenario does not have.
    """
    check_child(scenario, child, world)
    within("--day", number, days_of(scenario))
    place = filmed(scenario, child, world, number)
    today = [i for i, shot in enumerate(place.film) if shot.entry.day == number]
    if not today:
        raise Mistake(f"--day {number}: nothing happened on this day of this childhood")
    return Day(child, world, number, age(number), tuple(told(place, i) for i in today))


def filmed(scenario, child, world, until):
    """The world of one child that has been filmed to the end of this day."""
    place = Filmed(scenario, world, child)
    while place.day <= until:
        place.step()
    return place


def told(place, i):
    """The trace of the encounter on line ``i`` of the diary."""
    shot, infant = place.film[i], place.infants[0]
    entry = shot.entry
    moment, whom = entry.moment, "" if entry.partner in CROWDS else entry.partner
    occasion = Occasion(
        infant.number,
        place.number,
        age(entry.day),
        named(shot),
        {"day": entry.day, "encounter": entry.encounter},
        lived(infant.diary[:i]),
    )
    if entry.kind is Kind.LESSON:
        scene = LessonScene(moment, shot.before, whom, shot.partner.traits, place.theory)
        return lesson(occasion, scene, led_to(place, shot), shot.after)
    scene = Scene(
        moment, entry.kind, shot.mood, shot.before, infant.traits, shot.partner.traits, place.theory
    )
    signal, onset = called(scene)
    learnt = changed(shot.before, shot.after, whom, place.theory)
    return nurtured(occasion, scene, signal, onset, learnt)


def named(shot):
    """What kind of encounter it was, and with whom."""
    if shot.entry.kind is not Kind.LESSON:
        return f"{shot.entry.kind.name.lower()}, with its {shot.entry.partner}"
    return f"a lesson from {CALLED.get(shot.entry.partner, f'its {shot.entry.partner}')}"


def led_to(place, shot):
    """The turns that decided with whom this day's lessons were, if it was open."""
    line, today = shot.line, shot.entry.day
    if line.away == line.stay or today < line.away_from:
        return []
    first = next(each for each in place.film if each.entry.day == today and each.line == line)
    host = place.ties[company_at(place.plan.company, line.company).tie]
    morning = shot.entry.moment._replace(encounter=today, partner=host.luck)
    mates = company_at(place.plan.company, line.away - 1)
    return company(morning, first.before, mates, place.theory)
