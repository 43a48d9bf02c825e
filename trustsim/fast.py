"""The fast engine: days, children and worlds in compiled loops."""

from trustsim import population
from trustsim.chance import Moment
from trustsim.compiled import loop, rule
from trustsim.encounters import lessons, nurture
from trustsim.encounters.messages import FIGURE, OTHER, Kind
from trustsim.laboratory import events
from trustsim.laboratory.script import Row
from trustsim.portrait import portrait
from trustsim.rules import exploring
from trustsim.states import Mind


@rule
def lived(start, end, mood, mind, at, infant, caregiver, others, children, rhythm, theory):
    """One child's days from ``start`` to ``end``; ``at`` says who it is. Returns mood and mind."""
    a_day = rhythm.distress + rhythm.play + rhythm.lessons
    figure, people, me = mind.figure, mind.people, mind.me
    for day in range(start, end):
        here = Moment(at.seed, at.world, at.child, day, FIGURE)
        mood, meet, company = lessons.mood_of_day(here, mood, theory)
        encounter = day * a_day
        for _ in range(rhythm.distress):
            here = Moment(at.seed, at.world, at.child, encounter, FIGURE)
            mind = Mind(figure, figure, people, me)
            signal = nurture.call(here, Kind.DISTRESS, mind, infant, theory)
            answer = nurture.comfort(here, signal, mood, caregiver, theory)
            figure, me = nurture.took_in(Kind.DISTRESS, signal, answer, mind, infant, theory)
            encounter += 1
        for _ in range(rhythm.play):
            here = Moment(at.seed, at.world, at.child, encounter, FIGURE)
            mind = Mind(figure, figure, people, me)
            signal = nurture.call(here, Kind.PLAY, mind, infant, theory)
            answer = nurture.join(here, signal, caregiver, theory)
            figure, me = nurture.took_in(Kind.PLAY, signal, answer, mind, infant, theory)
            encounter += 1
        if rhythm.lessons == 0 or day < rhythm.lessons_from:
            continue
        who, teacher = FIGURE, caregiver
        mind = Mind(figure, figure, people, me)
        if day >= rhythm.others_from and lessons.ventures(meet, mind, theory):
            who, teacher = OTHER, others
            if company < exploring.playmates(day, rhythm):
                teacher = children
        for _ in range(rhythm.lessons):
            here = Moment(at.seed, at.world, at.child, encounter, who)
            said = lessons.testify(here, teacher, theory)
            if who == FIGURE:
                mind = Mind(figure, figure, people, me)
                figure, me = lessons.heard(here, said, True, mind, theory)
            else:
                mind = Mind(people, figure, people, me)
                people, me = lessons.heard(here, said, False, mind, theory)
            encounter += 1
    return mood, Mind(figure, figure, people, me)


@rule
def visited(script, address, mood, mind, at, infant, caregiver, others, theory, outcomes):
    """One visit: fills ``outcomes`` (event, 4)."""
    room = events.entered(mind, theory)
    for event in range(len(script)):
        here = Moment(at.seed, at.world, at.child, address + event, FIGURE)
        row = Row(
            script[event, 0],
            script[event, 1],
            script[event, 2],
            script[event, 3],
            script[event, 4],
            script[event, 5],
            script[event, 6],
            script[event, 7],
            script[event, 8],
            script[event, 9],
            script[event, 10],
            script[event, 11],
        )
        room, outcome = events.happen(
            here, row, room, mood, mind, infant, caregiver, others, theory
        )
        for k in range(4):
            outcomes[event, k] = outcome[k]


@loop
def grow(seed, children, first, start, end, plan, theory, births, outcomes, portraits):
    """Grow the people numbered ``start`` to ``end`` through life and visits.

    People are counted over all worlds, ``children`` to a world; the arrays begin with number
    ``first``. Fills ``births`` (person, trait), ``outcomes`` (person, event, 4) and ``portraits``
    (person, visit, item).
    """
    for person in range(start, end):
        row = person - first
        at = Moment(seed, person // children, person % children, 0, FIGURE)
        population.born(at, plan.blueprint, births[row])
        caregiver, infant = population.caregiver(births[row]), population.infant(births[row])
        mood, mind, day = 0.0, plan.newborn, 0
        for v in range(len(plan.days)):
            mood, mind = lived(
                day, plan.days[v], mood, mind, at, infant, caregiver, plan.others, plan.playmates,
                plan.rhythm, theory,
            )  # fmt: skip
            day = plan.days[v]
            begin, finish = plan.bounds[v], plan.bounds[v + 1]
            visited(
                plan.script[begin:finish], int(plan.addresses[v]), mood, mind, at, infant,
                caregiver, plan.others, theory, outcomes[row, begin:finish],
            )  # fmt: skip
            items = portrait(mind, theory)
            for k in range(len(items)):
                portraits[row, v, k] = items[k]
