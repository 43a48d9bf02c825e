"""Fifteen seconds face to face: what the infant does, and whether it looks at its partner."""

from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters.nurture import MIRRORING
from trustsim.theory.rules import attention
from trustsim.theory.rules.strategy import MINIMISE
from trustsim.theory.turns import below


@rule
def to_face(moment, signal, answer, hearing, after, theory):
    """Strategy, whether the infant looks, and arousal afterwards.

    It looks while it attends (eq. 33), to mirroring as to any message and else to a face that does
    not call, unless it minimises and turns away.
    """
    attends = hearing.attended
    if answer.kind != MIRRORING:
        chance, _, _, _ = luck(moment, Decision.ATTEND)
        likely = attention.attending(False, theory.attention)
        attends = below(chance, likely, "attends", "does not attend")
    looks = attends and signal.strategy != MINIMISE
    return float(signal.strategy), 1.0 if looks else 0.0, after, 0.0
