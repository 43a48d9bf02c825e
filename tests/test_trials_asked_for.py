"""Trials as they are asked for: configs, commands, the document, and rivals beside them."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
import tomli_w
from small_trial import SMALL, but

import trustsim as ts
from trustsim.asking.comparison import courses as compared_courses
from trustsim.asking.trials import courses
from trustsim.asking.trials.config import TrialTable, trial_from_config
from trustsim.asking.trials.trial import followed
from trustsim.mistakes import Mistake
from trustsim.study.protocols import session


@pytest.fixture(scope="module")
def found():
    """What becomes of the patients of the small trial."""
    return followed(trial_from_config(SMALL))


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
