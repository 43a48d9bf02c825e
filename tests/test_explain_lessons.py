"""Explanations of lessons: they tell what the diary holds, and what tips them really does."""

import math

import pytest
from minds import but

import trustsim as ts
from trustsim.asking.explain.lesson import gate_parts
from trustsim.study.lives import MOTHER
from trustsim.theory.encounters import lessons
from trustsim.theory.encounters.messages import FIGURE, Kind
from trustsim.theory.rules import vigilance
from trustsim.theory.states import Count

EPSILON = 1e-7


def moment_of(shot, film):
    """The address of an encounter."""
    return shot.entry.moment


def around(tip):
    """A little beyond the value that a tip needs, and a little before it."""
    step = EPSILON if tip.needed > tip.now else -EPSILON
    return tip.needed + step, tip.needed - step


def considered(shot, film, **otherwise):
    """What would have become of a message, were something of it otherwise."""
    moment, mind, theory = moment_of(shot, film), shot.before, film.theory
    trusted = lessons.trust_in_partner(shot.entry.partner == MOTHER, mind, theory)
    told = {"trusted": trusted, "threat": mind.bond.threat}
    return lessons.considered(
        moment, shot.entry.testimony, **(told | {"mind": mind, "theory": theory} | otherwise)
    )


def with_clarity(mind, clear, theory):
    """The same child with this clarity: what is credited beforehand is counted off."""
    numbers = theory.clarity
    beforehand = Count(clear - numbers.default_clear, 1.0 - clear - numbers.default_unclear)
    return but(mind, clarity=beforehand)


def lessons_with(question, encounters, shots):
    """Lessons in which this was decided: the turn, and the line of the diary."""
    for why, shot in zip(encounters, shots, strict=True):
        for turn in why.turns:
            if turn.question == question:
                yield turn, shot


def test_a_tip_of_the_gate_really_tips_it(encounters, shots, film):
    tried = 0
    for turn, shot in lessons_with("Is the gate open?", encounters, shots):
        if not shot.entry.testimony.right:
            continue  # what is let in might be thrown out
        for tip in turn.tips:
            name = "trusted" if tip.what.startswith("trust") else "threat"
            for value, outcome in zip(around(tip), (tip.then, turn.outcome), strict=True):
                assert considered(shot, film, **{name: value}).kept == (outcome == "let in")
            tried += 1
    assert tried > 5


def test_a_tip_of_the_content_check_really_tips_it(encounters, shots, film):
    tried = 0
    for turn, shot in lessons_with("Is it thrown out?", encounters, shots):
        for tip in turn.tips:
            for value, outcome in zip(around(tip), (tip.then, turn.outcome), strict=True):
                if tip.what == "clarity":
                    mind = with_clarity(shot.before, value, film.theory)
                else:
                    mind = but(shot.before, tension=value)
                assert considered(shot, film, mind=mind).kept == (outcome == "not thrown out")
            tried += 1
    assert tried > 1


def test_a_tip_of_the_company_really_tips_it(encounters, shots, film):
    tried = 0
    for turn, shot in lessons_with("With whom are the day's lessons?", encounters, shots):
        morning = moment_of(shot, film)._replace(encounter=shot.entry.day, partner=FIGURE)
        _, meet, _ = lessons.mood_of_day(morning, 0.0, film.theory)
        for tip in turn.tips:
            if tip.what == "expected threat":
                for value, outcome in zip(around(tip), (tip.then, turn.outcome), strict=True):
                    figure = shot.before.figure._replace(threat=value)
                    went = lessons.ventures(meet, shot.before._replace(figure=figure), film.theory)
                    assert went == (outcome == "with other people")
                tried += 1
    assert tried > 2


def test_what_is_kept_believed_and_credited_is_what_the_rules_made_of_it(encounters, shots, film):
    theory, judged = film.theory, 0
    for why, shot in zip(encounters, shots, strict=True):
        if shot.entry.kind is not Kind.LESSON:
            continue
        outcome = considered(shot, film)
        assert (why.kept != "nothing") == outcome.kept
        before, after = (mind.bond for mind in (shot.before, shot.after))
        assert (why.believed is not None) == outcome.judged
        if outcome.judged:
            judged += 1
            assert why.believed == outcome.believed
            assert sum(why.credit.values()) == pytest.approx(1.0)
            counted = lessons.addressed(before.helpfulness, shot.entry.testimony.cue, theory.trust)
            assert after.helpfulness.hits - counted.hits == pytest.approx(
                why.credit["knows and helps"]
            )
            assert after.helpfulness.misses - counted.misses == pytest.approx(
                why.credit["knows and misleads"]
            )
    assert judged > 5


def test_what_opens_the_gate_adds_up_to_it():
    theory = ts.Theory().vigilance
    for cue, trusted, threat in ((True, 0.3, 0.2), (False, 0.9, 0.0), (True, 0.5, 0.7)):
        parts = gate_parts(cue, trusted, threat, ts.Theory())
        assert parts["openness"] == pytest.approx(theory.openness)
        assert parts["ostensive cue"] == pytest.approx(theory.cue if cue else 0.0)
        assert parts["trust"] == pytest.approx(theory.trust * (2.0 * trusted - 1.0))
        assert parts["threat"] == pytest.approx(-theory.threat * threat)
        together = 1.0 / (1.0 + math.exp(-sum(parts.values())))
        assert together == pytest.approx(vigilance.gate(cue, trusted, threat, theory))
