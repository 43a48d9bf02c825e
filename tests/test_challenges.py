"""The challenges of the Nursery: the model says of a child whether they are met."""

import pytest

import trustsim as ts
from trustsim.showing.dashboard.challenges import CHALLENGES, needs, numbers
from trustsim.study.vignettes import vignette
from trustsim.theory.rules import mentalising

ROADS = [  # what somebody may set in the Nursery to get there
    {"caregiver.sensitivity": 0.99, "caregiver.mentalising": 0.99, "caregiver.disruption": 0.01},
    {"caregiver.mentalising": 0.95, "caregiver.marking": 0.0},
    {"caregiver.congruence": -4.0, "caregiver.rejection": 0.0, "caregiver.fright": 0.0},
]


def reached(challenge, changes):
    """Is a challenge met with this caregiver?"""
    scenario = vignette("reference").but(changes)
    return all(need.met for need in needs(challenge, numbers(scenario, 0)))


@pytest.mark.parametrize("n", range(3))
def test_a_challenge_is_not_met_from_the_start_but_can_be(n):
    assert not reached(CHALLENGES[n], {})
    assert reached(CHALLENGES[n], ROADS[n])


def test_its_numbers_are_those_of_the_portrait_of_this_child():
    scenario, child = vignette("reference"), 4
    found = numbers(scenario, child)
    world = ts.World(scenario, children=[child])
    world.live(found["months"])
    infant = world.infants[0]
    portrait = infant.portrait()
    assert found["cued"] * (1.0 - found["check"]) == pytest.approx(portrait.credulity)
    scrutiny = mentalising.mentalising(infant.me, infant.me.tension, world.theory)
    check = world.theory.vigilance.check * portrait.clarity * scrutiny
    assert found["check"] == pytest.approx(check)
    assert found["fright"] == infant.caregiver.traits.fright
    assert found["rejection"] == infant.caregiver.traits.rejection
