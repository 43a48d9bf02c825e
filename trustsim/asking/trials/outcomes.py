"""What has become of patients, by cut-offs that are declared here and nowhere else.

All of them are of symptoms, as the questionnaire has them, so that no number is invented: the error
of a score follows from the error of its items, and who takes part is above the entry of the trial.
"""

from typing import NamedTuple

import numpy as np
import scipy

from trustsim.asking.trials.config import SESSION, SYMPTOMS
from trustsim.engine.records import PEOPLE_COLUMNS
from trustsim.study.protocols.symptoms import PARTS

CONFIDENCE = 0.95
RUPTURE = 1.0  # standard errors of the difference by which an alliance must fall
REPAIRED = 5  # sessions within which it must be back


class Cutoffs(NamedTuple):
    """What counts as a change of symptoms, in points."""

    measurable: float  # more than one standard error of a difference
    reliable: float  # more than error does in one of twenty (Jacobson & Truax 1991)
    entry: float  # of the trial: who is below it is no patient any more


def quantile():
    """How many standard errors a 95 % interval reaches to either side."""
    return float(scipy.stats.norm.ppf(0.5 + CONFIDENCE / 2.0))


def error_of(settings):
    """Standard error of the mean of all items of symptoms."""
    return settings.error / np.sqrt(len(PARTS) * settings.items)


def cutoffs(trial):
    """The cut-offs of a trial."""
    difference = np.sqrt(2.0) * error_of(trial.arms[trial.control].protocols[SYMPTOMS])
    return Cutoffs(float(difference), float(quantile() * difference), trial.symptoms)


class Outcome(NamedTuple):
    """What has become of each patient in an arm at an age (patient,)."""

    symptoms: np.ndarray
    gain: np.ndarray  # points of symptoms fewer than at intake
    improved: np.ndarray  # measurably
    responded: np.ndarray  # reliably better
    remitted: np.ndarray  # below the entry of the trial
    worse: np.ndarray  # reliably worse


def outcome(found, arm, months):
    """What has become of everybody in an arm at an age."""
    symptoms, cut = found.at(arm, months), cutoffs(found.trial)
    gain = found.before - symptoms
    return Outcome(
        symptoms, gain, gain > cut.measurable, gain > cut.reliable, symptoms < cut.entry,
        gain < -cut.reliable,
    )  # fmt: skip


def beyond(given, values):
    """What is left of values once a straight line through what is ``given`` is taken away.

    ``given`` are columns (number, patient), ``values`` (patient,).
    """
    held = np.array([np.ones_like(values), *given]).T
    return values - held @ np.linalg.lstsq(held, values, rcond=None)[0]


def left(found, arm):
    """Number of the session to which each patient has not come any more; nan for who stays."""
    came = found.sessions(arm, "came")
    return np.where(came.all(1), np.nan, (came == 0.0).argmax(1))


def improved_by(found, arm, session):
    """Who is measurably better at the session of this number, from 1."""
    symptoms = found.sessions(arm, SYMPTOMS)[:, session - 1]
    return found.before - symptoms > cutoffs(found.trial).measurable


def early_alliance(found, arm, sessions=slice(2, 5)):
    """Mean alliance of the third to the fifth session; nan for who has left before."""
    return mean_of_known(found.sessions(arm, "alliance")[:, sessions])


def idealised(found, arm, at_first=slice(0, 2), later=slice(9, 12)):
    """By how many points the alliance of sessions 1 and 2 lies above that of sessions 10 to 12.

    It is nan for who has left before the last of these.
    """
    alliance = found.sessions(arm, "alliance")
    return alliance[:, at_first].mean(1) - alliance[:, later].mean(1)


def mean_of_known(values):
    """Mean over sessions of those that took place; nan of who never came."""
    known = np.isfinite(values)
    return np.where(known.any(1), np.nansum(values, 1) / np.maximum(known.sum(1), 1), np.nan)


def therapist_of(found, arm):
    """Number of the therapist of each patient: who is the same is born the same."""
    people = found.records[arm].tables["people"]
    theirs = people[people["partner"] == partner_of(found, arm)]
    traits = theirs[list(PEOPLE_COLUMNS)].to_numpy()
    return np.unique(traits, axis=0, return_inverse=True)[1].ravel()


def partner_of(found, arm):
    """With whom the patients of an arm have their sessions."""
    return found.trial.arms[arm].companions[SESSION].whom[0]


def ruptured(found, arm):
    """Who had a rupture of the alliance, and whose last one was repaired (patient,).

    A rupture is a fall of the alliance, below what it has been in the five sessions before, by more
    than its errors would make it; it is repaired if the alliance is back within five sessions.
    """
    alliance = found.sessions(arm, "alliance")
    settings = found.trial.arms[arm].protocols[SESSION]
    falls = RUPTURE * np.sqrt(2.0) * settings.error / np.sqrt(settings.items)
    had = np.zeros(len(alliance), dtype=bool)
    repaired = np.zeros(len(alliance), dtype=bool)
    for session in range(REPAIRED, alliance.shape[1]):
        usual = np.nanmean(alliance[:, session - REPAIRED : session], axis=1)
        falling = usual - alliance[:, session] > 2.0 * falls
        later = alliance[:, session + 1 : session + 1 + REPAIRED]
        back = (later >= usual[:, None]).any(1)
        had |= falling
        repaired = np.where(falling, back, repaired)
    return had, repaired
