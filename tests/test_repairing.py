"""A repair is a deed of the therapist: who is not hurt is not touched by it, and it is told."""

from pathlib import Path

import numpy as np
import pytest
from test_engines_agree import same
from test_explain_sessions import MOMENTS, NAME, PLAIN, SESSIONS, TRIAL

import trustsim as ts
from trustsim.asking import explain, trials
from trustsim.asking.explain.moments import UNSAID
from trustsim.engine import going_on
from trustsim.study.laboratory.script import Event
from trustsim.study.protocols.session import ADDRESSED, script

MISREADS = {"congruence": 0.0, "rejection": 0.2, "fright": 0.05, "one_of": 3}
HARMLESS = {"congruence": 10.0, "rejection": 0.0, "fright": 0.0, "inconsistency": 0.0}


def lived(therapist, repairs):
    """Some grown-ups in sessions with such a therapist, who repairs as far as this."""
    visit = SESSIONS | MOMENTS | {"repairs": repairs}
    cast = PLAIN["cast"] | {"therapist": therapist}
    return ts.from_dict(PLAIN | {"cast": cast, "visits": {"session": visit}})


@pytest.fixture(scope="module")
def repairing():
    return lived(MISREADS, 1.0)


def test_both_engines_agree_on_sessions_in_which_everything_is_attended_to(repairing):
    records = ts.run(repairing)
    same(ts.run(repairing, engine="agents"), records)
    assert 0.0 < np.nanmean(records.tables[NAME][ADDRESSED]) < 1.0


def test_who_is_never_hurt_or_misread_is_the_same_to_the_last_bit():
    without, with_it = (ts.run(lived(HARMLESS, repairs)) for repairs in (0.0, 1.0))
    assert with_it.tables[NAME].pop(ADDRESSED).isna().all()
    same(without, with_it)


def test_who_is_misread_is_the_same_up_to_the_first_repair_and_not_after_it(repairing):
    without, with_it = ts.run(lived(MISREADS, 0.0)), ts.run(repairing)
    before, after = (each.tables[NAME] for each in (without, with_it))
    seen = after[ADDRESSED].fillna(0.0).to_numpy().reshape(-1, SESSIONS["times"])
    untouched = (np.cumsum(seen > 0.0, axis=1) == 0).ravel()
    assert 0 < untouched.sum() < len(untouched)
    same_here = (before["alliance"] == after["alliance"]) | before["alliance"].isna()
    assert same_here[untouched].all()
    assert not same_here[~untouched].all()


def test_every_repair_is_told_as_it_was_played(repairing):
    rows, told = script(repairing.protocols["session"]), set()
    for event in (k for k, row in enumerate(rows) if row.kind == Event.REPAIR):
        for child in range(6):
            try:
                why = explain.visit(repairing, child, NAME, 1, 2, event)
            except ts.Mistake:  # nothing has gone wrong before
                told.add("nothing went wrong")
                continue
            assert why.occasion.what == "something has gone wrong, and its therapist may say so"
            seen = why.turns[0].happened
            assert (why.message["said"] == UNSAID) != seen
            assert ("let in" in why.message) == seen
            told.add(why.message.get("let in", UNSAID))
    assert told == {"nothing went wrong", UNSAID, True, False}


def test_a_session_with_repairs_is_told_in_words_and_its_trial_tells_what_was_addressed(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(going_on, "place_of", lambda *about: tmp_path / "lives")
    cast = TRIAL["cast"] | {"therapist": MISREADS | {"congruence": -1.0}}
    with_it = {"visits": {"session": MOMENTS | {"repairs": 1.0}}}
    arms = {"waiting": {}, "plain": {"visits": {"session": MOMENTS}}, "repairing": with_it}
    given = TRIAL | {"cast": cast, "trial": TRIAL["trial"] | {"arms": arms}}
    trial = trials.trial_from_config(given, name="small")
    rows = trials.sessions(trials.followed(trial)).set_index("arm")
    assert rows.loc["plain", ADDRESSED].isna().all()
    assert rows.loc["repairing", ADDRESSED].between(0.0, 1.0).all()
    del arms["repairing"]
    assert ADDRESSED not in trials.sessions(trials.followed(trials.trial_from_config(given)))
    words = [explain.words(explain.session(trial, patient, 1, "repairing")) for patient in range(4)]
    assert any("something has gone wrong, and their therapist may say so" in each for each in words)
    assert any(UNSAID in each for each in words)


@pytest.mark.parametrize("wrong", [1.5, -0.1, "often", float("nan")])
def test_how_far_a_treatment_repairs_is_a_share(wrong):
    with pytest.raises(ts.Mistake, match="repairs") as refused:
        lived(MISREADS, wrong)
    assert "\n" not in str(refused.value)


def test_the_arms_of_the_shipped_trial_differ_in_repairs_alone():
    trial = trials.load_trial(Path(__file__).parents[1] / "configs" / "therapy" / "repairing.toml")
    pairs = {arm: plain for arm, plain in trial.beside.items() if plain != trial.control}
    assert pairs
    for arm, plain in pairs.items():
        repairing, without = (trial.arms[each].protocols["session"] for each in (arm, plain))
        assert repairing == without._replace(repairs=1.0)
        assert without.repairs == 0.0
