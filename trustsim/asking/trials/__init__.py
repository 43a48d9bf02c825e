"""Trials: patients are grown, chosen by what a clinician would see, and go on in every arm."""

from trustsim.asking.trials.before_after import states, transference
from trustsim.asking.trials.circles import (
    CIRCLES,
    INTACT,
    LEAVING,
    THREE,
    beside_intact,
    cut,
    few,
    gains,
    loops,
    with_cuts,
    without,
)  # fmt: skip
from trustsim.asking.trials.config import SESSION, Trial, is_trial, load_trial, trial_from_config
from trustsim.asking.trials.contrasts import contrasts, pairs
from trustsim.asking.trials.courses import sessions, trajectories, waiting
from trustsim.asking.trials.family_outcomes import families
from trustsim.asking.trials.individual import individual, patients
from trustsim.asking.trials.tables import effects, flow, histories
from trustsim.asking.trials.therapist_outcomes import reflecting, therapists
from trustsim.asking.trials.trial import Followed, followed, screened
from trustsim.asking.trials.varied import along, varied

__all__ = [
    "CIRCLES", "INTACT", "LEAVING", "SESSION", "THREE", "Followed", "Trial", "along",
    "beside_intact", "contrasts", "cut", "effects", "families", "few", "flow", "followed", "gains",
    "histories", "individual", "is_trial", "load_trial", "loops", "pairs", "patients",
    "reflecting", "screened", "sessions", "states", "therapists", "trajectories", "transference",
    "trial_from_config", "varied", "waiting", "with_cuts", "without",
]  # fmt: skip
