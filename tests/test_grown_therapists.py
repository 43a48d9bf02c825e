"""Therapists who have been children: who treats whom, what they are like, and what is told."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import tomli_w
from small_trial import SESSIONS, SMALL

from trustsim.asking import evidence
from trustsim.asking.explain.session import at_intake
from trustsim.asking.explain.visit import watched
from trustsim.asking.patterns import therapists as patterns
from trustsim.asking.trials import grown_therapists, outcomes, therapist_outcomes
from trustsim.asking.trials.config import trial_from_config
from trustsim.asking.trials.grown_therapists import TherapistsTable, treating
from trustsim.asking.trials.trial import followed
from trustsim.engine.descent import CAREGIVING
from trustsim.engine.records import PEOPLE_COLUMNS
from trustsim.engine.simulate import batches
from trustsim.mistakes import Mistake
from trustsim.showing import figures
from trustsim.study.population import CAREGIVERS, SHARED

AGE, MANY = 300, 8  # months of therapists, and how many there are
GROWN = SMALL | {
    "children": 60,
    "cast": SMALL["cast"] | {"therapist": SMALL["cast"]["therapist"] | {"one_of": MANY}},
    "trial": SMALL["trial"] | {"patients": 30, "therapists": {"months": AGE}},
}  # fmt: skip


def but(**changes):
    """The same trial with other numbers in its table."""
    return GROWN | {"trial": GROWN["trial"] | changes}


def as_therapists(**said):
    """The same trial with this said of therapists besides."""
    return GROWN | {"cast": GROWN["cast"] | {"therapist": {"one_of": MANY, **said}}}


@pytest.fixture(scope="module")
def trial():
    """The small trial, whose therapists have grown up."""
    return trial_from_config(GROWN)


@pytest.fixture(scope="module")
def found(trial):
    """What becomes of its patients."""
    return followed(trial)


def met(found, arm="talk"):
    """What the therapist of each patient is like (patient, factor or trait)."""
    people = found.records[arm].tables["people"]
    return people[people["partner"] == "therapist"][list(PEOPLE_COLUMNS)].reset_index(drop=True)


# Who treats whom


def test_each_patient_is_treated_by_the_one_of_the_same_number_as_where_they_are_drawn(found):
    drawn = followed(trial_from_config(but(therapists=None)))
    numbers = therapist_outcomes.theirs(found)
    assert set(numbers) == set(range(MANY))
    for those in (drawn, found):
        same = outcomes.therapist_of(those, "talk")
        assert len(set(zip(numbers, same, strict=True))) == MANY
    assert not met(found).equals(met(drawn))


def test_only_the_therapist_is_another_where_therapists_have_grown_up(found):
    drawn = followed(trial_from_config(but(therapists=None)))
    assert drawn.therapists is None
    for name, table in found.records["waiting"].tables.items():
        others = drawn.records["waiting"].tables[name]
        if name == "people":
            table, others = (
                each[each["partner"] != "therapist"] for each in (table, others)
            )  # fmt: skip
        pd.testing.assert_frame_equal(table, others, check_exact=True)
    assert (
        not found.records["talk"]
        .tables["symptoms"]
        .equals(drawn.records["talk"].tables["symptoms"])
    )


def test_a_therapist_is_the_same_in_every_arm_but_for_what_the_arm_says_of_it():
    arms = {
        "first": {"visits": {"session": {"troubles": 2}}},
        "same": {"visits": {"session": {"explanations": 2}}},
        "kinder": {
            "visits": {"session": {"troubles": 2}},
            "cast": {"therapist": {"availability": 3.0}},
        },
    }
    found = followed(trial_from_config(but(arms=arms)))
    first, same, kinder = (met(found, arm) for arm in arms)
    assert first.equals(same)
    assert (kinder["availability"] == 3.0).all()
    rest = [name for name in PEOPLE_COLUMNS if name != "availability"]
    assert first[rest].equals(kinder[rest])


def test_a_session_is_explained_as_it_was_played_to_the_last_bit(trial, found):
    who = found.chosen
    patients = grown_therapists.numbers(trial, who)
    assert len(set(patients[:4])) > 1  # so that who is mistaken for another would be seen
    states = evidence.trials.screened(trial).lives.of(who)
    ((_, played, *_),) = batches(
        trial.arms["talk"], who, 1, lambda done: None, trial.screened.children,
        begin=states.day, lives=states.states,
        raising=treating(trial, "talk", found.therapists, who),
    )  # fmt: skip
    for patient, person in enumerate(who[:4].tolist()):
        place = at_intake(trial, "talk", person)
        for v, visit in enumerate(trial.arms["talk"].visits):
            place.live(visit.months)
            again = [each.outcome for each in watched(place, v).happened]
            first, last = place.plan.bounds[v : v + 2]
            assert np.array_equal(again, played[patient, first:last])
    came = found.sessions("talk", "came")
    starts = trial.arms["talk"].number_of_visit("session", SESSIONS["months"][0])
    assert (played[:, place.plan.bounds[starts], 0] == came[:, 0]).all()


# What they are like


def test_what_therapists_are_like_is_formed_of_their_own_readings_by_the_map_of_mothers(found):
    """Congruence of mean 2 and sd 1 is 2 + root(.8) x mentalising + root(.2) x a number of one's
    own: what is left of it once that is taken away is the same whoever raised them.
    """
    theirs = therapist_outcomes.theirs(found)
    reading = found.therapists.column(CAREGIVING, "mentalising").ravel()[theirs]
    seen = met(found)
    assert seen["mentalising"].to_numpy() == pytest.approx(reading)
    own = seen["congruence"] - 2.0 - np.sqrt(SHARED) * reading
    harsher = but(therapists={"months": AGE, "caregiver": {"mentalising": {"shift": -3.0}}})
    others = followed(trial_from_config(harsher))
    again = others.therapists.column(CAREGIVING, "mentalising").ravel()[theirs]
    assert (again < reading).mean() > 0.5
    assert not np.allclose(again, reading)
    left = met(others)["congruence"] - 2.0 - np.sqrt(SHARED) * again
    assert left.to_numpy() == pytest.approx(own.to_numpy())


def test_what_the_config_says_of_therapists_comes_on_top():
    seen = met(followed(trial_from_config(as_therapists(fright=0.0, marking={"shift": 1.0}))))
    plain = met(followed(trial_from_config(as_therapists())))
    assert (seen["fright"] == 0.0).all()
    assert (plain["fright"] > 0.0).all()
    assert CAREGIVERS["marking"].link == "logit"
    more = np.log(seen["marking"] / (1 - seen["marking"])) - np.log(
        plain["marking"] / (1 - plain["marking"])
    )
    assert more.to_numpy() == pytest.approx(1.0)


def test_a_therapist_is_nobodys_twin_and_has_the_theory_and_the_seed_of_the_trial(trial, found):
    mothers = found.therapists.tables["births"]["availability"]
    assert not set(mothers) & set(found.screened.tables["births"]["availability"])
    assert trial.therapists.life.seed == trial.screened.seed
    own = trial_from_config(GROWN | {"theory": {"parenting": {"childhood": 1.0}}})
    assert own.therapists.life.theory.parenting.childhood == 1.0
    others = followed(trial_from_config(GROWN | {"seed": 8})).therapists
    assert not set(mothers) & set(others.tables["births"]["availability"])


def test_a_page_with_patients_on_it_says_what_a_life_therapists_have_lived():
    wounded = trial_from_config(but(therapists={"months": AGE, "extends": "patients"}))
    assert wounded.therapists.life.caregiver["sensitivity"] == {"mean": -0.5, "sd": 1.2}
    assert set(wounded.therapists.life.protocols) == {"caregiving", "adult_interview"}


# How far it goes with what becomes of patients


class MadeUp:
    """Patients of thirty therapists whose gain is made of what these are like."""

    def __init__(self, gain):
        rng = np.random.Generator(np.random.Philox(3))  # nothing of the model
        self.whose = np.repeat(np.arange(30), 20)
        self.reflects, self.secure = rng.normal(size=(2, 30))
        self.noise = rng.normal(size=600)
        x, z = ((each - each.mean()) / each.std() for each in (self.reflects, self.secure))
        self.gain = gain(x[self.whose], z[self.whose]) + self.noise

    def told(self, monkeypatch):
        """What is found of them."""
        monkeypatch.setattr(therapist_outcomes, "beyond_intake", lambda found, arm: found.gain)
        monkeypatch.setattr(therapist_outcomes, "theirs", lambda found: found.whose)
        monkeypatch.setattr(therapist_outcomes, "reflective", lambda found: found.reflects)
        monkeypatch.setattr(therapist_outcomes, "security", lambda found: found.secure)
        return {name: each.mean() for name, each in therapist_outcomes.goes_with(self, "").items()}


def test_slopes_of_what_therapists_are_like_are_found_again_where_they_were_made(monkeypatch):
    """Gain = .75 x + noise of sd 1: .75 / root(1 + .75 ** 2) = .6 sd per sd."""
    told = MadeUp(lambda x, z: 0.75 * x).told(monkeypatch)
    assert told["r"] == pytest.approx(0.6, abs=0.06)
    assert told["reflective"] == pytest.approx(0.6, abs=0.06)
    assert told["security"] == pytest.approx(0.0, abs=0.06)
    assert told["both"] == pytest.approx(0.0, abs=0.06)
    told = MadeUp(lambda x, z: 0.4 * z - 0.5 * x * z).told(monkeypatch)
    assert told["security"] > 0.2
    assert told["both"] < -0.25


def test_intervals_are_over_therapists_and_not_over_patients(monkeypatch):
    """Twice as many patients who are all like the others tell no more of thirty therapists."""
    one = MadeUp(lambda x, z: 0.1 * x)
    one.told(monkeypatch)
    reach = therapist_outcomes.goes_with(one, "")["r"].std()
    for name in ("gain", "whose"):
        setattr(one, name, np.tile(getattr(one, name), 2))
    assert therapist_outcomes.goes_with(one, "")["r"].std() == pytest.approx(reach)


def test_the_finding_holds_by_three_parts_and_needs_therapists_who_have_grown_up(
    trial, found, monkeypatch
):
    parts = patterns.therapist_rf(found)
    assert [part.accepted for part in parts] == [(0, np.inf), (-0.1, 0.1), (-np.inf, 0)]
    verdict = evidence.judged_by("therapist_rf", found)
    assert verdict.cohorts == MANY  # therapists
    drawn = trial_from_config(but(therapists=None))
    assert not evidence.suits(drawn, "therapist_rf")
    assert "have grown up" in evidence.needs_trial("therapist_rf")
    made = {name: np.full(4, 0.05) for name in therapist_outcomes.TOLD} | {
        "both": np.full(4, -0.05)
    }
    monkeypatch.setattr(patterns, "goes_with", lambda found, arm: made)
    assert evidence.judged_by("therapist_rf", found).verdict == evidence.HOLDS
    made["security"] = np.full(4, -0.11)
    assert evidence.judged_by("therapist_rf", found).verdict == evidence.FAILS


# What is told


def test_every_therapist_is_told_with_mother_mind_traits_and_patients(found):
    rows = therapist_outcomes.therapists(found)
    assert rows["arm"].tolist() == ["talk"] * MANY
    assert rows["n"].sum() == len(found.chosen)
    births = found.therapists.tables["births"]
    assert rows["mother_sensitivity"].tolist() == births["sensitivity"].tolist()
    theirs, traits = therapist_outcomes.theirs(found), met(found)
    for row in rows.to_dict("records"):
        mine = theirs == row["therapist"]
        assert row["congruence"] == traits["congruence"][mine].iloc[0]
        assert row["low"] < row["gain"] < row["high"]
        assert row["gain"] == pytest.approx(
            therapist_outcomes.beyond_intake(found, "talk")[mine].mean()
        )
    gain = outcomes.outcome(found, "talk", found.trial.end).gain
    assert therapist_outcomes.beyond_intake(found, "talk").mean() == pytest.approx(gain.mean())
    assert np.corrcoef(therapist_outcomes.beyond_intake(found, "talk"), found.before)[0, 1] == (
        pytest.approx(0.0, abs=1e-9)
    )


def test_the_figure_has_a_dot_for_every_therapist_with_more_than_one_patient(trial, found):
    rows, told = therapist_outcomes.therapists(found), therapist_outcomes.reflecting(found)
    figure = figures.therapists(trial, rows, told)
    (axis,) = figure.axes
    (dots,) = (each for each in axis.collections if hasattr(each, "get_sizes")
               and len(each.get_offsets()) == MANY)  # fmt: skip
    assert sorted(dots.get_offsets()[:, 0]) == sorted(rows["reflective"])
    assert f"r {told['r'][0]:.2f}" in axis.get_title(loc="left")


DOCUMENT = Path(__file__).parents[1] / "docs" / "therapy.md"


def test_the_document_tells_every_key_and_every_column_and_its_example_is_one(found):
    text = DOCUMENT.read_text(encoding="utf-8")
    own = text.split("## A treatment of one's own")[1].split("\n## ")[0]
    told = set(re.findall(r"`(\w+)`", own))
    assert set(TherapistsTable.model_fields) <= told
    assert {"arm", "n", "therapists", "patients", "reflective", "security", "both", "r"} <= told
    (given,) = (each for each in re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
                if "[trial.therapists]" in each)  # fmt: skip
    said = tomllib.loads(given)
    trial = trial_from_config(said | {"extends": ["patients", "mbt"]})
    assert trial.therapists.life.children == 100
    assert trial.therapists.life.caregiver["sensitivity"] == {"shift": -1.0}


BAD = {
    "no-sessions": (but(arms={"waiting": {}}), "no arm has sessions"),
    "two-persons": (
        but(
            arms={
                "one": {"visits": {"session": {"troubles": 2}}},
                "two": {"visits": {"session": {"troubles": 2, "with": "friend"}}},
            }
        ),
        "sessions are with friend, therapist; let them be with one of these in all arms",
    ),
    "not-one-of-many": (
        GROWN | {"cast": GROWN["cast"] | {"therapist": {}}},
        "needs [cast.therapist] one_of = N",
    ),
    "other-number-in-an-arm": (
        but(
            arms={
                "one": {"visits": {"session": {"troubles": 2}}},
                "two": {
                    "visits": {"session": {"troubles": 2}},
                    "cast": {"therapist": {"one_of": 5}},
                },
            }
        ),
        "[trial.arms.two.cast.therapist] one_of = 5; they are the same people in all arms",
    ),
    "met-before": (
        GROWN
        | {
            "life": GROWN["life"]
            | {"home": {"until": 2, "day": [{"distress": 1, "with": "therapist"}]}}
        },
        "the therapist is met in [life.home] before intake = 3",
    ),
    "visited-before": (
        GROWN
        | {"visits": GROWN["visits"] | {"adult_interview": {"months": [2], "with": "therapist"}}},
        "the therapist is met in [visits.adult_interview] at 2 months, before intake = 3",
    ),
    "no-page": (
        but(therapists={"months": AGE, "extends": "famly"}),
        "extends = 'famly': no such page; did you mean 'family'?",
    ),
    "no-life": (
        but(therapists={"months": AGE, "extends": "mbt"}),
        "extends = 'mbt': says nothing of a life",
    ),
    "no-age": (but(therapists={}), "months"),
    "age": (but(therapists={"months": 0}), "months = 0"),
    "key": (but(therapists={"months": AGE, "grown": 3}), "grown: no such key"),
    "trait": (
        but(therapists={"months": AGE, "caregiver": {"sensitivty": 0.5}}),
        "[trial.therapists]: [caregiver] sensitivty: no such",
    ),
}


@pytest.mark.parametrize(("given", "message"), BAD.values(), ids=BAD)
def test_a_bad_table_of_therapists_is_told_in_one_line(given, message, refused, tmp_path):
    with pytest.raises(Mistake) as told:
        trial_from_config(tomllib.loads(tomli_w.dumps(without_none(given))))
    assert message in str(told.value)
    file = tmp_path / "bad.toml"
    file.write_text(tomli_w.dumps(without_none(given)))
    assert message in refused("trial", file)


def without_none(given):
    """A config without what is not said, which TOML has no word for."""
    if not isinstance(given, dict):
        return given
    return {key: without_none(each) for key, each in given.items() if each is not None}


def test_the_command_leaves_table_and_figure_and_prints_how_far_it_goes(printed, tmp_path):
    file, out = tmp_path / "small.toml", tmp_path / "out"
    file.write_text(tomli_w.dumps(GROWN))
    assert "reflecting\n" in printed("trial", file, "--out", out)
    assert (out / "figures" / "therapists.png").exists()
    assert len(pd.read_csv(out / "tables" / "therapists.csv")) == MANY
