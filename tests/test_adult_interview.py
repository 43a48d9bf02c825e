"""An interview on who raised one: how memories are spoken of, and how that is coded."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import (
    HALF_REFLECTION,
    HALF_SWITCH,
    INSIGHT,
    belief,
    bonds,
    dread,
    relief,
    unit,
)
from test_encounters import binomial, moments
from test_parenting import CLEAR, grown_ups
from test_rules_of_trust import ROUNDING

import trustsim as ts
from trustsim.study.laboratory.interview import LAPSED, recalled
from trustsim.study.laboratory.script import Event
from trustsim.study.protocols import adult_interview as protocol
from trustsim.theory.chance import Moment
from trustsim.theory.parameters import Parenting, Strategy, Theory, Trust
from trustsim.theory.rules.strategy import MAXIMISE, MINIMISE, SEEK, propensities
from trustsim.theory.states import Bond, Mind, Self

approx = pytest.approx
MEMORIES = 20
HIDES, CALLS = Bond(relief(minimise=1.0)), Bond(relief(maximise=1.0))
DECIDED = Strategy(consistency=100.0)  # what has brought more is done always
settings = protocol.Settings(error=0.0)


def spoken(mind, theory):
    """How each of many memories is spoken of, and whether dread comes over the speaker."""
    found = [int(recalled(here, mind, theory)[0]) for here in moments()]
    return [each % LAPSED for each in found], [each >= LAPSED for each in found]


def coded(dismissed=0, preoccupied=0, lapses=0, seen=0.5, told=0.5, errors=(0.0, 0.0), with_=None):
    """What a rater reads off so many memories of twenty."""
    strategies = [MINIMISE] * dismissed + [MAXIMISE] * preoccupied
    strategies += [SEEK] * (MEMORIES - len(strategies))
    outcomes = [
        (strategy + LAPSED * (k < lapses), seen, told, 0.0) for k, strategy in enumerate(strategies)
    ]
    found = protocol.read(np.array([[*outcomes, (*errors, 0.0, 0.0)]]), with_ or settings)
    return {name: float(value[0]) for name, value in found.items()}


# How a memory is spoken of (eq. 52)


def test_a_memory_is_spoken_of_as_with_the_one_or_the_other():
    """A quarter as then: who hid from its mother and calls its spouse does either."""
    numbers = Theory(parenting=Parenting(childhood=0.25), strategy=DECIDED)
    strategies, _ = spoken(Mind(HIDES, CALLS), numbers)
    assert np.mean([each == MINIMISE for each in strategies]) == approx(0.25, abs=binomial(0.25))
    assert set(strategies) == {MINIMISE, MAXIMISE}


@pytest.mark.parametrize(("childhood", "only"), [(1.0, MINIMISE), (0.0, MAXIMISE)])
def test_only_one_of_them_is_spoken_of_where_only_one_counts(childhood, only):
    numbers = Theory(parenting=Parenting(childhood=childhood), strategy=DECIDED)
    assert set(spoken(Mind(HIDES, CALLS), numbers)[0]) == {only}


def test_memories_are_spoken_of_as_often_in_each_way_as_distress_is_dealt_with():
    numbers = Theory(strategy=Strategy(consistency=2.0))
    bond = Bond(relief(seek=0.3, minimise=0.2))
    strategies, _ = spoken(Mind(bond, bond), numbers)
    for strategy, likely in enumerate(propensities(bond, numbers)):
        found = np.mean([each == strategy for each in strategies])
        assert found == approx(likely, abs=binomial(likely))


def test_dread_that_is_not_seen_comes_over_the_speaker_as_often_as_worked_by_hand():
    """A quarter of what is felt is seen: .6 x (1 - .25) = .45."""
    numbers = Theory(reflection=HALF_REFLECTION, mentalising=HALF_SWITCH)
    bond = Bond(threat=dread(0.6))
    _, lapses = spoken(Mind(bond, bond, me=Self(clarity=CLEAR)), numbers)
    assert np.mean(lapses) == approx(0.45, abs=binomial(0.45))


@given(grown_ups, st.integers(0, 1000))
def test_lapses_come_only_of_dread(mind, memory):
    here = Moment(3, 0, 0, memory, 0)
    fearless = mind._replace(
        bond=mind.bond._replace(threat=dread(0.0)), figure=mind.figure._replace(threat=dread(0.0))
    )
    assert recalled(here, fearless, Theory())[0] < LAPSED


@given(bonds, bonds, st.integers(0, 1000))
def test_who_sees_what_it_feels_is_never_overcome(then, now, memory):
    """Clarity times mentalising is 1, whatever is feared."""
    terrified = (each._replace(threat=dread(1.0)) for each in (then, now))
    mind = Mind(*terrified, me=Self(clarity=CLEAR))
    found = recalled(Moment(3, 0, 0, memory, 0), mind, Theory(**INSIGHT))
    assert found[0] < LAPSED
    assert found[1] == 1.0


@given(grown_ups, st.integers(0, 1000), unit, unit)
def test_who_fears_more_is_overcome_in_the_same_memories_and_more(mind, memory, one, other):
    less, more = sorted((one, other))
    here = Moment(3, 0, 0, memory, 0)

    def lapses(feared):
        afraid = [each._replace(threat=dread(feared)) for each in (mind.bond, mind.figure)]
        return recalled(here, Mind(*afraid, me=mind.me), Theory())[0] >= LAPSED

    assert lapses(less) <= lapses(more)


def test_what_is_said_of_who_raised_one_as_worked_by_hand():
    """(3/4 answered + 1/4 helped + 1 - .4 safe) / 3, whoever is the figure today."""
    numbers = Theory(
        strategy=Strategy(default_answered=1.0, default_unanswered=1.0),
        trust=Trust(default_helped=1.0, default_harmed=1.0),
    )
    then = Bond(response=belief(2.0), threat=dread(0.4), helpfulness=belief(0.0, 2.0))
    for here in moments()[:20]:
        for now in (then, Bond(threat=dread(0.9)), CALLS):
            assert recalled(here, Mind(then, now), numbers)[2] == approx(1.6 / 3.0)


@given(grown_ups, st.integers(0, 1000))
def test_what_is_seen_and_what_is_told_are_shares(mind, memory):
    found = recalled(Moment(3, 0, 0, memory, 0), mind, Theory())
    assert all(0.0 <= each <= 1.0 + ROUNDING for each in found[1:3])


# How it is coded


def test_scales_as_worked_by_hand():
    """Of twenty memories three earn a 5 (.15), and unresolved takes four (.2)."""
    found = coded(dismissed=3, preoccupied=1, lapses=2)
    assert found["dismissing"] == 5.0
    assert found["preoccupied"] == approx(2.333, abs=1e-3)  # 1 + 4 x .05 / .15
    assert found["dread"] == 3.0  # 1 + 4 x .1 / .2
    assert coded(dismissed=20)["dismissing"] == 9.0
    assert coded()["dismissing"] == coded()["preoccupied"] == coded()["dread"] == 1.0


@pytest.mark.parametrize(
    ("dismissed", "preoccupied", "state"),
    [(0, 0, "secure"), (2, 2, "secure"), (3, 2, "dismissing"), (2, 3, "preoccupied"),
     (4, 3, "dismissing"), (3, 4, "preoccupied"), (3, 3, "dismissing"), (8, 12, "dismissing")],
)  # fmt: skip
def test_from_the_middle_on_the_stronger_of_two_scales_is_the_class(dismissed, preoccupied, state):
    """Where both are as strong, or both at the end of their scale, it is dismissing."""
    found = coded(dismissed, preoccupied)
    assert protocol.STATES[int(found["state of mind"])] == state
    assert {name for name in protocol.STATES if found[f"is {name}"]} == {state}


def test_who_is_unresolved_has_one_of_the_three_classes_as_well():
    for lapses, unresolved in ((3, 0.0), (4, 1.0), (20, 1.0)):
        found = coded(dismissed=3, lapses=lapses)
        assert found["unresolved"] == unresolved
        assert found["is dismissing"] == 1.0


def test_other_middles_give_other_classes():
    strict = settings._replace(middle_dismissing=0.1, middle_unresolved=0.05)
    assert coded(dismissed=2)["is secure"] == 1.0
    assert coded(dismissed=2, with_=strict)["is dismissing"] == 1.0
    assert coded(lapses=1, with_=strict)["unresolved"] == 1.0


def test_reflective_functioning_and_the_childhood_that_is_told_as_worked_by_hand():
    found = coded(seen=0.4, told=0.75)
    assert found["reflective functioning"] == approx(3.0)  # -1 + 10 x .4
    assert found["told childhood"] == approx(7.0)  # 1 + 8 x .75
    unsure = settings._replace(error=2.0)
    found = coded(seen=0.4, told=0.75, errors=(1.0, -0.5), with_=unsure)
    assert found["reflective functioning"] == approx(5.0)
    assert found["told childhood"] == approx(6.0)
    found = coded(seen=0.0, told=1.0, errors=(-3.0, 3.0), with_=unsure)
    assert (found["reflective functioning"], found["told childhood"]) == (-1.0, 9.0)


def test_so_many_memories_are_asked_for_and_then_raters_err():
    rows = protocol.script(protocol.Settings(memories=3))
    assert [row.kind for row in rows] == [*[Event.MEMORY] * 3, Event.RATING]


def test_who_is_asked_about_somebody_else_tells_of_this_one():
    """Of a father who frightens: told is a worse childhood than of the mother."""
    given_to_it = {
        "seed": 7, "worlds": 1, "children": 20, "caregiver": {"fright": 0.0},
        "cast": {"father": {"fright": 0.3, "rejection": 0.9}},
        "life": {"home": {"until": 3, "day": [
            {"distress": 2, "with": "mother"}, {"distress": 2, "with": "father"}]}},
        "visits": {"adult_interview": {"months": [3], "error": 0.0}},
    }  # fmt: skip
    of_mother = ts.run(ts.from_dict(given_to_it))
    of_father = ts.run(ts.from_dict(given_to_it).but({"visits.adult_interview.with": "father"}))
    told = [
        records.column(next(name for name in records.tables if name.startswith("adult_interview")),
                       "told childhood").mean()
        for records in (of_mother, of_father)
    ]  # fmt: skip
    assert told[0] > told[1] + 1.0
