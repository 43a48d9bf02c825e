"""The published procedures, one readable file each, and the dict that lists them.

A protocol is a module with five names: ``Settings`` (what may be varied, with ranges and sources),
``NEEDS`` (protocols whose visit must come before), ``script(settings)`` (the events of one visit),
``read(outcomes, settings)`` (what is written down of them, column by column) and ``REPORT`` (what
tables, figures and explanations call it, see ``report``).
"""

from importlib import import_module

from trustsim.theory.extending import protocols

NAMES = (  # in the order in which they are told of
    "home_observation",
    "strange_situation",
    "mother_stranger",
    "accuracy_of_informants",
    "familiar_teacher",
    "announced_liar",
    "label_against_eyes",
    "gaze_following",
    "a_not_b",
    "generalisation",
    "belief_revision",
    "trust_scales",
    "contingency",
    "neutral_informant",
    "understanding_minds",
    "still_face",
    "session",
    "symptoms",
    "adult_interview",
    "caregiving",
)
CATALOGUE = {name: import_module(f"{__name__}.{name}") for name in NAMES}
CATALOGUE |= protocols(taken=NAMES)
