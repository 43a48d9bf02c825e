"""Trials: patients are grown, chosen by what a clinician would see, and go on in every arm."""

from trustsim.asking.trials.before_after import states, transference
from trustsim.asking.trials.circles import CIRCLES, cut, few, without
from trustsim.asking.trials.config import SESSION, Trial, is_trial, load_trial, trial_from_config
from trustsim.asking.trials.courses import sessions, waiting
from trustsim.asking.trials.family_outcomes import families
from trustsim.asking.trials.individual import individual, patients
from trustsim.asking.trials.tables import effects, flow, histories
from trustsim.asking.trials.trial import Followed, followed, screened

__all__ = [
    "CIRCLES", "SESSION", "Followed", "Trial", "cut", "effects", "families", "few", "flow",
    "followed", "histories", "individual", "is_trial", "load_trial", "patients", "screened",
    "sessions", "states", "transference", "trial_from_config", "waiting", "without",
]  # fmt: skip
