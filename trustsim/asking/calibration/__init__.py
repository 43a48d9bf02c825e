"""Calibration: which values of its parameters does the literature leave to the theory?

Not one best point but all that are possible: a sample of the posterior, by approximate Bayesian
computation (sequential Monte Carlo: Toni et al. 2009, as in the library pyabc). ``config`` says
what a calibration is, ``aims`` what the literature asks of a cohort and how far a cohort misses it,
``posterior`` finds the values with which nothing is missed, ``telling`` says which parameters that
identifies, ``predicting`` what the values found do elsewhere, ``recovering`` whether known values
are found again, ``lines`` puts it all into words, and ``study`` brings it together.
"""

from trustsim.asking.calibration.config import (
    Calibration,
    calibration_from_config,
    calibration_model,
    load_calibration,
)
from trustsim.asking.calibration.lines import calibration_tables, calibration_text
from trustsim.asking.calibration.posterior import require_pyabc
from trustsim.asking.calibration.study import Calibrated, calibrate

__all__ = [
    "Calibrated",
    "Calibration",
    "calibrate",
    "calibration_from_config",
    "calibration_model",
    "calibration_tables",
    "calibration_text",
    "load_calibration",
    "require_pyabc",
]
