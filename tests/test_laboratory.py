"""People whom a child meets in a visit: what it makes of them by what they say and how.

What it answers is in ``test_laboratory_answers``, what it is shown in ``test_laboratory_showing``.
"""

import math
from functools import partial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from minds import (
    INSIGHT,
    NEVER_UNKIND,
    belief,
    but,
    counts,
    dread,
    minds,
    newly_met,
    unit,
    with_figure,
)
from test_encounters import ALWAYS, MANY, NEVER, binomial, moments
from test_rules import any_of
from test_rules_of_trust import ROUNDING, inner

from trustsim.study.laboratory import events, informants
from trustsim.study.laboratory.room import STRANGER
from trustsim.study.laboratory.script import Event, Row
from trustsim.theory.chance import Moment
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.encounters.messages import FIGURE
from trustsim.theory.parameters import (
    Attention,
    Choice,
    LearnerTraits,
    Learning,
    Memory,
    Mentalising,
    Misreading,
    PartnerTraits,
    Reflection,
    Theory,
    Trust,
    Vigilance,
)
from trustsim.theory.rules import threat, trust
from trustsim.theory.rules.counting import counted
from trustsim.theory.states import Bond, Count, Mind

approx = pytest.approx
HERE = Moment(10, 0, 0, 0, FIGURE)
CHILD, ADULT = LearnerTraits(), PartnerTraits()
ATTENTIVE = Attention(uncalled=1.0, called=1.0)
EVIDENT = Learning(evident=1.0, alternatives=2.0)  # who looks sees whether it is right
WARY = Vigilance(openness=-1.0, cue=2.0, trust=2.0, threat=4.0, check=0.0)
PLAIN = Trust(2.0, 1.0, 1.0, 1.0, retention=1.0, cue=0.0, unkind=0.0, doubt=0.5)
SEEN = Theory(  # only what is said counts, it stays, and it is seen for what it is
    trust=PLAIN,
    learning=EVIDENT,
    attention=ATTENTIVE,
    vigilance=WARY,
    misreading=NEVER_UNKIND,
    **INSIGHT,
)

histories = st.lists(st.tuples(unit.map(round), unit.map(round)), max_size=10)  # right, cue
shares = st.floats(0.01, 0.99)
GROUPS = {"trust": Trust, "attention": Attention, "vigilance": Vigilance, "learning": Learning,
          "choice": Choice, "memory": Memory, "misreading": Misreading, "reflection": Reflection,
          "mentalising": Mentalising}  # fmt: skip
theories = st.fixed_dictionaries({name: any_of(group) for name, group in GROUPS.items()}).map(
    lambda groups: Theory(**groups)
)
doubts = st.floats(0.01, 100.0).map(lambda doubt: SEEN._replace(trust=PLAIN._replace(doubt=doubt)))


def met_since(helpful, knows, threat, helped, known, theory):
    """The bond with somebody who was expected to be like this, and what has happened since."""
    bond = newly_met(helpful, knows, threat=threat, theory=theory)
    retention, memory = theory.trust.retention, theory.memory
    return bond._replace(
        helpfulness=counted(bond.helpfulness, retention, *helped, memory),
        knowledge=counted(bond.knowledge, retention, *known, memory),
    )


newcomers = st.builds(  # for a theory
    partial, st.just(met_since), inner, inner, unit, counts, counts
)


def known(helped, harmed, knew, erred):
    """A child that has met people of whom it has counted as much as this."""
    return with_figure(
        people=Bond(helpfulness=belief(helped, harmed), knowledge=belief(knew, erred))
    )


def lived(script, mind=Mind(), theory=SEEN, here=HERE):
    """The room after each event of a script, and its outcome."""
    room, story = events.entered(mind, theory), []
    for event, row in enumerate(script):
        moment = here._replace(encounter=here.encounter + event)
        room, _, outcome = events.happen(
            moment, row, room, mind, STRANGER, CHILD, ADULT, ADULT, theory
        )
        story.append((room, outcome))
    return story


def named(right, who=0, cue=1.0):
    """Somebody names a thing that the child knows."""
    return Row(Event.LABEL, who=who, right=right, cue=cue)


def labelled(impression, right, theory, mind=Mind()):
    return informants.labelled(HERE, named(right), impression, mind, theory)


def gained(before, after):
    """Cases for and against help, and for and against knowledge, that have come to be counted."""
    stores = (
        (before.helpfulness.lately, after.helpfulness.lately),
        (before.knowledge.lately, after.knowledge.lately),
    )
    return [now - then for was, stands in stores for then, now in zip(was, stands, strict=True)]


def trusted(impression, theory):
    return trust.trust(impression, theory)


# Newcomers


def test_a_newcomer_as_worked_by_hand():
    """What more is brought to somebody new is in ``test_people``."""
    theory = SEEN._replace(trust=Trust(2.0, 1.0, 1.0, 1.0, doubt=0.5))
    people = known(1.0, 0.0, 2.0, 0.0).people._replace(threat=dread(0.25))
    somebody = introduced(0.0, with_figure(Bond(helpfulness=belief(0.0, 9.0)), people), theory)
    assert trust.helpfulness(somebody, theory) == approx(0.75)  # (1 + 2) / (1 + 3), as people
    assert trust.knowledge(somebody, theory) == approx(0.75)  # (2 + 1) / 4
    assert threat.expected(somebody, theory) == approx(0.25)
    # one case of knowledge: credit .5 x .75 / .25 = 1.5; (1 + 1.5) / (1 + 1.5 + .5)
    knew = counted(somebody.knowledge, 1.0, 1.0, 0.0, theory.memory)
    assert trust.knowledge(somebody._replace(knowledge=knew), theory) == approx(5 / 6)


@given(st.floats(0.0, 20.0), st.floats(0.0, 20.0), st.integers(0, 8), doubts)
def test_who_has_met_better_people_gives_a_newcomer_more_credit_that_takes_more_errors_to_lose(
    cases, more, errors, theory
):
    """After any number of errors trust is no less, so that any level is reached no earlier."""
    script = [Row(Event.ARRIVAL), *[named(0.0)] * errors]
    minds = (known(c, 0.0, c, 0.0) for c in (cases, cases + more))
    less, better = (trusted(lived(script, mind, theory)[-1][0].first, theory) for mind in minds)
    assert less <= better + ROUNDING


# Things that the child knows


def test_a_label_as_worked_by_hand():
    theory = SEEN._replace(trust=PLAIN._replace(doubt=1.0))
    somebody = newly_met(0.75, 0.8, theory=theory)
    # right: .8 x .75 = .6 against .2 x 1/2 = .1, so 6/7 and 1/7
    right = labelled(somebody, 1.0, theory)
    assert gained(somebody, right) == approx((6 / 7, 0.0, 6 / 7, 1 / 7))
    # credit 3 of help beside 1 of doubt: (6/7 + 3) / (6/7 + 4) = 27/34; 4 of knowledge beside 1
    assert trusted(right, theory) == approx(27 / 34 * 34 / 42)
    # wrong: .8 x .25 = .2 against .2 x 1/2 = .1
    wrong = labelled(somebody, 0.0, theory)
    assert gained(somebody, wrong) == approx((0.0, 2 / 3, 2 / 3, 1 / 3))
    assert trusted(wrong, theory) == approx(9 / 14 * 7 / 9)  # 3 / (4 + 2/3), (4 + 2/3) / 6


@given(newcomers, doubts)
def test_a_right_label_never_lowers_trust_in_its_speaker_and_a_wrong_one_never_raises_it(
    newcomer, theory
):
    """Of people who are not wrong more often than a guess would be."""
    impression = newcomer(theory=theory)
    assume(trust.helpfulness(impression, theory) >= 0.5)
    before = trusted(impression, theory)
    assert trusted(labelled(impression, 1.0, theory), theory) >= before - ROUNDING
    assert trusted(labelled(impression, 0.0, theory), theory) <= before + ROUNDING


@given(newcomers, doubts)
def test_of_somebody_who_is_no_helper_a_right_label_speaks_for_help_and_against_knowledge(
    newcomer, theory
):
    """A guess is then the likelier reason for being right."""
    impression = newcomer(theory=theory)
    help_before = trust.helpfulness(impression, theory)
    before = trust.knowledge(impression, theory)
    assume(help_before < 0.5)
    after = labelled(impression, 1.0, theory)
    assert trust.helpfulness(after, theory) >= help_before - ROUNDING
    assert trust.knowledge(after, theory) <= before + ROUNDING


@given(minds, histories, theories)
def test_trust_stays_between_none_and_full_whatever_is_said(mind, history, theory):
    rows = [named(float(right), cue=float(cue)) for right, cue in history]
    for room, outcome in lived([Row(Event.ARRIVAL), *rows], mind, theory):
        assert 0.0 < trusted(room.first, theory) < 1.0
        assert all(0.0 <= each <= 1.0 for each in outcome)


def test_an_error_is_taken_for_ones_own_by_a_child_that_sees_little():
    """As unclear as can be, the eyes err as often as not, and what was expected is kept."""
    theory = SEEN._replace(learning=Learning(evident=0.0, alternatives=2.0))
    unclear = but(known(5.0, 0.0, 5.0, 0.0), clarity=belief(0.0, 1e15))
    clear = but(unclear, clarity=belief(1e15, 0.0))
    for mind in (unclear, clear):
        right, wrong = (
            lived([Row(Event.ARRIVAL), *[named(each)] * 4], mind, theory)[-1][0].first
            for each in (1.0, 0.0)
        )
        if mind is unclear:
            assert trusted(wrong, theory) == approx(trusted(right, theory))
        else:
            assert trusted(wrong, theory) < 0.5 < trusted(right, theory)


def test_a_child_that_sees_badly_takes_a_right_label_for_wrong_as_often_as_its_eyes_err():
    unclear = with_figure(clarity=belief(0.0, 1e15))  # errs 1/2 x (1 - .6) = .2
    theory = SEEN._replace(learning=EVIDENT._replace(evident=0.6))
    somebody = introduced(0.0, unclear, theory)
    blamed = [
        gained(somebody, informants.labelled(here, named(1.0), somebody, unclear, theory))[1]
        for here in moments()
    ]
    assert sum(each > 0.5 * max(blamed) for each in blamed) / MANY == approx(0.2, abs=binomial(0.2))


@pytest.mark.parametrize("row", [named(1.0), named(1.0, cue=0.0)._replace(called=1.0)])
def test_a_label_that_comes_with_a_call_for_attention_is_heard_more_often(row):
    theory = SEEN._replace(attention=Attention(uncalled=0.3, called=0.8))
    somebody = introduced(0.0, Mind(), theory)
    for each, share in ((named(1.0, cue=0.0), 0.3), (row, 0.8)):
        after = [informants.labelled(here, each, somebody, Mind(), theory) for here in moments()]
        heard = sum(impression != somebody for impression in after)
        assert heard / MANY == approx(share, abs=binomial(share))


@pytest.mark.parametrize("kind", [Event.LABEL, Event.REMARK, Event.LESSON])
@pytest.mark.parametrize("cue", [0.0, 1.0], ids=["without cue", "with cue"])
def test_what_is_not_attended_to_says_nothing_not_even_that_the_child_is_addressed(kind, cue):
    theory = SEEN._replace(
        attention=Attention(0.0, 0.0),
        trust=Trust(cue=1.0, unkind=1.0),
        misreading=Misreading(likely=1.0),
    )
    (before, _), (after, _) = lived([Row(Event.ARRIVAL), Row(kind, cue=cue)], theory=theory)
    assert after == before


def test_what_is_made_of_somebody_is_told_as_trust_help_and_knowledge():
    mind = known(1.0, 0.0, 0.0, 1.0)  # help 3/4 and knowledge 1/3 are expected
    theory = SEEN._replace(attention=Attention(0.0, 0.0))  # and stay so
    for who in (0.0, 1.0):
        script = [Row(Event.ARRIVAL), Row(Event.REMARK, who=who)]
        _, outcome = lived(script, mind, theory)[-1]
        assert outcome == approx((1 / 4, 3 / 4, 1 / 3, 0.0))


@pytest.mark.parametrize(
    ("openness", "cue", "help_counted"),
    [
        (ALWAYS, 1.0, (0.5, 0.0)),
        (NEVER, 1.0, (0.0, 0.0)),  # a cue that is not let in is no help
        (ALWAYS, 0.0, (0.0, 0.25)),
        (NEVER, 0.0, (0.0, 0.25)),
    ],
)
def test_a_remark_says_nothing_but_that_the_child_is_addressed_or_treated_unkindly(
    openness, cue, help_counted
):
    """A child that is not clear takes everything for unkind that comes without a cue."""
    theory = SEEN._replace(
        trust=Trust(cue=0.5, unkind=0.25, retention=1.0),
        misreading=Misreading(likely=1.0),
        vigilance=Vigilance(openness, cue=0.0, trust=0.0, threat=0.0),
    )
    unclear = with_figure(clarity=belief(0.0, 1e17))
    story = lived([Row(Event.ARRIVAL), Row(Event.REMARK, cue=cue)], unclear, theory)
    (before, _), (after, _) = story
    assert gained(before.first, after.first) == approx([*help_counted, 0.0, 0.0])


def test_a_lesson_of_a_newcomer_is_a_lesson_of_everyday_life():
    """A right one by somebody who knows and helps raises trust, where the child can check."""
    theory = SEEN._replace(learning=EVIDENT._replace(checkable=1.0))
    teacher = PartnerTraits(knowledge=1.0, helpfulness=1.0, ostension=1.0)
    somebody = introduced(0.0, Mind(), theory)
    taught = informants.taught(HERE, somebody, teacher, Mind(), CHILD, theory)
    assert taught._replace(standing=Count()) == labelled(somebody, 1.0, theory)
    assert trusted(taught, theory) > trusted(somebody, theory)


@given(st.sampled_from([Event.LABEL, Event.REMARK, Event.WARNING, Event.LESSON]), minds, theories)
def test_what_one_does_changes_the_impression_of_that_one_only(kind, mind, theory):
    (start, _), (after_first, _) = lived([Row(Event.ARRIVAL), Row(kind, who=0.0)], mind, theory)
    _, (after_second, _) = lived([Row(Event.ARRIVAL), Row(kind, who=1.0)], mind, theory)
    assert after_first.second == start.second
    assert after_second.first == start.first
    assert after_first.first == after_second.second
    assert after_first.shown == after_second.shown == start.shown


def test_who_comes_in_may_be_seen_to_know():
    ((room, outcome),) = lived([Row(Event.ARRIVAL, knows=0.9)], known(0.0, 0.0, 0.0, 9.0))
    assert room.first == room.second
    assert trust.knowledge(room.first, SEEN) == approx(0.9)
    assert outcome == (0.0, 0.0, 0.0, 0.0)


def test_who_arrives_is_new():
    script = [Row(Event.ARRIVAL), named(0.0), Row(Event.SHOWING, cue=1.0), Row(Event.WARNING)]
    story = lived([*script, Row(Event.ARRIVAL)])
    assert story[-1][0] == story[0][0] != story[-2][0]


# Events


@given(st.sampled_from(list(Event)), minds, theories, st.sampled_from([0.0, 1.0]), unit)
def test_every_event_leaves_four_numbers_and_the_arousal_of_the_child(
    kind, mind, theory, who, stress
):
    """What it teaches, if the visit lasts, is in ``test_laboratory_lasting``."""
    row = Row(kind, who=who, caregiver=who, stress=stress, answers=2.0)
    (_, _), (room, outcome) = lived([Row(Event.ARRIVAL), row], mind, theory)
    assert len(outcome) == 4
    assert all(map(math.isfinite, outcome))
    assert events.going_on(row) or events.unasked(row) or room.arousal == mind.me.tension


def test_nobody_has_shown_anything_to_a_child_that_comes_in():
    mind = known(1.0, 2.0, 3.0, 4.0)
    room = events.entered(mind, SEEN)
    assert room.first == room.second == introduced(0.0, mind, SEEN)
    assert set(room.shown) == {0.0}
