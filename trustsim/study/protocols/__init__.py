"""The published procedures, one readable file each, and the dict that lists them.

A protocol is a module with four names: ``Settings`` (what may be varied, with ranges and sources),
``NEEDS`` (protocols whose visit must come before), ``script(settings)`` (the events of one visit)
and ``read(outcomes, settings)`` (what is written down of them, column by column).
"""

from trustsim.study.protocols import (
    a_not_b,
    accuracy_of_informants,
    announced_liar,
    belief_revision,
    contingency,
    familiar_teacher,
    gaze_following,
    generalisation,
    home_observation,
    label_against_eyes,
    mother_stranger,
    neutral_informant,
    strange_situation,
    trust_scales,
)

CATALOGUE = {  # append only: a visit's chance is looked up by its place in this list
    "home_observation": home_observation,
    "strange_situation": strange_situation,
    "mother_stranger": mother_stranger,
    "accuracy_of_informants": accuracy_of_informants,
    "familiar_teacher": familiar_teacher,
    "announced_liar": announced_liar,
    "label_against_eyes": label_against_eyes,
    "gaze_following": gaze_following,
    "a_not_b": a_not_b,
    "generalisation": generalisation,
    "belief_revision": belief_revision,
    "trust_scales": trust_scales,
    "contingency": contingency,
    "neutral_informant": neutral_informant,
}
