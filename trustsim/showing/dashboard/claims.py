"""Mother and stranger contradict each other about one picture: how this child decides, and why."""

from trustsim.asking.explain.replay import check_age, grown
from trustsim.asking.explain.visit import trace_of_event
from trustsim.engine.world import Happened
from trustsim.study.laboratory import events
from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.mother_stranger import ANIMALS, NOTHING_TO_SEE, Settings
from trustsim.theory.parameters import annotations

PROTOCOL = "mother_stranger"
SURE = annotations(Settings)["mixes"]  # between which shares a picture can be


def ready(given, months):
    """The world of the child, grown up to the age at which it is asked."""
    check_age(months, given.scenario.protocols[PROTOCOL].months, "the child is asked")
    v = given.scenario.number_of_visit(PROTOCOL, months)
    return grown(given.scenario, given.child, 0, v)


def decided(place, scenario, months, share=None, question=0):
    """The decision about one picture; ``share`` of it agrees with the mother, None is a new thing.

    The luck is that of this question of the visit; after the last comes the first again.
    """
    infant = place.infants[0]
    v = scenario.number_of_visit(PROTOCOL, months)
    event = question % int(place.plan.bounds[v + 1] - place.plan.bounds[v])
    room = events.entered(infant.mind, place.theory)
    asked = Happened(picture(share), room, room, events.NOTHING)
    return trace_of_event(place, scenario.visits[v], v, event, [asked])


def picture(share):
    """The question as a protocol writes it down; whole animals are as sure as a picture can be."""
    if share is None:
        return Row(Event.CLAIMS, share=NOTHING_TO_SEE)
    return Row(Event.CLAIMS, share=min(max(share, SURE.low), SURE.high), answers=ANIMALS)
