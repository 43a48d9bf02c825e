"""The Strange Situation: its episodes, and how behaviour is coded."""

import numpy as np
import pytest

from trustsim.protocols import strange_situation


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
