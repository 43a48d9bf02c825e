"""Explanations: one decision taken apart, in words, as data and drawn; and what cannot be asked."""

import json
import math

import pytest
from scipy.optimize import brentq

import trustsim as ts
from trustsim.asking import explain
from trustsim.showing import figures
from trustsim.showing.report.folder import pictures
from trustsim.study.protocols import mother_stranger
from trustsim.theory.encounters import claims
from trustsim.theory.rules import choice, mentalising, strategy, trust

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
    assert why.clarity == child["clarity"]
    assert why.mother.trust == child["trust_in_figure"]
    assert why.stranger.trust == child["trust_in_unknown"]
    for believed in (why.mother, why.stranger):
        assert believed.trust == pytest.approx(believed.helpful * believed.knows)


def test_the_bars_of_an_explanation_add_up_to_the_decision(short_life, why):
    total = sum(explain.sides(why.reasons).values())
    consistency = short_life.theory.choice.consistency
    assert why.reasons.probability == pytest.approx(1.0 / (1.0 + math.exp(-consistency * total)))


@pytest.mark.parametrize("task", list(mother_stranger.MIXES))
def test_a_task_is_weighed_by_its_number_of_answers(short_life, task):
    why = explain.explanation(short_life, child=3, world=2, task=task)
    n = short_life.theory.learning.alternatives if task == mother_stranger.NOVEL else 2
    assert why.share == mother_stranger.MIXES[task]
    assert why.reasons.word == trust.weight_of_word(why.mother.trust, 0.0, n)


@pytest.mark.parametrize("child", range(5))
def test_what_would_have_tipped_it_makes_it_even(short_life, child):
    """Put the needed value in place of the one that was; the reasons then balance."""
    why = explain.explanation(short_life, child=child)
    theory, r, numbers = short_life.theory, why.reasons, short_life.theory.choice
    traits = ts.World(short_life, children=[child]).infants[0].traits
    figure = grown(short_life, child).mind.figure

    def seen(share=why.share, clarity=why.clarity, arousal=why.arousal):
        scrutiny = mentalising.mentalising(arousal, theory.mentalising)
        return choice.seen(share, clarity, scrutiny, numbers)

    def aroused(gain=why.gain, reactivity=traits.reactivity):
        infant = traits._replace(reactivity=reactivity)
        return {"seen": seen(arousal=choice.strangeness(gain, figure.threat, infant, numbers))}

    parts = {name: getattr(r, name) for name in ("word", "word_of_other", "closeness", "seen")}
    applied = {
        "trust in the mother": lambda x: {"word": trust.weight_of_word(x, 0.0, 2)},
        "trust in the stranger": lambda x: {"word_of_other": trust.weight_of_word(x, 0.0, 2)},
        "share of the picture that speaks for the mother": lambda x: {"seen": seen(share=x)},
        "clarity": lambda x: {"seen": seen(clarity=x)},
        "reactivity": lambda x: aroused(reactivity=x),
        "what it shows of what it feels": lambda x: (
            aroused(gain=x) | {"closeness": choice.closeness(x, numbers)}
        ),
    }
    assert why.tipping
    for name, (now, then) in why.tipping.items():
        for value, lead in ((now, sum(explain.sides(r).values())), (then, 0.0)):
            changed = parts | applied[name](value)
            assert changed["word"] - changed["word_of_other"] + changed["closeness"] + changed[
                "seen"
            ] == pytest.approx(lead, abs=1e-9)


def grown(short_life, child, world=0):
    """A child at the age of its visits."""
    place = ts.World(short_life, number=world, children=[child])
    place.live(AGE)
    return place.infants[0]


def test_a_child_who_shows_as_much_as_would_have_tipped_it_is_even(short_life):
    """Give a child the relief that makes it show so much, and ask it again."""
    task = mother_stranger.script(short_life.protocols["mother_stranger"])[-1]
    tipped = 0
    for child in range(12):
        why = explain.explanation(short_life, child=child)
        if "what it shows of what it feels" not in why.tipping:
            continue
        _, needed = why.tipping["what it shows of what it feels"]
        infant, theory = grown(short_life, child), short_life.theory

        def minding(relief, infant=infant):
            values = infant.mind.figure.strategies._replace(maximise=relief)
            return infant.mind._replace(bond=infant.mind.bond._replace(strategies=values))

        def gain(relief, minding=minding, theory=theory):
            return strategy.expected_gain(minding(relief).bond, theory.strategy)

        if not gain(-3.0) < needed < gain(3.0):
            continue
        relief = brentq(lambda x, gain=gain, needed=needed: gain(x) - needed, -3.0, 3.0, xtol=1e-14)
        r = claims.reasons(task.share, 2.0, minding(relief), infant.traits, theory)
        assert r.probability == pytest.approx(0.5, abs=1e-6)
        tipped += 1
    assert tipped


def test_an_explanation_tells_what_was_lived_through(why):
    days = round(AGE * 30.4375)
    assert why.lived["distress"] == why.lived["play"] == days
    assert why.lived["lessons with the mother"] + why.lived["lessons with others"] == days - 15
    shares = [v for name, v in why.lived.items() if name.startswith("distress: ")]
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
        ({"months": 61}, "--months 61: the child is asked at 4 months"),
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
            {"visit": "accuracy_of_informants", "event": 3},
            "--event 3: nothing is decided then, but in 9-16, 26-33, 43-50, 60-67",
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
            assert f"{turn.question} {turn.outcome} (" in text
            assert f"luck {turn.luck:.3f})" in text
            for tip in turn.tips:
                assert f"{tip.needed:.3f} (it was {tip.now:.3f})" in text
        for belief in why.learnt:
            assert belief in text


def test_an_explanation_in_words_names_both_speakers(why):
    text = explain.words(why)
    for words in ("of its mother", "of somebody unknown", "What alone would have made it even"):
        assert words in text


def test_the_words_of_a_visit_name_it_and_what_came_of_it(visits):
    for name, each in visits.items():
        text = explain.words(each)
        assert name in text
        for turn in each.turns if hasattr(each, "turns") else (each.turn,):
            assert turn.outcome in text
        for side in getattr(each, "sides", {}):
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
    assert bars_of(figures.decision(why)) == [*explain.sides(why.reasons), "together"]
    for name, whole in (
        ("mother_stranger", "together"),
        ("label_against_eyes", "together, if let in"),
    ):
        assert bars_of(figures.decision(visits[name])) == [*visits[name].sides, whole]


def test_the_figure_of_an_encounter_marks_the_luck_of_every_turn(day, visits):
    for each in (*day.encounters, visits["gaze_following"], visits["strange_situation"]):
        figure = figures.encounter(each)
        assert bars_of(figure) == [turn.question for turn in each.turns]
        luck = list(figure.axes[0].lines[0].get_xdata())
        assert luck == [turn.luck for turn in each.turns]


def test_a_day_is_drawn_encounter_by_encounter(day, visits):
    numbers = [each.occasion.place["encounter"] for each in day.encounters]
    assert list(pictures(day)) == [f"encounter_{number}" for number in numbers]
    assert list(pictures(visits["mother_stranger"])) == ["decision"]
    assert list(pictures(visits["gaze_following"])) == ["encounter"]


def test_a_visit_to_mother_and_stranger_tells_the_same_as_the_decision(visits, why):
    told = visits["mother_stranger"]
    assert tuple(told.informants.values()) == (why.mother, why.stranger)
    assert told.sides == explain.sides(why.reasons)
    assert told.tipping == why.tipping
