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
    """Twelve aroused intervals in the reunions; in twelve calm ones the child seeks as well."""
    calm, seek, minimise, maximise = 0.1, 0, 1, 2
    aroused = [
        *[(seek, 0.5, 0.5, 0)] * 6,  # does not settle
        *[(maximise, 0.9, 0.2, 0)] * 3,
        *[(minimise, 0.5, 0.2, 0)] * 2,
        (minimise, 0.5, 0.9, 1),
    ]
    episodes = strange_situation.episode_of_interval()
    outcomes = np.zeros((len(episodes), 4))
    outcomes[episodes == 5] = aroused
    outcomes[episodes == 8] = (seek, calm, calm, 1)
    settings = strange_situation.Settings(
        aroused=0.5, unsettled=0.5, middle_avoidance=0.5, middle_resistance=0.75,
        middle_disorganisation=1 / 6,
    )  # fmt: skip
    seen = strange_situation.read(outcomes, settings)
    assert seen["proximity"] == pytest.approx(4.0)  # seeks in 6 of 12: half, the middle
    assert seen["contact"] == pytest.approx(1.0)  # settles never
    assert seen["avoidance"] == pytest.approx(2.5)  # 3 of 12, half of the way to 4
    # protests in 3 of 12, and half of 6 of 12: .5 is two thirds of the way
    assert seen["resistance"] == pytest.approx(3.0)
    assert seen["disorganisation"] == pytest.approx(3.0)  # 1 of 12, half of the way to 5
    assert seen["distress"] == 0.9
    # of all 24 intervals, half of which are spent calmly seeking, and breaking down
    codes = {name: seen[name] for name in strange_situation.CODES}
    assert codes == pytest.approx(
        {"seeks": 18 / 24, "minimises": 3 / 24, "maximises": 3 / 24, "breaks_down": 13 / 24}
    )
    counts = strange_situation.behaviour(outcomes, settings)
    assert counts["aroused"] == 12
    # of at least as many intervals as are asked for: 3 of 24
    few = strange_situation.read(outcomes, settings._replace(fewest=24))
    assert few["avoidance"] == pytest.approx(1.75)


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


@pytest.mark.parametrize("episode", range(1, 9))
def test_the_reunions_are_the_fifth_and_the_eighth_episode(episode):
    episodes = strange_situation.episode_of_interval()
    outcomes = np.zeros((len(episodes), 4))
    outcomes[episodes == episode] = (strange_situation.SEEK, 1.0, 0.0, 0.0)
    found = strange_situation.behaviour(outcomes, strange_situation.Settings())
    assert found["aroused"] == (12 if episode in (5, 8) else 0)
