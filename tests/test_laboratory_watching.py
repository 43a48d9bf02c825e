"""What is watched in a visit: everyday encounters, separations, and items of a questionnaire.

What people whom the child meets there say is in ``test_laboratory``.
"""

import pytest
from minds import belief, dread, relief, with_figure
from scipy import stats
from test_encounters import ALWAYS, MANY, NEVER, binomial, moments
from test_laboratory import ADULT, CHILD, HERE, SEEN, known, lived

from trustsim.study.laboratory import events, face, informants, separation, showing, watching
from trustsim.study.laboratory.room import STRANGER, Shown
from trustsim.study.laboratory.script import Event, Row
from trustsim.theory.encounters import nurture
from trustsim.theory.encounters.messages import Answer, Kind, Response, Signal
from trustsim.theory.parameters import (
    Arousal,
    Attention,
    LearnerTraits,
    Memory,
    Mirroring,
    Misreading,
    PartnerTraits,
    Strategy,
    Theory,
    Vigilance,
)
from trustsim.theory.rules.strategy import MAXIMISE, MINIMISE, SEEK
from trustsim.theory.states import Bond, Dread, Mind

approx = pytest.approx
LOOKED_AFTER = PartnerTraits(
    availability=ALWAYS,
    rejection=0.0,
    fright=0.0,
    inconsistency=0.0,
    congruence=ALWAYS,
    marking=1.0,
)
LEFT_ALONE = LOOKED_AFTER._replace(availability=NEVER)
SOOTHING = Theory(
    arousal=Arousal(escalation=0.25),
    mirroring=Mirroring(contact=0.1, recognised=0.4),
    attention=Attention(called=1.0),
    vigilance=Vigilance(openness=ALWAYS),
)
SHUT = SOOTHING._replace(vigilance=Vigilance(NEVER, cue=0.0, trust=0.0, threat=0.0))


def once(row, mind=Mind(), partner=ADULT, infant=CHILD, theory=SEEN, here=HERE):
    """The room before and after one event, and its outcome."""
    before = events.entered(mind, theory)
    after, _, outcome = events.happen(
        here, row, before, mind, STRANGER, infant, partner, LEFT_ALONE, theory
    )
    return before, after, outcome


# Events


def test_no_kind_of_event_has_the_number_of_another():
    assert sorted(map(int, Event)) == list(range(len(Event.__members__)))


def test_a_row_says_nothing_but_what_its_protocol_writes_into_it():
    """Nobody there, no strain, nothing to see; what is said is right, and without a cue."""
    assert Row(Event.REMARK) == (15, 0, 0, 0, 0, 0.5, 0, 1, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("kind", [Event.WATCHED_DISTRESS, Event.WATCHED_PLAY])
def test_what_is_watched_at_home_is_what_happens_there_any_day(kind):
    """The same call, the same answer; and nobody in the room changes."""
    theory, partner, infant = Theory(), PartnerTraits(inconsistency=3.0), LearnerTraits(2.0)
    every_day = Kind.DISTRESS if kind == Event.WATCHED_DISTRESS else Kind.PLAY
    for here in moments()[:50]:
        before, after, outcome = once(Row(kind), Mind(), partner, infant, theory, here)
        signal = nurture.call(here, every_day, 0.0, Mind(), infant, theory)
        answer = (
            nurture.comfort(here, signal, partner, theory)
            if every_day == Kind.DISTRESS
            else nurture.join(here, signal, partner, theory)
        )
        assert outcome == (answer.kind, answer.congruent, answer.marked, signal.strength)
        assert after == before


def test_a_rater_notes_the_kind_of_answer_whether_it_was_congruent_and_marked_and_the_signal():
    signal = Signal(SEEK, 0.6, 1.0, 0.7)
    read = Answer(Response.MIRRORING, congruent=True, marked=False)
    marked = Answer(Response.MIRRORING, congruent=False, marked=True)
    assert watching.watched(signal, read) == (3.0, 1.0, 0.0, 0.7)
    assert watching.watched(signal, marked) == (3.0, 0.0, 1.0, 0.7)


def test_errors_of_raters_are_standard_normal_and_independent():
    errors = [once(Row(Event.RATING), here=here)[-1] for here in moments()]
    *of_raters, rest = zip(*errors, strict=True)
    assert set(rest) == {0.0}
    for each in of_raters:
        assert stats.kstest(each, "norm").pvalue > 0.001
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert stats.pearsonr(of_raters[one], of_raters[other]).pvalue > 0.001


# Separations


def test_separation_strains_as_worked_by_hand():
    child = LearnerTraits(reactivity=2.0)
    assert separation.strained(0.5, 0.1, 0.2, child) == approx(0.6)  # .5 x (1 - .2) + .1 x 2
    assert separation.strained(0.9, 0.1, 0.0, child) == 1.0  # .9 + .2 is more than panic


def test_a_quarter_of_a_minute_alone_as_worked_by_hand():
    row = Row(Event.INTERVAL, stress=0.1, calming=0.5)
    before, after, outcome = once(
        row, with_figure(tension=0.4), infant=LearnerTraits(reactivity=2.0)
    )
    # .4 x (1 - .5) + .1 x 2 = .4; nobody to seek, so no strategy (-1) and no conflict
    assert outcome == approx((-1.0, 0.4, 0.4, 0.0))
    assert after == before._replace(arousal=approx(0.4))
    assert not any(
        once(row, with_figure(Bond(threat=dread(1.0))), here=here)[-1][3] for here in moments()
    )


@pytest.mark.parametrize(
    ("partner", "theory", "still", "later"),
    [
        (LOOKED_AFTER, SOOTHING, 0.0, 0.3),  # .6 - .1 x .6 - .4 x .6
        (LOOKED_AFTER, SHUT, 0.0, 0.54),  # .6 x (1 - .1): what is not let in is company
        (LEFT_ALONE, SOOTHING, 0.0, 0.6),  # .6 x (1 - .25) + .25 x .6
        (LOOKED_AFTER, SOOTHING, 1.0, 0.6),  # a still face is no answer
    ],
    ids=["mirrored", "not let in", "not noticed", "still"],
)
def test_a_quarter_of_a_minute_with_the_mother_as_worked_by_hand(partner, theory, still, later):
    row = Row(Event.INTERVAL, caregiver=1.0, stress=0.2, still=still)
    seeks = with_figure(Bond(relief(seek=100.0)), tension=0.4)
    before, after, outcome = once(row, seeks, partner, LearnerTraits(recovery=0.25), theory=theory)
    assert outcome == approx((SEEK, 0.6, later, 0.0))  # .4 + .2 when the mother answers
    assert after == before._replace(arousal=approx(later))


def test_a_quarter_of_a_minute_with_the_mother_soothes_less_who_hides_what_it_feels():
    row = Row(Event.INTERVAL, caregiver=1.0, stress=0.2)
    hides = with_figure(Bond(relief(minimise=10.0)), tension=0.4)
    theory = SOOTHING._replace(strategy=Strategy(consistency=20.0, minimising_gain=0.5))
    before, after, outcome = once(row, hides, LOOKED_AFTER, theory=theory)
    # half of .6 is shown: .6 - .1 x .6 - .4 x .3
    assert outcome == approx((MINIMISE, 0.6, 0.42, 0.0))
    assert after == before._replace(arousal=approx(0.42))


@pytest.mark.parametrize(
    ("strategy", "threat", "share"),
    [
        (SEEK, 0.3, 0.3),
        (MAXIMISE, 0.3, 0.3),
        (MINIMISE, 1.0, 0.0),
        (SEEK, 0.0, 0.0),
        (SEEK, 1.0, 1.0),
    ],
)
def test_approach_breaks_down_as_often_as_threat_is_expected_unless_contact_is_shunned(
    strategy, threat, share
):
    signal, mind = Signal(strategy, 0.6, 1.0, 0.6), with_figure(Bond(threat=dread(threat)))
    found = [separation.together(here, signal, 0.2, mind, SEEN)[3] for here in moments()]
    assert set(found) <= {0.0, 1.0}
    assert sum(found) / MANY == approx(share, abs=binomial(share))


@pytest.mark.parametrize("caregiver", [0.0, 1.0])
def test_a_quarter_of_a_minute_leaves_the_others_in_the_room_as_they_are(caregiver):
    first, second = known(1.0, 0.0, 0.0, 0.0).people, known(0.0, 1.0, 0.0, 0.0).people
    room = events.entered(Mind(), SEEN)._replace(first=first, second=second)
    row = Row(Event.INTERVAL, caregiver=caregiver, stress=0.1)
    after, *_ = events.happen(HERE, row, room, Mind(), STRANGER, CHILD, ADULT, ADULT, SEEN)
    assert after._replace(arousal=room.arousal) == room
    assert after.arousal != room.arousal


def test_approach_breaks_down_by_what_was_lately_and_what_has_been_all_along():
    """Half of the weight each: .4 x .5 + .8 x .5."""
    theory = SEEN._replace(memory=Memory(weight=0.5))
    signal, mind = Signal(SEEK, 0.6, 1.0, 0.6), with_figure(Bond(threat=Dread(0.4, 0.8)))
    found = [separation.conflicted(here, signal, mind, theory) for here in moments()]
    assert sum(found) / MANY == approx(0.6, abs=binomial(0.6))


# Face to face


@pytest.mark.parametrize(
    ("strategy", "answer", "share"),
    [
        (SEEK, nurture.SILENCE, 0.5),  # nothing calls
        (SEEK, Answer(Response.REBUFFING, False, False), 0.5),
        (SEEK, Answer(Response.MIRRORING, True, False), 0.5),
        (SEEK, Answer(Response.MIRRORING, True, True), 0.8),  # the mark of her answer does
        (MAXIMISE, Answer(Response.MIRRORING, True, True), 0.8),
        (MINIMISE, Answer(Response.MIRRORING, True, True), 0.0),  # turns away, called or not
    ],
)
def test_an_infant_looks_as_often_as_it_attends_unless_it_minimises(strategy, answer, share):
    theory = SEEN._replace(attention=Attention(uncalled=0.5, called=0.8))
    signal, found = Signal(strategy, 0.6, 1.0, 0.6), []
    for here in moments():
        hearing = nurture.arrived(here, signal, answer, Mind(), theory)
        found.append(face.to_face(here, signal, answer, hearing, 0.2, theory))
    assert {(did, after, rest) for did, _, after, rest in found} == {(strategy, 0.2, 0.0)}
    looks = [each[1] for each in found]
    assert set(looks) <= {0.0, 1.0}
    assert sum(looks) / MANY == approx(share, abs=binomial(share))


@pytest.mark.parametrize(("still", "later"), [(0.0, 0.3), (1.0, 0.6)])
def test_a_quarter_of_a_minute_face_to_face_soothes_as_any_other_does(still, later):
    """And carries on in the next one: .4 + .2 before her answer, as in a Strange Situation."""
    row = Row(Event.FACE, caregiver=1.0, stress=0.2, still=still)
    seeks = with_figure(Bond(relief(seek=100.0)), tension=0.4)
    before, after, outcome = once(
        row, seeks, LOOKED_AFTER, LearnerTraits(recovery=0.25), theory=SOOTHING
    )
    assert (outcome[0], outcome[2]) == approx((SEEK, later))
    assert after == before._replace(arousal=approx(later))


# The questionnaire


def test_an_item_is_no_warning():
    """It is about people in general, whoever is in the room: nobody is taken for a liar."""
    row, mind = Row(Event.ITEM, share=0.25, answers=2.0), known(3.0, 1.0, 2.0, 1.0)
    (before, _), (after, outcome) = lived([Row(Event.ARRIVAL), row], mind)
    assert after == before
    here = HERE._replace(encounter=HERE.encounter + 1)
    assert outcome == watching.item(here, row, mind, CHILD, SEEN)


def test_an_item_as_worked_by_hand():
    # figure: help 3/4, knowledge 2/3, trust 1/2; people: help 2/3, knowledge 1/2, trust 1/3
    mind = with_figure(known(1.0, 0.0, 1.0, 0.0).people, known(0.0, 0.0, 0.0, 0.0).people)
    believes, mistrusts, _, _ = watching.item(HERE, Row(Event.ITEM, answers=2.0), mind, CHILD, SEEN)
    assert believes == approx(5 / 12)
    # open to them: logistic(-1 + 2 x 0) = .2689 and logistic(-1 + 2 x (2/3 - 1)) = .1589
    assert mistrusts == approx(1.0 - (0.2689 + 0.1589) / 2.0, abs=1e-4)


def test_a_claim_with_a_cue_is_taken_over_more_often_than_without():
    """The cue of the row reaches the gate: logit -1 without, +1 with."""
    claims = [
        lived([Row(Event.ARRIVAL), Row(Event.CLAIM, cue=cue, answers=2.0)], known(9, 0, 9, 0))
        for cue in (0.0, 1.0)
    ]
    without, with_cue = (story[-1][1][1] for story in claims)
    assert without < with_cue


@pytest.mark.parametrize(
    ("openness", "cue", "help_counted"),
    [
        (ALWAYS, 1.0, (0.5, 0.0)),
        (NEVER, 1.0, (0.0, 0.0)),  # a cue that is not let in is no help
        (ALWAYS, 0.0, (0.0, 0.25)),
        (NEVER, 0.0, (0.0, 0.25)),
    ],
)
def test_a_label_with_a_cue_addresses_the_child_and_one_without_may_be_taken_for_unkind(
    openness, cue, help_counted
):
    """A child that is not clear takes everything for unkind that comes without a cue."""
    unclear = with_figure(clarity=belief(0.0, 1e17))
    told = SEEN._replace(
        trust=SEEN.trust._replace(cue=0.5, unkind=0.25),
        misreading=Misreading(likely=1.0),
        vigilance=Vigilance(openness, cue=0.0, trust=0.0, threat=0.0),
    )
    script = [Row(Event.ARRIVAL), Row(Event.LABEL, cue=cue)]
    plain, now = (
        lived(script, unclear, theory)[-1][0].first.helpfulness.lately for theory in (SEEN, told)
    )
    assert (now.hits - plain.hits, now.misses - plain.misses) == approx(help_counted)


def test_an_answer_is_told_with_its_probability_and_what_there_was_to_see():
    for probability, answer in ((0.0, 0.0), (1.0, 1.0)):
        assert informants.answered(HERE, probability, 0.75) == (answer, probability, 0.75, 0.0)


def test_trust_opens_the_gate_for_what_is_shown_and_threat_closes_it():
    row, nothing = Row(Event.SHOWING, cue=1.0), Shown(0.0, 0.0, 0.0)
    theory = SEEN._replace(vigilance=Vigilance(0.0, cue=0.0, trust=10.0, threat=20.0))
    good, bad = belief(1e9, 0.0), belief(0.0, 1e9)
    # logit 10 x (2 x 1 - 1) = 10, 10 x (0 - 1) = -10, and 10 - 20 = -10
    for cases, feared, taken in ((good, 0.0, 1.0), (bad, 0.0, 0.0), (good, 1.0, 0.0)):
        bond = Bond(threat=dread(feared), helpfulness=cases, knowledge=cases)
        assert showing.shown(HERE, row, bond, nothing, Mind(), theory)[1][0] == taken
