"""Mentalising: a capacity that grows by being mentalised, and the switch that turns it off."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import share
from trustsim.theory.rules.logistic import logistic


@rule
def reflection(me, theory):
    """How far a learner has come to see minds behind what people do, in (0, 1) (eq. 41)."""
    recognised = share(me.reflection, theory.default_reflective, theory.default_unreflective)
    return logistic(theory.steepness * (recognised - theory.threshold))


@rule
def switch(arousal, theory):
    """How much of it is left at this arousal, in (0, 1) (eq. 18)."""
    return logistic(theory.steepness * (theory.switch_point - arousal))


@rule
def mentalising(me, arousal, theory):
    """How much scrutiny there is at this arousal, in (0, 1) (eqs 18, 41)."""
    return reflection(me, theory.reflection) * switch(arousal, theory.mentalising)
