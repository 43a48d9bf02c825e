"""Trials: arms beside others, along a number, and with circles cut."""

import numpy as np
import pandas as pd
import pytest
import tomli_w
from small_trial import SMALL, but

import trustsim as ts
from trustsim.asking.trials import circles, outcomes, tables
from trustsim.asking.trials.config import trial_from_config
from trustsim.asking.trials.contrasts import contrasts, pairs
from trustsim.asking.trials.individual import gained
from trustsim.asking.trials.trial import followed
from trustsim.asking.trials.varied import along, varied
from trustsim.mistakes import Mistake
from trustsim.showing import figures, report


@pytest.fixture(scope="module")
def found():
    """What becomes of the patients of the small trial."""
    return followed(trial_from_config(SMALL))


HARSH = {"cast": {"friend": {"fright": 0.9, "rejection": 0.9}}}
WORLDS = but(
    arms=SMALL["trial"]["arms"]
    | {
        "harsh": HARSH,
        "talk_harsh": {"beside": "harsh"} | HARSH | SMALL["trial"]["arms"]["talk"],
    }
)


def test_an_arm_is_compared_with_the_arm_that_it_names_and_else_with_the_first():
    found = followed(trial_from_config(WORLDS))
    assert found.trial.beside == {
        "talk": "waiting", "same": "waiting", "harsh": "waiting", "talk_harsh": "harsh",
    }  # fmt: skip
    end = found.trial.end
    assert (found.at("harsh", end) != found.at("waiting", end)).any()  # or nothing could be told
    rows = tables.effects(found).set_index(["arm", "months"])
    own = found.at("harsh", end) - found.at("talk_harsh", end)
    assert rows.loc[("talk_harsh", end), "individual"] == pytest.approx(own.mean())
    sent = [found.at(arm, end)[found.sent(arm)] for arm in ("harsh", "talk_harsh")]
    assert rows.loc[("talk_harsh", end), "g"] == tables.hedges(*sent)[0]
    assert rows.loc[("talk_harsh", end), "beside"] == "harsh"
    assert gained(found, "talk_harsh", end).tolist() == own.tolist()


def test_what_treatment_adds_in_two_worlds_is_told_of_the_same_patients():
    found = followed(trial_from_config(WORLDS))
    rows = contrasts(found)
    assert set(zip(rows["arm"], rows["other"], strict=True)) == {("talk", "talk_harsh")}
    assert rows["months"].tolist() == list(found.trial.ages)
    last = rows.iloc[-1]
    at = {arm: found.at(arm, last["months"]) for arm in found.trial.arms}
    more = (at["waiting"] - at["talk"]) - (at["harsh"] - at["talk_harsh"])
    assert more.mean() != 0.0
    assert last["difference"] == pytest.approx(more.mean())
    assert last["low"] <= last["difference"] <= last["high"]
    assert last["gain"] - last["gain_of_other"] == pytest.approx(last["difference"])


def test_where_all_arms_have_one_comparison_there_are_no_worlds_to_contrast(found):
    assert pairs(found.trial) == []
    assert contrasts(found).empty


def levels(**given):
    """The small trial with an arm for each value of a number of its sessions."""
    arms = {
        f"level_{k}": {"visits": {"session": {"troubles": 3} | each}}
        for k, each in enumerate(given["sessions"])
    }
    return trial_from_config(but(arms={"waiting": {}} | arms))


def test_the_one_number_in_which_arms_differ_is_found():
    activation = [{"activation": each} for each in (0.6, 0.0, 0.3)]
    name, values = varied(levels(sessions=activation))
    assert (name, list(values.values())) == ("visits.session.activation", [0.6, 0.0, 0.3])


@pytest.mark.parametrize(
    "sessions",
    [
        [{"activation": 0.1}, {"activation": 0.2}],  # too few to see a course
        [{"activation": 0.1}, {"activation": 0.2}, {"pace": 2.0}],  # not all of them say it
        [{"activation": each, "pace": 1.0 + each} for each in (0.1, 0.2, 0.3)],  # two of them
        [{"with": each} for each in ("friend", "therapist", "mother")],  # no number
    ],
)
def test_arms_that_differ_in_more_than_one_number_or_in_none_lie_along_nothing(sessions):
    assert varied(levels(sessions=sessions)) == ("", {})


def test_what_becomes_of_patients_stands_along_the_number_from_low_to_high(monkeypatch):
    exact = outcomes.Cutoffs(0.0, 0.0, 0.5)  # every change is a reliable one
    monkeypatch.setattr(outcomes, "cutoffs", lambda trial: exact)
    found = followed(levels(sessions=[{"activation": each} for each in (0.6, 0.0, 0.3)]))
    rows = along(found)
    for _, those in rows.groupby("months"):
        assert those["value"].tolist() == [0.0, 0.3, 0.6]
    first = rows.iloc[0]
    assert first["gained"] == gained(found, "level_1", first["months"]).mean()
    own = gained(found, "level_1", first["months"])
    assert first["harmed"] == (own < 0.0).mean() != (own > 0.0).mean()
    assert first["left"] == np.isfinite(outcomes.left(found, "level_1")).mean()
    gone = [np.isfinite(outcomes.left(found, f"level_{n}")) for n in (1, 2, 0)]
    more = [each.mean() - gone[0].mean() for each in gone]
    assert rows["left_more"].tolist()[:3] == pytest.approx(more)
    for item in ("gained", "left", "left_more", "harmed"):
        assert (rows[f"{item}_low"] <= rows[item]).all()
        assert (rows[item] <= rows[f"{item}_high"]).all()


def test_the_ledger_of_a_trial_has_every_cut_beside_every_pattern_that_can_be_tested(tmp_path):
    rows, survives = report.circles(trial_from_config(SMALL), tmp_path / "out", None, 2)
    assert set(survives["lesion"]) == set(circles.CIRCLES)
    assert "alliance_session_by_session" in set(survives["pattern"])
    drawn = {file.stem for file in (tmp_path / "out" / "figures").iterdir()}
    assert drawn == {"ledger", "circles", "circle_1", "circle_2", "circle_3"}
    assert rows[rows["cut"] == circles.INTACT]["remains"].eq(1.0).all()


def test_what_goes_round_in_a_circle_is_told_as_sessions_are(found):
    """One treatment is compared here, so that the mean over treatments is its own."""
    rows, own = circles.loops(circles.INTACT, found), ts.trials.sessions(found)
    own = own[own["arm"] == "talk"]
    assert (rows["cut"] == circles.INTACT).all()
    for name in ("session", "n", *(each + end for each in circles.LOOPS for end in ("", "_low"))):
        assert rows[name].tolist() == pytest.approx(own[name].tolist(), nan_ok=True)


def test_each_circle_is_drawn_whole_and_with_its_own_links_cut():
    trial, cuts = trial_from_config(SMALL), [circles.INTACT, *circles.CIRCLES]
    found = followed(trial)
    loops = pd.concat([circles.loops(name, found) for name in cuts], ignore_index=True)
    rows = circles.beside_intact([circles.gains(name, found) for name in cuts])
    for which in circles.THREE:
        drawn = figures.circle(trial, loops, rows, which)
        links = [name for name, cut in circles.CIRCLES.items() if cut.circle == which]
        legend = [text.get_text() for text in drawn.legends[0].get_texts()]
        assert legend == [circles.INTACT, *(f"cut: {name}" for name in links)]
        assert len(drawn.axes[0].collections) >= len(legend)  # a band of each
        assert which in drawn.get_suptitle()


def test_nobody_leaves_where_all_come_whatever_is_cut():
    rows, _ = report.circles(trial_from_config(SMALL), None, None, 2, all_come=True)
    assert rows["left"].eq(0.0).all()


def test_lesions_need_an_arm_with_sessions_that_is_compared():
    alone = but(arms={"talk": SMALL["trial"]["arms"]["talk"]})
    with pytest.raises(Mistake, match="no arm with sessions is compared with another"):
        circles.cut(trial_from_config(alone))


def test_circles_are_cut_for_everybody_and_one_at_a_time():
    rows = circles.cut(trial_from_config(SMALL))
    assert list(dict.fromkeys(rows["cut"])) == [circles.INTACT, *circles.CIRCLES]
    assert set(rows["arm"]) == {"talk"}
    whole = rows[rows["cut"] == circles.INTACT]
    assert (whole["remains"] == 1.0).all()
    found = followed(trial_from_config(SMALL))
    better = found.at("waiting", found.trial.end) - found.at("talk", found.trial.end)
    assert whole.set_index("when").loc["end", "gain"] == pytest.approx(better.mean())
    assert better.mean() != 0.0


def test_nobody_minds_how_he_is_met_where_that_circle_is_cut():
    trial = trial_from_config(SMALL)
    changed = trial.but(circles.outside(trial))
    for arm in changed.arms.values():
        assert arm.others.reciprocity == arm.playmates.reciprocity == 0.0
        assert {arm.cast[name]["reciprocity"] for name in arm.cast} == {0.0}


@pytest.mark.parametrize("name", circles.CIRCLES)
def test_every_circle_can_be_cut_by_its_name_and_changes_something(name):
    trial = trial_from_config(SMALL)
    changed = ts.trials.without(trial, name)
    for arm, scenario in changed.arms.items():
        assert scenario.resolved() != trial.arms[arm].resolved()
    assert changed.screened == trial.screened  # who comes is as before


def test_a_circle_that_there_is_not_is_told():
    with pytest.raises(Mistake, match="did you mean 'leaving'"):
        ts.trials.without(trial_from_config(SMALL), "leavin")


def test_lesions_of_a_trial_say_what_was_expected_and_play_so_many_trials(
    printed, monkeypatch, tmp_path
):
    file, played = tmp_path / "small.toml", []
    file.write_text(tomli_w.dumps(but(trials=4, patients=5)))
    monkeypatch.setattr(
        circles, "followed", lambda trial, threads: played.append(trial.trials) or followed(trial)
    )
    said = printed("lesions", file, "--cohorts", 3)
    assert set(played) == {3}
    for cut in circles.CIRCLES.values():
        assert cut.expected in said
    for circle in circles.THREE:
        assert circle in said
