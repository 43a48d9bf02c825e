"""Trials: who takes part, who is sent where, and what is told of them."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import tomli_w

import trustsim as ts
from trustsim.asking.comparison import courses as compared_courses
from trustsim.asking.trials import before_after, circles, courses, outcomes, tables
from trustsim.asking.trials.config import TrialTable, trial_from_config
from trustsim.asking.trials.contrasts import contrasts, pairs
from trustsim.asking.trials.individual import gained
from trustsim.asking.trials.trial import followed
from trustsim.asking.trials.varied import along, varied
from trustsim.engine import going_on
from trustsim.mistakes import Mistake
from trustsim.showing import figures, report
from trustsim.showing.figures.trial import look_of
from trustsim.study.protocols import session

SESSIONS = {"months": [3], "times": 4, "every": 7, "with": "therapist", "lasting": True}
SMALL = {
    "seed": 7, "worlds": 2, "children": 24,
    "others": {"reciprocity": 1.0},
    "cast": {
        "friend": {"reciprocity": 1.0},
        "therapist": {"one_of": 3, "congruence": {"mean": 2.0, "sd": 1.0}, "resonance": 0.4},
    },
    "life": {
        "home": {"until": 2, "day": [{"distress": 1, "with": "mother"}]},
        "later": {
            "from": 2, "figure": "whoever_comforts", "bears": 0.3,
            "day": [
                {"distress": 1, "with": {"mother": 0.5, "friend": 0.5}},
                {"lesson": 1, "with": "friend", "or": "others"},
            ],
        },
    },
    "visits": {"symptoms": {"months": [4, 5]}},
    "trial": {
        "screening": 2.5, "intake": 3, "symptoms": 0.5, "patients": 10, "trials": 2,
        "session": SESSIONS,
        "arms": {
            "waiting": {},
            "talk": {"visits": {"session": {"troubles": 2, "explanations": 2}}},
            "same": {},
        },
    },
}  # fmt: skip


def but(**changes):
    """The small trial with other numbers in its table."""
    return SMALL | {"trial": SMALL["trial"] | changes}


@pytest.fixture(scope="module")
def found():
    """What becomes of the patients of the small trial."""
    return followed(trial_from_config(SMALL))


def test_patients_are_those_above_the_entry_when_screened_in_their_order(found):
    scores = found.screened.column("symptoms", "symptoms", 2.5).ravel()
    assert found.chosen.tolist() == np.flatnonzero(scores >= 0.5)[:20].tolist()
    assert found.eligible == (scores >= 0.5).sum()
    assert (found.before == found.screened.column("symptoms", "symptoms", 3.0).ravel()[
        found.chosen]).all()  # fmt: skip


def test_two_arms_in_which_nothing_differs_are_the_same_lives(found):
    for name, table in found.records["waiting"].tables.items():
        assert table.equals(found.records["same"].tables[name])


def test_what_an_arm_does_depends_on_no_other_arm(found):
    alone = followed(trial_from_config(but(arms={"talk": SMALL["trial"]["arms"]["talk"]})))
    for name, table in found.records["talk"].tables.items():
        assert table.equals(alone.records["talk"].tables[name])


def test_patients_live_on_as_they_would_have_lived_in_one_go(found):
    """Nobody's life is another one for having been left at intake and gone on with."""
    whole = ts.run(found.trial.arms["talk"])
    for column in ("symptoms", "tension", "misreading", "isolation"):
        lived = whole.column("symptoms", column, 5.0).ravel()[found.chosen]
        assert found.at("talk", 5.0, column).tolist() == lived.tolist()
    came = whole.tables["session with therapist"]["came"].to_numpy().reshape(48, 4)
    assert (found.sessions("talk", "came") == came[found.chosen]).all()


def test_both_engines_live_through_a_trial_alike(found):
    few = found.trial.arms["talk"].but({"worlds": 1, "children": 6})
    fast, agents = (ts.run(few, engine=engine).tables for engine in ("fast", "agents"))
    for name in fast:
        assert fast[name].equals(agents[name]), name


def test_chance_sends_everybody_to_one_arm_and_to_each_about_as_many():
    trial = trial_from_config(but(patients=2, trials=1) | {"worlds": 100})
    from trustsim.asking.trials.trial import sent_to

    sent = np.bincount([sent_to(trial, person) for person in range(2400)], minlength=3)
    assert (abs(sent - 800) < 4 * np.sqrt(2400 * 2 / 9)).all()  # four standard errors


def test_one_of_so_many_therapists_treats_each_patient(found):
    whose = outcomes.therapist_of(found, "talk")
    assert set(whose) <= {0, 1, 2}
    people = found.records["talk"].tables["people"]
    friends = people[people["partner"] == "friend"]["congruence"]
    assert friends.nunique() == len(found.chosen)  # everybody has a friend of its own


def test_the_flow_adds_up(found):
    rows = tables.flow(found).set_index("step")["people"]
    assert rows["screened"] == 48
    assert rows["randomised"] == 20
    arms = ("waiting", "talk", "same")
    assert sum(rows[f"sent to {arm}"] for arm in arms) == rows["randomised"]
    assert rows["left talk"] <= rows["sent to talk"]
    assert "left waiting" not in rows


def test_effects_of_an_arm_like_the_first_are_none(found):
    rows = tables.effects(found).set_index(["arm", "months"])
    for months in (4.0, 5.0):
        assert rows.loc[("same", months), "individual"] == 0.0
        assert rows.loc[("same", months), "harmed"] == 0.0


def test_hedges_g_as_worked_by_hand():
    """Means 3 and 2, both variances 2.5, n = 5: 1 / 1.5811 x (1 - 3 / 31) = .5713."""
    one, other = np.arange(1.0, 6.0), np.arange(0.0, 5.0)
    g, low, high = tables.hedges(one, other)
    assert g == pytest.approx(0.5713, abs=1e-4)
    assert high - g == pytest.approx(g - low)
    assert high - g == pytest.approx(1.96 * np.sqrt(0.4 + 0.5713**2 / 20.0), abs=1e-3)


def test_cut_offs_follow_from_the_error_of_items_as_worked_by_hand():
    """Error 1, 3 x 6 items: 1 / sqrt(18) = .2357; of a difference x sqrt(2) = .3333."""
    cut = outcomes.cutoffs(trial_from_config(SMALL))
    assert cut.measurable == pytest.approx(1.0 / 3.0)
    assert cut.reliable == pytest.approx(1.96 / 3.0, abs=1e-4)
    assert cut.entry == 0.5


def test_who_leaves_is_counted_at_the_first_session_without_it(found):
    came = found.sessions("talk", "came")
    gone = outcomes.left(found, "talk")
    for row, first in zip(came, gone, strict=True):
        if np.isnan(first):
            assert row.all()
        else:
            assert row[: int(first)].all()
            assert not row[int(first) :].any()  # and nobody comes again


def test_intraclass_correlation_as_worked_by_hand():
    """Two groups of two: means 1 and 5, within sum 4. F = 16 / 2; (16 - 2) / (16 + 2) = .7778."""
    from trustsim.asking.patterns.over_trials import intraclass

    values, whose = np.array([0.0, 2.0, 4.0, 6.0]), np.array([0, 0, 1, 1])
    assert intraclass(values, whose) == pytest.approx(14.0 / 18.0)
    assert intraclass(np.array([0.0, 4.0, 0.0, 4.0]), whose) == 0.0


def test_who_has_grown_once_is_found_again_and_a_damaged_file_is_grown_anew(monkeypatch, tmp_path):
    monkeypatch.setattr(going_on.cache, "folder", lambda: tmp_path)
    screened = trial_from_config(SMALL).screened
    first, lives = going_on.grown_once(screened, 3.0)
    (file,) = (tmp_path / going_on.LIVES).iterdir()
    monkeypatch.setattr(going_on, "left_at", lambda *_: pytest.fail("grown again"))
    again, found = going_on.grown_once(screened, 3.0)
    assert all(first.tables[name].equals(again.tables[name]) for name in first.tables)
    for one, other in zip(lives.states, found.states, strict=True):
        assert (one == other).all()
    monkeypatch.undo()
    monkeypatch.setattr(going_on.cache, "folder", lambda: tmp_path)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    anew, _ = going_on.grown_once(screened, 3.0)
    assert all(first.tables[name].equals(anew.tables[name]) for name in first.tables)


def test_what_another_version_of_pandas_has_written_is_not_read(monkeypatch):
    screened = trial_from_config(SMALL).screened
    here = going_on.place_of(screened, 3.0)
    monkeypatch.setattr(going_on, "version", lambda name: "1.0")
    assert going_on.place_of(screened, 3.0) != here


def test_the_same_people_are_found_again_whatever_their_config_is_called():
    here = going_on.place_of(trial_from_config(SMALL).screened, 3.0)
    called = trial_from_config(SMALL | {"title": "another page"}).screened
    assert going_on.place_of(called, 3.0) == here
    for changes in (
        {"seed": 8}, {"worlds": 3}, {"children": 25}, {"others": {}}, {"life.later.bears": 0.2},
        {"cast.friend.reciprocity": 2.0}, {"caregiver.rejection": 0.1}, {"theory.trust.cue": 0.1},
    ):  # fmt: skip
        assert going_on.place_of(called.but(changes), 3.0) != here, changes


def test_of_those_who_have_grown_those_used_last_are_kept_as_long_as_there_is_room(
    monkeypatch, tmp_path
):
    def written(name, many):
        going_on.keep(tmp_path / name, bytes(many))

    monkeypatch.setattr(going_on, "KEPT", 10_000)
    written("big", 6_000)
    for n in range(9):
        written(f"{n}", 300)
        assert going_on.read(tmp_path / "big") is not None
    written("last", 3_000)
    kept = {file.name for file in tmp_path.iterdir()}
    assert {"big", "last"} <= kept
    assert "0" not in kept
    written("huge", 20_000)
    assert [file.name for file in tmp_path.iterdir()] == ["huge"]


def test_an_arm_has_one_colour_in_all_figures_of_a_trial(found):
    """The first arm is grey, and an arm without sessions has its own as well."""
    trial = found.trial
    colours = {arm: look_of(trial, arm)["color"] for arm in trial.arms}
    assert len(set(colours.values())) == 3
    drawn = figures.histories(trial, tables.histories(found))
    (axis,) = drawn.axes
    for arm, bars in zip(trial.arms, axis.containers, strict=True):
        assert bars.lines[0].get_color() == colours[arm]
    drawn = figures.courses(trial, ts.trials.sessions(found))
    assert [line.get_color() for line in drawn.axes[0].lines] == [colours["talk"]]


def test_every_mean_of_the_sessions_lies_in_its_interval_over_patients(found):
    rows = ts.trials.sessions(found)
    for name in ("came", "symptoms", "let_in", "benign"):
        assert rows[name].between(rows[f"{name}_low"], rows[f"{name}_high"]).all()
    came = found.sessions("talk", "came") == 1.0
    assert rows["n"].tolist() == came.sum(0).tolist()
    let_in = found.sessions("talk", "let_in")[:, 1][came[:, 1]]
    assert rows["let_in"][1] == pytest.approx(let_in.mean())
    assert rows["symptoms"][1] == pytest.approx(found.sessions("talk", "symptoms")[:, 1].mean())


def test_symptoms_of_those_who_wait_stand_beside_the_sessions_of_the_others(found):
    rows = ts.trials.waiting(found).set_index(["arm", "months"])
    assert set(rows.index) == {
        (arm, months) for arm in ("waiting", "same") for months in (3.0, 4.0)
    }
    assert rows.loc[("waiting", 4.0), "symptoms"] == found.at("waiting", 4.0).mean()
    assert rows.loc[("waiting", 3.0), "symptoms"] == found.before.mean()
    assert rows["session"].between(1.0, 4.0).all()
    told = ts.trials.sessions(found), ts.trials.waiting(found)
    drawn = figures.courses(found.trial, told[0], waiting=told[1])
    legend = [text.get_text() for text in drawn.legends[0].get_texts()]
    assert set(legend) == {"talk", "waiting", "same"}


def test_bands_are_left_out_where_there_are_too_many_arms_to_tell_them_apart(found):
    rows = ts.trials.sessions(found)
    drawn = figures.courses(found.trial, rows)
    assert drawn.axes[0].collections
    assert "intervals over patients" in drawn.get_suptitle()
    arms = {f"arm{n}": found.trial.arms["talk"] for n in range(6)}
    many = pd.concat([rows.assign(arm=arm) for arm in arms])
    drawn = figures.courses(replace(found.trial, arms=arms), many)
    assert not drawn.axes[0].collections
    assert "intervals" not in drawn.get_suptitle()


def test_individual_effects_are_those_of_each_patient_beside_itself_in_the_first_arm(found):
    rows = ts.trials.individual(found).set_index(["arm", "months"])
    assert set(rows.index) == {(arm, months) for arm in ("talk", "same") for months in (4.0, 5.0)}
    assert np.allclose(rows[["worse", "within", "better"]].sum(axis=1), 1.0)
    assert rows.loc[("same", 4.0), ["none", "q05", "q95"]].tolist() == [1.0, 0.0, 0.0]
    talk, points = rows.loc[("talk", 4.0)], found.at("waiting", 4.0) - found.at("talk", 4.0)
    assert talk["q50"] == np.median(points)
    gone = np.isfinite(outcomes.left(found, "talk"))
    assert talk["stayed"] == pytest.approx(points[~gone].mean())
    assert talk["left"] == pytest.approx(points[gone].mean(), nan_ok=True)
    effects = tables.effects(found).set_index(["arm", "months"])
    assert talk["mean"] == effects.loc[("talk", 4.0), "individual"]
    assert talk["worse"] == effects.loc[("talk", 4.0), "harmed"]


def test_the_figure_of_individual_effects_counts_every_patient_once(found):
    rows = ts.trials.patients(found)
    drawn = figures.individual(found.trial, rows, ts.trials.individual(found))
    for axis, arm in zip(drawn.axes, ("talk", "same"), strict=False):
        stacked = [bar for bars in axis.containers for bar in bars]
        assert sum(bar.get_height() for bar in stacked) == 20
        assert axis.get_title("left") == f"{arm}, n = 20"


def test_a_patient_is_told_by_the_childhood_it_had(found):
    whose = tables.history(found)
    unusual = {name: tables.standing(found.born(trait), trait)
               for name, trait in tables.HISTORIES.items()}  # fmt: skip
    for k, name in enumerate(whose):
        others = [each[k] for each in unusual.values()]
        if name == tables.ORDINARY:
            assert max(others) < tables.UNUSUAL
        else:
            assert unusual[name][k] == max(others) >= tables.UNUSUAL
    assert tables.histories(found)["n"].sum() == 3 * 20


def test_the_median_mother_is_ordinary():
    assert tables.standing(1.0 / (1.0 + np.exp(3.36)), "rejection") == pytest.approx(0.0)
    assert tables.standing(np.exp(-0.441 + 1.36), "inconsistency") == pytest.approx(1.0)


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


def test_courses_of_each_childhood_add_up_to_those_of_all(found):
    rows = courses.trajectories(found)
    for (arm, months), those in rows.groupby(["arm", "months"]):
        told = (those["symptoms"] * those["n"]).sum() / those["n"].sum()
        assert those["n"].sum() == len(found.chosen)
        if months == found.trial.intake and arm not in found.trial.treated:
            assert told == pytest.approx(found.before.mean())
        elif months in found.trial.ages:
            assert told == pytest.approx(found.at(arm, months).mean())
        else:
            held = found.trial.arms[arm].protocols["session"].months.index(months)
            assert told == pytest.approx(found.sessions(arm, "symptoms")[:, held].mean())
    assert set(rows[rows["arm"] == "waiting"]["months"]) == {3, 4, 5}
    whose = tables.history(found)
    for row in rows[rows["months"] == 5].itertuples():
        assert row.symptoms == pytest.approx(found.at(row.arm, 5)[whose == row.childhood].mean())
        assert row.n == (whose == row.childhood).sum()
    assert rows[rows["arm"] == "talk"]["months"].nunique() == 4 + 2  # sessions, and asked twice


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


def test_a_quick_trial_plays_few_trials(printed, monkeypatch, tmp_path):
    file, played = tmp_path / "small.toml", []
    file.write_text(tomli_w.dumps(but(trials=9, patients=2)))
    monkeypatch.setattr(
        ts.trials, "followed", lambda trial, threads: played.append(trial.trials) or followed(trial)
    )
    assert "effects" in printed("trial", file, "--quick")
    assert played == [5]


MBT = "[trial.arms.mbt.visits.session]\ntroubles = 3\n"
BAD = {
    'extends = "patient"': "extends = 'patient': no such page; did you mean 'patients'?",
    'extends = "patientz.toml"': "patientz.toml: no such file",
    "extends = 3": "extends = '3': must be a name, or a list of names",
    'extends = "config.toml"': "extends itself, or is nested too deeply",
    MBT + "titrations = 0.5": "[visits.session] titrations: no such key; did you mean 'titration'?",
    MBT + "activation = 2.0": "activation = 2.0: must lie between 0 and 1 (arousal per trouble)",
    MBT.replace("3", "-1"): "troubles = -1: must lie between 0 and 50 (moments)",
    MBT.replace("3", '"many"'): "troubles = 'many': must be a whole number",
    MBT + 'with = "terapist"': "[visits.session] with 'terapist': choose one of",
    MBT + "times = 0": "times = 0: must lie between 1 and 10000",
    MBT + "every = 0": "every = 0: must lie between 1 and 10000",
    MBT + "months = [290]": "session with therapist at 290 months is before intake at 300",
    MBT + "months = [300, 300.001]": "300 and 300.001 fall on the same day",
    MBT + "pace = -1.0": "pace = -1.0: must lie between 0 and 5 (ratio)",
    MBT + "items = 0": "items = 0: must lie between 1 and 100 (items)",
    MBT + "titration = 1.5": "titration = 1.5: must lie between 0 and 1 (share)",
    "[trial.arms.cbt.seed]\nx = 1": "[trial.arms.cbt] seed: arms differ in",
    "[trial.arms.cbt.visit.session]\ntroubles = 1": "did you mean 'visits'?",
    '[trial.arms."M B T".visits.session]': "[trial.arms] 'M B T': names of persons",
    "[trial.arms.x.cast.terapist]": "cast.terapist: only whom everybody knows can differ in an arm",
    "[trial.arms.x.theory.coming]\nreadines = 1.0": "did you mean 'readiness'?",
    "[trial.arms]\nmbt = 3": "[trial.arms] mbt = 3: must be a table",
    "[trial.arms.a]\nvisits = 3": "visits = 3: must be a group of keys",
    "[trial]\nintake = 200": "[trial] screening = 299 is after intake = 200",
    "[trial]\nsymptoms = 5": "[trial] symptoms = 5: must lie between 0 and 4",
    "[trial]\npatients = 1": "[trial] patients = 1: must lie between 2 and 1,000,000",
    "[trial]\ntrials = 0": "[trial] trials = 0: must lie between 1 and 10000",
    "[trial]\npatient = 80": "[trial] patient: no such key; did you mean 'patients'?",
    "[trial.session]\nlastin = true\n" + MBT: "lastin: no such key; did you mean 'lasting'?",
    "[cast.therapist]\none_of = 0": "[cast.therapist] one_of = 0: must lie between 1",
    "[cast.therapist]\nresonance = 9.0": "[cast.therapist] resonance = 9.0: must lie between 0 and",
    "[cast.therapist]\nresonanse = 0.1": "resonanse: no such key; did you mean 'resonance'?",
    "[life.grown]\nbears = 3.0": "[life.grown] bears = 3.0: must lie between 0 and 1 (arousal)",
    '[life.grown]\nfigure = "whoever"': "[life.grown] figure 'whoever': choose one of",
    "[theory.practice]\ncalming = 1.5": "calming = 1.5: must lie between 0 and 1 (share of",
    "[others]\nreciprocity = -1.0": "[others] reciprocity = -1.0: must lie between 0 and 10",
    MBT + 'with = ["therapist", "friend"]': "[trial.arms.mbt.visits.session] with = ['therapist', "
    "'friend']: a session is with one person",
    MBT.replace("3", "0") + "explanations = 0": "mbt.visits.session]: nothing is held in a session",
    MBT + "pace = 0.0": "[trial.arms.mbt.visits.session]: nothing is held in a session",
    MBT + "lasting = false": "lasting = false: nothing of a session would last",
    '[trial.session]\nwith = "therapst"': "with 'therapst': choose one of",
    "[trial.session]\nevery = 0": "every = 0: must lie between 1 and 10000",
    MBT + "every = 400": "mbt.visits.session]: the last session is held at",
    "[trial.arms.a.visits.symptoms]\nmonths = [303, 312]": "[trial.arms.a.visits.symptoms] months "
    "= [303, 312]: arms are compared at the same ages",
    '[trial.arms.a]\nbeside = "waitin"': "[trial.arms.a] beside = 'waitin': say another arm, with "
    "which this one is compared: waiting; did you mean 'waiting'?",
    '[trial.arms.a]\nbeside = "a"': "[trial.arms.a] beside = 'a': say another arm",
    '[trial.arms.a]\nbesides = "waiting"': "besides: arms differ in visits, life, events, cast, "
    "theory, others only, and may say beside; did you mean 'beside'?",
    "[trial.arms.a]\nbeside = [1]": "[trial.arms.a] beside = '[1]': say another arm",
    "[sweep]\npoints = 3": "has a table [sweep]; use `trustsim sweep`, or leave the table out",
}  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_a_bad_config_of_a_trial_is_told_in_one_line(text, refused, tmp_path):
    given = text if text.startswith("extends") else f'extends = "patients"\n{text}'
    file = tmp_path / "config.toml"
    file.write_text(given)
    assert BAD[text] in refused("trial", file, "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_who_asks_for_an_arm_or_a_column_that_is_not_there_is_told_which_there_are(found):
    with pytest.raises(Mistake, match="arm with sessions 'waiting': choose one of talk"):
        found.sessions("waiting", "came")
    with pytest.raises(Mistake, match="did you mean 'alliance'"):
        found.sessions("talk", "aliance")
    with pytest.raises(Mistake, match="arm 'cbt': choose one of waiting, talk, same"):
        found.at("cbt", 4.0)
    with pytest.raises(Mistake, match="not at 312"):
        found.at("talk", 312)


def test_a_trial_needs_a_questionnaire_arms_and_enough_patients():
    without = {name: value for name, value in SMALL.items() if name != "visits"}
    with pytest.raises(Mistake, match=r"no \[visits.symptoms\]"):
        trial_from_config(without | {"visits": {"trust_scales": {}}})
    nobody = {name: value for name, value in SMALL["trial"].items() if name != "arms"}
    with pytest.raises(Mistake, match=r"\[trial\] arms is missing"):
        trial_from_config(SMALL | {"trial": nobody})
    with pytest.raises(Mistake, match=r"\[trial\] patients = 10 .* are 20; grow more"):
        followed(trial_from_config(but(symptoms=4.0)))
    with pytest.raises(Mistake, match=r"has no table \[trial\]"):
        trial_from_config({name: value for name, value in SMALL.items() if name != "trial"})


def test_states_of_mind_are_those_of_everybody_and_begin_alike_in_every_arm(found):
    rows = before_after.states(found)
    organised = rows[list(before_after.STRATEGIES.values())].sum(axis=1)
    assert np.allclose(organised, 1.0)
    begin = rows[rows["when"] == "intake"].drop(columns=["arm", "mentalised_affectivity"])
    assert (begin.nunique() == 1).all()
    assert np.isnan(rows[rows["arm"] == "waiting"]["mentalised_affectivity"]).all()


def test_mentalised_affectivity_as_worked_by_hand():
    """Mentalising .4 in the most aroused quarter, .8 in the calmest: half of it is held."""
    series = {
        "arousal": np.array([[0.1, 0.2, 0.3, 0.9], [0.1, 0.2, 0.3, np.nan]]),
        "mentalising": np.array([[0.8, 0.7, 0.6, 0.4], [0.8, 0.7, 0.6, np.nan]]),
    }
    seen = SimpleNamespace(
        trial=SimpleNamespace(treated=["talk"]), sessions=lambda _, name: series[name]
    )
    assert before_after.mentalised_affectivity(seen, "talk") == pytest.approx(
        0.5
    )  # the second has too few sessions


def test_transference_is_told_of_every_arm_with_sessions(found):
    rows = before_after.transference(found)
    assert set(rows["arm"]) == {"talk"}
    assert rows["expected"].tolist() == list(before_after.BROUGHT)
    assert rows[["first", "last"]].abs().to_numpy().max() <= 1.0


DOCUMENT = Path(__file__).parents[1] / "docs" / "therapy.md"


def test_the_document_tells_every_key_of_a_trial_and_of_a_session_and_every_column(found):
    text = DOCUMENT.read_text(encoding="utf-8")
    _, own = text.split("## A treatment of one's own")
    told = set(re.findall(r"`(\w+)`", own.split("\n## ")[0]))
    assert set(TrialTable.model_fields) | set(session.Settings._fields) <= told
    assert {"times", "every", "with", "lasting"} <= told
    for name in ("effects", "individual", "histories", "trajectories", "transference"):
        columns = set(getattr(ts.trials, name)(found))
        columns = {each for each in columns if not re.search(r"_low|_high|q\d\d|expected", each)}
        assert columns <= told, name
    assert set(courses.SERIES) <= told


def test_the_config_that_the_document_has_for_copying_is_a_trial():
    text = DOCUMENT.read_text(encoding="utf-8")
    given, *_ = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    trial = trial_from_config(tomllib.loads(given))
    assert list(trial.arms) == ["waiting", "advice", "listening"]
    assert trial.treated == ["advice", "listening"]


@pytest.mark.parametrize(
    ("name", "figure", "table"),
    [
        ("trial", "systems", "effects"),
        ("trial", "individual", "individual"),
        ("reproduce", "trial", "verdicts"),
        ("lesions", "circles", "circles"),
        ("compare", "courses_compared", "questions"),
    ],
)
def test_every_command_plays_a_trial_and_leaves_its_figure_and_table(
    name, figure, table, printed, tmp_path
):
    file, out = tmp_path / "small.toml", tmp_path / "out"
    file.write_text(tomli_w.dumps(SMALL))
    assert "results" in printed(name, file, "--out", out)
    assert (out / "figures" / f"{figure}.png").exists()
    assert (out / "tables" / f"{table}.csv").exists()


def test_a_quick_look_is_at_the_first_trials_and_grows_no_more_people_than_these_need():
    whole = trial_from_config(but(patients=3, trials=8) | {"worlds": 8, "children": 12})
    quick = whole.quick()
    assert (quick.trials, quick.screened.worlds) == (5, 7)
    few, all_of_them = followed(quick), followed(whole)
    assert few.chosen.tolist() == all_of_them.chosen[: len(few.chosen)].tolist()
    assert few.before.tolist() == all_of_them.before[: len(few.chosen)].tolist()


def test_ours_stands_in_its_interval_over_trials_and_the_alliance_is_a_share_of_its_range(found):
    compared = compared_courses.compare_courses(found)
    ours = compared.series[compared.series["model"] == compared_courses.OURS]
    assert (ours["low"] <= ours["mean"]).all()
    assert (ours["mean"] <= ours["high"]).all()
    assert ours[["low", "high"]].stack().between(0.0, 1.0).all()  # they are all shares
    gone = ours[ours["question"] == compared_courses.LEFT].set_index("session")["mean"]
    (arm,) = found.trial.treated
    assert gone[4] == pytest.approx((found.sessions(arm, "came")[:, 3] == 0.0).mean())
    alliance = ours[ours["question"] == compared_courses.ALLIANCE].set_index("session")["mean"]
    told = np.mean(
        [
            (np.nanmean(found.sessions(arm, "alliance")[:, 0].reshape(2, -1), 1).mean() - 1.0) / 6.0
            for arm in found.trial.treated
        ]
    )
    assert alliance[1] == pytest.approx(told)


def test_who_has_no_word_on_a_question_is_told_which(found):
    nothing = compared_courses.silent(compared_courses.compare_courses(found).questions)
    assert compared_courses.LEFT in nothing["howard_1986"]
    assert compared_courses.IMPROVED not in nothing["howard_1986"]
    assert compared_courses.LEFT not in nothing[compared_courses.OURS]
