"""Explanations: one decision taken apart, in words, as data and drawn; and what cannot be asked."""

import json
import math

import pytest

import trustsim as ts
from trustsim.asking import explain
from trustsim.asking.explain.numbers import called, changed, numbers
from trustsim.showing import figures
from trustsim.showing.report.folder import pictures
from trustsim.study.protocols import mother_stranger
from trustsim.theory.encounters import claims
from trustsim.theory.rules import trust

AGE = 4


@pytest.fixture(scope="module")
def why(short_life):
    """One decision between mother and stranger."""
    return explain.explanation(short_life, child=3, world=2)


@pytest.fixture(scope="module")
def day(short_life):
    """One day."""
    return explain.day(short_life, 3, 100, world=2)


@pytest.fixture(scope="module")
def visits(short_life):
    """A decision by bars, one by a path, and one in which nothing is learnt."""
    names = ("mother_stranger", "label_against_eyes", "gaze_following", "strange_situation")
    return {name: explain.visit(short_life, 3, name, world=2) for name in names}


def test_an_explanation_is_that_of_the_recorded_child(short_life, why):
    rows = ts.run(short_life.but({"children": 4})).tables["portraits"]
    child = rows[(rows["world"] == 2) & (rows["child"] == 3)].iloc[-1]
    assert why.eyes["clarity"] == child["clarity"]
    assert why.beliefs["the mother"].trust == child["trust_in_figure"]
    assert why.beliefs["the stranger"].trust == child["trust_in_unknown"]
    for believed in why.beliefs.values():
        assert believed.trust == pytest.approx(believed.helpful * believed.knows)


def test_the_bars_of_an_explanation_are_the_reasons_and_add_up_to_the_decision(short_life, why):
    consistency = short_life.theory.choice.consistency
    likely = 1.0 / (1.0 + math.exp(-consistency * sum(why.reasons.values())))
    assert why.turns[-1].probability == pytest.approx(likely)
    row = mother_stranger.script(short_life.protocols["mother_stranger"])[-1]
    assert why.reasons == explain.sides(grown(short_life, 3, 2).weigh(row))


@pytest.mark.parametrize("task", list(mother_stranger.MIXES))
def test_a_task_is_weighed_by_its_number_of_answers(short_life, task):
    why = explain.explanation(short_life, child=3, world=2, task=task)
    n = short_life.theory.learning.alternatives if task == mother_stranger.NOVEL else 2
    assert why.eyes["share of what is seen that speaks for it"] == mother_stranger.MIXES[task]
    trusted = why.beliefs["the mother"].trust
    assert why.reasons["word of the mother"] == trust.weight_of_word(trusted, 0.0, n)


@pytest.mark.parametrize("child", range(5))
def test_what_would_have_tipped_it_makes_it_even(short_life, child):
    """Put the needed value in place of the one that was, and ask the rules again."""
    why, theory = explain.explanation(short_life, child=child), short_life.theory
    infant = grown(short_life, child)
    row = mother_stranger.script(short_life.protocols["mother_stranger"])[-1]
    held = {
        "bond": infant.mind.bond,
        "people": infant.mind.people,
        "me": infant.me,
        "child": infant.traits,
        "row": row,
    }
    owners = {("bond",): "its mother", ("people",): "people", ("child",): "the child"} | {
        ("row", "share"): "the mother"
    }
    paths = {called(number, owners): number.path for number in numbers(held, theory)}
    assert len(why.tipping) >= 3
    for tip in why.tipping:
        now = changed(held, paths[tip.what], tip.needed)
        mind = infant.mind._replace(
            bond=now["bond"], figure=now["bond"], people=now["people"], me=now["me"]
        )
        r = claims.reasons(now["row"].share, 2.0, mind, now["child"], theory)
        assert r.probability == pytest.approx(0.5, abs=1e-7)


def grown(short_life, child, world=0):
    """A child at the age of its visits."""
    place = ts.World(short_life, number=world, children=[child])
    place.live(AGE)
    return place.infants[0]


def test_an_explanation_tells_what_was_lived_through(why):
    lived, days = why.occasion.lived, round(AGE * 30.4375)
    assert lived["distress"] == lived["play"] == days
    assert lived["lessons with the mother"] + lived["lessons with others"] == days - 15
    shares = [v for name, v in lived.items() if name.startswith("distress: ")]
    assert sum(shares) == pytest.approx(1.0)


# Mistakes


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"child": 147}, "--child 147: must lie between 0 and 146"),
        ({"world": -1}, "--world -1: must lie between 0 and 3"),
        ({"world": 4, "day": 3}, "--world 4: must lie between 0 and 3"),
        ({"child": -1, "encounter": 3}, "--child -1: must lie between 0 and 146"),
        ({"task": "75-25"}, "--task '75-25': choose one of novel, 50/50, 75/25"),
        ({"months": 61}, "--months 61: the visit takes place at 4 months"),
        ({"day": 122}, "--day 122: must lie between 0 and 121"),
        ({"encounter": 366}, "--encounter 366: must lie between 0 and 365"),
        (
            {"encounter": 2},
            r"--encounter 2: nothing happened then, lessons begin at 0.5 months; the nearest are "
            "0 and 1",
        ),
        ({"visit": "gaze"}, r"--visit 'gaze': choose one of .*trust_scales.*contingency"),
        ({"visit": "gaze_folowing"}, "did you mean 'gaze_following'"),
        ({"visit": "gaze_following", "months": 6}, "--months 6: the visit takes place at 4 months"),
        ({"visit": "gaze_following", "event": 18}, "--event 18: must lie between 0 and 17"),
        (
            {"visit": "strange_situation", "event": 60},
            "--event 60: nothing is decided then, but in 0-25, 38-49, 74-85",
        ),
        ({"visit": "trust_scales"}, "--visit trust_scales: nothing is decided in this visit"),
        ({"encounter": 3, "day": 1}, "--encounter and --day: ask one question at a time"),
        ({"event": 3}, "--event means nothing; give it with --visit"),
        ({"day": 3, "months": 4}, "--months means nothing with --day; give it without --day or"),
        ({"visit": "a_not_b", "task": "novel"}, "--task means nothing with --visit"),
    ],
)
def test_a_question_about_nothing_is_answered_kindly(short_life, options, message):
    with pytest.raises(ts.Mistake, match=message):
        explain.asked(short_life, **({"child": 0} | options))


def test_a_visit_that_the_config_does_not_have_is_named():
    short_life = ts.from_dict({"visits": {"strange_situation": {}}})
    with pytest.raises(ts.Mistake, match=r"the config has no \[visits.a_not_b\]; it has strange"):
        explain.visit(short_life, 0, "a_not_b")
    with pytest.raises(ts.Mistake, match=r"no \[visits.mother_stranger\]"):
        explain.asked(short_life, 0)


def test_a_childhood_in_which_nothing_happens_is_said_to_be_one():
    life = {"distress": 0, "play": 0, "lessons_from": 9}
    short_life = ts.from_dict({"childhood": life, "visits": {"strange_situation": {}}})
    with pytest.raises(ts.Mistake, match="--day 3: nothing happened on this day"):
        explain.day(short_life, 0, 3)
    short_life = short_life.but({"childhood.lessons": 0})
    with pytest.raises(ts.Mistake, match="--encounter 3: there is none in this childhood"):
        explain.encounter(short_life, 0, 3)


# In words, as data, drawn


def test_the_words_say_probability_luck_and_what_would_have_tipped_it(day):
    for why in day.encounters:
        text = explain.words(why)
        for turn in why.turns:
            assert f"{turn.outcome} (luck {turn.luck:.3f} is " in text
            for tip in turn.tips:
                assert f"{turn.instead}, with {tip.what} " in text
                assert f"{tip.needed:.3f} (it was {tip.now:.3f})" in text
        for belief in why.changed:
            assert belief in text


def test_an_explanation_in_words_names_both_speakers_and_which_is_the_first(why):
    text = explain.words(why)
    for words in ("The first is the mother", "the stranger", "What alone would have made it even"):
        assert words in text


def test_the_words_of_a_visit_name_it_and_what_came_of_it(visits):
    for name, each in visits.items():
        text = explain.words(each)
        assert name in text
        for turn in each.turns:
            assert turn.outcome in text
        for side in each.reasons:
            assert side in text


def test_the_words_of_a_day_tell_once_what_was_lived_through(day):
    text = explain.words(day)
    assert text.count("What it has lived through") == 1
    assert text.count("How it came about") == len(day.encounters) == 3


def test_as_data_an_explanation_survives_json(why, day, visits):
    for each in (why, day, *visits.values()):
        data = explain.plain(each)
        assert json.loads(json.dumps(data)) == data
    told = explain.plain(day)["encounters"][0]["turns"][0]
    assert told["luck"] == day.encounters[0].turns[0].luck


def test_words_are_for_explanations_only():
    with pytest.raises(TypeError, match="words are for explanations"):
        explain.words(3)


def bars_of(figure):
    """The names of the bars of a figure."""
    return [text.get_text() for text in figure.axes[0].get_yticklabels()]


def test_the_figure_of_a_decision_has_a_bar_for_every_reason(why, visits):
    assert bars_of(figures.decision(why)) == [*why.reasons, "together"]
    gated = visits["label_against_eyes"]
    assert bars_of(figures.decision(gated)) == [*gated.reasons, "together, if let in"]


def test_the_figure_of_an_encounter_marks_the_luck_of_every_turn(day, visits):
    for each in (*day.encounters, visits["gaze_following"], visits["strange_situation"]):
        figure = figures.encounter(each)
        assert bars_of(figure) == [turn.outcome for turn in each.turns]
        luck = list(figure.axes[0].lines[0].get_xdata())
        assert luck == [turn.luck for turn in each.turns]


def test_a_day_is_drawn_encounter_by_encounter(day, visits):
    numbers = [each.occasion.place["encounter"] for each in day.encounters]
    assert list(pictures(day)) == [f"encounter_{number}" for number in numbers]
    assert list(pictures(visits["mother_stranger"])) == ["decision"]
    assert list(pictures(visits["gaze_following"])) == ["encounter"]


def test_a_visit_to_mother_and_stranger_tells_the_same_as_the_decision(visits, why):
    assert visits["mother_stranger"] == why
