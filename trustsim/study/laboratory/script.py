"""The events that a protocol may write into its script."""

from enum import IntEnum
from typing import NamedTuple

from trustsim.theory.rows import reader


class Event(IntEnum):
    """Kinds of event."""

    WATCHED_DISTRESS = 0  # an everyday encounter under a rater's eyes
    WATCHED_PLAY = 1
    RATING = 2  # the errors of the raters
    INTERVAL = 3  # fifteen seconds in the Strange Situation
    CLAIMS = 4  # mother and a stranger make conflicting claims
    ARRIVAL = 5  # two people whom the child has not met come in
    LESSON = 6  # one of them teaches, as people do in everyday life
    LABEL = 7  # one of them names a thing that the child knows, rightly or wrongly
    WARNING = 8  # the child is told that one of them is a liar
    INFORMANTS = 9  # the two make conflicting claims
    CLAIM = 10  # one of them makes a claim, and nobody contradicts
    SHOWING = 11  # one of them shows the child that something is so
    CONCLUSION = 12  # what the child does in view of what was shown
    GAZE = 13  # an adult looks at one of two things
    ITEM = 14  # an item of a questionnaire
    REMARK = 15  # one of the two addresses the child and says nothing that is right or wrong
    MINDS = 16  # the child is asked what somebody believes, or feels
    FACE = 17  # fifteen seconds face to face
    TROUBLE = 18  # in a session: what troubles the patient comes up, and is answered
    EXPLANATION = 19  # the therapist says what the patient feels
    SKILL = 20  # the therapist says something about the world
    COMPLAINT = 21  # an item of a questionnaire on how somebody has been
    COMING = 22  # does the patient come to the session?
    ATTENDING = 23  # the patient attends to what it feels now, with nobody's answer
    IMAGINING = 24  # the patient imagines what goes on in somebody, or in itself
    ALLIANCE = 25  # an item of a questionnaire on the therapist
    EVERYDAY = 26  # what the weeks between sessions are like
    MEMORY = 27  # an item of an interview on who raised one
    CARING = 28  # what a grown-up is like as a caregiver
    GUIDANCE = 29  # in a session: something is said about caring for a child
    REPAIR = 30  # the therapist says what has gone wrong between the two, if it has and is seen


class Row(NamedTuple):
    """One event of a script, as the engines see it."""

    kind: float
    caregiver: float = 0.0  # 1 when the caregiver is in the room
    stranger: float = 0.0  # 1 when a stranger is
    stress: float = 0.0  # rise of arousal, at reactivity 1
    calming: float = 0.0  # share of arousal that a stranger, or toys, take away
    share: float = 0.5  # how much of what is seen agrees with the (first) claim
    who: float = 0.0  # the first (0) or the second (1) of the two, or neither (2)
    right: float = 1.0  # 1 when what is said is right, or speaks for the first answer
    cue: float = 0.0  # 1 when the child is addressed with an ostensive cue
    called: float = 0.0  # 1 when anything else catches its attention
    answers: float = 0.0  # how many there are to choose from; 0: as many as in everyday lessons
    knows: float = 0.0  # how surely the child can tell that somebody knows
    still: float = 0.0  # 1 when the caregiver does not answer, whatever she notices
    follows: float = 0.0  # how far stress gives way to arousal that is there already
    repairs: float = 0.0  # how far what has gone wrong between the two is attended to


row_at = reader(Row)  # of a script that is an array (event, column)
