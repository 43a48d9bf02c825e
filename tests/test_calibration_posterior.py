"""Calibration: what is possible is found, what is not told is said to be not told, nothing is lost.

The toy: infants of one month follow the gaze of somebody unknown. How open they are to a message
decides it (``theory.vigilance.openness``); how close they keep to their mother plays no part.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from toy import CLOSE, OPEN, toy

import trustsim as ts
from trustsim.asking.calibration import calibration_from_config, calibration_text, load_calibration
from trustsim.asking.calibration.aims import Aim, aims, judged_alone, misses, numbers, worst
from trustsim.asking.calibration.posterior import Generation, searching
from trustsim.asking.calibration.predicting import whole_patterns
from trustsim.asking.calibration.recovering import finding, too_few
from trustsim.asking.calibration.study import calibrate
from trustsim.asking.calibration.telling import (
    IDENTIFIED,
    NARROWED,
    UNIDENTIFIED,
    correlated_pairs,
    middle_95,
    posterior_verdict,
)
from trustsim.asking.patterns import TESTS
from trustsim.engine.simulate import quietly
from trustsim.showing.report import calibrating
from trustsim.study.scenario import read_toml
from trustsim.study.searched import RANGES

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A folder in which the toy has been calibrated, and what was found."""
    folder = tmp_path_factory.mktemp("toy") / "generations"
    return folder, calibrate(toy(), threads=2, under=folder)


@pytest.fixture(scope="module")
def found(kept):
    return kept[1]


@pytest.mark.long
def test_what_decides_is_identified_and_what_plays_no_part_is_not(found):
    verdicts = found.parameters.set_index("parameter")["verdict"].to_dict()
    assert verdicts == {OPEN: IDENTIFIED, CLOSE: UNIDENTIFIED}
    said = calibration_text(found)
    assert f"Identified (at most half as uncertain as before):\n  {OPEN}" in said
    assert f"may be called a finding:\n  {CLOSE}" in said


def test_the_search_ends_where_every_part_of_the_chosen_pattern_holds(found):
    assert found.level == 1.0
    assert (found.sample["miss"] <= 1.0).all()
    assert found.generations["level"].is_monotonic_decreasing
    assert "WARNING: the search ended" not in calibration_text(found)


@pytest.mark.long
def test_the_search_finds_what_plain_rejection_finds(found):
    """2,000 values spread evenly over the prior, of which those are kept that miss nothing."""
    asked = toy()
    wanted = aims(quietly(asked.study, 2), asked.patterns)
    spread = np.linspace(*asked.ranges[OPEN], 2000)
    accepted = [
        value
        for number, value in enumerate(spread)
        if worst(
            numbers(quietly(asked.study.but({OPEN: value, "seed": 10**6 + number}), 2),
                    asked.patterns),
            wanted,
        ) <= 1.0
    ]  # fmt: skip
    row = found.parameters.set_index("parameter").loc[OPEN]
    error = np.std(accepted) / np.sqrt(found.size)  # of a mean over so many values
    assert row["mean"] == pytest.approx(np.mean(accepted), abs=4 * error)
    assert row["sd"] == pytest.approx(np.std(accepted), rel=0.35)


def test_the_first_generation_is_the_prior(found):
    for name, (low, high) in found.asked.ranges.items():
        place = (found.prior[name] - low) / (high - low)
        assert place.between(0, 1).all()
        assert place.mean() == pytest.approx(0.5, abs=4 / np.sqrt(12 * len(place)))
    assert found.prior["weight"].nunique() == 1


def test_known_values_are_found_again(found):
    rows = found.recoveries
    assert len(rows) == 4
    assert not too_few(rows)
    told = rows[rows["parameter"] == OPEN]
    assert (told["high"] - told["low"] < 5.0).all()  # of the ten that were searched
    assert "Known values were looked for 2 times" in calibration_text(found)


def test_the_pattern_that_was_not_chosen_is_predicted_and_marked_as_a_test(found):
    rows = whole_patterns(found.predictions).set_index("pattern")
    assert rows["chosen"].to_dict() == {"gaze_following": True, "a_not_b": False}
    chosen = rows.loc["gaze_following"]
    assert chosen["posterior"] > 2 * chosen["prior"]
    assert set(found.predictions["of"]) == {"prior", "posterior"}


@pytest.mark.long
def test_threads_and_a_stop_in_between_change_nothing(found, tmp_path, monkeypatch):
    """Stopped in the third generation and in a recovery; each time gone on with one thread."""
    from trustsim.asking.calibration import posterior

    grown, real = [], posterior.simulated
    stops = {120, found.generations["simulations"].sum() + 100}

    def stopping(*arguments):
        grown.append(1)
        if len(grown) in stops:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(posterior, "simulated", stopping)
    for _ in stops:
        with pytest.raises(KeyboardInterrupt):
            calibrate(toy(), threads=1, under=tmp_path / "again")
    again = calibrate(toy(), threads=1, under=tmp_path / "again")
    for name in calibrating.TABLES:
        pd.testing.assert_frame_equal(getattr(again, name), getattr(found, name))


def test_another_calibration_does_not_go_on_in_the_same_folder(kept):
    folder, _ = kept
    with pytest.raises(ts.Mistake, match=r"config.calibration.particles: was 50, is 70"):
        calibrate(toy(particles=70), under=folder)


def test_the_luck_of_the_search_leaves_that_of_others_alone():
    np.random.seed(5)  # noqa: NPY002
    first = np.random.random()  # noqa: NPY002
    np.random.seed(5)  # noqa: NPY002
    with searching(1, 2) as luck:
        luck.uniform()
    assert np.random.random() == first  # noqa: NPY002


def test_a_search_that_is_cut_short_says_so():
    short = calibrate(toy(simulations=130, recoveries=0), threads=2)
    assert short.level > 1.0
    said = calibration_text(short)
    assert "WARNING: the search ended before every part of the chosen patterns" in said
    assert "was not tried (recoveries = 0)" in said


def test_a_miss_is_one_at_the_edge_and_an_open_end_is_missed_from_one_side_only():
    wanted = [
        Aim("p", "closed", 0.1, 0.3),
        Aim("p", "above", 0.0, np.inf),
        Aim("p", "below", -np.inf, 0.5),
    ]
    inside = misses(np.array([[0.2, 0.4, 0.1], [0.3, 9.0, -9.0]]), wanted)
    np.testing.assert_allclose(inside, [[0, 0, 0], [1, 0, 0]])
    outside = misses(np.array([0.4, -0.1, 0.6]), wanted)
    np.testing.assert_allclose(outside, [2, 2, 2])
    reached = misses(np.array([0.2, 0.0, 0.5]), wanted)
    assert (reached[1:] > 1.0).all()  # an open end must be passed
    assert worst(np.array([0.4, 1.0, 0.0]), wanted) == pytest.approx(2.0)


def test_what_does_not_exist_shows_no_relation():
    """Nobody of these children is resistant, so that nothing correlates with resistance."""
    scenario = ts.from_dict(
        {"children": 4, "worlds": 1, "visits": {"home_observation": {}, "strange_situation": {}}}
    )
    records = ts.run(scenario)
    records.tables["strange_situation"]["attachment"] = 0
    assert not numbers(records, ["antecedents"]).any()


def test_a_made_finding_is_as_wide_as_the_published_one_or_tells_the_side():
    closed = finding(Aim("p", "closed", 0.1, 0.3), 0.6, -0.5)
    assert (closed.low, closed.high) == pytest.approx((0.45, 0.65))
    above = Aim("p", "above", 0.0, np.inf)
    assert finding(above, 0.2, 0.9) == above
    assert finding(above, -0.2, 0.9) == above._replace(low=-np.inf, high=0.0)


@pytest.mark.parametrize(
    ("narrower", "said"),
    [(0.5, IDENTIFIED), (0.49, NARROWED), (0.2, NARROWED), (0.1, UNIDENTIFIED)],
)
def test_a_verdict_follows_from_how_much_less_uncertain_a_parameter_is(narrower, said):
    assert posterior_verdict(narrower) == said


def test_weighted_values_have_the_interval_of_as_many_equal_ones():
    values, times = np.arange(110.0), np.repeat([1, 3], 55)
    weights, doubled = times / times.sum(), np.repeat(values, times)
    np.testing.assert_array_equal(
        middle_95(values, weights), np.quantile(doubled, (0.025, 0.975), method="inverted_cdf")
    )


def test_parameters_of_which_only_the_sum_is_known_cannot_be_told_apart():
    rng = np.random.default_rng(7)
    first, third = rng.uniform(size=(2, 200))
    values = pd.DataFrame({"a": first, "b": 1 - first + 0.02 * rng.normal(size=200), "c": third})
    sample = Generation(values, np.full(200, 0.005), np.zeros(200), np.zeros((200, 1)), 1.0, 200)
    pairs = correlated_pairs(sample)
    assert pairs.loc[0, ["first", "second", "effects"]].tolist() == ["a", "b", "alike"]
    assert pairs["told_apart"].tolist() == [False, True, True]


def test_a_few_values_do_not_say_whether_parameters_can_be_told_apart():
    rng = np.random.default_rng(7)
    first = rng.uniform(size=15)
    values = pd.DataFrame({"a": first, "b": first + 0.3 * rng.normal(size=15)})
    sample = Generation(values, np.full(15, 1 / 15), np.zeros(15), np.zeros((15, 1)), 1.0, 15)
    (pair,) = correlated_pairs(sample).itertuples()
    assert abs(pair.r) > 0.5
    assert pair.undecided


@pytest.fixture
def config(tmp_path):
    """The toy as a file, small."""
    asked = toy(particles=20, simulations=300, recoveries=1)
    path = tmp_path / "toy.toml"
    path.write_text(calibrating.tomli_w.dumps(asked.given), encoding="utf-8")
    return path


@pytest.mark.long
def test_the_command_leaves_tables_sentences_and_figures_whole(config, command, tmp_path):
    out = tmp_path / "out"
    code, printed, _ = command("calibrate", config, "--out", out)
    assert code in (0, None)
    assert (out / "calibration.txt").read_text(encoding="utf-8") in printed
    tables = {file.stem for file in (out / "tables").iterdir()}
    assert tables == set(calibrating.TABLES)
    sample = pd.read_csv(out / "tables" / "sample.csv")
    assert sample["weight"].sum() == pytest.approx(1.0, abs=1e-4)
    pictures = {file.stem for file in (out / "figures").glob("*.png")}
    assert pictures == {"posterior", "pairs", "predictions", "recoveries"}
    assert not list(tmp_path.glob(".out*"))
    assert calibration_from_config(read_toml(out / "calibration.toml")).given == (
        calibration_from_config(read_toml(config)).given
    )


@pytest.mark.long
def test_the_same_command_goes_on_after_a_stop(config, command, tmp_path, monkeypatch):
    from trustsim.asking.calibration import study

    real = study.predicted

    def stopped(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(study, "predicted", stopped)
    code, _, complained = command("calibrate", config, "--out", tmp_path / "out")
    assert code == 130
    assert "the same command goes on" in complained
    assert not (tmp_path / "out").exists()
    monkeypatch.setattr(study, "predicted", real)
    monkeypatch.setattr(study, "found_again", lambda *rest: pytest.fail("begun anew"))
    monkeypatch.undo()
    assert command("calibrate", config, "--out", tmp_path / "out")[0] in (0, None)


def test_the_calibration_that_comes_along_knows_attachment_and_predicts_whom_children_believe():
    asked = load_calibration(ROOT / "configs" / "calibration.toml")
    assert set(asked.study.protocols) == {
        "home_observation", "strange_situation", "accuracy_of_informants", "understanding_minds",
    }  # fmt: skip
    tests = set(judged_alone(asked.scenario)) - set(asked.patterns)
    believe = {name for name in TESTS if name.startswith("corriveau_")}
    believe -= {"corriveau_power"}  # which asks what samples of another size show
    trust = {"security_opens_to_others", "hypervigilance"}
    minds = {"attachment_child_mentalising", "caregiver_child_mentalising"}
    assert tests == believe | trust | minds | {"mentalising_protects"}
    assert set(asked.ranges) <= set(RANGES)


@pytest.mark.long
def test_the_optimum_is_compared_with_the_posterior_on_cohorts_that_neither_has_seen(
    config, command, tmp_path
):
    command("calibrate", config, "--recoveries", 0, "--out", tmp_path / "out")
    script = ROOT / "experiments" / "posterior_or_optimum.py"
    done = subprocess.run(
        [sys.executable, script, tmp_path / "out", "--searches", "1"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for words in ("values now", "optimum 1", "posterior, its mean", CLOSE):
        assert words in done.stdout


def test_a_calibration_is_not_run_and_a_plain_config_is_not_calibrated(config, command, tmp_path):
    code, _, said = command("run", config)
    assert code == 2
    assert "has a table [calibration]; use `trustsim calibrate`" in said
    plain = tmp_path / "plain.toml"
    plain.write_text("[visits.announced_liar]", encoding="utf-8")
    code, _, said = command("calibrate", plain)
    assert code == 2
    assert "has no table [calibration]" in said
