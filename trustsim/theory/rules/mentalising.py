"""Mentalising: a capacity that grows by being mentalised, and the switch that turns it off."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import share
from trustsim.theory.rules.logistic import logistic


@rule
def reflection(me, theory):
    """How far a learner has come to see minds behind what people do, in (0, 1) (eq. 41).

    **Eq. 41, reflection.** Mentalising is a capacity that grows by being mentalised. To be
    addressed counts for it, since whoever addresses me takes me for somebody with a mind: with a
    mark, or with a cue in a lesson, by anybody, if only one attends to it. To be recognised counts
    for it as well; mirroring that is let in and not congruent, a rebuff and fright count against
    it. Each is `infant.learning` cases of eq. 30; what was counted fades as far as there is a case,
    and once at most; much is credited against it beforehand
    (`theory.reflection.default_unreflective`; `theory.reflection.default_reflective` for), so that
    it takes years; reflection is a curve over the share that comes of it. Age comes from living.

        addressed:                            hits   + theory.reflection.addressed
        recognised:                           hits   + 1
        wrongly read, rebuffed, frightened:   misses + 1
        retention  = 1 - (1 - theory.reflection.retention) * min(1, new hits + new misses)
        share      = (hits + for) / (hits + for + misses + against)
        reflection = sigma(theory.reflection.steepness * (share - theory.reflection.threshold))
    """
    recognised = share(me.reflection, theory.default_reflective, theory.default_unreflective)
    return logistic(theory.steepness * (recognised - theory.threshold))


@rule
def switch(arousal, theory):
    """How much of it is left at this arousal, in (0, 1) (eq. 18)."""
    return logistic(theory.steepness * (theory.switch_point - arousal))


@rule
def mentalising(me, arousal, theory):
    """How much scrutiny there is at this arousal, in (0, 1) (eqs 18, 41).

    **Eq. 18, the mentalising switch.** Arousal turns scrutiny off. What there is of it is
    reflection (eq. 41), which has grown. In a lesson the arousal is `tension`, before claims and
    conclusions that of eq. 25.

        switch      = sigma(theory.mentalising.steepness
                            * (theory.mentalising.switch_point - arousal))
        mentalising = reflection * switch
    """
    return reflection(me, theory.reflection) * switch(arousal, theory.mentalising)
