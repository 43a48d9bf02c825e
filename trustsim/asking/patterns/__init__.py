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
    "identity_not_location": "what is shown here has no place: messages are right or wrong",
    "transmission": "no generations yet",
    "intervention": "no parenting programmes yet",
    "mothering_from_the_inside_out": "no parenting programmes yet",
    "reorganising_mothers": "no generations yet",
    "alliance_session_by_session": "no therapy yet",
    "benign_world": "no therapy yet",
    "therapy_harm": "no therapy yet",
    "any_structured_therapy": "no therapy yet",
    "three_routes_to_earned_security": "no therapy yet",
}
