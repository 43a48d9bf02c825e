"""What is shown to a child in a visit: what it attends to, lets in, concludes, and looks at."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import HALF_SWITCH, belief, minds, newly_met, with_figure
from test_encounters import ALWAYS, MANY, NEVER, binomial, moments
from test_laboratory import ATTENTIVE, CHILD, HERE, SEEN, newcomers, shares, theories
from test_rules import LN3
from test_rules_of_trust import ROUNDING

from trustsim.study.laboratory import events, informants, showing
from trustsim.study.laboratory.room import STRANGER, Shown
from trustsim.study.laboratory.script import Event, Row
from trustsim.theory.chance import Decision, luck
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.parameters import (
    Attention,
    Choice,
    Clarity,
    Mentalising,
    Misreading,
    PartnerTraits,
    Vigilance,
)
from trustsim.theory.states import Bond, Mind
from trustsim.theory.turns import listening

approx = pytest.approx
OPEN, CLOSED, EVEN = (
    SEEN._replace(vigilance=Vigilance(openness, cue=0.0, trust=0.0, threat=0.0, generic=1.0))
    for openness in (ALWAYS, NEVER, 0.0)
)
TRUSTED = newly_met(0.75, 2 / 3, theory=SEEN)  # one half: its word of two is worth ln 3
NOTHING = Shown(0.0, 0.0, 0.0)
HERSELF, THE_OTHER, ONESELF = 0.0, 1.0, 2.0  # whom a conclusion is for
booleans = st.booleans()
heres = st.builds(lambda encounter: HERE._replace(encounter=encounter), st.integers(0, 9999))


# Attention, and the gate


def fates(row, speaker, mind, theory):
    """What becomes of it, at many moments."""
    bond = speaker(theory=theory)
    return [informants.listened(here, row, bond, mind, theory) for here in moments()[:40]]


@given(newcomers, minds, theories)
def test_an_attention_getter_is_attended_to_exactly_when_a_cue_is(speaker, mind, theory):
    cued, called = (
        [each.attended for each in fates(row, speaker, mind, theory)]
        for row in (Row(Event.SHOWING, cue=1.0), Row(Event.SHOWING, called=1.0))
    )
    assert called == cued


@given(newcomers, minds, theories, booleans)
def test_an_attention_getter_never_opens_the_gate(speaker, mind, theory, cue):
    """Where everything is attended to, it makes no difference, nor does it forestall misreading."""
    theory = theory._replace(attention=ATTENTIVE)
    plain, called = (
        fates(Row(Event.SHOWING, cue=float(cue), called=called), speaker, mind, theory)
        for called in (0.0, 1.0)
    )
    assert called == plain


@given(newcomers, minds, theories)
def test_what_is_let_in_without_a_cue_is_let_in_with_one(speaker, mind, theory):
    theory = theory._replace(attention=ATTENTIVE)
    plain, cued = (
        [each.let_in for each in fates(row, speaker, mind, theory)]
        for row in (Row(Event.SHOWING), Row(Event.SHOWING, cue=1.0))
    )
    assert all(with_cue or not without for without, with_cue in zip(plain, cued, strict=True))


@pytest.mark.parametrize("row", [Row(Event.SHOWING, cue=1.0), Row(Event.SHOWING, called=1.0)])
def test_what_calls_is_attended_to_more_often_than_what_does_not(row):
    theory = OPEN._replace(attention=Attention(uncalled=0.3, called=0.8))
    for each, share in ((Row(Event.SHOWING), 0.3), (row, 0.8)):
        attended = [
            informants.listened(here, each, TRUSTED, Mind(), theory).attended for here in moments()
        ]
        assert sum(attended) / MANY == approx(share, abs=binomial(share))


# Somebody shows that something is so


def shown(theory=OPEN, before=NOTHING, **row):
    row = Row(Event.SHOWING, answers=2.0, **row)
    return showing.shown(HERE, row, TRUSTED, before, Mind(), theory)


def test_what_is_shown_with_a_cue_is_generic_and_without_bound_to_who_showed_it():
    for row, now in (
        ({"cue": 1.0}, (LN3, 0.0, 0.0)),
        ({"cue": 1.0, "who": 1.0}, (LN3, 0.0, 0.0)),
        ({}, (0.0, LN3, 0.0)),
        ({"called": 1.0}, (0.0, LN3, 0.0)),
        ({"who": 1.0}, (0.0, 0.0, LN3)),
        ({"cue": 1.0, "right": 0.0}, (-LN3, 0.0, 0.0)),  # for the second of two answers
        ({"right": 0.0}, (0.0, -LN3, 0.0)),
    ):
        found, outcome = shown(**row)
        assert found == approx(now)
        assert outcome == (1.0, approx(sum(now)), 0.0, 0.0)


def test_only_as_much_is_generic_as_the_child_takes_a_cue_for_a_sign_of_it():
    theory = OPEN._replace(vigilance=OPEN.vigilance._replace(generic=0.75))
    assert shown(theory, cue=1.0)[0] == approx((0.75 * LN3, 0.25 * LN3, 0.0))
    assert shown(theory, cue=1.0, who=1.0)[0] == approx((0.75 * LN3, 0.0, 0.25 * LN3))
    assert shown(theory)[0] == approx((0.0, LN3, 0.0))


def test_what_is_shown_adds_up_and_what_is_not_let_in_adds_nothing():
    before = Shown(0.5, 0.25, 0.125)
    assert shown(before=before, cue=1.0)[0] == approx((0.5 + LN3, 0.25, 0.125))
    for theory in (CLOSED, OPEN._replace(attention=Attention(0.0, 0.0))):
        assert shown(theory, before, cue=1.0) == (before, (0.0, 0.0, 0.0, 0.0))


def test_what_is_shown_and_taken_for_unkind_adds_nothing_however_wide_the_gate_is():
    """Sees no minds, and takes everything for unkind that comes without a cue."""
    theory = OPEN._replace(
        misreading=Misreading(likely=1.0),
        mentalising=Mentalising(steepness=100.0, switch_point=-1.0),
    )
    before = Shown(0.5, 0.25, 0.125)
    assert shown(theory, before) == (before, (0.0, 0.0, 0.0, 0.0))
    assert shown(theory, before, cue=1.0)[0] == approx((0.5 + LN3, 0.25, 0.125))


def test_a_conclusion_as_worked_by_hand():
    theory = SEEN._replace(choice=Choice(consistency=2.0))
    before = Shown(0.25 * LN3, 0.25 * LN3, -0.75 * LN3)
    for who, share in (
        (HERSELF, 0.75),  # 2 x (.25 + .25) ln 3
        (THE_OTHER, 0.25),  # 2 x (.25 - .75) ln 3
        (ONESELF, math.sqrt(3.0) / (1.0 + math.sqrt(3.0))),  # 2 x .25 ln 3
    ):
        row = Row(Event.CONCLUSION, who=who)
        assert showing.concluded(row, before, Mind(), CHILD, theory) == approx(share)


@given(heres, minds, theories, booleans)
def test_what_is_shown_with_a_cue_serves_anybody_and_without_only_the_one_who_showed_it(
    here, mind, theory, cue
):
    theory = theory._replace(vigilance=theory.vigilance._replace(generic=1.0))
    row = Row(Event.SHOWING, cue=float(cue), answers=2.0)
    speaker = introduced(0.0, mind, theory)
    now, _ = showing.shown(here, row, speaker, NOTHING, mind, theory)
    herself, other, oneself = (
        showing.concluded(Row(Event.CONCLUSION, who=who), now, mind, CHILD, theory)
        for who in (HERSELF, THE_OTHER, ONESELF)
    )
    assert other == oneself
    assert herself == oneself if cue else oneself == 0.5 <= herself


@given(heres, minds, theories, booleans, booleans)
def test_whatever_is_let_in_serves_the_one_who_showed_it_whole(here, mind, theory, cue, who):
    """How much of it is true of the kind only decides what others are served."""
    row = Row(Event.SHOWING, cue=float(cue), who=float(who), answers=2.0)
    speaker = introduced(0.0, mind, theory)
    now, (_, evidence, *_) = showing.shown(here, row, speaker, NOTHING, mind, theory)
    assert now.generic + (now.second if who else now.first) == approx(evidence)
    assert (now.first if who else now.second) == 0.0
    assert 0.0 <= now.generic <= evidence + ROUNDING


@given(minds, theories, st.tuples(shares, shares).map(sorted), st.floats(-5.0, 5.0))
def test_evidence_to_the_contrary_never_strengthens_a_conclusion(mind, theory, pair, evidence):
    less, more = (
        showing.concluded(
            Row(Event.CONCLUSION, who=ONESELF, share=share),
            Shown(evidence, 0.0, 0.0), mind, CHILD, theory,
        )
        for share in pair
    )  # fmt: skip
    assert less <= more + ROUNDING


# Somebody looks at one of two things


def looks(theory, **row):
    return [showing.looked(here, Row(Event.GAZE, **row), Mind(), theory) for here in moments()]


def test_behind_a_closed_gate_the_eyes_go_anywhere_and_through_an_open_one_they_follow():
    for theory, follows in ((CLOSED, 0.0), (EVEN, 0.5), (OPEN, 1.0)):
        looked, same, followed, rest = (
            sum(each) / MANY for each in zip(*looks(theory), strict=True)
        )
        assert rest == 0.0
        assert looked == 1.0
        assert followed == approx(follows, abs=binomial(follows))
        at_same = follows + (1.0 - follows) / 2.0
        assert same == approx(at_same, abs=binomial(at_same))


def test_a_gaze_that_is_taken_for_unkind_is_not_followed_as_worked_by_hand():
    # through an open gate, half as clear and half as mindful: misread .8 x (1 - 1/2 x 1/2) = .6
    theory = OPEN._replace(
        misreading=Misreading(likely=0.8),
        clarity=Clarity(default_clear=1.0, default_unclear=1.0),
        mentalising=HALF_SWITCH,
    )
    for cue, follows in ((0.0, 0.4), (1.0, 1.0)):  # a cue forestalls it
        looked, same, followed, _ = (
            sum(each) / MANY for each in zip(*looks(theory, cue=cue), strict=True)
        )
        assert looked == 1.0
        assert followed == approx(follows, abs=binomial(follows))
        at_same = follows + (1.0 - follows) / 2.0
        assert same == approx(at_same, abs=binomial(at_same))


@given(heres, minds, theories, booleans, booleans)
def test_gaze_is_followed_at_least_at_chance(here, mind, theory, cue, called):
    """Whoever looks at the same thing by chance does so whatever is let in, and who follows too."""
    row = Row(Event.GAZE, cue=float(cue), called=float(called))
    looked, same, followed, _ = showing.looked(here, row, mind, theory)
    shut = theory._replace(vigilance=CLOSED.vigilance)
    _, by_chance, _, _ = showing.looked(here, row, mind, shut)
    assert followed <= same <= looked
    assert by_chance <= same


def test_an_attention_getter_makes_infants_look_more_but_not_follow_more():
    theory = EVEN._replace(
        attention=Attention(uncalled=0.4, called=0.9), vigilance=EVEN.vigilance._replace(cue=ALWAYS)
    )
    plain, called, cued = looks(theory), looks(theory, called=1.0), looks(theory, cue=1.0)
    assert [each[0] for each in called] == [each[0] for each in cued]
    for seen, follows in ((plain, 0.5), (called, 0.5), (cued, 1.0)):
        looked = [each for each in seen if each[0]]
        found = sum(each[2] for each in looked) / len(looked)
        assert found == approx(follows, abs=binomial(follows, len(looked)))
    assert sum(each[0] for each in plain) < sum(each[0] for each in called)


def test_who_does_not_attend_to_a_gaze_looks_nowhere_and_tells_of_no_direction():
    deaf = SEEN._replace(attention=Attention(uncalled=0.0, called=0.0))
    for theory, looks in ((deaf, False), (CLOSED, True)):
        with listening() as turns:
            outcome = showing.looked(HERE, Row(Event.GAZE), Mind(), theory)
        directions = [turn for turn in turns if turn.otherwise == "looks elsewhere"]
        assert (outcome[0] == 1.0, len(directions)) == (looks, int(looks))
        assert looks or outcome == (0.0, 0.0, 0.0, 0.0)


def test_gaze_follows_by_trust_in_somebody_unknown_and_else_by_luck():
    trusting = with_figure(people=Bond(helpfulness=belief(99.0), knowledge=belief(99.0)))
    gate = Vigilance(openness=0.0, cue=0.0, trust=10.0, threat=0.0)
    theory = SEEN._replace(vigilance=gate)
    # logit 10 x (2 x 1 - 1) = 10
    followed = [showing.looked(here, Row(Event.GAZE), trusting, theory)[2] for here in moments()]
    assert sum(followed) / MANY >= 0.99
    for here in moments()[:50]:
        _, anywhere, _, _ = luck(here, Decision.CHOICE)
        assert showing.looked(here, Row(Event.GAZE), Mind(), CLOSED)[1] == (anywhere < 0.5)


@pytest.mark.parametrize("kind", [Event.GAZE, Event.CONCLUSION])
def test_looking_and_concluding_leave_the_room_as_it_is(kind):
    row, room = Row(kind, share=0.75, who=ONESELF), events.entered(Mind(), SEEN)
    adult = PartnerTraits()
    after, _, outcome = events.happen(HERE, row, room, Mind(), STRANGER, CHILD, adult, adult, SEEN)
    likely = showing.concluded(row, room.shown, Mind(), CHILD, SEEN)
    expected = {
        Event.GAZE: showing.looked(HERE, row, Mind(), SEEN),
        Event.CONCLUSION: informants.answered(HERE, likely, row.share),
    }
    assert (after, outcome) == (room, expected[kind])


def test_nothing_has_been_shown_by_those_who_come_in():
    room = events.entered(Mind(), SEEN)._replace(shown=Shown(1.0, 1.0, 1.0))
    adult = PartnerTraits()
    after, *_ = events.happen(
        HERE, Row(Event.ARRIVAL), room, Mind(), STRANGER, CHILD, adult, adult, SEEN
    )
    assert after.shown == NOTHING
