"""What a child answers in a visit: whom it sides with, what it takes over, what it fills in."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import belief, but, dread, minds, newly_met, with_figure
from scipy import stats
from test_encounters import ALWAYS, MANY, NEVER, binomial, moments
from test_laboratory import (
    CHILD,
    HERE,
    PLAIN,
    SEEN,
    histories,
    known,
    lived,
    named,
    newcomers,
    shares,
    theories,
    trusted,
)
from test_rules import LN3
from test_rules_of_trust import ROUNDING, inner, nats

from trustsim.study.laboratory import events, informants, watching
from trustsim.study.laboratory.room import STRANGER, Rival
from trustsim.study.laboratory.script import Event, Row
from trustsim.theory.encounters import claims
from trustsim.theory.encounters.claims import own_eyes
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.parameters import (
    Choice,
    Clarity,
    Learning,
    Mentalising,
    Misreading,
    PartnerTraits,
    Theory,
    Trust,
    Vigilance,
)
from trustsim.theory.rules import threat, trust, vigilance
from trustsim.theory.rules.choice import siding
from trustsim.theory.states import Bond, Mind

approx = pytest.approx


# Two people say different things


def test_a_preference_as_worked_by_hand():
    theory = SEEN._replace(choice=Choice(consistency=2.0))
    row = Row(Event.INFORMANTS, answers=2.0)
    # trust 1/2 and 0: ln(.75 / .25) less ln 1, twice: ln 9
    first, second = (newly_met(0.75, each, theory=theory) for each in (2 / 3, 0.0))
    found = informants.preferred(row, first, second, Mind(), CHILD, theory)
    assert found == approx(0.9)


@given(minds, histories, theories, st.floats(2.0, 20.0))
def test_two_with_the_same_history_are_preferred_alike_exactly(mind, history, theory, answers):
    """The same things happen to both at the same moment, so that the child errs alike."""
    somebody = introduced(0.0, mind, theory)
    for right, cue in history:
        row = named(float(right), cue=float(cue))
        somebody = informants.labelled(HERE, row, somebody, mind, theory)
    row = Row(Event.INFORMANTS, answers=answers)
    assert informants.preferred(row, somebody, somebody, mind, CHILD, theory) == 0.5


@given(newcomers, newcomers, minds, theories, shares)
def test_swapping_the_two_swaps_the_preference(first, second, mind, theory, share):
    """What is seen for one is seen against the other."""
    first, second = first(theory=theory), second(theory=theory)
    ways = (first, second, share), (second, first, 1.0 - share)
    one, other = (
        informants.preferred(Row(Event.INFORMANTS, share=share), a, b, mind, CHILD, theory)
        for a, b, share in ways
    )
    assert one == approx(1.0 - other, abs=1e-9)


@given(newcomers, newcomers, minds, theories)
def test_the_one_who_is_trusted_more_is_preferred(first, second, mind, theory):
    first, second = first(theory=theory), second(theory=theory)
    found = informants.preferred(Row(Event.INFORMANTS), first, second, mind, CHILD, theory)
    lead = trusted(first, theory) - trusted(second, theory)
    assert found == approx(0.5, abs=1e-6) or (found > 0.5) == (lead > 0.0)


def test_being_right_wins_over_being_wrong_and_silence_lies_between():
    def preference(*rows):
        script = [Row(Event.ARRIVAL), *rows, Row(Event.INFORMANTS, answers=2.0)]
        _, probability, *_ = lived(script)[-1][1]
        return probability

    right, wrong, remark = [named(1.0)] * 4, [named(0.0, who=1)] * 4, [Row(Event.REMARK, cue=1.0)]
    assert preference(*remark) == 0.5
    assert preference(*right) > 0.5
    assert preference(*wrong) > 0.5
    assert preference(*right, *wrong) > max(preference(*right), preference(*wrong))


def test_whom_the_mother_is_held_against_is_the_one_who_contradicts_her():
    """Somebody whom the child knows, with what it knows of her; else a stranger."""
    row, mind = Row(Event.CLAIMS, answers=2.0), known(2.0, 0.0, 2.0, 0.0)
    friend = Bond(helpfulness=belief(0.0, 5.0), knowledge=belief(0.0, 5.0))
    about = (0.5, 2.0, mind, CHILD, SEEN)
    against = {
        Rival(True, friend): claims.reasons_between(0.5, 2.0, friend, mind, CHILD, SEEN),
        STRANGER: claims.reasons(*about),
    }
    found = []
    for rival, why in against.items():
        room = events.entered(mind, SEEN)
        after, learnt, (_, likely, *_) = events.happen(
            HERE, row, room, mind, rival, CHILD, PartnerTraits(), PartnerTraits(), SEEN
        )
        assert (after, learnt, likely) == (room, mind, why.probability)
        found.append(likely)
    assert found[0] > found[1]


def test_answers_are_given_as_often_as_they_are_likely():
    answers = [informants.answered(here, 0.3, 0.5)[0] for here in moments()]
    assert set(answers) == {0.0, 1.0}
    assert sum(answers) / MANY == approx(0.3, abs=binomial(0.3))


# Somebody is said to be a liar


def test_a_warning_as_worked_by_hand():
    # people: help 3/4, knowledge 2/3, trust 1/2, so a word is right with .5 + .5/2 = .75
    mind, theory = known(1.0, 0.0, 1.0, 0.0), SEEN
    somebody = introduced(0.0, mind, theory)
    assert trusted(somebody, theory) == approx(0.5)
    warned = informants.warned(somebody, mind, theory)
    # .25 x .75 against .75 x .25, by a child that mentalises fully (less: ``test_mentalising``)
    assert warned.liar == approx(0.5)
    assert trusted(warned, theory) == approx(0.25)
    # of 24: tells the truth 1/2 x 3/4 x 2/3 x 24 = 6, lies 1/2 x 2/3 x 24 = 8, else guesses 5 and 5
    row = Row(Event.CLAIM, answers=2.0)
    assert informants.word(row, warned, theory) == approx(math.log((6 + 5) / (8 + 5)))


@given(newcomers, minds, theories)
def test_a_warning_never_raises_trust_nor_what_is_known_of_the_one_it_is_about(
    newcomer, mind, theory
):
    impression = newcomer(theory=theory)
    warned = informants.warned(impression, mind, theory)
    assert trusted(warned, theory) <= trusted(impression, theory)
    assert warned._replace(liar=impression.liar) == impression
    row = Row(Event.CLAIM)
    assert informants.word(row, warned, theory) <= informants.word(row, impression, theory)


@given(minds, theories, inner)
def test_a_warning_of_somebody_trusted_more_weighs_more(mind, theory, helpful):
    theory = theory._replace(trust=PLAIN)
    somebody = newly_met(helpful, 0.5, theory=theory)
    trusting = mind._replace(people=known(50.0, 0.0, 50.0, 0.0).people)
    doubting = mind._replace(people=known(0.0, 50.0, 0.0, 50.0).people)
    less, more = (informants.warned(somebody, each, theory).liar for each in (doubting, trusting))
    assert less <= more + ROUNDING


@given(inner, inner, inner)
def test_the_word_of_a_liar_who_knows_can_weigh_against_what_it_says(helpful, knows, liar):
    speaker = newly_met(helpful, knows, liar=liar, theory=SEEN)
    weight = informants.word(Row(Event.CLAIM, answers=2.0), speaker, SEEN)
    lead = (1.0 - liar) * helpful - liar  # of two answers: the truth against the lie
    assert weight == approx(0.0, abs=1e-6) or (weight > 0.0) == (lead > 0.0)


# A claim that nobody contradicts


def test_to_be_addressed_with_a_claim_counts_at_once_as_worked_by_hand():
    theory = SEEN._replace(
        trust=Trust(cue=1.0, retention=1.0, doubt=1.0), choice=Choice(consistency=1.0)
    )
    speaker = newly_met(0.5, 0.75, theory=theory)
    row = Row(Event.CLAIM, answers=2.0)
    # help: credit 1 beside 1 of doubt, so 2/3 with a cue and 1/2 without; trust 1/2 and 3/8
    for cue, share in ((True, 0.75), (False, 0.6875)):  # 1/2 + 1/4 and 3/8 + 5/16
        for openness, found in (
            (ALWAYS, share),
            (0.0, share / 2.0 + 0.25),  # let in half of the times, else nothing to go by
            (NEVER, 0.5),
        ):
            gate = Vigilance(openness, cue=0.0, trust=0.0, threat=0.0)
            taken = informants.claimed(
                row, cue, speaker, Mind(), CHILD, theory._replace(vigilance=gate)
            )
            assert taken == approx(found)


def test_a_claim_is_let_in_as_its_speaker_was_trusted_before_it_as_worked_by_hand():
    theory = SEEN._replace(
        trust=Trust(cue=1.0, retention=1.0, doubt=1.0),
        vigilance=Vigilance(openness=0.0, cue=0.0, trust=4.0 * LN3, threat=0.0),
        choice=Choice(consistency=1.0),
    )
    # help 1/2, trust 3/8: let in with logistic(4 ln 3 x (2 x 3/8 - 1)) = logistic(-ln 3) = 1/4
    speaker = newly_met(0.5, 0.75, theory=theory)
    row = Row(Event.CLAIM, answers=2.0)
    # with a cue help 2/3 and trust 1/2, so that it is right with 3/4; without 3/8 and 11/16
    for cue, share in ((True, 0.75), (False, 0.6875)):
        found = informants.claimed(row, cue, speaker, Mind(), CHILD, theory)
        assert found == approx(0.25 * share + 0.75 * 0.5)


def test_a_claim_without_a_cue_may_be_taken_for_unkind_as_worked_by_hand():
    theory = SEEN._replace(
        vigilance=Vigilance(openness=0.0, cue=0.0, trust=0.0, threat=0.0),
        misreading=Misreading(likely=0.8),
        clarity=Clarity(default_clear=1.0, default_unclear=1.0),
        mentalising=Mentalising(steepness=10.0, switch_point=0.5),
        choice=Choice(consistency=1.0),
    )
    mind = with_figure(tension=0.3)
    speaker = newly_met(0.75, 2 / 3, threat=0.2, theory=theory)  # trust 1/2: right with 3/4
    row = Row(Event.CLAIM, answers=2.0)
    # half off at .3 + .2: misread .8 x (1 - 1/2 x 1/2) = .6, and let in with .4 x 1/2
    found = informants.claimed(row, False, speaker, mind, CHILD, theory)
    assert found == approx(0.2 * 0.75 + 0.8 * 0.5)
    # a cue forestalls it: let in with 1/2
    found = informants.claimed(row, True, speaker, mind, CHILD, theory)
    assert found == approx(0.5 * 0.75 + 0.5 * 0.5)


@given(newcomers, minds, theories, shares)
def test_where_everything_is_taken_for_unkind_the_eyes_decide_alone_unless_there_is_a_cue(
    speaker, mind, theory, share
):
    speaker, mind = speaker(theory=theory), but(mind, clarity=belief(0.0, 1e17))
    row, open_to_all = Row(Event.CLAIM, share=share), Vigilance(ALWAYS, trust=0.0, threat=0.0)
    theory = theory._replace(vigilance=open_to_all, misreading=Misreading(likely=1.0))
    eyes = own_eyes(share, mind, CHILD, theory)
    alone = informants.claimed(row, False, speaker, mind, CHILD, theory)
    assert alone == approx(siding(0.0, 0.0, eyes, theory.choice), abs=1e-9)
    word = informants.word(row, informants.speaking(speaker, True, theory), theory)
    told = informants.claimed(row, True, speaker, mind, CHILD, theory)
    assert told == approx(siding(word, 0.0, eyes, theory.choice), abs=1e-9)


def test_the_threat_of_people_shuts_the_gate_for_a_newcomers_claim_as_worked_by_hand():
    """Threat expected of people is brought to a newcomer, and closes the gate for a claim."""
    theory = SEEN._replace(
        vigilance=Vigilance(openness=2.0, cue=0.0, trust=0.0, threat=4.0),
        choice=Choice(consistency=1.0),
    )
    people = known(1.0, 0.0, 1.0, 0.0).people._replace(threat=dread(0.5))
    speaker = introduced(0.0, with_figure(people=people), theory)
    # let in with logistic(2 - 4 x .5) = 1/2; trust 3/4 x 2/3 = 1/2, so that it is right with 3/4
    row = Row(Event.CLAIM, answers=2.0)
    assert informants.claimed(row, False, speaker, Mind(), CHILD, theory) == approx(0.625)


def test_a_cue_opens_the_gate_for_a_claim_and_trust_does():
    for gate, opened, shut in (
        (Vigilance(NEVER, cue=-2.0 * NEVER, trust=0.0), {"cue": True}, {"cue": False}),
        (Vigilance(0.0, cue=0.0, trust=ALWAYS), {"helps": 0.99}, {"helps": 0.01}),
    ):
        theory = SEEN._replace(vigilance=gate, trust=PLAIN, choice=Choice(consistency=1.0))
        taken = []
        for case in (opened, shut):
            speaker = newly_met(case.get("helps", 0.75), 2 / 3, theory=theory)
            row = Row(Event.CLAIM, answers=2.0)
            cue = case.get("cue", True)
            taken.append(informants.claimed(row, cue, speaker, Mind(), CHILD, theory))
        believed, ignored = taken
        assert ignored == approx(0.5)
        assert believed >= 0.75


def test_who_is_announced_as_a_liar_is_followed_less():
    claim = Row(Event.CLAIM, cue=1.0, answers=2.0)
    arrival = Row(Event.ARRIVAL, knows=0.9)
    honest, liar, other = (
        lived([arrival, *rows], known(9.0, 0.0, 9.0, 0.0))[-1][1][1]
        for rows in ((claim,), (Row(Event.WARNING), claim), (Row(Event.WARNING, who=1.0), claim))
    )
    assert liar < honest == other


@given(newcomers, minds, theories, shares, st.booleans())
def test_behind_a_closed_gate_the_eyes_decide_alone(speaker, mind, theory, share, cue):
    speaker = speaker(theory=theory)
    theory = theory._replace(vigilance=Vigilance(NEVER, cue=0.0, trust=0.0, threat=0.0))
    row = Row(Event.CLAIM, share=share)
    eyes = own_eyes(share, mind, CHILD, theory)
    found = informants.claimed(row, cue, speaker, mind, CHILD, theory)
    assert found == approx(siding(0.0, 0.0, eyes, theory.choice), abs=1e-9)


@given(newcomers, minds, theories, st.tuples(nats, nats).map(sorted))
def test_a_wider_gate_moves_a_claim_of_somebody_honest_up(speaker, mind, theory, openness):
    speaker = speaker(theory=theory)
    less, more = (
        informants.claimed(
            Row(Event.CLAIM), True, speaker, mind, CHILD,
            theory._replace(vigilance=theory.vigilance._replace(openness=each)),
        )
        for each in openness
    )  # fmt: skip
    assert less <= more + ROUNDING


@given(newcomers, minds, theories)
def test_to_be_addressed_never_makes_a_claim_less_likely_to_be_taken_over(speaker, mind, theory):
    speaker = speaker(theory=theory)
    row = Row(Event.CLAIM)
    without, with_cue = (
        informants.claimed(row, cue, speaker, mind, CHILD, theory) for cue in (False, True)
    )
    assert without <= with_cue + ROUNDING


@given(newcomers, minds, theories, st.tuples(shares, shares).map(sorted))
def test_the_more_the_eyes_say_against_a_claim_the_less_it_is_taken_over(
    speaker, mind, theory, pair
):
    speaker = speaker(theory=theory)
    less, more = (
        informants.claimed(Row(Event.CLAIM, share=each), True, speaker, mind, CHILD, theory)
        for each in pair
    )
    assert less <= more + ROUNDING


def test_everyday_answers_are_as_many_as_in_lessons_unless_the_task_has_its_own():
    theory = Theory(learning=Learning(alternatives=7.0))
    assert informants.alternatives(Row(Event.CLAIM), theory) == 7.0
    assert informants.alternatives(Row(Event.CLAIM, answers=2.0), theory) == 2.0


# Items of a questionnaire


@given(minds, theories, shares)
def test_an_item_asks_what_the_child_would_do(mind, theory, share):
    row = Row(Event.ITEM, share=share, answers=2.0)
    believes, mistrusts, takes_over, _ = watching.item(HERE, row, mind, CHILD, theory)
    trusts = [trust.trust(bond, theory) for bond in (mind.figure, mind.people)]
    threats = [threat.expected(bond, theory) for bond in (mind.figure, mind.people)]
    closed = [
        1.0 - vigilance.gate(False, trusted, feared, theory.vigilance)
        for trusted, feared in zip(trusts, threats, strict=True)
    ]
    assert believes == approx(sum(trusts) / 2.0)
    assert mistrusts == approx(sum(closed) / 2.0)
    somebody = introduced(0.0, mind, theory)
    assert takes_over == informants.claimed(row, True, somebody, mind, CHILD, theory)
    assert all(0.0 <= each <= 1.0 for each in (believes, mistrusts, takes_over))


def test_fear_and_bad_company_make_mistrustful_and_clarity_guards_against_credulity():
    def answered(mind):
        theory = SEEN._replace(choice=Choice(perception=2.0))
        return watching.item(HERE, Row(Event.ITEM, share=0.25), mind, CHILD, theory)

    calm, good, bad = Mind(), known(9.0, 0.0, 9.0, 0.0), known(0.0, 9.0, 0.0, 9.0)
    afraid = with_figure(Bond(threat=dread(0.5)))
    clear, unclear = (but(good, clarity=belief(*cases)) for cases in ((9.0, 0.0), (0.0, 9.0)))
    assert answered(bad)[0] < answered(calm)[0] < answered(good)[0]
    assert answered(bad)[1] > answered(calm)[1] > answered(good)[1]
    assert answered(afraid)[1] > answered(calm)[1]
    assert answered(unclear)[2] > answered(clear)[2]


def test_errors_of_answering_are_standard_normal_and_not_the_childs():
    row = Row(Event.ITEM)
    errors = [watching.item(here, row, Mind(), CHILD, Theory())[3] for here in moments()]
    assert stats.kstest(errors, "norm").pvalue > 0.001
    other = [watching.item(here, row, known(0, 9, 0, 9), CHILD, SEEN)[3] for here in moments()]
    assert other == errors
