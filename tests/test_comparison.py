"""Our model and the rivals on the same task files: one task for all, proper scores, no guessing."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

import trustsim as ts
from trustsim.asking.comparison import compare, scores
from trustsim.asking.comparison.comparing import compared, compared_populations, gone_through
from trustsim.asking.comparison.models import MODELS, NAMES, Silent
from trustsim.asking.comparison.situations import ORDER, Known, questions_of_script, situation
from trustsim.asking.comparison.studies import published_tasks
from trustsim.asking.comparison.task import BUILT_IN, DIFFERENCE, PREFERENCE, SHARE
from trustsim.asking.patterns import literature
from trustsim.asking.patterns.part import HIGH_RISK, LOW_RISK
from trustsim.asking.rivals import RIVALS, cittern_2018, rescorla_wagner
from trustsim.mistakes import Mistake
from trustsim.study.protocols import CATALOGUE, accuracy_of_informants, neutral_informant

approx = pytest.approx
shares = st.floats(0.01, 0.99)
VISITS = {
    "home_observation": {},
    "strange_situation": {},
    "mother_stranger": {},
    "accuracy_of_informants": {},
    "neutral_informant": {},
    "familiar_teacher": {},
    "announced_liar": {},
    "label_against_eyes": {},
}


@pytest.fixture(scope="module")
def few():
    """A few children who go through every task about informants and the Strange Situation."""
    return ts.from_dict({"seed": 12, "worlds": 2, "children": 20, "visits": VISITS}, name="few")


@pytest.fixture(scope="module")
def chosen(few):
    """The tasks that they go through."""
    return [task for task in published_tasks() if gone_through(task, few)]


@pytest.fixture(scope="module")
def cohorts(few, chosen):
    """Their records, and those of the populations that are compared."""
    return {name: ts.run(each) for name, each in compared_populations(few, chosen).items()}


@pytest.fixture(scope="module")
def outcome(chosen, cohorts):
    """The comparison."""
    return compared(chosen, cohorts, MODELS)


def at(protocol, condition):
    """The situation in which a condition is asked about, by default settings."""
    return situation(protocol, condition, CATALOGUE[protocol].Settings())


def predicted(outcome, model, pattern):
    """What one model predicts on the tasks of one pattern, by task."""
    rows = outcome.tasks.query("model == @model and pattern == @pattern")
    return dict(zip(rows["task"], rows["predicted"], strict=True))


# What a model is told


@pytest.mark.parametrize("pair", accuracy_of_informants.PAIRS)
def test_the_histories_read_off_the_script_are_as_accurate_as_the_pair_says(pair):
    posed = at("accuracy_of_informants", pair)
    heard = [100 * np.mean(known.history) for known in (posed.first, posed.second)]
    assert heard == [float(accuracy) for accuracy in pair.split("/")]


@pytest.mark.parametrize("pair", neutral_informant.PAIRS)
def test_who_only_remarked_on_things_was_neither_right_nor_wrong(pair):
    posed = at("neutral_informant", pair)
    history = {"accurate": (1, 1, 1, 1), "inaccurate": (0, 0, 0, 0), "neutral": ()}
    assert [posed.first.history, posed.second.history] == [history[n] for n in pair.split("/")]


def test_the_familiar_teacher_has_erred_only_after_she_was_wrong():
    before, right, wrong = (
        at("familiar_teacher", when) for when in ("before", "after right", "after wrong")
    )
    assert before.first == Known(familiar=True)
    assert before.second == Known()
    assert (right.first.history, right.second.history) == ((1,) * 4, (0,) * 4)
    assert (wrong.first.history, wrong.second.history) == ((0,) * 4, (1,) * 4)


def test_the_child_is_warned_of_the_liar_alone():
    assert at("announced_liar", "baseline").first == Known(witness=True)
    assert at("announced_liar", "liar").first == Known(witness=True, warned=True)


def test_there_is_something_to_see_where_the_mother_says_the_improbable():
    assert at("mother_stranger", "novel").share == 0.5
    assert at("mother_stranger", "75/25").share == 0.25
    assert at("mother_stranger", "75/25").first.familiar


@pytest.mark.parametrize("protocol", ORDER)
def test_every_condition_is_asked_about_equally_often(protocol):
    settings = CATALOGUE[protocol].Settings()
    order = ORDER[protocol](settings)
    posed = questions_of_script(CATALOGUE[protocol].script(settings))
    assert len(posed) % len(order) == 0
    columns = read_of(protocol)
    assert set(order) == {name.removesuffix(" ask").removesuffix(" endorse") for name in columns}


def read_of(protocol):
    """The columns that a protocol reads."""
    settings = CATALOGUE[protocol].Settings()
    outcomes = np.zeros((1, len(CATALOGUE[protocol].script(settings)), 4))
    return CATALOGUE[protocol].read(outcomes, settings)


def test_the_rivals_follow_the_script_when_it_changes(monkeypatch, few, cohorts):
    tasks = [task for task in published_tasks() if task.words == "75/0, 36 months"]
    models = {name: each for name, each in MODELS.items() if name in RIVALS}
    before = compared(tasks, cohorts, models).tasks.set_index("model")["predicted"]
    monkeypatch.setitem(accuracy_of_informants.RIGHT, "75", (1, 0, 0, 0))
    after = compared(tasks, cohorts, models).tasks.set_index("model")["predicted"]
    for name in ("shafto_2012", "rescorla_wagner"):
        assert after[name] < before[name] - 0.01
    assert after["constant_trust"] == before["constant_trust"] == 0.5


# What they answer


def test_the_models_are_ours_and_every_rival():
    assert set(MODELS) == {"trustsim", *RIVALS} == set(NAMES)


def test_shafto_answers_as_published_from_the_histories_of_the_script(outcome):
    said = predicted(outcome, "shafto_2012", "accuracy_tracking")
    published = (0.66, 0.63, 0.62, 0.59, 0.80, 0.73, 0.75, 0.66)
    assert list(said.values()) == approx(published, abs=0.03)
    liar = predicted(outcome, "shafto_2012", "default_helpfulness")
    assert list(liar.values()) == approx((0.86, 0.15), abs=0.03)


def test_rescorla_wagner_sets_labels_against_an_empty_history(outcome):
    said = predicted(outcome, "rescorla_wagner", "accurate_or_neutral")
    merit = rescorla_wagner.preference([1, 1, 1, 1], [])
    assert said["accurate/neutral, three years"] == said["accurate/neutral, four years"] == merit


def test_ours_is_what_the_children_did(outcome, cohorts):
    rows = cohorts["study"].tables["accuracy_of_informants"].query("months == 36")
    did = (rows["100/0 ask"] + rows["100/0 endorse"]).mean() / 2.0
    said = predicted(outcome, "trustsim", "accuracy_tracking")
    assert said["100/0, 36 months"] == approx(did, rel=1e-12)


def test_cittern_knows_how_often_our_caregivers_were_seen_to_respond(outcome, cohorts):
    noticed = cohorts["study"].column("home_observation", "noticed")
    secure, resistant, avoidant = cittern_2018.strategies(noticed).mean((0, 1))
    said = predicted(outcome, "cittern_2018", "strange_situation_low_risk")
    assert said["secure, of the organised"] == secure
    assert said["resistant, of the organised"] == resistant
    assert said["avoidant, of the organised"] == avoidant
    assert math.isnan(said["disorganised"])


def test_high_and_low_risk_are_seen_at_home_too(cohorts):
    for name in (HIGH_RISK, LOW_RISK):
        assert "home_observation" in cohorts[name].tables


def test_who_cannot_express_a_task_gives_a_reason_and_no_number(outcome):
    rows = outcome.tasks
    silent = rows["silent"] != ""
    assert silent.any()
    assert rows.loc[silent, ["predicted", "probability", "brier", "log"]].isna().all(axis=None)
    assert rows.loc[~silent, ["predicted", "brier", "log"]].notna().all(axis=None)


@pytest.mark.parametrize(
    ("model", "pattern"),
    [
        ("shafto_2012", "testimony_against_eyes"),
        ("shafto_2012", "corriveau_order"),
        ("shafto_2012", "strange_situation_risk"),
        ("rescorla_wagner", "default_helpfulness"),
        ("rescorla_wagner", "corriveau_sample"),
        ("cittern_2018", "accuracy_tracking"),
        ("constant_trust", "strange_situation_low_risk"),
    ],
)
def test_what_a_rival_has_no_words_for_it_does_not_guess(outcome, model, pattern):
    rows = outcome.tasks.query("model == @model and pattern == @pattern")
    assert (rows["silent"] != "").all()


def test_without_a_visit_at_home_cittern_has_nothing_to_go_by():
    study = ts.from_dict({"worlds": 1, "children": 5, "visits": {"strange_situation": {}}})
    rows = compare(study).tasks.query("model == 'cittern_2018'")
    assert rows["silent"].str.contains("no home was visited|disorganised").all()


# What was published


def test_every_task_rests_on_a_pattern_of_the_literature_and_is_told_apart():
    tasks = published_tasks()
    assert {task.pattern for task in tasks} <= set(literature())
    assert set(BUILT_IN) <= {task.pattern for task in tasks}
    assert len({(task.pattern, task.words) for task in tasks}) == len(tasks)


def test_the_default_study_goes_through_every_task():
    study = ts.comparison.study()
    assert all(gone_through(task, study) for task in published_tasks())


def test_every_condition_of_a_task_is_read_by_its_protocol():
    for task in published_tasks():
        for cell in task.cells:
            if cell.protocol != "strange_situation":
                names = (cell.condition, f"{cell.condition} ask")
                assert any(column in names for column in read_of(cell.protocol)), task


def test_shares_are_shares_and_differences_weigh_to_nothing():
    for task in published_tasks():
        if task.kind == SHARE:
            assert 0.0 <= task.published <= 1.0
            assert len(task.cells) == 1
        else:
            assert len(task.cells) == len(task.weights) == len(task.children)
            assert min(task.children) > 1.0
        if task.kind == DIFFERENCE:
            assert sum(task.weights) == approx(0.0, abs=1e-12)


SIZES = {  # pattern -> how many children there were in a cell, by what the abstracts say
    "accurate_or_neutral": {131 / 6},
    "familiar_teacher": {61 / 3, 61 / 6},
    "testimony_against_eyes": {24},
    "gaze_following": {1031, 267 / 2},
    "ostension_generalises": {20},  # assumed
    "corriveau_sample": {147},
    "corriveau_order": {147 * 0.62, 147 * 0.15, 147 * 0.09},
    "corriveau_flexibility": {147 * 0.62, 147 * 0.15, 147 * 0.09},
    "strange_situation_risk": {20_720 / 2},
}


def test_a_finding_is_as_sure_as_its_children_were_many():
    asked = {}
    for task in published_tasks():
        if task.kind != SHARE:
            asked.setdefault(task.pattern, set()).update(task.children)
    assert set(asked) == set(SIZES)
    for pattern, sizes in SIZES.items():
        assert sorted(asked[pattern]) == approx(sorted(sizes)), pattern


def test_what_falls_is_a_difference_the_other_way_round():
    falls = [task for task in published_tasks() if task.words.endswith("(falls)")]
    assert {task.pattern for task in falls} == {"familiar_teacher"}
    for task in falls:
        weights = {
            cell.condition: weight for cell, weight in zip(task.cells, task.weights, strict=True)
        }
        assert weights == {"before": 1.0, "after wrong": -1.0}


def test_held_out_means_that_nobody_who_answers_had_it_built_in(outcome):
    for _, rows in outcome.tasks.groupby(["pattern", "task"]):
        assert rows["held_out"].nunique() == 1
        assert rows["held_out"].iloc[0] == (rows["built_in"] == "").all()
        assert (rows.loc[rows["silent"] != "", "built_in"] == "").all()
    held_out = outcome.tasks[outcome.tasks["held_out"]]
    assert not {"accuracy_tracking", "default_helpfulness"} & set(held_out["pattern"])
    assert "accurate_or_neutral" in set(held_out["pattern"])


# What it scores


@given(shares, shares)
def test_the_score_of_a_share_is_that_of_a_trial_less_what_nobody_can_avoid(p, f):
    trial = f * (1.0 - p) ** 2 + (1.0 - f) * p**2
    surprise = -f * math.log(p) - (1.0 - f) * math.log(1.0 - p)
    floor = -f * math.log(f) - (1.0 - f) * math.log(1.0 - f)
    score = scores.of_share(p, f)
    assert score.brier == approx(trial - f * (1.0 - f), abs=1e-12)
    assert score.log == approx(surprise - floor, abs=1e-9)


@given(shares, shares)
def test_nobody_gains_by_saying_what_he_does_not_hold(p, f):
    assert scores.of_share(p, f).brier >= scores.of_share(f, f).brier == 0.0
    assert scores.of_share(f, f).log == approx(0.0, abs=1e-12)
    assert scores.of_share(p, f).log >= scores.of_share(f, f).log - 1e-12
    for kind in range(2):
        honest, other = (expected(f, said, kind) for said in (f, p))
        assert other >= honest - 1e-12


def expected(believed, said, kind):
    """What a probability that was said must expect to score."""
    yes, no = scores.of_finding(said)[kind], scores.of_finding(1.0 - said)[kind]
    return believed * yes + (1.0 - believed) * no


def test_what_was_held_to_be_impossible_costs_everything():
    assert scores.of_finding(0.0) == (1.0, math.inf)
    assert scores.of_share(0.0, 0.5).log == math.inf


@pytest.mark.parametrize("answers", [20, 40, 87, 88])
def test_a_study_finds_what_a_binomial_test_finds_significant(answers):
    share = 0.62
    found = sum(
        math.comb(answers, k) * share**k * (1.0 - share) ** (answers - k)
        for k in range(answers // 2, answers + 1)
        if 2 * k > answers and binomtest(k, answers).pvalue < 0.05
    )
    assert scores.above_chance(share, answers) == approx(found, rel=1e-9)


def test_by_chance_alone_a_study_seldom_finds_anything():
    assert 0.005 < scores.above_chance(0.5, 88) <= 0.025
    assert scores.above_zero([0.5, 0.5], [1.0, -1.0], [80, 80]) == approx(0.025)


@given(shares, st.integers(10, 200))
def test_more_children_see_a_real_difference_more_surely(share, answers):
    first, second = [share, share / 2.0], [1.0, -1.0]
    assert scores.above_zero(first, second, [answers] * 2) <= scores.above_zero(
        first, second, [2 * answers] * 2
    )


def test_a_difference_of_two_proportions_worked_by_hand():
    # .8 - .6 over a standard error of sqrt(.16/50 + .24/50) = .0894: 2.236, less 1.96
    found = scores.above_zero([0.8, 0.6], [1.0, -1.0], [50, 50])
    assert found == approx(0.6088, abs=5e-4)


def perfect(task):
    """A model that says what was published of the one cell of a task."""
    if task.kind == SHARE:
        return task.published
    return 1.0 if task.published * task.weights[0] > 0.0 else 0.0


def test_a_perfect_model_has_skill_1_and_constant_trust_0(chosen, cohorts):
    tasks = [task for task in chosen if task.kind in (SHARE, PREFERENCE)]
    answers = {task.cells[0]: perfect(task) for task in tasks}
    models = {
        "trustsim": lambda cell, *_: answers[cell],
        "constant_trust": MODELS["constant_trust"],
    }
    found = compared(tasks, cohorts, models).scores.set_index("model")
    assert found.loc["trustsim", "skill"].to_numpy() == approx(1.0)
    np.testing.assert_array_equal(found.loc["constant_trust", "skill"], 0.0)
    np.testing.assert_array_equal(found.loc["constant_trust", "skill_overall"], 0.0)


def test_silence_counts_as_even_odds(chosen, cohorts):
    def says_nothing(*_):
        raise Silent("says nothing")

    models = {"trustsim": MODELS["trustsim"], "constant_trust": says_nothing}
    found = compared(chosen, cohorts, models).scores.query("model == 'constant_trust'")
    assert found["skill_overall"].eq(0.0).all()
    assert found["skill"].isna().all()
    assert found["expressed"].eq(0).all()


def test_a_mother_is_not_preferred_where_the_stranger_should_be(chosen, cohorts):
    tasks = [task for task in chosen if task.words == "stranger, 75/25, 50 months"]
    rows = compared(tasks, cohorts, {"trustsim": lambda *_: 0.3}).tasks
    assert rows["probability"].item() == scores.above_chance(0.7, 147 * 4)
    rows = compared(tasks, cohorts, {"trustsim": lambda *_: 0.7}).tasks
    assert rows["probability"].item() < 1e-6


def test_the_measure_of_shafto_is_repeated_on_the_shares_of_accuracy(outcome):
    fits = outcome.fits.set_index("model")
    pairs = outcome.tasks.query("model == 'shafto_2012' and pattern == 'accuracy_tracking'")
    r = np.corrcoef(pairs["predicted"], pairs["published"])[0, 1]
    assert fits.loc["shafto_2012", "r"] == approx(r)
    assert fits.loc["shafto_2012", "cells"] == 8
    assert fits.loc["shafto_2012", "mse"] == approx(pairs["brier"].mean())
    assert math.isnan(fits.loc["constant_trust", "r"])
    assert "cittern_2018" not in fits.index


# What a user sees


def test_a_study_of_other_ages_has_nothing_to_compare():
    study = ts.from_dict({"visits": {"accuracy_of_informants": {"months": [30]}}}, name="odd")
    with pytest.raises(Mistake, match="odd: its visits and ages"):
        compare(study)


def test_the_figure_sets_built_in_tasks_apart_and_says_who_is_compared(outcome):
    figure = ts.figures.comparison(outcome)
    axes = {axis.get_title(loc="left"): axis for axis in figure.axes}
    for name, label in NAMES.items():
        assert any(label in title for title in axes), name
    (ours,) = (axis for title, axis in axes.items() if title.startswith("trustsim\n"))
    fills = {line.get_fillstyle() for line in ours.lines[1:]}
    assert fills == {"none"}  # every share that these children were asked for is built in
    (given,) = (axis for title, axis in axes.items() if "finds what was found" in title)
    texts = {label.get_text(): label.get_color() for label in given.get_yticklabels()}
    assert texts["accurate or neutral: accurate/inaccurate, three years"] == "black"
    assert texts["corriveau sample: mother, novel, 50 months"] != "black"
