"""Numbers -> matplotlib Figures; a figure is never shown or saved here."""

from trustsim.figures.biographies import biographies
from trustsim.figures.calibration import posterior, posterior_pairs
from trustsim.figures.calibration_predictions import predictions
from trustsim.figures.calibration_recoveries import recoveries
from trustsim.figures.children import children
from trustsim.figures.classes import classes
from trustsim.figures.comparison import comparison
from trustsim.figures.conditions import conditions
from trustsim.figures.contingency import contingency
from trustsim.figures.decision import decision
from trustsim.figures.encounter import encounter
from trustsim.figures.gaze import gaze
from trustsim.figures.ledger import ledger
from trustsim.figures.life import life
from trustsim.figures.pair import pair
from trustsim.figures.partners import partners
from trustsim.figures.recovery import recovery
from trustsim.figures.revision import revision
from trustsim.figures.scales import scales
from trustsim.figures.sensitivity import sensitivity
from trustsim.figures.siding import siding
from trustsim.figures.stability import stability
from trustsim.figures.strange_situation import strange_situation
from trustsim.figures.sweep_lines import sweep_lines
from trustsim.figures.sweep_map import sweep_map
from trustsim.figures.sweep_transition import sweep_largest, sweep_transition
from trustsim.figures.twins import twins

__all__ = [
    "biographies",
    "children",
    "classes",
    "comparison",
    "conditions",
    "contingency",
    "decision",
    "encounter",
    "gaze",
    "ledger",
    "life",
    "pair",
    "partners",
    "posterior",
    "posterior_pairs",
    "predictions",
    "recoveries",
    "recovery",
    "revision",
    "scales",
    "sensitivity",
    "siding",
    "stability",
    "strange_situation",
    "sweep_largest",
    "sweep_lines",
    "sweep_map",
    "sweep_transition",
    "twins",
]
