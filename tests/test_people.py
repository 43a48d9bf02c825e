"""What is learnt of one is in part learnt of people, and brought to a new bond (eqs 17, 37)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import belief, bonds, dread, minds, with_figure, with_others
from test_encounters import (
    FRIGHT,
    LET_IN,
    MISREAD,
    OVERRIDDEN,
    RECOGNISED,
    SIGNAL,
    UNHEARD,
    UNNOTICED,
    moments,
)
from test_rules import any_of, booleans, unit
from test_rules_of_trust import inner

import trustsim as ts
from trustsim.engine.calendar import WHOEVER, figure_on
from trustsim.engine.meeting import first_met
from trustsim.theory.encounters import lessons, messages, nurture
from trustsim.theory.encounters.crediting import credited, generalised, learnt_of
from trustsim.theory.encounters.introducing import facing, introduced
from trustsim.theory.encounters.messages import Kind, Told
from trustsim.theory.encounters.present import comforted_once
from trustsim.theory.parameters import (
    Attention,
    Company,
    LearnerTraits,
    Learning,
    Memory,
    Strategy,
    Theory,
    Threat,
    Trust,
)
from trustsim.theory.rules import strategy, threat, trust
from trustsim.theory.states import Belief, Bond, Brought, Count, Mind, Relief, Strategies

approx = pytest.approx
said = messages.Testimony
CHILD = LearnerTraits()
NUMBERS = Theory(
    trust=Trust(retention=0.5, spread=0.25),
    threat=Threat(rise=0.5, fall=0.5, spread=0.8),
    memory=Memory(slowness=0.5),
)
BEFORE = Bond(threat=dread(0.4), helpfulness=belief(8.0, 4.0), knowledge=belief(4.0, 8.0))
ALL_OF_IT = Told(case=1.0, helped=2.0, harmed=1.0, knew=0.5, erred=0.25, alarming=True,
                 frightened=True)  # fmt: skip
small = st.floats(0.0, 4.0)
tolds = st.builds(Told, st.sampled_from([0.0, 1.0]), small, small, unit, unit, booleans, booleans)
theories = st.builds(
    lambda numbers, memory, fear: Theory(trust=numbers, memory=memory, threat=fear),
    any_of(Trust), any_of(Memory), any_of(Threat),
)  # fmt: skip


# What is learnt of one


def test_what_is_told_of_somebody_is_counted_in_full_as_worked_by_hand():
    after = credited(BEFORE, ALL_OF_IT, NUMBERS)
    # lately half is kept, all along 3/4
    assert after.helpfulness == Belief(Count(6.0, 3.0), Count(8.0, 4.0))
    # three quarters of a case: lately 1 - .5 x 3/4 = 5/8 is kept, all along 1 - .25 x 3/4 = 13/16
    assert after.knowledge == Belief(Count(3.0, 5.25), Count(3.75, 6.75))
    # .4 + .5 x .6 and .4 + .25 x .6
    assert after.threat == approx((0.7, 0.55))


def test_a_share_of_what_is_told_is_learnt_of_people_all_along_as_worked_by_hand():
    half = NUMBERS._replace(trust=NUMBERS.trust._replace(spread=0.5))
    after = generalised(BEFORE, ALL_OF_IT, half)
    # lately nothing changes; all along 1 - .5 x .5 x .5 = 7/8 is kept, and half is added
    assert after.helpfulness == Belief(Count(8.0, 4.0), Count(8.0, 4.0))
    # 1 - .5 x .5 x .5 x 3/4 = 29/32
    assert after.knowledge == Belief(Count(4.0, 8.0), Count(3.875, 7.375))
    # of a fright .8 are feared of people: .4 + .8 x .25 x .6
    assert after.threat == approx((0.4, 0.52))
    # of safety half: .4 - .5 x .25 x .4
    calm = ALL_OF_IT._replace(frightened=False)
    assert generalised(BEFORE, calm, half).threat == approx((0.4, 0.35))
    harmless = calm._replace(alarming=False)
    assert generalised(BEFORE, harmless, half).threat == BEFORE.threat


def test_threat_falls_in_what_could_have_been_frightening_and_was_not():
    calm = ALL_OF_IT._replace(frightened=False)
    # .4 - .5 x .4 and .4 - .25 x .4
    assert credited(BEFORE, calm, NUMBERS).threat == approx((0.2, 0.3))
    harmless = calm._replace(alarming=False)
    assert credited(BEFORE, harmless, NUMBERS).threat == BEFORE.threat


@given(bonds, theories)
def test_what_tells_nothing_changes_nothing(bond, theory):
    nothing = Told(0.0, 0.0, 0.0, 0.0, 0.0, False, False)
    assert credited(bond, nothing, theory) == generalised(bond, nothing, theory) == bond


@given(bonds, tolds, theories)
def test_strategies_and_response_are_not_learnt_by_being_told(bond, told, theory):
    for after in (credited(bond, told, theory), generalised(bond, told, theory)):
        assert after[:2] == bond[:2]
        assert after.liar == bond.liar


@given(bonds, tolds, theories)
def test_of_somebody_known_nothing_is_learnt_of_what_people_were_like_lately(bond, told, theory):
    after = generalised(bond, told, theory)
    for what in ("helpfulness", "knowledge", "threat"):
        assert getattr(after, what).lately == getattr(bond, what).lately


# ... is in part learnt of people


@given(bonds, bonds, tolds, theories)
def test_of_somebody_known_all_is_learnt_and_a_share_of_it_of_people(bond, people, told, theory):
    after, of_people = learnt_of(bond, told, True, people, theory)
    assert after == credited(bond, told, theory)
    assert of_people == generalised(people, told, theory)


@given(bonds, bonds, tolds, theories)
def test_of_the_crowd_all_is_learnt_of_people(people, anybody, told, theory):
    after, of_people = learnt_of(people, told, False, anybody, theory)
    assert after == of_people == credited(people, told, theory)


@given(bonds, bonds, tolds, theories)
def test_without_spread_nothing_of_somebody_known_is_learnt_of_people(bond, people, told, theory):
    _, of_people = learnt_of(bond, told, True, people, spreading(theory, help=0.0, fright=0.0))
    assert of_people == people


@given(bonds, tolds, theories)
def test_at_full_spread_the_known_and_people_are_all_along_alike(bond, told, theory):
    after, of_people = learnt_of(bond, told, True, bond, spreading(theory, help=1.0, fright=1.0))
    for what in ("helpfulness", "knowledge", "threat"):
        assert getattr(of_people, what).lasting == approx(getattr(after, what).lasting)


@given(bonds, bonds, tolds, theories, unit)
def test_a_fright_is_learnt_of_people_whatever_share_of_help_and_of_safety_is(
    bond, people, told, theory, share
):
    fright = told._replace(alarming=True, frightened=True)
    found, beside = (
        learnt_of(bond, fright, True, people, spreading(theory, help=each, fright=1.0))[1].threat
        for each in (share, 0.0)
    )
    assert found == beside
    assert found.lasting >= people.threat.lasting


@given(bonds, bonds, tolds, theories, unit)
def test_safety_is_learnt_of_people_with_the_share_of_help_whatever_a_fright_does(
    bond, people, told, theory, fright
):
    safe = told._replace(alarming=True, frightened=False)
    found, beside = (
        learnt_of(bond, safe, True, people, spreading(theory, help=0.5, fright=each))[1].threat
        for each in (fright, 1.0)
    )
    assert found == beside
    assert found.lasting <= people.threat.lasting


def spreading(theory, help, fright):
    """The theory with these shares of help (and safety) and of frights learnt of people."""
    return theory._replace(
        trust=theory.trust._replace(spread=help), threat=theory.threat._replace(spread=fright)
    )


@pytest.mark.parametrize(
    ("answer", "hearing", "worse"),
    [
        (RECOGNISED, LET_IN, False),
        (MISREAD, LET_IN, None),  # addressed, but not known: better in help, worse in knowledge
        (UNNOTICED, UNHEARD, True),
        (OVERRIDDEN, UNHEARD, True),
        (FRIGHT, UNHEARD, True),
    ],
)
def test_what_the_figure_does_is_expected_of_anybody_in_part(answer, hearing, worse):
    theory = Theory(
        trust=Trust(answered=0.5, cue=0.5, understood=0.5, spread=0.5),
        memory=Memory(weight=0.5, slowness=0.5),
    )
    _, people, _ = nurture.took_in(
        Kind.DISTRESS, SIGNAL, answer, hearing, True, Mind(), CHILD, theory
    )
    change = trust.helpfulness(people, theory) - trust.helpfulness(Bond(), theory)
    assert (change < 0.0) == bool(worse)
    known = trust.knowledge(people, theory) - trust.knowledge(Bond(), theory)
    assert np.sign(known) == {False: 1.0, None: -1.0, True: 0.0}[worse]
    assert (threat.expected(people, theory) > 0.0) == (answer == FRIGHT)


def test_a_fright_by_the_figure_spreads_as_worked_by_hand():
    theory = NUMBERS._replace(trust=NUMBERS.trust._replace(frightened=2.0))
    _, people, _ = nurture.took_in(
        Kind.DISTRESS, SIGNAL, FRIGHT, UNHEARD, True, Mind(people=BEFORE), CHILD, theory
    )
    # a quarter of it, all along: 1 - .5 x .5 / 4 = 15/16 is kept; .5 is added against
    assert people.helpfulness == Belief(Count(8.0, 4.0), Count(7.5, 4.25))
    # .8 of it are feared of people: .4 + .8 x .25 x .6
    assert people.threat == approx((0.4, 0.52))
    assert people.knowledge == BEFORE.knowledge


@given(minds, st.sampled_from(moments()), booleans, booleans)
def test_a_lesson_of_the_crowd_leaves_the_figure_as_she_is(mind, here, right, cue):
    """What is learnt spreads from the known to people, and not the other way round."""
    theory = Theory(attention=Attention(1.0, 1.0), learning=Learning(checkable=1.0))
    present = with_others(mind)
    bond, people, me = lessons.taught(here, said(right, cue), False, present, CHILD, theory)
    assert bond == people
    assert people != mind.people
    assert me.met == mind.me.met + 1.0
    assert present.figure == mind.figure


def test_in_a_life_the_figure_is_not_learnt_of_from_the_crowd_in_either_engine():
    """The mother only comforts, the crowd only teaches; worse crowds change people alone."""

    def bonds_of(knowledge, engine):
        config = {
            "seed": 3, "worlds": 1, "children": 3,
            "others": {"knowledge": knowledge},
            "life": {"home": {"day": [{"distress": 1, "with": "mother"},
                                      {"lesson": 2, "with": "adults"}]}},
            "visits": {"trust_scales": {"months": [2]}},
        }  # fmt: skip
        return ts.run(ts.from_dict(config), engine=engine).tables["portraits"]

    for engine in ("fast", "agents"):
        good, bad = (bonds_of(knowledge, engine) for knowledge in (1.0, 0.0))
        assert (good["trust_in_figure"] == bad["trust_in_figure"]).all()
        assert (good["trust_in_unknown"] != bad["trust_in_unknown"]).all()


# What is brought to somebody new


def test_a_new_bond_as_worked_by_hand():
    theory = Theory(
        trust=Trust(2.0, 1.0, 1.0, 1.0, doubt=0.5),
        strategy=Strategy(default_answered=1.0, default_unanswered=1.0),
        memory=Memory(weight=0.5, brought=0.25),
    )
    mother = Bond(
        Relief(Strategies(), Strategies(Brought(4.0, 8.0), Brought(0.0, 4.0), Brought(-2.0, 2.0))),
        Belief(Count(2.0, 0.0), Count(0.0, 2.0)),
    )
    people = Bond(threat=dread(0.3), helpfulness=belief(1.0, 0.0), knowledge=belief(1.0, 0.0))
    found = introduced(0.0, with_figure(mother, people), theory)
    # a quarter of what has been all along is brought, to both stores
    for store in found.strategies:
        assert store == Strategies(Brought(1.0, 2.0), Brought(0.0, 1.0), Brought(-0.5, 0.5))
    # response 3/4 lately and 1/4 all along: even, as with nothing counted
    assert strategy.expected_response(found, theory) == approx(0.5)
    assert found.threat == (0.3, 0.3)
    assert trust.helpfulness(found, theory) == approx(0.75)  # (1 + 2) / (1 + 3)
    assert trust.knowledge(found, theory) == approx(2 / 3)
    # credit .5 x 3 = 1.5 beside .5 of doubt, less the 2 and 1 of anybody; both stores alike
    assert found.helpfulness.lately == found.helpfulness.lasting == approx((-0.5, -0.5))
    assert found.liar == 0.0


def test_a_share_of_the_response_of_the_figure_is_brought_as_worked_by_hand():
    theory = Theory(
        strategy=Strategy(default_answered=1.0, default_unanswered=3.0),
        memory=Memory(brought=0.5),
    )
    answered = with_figure(Bond(response=belief(8.0, 0.0)))
    # of her 9/12; with nothing counted 1/4; halfway
    found = introduced(0.0, answered, theory)
    assert strategy.expected_response(found, theory) == approx(0.5)
    # nothing of her, or all of it
    for share, expected in ((0.0, 0.25), (1.0, 0.75)):
        other = theory._replace(memory=Memory(brought=share))
        found = introduced(0.0, answered, other)
        assert strategy.expected_response(found, other) == approx(expected)


@given(minds, theories)
def test_of_somebody_new_as_much_is_expected_as_of_people(mind, theory):
    found = introduced(0.0, mind, theory)
    for expected in (trust.helpfulness, trust.knowledge, trust.trust, threat.expected):
        assert expected(found, theory) == approx(expected(mind.people, theory), abs=1e-9)


@given(minds, inner, theories)
def test_who_is_seen_to_know_is_taken_to_know_at_least_that_surely(mind, witness, theory):
    somebody, anybody = (introduced(each, mind, theory) for each in (witness, 0.0))
    found = trust.knowledge(somebody, theory)
    assert found == approx(max(witness, trust.knowledge(anybody, theory)))
    assert somebody._replace(knowledge=anybody.knowledge) == anybody


@given(minds, theories)
def test_nothing_of_the_figure_is_brought_where_no_share_of_her_is(mind, theory):
    theory = theory._replace(memory=theory.memory._replace(brought=0.0))
    found = introduced(0.0, mind, theory)
    assert all(each == Brought(0.0, 0.0) for store in found.strategies for each in store)
    newborn = strategy.expected_response(Bond(), theory)
    assert strategy.expected_response(found, theory) == approx(newborn)


@given(minds, theories)
def test_where_all_of_the_figure_is_brought_the_child_signals_as_it_has_to_her(mind, theory):
    """As all along: what was lately stays with her."""
    theory = theory._replace(memory=theory.memory._replace(brought=1.0))
    all_along = Relief(mind.figure.strategies.lasting, mind.figure.strategies.lasting)
    mind = mind._replace(figure=mind.figure._replace(strategies=all_along))
    found = introduced(0.0, mind, theory)
    assert strategy.propensities(found, theory) == approx(
        strategy.propensities(mind.figure, theory), abs=1e-6
    )


@given(minds, theories)
def test_meeting_somebody_changes_nobody_else(mind, theory):
    met = first_met(mind, theory)
    assert met.bond == introduced(0.0, mind, theory)
    assert met._replace(bond=mind.bond) == mind
    assert facing(mind.people, mind) == mind._replace(bond=mind.people)


def test_a_father_met_late_is_met_as_people_are_and_a_mother_met_first_as_nobody():
    """In a life, in both engines: before the first encounter nothing is known of him."""
    config = {
        "seed": 5, "worlds": 1, "children": 3, "cast": {"father": {}},
        "theory": {"memory": {"brought": 0.5}},
        "life": {"home": {"day": [{"distress": 2, "with": "mother"}]},
                 "later": {"from": 1.0, "day": [{"play": 1, "with": "father"}]}},
        "visits": {"trust_scales": {"months": [1.0]}},
    }  # fmt: skip
    world = ts.World(ts.from_dict(config), number=0, children=range(3))
    world.live(1.0)
    for child in world.infants:
        mother, father = child.bonds[1], child.bonds[2]
        assert father == Bond()
        assert child.acquainted.tolist() == [0.0, 1.0, 0.0]
        child.partner = child.partners[3]
        before = child.mind
        child.meet()
        assert child.bonds[2] == introduced(0.0, before, world.theory)
        assert child.bonds[1] == mother
        met = child.bonds[2]
        child.meet()  # a second time he is not new
        assert child.bonds[2] == met


# Who the figure is


def test_only_with_whom_something_has_happened_becomes_the_figure():
    figures = np.array([(0, 1), (100, 2), (200, 3)])
    strangers, acquainted = np.array([0.0, 1.0, 0.0, 0.0]), np.array([0.0, 1.0, 1.0, 1.0])
    days, nobody = (0, 99, 100, 199, 200, 999), np.zeros(4)
    assert [figure_on(figures, acquainted, nobody, day) for day in days] == [1, 1, 2, 2, 3, 3]
    assert {figure_on(figures, strangers, nobody, day) for day in days} == {1}
    skipped = np.array([0.0, 1.0, 0.0, 1.0])  # the second is never met, the third is
    assert [figure_on(figures, skipped, nobody, day) for day in days] == [1, 1, 1, 1, 3, 3]


def test_whoever_has_comforted_most_lately_becomes_the_figure_where_that_is_so():
    figures, everybody = np.array([(0, 1), (100, WHOEVER)]), np.ones(4)
    comforted = np.array([0.0, 3.0, 5.0, 4.0])
    assert [figure_on(figures, everybody, comforted, day) for day in (99, 100)] == [1, 2]
    assert figure_on(figures, everybody, np.array([0.0, 3.0, 3.0, 3.0]), 100) == 1


def test_of_having_been_comforted_a_month_leaves_as_much_as_is_declared():
    bond = Bond(comforted=10.0)
    assert comforted_once(bond, Company(fades=0.8)).comforted == 8.0


def test_the_first_figure_is_the_figure_before_anything_has_happened():
    assert figure_on(np.array([(0, 1), (0, 2)]), np.zeros(3), np.zeros(3), 5) == 1
