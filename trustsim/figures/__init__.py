"""Numbers -> matplotlib Figures; a figure is never shown or saved here."""

from trustsim.figures.biographies import biographies
from trustsim.figures.classes import classes
from trustsim.figures.comparison import comparison
from trustsim.figures.decision import decision
from trustsim.figures.encounter import encounter
from trustsim.figures.ledger import ledger
from trustsim.figures.siding import siding
from trustsim.figures.twins import twins

__all__ = [
    "biographies",
    "classes",
    "comparison",
    "decision",
    "encounter",
    "ledger",
    "siding",
    "twins",
]
