"""The published procedures, one readable file each, and the dict that lists them.

A protocol is a module with four names: ``Settings`` (what may be varied, with ranges and sources),
``NEEDS`` (protocols whose visit must come before), ``script(settings)`` (the events of one visit)
and ``read(outcomes, settings)`` (what is written down of them, column by column).
"""

from trustsim.protocols import home_observation, mother_stranger, strange_situation

CATALOGUE = {
    "home_observation": home_observation,
    "strange_situation": strange_situation,
    "mother_stranger": mother_stranger,
}
