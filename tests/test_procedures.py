"""What each published procedure fixes: how many trials, in which order, who is right, who is asked.

What all protocols have in common, and the older ones, are in ``test_protocols``.
"""

import numpy as np
import pytest

from trustsim.study.laboratory.script import Event
from trustsim.study.protocols import (
    CATALOGUE,
    accuracy_of_informants,
    contingency,
    still_face,
    trust_scales,
)

QUESTIONS = ("ask", "endorse")


def script(name, **settings):
    """The script of a visit, with defaults but for these settings."""
    protocol = CATALOGUE[name]
    return protocol.script(protocol.Settings(**settings))


def kinds(rows):
    """The kinds of the events, in order."""
    return [Event(int(row.kind)) for row in rows]


def of_kind(rows, *wanted):
    """The rows of these kinds."""
    return [row for row in rows if row.kind in wanted]


def by_arrival(rows):
    """The rows from each arrival of new people to the next."""
    starts = [e for e, row in enumerate(rows) if row.kind == Event.ARRIVAL]
    return [rows[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def columns(name, **settings):
    """The column that each event counts in, or "" where an answer of 1 is written nowhere."""
    protocol = CATALOGUE[name]
    settings = protocol.Settings(**settings)
    rows = protocol.script(settings)
    outcomes = np.zeros((len(rows), len(rows), 4))
    outcomes[np.arange(len(rows)), np.arange(len(rows)), 0] = 1.0  # one answer in each visit
    read = protocol.read(outcomes, settings)
    written = [[column for column in read if read[column][e]] for e in range(len(rows))]
    assert all(len(each) <= 1 for each in written)
    return ["".join(each) for each in written]


# Informants


def test_informants_name_four_known_things_in_turn_and_then_are_asked_about_four_unknown():
    for rows in by_arrival(script("accuracy_of_informants")):
        labels, questions = rows[1:9], rows[9:]
        assert kinds(labels) == [Event.LABEL] * 8
        assert kinds(questions) == [Event.INFORMANTS] * 8
        assert [row.who for row in labels] == [0, 1] * 4
        assert {row.cue for row in labels} == {1.0}
        assert {row.share for row in questions} == {0.5}  # nothing to see in something unknown


def test_informants_are_right_as_often_as_their_pair_says_and_err_once_in_the_third_trial():
    for pair, rows in zip(
        accuracy_of_informants.PAIRS, by_arrival(script("accuracy_of_informants")), strict=True
    ):
        for who, percent in enumerate(map(int, pair.split("/"))):
            right = [row.right for row in of_kind(rows, Event.LABEL) if row.who == who]
            assert sum(right) == percent * 4 / 100
            if percent in (25, 75):
                assert right[2] != right[0] == right[1] == right[3]


@pytest.mark.parametrize(
    ("name", "conditions"),
    [
        ("accuracy_of_informants", ("100/0", "100/25", "75/0", "75/25")),
        (
            "neutral_informant",
            ("accurate/inaccurate", "accurate/neutral", "neutral/inaccurate"),
        ),
    ],
)
def test_each_pair_is_asked_about_by_both_questions_in_every_trial(name, conditions):
    asked = [column for column in columns(name) if column]
    assert asked == [f"{pair} {q}" for pair in conditions for _ in range(4) for q in QUESTIONS]


def test_a_familiar_teacher_has_taught_and_is_asked_about_before_she_is_right_or_wrong():
    right, wrong = by_arrival(script("familiar_teacher", lessons=7))
    for rows, first in ((right, 1.0), (wrong, 0.0)):
        assert kinds(rows) == [
            *(Event.ARRIVAL, *[Event.LESSON] * 7, *[Event.INFORMANTS] * 8),
            *(*[Event.LABEL] * 8, *[Event.INFORMANTS] * 8),
        ]
        assert {row.who for row in of_kind(rows, Event.LESSON)} == {0}
        labels = of_kind(rows, Event.LABEL)
        assert [(row.who, row.right) for row in labels] == [(0, first), (1, 1.0 - first)] * 4


def test_before_is_the_mean_of_both_orders_and_after_is_told_apart():
    asked = [column for column in columns("familiar_teacher", trials=1, lessons=0) if column]
    before, right, wrong = (
        [f"{when} {question}" for question in QUESTIONS]
        for when in ("before", "after right", "after wrong")
    )
    assert asked == [*before, *right, *before, *wrong]


def test_a_neutral_informant_only_remarks_while_the_others_are_right_or_wrong():
    said = {"accurate": [1.0] * 4, "inaccurate": [0.0] * 4, "neutral": [None] * 4}
    pairs = (("accurate", "inaccurate"), ("accurate", "neutral"), ("neutral", "inaccurate"))
    for names, rows in zip(pairs, by_arrival(script("neutral_informant")), strict=True):
        assert len(rows) == 1 + 8 + 8
        assert [row.who for row in rows[1:9]] == [0, 1] * 4
        assert {row.cue for row in rows[1:9]} == {1.0}
        for who, name in enumerate(names):
            heard = [row for row in rows[1:9] if row.who == who]
            assert [row.right if row.kind == Event.LABEL else None for row in heard] == said[name]
            if name == "neutral":
                assert set(kinds(heard)) == {Event.REMARK}


def test_a_liar_is_announced_after_the_baseline_and_before_anything_is_said():
    honest, liar = by_arrival(script("announced_liar", witness=0.9))
    assert kinds(honest) == [Event.ARRIVAL, *[Event.CLAIM] * 4]
    assert kinds(liar) == [Event.ARRIVAL, Event.WARNING, *[Event.CLAIM] * 4]
    for rows in (honest, liar):
        assert rows[0].knows == 0.9  # the child sees that this one has looked
        claims = of_kind(rows, Event.CLAIM)
        assert {(row.answers, row.cue, row.share) for row in claims} == {(2, 1.0, 0.5)}
    assert {row.who for row in liar} == {0}  # who is warned of is the one who speaks
    asked = [column for column in columns("announced_liar") if column]
    assert asked == ["baseline"] * 4 + ["liar"] * 4


def test_only_a_label_that_is_meant_comes_with_a_cue_and_only_a_plain_thing_shows_nothing():
    rows = by_arrival(script("label_against_eyes", share=0.2))
    assert [kinds(each) for each in rows] == [[Event.ARRIVAL, *[Event.CLAIM] * 4]] * 3
    for each, told in zip(rows, ((0.5, 0.0), (0.2, 0.0), (0.2, 1.0)), strict=True):
        assert {(row.share, row.cue) for row in each[1:]} == {told}
        assert {row.answers for row in each[1:]} == {2}
    asked = columns("label_against_eyes", trials=1)
    assert asked == ["", "nothing to see", "", "plain", "", "meant"]


# Showing


def test_gaze_is_shifted_six_times_after_a_cue_after_an_attention_getter_and_after_nothing():
    rows = script("gaze_following")
    assert set(kinds(rows)) == {Event.GAZE}
    assert [(row.cue, row.called) for row in rows] == [(1, 0)] * 6 + [(0, 1)] * 6 + [(0, 0)] * 6


def test_following_is_same_less_other_of_what_was_looked_at_at_all():
    settings = CATALOGUE["gaze_following"].Settings(trials=4)
    outcomes = np.zeros((12, 4))
    outcomes[:4, :2] = [(1, 1), (1, 1), (1, 0), (0, 0)]  # cue: same, same, other, nowhere
    outcomes[4:8, :2] = [(1, 0)] * 4  # attention-getter: always the other
    read = CATALOGUE["gaze_following"].read(outcomes, settings)
    assert read["ostensive cue looking"] == 0.75
    assert read["ostensive cue following"] == pytest.approx(1 / 3)  # (2 - 1) / 3
    assert read["attention-getter following"] == -1.0
    assert (read["nothing looking"], read["nothing following"]) == (0.0, 0.0)


def test_a_toy_is_hidden_four_times_at_a_and_three_times_at_b_where_it_is_searched_for():
    communicative, plain, alone = by_arrival(script("a_not_b", remembered=0.3))
    for rows, cue in ((communicative, 1.0), (plain, 0.0)):
        assert kinds(rows) == [
            *(Event.ARRIVAL, *[Event.SHOWING] * 4),
            *[Event.SHOWING, Event.CONCLUSION] * 3,
        ]
        hidings = of_kind(rows, Event.SHOWING)
        assert [row.right for row in hidings] == [1.0] * 4 + [0.0] * 3  # A, then B
        assert {(row.cue, row.called, row.answers) for row in hidings} == {(cue, 1.0, 2)}
    assert kinds(alone) == [Event.ARRIVAL, *[Event.CONCLUSION] * 3]
    searches = of_kind(script("a_not_b", remembered=0.3), Event.CONCLUSION)
    assert {(row.who, row.share) for row in searches} == {(2, 0.3)}  # for itself, as it saw
    asked = [column for column in columns("a_not_b") if column]
    assert asked == [
        each for each in ("communicative", "non-communicative", "non-social") for _ in range(3)
    ]


def test_what_was_shown_is_asked_for_by_somebody_else_by_the_same_and_against_evidence():
    rows = script("generalisation", contrary=0.2)
    trials = by_arrival(rows)
    assert len(trials) == 8
    for trial, cue in zip(trials, [1.0] * 4 + [0.0] * 4, strict=True):
        arrival, showing, *asked = trial
        assert (arrival.kind, showing.kind) == (Event.ARRIVAL, Event.SHOWING)
        assert (showing.cue, showing.called, showing.right) == (cue, 1.0, 1.0)
        assert [(row.who, row.share) for row in asked] == [(2, 0.5), (0, 0.5), (2, 0.2)]
    found = columns("generalisation", trials=1)
    served = ("somebody else", "the same person", "against evidence")
    assert found == [
        each
        for how in ("cue", "no cue")
        for each in ("", "", *(f"{how}, {whom}" for whom in served))
    ]


def test_late_information_contradicts_early_information_and_comes_from_somebody_else():
    topics = by_arrival(script("belief_revision"))
    assert len(topics) == 10
    for _, early, first, late, second in topics:
        assert kinds([early, first, late, second]) == [Event.SHOWING, Event.CONCLUSION] * 2
        assert (early.who, early.right, late.who, late.right) == (0, 1.0, 1, 0.0)
        assert {early.cue, late.cue} == {1.0}
        assert first == second
        assert (first.who, first.share) == (2, 0.5)


def test_revision_is_what_was_followed_early_less_what_is_followed_late():
    settings = CATALOGUE["belief_revision"].Settings(topics=2)
    outcomes = np.zeros((10, 4))
    outcomes[[2, 7, 9], 0] = 1.0  # both followed at first, one of them to the end
    read = CATALOGUE["belief_revision"].read(outcomes, settings)
    assert read == {"early": 1.0, "late": 0.5, "revision": 0.5}


# Observers and questionnaires


def test_a_questionnaire_has_five_items_a_scale_answered_in_whole_steps_from_1_to_7():
    settings = trust_scales.Settings(error=2.0)
    assert kinds(trust_scales.script(settings)) == [Event.ITEM] * 15
    outcomes = np.zeros((15, 4))
    outcomes[:5, 0] = 0.5  # trust: 1 + 6 x .5 = 4 each time, with errors of 2 x these
    outcomes[:5, 3] = (0.1, -0.2, 0.4, 5.0, -5.0)  # 4.2, 3.6, 4.8, beyond 7, below 1
    outcomes[5:10, 1] = 1.0
    outcomes[10:, :2] = 1.0  # nobody asks about these here
    read = trust_scales.read(outcomes, settings)
    assert read == {
        "trust": pytest.approx((4 + 4 + 5 + 7 + 1) / 5),
        "mistrust": 7.0,
        "credulity": 1.0,
    }


def test_contingency_is_compared_from_none_to_perfect():
    levels = contingency.Settings().levels
    assert (levels[0], levels[-1]) == (0.0, 1.0)
    assert list(levels) == sorted(levels)
    assert len(levels) >= 3  # or no middle could be best
    assert kinds(contingency.script(contingency.Settings(distress=9))) == (
        [Event.WATCHED_DISTRESS] * 9
    )


def test_a_rater_sees_contingency_as_louder_signals_noticed_more():
    settings = contingency.Settings(distress=4)
    none, mirroring = 0, 3
    outcomes = np.array([[mirroring, 0, 0, 0.9], [none, 0, 0, 0.1],
                         [mirroring, 0, 0, 0.2], [mirroring, 0, 0, 0.8]])  # fmt: skip
    assert contingency.read(outcomes, settings) == {"observed": 0.5, "noticed": 0.75}


def test_tasks_on_beliefs_come_before_those_on_feelings_and_are_told_apart():
    rows = script("understanding_minds", beliefs=2, emotions=3)
    assert kinds(rows) == [Event.MINDS] * 5
    assert [row.who for row in rows] == [0, 0, 1, 1, 1]
    asked = columns("understanding_minds", beliefs=2, emotions=3)
    assert asked == ["false belief"] * 2 + ["emotion"] * 3
    settings = CATALOGUE["understanding_minds"].Settings(beliefs=2, emotions=3)
    outcomes = np.zeros((5, 4))
    outcomes[[1, 2, 4], 0] = 1.0  # one of the two, two of the three
    read = CATALOGUE["understanding_minds"].read(outcomes, settings)
    assert read == {"false belief": 0.5, "emotion": pytest.approx(2 / 3)}


# The still face


def test_the_mother_plays_is_still_and_plays_again_and_stays_all_the_time():
    rows = script("still_face", play=2, still=3, reunion=1, excitement=0.1, violation=0.2)
    assert kinds(rows) == [Event.FACE] * 6
    assert {(row.caregiver, row.calming) for row in rows} == {(1.0, 0.0)}
    assert [(row.still, row.stress) for row in rows] == [
        *[(0.0, 0.1)] * 2,
        *[(1.0, 0.2)] * 3,
        (0.0, 0.1),
    ]


def test_affect_and_gaze_with_a_still_face_as_worked_by_hand():
    settings = still_face.Settings(play=2, still=4, reunion=1, calm=0.3)
    seek, minimise, maximise = 0, 1, 2
    outcomes = np.array([
        (seek, 1, 0.2, 0), (maximise, 1, 0.4, 0),  # looks twice, and is calm once
        (seek, 1, 0.8, 0), (minimise, 0, 0.2, 0),  # being calm does not make it positive
        (seek, 0, 0.4, 0), (minimise, 0, 0.6, 0),  # where the infant looks away
        (seek, 1, 0.3, 0),  # as calm as the most that counts as calm
    ])  # fmt: skip
    assert still_face.read(outcomes, settings) == {
        "play positive": 0.5,
        "play negative": pytest.approx(0.3),  # (.2 + .4) / 2, of what is left after the answer
        "play gaze": 1.0,
        "still positive": 0.0,
        "still negative": pytest.approx(0.5),  # (.8 + .2 + .4 + .6) / 4
        "still gaze": 0.25,
        "reunion positive": 1.0,
        "reunion negative": pytest.approx(0.3),
        "reunion gaze": 1.0,
    }
