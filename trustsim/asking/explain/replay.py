"""One child lived again, alone, which changes nothing; and what it had lived through by then."""

from copy import copy
from typing import NamedTuple

from trustsim.engine.agents import Infant, Person
from trustsim.engine.calendar import Line
from trustsim.engine.progress import bar
from trustsim.engine.world import Entry, World
from trustsim.mistakes import Mistake, listed
from trustsim.study.cast import CROWDS, MOTHER
from trustsim.study.scenario import DAYS_A_MONTH, age_in_days
from trustsim.theory.encounters.messages import Kind, Response
from trustsim.theory.states import Mind


class Begun(NamedTuple):
    """The morning of one line of the calendar: who is met is yet to be decided."""

    line: Line
    chances: list  # of this day, to venture out and whom with, of every tie
    infant: Infant


class Shot(NamedTuple):
    """One line of a diary with what it does not tell: both persons as they were before."""

    entry: Entry
    begun: Begun
    infant: Infant
    partner: Person
    before: Mind  # with this partner
    after: Mind


class Filmed(World):
    """A world that also keeps what its one child and its partners were like at every encounter."""

    def __init__(self, scenario, world, child, people=None):
        super().__init__(scenario, number=world, children=[child], people=people, diary=True)
        self.film = []

    def follow(self, child, line, chances):
        """One line of the calendar."""
        self.begun = Begun(line, chances, as_is(child))
        super().follow(child, line, chances)

    def meet(self, child, kind, partner):
        """Signal and answer."""
        self.shoot(child, partner, lambda: super(Filmed, self).meet(child, kind, partner))

    def teach(self, child, speaker):
        """A lesson."""
        self.shoot(child, speaker, lambda: super(Filmed, self).teach(child, speaker))

    def shoot(self, child, partner, deed):
        """Keep everybody as before a deed, and the child as it is after it."""
        before = as_is(child), copy(partner), child.mind
        deed()
        self.film.append(Shot(child.diary[-1], self.begun, *before, child.mind))


def as_is(child):
    """A child as it is now: what it learns later leaves it as it is."""
    child = copy(child)
    child.bonds, child.acquainted = list(child.bonds), child.acquainted.copy()
    return child


class Occasion(NamedTuple):
    """Who, when and where."""

    child: int
    world: int
    months: float
    what: str
    place: dict  # day and encounter of a life, or protocol and event of a visit
    lived: dict  # counts and shares of what happened before, by what it was


def within(option, number, count):
    """Raise unless a number counts something that exists."""
    if count == 0:
        raise Mistake(f"{option} {number}: there is none in this childhood")
    if not 0 <= number < count:
        raise Mistake(f"{option} {number}: must lie between 0 and {count - 1}")


def check_child(scenario, child, world):
    """Raise unless the scenario has this child."""
    within("--child", child, scenario.children)
    within("--world", world, scenario.worlds)


def check_age(months, there, words):
    """The age that was asked for, or the last one. Raises unless something happens on its day."""
    if months is None:
        return there[-1]
    for each in there:
        if age_in_days(each) == age_in_days(months):
            return each
    raise Mistake(f"--months {months:g}: {words} at {listed(f'{age:g}' for age in there)} months")


def grown(scenario, child, world, v, people=None):
    """The world of one child that has kept a diary and comes to the visit of this number."""
    place = World(scenario, number=world, children=[child], people=people, diary=True)
    days = age_in_days(scenario.visits[v].months)
    with bar("days of a life", days) as tell:
        for _ in range(days):
            place.step()
            tell(1)
    place.come_to(place.infants[0], v)
    return place


def days_of(scenario):
    """How many days of a child's life are lived before its last visit."""
    return max(age_in_days(visit.months) for visit in scenario.visits)


def age(day):
    """Age in months on a day."""
    return day / DAYS_A_MONTH


def lived(diary):
    """What a diary tells: how much of what, and how it went."""
    answers = {kind: [each.answer for each in diary if each.kind is kind] for kind in Kind}
    distress, play = answers[Kind.DISTRESS], answers[Kind.PLAY]
    mirrored = [a for a in distress + play if a.kind == Response.MIRRORING]
    told = {MOTHER: [], "others": []}
    for entry in diary:
        if entry.kind is Kind.LESSON:
            who = "others" if entry.partner in CROWDS else entry.partner
            told.setdefault(who, []).append(entry.testimony)
    found = {"distress": len(distress)}
    for kind in (Response.NONE, Response.REBUFFING, Response.FRIGHTENING, Response.MIRRORING):
        found[f"distress: {kind.name.lower()}"] = share_true(a.kind == kind for a in distress)
    found["play"] = len(play)
    found["play: overridden"] = share_true(a.kind == Response.STIMULATING for a in play)
    found["mirroring: recognised"] = share_true(a.congruent and a.marked for a in mirrored)
    for who, said in told.items():
        lessons = f"lessons with {who if who == 'others' else f'the {who}'}"
        found |= {lessons: len(said), f"{lessons}: with a cue": share_true(a.cue for a in said)}
    return found


def share_true(these):
    """Share of true among these; 0 among none."""
    these = list(these)
    return sum(these) / len(these) if these else 0.0
