"""What a family has to bear, and what bearing it does to those who care."""

import math

from trustsim.theory.compiled import rule


@rule
def carried_on(before, memory, shock):
    """A state that carries over from one time to the next: standard normal, lasting (eqs 4, 43)."""
    return memory * before + math.sqrt(1.0 - memory * memory) * shock


@rule
def raised(probability, logits):
    """A probability raised by so many logits."""
    odds = probability * math.exp(min(700.0, logits))  # beyond 709 Python's exp overflows
    return odds / (1.0 - probability + odds)
