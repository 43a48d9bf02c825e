"""One child lived again, alone, which changes nothing; and what it had lived through by then."""

from typing import NamedTuple

from trustsim.engine.agents import Entry, Person, World
from trustsim.engine.calendar import Line
from trustsim.engine.household import PEOPLE
from trustsim.mistakes import Mistake
from trustsim.study.lives import CROWDS, MOTHER
from trustsim.study.scenario import DAYS_A_MONTH, age_in_days
from trustsim.theory.encounters.messages import Kind, Response
from trustsim.theory.states import Mind


class Shot(NamedTuple):
    """One line of a diary with what it does not tell: the child before and after, the partner."""

    entry: Entry
    before: Mind  # with this partner
    after: Mind
    mood: float  # of the partner on that day, in standard deviations
    partner: Person
    line: Line  # of the calendar, that it stands for


class Filmed(World):
    """A world that also keeps what its one child was like at every line of its diary."""

    def __init__(self, scenario, world, child):
        super().__init__(scenario, number=world, children=[child], diary=True)
        self.film = []
        (child,) = self.infants
        self.still = (tuple(child.bonds), child.me)  # as it was after the last line

    def note(self, child, kind, partner, *about, **more):
        """Write a line into the diary, and keep the child as it was and as it is."""
        super().note(child, kind, partner, *about, **more)
        bonds, me = self.still
        before = Mind(bonds[child.bond], bonds[child.figure], bonds[PEOPLE], me)
        self.film.append(
            Shot(child.diary[-1], before, child.mind, partner.mood, partner, self.line)
        )
        self.still = (tuple(child.bonds), child.me)


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


def check_age(months, settings, words):
    """The age that was asked for, or the last one. Raises unless something happens at this age."""
    if months is None:
        return settings.months[-1]
    if months not in settings.months:
        ages = ", ".join(f"{age:g}" for age in settings.months)
        raise Mistake(f"--months {months:g}: {words} at {ages} months")
    return months


def check_usual(scenario, protocol, months):
    """Raise unless a visit takes place with the mother, and whoever contradicts is a stranger."""
    if not scenario.has_usual(protocol, months):
        raise Mistake(
            f"[visits.{protocol}] takes place with, or against, somebody else than usual; only "
            "what a child does with its mother, and with strangers, can be explained"
        )


def grown(scenario, child, world, months):
    """The world of one child that has lived up to this age and kept a diary."""
    place = World(scenario, number=world, children=[child], diary=True)
    place.live(months)
    return place


def days_of(scenario):
    """How many days of a child's life are lived before its last visit."""
    return max(age_in_days(visit.months) for visit in scenario.visits)


def age(day):
    """Age in months on a day."""
    return day / DAYS_A_MONTH


def lived(diary):
    """What a diary tells: how much of what, and how it went."""
    distress = [entry.answer for entry in diary if entry.kind is Kind.DISTRESS]
    play = [entry.answer for entry in diary if entry.kind is Kind.PLAY]
    mirrored = [a for a in distress + play if a.kind == Response.MIRRORING]
    told = {MOTHER: [], "others": []}
    for entry in diary:
        if entry.kind is Kind.LESSON:
            who = "others" if entry.partner in CROWDS else entry.partner
            told.setdefault(who, []).append(entry.testimony)
    return {
        "distress": len(distress),
        **{
            f"distress: {kind.name.lower()}": part(a.kind == kind for a in distress)
            for kind in (
                Response.NONE,
                Response.REBUFFING,
                Response.FRIGHTENING,
                Response.MIRRORING,
            )
        },
        "play": len(play),
        "play: overridden": part(a.kind == Response.STIMULATING for a in play),
        "mirroring: recognised": part(a.congruent and a.marked for a in mirrored),
        **{
            f"lessons with {who if who == 'others' else f'the {who}'}{ending}": count(said)
            for who, said in told.items()
            for ending, count in (("", len), (": with a cue", with_a_cue))
        },
    }


def with_a_cue(testimonies):
    """Share of what was said with an ostensive cue."""
    return part(each.cue for each in testimonies)


def part(these):
    """Share of true among these; 0 among none."""
    these = list(these)
    return sum(these) / len(these) if these else 0.0
