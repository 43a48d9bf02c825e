"""One contract for every protocol, and what each published procedure fixes."""

import re

import numpy as np
import pytest

from trustsim.engine.plan import EVENTS, occasion
from trustsim.engine.records import BIRTH_COLUMNS
from trustsim.study import population
from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols import (
    CATALOGUE,
    contingency,
    familiar_teacher,
    generalisation,
    home_observation,
    mother_stranger,
    still_face,
    trust_scales,
    understanding_minds,
)
from trustsim.study.scenario import age_in_days
from trustsim.theory.about import OLDEST
from trustsim.theory.chance import LOOK_UPS, OCCASIONS, WORD, Decision
from trustsim.theory.parameters import Childhood, annotations

NAMES = list(CATALOGUE)
THREE, FOUR, FIVE, GROWN_UP = 36, 48, 60, 216
AGES = {  # months; published, or for grown-ups the oldest age that there is
    "home_observation": (11,),
    "strange_situation": (12,),
    "mother_stranger": (50, 61),
    "accuracy_of_informants": (THREE, FOUR),
    "familiar_teacher": (THREE, FOUR, FIVE),
    "announced_liar": (THREE, FOUR),
    "label_against_eyes": (THREE, FOUR),
    "gaze_following": (6,),
    "a_not_b": (10,),
    "generalisation": (18,),
    "belief_revision": (GROWN_UP,),
    "trust_scales": (GROWN_UP,),
    "contingency": (12,),
    "neutral_informant": (THREE, FOUR),
    "understanding_minds": (THREE, FOUR, FIVE),
    "still_face": (6,),
}
BY_CLASS = {"mother_stranger", "belief_revision", "contingency"}  # compare attachment classes


def greatest(name):
    """Every setting at its greatest: the longest visit that a config can ask for."""
    settings = CATALOGUE[name].Settings
    most = {}
    for key, about in annotations(settings).items():
        default = settings._field_defaults[key]
        if isinstance(default, dict):
            most[key] = {f"task {i}": about.high for i in range(20)}
        elif not isinstance(default, tuple):
            most[key] = type(default)(about.high)
    return settings(**most)


@pytest.mark.parametrize("name", NAMES)
def test_a_protocol_says_design_measure_source_and_assumptions(name):
    words = CATALOGUE[name].__doc__
    for part in ("Design", "Measure", "Source", "Assumed"):
        assert re.search(rf"^{part} ", words, re.MULTILINE)
    assert "doi:10." in words


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_has_range_unit_and_source(name):
    settings = CATALOGUE[name].Settings
    for key, about in annotations(settings).items():
        assert about.low < about.high
        assert about.unit
        assert about.source
        default = settings._field_defaults[key]
        values = default.values() if isinstance(default, dict) else np.atleast_1d(default)
        assert all(about.low <= value <= about.high for value in values)


@pytest.mark.parametrize("name", NAMES)
def test_a_script_is_rows_of_known_events(name):
    protocol = CATALOGUE[name]
    script = protocol.script(protocol.Settings())
    assert all(isinstance(row, Row) and int(row.kind) in list(Event) for row in script)
    assert script


@pytest.mark.parametrize("name", NAMES)
def test_even_the_longest_visit_has_an_address_for_each_of_its_events(name):
    assert len(CATALOGUE[name].script(greatest(name))) < EVENTS


def test_every_visit_at_every_age_has_addresses_of_its_own():
    """One word holds the events of all days of a life; another the decision and the occasion."""
    assert EVENTS * (age_in_days(OLDEST) + 1) <= WORD
    a_day = sum(annotations(Childhood)[kind].high for kind in ("distress", "play", "lessons"))
    assert a_day * age_in_days(OLDEST) <= WORD
    born = population.BIRTH + 4 * len(BIRTH_COLUMNS)
    assert max(born, *Decision) < 4 * LOOK_UPS
    whom = ["", " with father", " against father", " with grandmother against father"]
    names = [name + with_whom for name in NAMES for with_whom in whom]
    occasions = {occasion(name) for name in names}
    assert len(occasions) == len(names)
    assert 0 < min(occasions) <= max(occasions) < OCCASIONS


@pytest.mark.parametrize("name", AGES)
def test_children_are_as_old_as_published(name):
    assert CATALOGUE[name].Settings().months == AGES[name]


@pytest.mark.parametrize("name", NAMES)
def test_what_compares_attachment_classes_needs_a_strange_situation_before_it(name):
    protocol = CATALOGUE[name]
    if name in BY_CLASS:
        assert protocol.NEEDS == ("strange_situation",)
    assert all(NAMES.index(needed) < NAMES.index(name) for needed in protocol.NEEDS)


@pytest.mark.parametrize("name", NAMES)
def test_a_protocol_reports_conditions_that_it_writes_down(name):
    protocol = CATALOGUE[name]
    settings = protocol.Settings()
    written = protocol.read(np.zeros((1, 1, len(protocol.script(settings)), 4)), settings)
    for _, _, column in protocol.REPORT.conditions():
        assert {column, f"{column} ask", f"{column} endorse"} & set(written)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_has_one_value_a_child(name):
    protocol = CATALOGUE[name]
    settings = protocol.Settings()
    outcomes = np.zeros((2, 5, len(protocol.script(settings)), 4))
    for values in protocol.read(outcomes, settings).values():
        assert values.shape == (2, 5)


def test_the_mother_says_the_improbable_in_the_asymmetric_task_only():
    assert mother_stranger.MIXES == {"novel": 0.5, "50/50": 0.5, "75/25": 0.25}


def test_every_trial_asks_first_and_there_is_nothing_to_go_by_in_the_first():
    settings = mother_stranger.Settings(trials=3, mixes={"90/10": 0.1})
    shares = [row.share for row in mother_stranger.script(settings)]
    assert shares == [0.5, 0.1, 0.1, 0.1, 0.1, 0.1]


def test_answers_are_shares_of_the_questions_of_their_kind():
    settings = mother_stranger.Settings(trials=2, mixes={"novel": 0.5, "75/25": 0.25})
    outcomes = np.zeros((8, 4))
    outcomes[:, 0] = [1, 0, 1, 0, 0, 1, 1, 1]  # ask, endorse, ask, endorse for each task
    answers = mother_stranger.read(outcomes, settings)
    assert answers == {
        "novel ask": 1.0,
        "novel endorse": 0.0,
        "75/25 ask": 0.5,
        "75/25 endorse": 1.0,
    }


def test_ratings_at_home_as_worked_by_hand():
    settings = home_observation.Settings(distress=4, play=2, error=0.5)
    frightening, rebuffing, mirroring = 1, 2, 3
    seen = home_observation.read(
        np.array(
            [
                [mirroring, 1, 1, 0.5],  # distress
                [mirroring, 1, 0, 0.5],
                [rebuffing, 0, 0, 0.5],
                [frightening, 0, 0, 0.5],
                [mirroring, 0, 1, 0.2],  # play
                [mirroring, 1, 0, 0.2],
                [0.4, -1.0, 2.0, 0.0],  # the errors of the raters
            ]
        ),
        settings,
    )
    # mirrored four times, three times congruently and twice with a mark: 5/8 of the scale
    assert seen["mentalising"] == pytest.approx(1.0 + 8.0 * 5 / 8 + 0.5 * -1.0)
    # all four noticed, one of them rebuffed, all of the play followed: (1 + 3/4 + 1) / 3
    assert seen["sensitivity"] == pytest.approx(1.0 + 8.0 * 2.75 / 3.0 + 0.5 * 0.4)
    assert seen["disruption"] == pytest.approx(1.0 + 8.0 * 1 / 4 + 0.5 * 2.0)
    assert seen["recognised"] == pytest.approx(1 / 6)  # congruently and with a mark, of all six
    shares = ("noticed", "rebuffed", "frightened", "followed", "congruent", "marked")
    assert [seen[each] for each in shares] == pytest.approx([1.0, 0.25, 0.25, 1.0, 0.75, 0.5])


def test_of_a_caregiver_who_never_mirrors_nothing_is_seen_to_be_congruent_or_rebuffed():
    settings = home_observation.Settings(distress=2, play=1)
    seen = home_observation.read(
        np.array([[0.0] * 4, [0.0] * 4, [4.0, 0, 0, 0], [0.0] * 4]), settings
    )
    assert [seen[each] for each in ("congruent", "marked", "rebuffed")] == [0.0, 0.0, 0.0]
    # nothing noticed, nothing rebuffed, play overridden: (0 + 1 + 0) / 3 of the scale
    assert [seen[each] for each in home_observation.RATINGS] == pytest.approx(
        [1.0 + 8 / 3, 1.0, 1.0]
    )


def test_ratings_stay_on_their_scale():
    assert home_observation.rating(np.array([1.0, 0.0]), np.array([0.5, -0.5])).tolist() == [
        9.0,
        1.0,
    ]


def test_a_visit_at_home_watches_distress_then_play_then_the_raters_err():
    rows = home_observation.script(home_observation.Settings(distress=2, play=1))
    distress, play = Event.WATCHED_DISTRESS, Event.WATCHED_PLAY
    assert [row.kind for row in rows] == [distress, distress, play, Event.RATING]


def test_contingency_is_how_much_more_often_the_louder_half_was_noticed():
    """Of an odd number the middle one belongs to neither half."""
    none, mirroring = 0, 3
    outcomes = np.array(
        [[mirroring, 0, 0, 0.9], [none, 0, 0, 0.1], [mirroring, 0, 0, 0.2], [none, 0, 0, 0.5],
         [mirroring, 0, 0, 0.8]]
    )  # fmt: skip
    seen = contingency.read(outcomes, contingency.Settings(distress=5))
    # fainter: .1 and .2, one of two; louder: .8 and .9, two of two
    assert seen["observed"] == 0.5
    assert seen["noticed"] == pytest.approx(3 / 5)


def test_a_novel_thing_could_be_called_anything_and_a_hybrid_is_one_of_two():
    settings = mother_stranger.Settings(trials=1)
    answers = [row.answers for row in mother_stranger.script(settings)]
    assert answers == [0, 0, 2, 2, 2, 2]  # two questions a task; 0: as many as in lessons


def test_before_she_errs_a_familiar_teacher_is_asked_twice_and_all_answers_count():
    settings = familiar_teacher.Settings(trials=2, lessons=0)
    kinds = [row.kind for row in familiar_teacher.script(settings)]
    outcomes = np.zeros((len(kinds), 4))
    sided = [
        *(1, 0, 1, 0), *(1, 1, 0, 1),  # before she is right, and after: ask, endorse in turn
        *(1, 0, 0, 1), *(0, 0, 0, 1),  # before she is wrong, and after
    ]  # fmt: skip
    outcomes[[kind == Event.INFORMANTS for kind in kinds], 0] = sided
    assert familiar_teacher.read(outcomes, settings) == {
        "before ask": 3 / 4,
        "before endorse": 1 / 4,
        "after right ask": 1 / 2,
        "after right endorse": 1.0,
        "after wrong ask": 0.0,
        "after wrong endorse": 1 / 2,
    }


def test_one_of_two_things_is_shown_to_be_the_good_one():
    rows = generalisation.script(generalisation.Settings(trials=1))
    assert [row.answers for row in rows if row.kind == Event.SHOWING] == [2, 2]


def test_an_item_has_two_answers_and_the_share_of_the_picture_that_agrees():
    settings = trust_scales.Settings(items=2, share=0.3)
    rows = {(row.share, row.answers) for row in trust_scales.script(settings)}
    assert rows == {(0.3, 2)}


def test_a_rater_sees_what_the_caregiver_does_and_errs_about_it():
    settings = home_observation.Settings(distress=2, play=1, error=0.5)
    mirroring, none, stimulating = 3, 0, 4
    outcomes = np.array(
        [[mirroring, 1, 1, 0.5], [none, 0, 0, 0.5], [stimulating, 0, 0, 0.2], [2.0, 0.0, 0.0, 0]]
    )
    seen = home_observation.read(outcomes, settings)
    # noticed 1 of 2, rebuffed none, followed in none of the play: (.5 + 1 + 0) / 3 of the scale
    assert seen["sensitivity"] == pytest.approx(1.0 + 8.0 * 0.5 + 0.5 * 2.0)
    assert seen["mentalising"] == pytest.approx(9.0)
    assert seen["disruption"] == pytest.approx(1.0)


def test_minds_are_asked_about_by_beliefs_first_and_feelings_after():
    settings = understanding_minds.Settings(beliefs=2, emotions=1)
    rows = [(row.kind, row.who) for row in understanding_minds.script(settings)]
    assert rows == [(Event.MINDS, 0.0), (Event.MINDS, 0.0), (Event.MINDS, 1.0)]


def test_what_is_understood_of_minds_is_a_share_of_each_kind():
    settings = understanding_minds.Settings(beliefs=2, emotions=3)
    outcomes = np.zeros((1, 2, 5, 4))
    outcomes[0, :, :, 0] = [[1, 0, 1, 1, 0], [0, 0, 1, 1, 1]]  # solved or not, task by task
    seen = understanding_minds.read(outcomes, settings)
    assert seen["false belief"].tolist() == [[1 / 2, 0.0]]
    assert seen["emotion"].tolist() == [[2 / 3, 1.0]]


def test_a_face_is_still_between_two_times_of_play():
    settings = still_face.Settings(play=2, still=1, reunion=1, excitement=0.1, violation=0.2)
    rows = still_face.script(settings)
    assert {row.kind for row in rows} == {Event.FACE}
    assert [(row.still, row.stress) for row in rows] == [(0, 0.1), (0, 0.1), (1, 0.2), (0, 0.1)]
    assert {row.caregiver for row in rows} == {1.0}  # she stays, and only does not answer
