"""Other published models, one readable file each, to run beside ours on the same tasks.

A rival is a module with ``ANSWERS``: the questions that it can answer -> the function that does.
"""

from trustsim.asking.rivals import cittern_2018, constant_trust, rescorla_wagner, shafto_2012

RIVALS = {
    "shafto_2012": shafto_2012,
    "cittern_2018": cittern_2018,
    "rescorla_wagner": rescorla_wagner,
    "constant_trust": constant_trust,
}
