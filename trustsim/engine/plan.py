"""A scenario as the engines read it: numbers only."""

import zlib
from typing import NamedTuple

import numpy as np

from trustsim.engine.calendar import WHOEVER, Company, Line, Tie
from trustsim.engine.household import PEOPLE
from trustsim.study import population
from trustsim.study.cast import ADULTS, COMFORTS, CROWDS, MOTHER, PLAYMATES
from trustsim.study.laboratory.script import Event, Row
from trustsim.study.lives import CHILDHOOD
from trustsim.study.protocols import CATALOGUE
from trustsim.study.scenario import age_in_days
from trustsim.theory.chance import OCCASIONS
from trustsim.theory.encounters.messages import FIGURE, OTHER, Kind

MONTH = 30  # days from one look at what the family has to bear to the next
EVENTS = 1 << 12  # a visit has fewer events than this
STRIDE = 64  # a line of one's own has fewer encounters a day than this
AT_ONCE = -1  # a share that need not grow
BEFORE = (
    400  # days for which moods are followed before they matter: of earlier ones nothing is left
)
NEVER = (0, 0)
STRANGER = ADULTS  # who contradicts where nobody known does


class Plan(NamedTuple):
    """What happens to every child; the visits are in order of age.

    Persons are numbered: the crowds, then all who are drawn at birth, the mother first. Bonds
    are numbered: people in general, then all who are known, the mother first.
    """

    blueprints: np.ndarray  # (person drawn, trait, 9): see ``population.blueprint``
    births: np.ndarray  # (person drawn,): the partner of the address of its birth
    pools: np.ndarray  # (person drawn,): of how many each has one; 0 where each has its own
    crowds: np.ndarray  # (crowd, trait): traits of partners that are the same for everybody
    ties: np.ndarray  # (tie, column): see ``calendar.Tie``
    lines: np.ndarray  # (line, column): see ``calendar.Line``
    company: np.ndarray  # (row, column): see ``calendar.Company``
    figures: np.ndarray  # (change, 2): from which day on with which bond the figure is
    events: np.ndarray  # (event, 2): on which day how much is added to what the family has to bear
    days: np.ndarray  # (visit,): age in days
    partners: np.ndarray  # (visit,): row of the tie with whom the child comes
    rivals: np.ndarray  # (visit,): row of the tie with whom contradicts; a crowd for a stranger
    lasting: np.ndarray  # (visit,): 1 where what is learnt of the partner and of oneself lasts
    occasions: np.ndarray  # (visit,): the occasion of its addresses of chance
    bounds: np.ndarray  # (visit + 1,): rows of the script that belong to each visit
    numbers: np.ndarray  # (event,): its number in the visit, as chance knows it
    script: np.ndarray  # (event, column): see ``laboratory.script.Row``


def planned(scenario):
    """The plan of a scenario."""
    visits = scenario.visits
    scripts = [CATALOGUE[visit.protocol].script(visit.settings) for visit in visits]
    days = [age_in_days(visit.months) for visit in visits]
    drawn = {MOTHER: scenario.caregiver, **scenario.cast}
    names, (lines, company) = everybody(scenario), calendar(scenario)
    return Plan(
        blueprints=np.array(
            [population.blueprint(traits, scenario.infant) for traits in drawn.values()]
        ),
        births=whole([address(name) for name in drawn]),
        pools=whole([scenario.pools.get(name, 0) for name in drawn]),
        crowds=np.array([scenario.others, scenario.playmates]),
        ties=whole(ties(scenario)),
        lines=np.array(lines, dtype=np.float64),
        company=np.array(company, dtype=np.float64),
        figures=whole(figures(scenario)),
        events=events(scenario),
        days=whole(days),
        partners=whole([names.index(visit.partner) for visit in visits]),
        rivals=whole([names.index(visit.against or STRANGER) for visit in visits]),
        lasting=whole([visit.lasting for visit in visits]),
        occasions=whole([occasion(visit.name) for visit in visits]),
        bounds=np.cumsum([0, *map(len, scripts)], dtype=np.int64),
        numbers=whole([number for script in scripts for number in event_numbers(script)]),
        script=np.array([row for script in scripts for row in script], dtype=np.float64).reshape(
            -1, len(Row._fields)
        ),
    )


def event_numbers(script):
    """The number of each event of a visit, as chance knows it.

    What is done only where something has gone wrong comes after all others, so that a treatment
    that attends to it moves nobody else's luck.
    """
    later = [row.kind == Event.REPAIR for row in script]
    return np.argsort(np.argsort(later, kind="stable"))


def whole(numbers):
    """Whole numbers as an array."""
    return np.array(numbers, dtype=np.int64)


def known_people(scenario):
    """The names of all whom the child knows one by one, in the order of their bonds."""
    return [MOTHER, *scenario.cast]


def everybody(scenario):
    """The names of all partners, in the order of persons and ties."""
    return [*CROWDS, *known_people(scenario)]


def known_apart(plan):
    """How many bonds are recorded one by one: all, where they are more than the portrait shows."""
    return len(plan.births) if len(plan.births) > 1 else 0


def address(*words):
    """The partner of an address of chance: 0 for the mother, 1 for others, else by name.

    By name, and not by number, so that one person or line more moves nobody else's luck.
    """
    usual = {(MOTHER,): FIGURE, (ADULTS,): OTHER, (PLAYMATES,): OTHER}
    return usual.get(words, zlib.crc32("/".join(words).encode()))


def occasion(name):
    """The occasion of a visit, as chance knows it: by its name, so that it is nobody else's."""
    return 1 + zlib.crc32(name.encode()) % (OCCASIONS - 1)


def ties(scenario):
    """A tie with everybody; who is comforting, or sends the child out, has moods."""
    rows = []
    for name in everybody(scenario):
        bond = PEOPLE if name in CROWDS else 1 + known_people(scenario).index(name)
        moods = moods_between(name, scenario)
        rows.append(Tie(bond, name not in CROWDS, moods != NEVER, *moods, address(name)))
    return rows


def moods_between(name, scenario):
    """Between which days somebody's moods are followed: those on which they may matter.

    Whoever is met has the mood of the day, in daily life and at a visit.
    """
    habits = [(phase, habit) for phase in scenario.life for habit in phase.day]
    if not any(
        name in each.whom and (each.kind is Kind.DISTRESS or each.ventures) for _, each in habits
    ):
        return NEVER
    lived = [
        (begins(phase, habit, scenario.childhood), phase.until)
        for phase, habit in habits
        if name in habit.whom or (habit.ventures and name in CROWDS)
    ]
    seen = [(visit.months, visit.months) for visit in scenario.visits if visit.partner == name]
    firsts, lasts = zip(*lived, *seen, strict=True)
    return max(age_in_days(min(firsts)) - BEFORE, 0), age_in_days(max(lasts))


def calendar(scenario):
    """The lines of a life, and the company that they are with."""
    names, life = everybody(scenario), scenario.childhood
    lines, company = [], []
    for phase in scenario.life:
        usual, first = phase.name == CHILDHOOD, 0
        for n, habit in enumerate(phase.day):
            place = (phase.name, str(n))
            here = () if usual else place
            begin = len(company)
            company += [
                Company(names.index(name), address(name, *here), AT_ONCE, AT_ONCE, share)
                for name, share in habit.whom.items()
            ]
            stay = len(company)
            if habit.ventures:
                company += [
                    Company(names.index(name), address(name, *here), since, until, share)
                    for name, (share, since, until) in others(life).items()
                ]
            lines.append(
                Line(
                    kind=habit.kind,
                    times=habit.times,
                    begins=age_in_days(begins(phase, habit, life)),
                    ends=age_in_days(phase.until),
                    every=habit.every,
                    stride=sum(each.times for each in phase.day) if usual else STRIDE,
                    first=first if usual else 0,
                    luck=address(*place),
                    company=begin,
                    stay=stay,
                    away=len(company),
                    away_from=age_in_days(life.others_from),
                    bears=phase.bears,
                )
            )
            first += habit.times
    return lines, company


def others(life):
    """Whom a child meets when it ventures out: name -> (share, and between which days it grows)."""
    between = age_in_days(life.playmates_from), age_in_days(life.playmates_until)
    return {ADULTS: (0.0, AT_ONCE, AT_ONCE), PLAYMATES: (life.playmates, *between)}


def begins(phase, habit, life):
    """The age at which a line begins: lessons of a usual childhood begin later than the rest."""
    if phase.name == CHILDHOOD and habit.kind is Kind.LESSON:
        return life.lessons_from
    return phase.begins


def figures(scenario):
    """From which day on who is the attachment figure, as rows of (day, bond)."""
    names = known_people(scenario)
    changes = [
        (
            age_in_days(phase.begins),
            WHOEVER if phase.figure == COMFORTS else 1 + names.index(phase.figure),
        )
        for phase in scenario.life
        if phase.figure
    ]
    return [(0, 1), *sorted(changes)]


def events(scenario):
    """On which day how much is added to what the family has to bear, by day."""
    rows = [(age_in_days(each.months), each.hardship) for each in scenario.events.values()]
    return np.array(sorted(rows), dtype=np.float64).reshape(-1, 2)
