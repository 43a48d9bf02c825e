"""Explanations of visits: they tell what the protocol reads, and what tips it really does."""

import math
from itertools import islice

import pytest

from trustsim.asking import explain
from trustsim.engine.agents import World
from trustsim.study.laboratory import informants, separation, showing
from trustsim.study.laboratory.script import Event
from trustsim.study.protocols import CATALOGUE
from trustsim.theory.rules import trust
from trustsim.theory.states import Count

DECIDED = [name for name in CATALOGUE if name != "trust_scales"]
EPSILON = 1e-7


@pytest.fixture(scope="module")
def visits(short_life):
    """The last decision of every visit of one child."""
    return {name: explain.visit(short_life, 3, name, world=2) for name in DECIDED}


def stood_still(short_life, why, child=3, world=2):
    """The child and what had happened when a decision of a visit was made."""
    place = World(short_life, number=world, children=[child])
    place.live(4)
    at, infant = why.occasion.place, place.infants[0]
    v = [each.protocol for each in short_life.visits].index(at["protocol"])
    return infant, list(islice(place.event_by_event(infant, v), at["event"] + 1))[-1]


def test_what_is_told_of_a_visit_is_what_the_protocol_reads(short_life, visits):
    for why in visits.values():
        _, (row, _, _, outcome) = stood_still(short_life, why)
        if hasattr(why, "between"):
            first = why.between[0]
            assert why.turn.parts[first] == pytest.approx(outcome[1], abs=1e-12)
            assert (why.turn.outcome == first) == (outcome[0] == 1.0)
        elif row.kind == Event.GAZE:
            assert (why.looked != "did not look") == (outcome[0] == 1.0)
            assert (why.looked == "followed the adult's eyes") == (outcome[2] == 1.0)
        elif row.kind == Event.INTERVAL:
            assert (why.arousal, why.after) == outcome[1:3]
            assert ("conflict" in {turn.outcome for turn in why.turns}) == (outcome[3] == 1.0)
        else:
            assert why.strength == outcome[3]


def test_every_event_of_a_visit_that_decides_something_can_be_explained(short_life):
    """A child through whole visits: what is told agrees with what was recorded of each event."""
    brief = short_life.but(
        {"visits.accuracy_of_informants.trials": 1, "visits.generalisation.trials": 1}
    )
    for name in ("accuracy_of_informants", "generalisation", "announced_liar"):
        place = World(brief, number=2, children=[3])
        place.live(4)
        v = [each.protocol for each in brief.visits].index(name)
        for number, each in enumerate(place.event_by_event(place.infants[0], v)):
            if each.row.kind in (Event.INFORMANTS, Event.CLAIM, Event.CONCLUSION):
                told = explain.visit(brief, 3, name, world=2, event=number)
                assert told.turn.parts[told.between[0]] == pytest.approx(each.outcome[1], abs=1e-12)


def logistic(readiness):
    return 1.0 / (1.0 + math.exp(-readiness))


def test_the_bars_of_a_decision_in_a_visit_add_up_to_it(short_life, visits):
    """What is said may have to pass the gate, which closed leaves the eyes alone."""
    consistency = short_life.theory.choice.consistency
    for why in visits.values():
        if hasattr(why, "sides"):
            likely = logistic(consistency * sum(why.sides.values()))
            if why.gate:
                gate = logistic(sum(why.gate.values()))
                likely = gate * likely + (1.0 - gate) * logistic(consistency * why.eyes.seen)
            assert why.turn.parts[why.between[0]] == pytest.approx(likely)
    assert visits["announced_liar"].gate
    assert not visits["accuracy_of_informants"].gate


def test_what_is_believed_of_informants_is_what_the_room_holds(short_life, visits):
    why = visits["accuracy_of_informants"]
    _, (row, before, _, _) = stood_still(short_life, why)
    for told, held in zip(why.informants.values(), (before.first, before.second), strict=True):
        assert told.helpful == trust.helpfulness(held, short_life.theory.trust)
        assert told.knows == trust.knowledge(held, short_life.theory.trust)
        assert told.trust == trust.trust(held, short_life.theory.trust)
        assert told.word == informants.word(row, held, short_life.theory)


def believing(name, told, impression, x, theory):
    """Somebody of whom this is believed, as a tip of a visit says."""
    if not name.endswith((told, f"{told} is a liar")):
        return impression
    if name.startswith("help"):
        brought = trust.brought(x, 0.5, theory)
        brought = impression.brought._replace(helped=brought.helped, harmed=brought.harmed)
        return impression._replace(brought=brought, helpfulness=Count())
    if name.startswith("knowledge"):
        brought = trust.brought(0.5, x, theory)
        brought = impression.brought._replace(knew=brought.knew, erred=brought.erred)
        return impression._replace(brought=brought, knowledge=Count())
    return impression._replace(liar=x)


@pytest.mark.parametrize("protocol", ["accuracy_of_informants", "familiar_teacher"])
def test_what_would_have_tipped_it_between_two_informants_makes_it_even(
    short_life, visits, protocol
):
    why = visits[protocol]
    infant, (row, before, _, _) = stood_still(short_life, why)
    one, other = why.between
    for name, (_, needed) in why.tipping.items():
        if "picture" in name:
            row, first, second = row._replace(share=needed), before.first, before.second
        else:
            first = believing(name, one, before.first, needed, short_life.theory.trust)
            second = believing(name, other, before.second, needed, short_life.theory.trust)
        likely = informants.preferred(
            row, first, second, infant.mind, infant.traits, short_life.theory
        )
        assert likely == pytest.approx(0.5, abs=1e-9)
        row = row._replace(share=0.5)
    assert len(why.tipping) >= 2


def test_who_is_taken_for_less_of_a_liar_is_followed(short_life, visits):
    why = visits["announced_liar"]
    infant, (row, before, _, _) = stood_still(short_life, why)
    _, needed = why.tipping["how surely the informant is a liar"]
    for sign, follows in ((-EPSILON, True), (EPSILON, False)):
        speaker = before.first._replace(liar=needed + sign)
        likely = informants.claimed(
            row, True, speaker, infant.mind, infant.traits, short_life.theory
        )
        assert (likely > 0.5) == follows


def test_more_of_what_is_seen_or_shown_tips_a_conclusion(short_life, visits):
    why = visits["a_not_b"]
    infant, (row, before, _, _) = stood_still(short_life, why)
    about = (infant.mind, infant.traits, short_life.theory)
    _, share = why.tipping["share of the picture that speaks for A"]
    assert showing.concluded(row._replace(share=share), before.shown, *about) == pytest.approx(0.5)
    _, nats = why.tipping["evidence shown as generic (nats)"]
    shown = before.shown._replace(generic=nats)
    assert showing.concluded(row, shown, *about) == pytest.approx(0.5)


def test_the_course_of_a_visit_tells_what_became_of_trust(short_life, visits):
    why = visits["familiar_teacher"]
    _, (_, before, _, _) = stood_still(short_life, why)
    lessons_given, *labels = why.course
    count = short_life.protocols["familiar_teacher"].lessons
    assert lessons_given.last - lessons_given.first + 1 == count
    assert [step.what.split(" names")[0] for step in labels] == [*why.between] * 4
    assert labels[-2].after == trust.trust(before.first, short_life.theory.trust)
    assert labels[-1].after == trust.trust(before.second, short_life.theory.trust)


def test_an_interval_with_the_mother_tells_of_conflict_unless_contact_is_shunned(short_life):
    for event in (48, 49, 84, 85):
        why = explain.visit(short_life, 3, "strange_situation", world=2, event=event)
        questions = [turn.question for turn in why.turns]
        shunned = why.turns[0].outcome == "minimises"
        assert ("Does approach break down?" in questions) != shunned
        _, (_, _, _, outcome) = stood_still(short_life, why)
        assert outcome[0] != separation.NOBODY
