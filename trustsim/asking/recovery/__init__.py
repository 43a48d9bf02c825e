"""Recovery of parameters: from what its experiments report, what can a study tell of the theory?

Known values of the calibrated parameters are drawn from their searched ranges, a cohort is grown
with each, and what its protocols report (``summaries``) is used to estimate the values again
(``estimation``). Where that fails, ``telling`` says why: the experiments say next to nothing of the
parameter, or others do what it does.

What is recovered is what one established estimator gets out of so many cohorts of one size: the
experiments tell as much at least. More cohorts, and larger ones, tell somewhat more.
"""

from trustsim.asking.recovery.lines import recovery_table, recovery_text
from trustsim.asking.recovery.study import CHILDREN, POINTS, QUICK, Recovery, recover, recovered

__all__ = [
    "CHILDREN",
    "POINTS",
    "QUICK",
    "Recovery",
    "recover",
    "recovered",
    "recovery_table",
    "recovery_text",
]
