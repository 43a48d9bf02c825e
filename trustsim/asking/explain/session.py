"""What happened in this session of this patient, moment by moment, and why?"""

from typing import NamedTuple

import numpy as np

from trustsim.asking import trials
from trustsim.asking.explain.beliefs import beliefs_changed
from trustsim.asking.explain.replay import within
from trustsim.asking.explain.trace import Trace
from trustsim.asking.explain.visit import Watched, check_event, trace_of, watched
from trustsim.asking.trials.config import SESSION
from trustsim.asking.trials.grown_therapists import grown, treating
from trustsim.engine.world import World
from trustsim.mistakes import Mistake, choice, listed
from trustsim.study.protocols import CATALOGUE


class Session(NamedTuple):
    """A session of a patient."""

    patient: int
    arm: str
    session: int  # from 1
    sessions: int  # how many there are
    child: int  # number of the patient in its cohort
    world: int
    months: float
    partner: str  # what who treats is called
    left: int | None  # number of the session to which the patient did not come any more
    coming: Trace  # why the patient came to it, or stayed away from the one at which it left
    moments: tuple  # the trace of each in which something is decided
    measures: dict  # what is recorded of it
    changed: dict  # beliefs before and after


class Attended(NamedTuple):
    """One session that was played again."""

    place: World
    v: int  # number of the visit
    seen: Watched


def session(trial, patient, number, arm=None, event=None, threads=None, people=None):
    """Why a session of a patient of a trial went as it did; of one moment, if ``event`` says so.

    ``patient`` counts from 0 those whom the trial has chosen, ``number`` their sessions from 1;
    ``arm`` is the last one with sessions, if unset. The patient is played again alone, from birth,
    which changes nothing; ``people`` as for ``World``. Raises Mistake for a patient, a session, an
    arm or an event that there is not.
    """
    arm = treated(trial, arm)
    visits = trial.arms[arm].visits
    sessions = [v for v, visit in enumerate(visits) if visit.protocol == SESSION]
    check_session(number, len(sessions))
    within("--patient", patient, trial.wanted)
    person = int(trials.screened(trial, threads).chosen[patient])
    place = at_intake(trial, arm, person, people, threads)
    coming, left = None, None
    for k, v in enumerate(sessions[:number], 1):
        place.live(visits[v].months)
        seen = watched(place, v)
        if left is None and (k == number or not has_come(seen)):
            coming = trace_of(place, visits[v], v, 0, seen)
            left = None if has_come(seen) else k
    at = {"patient": patient, "arm": arm, "session": number}
    if event is not None:
        if left is not None and not (left == number and event == 0):
            raise Mistake(f"--event {event}: the patient has not come since session {left}")
        return marked(trace_of(place, visits[v], v, check_event(event, SESSION, seen), seen), at)
    (child,), partner = place.infants, visits[v].partner
    figure = place.known[child.figure - 1]
    minds = seen.found[1].mind, seen.found[-1].mind
    return Session(
        **at,
        sessions=len(sessions),
        child=child.number,
        world=place.number,
        months=visits[v].months,
        partner=partner,
        left=left,
        coming=marked(coming, at | {"session": left or number}),
        moments=tuple(
            marked(trace_of(place, visits[v], v, each, seen), at) for each in seen.decided[1:]
        ),
        measures=measures(seen, visits[v].settings),
        changed=beliefs_changed(*minds, partner, figure, place.theory),
    )


def treated(trial, arm):
    """The arm that was asked for, or the last one with sessions. Raises unless it has sessions."""
    if arm is not None:
        choice("--arm", arm, trial.arms)
    if not trial.treated:
        raise Mistake(f"{trial.name}: no arm of this trial has sessions")
    if arm is not None and arm not in trial.treated:
        raise Mistake(f"--arm {arm}: has no sessions; choose one of {listed(trial.treated)}")
    return arm or trial.treated[-1]


def check_session(number, count):
    """Raise unless there is a session of this number, from 1."""
    if not 1 <= number <= count:
        raise Mistake(f"--session {number}: must lie between 1 and {count}")


def at_intake(trial, arm, person, people=None, threads=None):
    """The world of one person of a trial who has grown up to intake, and goes on in an arm."""
    treated_by = treating(trial, arm, grown(trial, threads), np.array([person]))
    number, child = divmod(person, trial.screened.children)
    alone = {"number": number, "children": [child], "people": people, "diary": True}
    before = World(trial.screened, **alone)
    before.live(trial.intake)
    place = World(trial.arms[arm], raising=treated_by, **alone)
    place.go_on_from(before)
    return place


def has_come(seen):
    """Was the patient there?"""
    return seen.happened[0].outcome[0] == 1.0


def marked(why, at):
    """A trace that says of which patient and session it is."""
    return why._replace(occasion=why.occasion._replace(place=at | why.occasion.place))


def measures(seen, settings):
    """What is recorded of a session, where there is anything to record."""
    outcomes = np.array([each.outcome for each in seen.happened])
    found = CATALOGUE[SESSION].read(outcomes, settings)
    return {name: float(value) for name, value in found.items() if np.isfinite(value)}
