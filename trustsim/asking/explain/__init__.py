"""Why did she decide like that? One child lived again, in numbers and in words.

``explanation`` takes apart a decision between mother and stranger, ``encounter`` and ``day`` what
happened at home, ``visit`` what happened in any experiment; ``words`` and ``plain`` say it. No
order of events is written here: the people of the world play it again while somebody listens.
"""

from trustsim.asking.explain.encounter import day, encounter
from trustsim.asking.explain.question import asked
from trustsim.asking.explain.visit import explanation, visit
from trustsim.asking.explain.weighing import sides
from trustsim.asking.explain.words import plain, words

__all__ = ["asked", "day", "encounter", "explanation", "plain", "sides", "visit", "words"]
