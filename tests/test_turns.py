"""Every turn of an encounter can be listened to, in plain Python, by the one who plays it."""

import threading

import pytest

from trustsim.theory.chance import Moment
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.messages import Kind, Response
from trustsim.theory.parameters import LearnerTraits, PartnerTraits, Strategy, Theory
from trustsim.theory.rules import strategy
from trustsim.theory.states import Mind
from trustsim.theory.turns import Turn, below, listening

HERE = Moment(seed=1, world=2, child=3, encounter=4, partner=0)


def test_a_turn_happens_when_luck_lies_below_its_probability():
    with listening() as turns:
        assert below(0.2, 0.3, "opens", "stays shut")
        assert not below(0.3, 0.3, "opens", "stays shut")
    assert turns == [Turn("opens", "stays shut", 0.2, 0.3), Turn("opens", "stays shut", 0.3, 0.3)]
    assert [turn.happened for turn in turns] == [True, False]


def test_nothing_is_heard_when_nobody_listens():
    with listening() as turns:
        pass
    below(0.2, 0.3, "opens", "stays shut")
    assert turns == []


def test_who_listens_within_another_hears_only_what_comes_then():
    with listening() as outer:
        below(0.1, 0.5, "a", "b")
        with listening() as inner:
            below(0.2, 0.5, "a", "b")
        below(0.3, 0.5, "a", "b")
    assert [turn.luck for turn in outer] == [0.1, 0.3]
    assert [turn.luck for turn in inner] == [0.2]


def test_what_another_thread_plays_is_not_heard():
    with listening() as turns:
        other = threading.Thread(target=below, args=(0.1, 0.5, "a", "b"))
        other.start()
        other.join()
    assert turns == []


def test_listening_ends_even_when_what_is_played_fails():
    with pytest.raises(ZeroDivisionError), listening() as turns:
        _ = 1 / 0
    below(0.2, 0.3, "opens", "stays shut")
    assert turns == []


def test_an_encounter_says_its_turns_in_the_order_in_which_they_happen():
    partner, infant, theory = PartnerTraits(), LearnerTraits(), Theory()
    with listening() as turns:
        signal = nurture.call(HERE, Kind.DISTRESS, 0.0, Mind(), infant, theory)
        answer = nurture.comfort(HERE, signal, partner, theory)
        lessons.testify(HERE, partner, theory)
    said = [turn.happens for turn in turns]
    assert said[0] == "seeks comfort"
    assert said.index("the signal is noticed") < said.index("the child is addressed with a cue")
    assert (answer.kind == nurture.NONE) is not turns[said.index("the signal is noticed")].happened


def outcomes(turns):
    """What came of each turn, in words."""
    return [turn.happens if turn.happened else turn.otherwise for turn in turns]


ANSWERED = {
    Response.NONE: "the signal is not noticed",
    Response.FRIGHTENING: "the answer frightens",
    Response.REBUFFING: "the answer rebuffs",
    Response.MIRRORING: "the answer mirrors",
}
CALLED = {
    strategy.SEEK: ["seeks comfort"],
    strategy.MINIMISE: ["does not seek comfort", "minimises"],
    strategy.MAXIMISE: ["does not seek comfort", "maximises"],
}


def test_what_is_said_of_distress_is_what_happens():
    partner = PartnerTraits(availability=0.0, fright=0.3, rejection=0.6)
    theory = Theory(strategy=Strategy(uncertainty_bonus=0.0))  # no strategy is better than another
    seen = set()
    for encounter in range(200):
        here = HERE._replace(encounter=encounter)
        with listening() as turns:
            signal = nurture.call(here, Kind.DISTRESS, 0.0, Mind(), LearnerTraits(), theory)
        assert outcomes(turns) == CALLED[signal.strategy]
        with listening() as turns:
            answer = nurture.comfort(here, signal, partner, theory)
        said = outcomes(turns)
        assert [words for words in said if words in ANSWERED.values()] == [ANSWERED[answer.kind]]
        if answer.kind == Response.MIRRORING:
            assert ("the state is read rightly" in said) == answer.congruent
            assert ("the mirroring is marked" in said) == answer.marked
        seen |= {("strategy", signal.strategy), ("answer", answer.kind)}
    assert len(seen) == len(CALLED) + len(ANSWERED)
