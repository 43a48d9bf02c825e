"""Mother and stranger contradict each other about one picture: how this child decides, and why."""

from trustsim.agents import Happened
from trustsim.explain.course import Still
from trustsim.explain.replay import Occasion, check_age, grown, lived
from trustsim.explain.weighing import mother_or_stranger
from trustsim.laboratory import events
from trustsim.laboratory.script import Event, Row
from trustsim.protocols.mother_stranger import ANIMALS, NOTHING_TO_SEE

PROTOCOL = "mother_stranger"


def ready(given, months):
    """The world of the child, grown up to the age at which it is asked."""
    check_age(months, given.scenario.protocols[PROTOCOL], "the child is asked")
    return grown(given.scenario, given.child, 0, months)


def decided(place, scenario, months, share=None):
    """The decision about one picture; ``share`` of it agrees with the mother, None is a new thing.

    The luck is that of the first question of the visit.
    """
    infant = place.infants[0]
    visits = [(visit.protocol, visit.months) for visit in scenario.visits]
    v = visits.index((PROTOCOL, months))
    place.who, place.encounter = infant.number, int(place.plan.addresses[v])
    row = picture(share)
    room = events.entered(infant.mind, place.theory)
    after, outcome = place.happen(infant, row, room)
    what = "mother and stranger contradict each other"
    occasion = Occasion(
        infant.number, place.number, months, what, {"protocol": PROTOCOL, "event": 0},
        lived(infant.diary),
    )  # fmt: skip
    return mother_or_stranger(Still(occasion, place, infant, [Happened(row, room, after, outcome)]))


def picture(share):
    """The question as a protocol writes it down."""
    if share is None:
        return Row(Event.CLAIMS, share=NOTHING_TO_SEE)
    return Row(Event.CLAIMS, share=share, answers=ANIMALS)
