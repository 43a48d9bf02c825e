"""Where luck meets a probability: every such turn can be listened to.

Whatever happens to a learner, happens because a number of luck lies below a probability. Encounters
say so by ``below``; ``asking.explain`` listens, and so knows the order of events of no encounter.
Compiled code does not listen, and pays nothing.
"""

import threading
from contextlib import contextmanager
from typing import NamedTuple

from trustsim.theory.compiled import rule

EAR = None  # who listens; compiled code knows it as nobody
ONE_AT_A_TIME = threading.RLock()


class Turn(NamedTuple):
    """One turn of events: whether it happened, by which luck and probability, and in words."""

    happens: str
    otherwise: str
    luck: float
    probability: float

    @property
    def happened(self):
        """Did luck lie below the probability?"""
        return self.luck < self.probability


@rule
def below(luck, probability, happens, otherwise):
    """Does it happen? ``happens`` says what then does, ``otherwise`` what does if not."""
    if EAR is not None:
        EAR(Turn(happens, otherwise, luck, probability))
    return luck < probability


@contextmanager
def listening():
    """The turns of what this thread plays meanwhile in plain Python, one after the other."""
    global EAR
    turns, thread = [], threading.get_ident()

    def heard(turn):
        if threading.get_ident() == thread:
            turns.append(turn)

    with ONE_AT_A_TIME:
        before, EAR = EAR, heard
        try:
            yield turns
        finally:
            EAR = before
