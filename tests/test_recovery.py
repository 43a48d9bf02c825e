"""Known values come back where the experiments tell them, and are missed where they do not."""

import numpy as np
import pandas as pd
import pytest

import trustsim as ts
from trustsim.asking.evidence import STUDY
from trustsim.asking.identification import ALIKE, OPPOSITE, another_cohort, hypercube
from trustsim.asking.recovery import recovery_text, study, summaries
from trustsim.asking.recovery.estimation import gained_share, parameter_estimates, recovered_share
from trustsim.asking.recovery.telling import (
    CONFOUNDED,
    RECOVERED,
    SILENT,
    UNDECIDED,
)
from trustsim.study.declared import fitted, parameter_rows
from trustsim.study.searched import RANGES, Range

# A simulator with a known answer: what its experiments report is linear in five parameters.
MADE_UP = {
    "free": Range(0, 10),
    "push": Range(-1, 1),
    "pull": Range(2, 6),  # undoes what push does
    "twin": Range(0, 1),
    "other_twin": Range(0, 1),  # does what twin does
    "idle": Range(0, 1),  # does nothing
}
EFFECTS = np.array(  # parameter, in halves of its range -> report
    [
        [1.0, 0.5, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 1.0, 0.0, 0.0],
        [0.0, 0.0, -1.0, -1.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 1.0, 2.0],
        [0.0, 0.0, 0.0, 0.0, 1.0, 2.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    ]
)
NOISE = 0.1
CONFIG = """
title = "small"
[childhood]
lessons_from = 0.5
others_from = 0.7
playmates_from = 1.0
playmates_until = 2.0
[visits.home_observation]
months = [1]
[visits.strange_situation]
months = [1]
[visits.mother_stranger]
months = [1.5]
"""


def found(points):
    """What the made-up experiments tell, by the steps of any study; the seed was fixed first."""
    values = hypercube(MADE_UP, points, lambda named: None)
    low, high = np.array([*MADE_UP.values()], dtype=float).T
    reported = ((2.0 * values - low - high) / (high - low)) @ EFFECTS
    reported += NOISE * np.random.default_rng(3).normal(size=reported.shape)
    numbers = pd.DataFrame(reported, columns=[f"report {n}" for n in range(6)])
    return study.recovered(MADE_UP, values, numbers.assign(constant=1.0), children=1, left_out={})


@pytest.fixture(scope="module")
def made_up():
    return found(300)


def verdicts(recovery):
    return recovery.parameters.set_index("parameter")["verdict"].to_dict()


def test_what_is_free_is_recovered_what_is_confounded_or_idle_is_not_and_for_its_reason(made_up):
    assert verdicts(made_up) == {
        "free": RECOVERED,
        "push": CONFOUNDED,
        "pull": CONFOUNDED,
        "twin": CONFOUNDED,
        "other_twin": CONFOUNDED,
        "idle": SILENT,
    }


def test_of_two_parameters_that_do_the_same_half_is_recovered_and_all_when_the_other_is_told(
    made_up,
):
    rows = made_up.parameters.set_index("parameter")
    for name in ("push", "pull", "twin", "other_twin"):
        assert rows.loc[name, "r2"] == pytest.approx(0.5, abs=0.1)
        assert rows.loc[name, "r2_told"] > 0.95
    assert rows.loc["free", "r2"] > 0.95
    assert rows.loc["free", "rank_r"] > 0.95
    assert rows.loc["idle", "r2"] < 0.05


def test_the_pairs_that_cannot_be_told_apart_are_those_by_design_with_their_signs(made_up):
    pairs = made_up.pairs
    assert not pairs["told_apart"].any()
    effects = {frozenset(pair): how for *pair, how in pairs[["first", "second", "effects"]].values}
    assert effects == {
        frozenset({"push", "pull"}): OPPOSITE,
        frozenset({"twin", "other_twin"}): ALIKE,
    }
    text = recovery_text(made_up)
    assert "push and pull: raising one does what lowering the other does" in text
    assert "twin and other_twin: raising one does what raising the other does" in text
    assert "next to nothing about these, even if all others were known:\n  idle" in text


def test_few_points_give_no_reason_for_what_is_not_recovered():
    assert set(verdicts(found(40)).values()) == {RECOVERED, UNDECIDED}


def test_nothing_is_recovered_from_chance():
    rng = np.random.default_rng(4)
    truth = hypercube({str(n): Range(-1.7, 1.7) for n in range(3)}, 200, lambda named: None)
    estimates = parameter_estimates(rng.normal(size=(200, 150)), truth)
    share = recovered_share(truth, estimates.alone)
    assert (share.low < 0.0).all()
    assert (share.value < 0.05).all()
    assert (np.abs(gained_share(truth, estimates).value) < 0.05).all()


def test_every_fitted_parameter_is_searched_within_the_range_of_the_table_and_nothing_else_is():
    rows = {row["name"]: row for row in parameter_rows()}
    assert set(RANGES) == set(fitted())
    for name, searched in RANGES.items():
        assert searched.low < searched.high
        if not name.startswith("caregiver."):  # whose mean and sd have the unit before the link
            assert rows[name]["low"] <= searched.low
            assert searched.high <= rows[name]["high"]
        elif name.endswith(".sd"):
            assert searched.low >= 0.0


def test_both_ends_of_every_searched_range_are_possible():
    visits = {name: {} for name in STUDY["visits"]}
    plain = ts.from_dict({"visits": visits})
    for end in ("low", "high"):
        plain.but({name: getattr(each, end) for name, each in RANGES.items()})


def test_a_parameter_that_plays_no_part_in_a_study_is_left_out_with_the_reason():
    scenario = ts.from_dict(
        {
            "caregiver": {"marking": 0.5, "congruence": {"mean": 1.0, "sd": 0.5}},
            "visits": {"strange_situation": {}},
        }
    )
    left_out = {name: why for name in fitted() if (why := study.absence(name, scenario))}
    assert set(left_out) == {
        "visits.home_observation.error",
        "caregiver.marking.mean",
        "caregiver.marking.sd",
    }
    assert "no visit" in left_out["visits.home_observation.error"]


def test_a_contradictory_point_is_drawn_anew():
    ranges = {"theory.arousal.onset_low": Range(0, 1), "theory.arousal.onset_high": Range(0, 1)}
    plain = ts.from_dict({"visits": {"strange_situation": {}}})
    values = hypercube(ranges, 50, plain.but)
    assert (values[:, 0] <= values[:, 1]).all()
    never = {"theory.arousal.onset_low": Range(0.8, 1), "theory.arousal.onset_high": Range(0, 0.5)}
    with pytest.raises(ts.Mistake, match="onset_low"):
        hypercube(never, 2, plain.but)


def test_the_numbers_are_what_the_protocols_report_and_nothing_of_states_or_births(visited):
    numbers = summaries.summaries(visited["study"])
    assert len(numbers) == visited["study"].worlds
    assert np.isfinite(numbers.to_numpy()).all()
    protocols = set(visited["study"].scenario.protocols)
    assert {name.split(",")[0] for name in numbers} == protocols
    for c, name in enumerate(ts.CLASSES):
        shares = numbers[f"strange_situation, 12 months: share {name}"]
        np.testing.assert_array_equal(shares, ts.measures.class_shares(visited["study"])[:, c])


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return ts.load(path)


def test_cohorts_differ_in_their_children_and_the_same_recovery_gives_the_same_numbers(small):
    few = small.but({"worlds": 1, "children": 30})
    first, again, other = (
        summaries.summaries(another_cohort(few, number, {}, 1)) for number in (0, 0, 1)
    )
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


def test_too_few_points_or_visits_are_said_to_be_too_few(small):
    with pytest.raises(ts.Mistake, match=f"points = 10: {len(fitted())} parameters need at least"):
        ts.recovery.recover(small, points=10)
    one = ts.from_dict({"visits": {"announced_liar": {}}}, name="liar")
    with pytest.raises(ts.Mistake, match=r"liar: its visits report \d+ numbers, fewer than"):
        ts.recovery.recover(one, points=200)


@pytest.mark.long
def test_the_command_writes_tables_sentences_and_figure_whole(small, tmp_path, monkeypatch, capsys):
    from trustsim.showing import cli

    out = tmp_path / "out"
    points = study.POINTS_FOR_EACH * len(fitted())
    sizes = ["--points", str(points), "--children", "20"]
    arguments = ["recover", str(tmp_path / "small.toml"), "--quick", *sizes, "--out", str(out)]
    monkeypatch.setattr("sys.argv", ["trustsim", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code in (0, None)
    printed = capsys.readouterr().out
    assert f"{points} cohorts of 20 children, each with other values of" in printed
    assert (out / "recovery.txt").read_text(encoding="utf-8") in printed
    assert (out / "figures" / "recovery.png").stat().st_size > 10_000
    rows = pd.read_csv(out / "tables" / "parameters.csv")
    assert set(rows["parameter"]) == set(fitted())
    assert rows["r2"].is_monotonic_decreasing
    drawn = pd.read_csv(out / "tables" / "points.csv")
    assert len(drawn) == points * len(rows)
    for name, each in drawn.groupby("parameter"):
        assert each["true"].between(RANGES[name].low, RANGES[name].high).all()
    assert (out / "tables" / "pairs.csv").exists()
    assert (out / "config.toml").exists()


def test_the_figure_has_a_panel_for_each_parameter_best_first_and_says_why_one_fails(made_up):
    figure = ts.figures.recovery(made_up)
    titles = [axis.get_title(loc="left") for axis in figure.axes if axis.axison]
    assert [title.split("\n")[1].replace(" ", "_") for title in titles[:1]] == ["free"]
    assert len(titles) == len(MADE_UP)
    said = [axis.texts[0].get_text() for axis in figure.axes if axis.axison]
    assert said[0] == ""
    assert said.count("others do the same") == 4
    assert said[-1] == "hardly a response"
