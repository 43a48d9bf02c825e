"""Patterns of psychotherapy on patients who are made up, so that what must come out is known."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from trustsim.asking import evidence
from trustsim.asking.patterns import (
    ARMS,
    OF_TRIALS,
    TESTS,
    literature,
    over_trials,
    therapy,
    therapy_outside,
    therapy_process,
)
from trustsim.asking.patterns.part import Part
from trustsim.asking.trials import outcomes
from trustsim.asking.trials.trial import Followed
from trustsim.study.protocols import session, symptoms
from trustsim.study.protocols.symptoms import PARTS

approx = pytest.approx
TRIALS, PATIENTS, SESSIONS = 4, 50, 30
MANY = TRIALS * PATIENTS
ENTRY = 2.0
rng = np.random.Generator(np.random.Philox(15))  # nothing of the model: patients are made up


class MadeUp(Followed):
    """Patients of two arms whose numbers are given."""

    def __init__(self, ends=None, intake=None, **sessions):
        settings = SimpleNamespace(
            protocols={
                "symptoms": symptoms.Settings(months=(303, 306, 312, 324)),
                "session": session.Settings(months=tuple(range(300, 300 + SESSIONS))),
            }
        )
        trial = SimpleNamespace(
            trials=TRIALS, patients=PATIENTS, arms={"waiting": settings, "talk": settings},
            treated=["talk"], control="waiting", end=312, later=324, symptoms=ENTRY,
            ages=(303, 306, 312, 324), intake=300, children=None,
        )  # fmt: skip
        super().__init__(trial, None, MANY, np.arange(MANY), None, {})
        self.ends, self.intake, self.series = ends or {}, intake or {}, sessions

    def at(self, arm, months, column="symptoms", table="symptoms"):
        """What is given of an arm, whatever the age."""
        return self.ends.get((arm, column), self.ends.get(arm, self.before))

    def at_intake(self, column="symptoms", table="symptoms"):
        """What is given of intake; symptoms of 3 where nothing is said."""
        return self.intake.get(column, np.full(MANY, 3.0))

    def sessions(self, arm, column):
        """What is given of the sessions; everybody comes where nothing is said."""
        return self.series.get(column, np.ones((MANY, SESSIONS)))


def values(test, found):
    """What a pattern finds, by its words."""
    return {part.words: part.values for part in test(found)}


def test_the_early_alliance_goes_with_gain_where_it_was_made_to():
    alliance = rng.normal(size=(MANY, 1)) * np.ones(SESSIONS)
    gain = alliance[:, 0] * 0.6 + rng.normal(size=MANY) * 0.8
    found = MadeUp({"talk": 3.0 - gain}, alliance=alliance)
    (r,) = values(therapy_process.alliance_outcome, found).values()
    assert r.mean() == approx(0.6, abs=0.1)
    assert r.shape == (TRIALS,)


def test_what_only_severity_explains_is_no_alliance_effect():
    before = 3.0 + rng.normal(size=MANY)
    alliance = before[:, None] * np.ones(SESSIONS) + 0.1 * rng.normal(size=(MANY, SESSIONS))
    found = MadeUp({"talk": before - 0.5 * before + 0.3 * rng.normal(size=MANY)},
                   {"symptoms": before}, alliance=alliance)  # fmt: skip
    (r,) = values(therapy_process.alliance_outcome, found).values()
    assert abs(r.mean()) < 0.2


def test_lagged_slopes_within_patients_are_found_again():
    """Symptoms = -.3 x the alliance the session before + noise: the slope in deviations is so."""
    alliance, noise = rng.normal(size=(2, MANY, SESSIONS))
    scores = np.zeros((MANY, SESSIONS))
    scores[:, 1:] = -0.3 * alliance[:, :-1] + np.sqrt(1 - 0.09) * noise[:, 1:]
    level = 5.0 * rng.normal(size=(MANY, 1))  # differences between patients do not count
    found = MadeUp(alliance=alliance + level, symptoms=scores + level)
    forward, back = therapy_process.within(found, "talk")
    assert forward.mean() == approx(-0.3, abs=0.05)
    assert abs(back.mean()) < 0.05


def test_doses_count_who_is_measurably_better_at_a_session():
    """Of 3 points, the least that counts is .3333: half of all are .4 better from session 8 on."""
    scores = np.full((MANY, SESSIONS), 3.0)
    scores[::2, 7:] = 2.6
    scores[1::4, 25:] = 2.6
    scores[3::4, 25:] = 2.7
    found = values(therapy.dose_effect, MadeUp(symptoms=scores))
    assert found["better by session 8"] == approx(0.5)
    assert found["better by session 26"] == approx(0.75, abs=0.02)


def test_of_those_who_wait_only_patients_can_remit():
    before = np.where(np.arange(MANY) % 2, 3.0, 1.0)  # half are below the entry already
    after = np.where(np.arange(MANY) % 4 == 1, 1.5, 2.5)
    found = values(therapy.untreated_course, MadeUp({"waiting": after}, {"symptoms": before}))
    assert found["remitted after 3 months"] == approx(0.5, abs=0.05)


def test_who_gets_worse_is_counted_by_reliable_change():
    worse = np.full(MANY, 3.0)
    worse[::10] += 0.66  # just more than 1.96 / 3
    waiting = np.full(MANY, 3.0)
    waiting[::5] += 0.66
    waiting[1::5] += 0.64  # just less
    found = values(therapy.deterioration, MadeUp({"talk": worse, "waiting": waiting}))
    assert found["worse in therapy"] == approx(0.1)
    assert found["risk in therapy / waiting"] == approx(0.5)


def test_a_ratio_of_risks_is_never_less_than_none_whatever_its_interval():
    values = np.array([0.1, 0.9, -0.4, 0.2])  # pseudo-values, of which one alone may be negative
    low = [evidence.part_finding(Part("risks", values, (0.0, 1.0), least=least)).value.low
           for least in (-math.inf, 0.0)]  # fmt: skip
    assert low[0] < low[1] == 0.0


def test_leaving_and_when_it_is_likeliest():
    came = np.ones((MANY, SESSIONS))
    came[::5, 3:] = 0.0  # a fifth leave early
    came[1::10, 20:] = 0.0  # a tenth later
    found = values(therapy.bpd_dropout, MadeUp(came=came))
    assert found["share who leave"] == approx(0.3)
    # .2 in the first quarter; later .1 of the .8 that are left
    assert found["hazard in the first quarter - highest later one"] == approx(0.2 - 0.125)


def test_being_let_in_and_being_right_are_told_apart():
    felt = rng.uniform(size=(MANY, 1)) * np.ones(SESSIONS)
    right = rng.uniform(size=(MANY, 1)) * np.ones(SESSIONS)
    found = MadeUp({"talk": 3.0 - felt[:, 0]}, understood=felt, accuracy=right)
    understood, apart = values(therapy_process.feeling_understood, found).values()
    assert understood == approx(1.0)
    assert (apart > 0.5).all()


def test_a_rupture_is_a_fall_below_what_was_usual_and_repair_is_being_back():
    """Error 1 over 6 items: the fall must exceed 2 x sqrt(2 / 6) = 1.155."""
    steady = np.full((4, SESSIONS), 6.0)
    steady[1, 10] = 4.5  # a rupture, repaired at once
    steady[2, 10:] = 4.5  # one that is not
    steady[3, 10] = 5.0  # none: it is within error
    found = SimpleNamespace(
        sessions=lambda arm, column: steady,
        trial=SimpleNamespace(arms={"talk": SimpleNamespace(
            protocols={"session": session.Settings()})}),
    )  # fmt: skip
    had, repaired = outcomes.ruptured(found, "talk")
    assert had.tolist() == [False, True, True, False]
    assert repaired.tolist() == [False, True, False, False]


def test_sudden_gains_are_large_between_two_sessions_and_stay():
    scores = np.full((MANY, SESSIONS), 3.0) + 0.01 * rng.normal(size=(MANY, SESSIONS))
    scores[::4, 10:] -= 1.0  # a third of all symptoms, and it stays
    scores[1::4, 10] -= 1.0  # gone at the next session
    scores[2::4] -= np.linspace(0.0, 1.0, SESSIONS)  # as much, but little by little
    ends = np.where(np.arange(MANY) % 4 == 0, 2.0, 3.0) + 0.5 * rng.normal(size=MANY)
    shares, g = values(
        therapy_process.sudden_gains, MadeUp({"talk": ends}, symptoms=scores)
    ).values()
    assert shares == approx(0.25, abs=0.02)
    assert g.mean() == approx(2.0, abs=0.4)


def test_the_order_of_phases_is_that_of_first_improvements():
    def from_session(first):
        scores = np.full((MANY, SESSIONS), 3.0)
        scores[:, first:] = 1.0
        return scores

    found = values(therapy_process.phase_order, MadeUp(
        **{part: from_session(n) for part, n in zip(PARTS, (2, 5, 9), strict=True)}
    ))  # fmt: skip
    assert all((share == 1.0).all() for share in found.values())
    turned = values(therapy_process.phase_order, MadeUp(
        **{part: from_session(n) for part, n in zip(PARTS, (9, 5, 2), strict=True)}
    ))  # fmt: skip
    assert all((share == -1.0).all() for share in turned.values())


def test_vigilant_patients_let_less_in_where_they_were_made_to():
    vigilance = rng.uniform(size=MANY)
    found = MadeUp(intake={"vigilance": vigilance},
                   let_in=(1.0 - vigilance)[:, None] * np.ones(SESSIONS))  # fmt: skip
    (r,) = values(therapy_outside.hard_to_reach_patients, found).values()
    assert r == approx(-1.0)


def test_every_pattern_of_trials_has_its_place_in_the_literature_and_is_no_other_s():
    assert set(OF_TRIALS) <= set(literature())
    assert set(ARMS) == set(OF_TRIALS)
    assert not set(OF_TRIALS) & set(TESTS)


def test_a_pattern_is_not_tested_without_its_arms_and_says_which_it_needs():
    found = MadeUp()
    verdict = evidence.judged_by("mbt_versus_structured", found)
    assert verdict.verdict == evidence.NOT_TESTED
    assert verdict.why == "needs a trial with the arms support, management, mbt"
    assert evidence.judged("routine_effect", {}).why == "needs a trial with sessions"
    why = evidence.judged("dose_effect", {}).why
    assert why == "needs a trial with sessions, at least 26 of them"


def test_pseudo_values_of_a_mean_are_the_values_themselves():
    given = np.array([1.0, 2.0, 4.0, 9.0])
    found = SimpleNamespace(trial=SimpleNamespace(trials=4))
    assert over_trials.jackknife(found, lambda those: given[those].mean()) == approx(given)
