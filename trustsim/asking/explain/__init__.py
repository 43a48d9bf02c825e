"""Why did she decide like that? One child lived again, in numbers and in words.

``explanation`` takes apart a decision between mother and stranger, ``encounter`` and ``day`` what
happened at home, ``visit`` what happened in any experiment, ``session`` what did in a session of a
patient of a trial; ``words`` and ``plain`` say it. No order of events is written here: the people
of the world play it again while somebody listens.
"""

from trustsim.asking.explain.encounter import day, encounter
from trustsim.asking.explain.question import asked, asked_of_trial
from trustsim.asking.explain.session import session
from trustsim.asking.explain.telling import moved
from trustsim.asking.explain.visit import explanation, visit
from trustsim.asking.explain.weighing import sides
from trustsim.asking.explain.words import plain, words

__all__ = [
    "asked", "asked_of_trial", "day", "encounter", "explanation", "moved", "plain", "session",
    "sides", "visit", "words",
]  # fmt: skip
