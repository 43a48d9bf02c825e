"""Why did she decide like that? One child lived again, in numbers and in words.

``explanation`` takes apart a decision between mother and stranger, ``encounter`` and ``day`` what
happened at home, ``visit`` what happened in any experiment; ``words`` and ``plain`` say it.
"""

from trustsim.explain.decision import explanation, sides
from trustsim.explain.encounter import day, encounter
from trustsim.explain.question import asked
from trustsim.explain.visit import visit
from trustsim.explain.words import plain, words

__all__ = ["asked", "day", "encounter", "explanation", "plain", "sides", "visit", "words"]
