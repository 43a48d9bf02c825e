"""What is asked of every model: one cell of a published experiment, or a difference of some.

A *share* was published as a number. A *preference* is an answer to "above chance?", and a
*difference* to "more here than there?": the abstract says yes or no, and how many children were
asked says how sure a study can be of that.
"""

import math
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


def of_contrast(pattern, contrast, children):
    """The task of a contrast; ``children`` is a function of a cell.

    What was found below zero is a difference above zero the other way round.
    """
    weights, cells = zip(*contrast.terms, strict=True)
    asked, (low, high) = tuple(map(children, cells)), contrast.accepted
    if len(cells) == 1:
        return Task(
            pattern, contrast.words, PREFERENCE, cells, float(high == math.inf), weights, asked
        )
    if low == -math.inf:
        turned = tuple(-weight for weight in weights)
        return Task(pattern, f"{contrast.words} (falls)", DIFFERENCE, cells, 1.0, turned, asked)
    return Task(pattern, contrast.words, DIFFERENCE, cells, 1.0, weights, asked)
