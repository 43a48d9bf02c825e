"""Why did she decide like this in that experiment? The trace of one event of a visit."""

from copy import copy
from itertools import groupby, pairwise
from typing import NamedTuple

from trustsim.asking.explain.beliefs import beliefs_changed, differences
from trustsim.asking.explain.encounter import owned
from trustsim.asking.explain.moments import PATIENT, moment, opening
from trustsim.asking.explain.numbers import called, numbers
from trustsim.asking.explain.replay import (
    Occasion,
    as_is,
    check_age,
    check_child,
    grown,
    lived,
    within,
)
from trustsim.asking.explain.scene import played, scene
from trustsim.asking.explain.tipping import Again
from trustsim.asking.explain.trace import Trace, nurtured
from trustsim.asking.explain.weighing import answers, people, weighed
from trustsim.mistakes import Mistake, choice
from trustsim.study.laboratory.script import Event
from trustsim.study.laboratory.session import of_a_session
from trustsim.study.protocols import CATALOGUE
from trustsim.study.protocols.mother_stranger import script
from trustsim.study.protocols.understanding_minds import FEELING
from trustsim.theory.rules import trust
from trustsim.theory.turns import listening

WHAT = {  # any other event is called by its own name
    Event.WATCHED_DISTRESS: "distress with its {partner} under a rater's eyes",
    Event.WATCHED_PLAY: "play with its {partner} under a rater's eyes",
    Event.INTERVAL: "fifteen seconds with its {partner}",
    Event.FACE: "fifteen seconds face to face with its {partner}",
    Event.CLAIMS: "{partner} and {rival} contradict each other",
    Event.LESSON: "{who} teaches, as people do every day",
    Event.LABEL: "{who} names a known thing {rightly}",
    Event.WARNING: "{who} is said to be a big liar",
    Event.INFORMANTS: "two informants contradict each other",
    Event.CLAIM: "{who} makes a claim {cue} a cue",
    Event.SHOWING: "{who} speaks for {answer} {cue} a cue",
    Event.CONCLUSION: "the child goes by what it was shown, or not",
    Event.GAZE: "an adult looks at one of two things {cue} a cue",
    Event.REMARK: "{who} only makes a remark {cue} a cue",
    Event.MINDS: "it is asked what somebody {minds}",
    Event.COMING: "whether it comes to its {partner}",
    Event.COMPLAINT: "it says how it has been",
    Event.EVERYDAY: "what its weeks are like",
    Event.TROUBLE: "what troubles it comes up, and its {partner} answers",
    Event.EXPLANATION: "its {partner} says what it feels",
    Event.SKILL: "its {partner} says something about the world",
    Event.GUIDANCE: "its {partner} says something about caring for a child",
    Event.REPAIR: "something has gone wrong, and its {partner} may say so",
    Event.ATTENDING: "it attends to what it feels",
    Event.IMAGINING: "it imagines what goes on in somebody",
    Event.ALLIANCE: "it says what it thinks of its {partner}",
    Event.MEMORY: "it speaks of a memory of its {partner}",
}
DONE = (Event.LESSON, Event.LABEL, Event.WARNING, Event.SHOWING, Event.REMARK)  # by the two


def explanation(scenario, child, world=0, task=None, months=None, people=None):
    """Why this child sides with its mother, or not, in one task at one age.

    The child is replayed alone, which changes nothing. By default the last task at the last age.
    Raises Mistake for a child, a world, a task or an age that the scenario does not have.
    """
    settings = scenario.protocols.get("mother_stranger")
    if settings is None:
        raise Mistake(
            "the config has no [visits.mother_stranger] to explain; try --visit with one of "
            f"{', '.join(scenario.protocols)}"
        )
    check_child(scenario, child, world)
    tasks = list(settings.mixes)
    task = tasks[-1] if task is None else task
    choice("--task", task, tasks)
    rows = script(settings)  # the tasks follow each other and have equally many rows
    event = (tasks.index(task) + 1) * len(rows) // len(tasks) - 1
    return visit(scenario, child, "mother_stranger", world, months, event, people)


def visit(scenario, child, protocol, world=0, months=None, event=None, people=None):
    """Why this child did what it did in one event of a visit; by default in the last decision.

    ``protocol`` may say with whom it takes place, or against whom: ``strange_situation with
    father``. The child is replayed alone, which changes nothing; ``people`` as for ``World``.
    Raises Mistake for a child, a world, a visit, an age or an event that the scenario does not
    have, or in which nothing is decided.
    """
    visits = [each for each in scenario.visits if protocol in (each.name, each.protocol)]
    if not visits:
        names = dict.fromkeys(each.name for each in scenario.visits)
        choice("--visit", protocol, list({**dict.fromkeys(CATALOGUE), **names}))
        raise Mistake(
            f"--visit {protocol}: the config has no [visits.{protocol}]; it has {', '.join(names)}"
        )
    check_child(scenario, child, world)
    ages = [each.months for each in visits]
    months = check_age(months, ages, "the visit takes place")
    v = scenario.visits.index(visits[ages.index(months)])
    place = grown(scenario, child, world, v, people)
    seen = watched(place, v)
    return trace_of(place, scenario.visits[v], v, check_event(event, protocol, seen), seen)


class Watched(NamedTuple):
    """A visit that one child has been to, event by event."""

    happened: list  # (event,): as the world tells it
    found: list  # (event,): the child as it was before each
    decided: list  # numbers of the events in which something is decided


def watched(place, v):
    """Watch the one child of a world in the visit of this number."""
    (infant,), starts, happened = place.infants, [0], []
    found = [as_is(infant)]  # by each event, if the visit lasts
    with listening() as turns:
        for each in place.event_by_event(infant, v):
            happened.append(each)
            starts.append(len(turns))
            found.append(as_is(infant))
    decided = [e for e, (begin, end) in enumerate(pairwise(starts)) if begin < end]
    return Watched(happened, found, decided)


def trace_of(place, visit, v, event, seen):
    """The trace of one event of a visit that was watched; ``v`` is the number of the visit."""
    place = copy(place)
    place.infants = [seen.found[event]]
    return trace_of_event(place, visit, v, event, seen.happened[: event + 1])


def check_event(event, protocol, seen):
    """The event that was asked for, or the last decision. Raises unless something is decided."""
    decided = seen.decided
    if not decided:
        raise Mistake(f"--visit {protocol}: nothing is decided in this visit")
    if event is None:
        return decided[-1]
    within("--event", event, len(seen.happened))
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


def trace_of_event(place, visit, v, event, happened):
    """The trace of the last of these events of a visit; ``v`` is the number of the visit."""
    place, infant, (row, before, _, _) = copy(place), as_is(place.infants[0]), happened[-1]
    place.attend(infant, v, event)
    infant.partner = infant.partners[place.plan.partners[v]]
    infant.partner.luck = place.ties[place.plan.partners[v]].luck
    if visit.lasting:
        infant.meet()
    rival, tie = place.rival(infant, v), place.ties[place.plan.rivals[v]]

    def happen(place, child, held):
        shown, rival = row._replace(share=held.share), place.rival(child, v)
        return place.happen(child, shown, held.room, rival, visit.lasting)

    rivals = [tie.bond] if rival.known else []
    here = scene(place, infant, infant.partner, happen, rivals, room=before, share=row.share)
    now, whom = played(here), f"its {visit.partner}"
    figure = place.known[infant.figure - 1]
    parts = weighed(visit, here.infant, row, before, rival)
    owners = owned(place, whom) | in_room(visit)
    owners[("share",)] = parts["between"][0] if "between" in parts else "what is said"
    if of_a_session(row.kind):
        owners[("child",)] = PATIENT
    again, answered, said = Again(here, owners), nurtured(here, now, whom), moment(here, now, row)
    felt = answered.pop("felt", {}) | said.pop("felt", {})
    parts |= {"changed": {}, "felt": felt} | answered | said
    if "between" in parts:
        parts["tipping"] = again.made_even()
    parts["opening"] = opening(said.get("message", {}), again)
    was, is_now = (
        {called(each, owners): each.now for each in numbers({"room": room}, place.theory)}
        | shown_and_trusted(room, owners, place.theory)
        for room in (before, now.came[0])
    )
    changed = differences(was, is_now) | parts.pop("changed")
    changed |= beliefs_changed(infant.mind, now.infant.mind, visit.partner, figure, place.theory)
    at = {"protocol": visit.name, "event": event}
    occasion = Occasion(
        infant.number, place.number, visit.months, what(visit, row), at, lived(infant.diary)
    )
    steps = course(visit, happened[:-1], owners, place.theory)
    return Trace(occasion, again.told(), course=steps, **parts, changed=changed)


def what(visit, row):
    """What happens in one event of a visit."""
    kind = Event(int(row.kind))
    words = WHAT.get(kind, kind.name.lower().replace("_", " "))
    return (words + (", whose face stays still" if row.still else "")).format(
        partner=visit.partner,
        rival=visit.against or "stranger",
        who=(*people(visit), "somebody")[int(row.who)],
        answer=answers(visit)[0 if row.right else 1],
        rightly="rightly" if row.right else "wrongly",
        cue="with" if row.cue else "without",
        minds="feels" if row.who == FEELING else "believes",
    )


def in_room(visit):
    """Of whom the numbers of a room are."""
    pairs = zip(("first", "second"), people(visit), strict=True)
    return {(*at, k): name for k, name in pairs for at in (("room",), ("room", "shown"))}


def shown_and_trusted(room, owners, theory):
    """What the two others have shown, and how much they are trusted."""
    shown = numbers({"room": {"shown": room.shown}}, theory)
    return {called(each, owners): each.now for each in shown} | {
        f"trust in {owners['room', k]}": trust.trust(getattr(room, k), theory)
        for k in ("first", "second")
    }


def course(visit, happened, owners, theory):
    """What happened since these people came in, a run of the same at once; what it did to trust."""
    events = []
    for number, each in enumerate(happened):
        if each.row.kind == Event.ARRIVAL:
            events = []
        elif each.row.kind in DONE:
            events.append((number, each))
    found = {}
    for words, run in groupby(events, lambda each: what(visit, each[1].row)):
        (first, begin), *_, (last, end) = 2 * list(run)
        when = f"event {first}" if first == last else f"events {first}-{last}"
        then, now = (shown_and_trusted(room, owners, theory) for room in (begin.before, end.after))
        found[f"{when}: {words}"] = differences(then, now) or "nothing came of it"
    return found
