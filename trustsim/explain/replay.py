"""One child lived again, alone, which changes nothing; and what it had lived through by then."""

from typing import NamedTuple

from trustsim.agents import Entry, Person, World
from trustsim.encounters.messages import FIGURE, OTHER, Kind, Response
from trustsim.mistakes import Mistake
from trustsim.scenario import DAYS_A_MONTH, age_in_days
from trustsim.states import Mind


class Shot(NamedTuple):
    """One line of a diary with what it does not tell: the child before and after, the partner."""

    entry: Entry
    before: Mind
    after: Mind
    mood: float  # of the caregiver on that day, in standard deviations
    partner: Person


class Filmed(World):
    """A world that also keeps what its one child was like at every line of its diary."""

    def __init__(self, scenario, world, child):
        super().__init__(scenario, number=world, children=[child], diary=True)
        self.film = []

    def note(self, child, kind, partner, *about, **more):
        """Write a line into the diary, and keep the child as it was and as it is."""
        super().note(child, kind, partner, *about, **more)
        before = self.film[-1].after if self.film else Mind()
        self.film.append(Shot(child.diary[-1], before, child.mind, child.caregiver.mood, partner))


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
    told = {FIGURE: [], OTHER: []}
    for entry in diary:
        if entry.kind is Kind.LESSON:
            told[entry.partner].append(entry.testimony)
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
        "lessons with the mother": len(told[FIGURE]),
        "lessons with the mother: with a cue": part(t.cue for t in told[FIGURE]),
        "lessons with others": len(told[OTHER]),
        "lessons with others: with a cue": part(t.cue for t in told[OTHER]),
    }


def part(these):
    """Share of true among these; 0 among none."""
    these = list(these)
    return sum(these) / len(these) if these else 0.0
