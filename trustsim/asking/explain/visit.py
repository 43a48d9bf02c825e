"""Why did she decide like this in that experiment? The trace of one event of a visit."""

from itertools import groupby, islice
from typing import NamedTuple

from trustsim.asking.explain.course import Still
from trustsim.asking.explain.lesson import attended, gate_parts, let_in
from trustsim.asking.explain.nurture import Scene, called, nurtured
from trustsim.asking.explain.replay import (
    Occasion,
    check_age,
    check_child,
    check_usual,
    grown,
    lived,
    within,
)
from trustsim.asking.explain.tipping import EVEN, trait, turn
from trustsim.asking.explain.weighing import (
    conclusion,
    mother_or_stranger,
    one_claim,
    two_informants,
)
from trustsim.mistakes import Mistake, choice
from trustsim.study.laboratory.script import Event
from trustsim.study.protocols import CATALOGUE
from trustsim.theory.chance import Decision as Choice
from trustsim.theory.chance import luck
from trustsim.theory.encounters.lessons import trust_in_unknown
from trustsim.theory.encounters.messages import Kind
from trustsim.theory.rules.strategy import MINIMISE


class Gaze(NamedTuple):
    """Where the infant looked when an adult looked at one of two things."""

    occasion: Occasion
    turns: tuple
    gate: dict
    looked: str


def visit(scenario, child, protocol, world=0, months=None, event=None):
    """Why this child did what it did in one event of a visit; by default in the last decision.

    The child is replayed alone, which changes nothing. Raises Mistake for a child, a world, a
    visit, an age or an event that the scenario does not have, or in which nothing is decided.
    """
    choice("--visit", protocol, list(CATALOGUE))
    settings = scenario.protocols.get(protocol)
    if settings is None:
        there = ", ".join(scenario.protocols)
        raise Mistake(f"--visit {protocol}: the config has no [visits.{protocol}]; it has {there}")
    check_child(scenario, child, world)
    months = check_age(months, settings, "the visit takes place")
    check_usual(scenario, protocol, months)
    event = check_event(event, protocol, CATALOGUE[protocol].script(settings))
    place = grown(scenario, child, world, months)
    infant = place.infants[0]
    v = scenario.number_of_visit(protocol, months)
    happened = list(islice(place.event_by_event(infant, v), event + 1))
    what, trace = TRACES[Event(happened[-1].row.kind)]
    at = {"protocol": protocol, "event": event}
    occasion = Occasion(child, world, months, what, at, lived(infant.diary))
    return trace(Still(occasion, place, infant, happened))


def check_event(event, protocol, rows):
    """The event that was asked for, or the last decision. Raises unless something is decided."""
    decided = [
        e
        for e, row in enumerate(rows)
        if row.kind in TRACES and (row.kind != Event.INTERVAL or row.caregiver)
    ]
    if not decided:
        raise Mistake(f"--visit {protocol}: nothing is decided in this visit")
    if event is None:
        return decided[-1]
    within("--event", event, len(rows))
    if event not in decided:
        raise Mistake(f"--event {event}: nothing is decided then, but in {ranges(decided)}")
    return event


def ranges(numbers):
    """Ascending numbers, shortened: 2-4, 7."""
    runs = [
        [n for _, n in run]
        for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0])
    ]
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def gaze(still):
    """An adult looks at one of two things."""
    row, _, _, outcome = still.happened[-1]
    mind, theory, here = still.infant.mind, still.infant.theory, still.here
    cue = row.cue == 1.0
    about = (cue, trust_in_unknown(mind, theory), mind.people.threat, theory)
    turns, gate = [attended(here, cue or row.called == 1.0, theory)], {}
    if turns[0].outcome == "attended to":
        gate = gate_parts(*about)
        turns.append(let_in(here, *about))
        if turns[1].outcome == "not let in":
            _, anywhere, _, _ = luck(here, Choice.CHOICE)
            question = "Where does it look by itself?"
            turns.append(turn(question, "at the same thing", "at the other thing", EVEN, anywhere))
    looked, same, followed, _ = outcome
    where = "at the same thing" if same else "at the other thing"
    how = "followed the adult's eyes" if followed else f"looked {where} by itself"
    return Gaze(still.occasion, tuple(turns), gate, how if looked else "did not look")


def watched(kind):
    """The trace of an everyday encounter under a rater's eyes."""

    def trace(still):
        scene = scene_of(still, kind)
        return nurtured(still.occasion, scene, *called(scene), {})

    return trace


def interval(still):
    """Fifteen seconds of the Strange Situation with the mother in the room."""
    infant, (row, before, _, _) = still.infant, still.happened[-1]
    signal = infant.feel(infant.strain(before.arousal, row.stress, row.calming))
    trace = nurtured(still.occasion, scene_of(still, Kind.DISTRESS), signal, {}, {})
    if signal.strategy == MINIMISE:
        return trace
    chance, _, _, _ = luck(still.here, Choice.CONFLICT)
    threat = infant.mind.bond.threat
    question, ways = "Does approach break down?", [trait("expected threat", threat)]
    conflict = turn(question, "conflict", "no conflict", threat, chance, ways)
    return trace._replace(turns=(*trace.turns, conflict))


def scene_of(still, kind):
    """What a signal and its answer depend on in a visit."""
    infant, mother = still.infant, still.infant.partner
    return Scene(
        still.here, kind, mother.mood, infant.mind, infant.traits, mother.traits, infant.theory
    )


TRACES = {
    Event.WATCHED_DISTRESS: ("distress under a rater's eyes", watched(Kind.DISTRESS)),
    Event.WATCHED_PLAY: ("play under a rater's eyes", watched(Kind.PLAY)),
    Event.INTERVAL: ("fifteen seconds with its mother", interval),
    Event.CLAIMS: ("mother and stranger contradict each other", mother_or_stranger),
    Event.INFORMANTS: ("two informants contradict each other", two_informants),
    Event.CLAIM: ("somebody makes a claim", one_claim),
    Event.CONCLUSION: ("the child goes by what it was shown, or not", conclusion),
    Event.GAZE: ("an adult looks at one of two things", gaze),
}
