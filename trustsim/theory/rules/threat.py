"""Expected threat."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.counting import remembered
from trustsim.theory.states import Dread


@rule
def expected(bond, theory):
    """The threat that is expected of somebody known, in (0, 1) (eqs 14, 40)."""
    return remembered(bond.threat.lately, bond.threat.lasting, theory.memory)


@rule
def learnt(dread, frightened, theory):
    """Threat rises fast with fright and falls slowly without, in both stores (eqs 14, 40)."""
    return Dread(
        moved(dread.lately, frightened, 1.0, theory.threat),
        moved(dread.lasting, frightened, theory.memory.slowness, theory.threat),
    )


@rule
def moved(before, frightened, pace, theory):
    """One store of threat after an encounter, at this pace (eq. 14).

    **Eq. 14, threat.** Expected threat rises fast with fright and falls slowly in every other
    encounter of distress. It stands in two stores (eq. 40).

        frightened:  threat = threat + theory.threat.rise * (1 - threat)
        otherwise:   threat = threat - theory.threat.fall * threat
    """
    if frightened:
        return before + pace * theory.rise * (1.0 - before)
    return before - pace * theory.fall * before
