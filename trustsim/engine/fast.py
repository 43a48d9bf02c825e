"""The fast engine: days, children and worlds in compiled loops."""

import numpy as np

from trustsim.engine.calendar import borne, company_at, due, figure_on, in_a_mood, line_at, tie_at
from trustsim.engine.household import (
    BOND,
    COMPANY,
    MEET,
    MOOD,
    PEOPLE,
    SELF,
    Household,
    bond_at,
    keep_bond,
    keep_self,
    keep_traits,
    left,
    mind_with,
    taken_up,
    traits_at,
)
from trustsim.engine.meeting import encountered, first_met, met
from trustsim.engine.plan import EVENTS, MONTH
from trustsim.engine.portrait import bond_portrait, portrait
from trustsim.engine.raising import DRAWN, born_to, changes, raised
from trustsim.study import population
from trustsim.study.cast import ADULTS, CROWDS
from trustsim.study.laboratory import events
from trustsim.study.laboratory.room import Rival
from trustsim.study.laboratory.script import row_at
from trustsim.theory.chance import Decision, Moment, luck
from trustsim.theory.compiled import borrowing, inlined, loop, rule
from trustsim.theory.encounters import lessons
from trustsim.theory.encounters.messages import FIGURE
from trustsim.theory.encounters.present import burdened, comforted_once, present

STRANGERS = CROWDS.index(ADULTS)  # row of the traits of people met in a room


@borrowing
def lived(start, end, at, k, infant, plan, raising, home, theory):
    """One child's days from ``start`` to ``end``, by the calendar.

    ``at`` says who it is, ``k`` whose place it has among those who are raised.
    """
    for day in range(start, end):
        if changes(raising, day):
            raised(raising, k, day, home)
            burden(plan, home, theory)
        if day % MONTH == 0 or borne(plan.events, day) != 0.0:
            bear(day, at, plan, home, theory)
        for t in range(len(plan.ties)):
            tie = tie_at(plan.ties, t)
            if in_a_mood(tie, day):
                here = Moment(at.seed, at.world, at.child, day, tie.luck, 0)
                mood, meet, whom = lessons.mood_of_day(here, home.days[t, MOOD], theory)
                home.days[t, MOOD], home.days[t, MEET], home.days[t, COMPANY] = mood, meet, whom
        for n in range(len(plan.lines)):
            line = line_at(plan.lines, n)
            if due(line, day):
                followed(line, day, at, infant, plan, home, theory)


@borrowing
def bear(day, at, plan, home, theory):
    """What the family has to bear from this day on, and what its people are like in it."""
    if day % MONTH == 0:
        here = Moment(at.seed, at.world, at.child, day, FIGURE, 0)
        home.family[0] = lessons.hardship_of_month(here, home.family[0], day == 0, theory)
        for b in range(len(home.comforted)):
            bond = comforted_once(bond_at(home.bonds, b), theory.company)
            keep_bond(home.bonds, b, bond)
            home.comforted[b] = bond.comforted
    home.family[0] += borne(plan.events, day)
    burden(plan, home, theory)


@borrowing
def burden(plan, home, theory):
    """What everybody is like in what the family has to bear."""
    for t in range(len(plan.ties)):
        tie = tie_at(plan.ties, t)
        if tie.moody == 1 and tie.known == 1:
            traits = burdened(traits_at(home.born, t), home.family[0], theory)
            keep_traits(home.traits, t, traits)


@inlined  # else the whole theory is copied at each call
def followed(line, day, at, infant, plan, home, theory):
    """One line of the calendar on one day: whom the child meets, and what comes of it."""
    host = company_at(plan.company, line.company).tie
    goes = False
    if line.away > line.stay and day >= line.away_from:
        figure = figure_on(plan.figures, home.acquainted, home.comforted, day)
        mind = mind_with(home.bonds, home.me, figure, figure)
        goes = lessons.ventures(home.days[host, MEET], mind, theory)
    for n in range(line.times):
        number = day * line.stride + line.first + n
        row = line.company
        if goes:
            row = met(line.stay, line.away, home.days[host, COMPANY], day, plan.company)
        elif line.stay - line.company > 1:
            chance, _, _, _ = luck(
                Moment(at.seed, at.world, at.child, number, line.luck, 0), Decision.WHOM
            )
            row = met(line.company, line.stay, chance, day, plan.company)
        whom = company_at(plan.company, row)
        tie = tie_at(plan.ties, whom.tie)
        acquaint(tie, day, plan, home, theory)
        figure = figure_on(plan.figures, home.acquainted, home.comforted, day)
        mind = mind_with(home.bonds, home.me, tie.bond, figure)
        bond, people, now = encountered(
            Moment(at.seed, at.world, at.child, number, whom.luck, 0),
            line.kind,
            line.bears * home.family[0],
            tie.known == 1,
            present(
                traits_at(home.traits, whom.tie),
                home.days[whom.tie, MOOD],
                mind.bond.standing,
                theory,
            ),
            mind,
            infant,
            theory,
        )
        keep_bond(home.bonds, PEOPLE, people)
        keep_bond(home.bonds, tie.bond, bond)
        keep_self(home.me, 0, now)
        home.comforted[tie.bond] = bond.comforted


@borrowing
def acquaint(tie, day, plan, home, theory):
    """Bring what people are like to somebody who is met for the first time."""
    if home.acquainted[tie.bond] == 0.0:
        figure = figure_on(plan.figures, home.acquainted, home.comforted, day)
        keep_bond(home.bonds, tie.bond, mind_facing(tie, figure, home, theory).bond)
        home.acquainted[tie.bond] = 1.0


@borrowing
def mind_facing(tie, figure, home, theory):
    """The child before one whom it knows, or has never met: who then is as people are (eq. 37)."""
    mind = mind_with(home.bonds, home.me, tie.bond, figure)
    if tie.known == 1 and home.acquainted[tie.bond] == 0.0:
        return first_met(mind, theory)
    return mind


@borrowing
def visited(v, at, infant, plan, home, theory, outcomes, items, bonds):
    """One visit: fills ``outcomes`` (event, 4), ``items``, the child's portrait, and ``bonds``.

    These are portraits (bond, item) of the bonds with all whom it knows, if they are more than one.
    """
    who, lasting = int(plan.partners[v]), plan.lasting[v] == 1
    tie, other = tie_at(plan.ties, who), tie_at(plan.ties, plan.rivals[v])
    if lasting:
        acquaint(tie, plan.days[v], plan, home, theory)
    figure = figure_on(plan.figures, home.acquainted, home.comforted, plan.days[v])
    mind = mind_facing(tie, figure, home, theory)
    rival = Rival(other.known == 1, mind_facing(other, figure, home, theory).bond)
    others = traits_at(home.traits, STRANGERS)
    room = events.entered(mind, theory)
    for event in range(plan.bounds[v], plan.bounds[v + 1]):
        partner = present(
            traits_at(home.traits, who), home.days[who, MOOD], mind.bond.standing, theory
        )
        number = int(plan.days[v] * EVENTS + plan.numbers[event])
        here = Moment(at.seed, at.world, at.child, number, tie.luck, int(plan.occasions[v]))
        room, after, outcome = events.happen(
            here, row_at(plan.script, event), room, mind, rival, infant, partner, others, theory,
        )  # fmt: skip
        if lasting:
            keep_bond(home.bonds, PEOPLE, after.people)
            keep_bond(home.bonds, tie.bond, after.bond)
            keep_self(home.me, 0, after.me)
            home.comforted[tie.bond] = after.bond.comforted
            figure = figure_on(plan.figures, home.acquainted, home.comforted, plan.days[v])
            mind = mind_with(home.bonds, home.me, tie.bond, figure)
        for k in range(len(outcome)):
            outcomes[event, k] = outcome[k]
    seen = portrait(mind_with(home.bonds, home.me, figure, figure), theory)
    for k in range(len(seen)):
        items[k] = seen[k]
    for known in range(len(bonds)):
        expected = bond_portrait(bond_at(home.bonds, 1 + known), theory)
        for k in range(len(expected)):
            bonds[known, k] = expected[k]


@rule
def born(at, k, plan, raising, home, births):
    """A child comes into the world, and to whom: fills ``births`` (person drawn, trait)."""
    home.bonds[:] = 0.0
    home.me[:] = 0.0
    home.days[:] = 0.0
    home.acquainted[:] = 0.0
    home.comforted[:] = 0.0
    home.born[:DRAWN] = plan.crowds
    for each in range(len(plan.births)):
        here = Moment(at.seed, at.world, at.child, 0, int(plan.births[each]), 0)
        here = population.whose(here, int(plan.pools[each]))
        population.born(here, plan.blueprints[each], births[each])
    born_to(raising, k, births)
    for each in range(len(plan.births)):
        drawn = population.caregiver(births, each)
        for trait in range(len(drawn)):
            home.born[DRAWN + each, trait] = drawn[trait]
    home.traits[:] = home.born


@loop
def grow(
    seed, children, who, begin, stop, lives, raising, first, start, end, plan, theory, births,
    outcomes, portraits, bonds,
):  # fmt: skip
    """Grow some of the people ``who`` through life and visits.

    People are counted over all worlds, ``children`` to a world; those at the places ``start`` to
    ``end`` of ``who`` are grown, and the arrays begin with the place ``first``. A life begins on
    the day ``begin``: with birth, or as ``lives`` has it. Where ``stop`` is a day, it is lived
    until then and kept in ``lives``. ``raising`` says what those are like who raise them, where
    they are not drawn. Fills ``births`` (person, person drawn, trait), ``outcomes``
    (person, event, 4), ``portraits`` (person, visit, item) and ``bonds`` (person, visit, bond,
    item).
    """
    ties = len(plan.ties)
    home = Household(
        np.zeros((ties - 1, BOND)),
        np.zeros((1, SELF)),
        np.zeros((ties, 3)),
        np.zeros(1),
        np.zeros((ties, plan.crowds.shape[1])),
        np.zeros((ties, plan.crowds.shape[1])),
        np.zeros(ties - 1),
        np.zeros(ties - 1),
    )
    for k in range(start, end):
        row, person = k - first, int(who[k])
        at = Moment(seed, person // children, person % children, 0, FIGURE, 0)
        born(at, k, plan, raising, home, births[row])
        infant = population.infant(births[row], 0)
        if begin > 0:
            taken_up(home, lives, k)
            raised(raising, k, begin - 1, home)  # a visit comes before its day
            burden(plan, home, theory)
        day = begin
        for v in range(len(plan.days)):
            until = int(plan.days[v])
            lived(day, until, at, k, infant, plan, raising, home, theory)
            day = until
            visited(
                v, at, infant, plan, home, theory, outcomes[row], portraits[row, v], bonds[row, v]
            )
        if stop >= 0:
            lived(day, stop, at, k, infant, plan, raising, home, theory)
            left(home, lives, k)
