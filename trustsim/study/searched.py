"""Where the calibrated parameters are searched: the range of each, written here and nowhere else.

The calibration (``docs/calibration.md``) and the recovery of parameters (``trustsim recover``)
read the ranges from here. Which parameters are calibrated the table of parameters says (*fitted*).
"""

from typing import NamedTuple


class Range(NamedTuple):
    """Least and greatest value that is tried, in the unit of the parameter."""

    low: float
    high: float


RANGES = {
    "theory.strategy.consistency": Range(10, 80),
    "theory.strategy.uncertainty_bonus": Range(0.05, 1),
    "theory.strategy.minimising_gain": Range(0.2, 0.8),
    "theory.strategy.maximising_gain": Range(1.2, 3),
    "theory.strategy.effort": Range(0.1, 0.8),
    "theory.strategy.untried": Range(1, 100),
    "theory.noticing.signal_weight": Range(1, 8),
    "theory.arousal.escalation": Range(0.05, 0.6),
    "theory.arousal.alarm": Range(0.2, 0.9),
    "theory.arousal.pain": Range(0.1, 0.9),
    "theory.mirroring.strain": Range(0, 8),
    "theory.mirroring.contact": Range(0, 0.4),
    "theory.mirroring.recognised": Range(0.1, 0.95),
    "theory.mirroring.unmarked": Range(0, 0.5),
    "theory.play.stimulation": Range(0.1, 0.8),
    "theory.threat.rise": Range(0.01, 0.2),
    "theory.threat.fall": Range(0.002, 0.05),
    "theory.trust.spread": Range(0, 1),
    "theory.trust.doubt": Range(0.05, 4),
    "theory.trust.answered": Range(0, 2),
    "theory.trust.understood": Range(0, 1),
    "theory.reflection.threshold": Range(0.05, 0.8),
    "theory.reflection.steepness": Range(5, 60),
    "theory.misreading.likely": Range(0, 0.8),
    "theory.learning.evident": Range(0, 0.98),
    "theory.learning.alternatives": Range(2, 12),
    "playmates.knowledge": Range(0.05, 0.95),
    "playmates.helpfulness": Range(0.05, 0.95),
    "childhood.playmates": Range(0.1, 1),
    "caregiver.availability.mean": Range(1, 4),
    "caregiver.availability.sd": Range(0.3, 2),
    "caregiver.rejection.mean": Range(-4, -0.5),
    "caregiver.rejection.sd": Range(0.5, 3),
    "caregiver.intrusion.mean": Range(-3, 0),
    "caregiver.intrusion.sd": Range(0.5, 2),
    "caregiver.inconsistency.mean": Range(-1.5, 1),
    "caregiver.inconsistency.sd": Range(0.3, 1.5),
    "caregiver.congruence.mean": Range(0.5, 3),
    "caregiver.congruence.sd": Range(0.3, 2),
    "caregiver.marking.mean": Range(0, 2),
    "caregiver.marking.sd": Range(0.3, 2),
    "caregiver.fright.mean": Range(-8, -4),
    "caregiver.fright.sd": Range(1, 4),
    "visits.strange_situation.middle_avoidance": Range(0.2, 0.8),
    "visits.strange_situation.middle_resistance": Range(0.2, 0.8),
    "visits.strange_situation.middle_disorganisation": Range(0.05, 0.5),
    "visits.home_observation.error": Range(0.2, 1.2),
}
