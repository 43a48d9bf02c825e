"""What an event of a visit teaches, if the visit lasts: what the same encounter teaches at home.

Whole visits and lives are in ``test_lasting_visits``.
"""

from hypothesis import given
from hypothesis import strategies as st
from minds import minds, unit
from test_encounters import NEVER
from test_laboratory import ADULT, CHILD, HERE, theories

from trustsim.engine.meeting import encountered
from trustsim.study.laboratory import events, separation
from trustsim.study.laboratory.room import STRANGER
from trustsim.study.laboratory.script import Event, Row
from trustsim.theory.chance import Decision, luck
from trustsim.theory.encounters import nurture
from trustsim.theory.encounters.messages import Kind
from trustsim.theory.parameters import PartnerTraits

AT_HOME = {Event.WATCHED_DISTRESS: Kind.DISTRESS, Event.WATCHED_PLAY: Kind.PLAY}
FRIGHTENING = PartnerTraits(fright=0.5)
moments = st.integers(0, 2**20).map(lambda encounter: HERE._replace(encounter=encounter))
partners = st.sampled_from([ADULT, FRIGHTENING])
TEACHES = {
    Event.COMING, Event.EXPLANATION, Event.SKILL, Event.GUIDANCE, Event.ATTENDING, Event.IMAGINING,
    Event.REPAIR,
}  # fmt: skip
alone = st.sampled_from(sorted(set(Event) - set(AT_HOME) - TEACHES))


def left(row, mind, theory, here=HERE, partner=ADULT):
    """What the child brings to the next event after one."""
    room = events.entered(mind, theory)
    _, learnt, _ = events.happen(here, row, room, mind, STRANGER, CHILD, partner, ADULT, theory)
    return learnt


def told(mind, bond, people, me):
    """The child that has learnt this of its partner, of people and of itself."""
    return mind._replace(bond=bond, people=people, me=me)


@given(st.sampled_from(list(AT_HOME)), moments, partners, minds, theories)
def test_a_watched_encounter_teaches_what_it_teaches_unwatched(kind, here, partner, mind, theory):
    unwatched = encountered(here, AT_HOME[kind], 0.0, True, partner, mind, CHILD, theory)
    assert left(Row(kind), mind, theory, here, partner) == told(mind, *unwatched)


@given(moments, partners, minds, theories, unit)
def test_an_interval_with_the_caregiver_teaches_as_distress_of_that_strength(
    here, partner, mind, theory, stress
):
    row = Row(Event.INTERVAL, caregiver=1.0, stress=stress)
    _, pick, _, _ = luck(here, Decision.ONSET)
    signal = nurture.feel(
        separation.strained(mind.me.tension, stress, 0.0, CHILD), pick, mind, theory
    )
    answer = nurture.comfort(here, signal, partner, theory)
    hearing = nurture.arrived(here, signal, answer, mind, theory)
    learnt = nurture.took_in(Kind.DISTRESS, signal, answer, hearing, True, mind, CHILD, theory)
    assert left(row, mind, theory, here, partner) == told(mind, *learnt)


@given(moments, partners, minds, theories, unit)
def test_a_still_face_teaches_as_distress_that_nobody_notices(here, partner, mind, theory, stress):
    row = Row(Event.INTERVAL, caregiver=1.0, stress=stress, still=1.0)
    deaf = partner._replace(availability=NEVER, inconsistency=0.0)
    assert left(row, mind, theory, here, partner) == left(
        row._replace(still=0.0), mind, theory, here, deaf
    )


@given(alone, moments, minds, theories, unit)
def test_whatever_happens_without_the_partner_leaves_the_child_as_it_was(
    kind, here, mind, theory, stress
):
    """What is learnt of people met in the room is learnt of them only."""
    row = Row(kind, stress=stress, answers=2.0)
    assert left(row, mind, theory, here) == mind
