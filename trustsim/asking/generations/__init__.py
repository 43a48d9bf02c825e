"""Generations: what was done to a child is done on when it has a child, or is not."""

from trustsim.asking.generations.config import (
    UNCHANGED,
    Generations,
    asks_for_generations,
    generations_from_config,
    load_generations,
)
from trustsim.asking.generations.lines import Descent, descended
from trustsim.asking.generations.tables import course, cycle, differences, of_line

__all__ = [
    "UNCHANGED", "Descent", "Generations", "asks_for_generations", "course", "cycle", "descended",
    "differences", "generations_from_config", "load_generations", "of_line",
]  # fmt: skip
