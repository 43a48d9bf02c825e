"""What a family has to bear, and what it makes of those who care for the child (eq. 43)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from test_encounters import moments
from test_rules import LN3, any_of, pairs, unit
from test_rules_of_trust import ROUNDING

import trustsim as ts
from trustsim.engine.calendar import borne
from trustsim.engine.plan import MONTH, planned
from trustsim.study.scenario import age_in_days
from trustsim.theory.encounters import lessons
from trustsim.theory.encounters.present import burdened
from trustsim.theory.parameters import Circumstances, PartnerTraits, Theory
from trustsim.theory.rules.circumstances import carried_on, raised

approx = pytest.approx
hardships = st.floats(-5.0, 5.0)
LOSS = {"loss": {"months": 1.5, "hardship": 10.0}}  # so much that little matters beside it
FAMILY = {
    "seed": 12,
    "worlds": 2,
    "children": 3,
    "caregiver": {"contingency": 0.8},
    "childhood": {"others_from": 0.8},
    "cast": {"father": {}},
    "life": {
        "home": {
            "day": [
                {"distress": 2, "with": {"mother": 0.6, "father": 0.4}},
                {"play": 1, "with": "mother"},
                {"lesson": 1, "with": "mother", "or": "others"},
            ]
        }
    },
    "visits": {"home_observation": {"months": [1, 2, 3]}, "trust_scales": {"months": [1, 2, 3]}},
}


# States that carry over


def test_what_carries_over_as_worked_by_hand():
    assert carried_on(1.0, 0.8, 1.0) == approx(1.4)  # .8 x 1 + .6 x 1
    assert carried_on(-2.0, 0.6, 0.5) == approx(-0.8)  # .6 x -2 + .8 x .5
    assert carried_on(3.0, 0.0, 0.5) == 0.5  # nothing is left


@given(unit)
def test_what_carries_over_keeps_a_variance_of_1(memory):
    of_before, of_today = carried_on(1.0, memory, 0.0), carried_on(0.0, memory, 1.0)
    assert of_before**2 + of_today**2 == approx(1.0)


# A probability raised by logits


def test_raised_probabilities_as_worked_by_hand():
    assert raised(0.5, LN3) == approx(0.75)  # odds 1 become 3
    assert raised(0.2, math.log(4.0)) == approx(0.5)  # odds 1/4 become 1
    assert raised(0.75, -LN3) == approx(0.5)  # odds 3 become 1


@given(unit)
def test_raised_by_nothing_a_probability_stays_as_it_is(probability):
    assert raised(probability, 0.0) == probability


@given(unit, pairs.map(lambda pair: [20.0 * each - 10.0 for each in pair]))
def test_more_logits_never_lower_a_probability(probability, logits):
    less, more = (raised(probability, each) for each in logits)
    assert 0.0 <= less <= more + ROUNDING <= 1.0 + ROUNDING


@given(pairs, st.floats(-10.0, 10.0))
def test_who_is_likelier_stays_likelier(probabilities, logits):
    less, more = (raised(each, logits) for each in probabilities)
    assert less <= more + ROUNDING
    assert raised(0.0, logits) == 0.0
    assert raised(1.0, logits) == 1.0


def test_nothing_that_a_config_may_add_up_to_is_too_much():
    """Some fifty events of ten standard deviations each, at the greatest weight: 5000 logits."""
    assert [raised(0.5, logits) for logits in (-5000.0, 5000.0)] == [0.0, 1.0]


# What it does to those who care


def test_hardship_tells_on_a_caregiver_as_worked_by_hand():
    theory = Theory(circumstances=Circumstances(availability=0.5, congruence=1.5, fright=LN3))
    traits = PartnerTraits(availability=2.0, congruence=1.0, fright=0.25)
    now = burdened(traits, 2.0, theory)
    assert now.availability == approx(1.0)  # 2 - .5 x 2
    assert now.congruence == approx(-2.0)  # 1 - 1.5 x 2
    assert now.fright == approx(0.75)  # odds 1/3 x 3 x 3
    at_ease = burdened(traits, -1.0, theory)
    assert at_ease.availability == approx(2.5)
    assert at_ease.congruence == approx(2.5)
    assert at_ease.fright == approx(0.1)  # odds 1/9


@given(any_of(PartnerTraits), hardships, any_of(Circumstances))
def test_hardship_moves_nothing_but_availability_congruence_and_fright(traits, hardship, numbers):
    now = burdened(traits, hardship, Theory(circumstances=numbers))
    kept = {each: getattr(traits, each) for each in ("availability", "congruence", "fright")}
    assert now._replace(**kept) == traits


@given(any_of(PartnerTraits), any_of(Circumstances))
def test_no_hardship_changes_nothing(traits, numbers):
    assert burdened(traits, 0.0, Theory(circumstances=numbers)) == traits


@given(any_of(PartnerTraits), hardships)
def test_hardship_that_weighs_nothing_changes_nothing(traits, hardship):
    light = Circumstances(availability=0.0, congruence=0.0, fright=0.0)
    assert burdened(traits, hardship, Theory(circumstances=light)) == traits


@given(any_of(PartnerTraits), st.tuples(hardships, hardships).map(sorted), any_of(Circumstances))
def test_more_hardship_makes_nobody_a_better_caregiver(traits, both, numbers):
    less, more = (burdened(traits, each, Theory(circumstances=numbers)) for each in both)
    assert more.availability <= less.availability
    assert more.congruence <= less.congruence
    assert more.fright >= less.fright - ROUNDING


# Month by month


def test_the_hardship_of_a_month_is_standard_normal_and_carries_over():
    fresh = Theory(circumstances=Circumstances(memory=0.0))
    shocks = [lessons.hardship_of_month(here, 5.0, False, fresh) for here in moments()]
    assert stats.kstest(shocks, "norm").pvalue > 0.001
    lasting = Theory(circumstances=Circumstances(memory=0.8))
    again = [lessons.hardship_of_month(here, 5.0, False, lasting) for here in moments()]
    assert again == approx([0.8 * 5.0 + 0.6 * shock for shock in shocks])  # .8^2 + .6^2 = 1
    at_birth = [lessons.hardship_of_month(here, 5.0, True, lasting) for here in moments()]
    assert at_birth == shocks  # nothing was before


def test_a_month_and_a_mood_of_the_same_day_have_nothing_to_do_with_each_other():
    theory = Theory(circumstances=Circumstances(memory=0.0))
    months = [lessons.hardship_of_month(here, 0.0, False, theory) for here in moments()]
    days = [lessons.mood_of_day(here, 0.0, theory)[0] for here in moments()]
    assert stats.pearsonr(months, days).pvalue > 0.001


# Events that a config names


def test_events_of_one_day_add_up_and_other_days_bear_nothing():
    events = np.array([(3.0, 0.5), (7.0, 2.0), (7.0, -0.5)])
    assert [borne(events, day) for day in (2, 3, 7, 8)] == [0.0, 0.5, 1.5, 0.0]
    assert borne(np.zeros((0, 2)), 3) == 0.0


def family(events=None, **circumstances):
    """A family of which everybody is looked at; the usual numbers but for these."""
    theory = {"theory": {"circumstances": circumstances}} if circumstances else {}
    return ts.from_dict(FAMILY | theory | ({"events": events} if events else {}))


def world_of(scenario, months):
    """A cohort on the day of this age."""
    world = ts.World(scenario, number=0, children=range(3))
    world.live(months)
    return world


def test_an_event_is_borne_from_its_day_on_and_fades_month_by_month():
    """The same luck without it: what is left of it is the difference, worked by hand."""
    memory, loss = 0.5, {"loss": {"months": 1.5, "hardship": 2.0}}
    with_event, without = (family(events, memory=memory) for events in (loss, None))
    day = age_in_days(1.5)
    assert planned(with_event).events.tolist() == [[day, 2.0]]
    both = [ts.World(each, number=0, children=range(3)) for each in (with_event, without)]
    left = []
    for _ in range(4 * MONTH):
        for world in both:
            world.step()
        differences = {
            round(one.hardship - other.hardship, 9)
            for one, other in zip(*(world.infants for world in both), strict=True)
        }
        assert len(differences) == 1
        left += differences
    later = [2.0 * memory ** (now // MONTH - day // MONTH) for now in range(day, 4 * MONTH)]
    assert left == approx([0.0] * day + later)


def test_an_event_tells_on_everybody_who_comforts_the_child_at_home_and_on_nobody_else():
    event = {"loss": {"months": 1.5, "hardship": 2.0}}
    numbers = {"memory": 0.5, "availability": 0.5, "congruence": 1.0, "fright": 1.0}
    both = [world_of(family(events, **numbers), 1.6) for events in (event, None)]
    for one, other in zip(*(world.infants for world in both), strict=True):
        *crowds, mother, father = zip(one.partners, other.partners, strict=True)
        for struck, spared in (mother, father):
            assert struck.today.availability == approx(spared.today.availability - 0.5 * 2.0)
            assert struck.today.congruence == approx(spared.today.congruence - 1.0 * 2.0)
            odds = [each.fright / (1.0 - each.fright) for each in (struck.today, spared.today)]
            assert odds[0] == approx(odds[1] * math.exp(2.0))
        for struck, spared in crowds:
            assert struck.today == spared.today


@pytest.mark.parametrize("engine", ["fast", "agents"])
def test_before_its_day_an_event_changes_nothing_and_afterwards_it_does(engine):
    """From its day on nearly every answer frightens: e^10 times the odds."""
    numbers = {"memory": 0.9, "availability": 0.0, "congruence": 0.0, "fright": 1.0}
    struck, spared = (
        ts.run(family(events, **numbers), engine=engine).tables["portraits"]
        for events in (LOSS, None)
    )
    before = struck["months"] == 1
    assert struck[before].equals(spared[before])
    assert (struck[~before]["threat"] > spared[~before]["threat"]).all()
    assert (struck[~before]["threat_of_unknown"] > spared[~before]["threat_of_unknown"]).all()


def test_both_engines_tell_the_same_story_of_what_befalls_a_family():
    events = {
        "move": {"months": 0.3, "hardship": 1.0},
        "loss": {"months": 1.0, "hardship": 2.5},
        "relief": {"months": 1.0, "hardship": -0.5},
    }
    scenario = family(events)
    fast, agents = (ts.run(scenario, engine=engine).tables for engine in ("fast", "agents"))
    for name in fast:
        assert fast[name].equals(agents[name])


def test_in_a_visit_a_caregiver_is_seen_as_the_family_bears_it():
    """Ten logits less available, nobody notices anything."""
    numbers = {"memory": 0.9, "availability": 1.0, "congruence": 0.0, "fright": 0.0}
    unerring = family(LOSS, **numbers).but({"visits.home_observation.error": 0.0})
    seen = ts.run(unerring).tables["home_observation"]
    now, child = seen["months"] == 1, ["world", "child"]
    before, after = (seen[when].groupby(child)["sensitivity"].max() for when in (now, ~now))
    assert (after < before).all()
