"""A visit that stands still after one event, and the course that it has taken until then."""

from itertools import groupby
from typing import NamedTuple

from trustsim.asking.explain.replay import Occasion
from trustsim.engine.agents import Infant, World
from trustsim.study.laboratory import informants
from trustsim.study.laboratory.script import Event
from trustsim.study.protocols import CATALOGUE

DOING = {
    Event.LESSON: lambda row: "teaches, as people do every day",
    Event.LABEL: lambda row: f"names a known thing {'rightly' if row.right else 'wrongly'}",
    Event.REMARK: lambda row: "only makes a remark",
    Event.WARNING: lambda row: "is said to be a big liar",
}


class Step(NamedTuple):
    """Something that happened before in this visit, and what it did to trust, or as evidence."""

    first: int  # event
    last: int
    what: str
    measure: str
    before: float
    after: float


class Still(NamedTuple):
    """A visit that stands still after one event."""

    occasion: Occasion
    place: World
    infant: Infant
    happened: list

    @property
    def here(self):
        """The address of the event."""
        return self.place.now(self.infant.partner)


def people(still):
    """What the two people of this visit are called."""
    return CATALOGUE[still.occasion.place["protocol"]].REPORT.people


def answers(still):
    """What the two answers of this visit are called."""
    return CATALOGUE[still.occasion.place["protocol"]].REPORT.answers


def course(still):
    """What happened since these people came in, a run of the same with the same person at once."""
    steps = []
    for number, each in enumerate(still.happened[:-1]):
        kind = Event(each.row.kind)
        if kind == Event.ARRIVAL:
            steps = []
        elif kind in DOING or kind == Event.SHOWING:
            steps.append(step(number, each, still))
    runs = (list(run) for _, run in groupby(steps, lambda each: each.what))
    return tuple(run[0]._replace(last=run[-1].last, after=run[-1].after) for run in runs)


def step(number, each, still):
    """One thing that happened, and what it did to trust in the one who did it."""
    row, theory, who = each.row, still.infant.theory, int(each.row.who)
    name = people(still)[who]
    if row.kind == Event.SHOWING:
        part = 0 if row.cue else 1 + who
        answer = answers(still)[0 if row.right else 1]
        cue, taken = "with" if row.cue else "without", "let in" if each.outcome[0] else "not let in"
        before, after = each.before.shown[part], each.after.shown[part]
        what = f"{name} speaks for {answer} {cue} a cue: {taken}"
        return Step(number, number, what, "evidence (nats)", before, after)
    before, after = (
        informants.trusted((room.first, room.second)[who], theory)
        for room in (each.before, each.after)
    )
    return Step(number, number, f"{name} {DOING[Event(row.kind)](row)}", "trust", before, after)
