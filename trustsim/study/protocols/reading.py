"""How means, and answers to two questions a trial, are read off a visit."""

import numpy as np

from trustsim.study.laboratory.script import Event

QUESTIONS = ("ask", "endorse")


def sided_with_the_first(outcomes, script, kind):
    """Whether the child sided with the first, in the events of one kind: (..., event)."""
    return outcomes[..., [row.kind == kind for row in script], 0]


def shares_by_question(outcomes, script, conditions, kind=Event.INFORMANTS):
    """Share of answers for the first of two people, by condition and question.

    The conditions follow each other and have equally many trials of both questions.
    """
    sided = sided_with_the_first(outcomes, script, kind)
    sided = sided.reshape(*sided.shape[:-1], len(conditions), -1, len(QUESTIONS))
    return {
        f"{condition} {question}": sided[..., c, :, q].mean(-1)
        for c, condition in enumerate(conditions)
        for q, question in enumerate(QUESTIONS)
    }


def shares_by_condition(outcomes, script, conditions, kind):
    """Share of answers for the first of two, by condition, which follow each other evenly."""
    sided = sided_with_the_first(outcomes, script, kind)
    sided = sided.reshape(*sided.shape[:-1], len(conditions), -1)
    return dict(zip(conditions, np.moveaxis(sided.mean(-1), -1, 0), strict=True))


def mean_of(values):
    """Mean along the last axis, the same to the last bit wherever the numbers lie in memory."""
    return np.ascontiguousarray(values).mean(-1)
