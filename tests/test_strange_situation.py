"""The Strange Situation: its episodes, and how behaviour is coded."""

import numpy as np
import pytest

from trustsim.study.protocols import strange_situation


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


def test_what_strains_and_calms_in_each_episode():
    settings = strange_situation.Settings(
        room=0.1, stranger=0.2, separation=0.3, alone=0.4, comfort=0.5
    )
    script, episodes = strange_situation.script(settings), strange_situation.episode_of_interval()
    found = {
        (int(episode), row.stress, row.calming)
        for episode, row in zip(episodes, script, strict=True)
    }
    strain = {1: 0.1, 2: 0.1, 3: 0.2, 4: 0.3, 5: 0.1, 6: 0.4, 7: 0.3, 8: 0.1}
    calming = {4: 0.5, 7: 0.5}  # only a stranger who is alone with the child comforts it
    assert found == {(each, strain[each], calming.get(each, 0.0)) for each in range(1, 9)}


def test_the_words_of_an_episode_tell_who_comes_and_who_goes():
    script, episodes = strange_situation.script(strange_situation.Settings()), [0]
    before = (0.0, 0.0)
    for words, length in zip(strange_situation.EPISODES, strange_situation.INTERVALS, strict=True):
        row = script[sum(episodes)]
        now = (row.caregiver, row.stranger)
        assert (before[0] > now[0]) == ("mother leaves" in words)
        assert (before[0] < now[0]) == (
            "mother and child come in" in words or "mother comes" in words
        )
        assert (before[1] < now[1]) == ("stranger comes" in words)
        episodes.append(length)
        before = now


def test_how_behaviour_earns_scores_as_worked_by_hand():
    """Each interval of the reunions counts as much as the child is aroused: 7.5 and 4.5, of 12."""
    seek, minimise, maximise = 0, 1, 2
    first = [
        *[(seek, 0.5, 0.5, 0)] * 6,  # 3, and does not settle
        *[(maximise, 1.0, 0.2, 0)] * 3,  # 3
        *[(minimise, 0.5, 0.2, 0)] * 2,  # 1
        (minimise, 0.5, 0.9, 1),  # .5
    ]
    episodes = strange_situation.episode_of_interval()
    outcomes = np.zeros((len(episodes), 4))
    outcomes[episodes == 5] = first
    outcomes[episodes == 8] = (seek, 0.375, 0.1, 0)  # 4.5, and settles
    settings = strange_situation.Settings(
        least=3.0, unsettled=0.5, middle_avoidance=0.25, middle_resistance=0.5,
        middle_disorganisation=1 / 12,
    )  # fmt: skip
    seen = strange_situation.read(outcomes, settings)
    assert seen["proximity"] == pytest.approx(4.75)  # 7.5 of 12, 5/4 of the half that earns a 4
    assert seen["contact"] == pytest.approx(3.25)  # 4.5 of 12, 3/4 of the half
    assert seen["avoidance"] == pytest.approx(2.5)  # 1.5 of 12, half of the way to 4
    # protest is 3, and half of 3: 4.5 of 12, three quarters of the way
    assert seen["resistance"] == pytest.approx(3.25)
    assert seen["disorganisation"] == pytest.approx(3.0)  # .5 of 12, half of the way to 5
    assert seen["distress"] == 1.0
    assert strange_situation.behaviour(outcomes, settings)["arousal"] == pytest.approx(12.0)
    # the single codes are of all 24 intervals, in whatever arousal
    codes = {name: seen[name] for name in strange_situation.CODES}
    assert codes == pytest.approx(
        {"seeks": 18 / 24, "minimises": 3 / 24, "maximises": 3 / 24, "breaks_down": 1 / 24}
    )
    # of at least as much arousal as is asked for: 1.5 of 24
    few = strange_situation.read(outcomes, settings._replace(least=24.0))
    assert few["avoidance"] == pytest.approx(1.75)


def test_what_is_done_at_twice_the_arousal_counts_twice():
    episodes = strange_situation.episode_of_interval()
    outcomes = np.zeros((len(episodes), 4))
    outcomes[episodes == 5] = (strange_situation.MINIMISE, 0.8, 0.1, 0)
    outcomes[episodes == 8] = (strange_situation.MAXIMISE, 0.4, 0.1, 0)
    seen = strange_situation.behaviour(outcomes, strange_situation.Settings(least=3.0))
    assert seen["minimising"] == pytest.approx(2 / 3)
    assert seen["protest"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(("scale", "most"), [("avoidance", 7.0), ("disorganisation", 9.0)])
def test_a_scale_ends_at_its_highest_score(scale, most):
    """All of the behaviour, where a tenth of it would earn the middle: 1 + 3 x 10, 1 + 4 x 10."""
    settings = strange_situation.Settings(middle_avoidance=0.1, middle_disorganisation=0.1)
    outcomes = np.tile([1.0, 0.9, 0.9, 1.0], (len(strange_situation.episode_of_interval()), 1))
    assert strange_situation.read(outcomes, settings)[scale] == most


@pytest.mark.parametrize(
    ("scores", "name"),
    [
        ((3.9, 3.9, 4.9), "secure"),
        ((4.0, 3.9, 4.9), "avoidant"),
        ((3.9, 4.0, 4.9), "resistant"),
        ((5.0, 6.0, 1.0), "resistant"),  # the stronger one
        ((6.0, 5.0, 1.0), "avoidant"),
        ((7.0, 7.0, 5.0), "disorganised"),  # takes precedence
    ],
)
def test_the_class_follows_from_the_scales(scores, name):
    assert strange_situation.attachment(*scores) == strange_situation.CLASSES.index(name)


def reunions(strategy, before, after, conflict, **settings):
    """What is read where every reunion interval is the same, and all else is calm."""
    episodes = strange_situation.episode_of_interval()
    outcomes = np.zeros((len(episodes), 4))
    outcomes[np.isin(episodes, strange_situation.REUNIONS)] = (strategy, before, after, conflict)
    return strange_situation.read(outcomes, strange_situation.Settings(**settings))


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


def test_unsettled_seeking_alone_earns_no_resistance_where_it_counts_less_than_the_middle():
    scored = reunions(0, 0.8, 0.8, 0, unsettled=0.3, middle_resistance=0.5)
    assert 1.0 < scored["resistance"] < 4.0
    assert strange_situation.CLASSES[int(scored["attachment"])] == "secure"


def test_nobody_is_coded_by_a_quarter_of_a_minute():
    episodes = strange_situation.episode_of_interval()
    outcomes = np.zeros((len(episodes), 4))
    outcomes[np.flatnonzero(episodes == 5)[0]] = (1, 0.9, 0.1, 0)  # minimises once, is settled
    for least, name in ((3.0, "secure"), (0.9, "avoidant")):  # .9 of 3, or of all there was
        settings = strange_situation.Settings(least=least, middle_avoidance=0.4)
        scored = strange_situation.read(outcomes, settings)
        assert strange_situation.CLASSES[int(scored["attachment"])] == name


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


@pytest.mark.parametrize("episode", range(1, 9))
def test_the_reunions_are_the_fifth_and_the_eighth_episode(episode):
    episodes = strange_situation.episode_of_interval()
    outcomes = np.zeros((len(episodes), 4))
    outcomes[episodes == episode] = (strange_situation.SEEK, 1.0, 0.0, 0.0)
    found = strange_situation.behaviour(outcomes, strange_situation.Settings())
    assert found["arousal"] == (12.0 if episode in (5, 8) else 0.0)
