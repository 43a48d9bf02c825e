"""What became of a message on its way to a child: one of five things, or nothing without one.

Messages about the world and about the child (mirroring) go one way: attention, gate, check.
"""

from trustsim.theory.encounters.messages import MIRRORING

NO_MESSAGE = ""
GENERIC = "generic"  # kept as true of the world, or as the child's own feeling
BOUND = "bound"  # kept as the view, or the feeling, of the one who showed it
THROWN_OUT = "thrown out"
NOT_LET_IN = "not let in"
NOT_HEARD = "not heard"
FATES = (GENERIC, BOUND, THROWN_OUT, NOT_LET_IN, NOT_HEARD)


def of_lesson(outcome, before, after):
    """What became of a word, by what the child had learnt before it and after it (eqs 20, 32)."""
    if kept_out := not_let_in(outcome.hearing):
        return kept_out
    if not outcome.kept:
        return THROWN_OUT
    return max(GENERIC, BOUND, key=lambda kind: kept_as(kind, after) - kept_as(kind, before))


def kept_as(kind, learnt):
    """How much has been kept as true of the world, or as somebody's view."""
    return getattr(learnt, f"{kind}_right") + getattr(learnt, f"{kind}_wrong")


def of_answer(answer, hearing):
    """What became of an answer: only mirroring says something, and its mark says whose it is."""
    if answer.kind != MIRRORING:
        return NO_MESSAGE
    return not_let_in(hearing) or (GENERIC if answer.marked else BOUND)


def not_let_in(hearing):
    """Where a message was stopped that did not come in; nothing for one that did."""
    if not hearing.attended:
        return NOT_HEARD
    return NO_MESSAGE if hearing.let_in else NOT_LET_IN
