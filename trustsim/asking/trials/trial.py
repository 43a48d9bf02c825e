"""Play a trial: patients are found, shared out by chance, and live on in every arm.

A real trial sees each patient in one arm. Here everybody lives on in all of them, with the same
luck, so that what a treatment did to a person is known beside what the trial would have seen.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from trustsim.asking.trials.children import descended
from trustsim.asking.trials.config import SESSION, SYMPTOMS, Trial
from trustsim.asking.trials.grown_therapists import grown, treating
from trustsim.engine.going_on import Lives, gone_on, grown_once
from trustsim.engine.plan import address
from trustsim.engine.records import Records
from trustsim.mistakes import Mistake, choice
from trustsim.theory.chance import Decision, Moment, luck

FEWEST = 2  # patients of an arm, so that they can differ from each other


@dataclass(frozen=True)
class Followed:
    """What became of the patients of a trial; each trial is a cohort of the records."""

    trial: Trial
    screened: Records  # of everybody who was looked at
    eligible: int
    chosen: np.ndarray  # (patient,): number of each among those looked at
    arm: np.ndarray  # (patient,): number of the arm to which chance has sent each
    records: dict  # arm -> Records of all patients in it
    children: dict = field(default_factory=dict)  # arm -> Records of their children, if any
    therapists: Records | None = None  # of those who have grown up; none where they are drawn

    def at_intake(self, column=SYMPTOMS, table=SYMPTOMS):
        """A column of the questionnaire, or of a table, of the patients as they begin."""
        return self.screened.column(table, column, self.trial.intake).ravel()[self.chosen]

    @cached_property
    def before(self):
        """Symptoms of the patients as they begin."""
        return self.at_intake()

    def at(self, arm, months, column=SYMPTOMS, table=SYMPTOMS):
        """A column of the questionnaire, or of a table, of all patients in an arm at an age."""
        choice("arm", arm, self.records)
        return self.records[arm].column(table, column, months).ravel()

    def at_of_children(self, arm, months, column, table):
        """A column of a table of the children of all patients, in an arm and at an age."""
        choice("arm with children", arm, self.children)
        return self.children[arm].column(table, column, months).ravel()

    def sessions(self, arm, column):
        """A column of the sessions of an arm (patient, session)."""
        choice("arm with sessions", arm, self.trial.treated)
        (table,) = (name for name in self.records[arm].tables if name.startswith(SESSION))
        rows = self.records[arm].tables[table]
        choice("column of sessions", column, rows)
        return rows[column].to_numpy().reshape(len(self.chosen), -1)

    def sent(self, arm):
        """Whom chance has sent to an arm (patient,)."""
        return self.arm == list(self.trial.arms).index(arm)

    def born(self, column):
        """What the mothers of the patients were like: a column of births."""
        return self.records[self.trial.control].column("births", column).ravel()


class Screened(NamedTuple):
    """Everybody who was looked at, and who of them takes part."""

    records: Records
    lives: Lives  # as they stand at intake
    eligible: int
    chosen: np.ndarray  # (patient,): number of each among those looked at


def screened(trial, threads=None):
    """Grow everybody up to intake, and choose the patients.

    Raises Mistake where fewer are eligible than take part.
    """
    records, lives = grown_once(trial.screened, trial.intake, threads, "growing")
    symptoms = records.column(SYMPTOMS, SYMPTOMS, trial.screening).ravel()
    eligible = np.flatnonzero(symptoms >= trial.symptoms)
    if len(eligible) < trial.wanted:
        raise Mistake(
            f"{len(eligible)} of {len(symptoms)} people have symptoms of {trial.symptoms:g} or "
            f"more when screened, and [trial] patients = {trial.patients} in each of trials = "
            f"{trial.trials} are {trial.wanted}; grow more of them (worlds, children), or ask for "
            "fewer"
        )
    return Screened(records, lives, len(eligible), eligible[: trial.wanted])


def followed(trial, threads=None):
    """Find the patients of a trial, and let each of them live on in every arm.

    Raises Mistake where fewer are eligible than take part, or an arm has nearly nobody.
    """
    everybody = screened(trial, threads)
    patients = everybody.lives.of(everybody.chosen)
    sent, therapists = shared_out(trial, patients.who.tolist()), grown(trial, threads)
    records = {
        name: gone_on(
            in_trials(arm, trial), patients, arm.children, threads, name,
            treating(trial, name, therapists, patients.who),
        )
        for name, arm in trial.arms.items()
    }  # fmt: skip
    children = {
        name: descended(trial, name, records[name], patients.who, threads)
        for name in (trial.arms if trial.children else ())
    }
    return Followed(
        trial, everybody.records, everybody.eligible, everybody.chosen, sent, records, children,
        therapists,
    )  # fmt: skip


def in_trials(scenario, trial):
    """The scenario with the patients of each trial as a cohort, as its records are read."""
    return replace(scenario, worlds=trial.trials, children=trial.patients)


def shared_out(trial, patients):
    """The number of the arm to which chance sends each patient.

    Raises Mistake where an arm has fewer than can differ from each other.
    """
    sent = np.array([sent_to(trial, person) for person in patients])
    for arm, many in zip(trial.arms, np.bincount(sent, minlength=len(trial.arms)), strict=True):
        if many < FEWEST:
            raise Mistake(
                f"[trial] chance sends {many} of {len(patients)} patients to the arm {arm}, which "
                f"needs {FEWEST} at least; ask for more patients, or for fewer arms"
            )
    return sent


def sent_to(trial, person):
    """The arm to which chance sends a person, whatever the arms are."""
    world, child = divmod(person, trial.screened.children)
    here = Moment(trial.screened.seed, world, child, 0, address("trial"), 0)
    chance, _, _, _ = luck(here, Decision.WHOM)
    return int(chance * len(trial.arms))
