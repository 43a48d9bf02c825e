"""What children have gone through before a question, read off the rows of the protocol's script.

Nothing of an experiment is written here a second time: who was right or wrong, and when, stands in
the script that our children live through as well.
"""

from typing import NamedTuple

from trustsim.study.laboratory.script import Event
from trustsim.study.protocols import CATALOGUE

CHOICE, BELIEF, ATTACHMENT = "whom to ask", "whether to believe", "which attachment"
ASKED = {  # what each kind of event asks of a model
    Event.INFORMANTS: CHOICE,
    Event.CLAIMS: CHOICE,
    Event.CLAIM: BELIEF,
    Event.INTERVAL: ATTACHMENT,
    Event.GAZE: "where to look",
    Event.CONCLUSION: "what follows from what was shown",
}
ORDER = {  # the conditions as the script asks about them, each with as many questions
    "accuracy_of_informants": lambda _: CATALOGUE["accuracy_of_informants"].PAIRS,
    "neutral_informant": lambda _: CATALOGUE["neutral_informant"].PAIRS,
    "familiar_teacher": lambda _: ("before", "after right", "before", "after wrong"),
    "announced_liar": lambda _: CATALOGUE["announced_liar"].CONDITIONS,
    "label_against_eyes": lambda _: CATALOGUE["label_against_eyes"].CONDITIONS,
    "mother_stranger": lambda settings: tuple(settings.mixes),
}


class Known(NamedTuple):
    """What a child has seen and heard of an informant by now."""

    history: tuple = ()  # labels that proved right (1) or wrong (0), oldest first
    familiar: bool = False  # has taught the child before, or is its mother
    witness: bool = False  # has seen what the child has not
    warned: bool = False  # is said to be a liar


class Situation(NamedTuple):
    """A question and what has gone before it."""

    asked: str
    first: Known
    second: Known
    share: float  # of what is seen, that agrees with the (first) claim; .5: nothing to see
    answers: int  # to choose from; 0: as many as in everyday lessons
    labels: bool  # does this experiment let the child hear labels that it can judge?


def situation(protocol, condition, settings):
    """The situation in which the last question of one condition is asked."""
    posed = questions_of_script(CATALOGUE[protocol].script(settings))
    if protocol not in ORDER:
        return posed[-1]
    order = ORDER[protocol](settings)
    each = len(posed) // len(order)
    return posed[each * (order.index(condition) + 1) - 1]


def questions_of_script(script):
    """The situation at every question of a script, in order."""
    labels = any(row.kind == Event.LABEL for row in script)
    two, posed = [Known(), Known()], []
    for row in script:
        who = int(row.who)
        if row.kind == Event.ARRIVAL:
            two = [Known(witness=row.knows > 0.0)] * 2
        elif row.kind == Event.LABEL:
            two[who] = two[who]._replace(history=(*two[who].history, int(row.right)))
        elif row.kind == Event.LESSON:
            two[who] = two[who]._replace(familiar=True)
        elif row.kind == Event.WARNING:
            two[who] = two[who]._replace(warned=True)
        elif row.kind in ASKED:
            first = Known(familiar=True) if row.kind == Event.CLAIMS else two[0]
            asked = ASKED[Event(row.kind)]
            posed.append(Situation(asked, first, two[1], row.share, int(row.answers), labels))
    return posed
