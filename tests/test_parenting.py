"""What somebody who has been a child is like to a child (eqs 52-54), worked by hand, and laws."""

import math

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
    minds,
    relief,
    selves,
    unit,
)
from test_encounters import ALWAYS
from test_laboratory import CHILD, HERE
from test_rules import LN3, any_of
from test_rules_of_trust import ROUNDING
from test_session import OPEN, SHUT, THERAPIST, aroused

from trustsim.study.laboratory import events
from trustsim.study.laboratory.interview import caring
from trustsim.study.laboratory.room import STRANGER
from trustsim.study.laboratory.script import Event, Row
from trustsim.theory.parameters import Clarity, Memory, Parenting, Theory, Trust, Vigilance
from trustsim.theory.rules import parenting
from trustsim.theory.states import Belief, Bond, Count, Mind, Self

approx = pytest.approx
CLEAR = belief(1e17)  # whose own reading of things is right, to the last bit
BARE = Parenting(  # readings as they are, without those of other grown-ups beside them
    childhood=0.5,
    opening_usual=0.0, opening_spread=1.0, understanding_usual=0.0, understanding_spread=1.0,
    unresolved_usual=0.0, unresolved_spread=1.0, addressed_usual=0.0, addressed_spread=1.0,
    guided=0.0,
)  # fmt: skip
grown_ups = st.builds(Mind, bonds, bonds, bonds, selves)  # raised by one, with another today
GUIDANCE, SKILL = Row(Event.GUIDANCE), Row(Event.SKILL)


def guided(theory, mind=Mind(), row=GUIDANCE, therapist=THERAPIST):
    """The grown-up after one message in a session."""
    _, after, _ = events.happen(
        HERE, row, aroused(0.1), mind, STRANGER, CHILD, therapist, therapist, theory
    )
    return after


# Worked by hand


def test_state_of_mind_as_worked_by_hand():
    """A quarter of who raised one: .25 x .8 + .75 x .4 = .5 (eq. 52)."""
    assert parenting.then_and_now(0.8, 0.4, Parenting(childhood=0.25)) == approx(0.5)


def test_what_life_has_made_of_a_caregiver_as_worked_by_hand():
    """Three quarters of it are of the figure of today (eq. 53).

    Mentalising is .5 x .5 at any arousal, so that who is clear sees a quarter of what it feels.
    """
    numbers = Theory(
        parenting=Parenting(
            childhood=0.25,
            opening_usual=0.025, opening_spread=0.05,
            understanding_usual=-2.0 * LN3, understanding_spread=LN3,
            unresolved_usual=0.4, unresolved_spread=0.1,
            addressed_usual=math.log(0.6) - 1.0, addressed_spread=0.5,
        ),
        reflection=HALF_REFLECTION, mentalising=HALF_SWITCH,
        trust=Trust(default_helped=1.0, default_harmed=1.0),
    )  # fmt: skip
    then = Bond(relief(seek=0.3, minimise=0.1), threat=dread(0.8), helpfulness=belief(2.0, 0.0))
    now = Bond(relief(seek=0.1, minimise=0.2), threat=dread(0.4), helpfulness=belief(0.0, 2.0))
    care = caring(Mind(then, now, me=Self(clarity=CLEAR)), numbers)
    # opening: .25 x (.3 - .1) + .75 x (.1 - .2) = -.025; (-.025 - .025) / .05
    assert care.sensitivity == approx(-1.0)
    # ln(.25 / .75) = -ln 3; (-ln 3 + 2 ln 3) / ln 3
    assert care.mentalising == approx(1.0)
    # dread .25 x .8 + .75 x .4 = .5; sqrt(.5 x .75) = .61237; (.61237 - .4) / .1
    assert care.disruption == approx(2.1237, abs=1e-4)
    # helped .25 x 3/4 + .75 x 1/4 = .375; ln(.375 / .625) = ln .6; 1 / .5
    assert care.addressing == approx(2.0)


def test_dread_turns_off_what_would_see_it():
    """Mentalising is on in calm, and off at the dread of .5: all of the dread is unseen."""
    numbers = Theory(parenting=BARE, reflection=INSIGHT["reflection"])
    numbers = numbers._replace(
        mentalising=numbers.mentalising._replace(steepness=1000.0, switch_point=0.25)
    )
    afraid = Mind(Bond(threat=dread(0.5)), Bond(threat=dread(0.5)), me=Self(clarity=CLEAR))
    assert caring(afraid, numbers).disruption == approx(math.sqrt(0.5))
    little = Mind(Bond(threat=dread(0.1)), Bond(threat=dread(0.1)), me=Self(clarity=CLEAR))
    assert caring(little, numbers).disruption == approx(0.0, abs=1e-6)


def test_what_is_practised_as_worked_by_hand():
    """Ten cases, beside ten for and ten against: 2 x 20/30 - 1 = 1/3, times 1.5 (eq. 54)."""
    numbers = Theory(parenting=BARE._replace(guided=1.5, beforehand=10.0))
    mind = Mind()
    learnt = mind._replace(me=Self(caring=belief(10.0)))
    before, after = caring(mind, numbers), caring(learnt, numbers)
    assert parenting.skilled(Belief(), numbers) == 0.0
    assert parenting.skilled(belief(10.0), numbers) == approx(1.0 / 3.0)
    assert after.sensitivity - before.sensitivity == approx(0.5)
    assert after.disruption - before.disruption == approx(-0.5)
    assert (after.mentalising, after.addressing) == (before.mentalising, before.addressing)


def test_guidance_that_is_kept_is_counted_in_both_stores_as_worked_by_hand():
    """Lately half of it stays, and all along three quarters: 1 - .5 x (1 - .5)."""
    numbers = OPEN._replace(
        clarity=Clarity(retention=0.5),
        memory=Memory(slowness=0.5),
        vigilance=Vigilance(openness=ALWAYS, check=0.0),
    )
    before = Mind(me=Self(caring=Belief(Count(4.0, 2.0), Count(8.0, 4.0))))
    found = guided(numbers, before).me.caring
    assert found == Belief(Count(3.0, 1.0), Count(7.0, 3.0))  # 4 x .5 + 1; 8 x .75 + 1
    misleads = THERAPIST._replace(helpfulness=0.0)
    found = guided(numbers, before, therapist=misleads).me.caring
    assert found == Belief(Count(2.0, 2.0), Count(6.0, 4.0))  # 2 x .5 + 1; 4 x .75 + 1


# Laws


@given(unit, unit, any_of(Parenting))
def test_a_state_of_mind_lies_between_then_and_now(then, now, numbers):
    found = parenting.then_and_now(then, now, numbers)
    assert min(then, now) - ROUNDING <= found <= max(then, now) + ROUNDING


@given(grown_ups, bonds)
def test_one_number_says_whether_the_one_who_raised_one_or_the_figure_of_today_counts(mind, other):
    only = {
        name: Theory(parenting=Parenting(childhood=share))
        for name, share in (("then", 1.0), ("now", 0.0))
    }
    assert caring(mind._replace(figure=other), only["then"]) == approx(caring(mind, only["then"]))
    assert caring(mind._replace(bond=other), only["now"]) == approx(caring(mind, only["now"]))


@given(minds, unit, unit)
def test_who_has_no_other_figure_is_as_it_was_raised_however_much_childhood_counts(mind, one, two):
    care, other = (
        caring(mind, Theory(parenting=Parenting(childhood=share))) for share in (one, two)
    )
    assert care == approx(other, abs=1e-9)


@given(grown_ups, any_of(Parenting))
def test_what_somebody_is_like_as_a_caregiver_is_always_a_number(mind, numbers):
    assert np.isfinite(caring(mind, Theory(parenting=numbers))).all()
    assert np.isfinite(caring(mind, Theory(parenting=numbers, **INSIGHT))).all()


@given(grown_ups, unit, unit)
def test_the_more_that_is_feared_the_more_disrupted_is_the_care(mind, one, other):
    less, more = sorted((one, other))
    care = [
        caring(mind._replace(bond=mind.bond._replace(threat=dread(each))), Theory())
        for each in (less, more)
    ]
    assert care[0].disruption <= care[1].disruption + 1e-9
    assert care[0]._replace(disruption=0.0) == care[1]._replace(disruption=0.0)


@given(grown_ups, unit, unit)
def test_the_more_showing_distress_has_brought_the_more_sensitive_is_the_care(mind, one, other):
    less, more = sorted((one, other))
    care = [
        caring(mind._replace(bond=mind.bond._replace(strategies=relief(seek=each))), Theory())
        for each in (less, more)
    ]
    assert care[0].sensitivity <= care[1].sensitivity + 1e-9
    assert care[0]._replace(sensitivity=0.0) == care[1]._replace(sensitivity=0.0)


@given(grown_ups, unit)
def test_who_fears_nobody_and_sees_what_it_feels_is_not_disrupted(mind, feared):
    fearless = Mind(
        mind.bond._replace(threat=dread(0.0)), mind.figure._replace(threat=dread(0.0)), me=mind.me
    )
    assert caring(fearless, Theory(parenting=BARE)).disruption == 0.0
    seeing = Mind(Bond(threat=dread(feared)), Bond(threat=dread(feared)), me=Self(clarity=CLEAR))
    assert caring(seeing, Theory(parenting=BARE, **INSIGHT)).disruption == 0.0


@given(unit, unit)
def test_log_odds_keep_the_order_of_shares(one, other):
    less, more = sorted((one, other))
    assert parenting.odds(less) <= parenting.odds(more)
    assert parenting.odds(0.5) == 0.0


# Guidance


@given(grown_ups)
def test_guidance_that_is_let_in_and_kept_raises_sensitivity_and_lowers_disruption(mind):
    """As long as nothing was practised before."""
    mind = mind._replace(me=mind.me._replace(caring=Belief()))
    before, after = (caring(each, OPEN) for each in (mind, guided(OPEN, mind)))
    assert after.sensitivity > before.sensitivity
    assert after.disruption < before.disruption


@given(grown_ups)
def test_guidance_that_is_not_let_in_changes_nothing_of_the_care(mind):
    assert guided(SHUT, mind).me.caring == mind.me.caring


@given(grown_ups)
def test_what_is_thrown_out_is_not_practised(mind):
    mind = mind._replace(me=mind.me._replace(clarity=CLEAR))
    numbers = OPEN._replace(vigilance=Vigilance(ALWAYS, check=1.0), **INSIGHT)
    wrong = THERAPIST._replace(helpfulness=0.0)
    assert guided(numbers, mind, therapist=wrong).me.caring == mind.me.caring


def test_a_skill_about_the_world_says_nothing_about_caring():
    assert guided(OPEN, row=SKILL).me.caring == Belief()
    assert guided(OPEN, row=GUIDANCE).me.caring != Belief()


@given(grown_ups)
def test_guidance_is_heard_and_credited_as_any_lesson(mind):
    """But for what is practised, it leaves what a skill leaves."""
    skill, guidance = guided(OPEN, mind, SKILL), guided(OPEN, mind)
    assert guidance._replace(me=guidance.me._replace(caring=skill.me.caring)) == skill


def test_what_is_practised_stays_with_everything_that_happens():
    """An encounter changes tension and clarity, and leaves what was learnt of caring."""
    practised = belief(5.0, 1.0)
    mind = Mind(me=Self(caring=practised))
    for row in (Row(Event.EXPLANATION), Row(Event.ATTENDING), Row(Event.IMAGINING), SKILL):
        assert guided(OPEN, mind, row).me.caring == practised
