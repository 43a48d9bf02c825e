"""The patterns of the literature that this program can test, one small function each.

A test takes the cohorts (the name of a population -> its Records) and returns its parts: numbers
per cohort, each with the range that the literature accepts (``evidence.toml``).
"""

from trustsim.asking.patterns import attachment, grown_up, informants, mother_stranger, ostension
from trustsim.asking.patterns.part import literature

__all__ = ["AGES", "NEEDS", "TESTS", "UNTESTABLE", "literature"]

LISTED = attachment.TESTS | mother_stranger.TESTS | informants.TESTS | ostension.TESTS
LISTED |= grown_up.TESTS
TESTS = {test.__name__: test for test in LISTED}
NEEDS = {test.__name__: needs for test, needs in LISTED.items()}  # visits it cannot do without
AGES = {  # and the ages, in months, at which these must have taken place
    **{
        test.__name__: {visits[0]: {informants.THREE, informants.FOUR}}
        for test, visits in informants.TESTS.items()
    },
    "familiar_teacher": {"familiar_teacher": set(informants.AGES)},
    "attachment_stability": {"strange_situation": {attachment.PRESCHOOL}},
}
UNTESTABLE = {  # what this version has no means to test, and why
    name: pattern["untested"] for name, pattern in literature().items() if "untested" in pattern
}
