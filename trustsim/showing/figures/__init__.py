"""Numbers -> matplotlib Figures; a figure is never shown or saved here."""

from functools import partial
from importlib import import_module
from importlib.util import find_spec

from trustsim.showing.figures.along import along
from trustsim.showing.figures.biographies import biographies
from trustsim.showing.figures.calibration import posterior, posterior_pairs, recoveries
from trustsim.showing.figures.calibration_predictions import predictions
from trustsim.showing.figures.chain import chain
from trustsim.showing.figures.children import children
from trustsim.showing.figures.circles import circle, circles
from trustsim.showing.figures.classes import classes
from trustsim.showing.figures.comparison import comparison
from trustsim.showing.figures.conditions import conditions
from trustsim.showing.figures.contingency import contingency
from trustsim.showing.figures.contrasts import contrasts
from trustsim.showing.figures.courses_compared import courses_compared
from trustsim.showing.figures.decision import decision
from trustsim.showing.figures.encounter import encounter
from trustsim.showing.figures.families import families
from trustsim.showing.figures.family import family_cycle, family_tree
from trustsim.showing.figures.generations import cycle, differences, generations
from trustsim.showing.figures.individual import individual
from trustsim.showing.figures.ledger import ledger
from trustsim.showing.figures.life import life
from trustsim.showing.figures.moments import moments
from trustsim.showing.figures.pair import pair
from trustsim.showing.figures.partners import partners
from trustsim.showing.figures.recovery import recovery
from trustsim.showing.figures.sensitivity import sensitivity
from trustsim.showing.figures.siding import siding
from trustsim.showing.figures.stability import stability
from trustsim.showing.figures.strange_situation import strange_situation
from trustsim.showing.figures.sweep_lines import sweep_lines
from trustsim.showing.figures.sweep_map import sweep_map
from trustsim.showing.figures.sweep_transition import sweep_largest, sweep_transition
from trustsim.showing.figures.therapists import therapists
from trustsim.showing.figures.trajectories import trajectories
from trustsim.showing.figures.trial import courses, histories, systems, trial
from trustsim.showing.figures.trust_scales import trust_scales
from trustsim.showing.figures.twins import twins


def of_protocol(name):
    """How what a protocol reports is drawn: by a file called like it, or like all others."""
    if find_spec(f"{__name__}.{name}"):
        return getattr(import_module(f"{__name__}.{name}"), name)
    return partial(conditions, protocol=name)
