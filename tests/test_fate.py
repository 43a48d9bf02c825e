"""What becomes of a message: five things, and each is what the rules say."""

from collections import Counter

import pytest

from trustsim.asking.explain.trace import kept
from trustsim.showing.dashboard import fate
from trustsim.showing.dashboard.life import Life
from trustsim.study.scenario import age_in_days
from trustsim.study.vignettes import vignette
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.messages import MIRRORING, Kind


@pytest.fixture(scope="module")
def place():
    """A child of a sensitive caregiver, and all that it has lived through in four years."""
    life = Life(vignette("sensitive"), 0)
    life.live(age_in_days(48))
    return life.place


def test_every_word_of_a_life_has_one_fate_and_all_five_happen(place):
    fates = Counter()
    for shot in place.film:
        if shot.entry.kind is not Kind.LESSON:
            continue
        before, after = shot.before.me.learnt, shot.after.me.learnt
        said = shot.entry.testimony
        came = lessons.considered(shot.entry.moment, said, shot.before, place.theory)
        was = fate.of_lesson(came, before, after)
        fates[was] += 1
        assert (was == fate.NOT_HEARD) == (not came.hearing.attended)
        assert (was in (fate.GENERIC, fate.BOUND)) == came.kept
        assert came.kept == (kept(before, after) != "nothing")
        if was == fate.THROWN_OUT:
            assert came.hearing.let_in
            assert not said.right
        if came.kept:
            assert (was == fate.GENERIC) == said.cue  # at the default of theory.vigilance.generic
    assert set(fates) == set(fate.FATES)


def test_only_mirroring_says_something_and_its_mark_says_whose_it_is(place):
    fates = Counter()
    for shot in place.film:
        if shot.entry.kind is Kind.LESSON:
            continue
        signal, answer = shot.entry.signal, shot.entry.answer
        hearing = nurture.arrived(shot.entry.moment, signal, answer, shot.before, place.theory)
        was = fate.of_answer(answer, hearing)
        fates[was] += 1
        assert (was == fate.NO_MESSAGE) == (answer.kind != MIRRORING)
        if was in (fate.GENERIC, fate.BOUND):
            assert hearing.let_in
            assert (was == fate.GENERIC) == answer.marked
    assert set(fates) == {fate.NO_MESSAGE, *fate.FATES} - {fate.THROWN_OUT}
