"""Trials: who takes part, who is sent where, and what is told of them."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from small_trial import SMALL, but

import trustsim as ts
from trustsim.asking.trials import before_after, courses, outcomes, tables
from trustsim.asking.trials.config import trial_from_config
from trustsim.asking.trials.trial import followed
from trustsim.engine import going_on
from trustsim.showing import figures
from trustsim.showing.figures.trial import look_of


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
