"""A message is heard, or it is not: one account, whatever the message is about.

Mirroring is a message about the child, a lesson one about the world; a claim, a gesture and a gaze
are messages too. Each has a content, a cue (was I addressed?) and a source. It must be attended to,
an act without a cue may be taken for an unkind one, and the gate opens for it or stays shut.
"""

from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters.messages import Hearing
from trustsim.theory.rules import attention, mentalising, misreading, threat, trust, vigilance
from trustsim.theory.rules.arousal import bounded
from trustsim.theory.rules.counting import added, expectation
from trustsim.theory.turns import below


@rule
def clarity(me, theory):
    """How far a learner's own reading of things has been confirmed, in (0, 1) (eq. 29)."""
    default = theory.clarity
    return expectation(me.clarity, default.default_clear, default.default_unclear, theory.memory)


@rule
def misread(cue, feared, arousal, me, theory):
    """Probability of taking an act for unkind; a cue forestalls it (eq. 42)."""
    if cue:
        return 0.0
    scrutiny = mentalising.mentalising(me, bounded(arousal + feared), theory)
    return misreading.misreading(clarity(me, theory), scrutiny, theory.misreading)


@rule
def receptive(cue, trusted, feared, arousal, me, theory):
    """Probability of letting in a message that is attended to (eqs 19, 42)."""
    kind = 1.0 - misread(cue, feared, arousal, me, theory)
    return kind * vigilance.gate(cue, trusted, feared, theory.vigilance)


@rule
def heard(moment, cue, called, trusted, feared, arousal, me, theory):
    """What becomes of a message of somebody trusted, and feared, as much as this (eqs 19, 33, 42).

    ``called``: something else than a cue has caught the learner's eye.
    """
    attends, misreads, opens, _ = luck(moment, Decision.ATTEND)
    likely = attention.attending(cue or called, theory.attention)
    if not below(attends, likely, "attends", "does not attend"):
        return Hearing(False, False, False)
    likely = misread(cue, feared, arousal, me, theory)
    if below(misreads, likely, "takes it for unkind", "does not take it for unkind"):
        return Hearing(True, True, False)
    gate = vigilance.gate(cue, trusted, feared, theory.vigilance)
    return Hearing(True, False, below(opens, gate, "lets it in", "does not let it in"))


@rule
def heard_from(moment, cue, bond, arousal, me, theory):
    """What becomes of a message of somebody whom the learner knows by this bond."""
    trusted, feared = trust.trust(bond, theory), threat.expected(bond, theory)
    return heard(moment, cue, False, trusted, feared, arousal, me, theory)


@rule
def address(hearing, cue, theory):
    """Cases for and against help in the way in which a message came (eq. 15).

    A cue that is let in says that this is meant for me; what is taken for unkind speaks against
    whoever did it.
    """
    hits = theory.cue if cue and hearing.let_in else 0.0
    return hits, (theory.unkind if hearing.unkind else 0.0)


@rule
def addressed(hearing, cue, theory):
    """Cases for seeing minds: whoever addresses me takes me for somebody with a mind (eq. 41)."""
    return theory.addressed if cue and hearing.attended else 0.0


@rule
def reflected(count, hits, misses, infant, theory):
    """Cases for and against seeing minds; children differ in how much they learn (eq. 41)."""
    fades = 1.0 - (1.0 - theory.retention) * min(1.0, hits + misses)
    return added(count, fades, infant.learning * hits, infant.learning * misses)
