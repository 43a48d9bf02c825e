"""Other published models, one readable file each, to run beside ours on the same tasks.

A rival is a module with ``ANSWERS``: the questions that it can answer -> the function that does.
A rival account of the course of a psychotherapy answers no task of a laboratory. It is a module
with ``SAYS``: the questions about a course on which it has a word -> the function that says it.
What is said "by session" is a number for each of the sessions given, the first being 1.
"""

from trustsim.asking.rivals import (
    cittern_2018,
    constant_trust,
    howard_1986,
    liebovitch_2011,
    rescorla_wagner,
    shafto_2012,
    tracey_circle,
)

RIVALS = {
    "shafto_2012": shafto_2012,
    "cittern_2018": cittern_2018,
    "rescorla_wagner": rescorla_wagner,
    "constant_trust": constant_trust,
}
COURSES = {
    "howard_1986": howard_1986,
    "liebovitch_2011": liebovitch_2011,
    "tracey_circle": tracey_circle,
}
