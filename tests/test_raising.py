"""Children who are raised by what grown-ups have become, and not by whom chance has drawn."""

import math
from functools import cache

import numpy as np
import pandas as pd
import pytest

import trustsim as ts
from trustsim.engine.descent import CAREGIVING, WORLDS, generation_grown, people_of, raised_by
from trustsim.engine.household import households
from trustsim.engine.plan import planned
from trustsim.engine.raising import AS_DRAWN, Raising
from trustsim.engine.records import PEOPLE_COLUMNS, recorded
from trustsim.engine.simulate import batches
from trustsim.engine.world import World
from trustsim.study import population
from trustsim.study.population import CAREGIVERS, FACTORS, OSTENSION, SHARED
from trustsim.study.scenario import age_in_days
from trustsim.theory.chance import Moment

approx = pytest.approx
FAMILY = {
    "seed": 7,
    "worlds": 2,
    "children": 3,
    "cast": {"father": {}, "spouse": {}},
    "events": {"loss": {"months": 0.5, "hardship": 1.0}},
    "life": {
        "home": {"until": 1.5, "day": [
            {"distress": 2, "with": {"mother": 0.7, "father": 0.3}},
            {"play": 1, "with": "mother"},
            {"lesson": 1, "with": "mother", "or": "others"}]},
        "later": {"from": 1.5, "figure": "whoever_comforts", "day": [
            {"distress": 2, "with": {"spouse": 0.7, "mother": 0.3}},
            {"lesson": 1, "with": "spouse"}]},
    },
    "visits": {"strange_situation": {"months": [1]}, "caregiving": {"months": [2, 2.5]}},
}  # fmt: skip
BIRTH, CHANGE = 2, 1.0  # a child is born to a grown-up; a child for whom something changes
OWN = len(FACTORS)
GENTLE, HARSH = (
    {"availability": 4.0, "rejection": 0.0, "fright": 0.0, "marking": 0.9, "congruence": 3.0},
    {"availability": -2.0, "rejection": 0.8, "fright": 0.5, "marking": 0.1, "congruence": -2.0},
)
family = ts.from_dict(FAMILY)
everybody = people_of(family, 0)


def same(first, second):
    """Every table equal, to the last bit."""
    assert first.tables.keys() == second.tables.keys()
    for name in first.tables:
        pd.testing.assert_frame_equal(first.tables[name], second.tables[name], check_exact=True)


def differ(first, second, table, months):
    """Whether anything in a table differs at an age."""
    one, other = (each.tables[table] for each in (first, second))
    return not one[one["months"] == months].equals(other[other["months"] == months])


def by_table(*changes, whom=(0,), scenario=family, generation=0):
    """A table that raises everybody by those who are drawn, with traits changed from some ages on.

    ``changes`` are pairs of an age in months and of traits by name; the first is from birth.
    """
    born = drawn(scenario, generation)[:, list(whom)]
    traits = np.stack([born] * len(changes), 1)
    for c, (_, changed) in enumerate(changes):
        for name, value in changed.items():
            traits[:, c, :, PEOPLE_COLUMNS.index(name)] = value
    days = [age_in_days(months) for months, _ in changes]
    return Raising(np.array(days), np.array(whom), traits)


def drawn(scenario, generation):
    """What those are like who are drawn at birth (person, person drawn, factor or trait)."""
    records = generation_grown(scenario, generation)
    many = scenario.worlds * scenario.children
    mother = records.tables["births"][list(PEOPLE_COLUMNS)].to_numpy()
    others = records.tables["people"][list(PEOPLE_COLUMNS)].to_numpy()
    return np.concatenate([mother[:, None], others.reshape(many, -1, mother.shape[1])], 1)


# A table of those who raise a child


@pytest.mark.long
def test_a_table_that_says_what_was_drawn_anyway_changes_nothing():
    for whom in ((0,), (1,), (2, 0)):
        same(
            generation_grown(family, 0),
            generation_grown(family, 0, by_table((0, {}), (CHANGE, {}), whom=whom)),
        )


@pytest.mark.parametrize("whom", [(0,), (1, 0)])
def test_both_engines_raise_children_alike_whatever_changes_at_whatever_age(whom):
    table = by_table((0, GENTLE), (0.4, HARSH), (CHANGE, GENTLE), (1.7, HARSH), whom=whom)
    same(generation_grown(family, 0, table), generation_grown(family, 0, table, engine="agents"))


@pytest.mark.long
def test_a_change_at_an_age_changes_nothing_before_it_and_something_after_it():
    """A visit comes before its day: on the day of the change itself nothing is different yet."""
    seen = family.but({"visits.strange_situation.months": [0.5, CHANGE, 1.2]})
    before, after = (
        generation_grown(seen, 0, table)
        for table in (by_table((0, GENTLE)), by_table((0, GENTLE), (CHANGE, HARSH)))
    )
    for table in ("portraits", "bonds", "strange_situation"):
        assert not differ(before, after, table, 0.5)
        assert not differ(before, after, table, CHANGE)
        assert differ(before, after, "portraits", 1.2)


def test_to_whom_a_child_was_born_is_written_down_as_it_was_at_birth():
    table = by_table((0, GENTLE), (CHANGE, HARSH))
    births = generation_grown(family, 0, table).tables["births"]
    for name, value in GENTLE.items():
        assert (births[name] == value).all()
    as_drawn = generation_grown(family, 0).tables["births"]
    assert births["reactivity"].equals(as_drawn["reactivity"])  # the child's own are its own


def test_a_change_is_what_children_are_raised_by_and_not_what_is_written_down():
    """A mother who becomes frightening is feared; a harsh one who becomes gentle less and less."""
    worse, better = (
        generation_grown(family, 0, by_table((0, first), (0.5, then)))
        for first, then in ((GENTLE, HARSH), (HARSH, GENTLE))
    )
    always = generation_grown(family, 0, by_table((0, GENTLE)))
    assert always.column("portraits", "threat", 1).max() == 0.0
    assert worse.column("portraits", "threat", 1).min() > 0.0
    fears = [
        generation_grown(family, 0, by_table((0, HARSH))).column("portraits", "threat", 1).mean(),
        better.column("portraits", "threat", 1).mean(),
    ]
    assert fears[0] > fears[1]


def test_some_of_the_children_are_raised_as_all_of_them_are():
    table = by_table((0, GENTLE), (CHANGE, HARSH))
    whole = generation_grown(family, 0, table).column("caregiving", "sensitivity", 2).ravel()
    some = np.array([1, 4])
    found = recorded(
        family.but({"worlds": 1, "children": 2}),
        batches(family, everybody[some], 1, lambda n: None, raising=table.of(some)),
    )
    assert found.column("caregiving", "sensitivity", 2).ravel().tolist() == whole[some].tolist()


@pytest.mark.parametrize("months", [0.7, CHANGE, 1.5])
def test_a_life_that_is_left_and_gone_on_with_is_raised_by_the_same(months):
    """Also where it is left on the very day of a change, before a visit on that day."""
    table = by_table((0, GENTLE), (CHANGE, HARSH), (1.3, GENTLE))
    day, early = age_in_days(months), family.but({"visits": {"caregiving": {"months": [0.2]}}})
    late = family.but({"visits": {"caregiving": {"months": [months, 2.5]}}})
    late = late.but({"visits.strange_situation.months": [months]})
    lives = households(len(everybody), len(planned(early).ties))
    list(batches(early, everybody, 1, lambda n: None, stop=day, lives=lives, raising=table))
    again = batches(late, everybody, 1, lambda n: None, begin=day, lives=lives, raising=table)
    same(generation_grown(late, 0, table), recorded(late, again))


def test_the_world_that_goes_on_with_a_life_knows_of_the_changes_before():
    table = by_table((0, GENTLE), (0.2, HARSH))
    first = World(family, raising=table.of(slice(0, 3)))
    first.live(CHANGE)
    second = World(family, raising=table.of(slice(0, 3)))
    second.go_on_from(first)
    for world in (first, second):
        world.live(1.4)
    assert [child.mind for child in first.infants] == [child.mind for child in second.infants]


# Generations


def test_a_generation_is_a_range_of_worlds():
    assert people_of(family, 0).tolist() == [0, 1, 2, 3, 4, 5]
    assert (people_of(family, 2) // family.children).tolist() == [
        2 * WORLDS + world for world in (0, 0, 0, 1, 1, 1)
    ]
    assert (people_of(family, 2) % family.children).tolist() == [0, 1, 2, 0, 1, 2]


def test_the_first_generation_is_what_any_study_grows():
    same(generation_grown(family, 0), ts.run(family))
    assert differ(generation_grown(family, 0), generation_grown(family, 1), "portraits", 2)


@pytest.mark.parametrize("generation", [0, 1])
@pytest.mark.parametrize("more", [{"children": 4}, {"worlds": 3}])
def test_the_same_children_with_one_line_more_have_the_same_luck(generation, more):
    larger = family.but(more)
    few, many = (
        generation_grown(each, generation, by_table((0, {}), (1.2, HARSH), scenario=each,
                                         generation=generation))
        for each in (family, larger)
    )  # fmt: skip
    for name in ("births", "portraits", "caregiving", "strange_situation"):
        for column in few.tables[name].columns.difference(["world", "child", "months", "visit"]):
            for age in dict.fromkeys(few.ages.get(name, [None])):
                one, other = (each.column(name, column, age) for each in (few, many))
                assert one.tolist() == other[:2, :3].tolist()


# What life has made of a mother


@cache
def mothers():
    """Grown-ups who give birth at two months, and are looked at again."""
    return generation_grown(family, 0)


def children(**given):
    """By whom the children of these mothers are raised."""
    given = {"birth": BIRTH, "scenario": family, "who": people_of(family, 1), "of": everybody} | (
        given
    )
    return raised_by(mothers(), **given)


def test_a_mother_is_what_her_own_life_has_made_of_her():
    """The readings of eq. 53 are her factors."""
    table = children()
    for k, name in enumerate(FACTORS):
        found = mothers().column(CAREGIVING, name, BIRTH).ravel()
        assert table.traits[:, 0, 0, k] == pytest.approx(found, abs=1e-12)


def test_a_mother_changes_at_the_ages_at_which_she_is_looked_at_again():
    """She is looked at half a month after the birth: from that age of her child on."""
    table = children()
    assert table.days.tolist() == [0, age_in_days(2.5) - age_in_days(2)]
    for k, name in enumerate(FACTORS):
        found = mothers().column(CAREGIVING, name, 2.5).ravel()
        assert table.traits[:, 1, 0, k] == pytest.approx(found, abs=1e-12)
    alone = children(birth=2.5)
    assert alone.days.tolist() == [0]
    assert alone.traits[:, 0] == pytest.approx(table.traits[:, 1], rel=1e-12)


def test_how_she_addresses_has_a_number_of_its_own_as_worked_by_hand():
    """logit(ostension) = mean + sd x (sqrt(.8) x mentalising + sqrt(.2) x addressing)."""
    table, spread = children(), CAREGIVERS["ostension"]
    mentalising, addressing = (
        mothers().column(CAREGIVING, name, BIRTH).ravel() for name in ("mentalising", "addressing")
    )
    found = table.traits[:, 0, 0, PEOPLE_COLUMNS.index("ostension")]
    expected = spread.mean + spread.sd * (
        math.sqrt(SHARED) * mentalising + math.sqrt(1.0 - SHARED) * addressing
    )
    assert np.log(found / (1.0 - found)) == pytest.approx(expected, abs=1e-9)


def test_only_ostension_has_the_number_that_is_read_off():
    """Somebody with the same shared numbers and another for addressing differs in nothing else."""
    made = population.blueprint({}, {})
    one, other = np.zeros(len(made)), np.zeros(len(made))
    at = Moment(7, 0, 0, 0, 0)
    population.formed(at, made, (0.5, -0.5, 1.0), -1.0, one)
    population.formed(at, made, (0.5, -0.5, 1.0), 1.0, other)
    changed = np.flatnonzero(one != other).tolist()
    assert [population.LUCK[int(made[row, 8])] for row in changed] == ["ostension"]
    assert population.LUCK[OSTENSION] == "ostension"
    drawn_at_birth = np.zeros(len(made))
    population.formed(at, made, (0.5, -0.5, 1.0), math.nan, drawn_at_birth)
    assert np.flatnonzero(one != drawn_at_birth).tolist() == changed


def test_what_is_her_own_besides_is_the_luck_of_her_child():
    """The number of its own that a trait has is what chance would have given anyhow."""
    first, again = children(), children()
    assert first.traits.tolist() == again.traits.tolist()
    other = children(who=people_of(family, 2)).traits
    assert (other[:, :, :, :OWN] == first.traits[:, :, :, :OWN]).all()
    assert (other[:, :, :, OWN] != first.traits[:, :, :, OWN]).all()


def test_the_father_by_role_is_the_spouse_of_the_mother():
    table = children(roles={"father": "spouse"})
    assert table.whom.tolist() == [0, 1]  # the mother, and the first of the cast
    people = mothers().tables["people"].query("partner == 'spouse'")
    found = people[list(PEOPLE_COLUMNS)].to_numpy()
    for change in range(len(table.days)):
        assert table.traits[:, change, 1].tolist() == found.tolist()
    of_child = generation_grown(family, 1, table).tables["people"].query("partner == 'father'")
    assert of_child[list(PEOPLE_COLUMNS)].to_numpy().tolist() == found.tolist()


def test_the_father_is_the_man_whom_the_mother_knew_whatever_is_said_of_others_spouses():
    """What differs in her own life differs in him; of how he is met, what the child's own says."""
    warm = family.but({"cast.spouse": {"sensitivity": {"shift": 2.0}, "reciprocity": 1.0}})
    theirs = generation_grown(warm, 0)
    who, roles = people_of(family, 1), {"father": "spouse"}
    table = raised_by(theirs, BIRTH, family, who, everybody, roles)
    people = theirs.tables["people"].query("partner == 'spouse'")
    found = people[list(PEOPLE_COLUMNS)].to_numpy(copy=True)
    nearness = PEOPLE_COLUMNS.index("reciprocity")
    assert (found[:, nearness], table.traits[:, 0, 1, nearness]) == (approx(1.0), approx(0.0))
    found[:, nearness] = 0.0
    assert table.traits[:, 0, 1].tolist() == found.tolist()


def test_who_is_no_role_is_drawn_for_the_child():
    table = children(roles={"father": "spouse"})
    raised, anyhow = (
        generation_grown(family, 1, each).tables["people"].query("partner == 'spouse'")
        for each in (table, AS_DRAWN)
    )
    assert raised.equals(anyhow)


def test_the_three_shared_numbers_make_the_factors_that_they_were_made_from():
    factors = np.array([[1.0, -0.5, 0.3], [0.0, 2.0, -1.0]])
    numbers = population.shared_numbers(factors)
    assert numbers @ population.roots().T == pytest.approx(factors, abs=1e-12)
    # the first factor is the first number; the second is .3 of it and .9539 of the second
    assert numbers[0, 0] == pytest.approx(1.0)
    assert numbers[0, 1] == pytest.approx((-0.5 - 0.3) / math.sqrt(0.91))


def test_a_mother_of_a_population_that_is_shifted_is_shifted_from_what_she_has_become():
    """As it says of the children's caregivers: one deviation more sensitivity for everybody."""
    shifted = family.but({"caregiver.sensitivity": {"shift": 1.0}})
    plain, moved = (children(scenario=each).traits for each in (family, shifted))
    assert moved[..., 0] == pytest.approx(plain[..., 0] + 1.0, abs=1e-12)
    assert moved[..., 1] == pytest.approx(plain[..., 1], abs=1e-12)


def test_both_engines_raise_the_children_of_grown_ups_alike():
    for roles in ({}, {"father": "spouse"}):
        table = children(roles=roles)
        same(
            generation_grown(family, 1, table), generation_grown(family, 1, table, engine="agents")
        )
