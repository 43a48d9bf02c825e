"""Numbers -> matplotlib Figures; a figure is never shown or saved here."""

from trustsim.figures.biographies import biographies
from trustsim.figures.classes import classes
from trustsim.figures.siding import siding

__all__ = ["biographies", "classes", "siding"]
