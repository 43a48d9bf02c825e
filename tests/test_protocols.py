"""One contract for every protocol, and what each published procedure fixes."""

import re

import numpy as np
import pytest

from trustsim.laboratory.script import Event, Row
from trustsim.parameters import annotations
from trustsim.protocols import CATALOGUE, home_observation, mother_stranger, strange_situation

NAMES = list(CATALOGUE)


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
    assert len(script) < 4096


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_has_one_value_a_child(name):
    protocol = CATALOGUE[name]
    settings = protocol.Settings()
    outcomes = np.zeros((2, 5, len(protocol.script(settings)), 4))
    for values in protocol.read(outcomes, settings).values():
        assert values.shape == (2, 5)


def test_the_strange_situation_has_eight_episodes_of_three_minutes_but_the_first():
    episodes = strange_situation.episode_of_interval()
    seconds = 15 * np.bincount(episodes)[1:]
    assert seconds.tolist() == [30, 180, 180, 180, 180, 180, 180, 180]


def test_who_is_in_the_room_in_each_episode():
    script = strange_situation.script(strange_situation.Settings())
    episodes = strange_situation.episode_of_interval()
    present = {
        int(episode): (script[i].caregiver, script[i].stranger)
        for i, episode in enumerate(episodes)
    }
    mother, stranger, both, nobody = (1, 0), (0, 1), (1, 1), (0, 0)
    expected = [mother, mother, both, stranger, mother, nobody, stranger, mother]
    assert [present[episode] for episode in range(1, 9)] == expected


def reunions(strategy, before, after, conflict):
    """Outcomes in which every reunion interval is the same, and all else is calm."""
    episodes = strange_situation.episode_of_interval()
    outcomes = np.zeros((len(episodes), 4))
    outcomes[np.isin(episodes, strange_situation.REUNIONS)] = (strategy, before, after, conflict)
    return strange_situation.read(outcomes, strange_situation.Settings())


@pytest.mark.parametrize(
    ("behaviour", "name"),
    [
        ((0, 0.8, 0.1, 0), "secure"),
        ((1, 0.8, 0.8, 0), "avoidant"),
        ((2, 0.8, 0.8, 0), "resistant"),
        ((0, 0.8, 0.1, 1), "disorganised"),
        ((2, 0.8, 0.8, 1), "disorganised"),
        ((1, 0.0, 0.0, 0), "secure"),  # a child that is not distressed has nothing to minimise
    ],
)
def test_pure_behaviour_is_coded_as_the_manuals_say(behaviour, name):
    scored = reunions(*behaviour)
    assert strange_situation.CLASSES[int(scored["attachment"])] == name


def test_unsettled_seeking_alone_never_earns_resistance():
    scored = reunions(0, 0.8, 0.8, 0)
    assert 1.0 < scored["resistance"] < 4.0
    assert strange_situation.CLASSES[int(scored["attachment"])] == "secure"


def test_nobody_is_coded_by_a_quarter_of_a_minute():
    episodes = strange_situation.episode_of_interval()
    outcomes = np.zeros((len(episodes), 4))
    outcomes[np.flatnonzero(episodes == 5)[0]] = (1, 0.9, 0.1, 0)  # minimises once, is settled
    scored = strange_situation.read(outcomes, strange_situation.Settings())
    assert strange_situation.CLASSES[int(scored["attachment"])] == "secure"


def test_scales_stay_on_their_scales():
    for behaviour in ((0, 1, 1, 1), (1, 1, 1, 0), (2, 1, 1, 1)):
        scored = reunions(*behaviour)
        for scale in ("proximity", "contact", "avoidance", "resistance"):
            assert 1.0 <= scored[scale] <= 7.0
        assert 1.0 <= scored["disorganisation"] <= 9.0


def test_what_happens_outside_the_reunions_is_not_coded():
    outcomes = np.zeros((len(strange_situation.episode_of_interval()), 4))
    outcomes[: sum(strange_situation.INTERVALS[:4])] = (1, 1.0, 1.0, 1)
    scored = strange_situation.read(outcomes, strange_situation.Settings())
    assert strange_situation.CLASSES[int(scored["attachment"])] == "secure"


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
