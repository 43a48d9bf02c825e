"""What is asked of every model: one cell of a published experiment, or a difference of some.

A *share* was published as a number. A *preference* is an answer to "above chance?", and a
*difference* to "more here than there?": the abstract says yes or no, and how many children were
asked says how sure a study can be of that.
"""

from typing import NamedTuple

SHARE, PREFERENCE, DIFFERENCE = "share", "preference", "difference"
TUNED, BY_HAND, SEEN = "tuned", "by hand", "seen"
BUILT_IN = {  # pattern -> the models that were made with it in view, where they answer
    "accuracy_tracking": {"trustsim": TUNED, "shafto_2012": BY_HAND},
    "corriveau_sample": {"trustsim": TUNED},
    "corriveau_order": {"trustsim": SEEN},  # a rule was changed after it had failed
    "corriveau_flexibility": {"trustsim": SEEN},  # it has the same answers in view
    "default_helpfulness": {"shafto_2012": BY_HAND},
    "familiar_teacher": {"shafto_2012": BY_HAND},
    "testimony_against_eyes": {"trustsim": SEEN},  # claims pass the gate since it had failed
    "strange_situation_low_risk": {"trustsim": TUNED},
}
STUDY, LOW, HIGH = "study", "low risk", "high risk"  # populations


class Cell(NamedTuple):
    """Children of one age, and one class where it matters, under one condition."""

    protocol: str
    condition: str
    months: float
    attachment: str = ""
    population: str = STUDY


class Task(NamedTuple):
    """A published finding: a share, or whether a weighted sum of shares was above chance or zero.

    A preference is about one cell; a weight of -1 there asks about siding with the second.
    """

    pattern: str
    words: str
    kind: str
    cells: tuple
    published: float  # the share; otherwise 1 if it was found and 0 if it was not
    weights: tuple = (1.0,)
    children: tuple = ()  # asked, in each cell


def share(pattern, words, cell, published):
    """A task whose share was published."""
    return Task(pattern, words, SHARE, (cell,), published)


def preference(pattern, words, cell, children, found=1.0, weight=1.0):
    """Was siding with the first (with a weight of -1: the second) found to be above chance?"""
    return Task(pattern, words, PREFERENCE, (cell,), found, (weight,), (children,))


def difference(pattern, words, *terms):
    """A difference that was found to be above zero; ``terms`` are (weight, cell, children)."""
    weights, cells, children = zip(*terms, strict=True)
    return Task(pattern, words, DIFFERENCE, cells, 1.0, weights, children)
