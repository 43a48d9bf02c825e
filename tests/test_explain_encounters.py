"""Explanations of everyday life: they tell what was played, and what tips it really does."""

import math
from collections import Counter
from itertools import pairwise
from typing import Annotated, NamedTuple

import pytest

import trustsim as ts
from trustsim.asking import explain
from trustsim.asking.explain.encounter import filmed, trace_of_encounter
from trustsim.asking.explain.numbers import Number, called, changed, numbers
from trustsim.asking.explain.tipping import FEW
from trustsim.asking.explain.trace import in_words, way
from trustsim.theory.about import assumed
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.messages import Kind, Response
from trustsim.theory.encounters.present import burdened, present
from trustsim.theory.parameters import PartnerTraits
from trustsim.theory.rules import threat
from trustsim.theory.states import Count
from trustsim.theory.turns import below, listening

EPSILON = 1e-7


def heard(turns):
    """What somebody heard, turn by turn."""
    return [(turn.luck, turn.probability, turn.happened) for turn in turns]


# What is told


@pytest.mark.long
def test_what_is_told_of_a_day_is_what_is_heard_when_it_is_lived(short_life, days):
    world = ts.World(short_life, number=2, children=[3])
    for day in days:
        while world.day < day.day:
            world.step()
        with listening() as turns:
            world.step()
        assert heard(turns) == heard(turn for each in day.encounters for turn in each.turns)


def test_who_of_many_is_met_is_told_turn_by_turn():
    """Several turns of one luck and the same words; nothing that the child believes decides."""
    share = {"mother": 0.3, "father": 0.3, "aunt": 0.2, "uncle": 0.2}
    people = {"father": {}, "aunt": {}, "uncle": {}}
    day = [{"distress": 12, "with": share}]
    study = ts.from_dict(
        {"cast": people, "life": {"home": {"day": day}}, "visits": {"strange_situation": {}}}
    )
    told = explain.day(study, 0, 3)
    world = ts.World(study, children=[0])
    while world.day < 3:
        world.step()
    with listening() as turns:
        world.step()
    assert heard(turns) == heard(turn for each in told.encounters for turn in each.turns)
    names = {each.occasion.what.split()[-1] for each in told.encounters}
    assert len(names) == 4


def test_an_encounter_is_told_as_the_diary_has_it(encounters, shots):
    for why, shot in zip(encounters, shots, strict=True):
        entry = shot.entry
        assert why.occasion.place == {"day": entry.day, "encounter": entry.encounter}
        if entry.kind is Kind.LESSON:
            kept = shot.after.me.learnt != shot.before.me.learnt
            assert (why.came[0] != "kept: nothing") == kept
        else:
            assert why.felt["arousal"] == entry.signal.arousal
            assert why.felt["signal"] == entry.signal.strength
            assert why.felt["mood of its mother (sd)"] == shot.partner.mood
            assert why.felt["hardship of the family (sd)"] == shot.infant.hardship
            assert why.came[0].startswith(in_words(entry.answer))
            assert why.changed["arousal"] == (entry.signal.arousal, entry.after)


def test_the_story_holds_every_kind_of_turn(encounters):
    """Else the tests of this file would look at too little."""
    told = Counter(turn.outcome for why in encounters for turn in why.turns)
    assert len(told) >= 30
    assert sum(told.values()) > 500


def test_what_it_learnt_is_the_difference_between_two_portraits(short_life, days):
    world = ts.World(short_life, number=2, children=[3])
    for day in days:
        while world.day < day.day:
            world.step()
        before = world.infants[0].portrait()
        world.step()
        after = world.infants[0].portrait()
        for item, words in (
            ("threat", "threat expected of its mother"),
            ("clarity", "clarity"),
            ("trust_in_unknown", "trust in somebody unknown"),
        ):
            told = [each.changed[words] for each in day.encounters if words in each.changed]
            for (_, then), (now, _) in pairwise(told):
                assert then == now
            if told:
                assert (told[0][0], told[-1][1]) == (getattr(before, item), getattr(after, item))
            else:
                assert getattr(before, item) == getattr(after, item)


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


def test_to_explain_changes_nobody(short_life):
    place = filmed(short_life, 3, 2, 40)
    before = place.film[-2:], [*place.infants[0].bonds], place.infants[0].me
    first = trace_of_encounter(place, len(place.film) - 1)
    assert trace_of_encounter(place, len(place.film) - 1) == first
    assert (place.film[-2:], place.infants[0].bonds, place.infants[0].me) == before


def test_every_lesson_of_a_day_tells_where_the_child_went_in_the_morning(short_life):
    study = short_life.but({"childhood.lessons": 3})
    *_, first, second, third = explain.day(study, 3, 100, world=2).encounters
    assert first.turns[0] == second.turns[0] == third.turns[0]
    assert len({each.turns[-1].luck for each in (first, second, third)}) == 3


def test_another_strategy_would_have_brought_what_the_partner_answers_to_it(encounters, shots):
    for why, shot in zip(encounters, shots, strict=True):
        if shot.entry.kind is Kind.LESSON:
            assert not why.otherwise
            continue
        others = list(why.otherwise.values())
        answer, after = in_words(shot.entry.answer), shot.entry.after
        assert others[shot.entry.signal.strategy] == (why.felt["signal"], answer, after)
        seek, minimise, maximise = (each.signal for each in others)
        assert minimise <= seek <= maximise


# What tips it


def played(shot, film, mind, partner, mood, hardship):
    """The turns of an encounter, by the encounters themselves."""
    entry, moment, theory = shot.entry, shot.entry.moment, film.theory
    today = present(burdened(partner, hardship, theory), mood, mind.bond.standing, theory)
    with listening() as turns:
        if entry.kind is Kind.LESSON:
            said = lessons.testify(moment, today, theory)
            lessons.considered(moment, said, mind, theory)
        else:
            infant = film.infants[0].traits
            signal = nurture.call(moment, int(entry.kind), 0.0, mind, infant, theory)
            answer = nurture.answer(moment, int(entry.kind), signal, today, theory)
            nurture.arrived(moment, signal, answer, mind, theory)
    return {(turn.luck, turn.happens): turn.happened for turn in turns}


BELIEVED = {  # in a bond
    "threat expected of its mother": ("bond", "threat"),
    "help expected of its mother": ("bond", "helpfulness"),
    "knowledge expected of its mother": ("bond", "knowledge"),
}


def otherwise(shot, what, value):
    """Mind, partner, mood and hardship with what a tip names at this value; None for any other."""
    mind, partner, mood = shot.before, shot.partner.traits, shot.partner.mood
    hardship, name = shot.infant.hardship, what.split(" of ")[0]
    if name in PartnerTraits._fields:
        return mind, partner._replace(**{name: value}), mood, hardship
    if what.startswith("mood of its mother"):
        return mind, partner, value, hardship
    if what.startswith("hardship of the family"):
        return mind, partner, mood, value
    path = BELIEVED.get(what)
    if what.startswith("relief expected of its mother"):
        path = ("bond", "strategies", what.split(" ")[-1].removesuffix("s"))
    if path is None:
        return None
    mind = changed(mind, path, value)
    return mind._replace(figure=mind.bond), partner, mood, hardship


def test_a_tip_really_tips_it(encounters, shots, film):
    """At the value needed the turn is turned, a little before it the same as it was."""
    tried = Counter()
    for why, shot in zip(encounters, shots, strict=True):
        if shot.entry.partner != "mother":
            continue
        for turn in why.turns:
            for tip in turn.tips:
                step = EPSILON if tip.needed > tip.now else -EPSILON
                there = otherwise(shot, tip.what, tip.needed)
                if there is None:
                    continue
                happens = turn.outcome if turn.happened else turn.instead
                key = (turn.luck, happens)
                turned = played(shot, film, *there)
                here = played(shot, film, *otherwise(shot, tip.what, tip.needed - step))
                if key not in here:
                    continue  # who was met in the morning
                assert turned[key] != turn.happened
                assert here[key] == turn.happened
                tried[tip.what.split(" ")[0]] += 1
    asked = {"availability", "mood", "hardship", "relief", "threat", "help", "marking", "knowledge"}
    assert asked <= set(tried)
    assert tried.total() > 200


def test_only_the_smallest_changes_are_told(encounters):
    """Of numbers in (0, 1) the distance is the change relative to the range."""
    for why in encounters:
        for turn in why.turns:
            assert len(turn.tips) <= FEW
            sizes = [abs(t.needed - t.now) for t in turn.tips if t.what.startswith(("help", "thr"))]
            assert sizes == sorted(sizes)
    assert max(len(turn.tips) for why in encounters for turn in why.turns) == FEW


def test_what_does_not_depend_on_any_number_has_no_tips(encounters):
    """How often a child can check is the theory's."""
    checks = [t for why in encounters for t in why.turns if "see for itself" in t.outcome]
    assert checks
    assert not any(turn.tips for turn in checks)


def test_an_answer_to_something_else_cannot_be_turned_by_a_louder_signal(short_life):
    """Half of the answers follow something that has nothing to do with the child (eq. 35)."""
    study = short_life.but({"caregiver.contingency": 0.5})
    followed = Counter()
    for day in range(40, 60):
        for why in explain.day(study, 3, day).encounters[:2]:
            turns = {turn.outcome: turn for turn in why.turns}
            followed["child"] += "the answer is to the child" in turns
            if "the answer is to something else" in turns:
                followed["else"] += 1
                assert "read rightly" not in why.came[0]
                tips = [tip.what for turn in why.turns[-2:] for tip in turn.tips]
                assert not any(what.startswith("relief") for what in tips)
    assert followed["child"] > 5 < followed["else"]


# Mirroring is a message


def mirrorings(encounters, shots):
    """Those that mirror, with what they were filmed as and what became of the message."""
    for why, shot in zip(encounters, shots, strict=True):
        if shot.entry.answer and shot.entry.answer.kind == Response.MIRRORING:
            yield why, shot


def test_a_mirrored_feeling_is_told_with_what_became_of_it(encounters, shots, film):
    """As it came, and as it would have come with a mark or without, at the same luck."""
    seen = Counter()
    for why, shot in mirrorings(encounters, shots):
        entry = shot.entry
        for words, marked in zip(
            why.came, (entry.answer.marked, not entry.answer.marked), strict=True
        ):
            answer = entry.answer._replace(marked=marked)
            about = (entry.moment, entry.signal, answer, shot.before, film.theory)
            became = ", ".join(way(nurture.arrived(*about)))
            assert words.endswith(f" {became}")
            seen[became] += 1
    assert set(seen) == {
        "not heard", "let in", "not let in", "taken for unkind, not let in",
    }  # fmt: skip


def test_a_feeling_that_is_not_let_in_tells_what_would_have_let_it_in(encounters, shots):
    """A single number, where there is one that would; the parts of the gate where it was asked."""
    kept_out, opened = Counter(), 0
    for why, shot in mirrorings(encounters, shots):
        for turn in why.turns:
            if turn.outcome not in ("does not let it in", "takes it for unkind"):
                continue
            kept_out[turn.outcome] += 1
            assert bool(why.gate) == (turn.outcome == "does not let it in")
            if why.gate:
                assert sum(why.gate.values()) < math.log(turn.luck / (1.0 - turn.luck))
            if not shot.entry.answer.marked and why.came[1].endswith("luck: let in"):
                opened += 1
                told = {tip.what for tip in turn.tips}
                assert len(told) == FEW or "marking of its mother" in told
    assert len(kept_out) == 2
    assert kept_out.total() > opened > 2


def test_what_is_taken_for_unkind_would_not_have_been_with_a_mark(encounters, shots):
    """Clarity alone helps nobody who sees no minds, so that here it takes a mark."""
    unkind = [
        turn
        for why, _ in mirrorings(encounters, shots)
        for turn in why.turns
        if turn.outcome == "takes it for unkind"
    ]
    assert unkind
    for turn in unkind:
        assert "marking of its mother" in {tip.what for tip in turn.tips}


# What is written tomorrow


class Traits(NamedTuple):
    """Traits that somebody may write tomorrow."""

    humour: Annotated[float, assumed(0, 5, "jokes", "how many jokes an hour")] = 1.0
    patience: float = 0.4
    laughed: Count = Count(2.0, 0.0)


def test_a_number_that_is_written_tomorrow_is_asked_about_with_its_range():
    humour, patience, laughed = numbers({"partner": Traits()}, ts.Theory())
    assert humour == Number(("partner", "humour"), 1.0, 0, 5, "jokes")
    assert (patience.now, laughed.now) == (0.4, 0.75)
    assert called(humour, {("partner",): "its mother"}) == "humour of its mother (jokes)"
    other = changed({"partner": Traits()}, ("partner", "laughed"), 0.1)["partner"]
    assert next(n.now for n in numbers({"a": other}, ts.Theory()) if n.path[-1] == "laughed") == (
        pytest.approx(0.1)
    )


class Singing(ts.Caregiver):
    """Somebody who may sing; then whatever she does is marked."""

    def comfort(self, signal):
        """Sing, the more surely the more she marks."""
        if below(0.35, self.traits.marking / 2.0, "sings a song", "does not sing"):
            return super().comfort(signal)._replace(marked=True)
        return super().comfort(signal)


class Sulking(ts.Infant):
    """A child who may not care, and learns nothing then."""

    cares = 0

    def take_in(self, kind, signal, answer):
        """Learn, if it cares."""
        self.cares += 1
        if below(0.5, threat.expected(self.bonds[1], self.theory) + 0.45, "sulks", "does not sulk"):
            return
        super().take_in(kind, signal, answer)


def test_a_persons_own_turn_is_explained_without_anything_else_being_done(short_life):
    why = explain.day(short_life, 3, 60, people={"caregiver": Singing}).encounters[0]
    (turn,) = (t for t in why.turns if {t.outcome, t.instead} == {"sings a song", "does not sing"})
    (tip,) = turn.tips
    assert tip.what == "marking of its mother"
    assert tip.now / 2.0 == turn.probability
    assert tip.needed == pytest.approx(0.7, abs=1e-8)
    assert "sings a song, with marking of its mother above 0.700" in explain.words(why)


def test_a_childs_own_turn_is_explained_and_playing_again_wears_nobody_out(short_life):
    people = {"infant": Sulking}
    why = explain.encounter(short_life, 3, 180, people=people)
    (turn,) = (t for t in why.turns if {t.outcome, t.instead} == {"sulks", "does not sulk"})
    assert "threat expected of its mother" in {tip.what for tip in turn.tips}
    place = filmed(short_life, 3, 0, 60, people)
    before = place.infants[0].cares
    trace_of_encounter(place, len(place.film) - 1)
    assert place.infants[0].cares == before == 122
