"""Explanations of distress and play: they tell what the diary holds, and what tips it does."""

from itertools import pairwise

import numpy as np
import pytest

import trustsim as ts
from trustsim.asking import explain
from trustsim.asking.explain.nurture import DOES
from trustsim.asking.explain.tipping import tipping_point, with_luck
from trustsim.theory.encounters import nurture
from trustsim.theory.encounters.messages import Kind, Response
from trustsim.theory.encounters.present import present
from trustsim.theory.rules import attention, noticing, strategy

EPSILON = 1e-7


def moment_of(shot, film):
    """The address of an encounter."""
    return shot.entry.moment


def around(tip):
    """A little beyond the value that a tip needs, and a little before it."""
    step = EPSILON if tip.needed > tip.now else -EPSILON
    return tip.needed + step, tip.needed - step


# What tips


def test_a_tipping_point_is_where_a_yes_becomes_a_no_and_the_nearest_one():
    assert tipping_point(lambda x: x > 0.3, 0.5, 0.0, 1.0) == pytest.approx(0.3, abs=1e-14)
    for now, nearest in ((0.6, 0.7), (0.0, 0.2)):
        found = tipping_point(lambda x: 0.2 < x < 0.7, now, 0.0, 1.0)
        assert found == pytest.approx(nearest, abs=1e-14)
    assert tipping_point(lambda x: True, 0.5, 0.0, 1.0) is None


def test_a_deed_with_its_own_luck_is_the_deed_itself(film, shots):
    shot = next(each for each in shots if each.entry.kind is Kind.DISTRESS)
    partner = present(shot.partner.traits, shot.mood, film.theory)
    about = (moment_of(shot, film), shot.entry.signal, partner, film.theory)
    for luck in ((0.0, 0.99, 0.0, 0.0), (0.0, 0.99, 0.99, 0.0), (1.0, 0.0, 0.0, 0.0)):
        answer = with_luck(nurture.comfort, luck)(*about)
        assert answer.kind == (Response.NONE if luck[0] == 1.0 else Response.MIRRORING)
    assert nurture.comfort(*about) == shot.entry.answer


# Encounters


def test_an_encounter_is_told_as_the_diary_has_it(encounters, shots):
    for why, shot in zip(encounters, shots, strict=True):
        entry = shot.entry
        assert why.occasion.place == {"day": entry.day, "encounter": entry.encounter}
        if entry.kind is Kind.LESSON:
            assert (
                "with an ostensive cue" in [t.outcome for t in why.turns]
            ) == entry.testimony.cue
            right = {"says what is right", "happens to be right"}
            assert bool(right & {t.outcome for t in why.turns}) == entry.testimony.right
        else:
            assert (why.arousal, why.strength) == (entry.signal.arousal, entry.signal.strength)
            assert why.after == entry.after
            assert (
                why.turns[0].outcome
                == f"{('seek', 'minimise', 'maximise')[entry.signal.strategy]}s"
            )
            outcomes = {turn.outcome for turn in why.turns}
            assert ("not noticed" in outcomes) == (entry.answer.kind == Response.NONE)
            assert ("rebuffs" in outcomes) == (entry.answer.kind == Response.REBUFFING)
            assert ("overridden" in outcomes) == (entry.answer.kind == Response.STIMULATING)
            assert ("read rightly" in outcomes) == entry.answer.congruent
            assert ("marked" in outcomes) == entry.answer.marked


def test_the_story_holds_every_kind_of_turn(encounters):
    """Else the tests of this file would look at too little."""
    told = {turn.outcome for why in encounters for turn in why.turns}
    assert told >= {
        "seeks", "minimises", "noticed", "not noticed", "rebuffs", "mirrors", "read wrongly",
        "marked", "without a mark", "overridden", "followed", "with other people",
        "with its mother", "an adult", "another child", "let in", "not let in", "not attended to",
        "can check", "sees wrongly", "does not know", "says something wrong", "thrown out",
    }  # fmt: skip


def test_every_turn_came_out_as_its_luck_says(encounters):
    for why in encounters:
        for turn in why.turns:
            ends = np.cumsum(list(turn.parts.values()))
            assert ends[-1] == pytest.approx(1.0)
            assert list(turn.parts)[np.searchsorted(ends, turn.luck)] == turn.outcome


def test_the_probabilities_are_those_of_the_rules(encounters, shots, film):
    theory = film.theory
    for why, shot in zip(encounters, shots, strict=True):
        parts = {name: p for turn in why.turns for name, p in turn.parts.items()}
        partner, entry = shot.partner.traits, shot.entry
        if entry.kind is Kind.LESSON:
            cue = attention.attending(entry.testimony.cue, theory.attention)
            assert parts["attended to"] == cue
            continue
        likely = strategy.propensities(shot.before.figure, theory.strategy)
        assert tuple(parts[does] for does in DOES) == likely
        if entry.kind is Kind.DISTRESS:
            strength = entry.signal.strength
            assert parts["noticed"] == noticing.noticing(
                strength, present(partner, shot.mood, theory), theory.noticing
            )
        if "mirrors" in parts:  # eq. 7
            assert parts["frightens"] == partner.fright
            assert parts["rebuffs"] == pytest.approx(
                (1.0 - partner.fright) * partner.rejection * strength, abs=1e-12
            )


def test_what_it_learnt_is_the_difference_between_two_portraits(short_life, days):
    world = ts.World(short_life, number=2, children=[3])
    for day in days:
        while world.day < day.day:
            world.step()
        before = world.infants[0].portrait()
        world.step()
        after = world.infants[0].portrait()
        first, last = day.encounters[0], day.encounters[-1]
        for item, words in (
            ("seek", "seeks comfort (probability)"),
            ("trust_in_figure", "trust in its mother"),
            ("clarity", "clarity"),
            ("trust_in_unknown", "trust in somebody unknown"),
        ):
            told = [each.learnt[words] for each in day.encounters if words in each.learnt]
            if words in first.learnt:
                assert told[0][0] == getattr(before, item)
            if words in last.learnt:
                assert told[-1][1] == getattr(after, item)
            for (_, then), (now, _) in pairwise(told):
                assert then == now
            assert bool(told) == (getattr(before, item) != getattr(after, item))


def test_what_it_had_lived_through_is_counted_up_to_the_encounter(encounters):
    """Distress, play and a lesson, in this order, fill each day."""
    for why in encounters:
        day, number = why.occasion.place.values()
        lived, place = why.occasion.lived, number % 3
        assert lived["distress"] == day + (place > 0)
        assert lived["play"] == day + (place > 1)
        assert lived["lessons with the mother"] + lived["lessons with others"] == day - 15


def test_an_encounter_by_its_number_is_that_of_its_day(short_life, days):
    for why in days[0].encounters:
        assert explain.encounter(short_life, 3, why.occasion.place["encounter"], world=2) == why


def answered(shot, film, **otherwise):
    """What would have come of distress or play, were something of it otherwise."""
    entry, partner, mood, signal = shot.entry, shot.partner.traits, shot.mood, shot.entry.signal
    mood = otherwise.pop("mood", mood)
    signal = signal._replace(strength=otherwise.pop("signal", signal.strength))
    partner = partner._replace(**otherwise)
    if entry.kind is Kind.DISTRESS:
        partner = present(partner, mood, film.theory)
        return nurture.comfort(moment_of(shot, film), signal, partner, film.theory)
    return nurture.join(moment_of(shot, film), signal, partner, film.theory)


CAME = {
    "noticed": lambda answer: answer.kind != Response.NONE,
    "not noticed": lambda answer: answer.kind == Response.NONE,
    "frightens": lambda answer: answer.kind == Response.FRIGHTENING,
    "rebuffs": lambda answer: answer.kind == Response.REBUFFING,
    "mirrors": lambda answer: answer.kind == Response.MIRRORING,
    "overridden": lambda answer: answer.kind == Response.STIMULATING,
    "followed": lambda answer: answer.kind == Response.MIRRORING,
    "read rightly": lambda answer: answer.congruent,
    "read wrongly": lambda answer: not answer.congruent,
    "marked": lambda answer: answer.marked,
    "without a mark": lambda answer: not answer.marked,
}


def test_a_tip_of_an_answer_really_tips_it(encounters, shots, film):
    """A little beyond the value needed the partner does otherwise, a little before it the same."""
    tried = 0
    for why, shot in zip(encounters, shots, strict=True):
        if shot.entry.kind is Kind.LESSON:
            continue
        for turn in why.turns[1:]:
            for tip in turn.tips:
                what = tip.what.split(" ")[0]
                there, here = (answered(shot, film, **{what: value}) for value in around(tip))
                if what == "signal" and there.kind == Response.NONE:
                    continue  # so faint that it would not have been noticed in the first place
                assert CAME[tip.then](there)
                assert CAME[turn.outcome](here)
                tried += 1
    assert tried > 50


def test_a_tip_of_the_strategy_really_tips_it(encounters, shots, film):
    """With a little more relief than needed the child would do it, with a little less not."""
    tried, infant = 0, film.infants[0].traits
    for why, shot in zip(encounters, shots, strict=True):
        if shot.entry.kind is Kind.LESSON:
            continue
        for tip in why.turns[0].tips:
            for relief, does in ((tip.needed + EPSILON, True), (tip.needed - EPSILON, False)):
                strategies = shot.before.figure.strategies
                strategies = strategies._replace(**{tip.then.removesuffix("s"): relief})
                mind = shot.before._replace(bond=shot.before.bond._replace(strategies=strategies))
                moment = moment_of(shot, film)
                signal = nurture.call(moment, shot.entry.kind, mind, infant, film.theory)
                assert (DOES[signal.strategy] == tip.then) == does
            tried += 1
    assert tried > 20


def test_another_strategy_would_have_brought_what_the_partner_answers_to_it(encounters, shots):
    for why, shot in zip(encounters, shots, strict=True):
        if shot.entry.kind is not Kind.LESSON:
            chosen = why.otherwise[why.turns[0].outcome]
            assert chosen == (why.strength, why.answer, why.after)
            louder = [each.strength for each in why.otherwise.values()]
            assert louder[1] <= louder[0] <= louder[2]


def test_an_answer_to_something_else_is_told_and_no_louder_signal_would_have_changed_it(short_life):
    """Half of the answers follow something that has nothing to do with the child (eq. 35)."""
    study = short_life.but({"caregiver.contingency": 0.5})
    followed = []
    for day in range(40, 60):
        for why in explain.day(study, 3, day).encounters[:2]:
            turns = {turn.question: turn for turn in why.turns}
            if why.turns[1].outcome == "overridden":
                assert len(turns) == 2  # whatever the child did
                continue
            followed.append(turns["What does the answer follow?"].outcome)
            tips = [tip.what for turn in why.turns[1:] for tip in turn.tips]
            if followed[-1] == "something else":
                assert "signal" not in tips
                assert "read rightly" not in why.answer
    assert {"something else", "the child's signal"} == set(followed)
