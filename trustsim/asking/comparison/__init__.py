"""Our model and the published rivals on the same task files: who accounts for what.

A task is one cell of a published experiment, or the difference of some (``task``, ``studies``).
What a model is told of it is read off the script of the protocol (``situations``); it answers, or
says why it cannot (``models``); its answers are held against what was published (``scores``). The
courses of patients stand beside those of rival accounts of psychotherapy (``courses``).
"""

from trustsim.asking.comparison.comparing import Comparison, compare, study
from trustsim.asking.comparison.courses import compare_courses, silent

__all__ = ["Comparison", "compare", "compare_courses", "silent", "study"]
