"""The patterns of the literature, and the theory's own claims, that this program can test.

One small function each.

A test takes the cohorts (the name of a population -> its Records) and returns its parts: numbers
per cohort, each with the range that the literature accepts (``evidence.toml``).
"""

from trustsim.asking.patterns import (
    attachment,
    generations,
    grown_up,
    informants,
    minds,
    mother_stranger,
    ostension,
    power,
    programmes,
    theory,
    therapists,
    therapy,
    therapy_outside,
    therapy_process,
)
from trustsim.asking.patterns.part import literature

__all__ = [
    "AFTER", "AGES", "ARMS", "KINDS", "NEEDS", "OF_DESCENT", "OF_FAMILIES", "OF_THERAPISTS",
    "OF_TRIALS", "SAMPLES", "SESSIONS", "TESTS", "UNTESTABLE", "WRITTEN_DOWN", "by_kind",
    "literature",
]  # fmt: skip

KINDS = ("theory", "childhood", "experiments", "later life")  # of patterns, as they are told
LISTED = theory.TESTS | attachment.TESTS | minds.TESTS | mother_stranger.TESTS | power.TESTS
LISTED |= informants.TESTS | ostension.TESTS | grown_up.TESTS
TESTS = {test.__name__: test for test in LISTED}
NEEDS = {test.__name__: needs for test, needs in LISTED.items()}  # visits it cannot do without
AGES = {  # and the ages, in months, at which these must have taken place
    **{
        test.__name__: {visits[0]: {informants.THREE, informants.FOUR}}
        for test, visits in informants.TESTS.items()
    },
    "familiar_teacher": {"familiar_teacher": set(informants.AGES)},
    "informants_power": {
        "familiar_teacher": set(informants.AGES),
        "neutral_informant": {informants.THREE, informants.FOUR},
        "label_against_eyes": {informants.THREE, informants.FOUR},
    },
    "false_belief_grows": {minds.MINDS: set(minds.BELOW_AND_ABOVE)},
    "attachment_stability": {"strange_situation": {attachment.PRESCHOOL}},
    "attachment_retest": {
        "strange_situation": {attachment.INFANCY, attachment.A_MONTH_LATER, attachment.PRESCHOOL}
    },
}
SAMPLES = power.SAMPLES  # children in a cohort, where a pattern asks what so many show
OF_FAMILIES = {test.__name__: needs for test, needs in programmes.TESTS.items()}  # of trials, too
OF_TRIALS = {  # patterns that trials are asked for
    test.__name__: test
    for tests in (therapy, therapy_process, therapy_outside, therapists, programmes)
    for test in tests.TESTS
}
OF_THERAPISTS = tuple(test.__name__ for test in therapists.TESTS)  # who must have grown up
ARMS = {test.__name__: arms for test, arms in (therapy.TESTS | therapy_outside.TESTS).items()}
ARMS |= {test.__name__: () for test in therapy_process.TESTS}
ARMS |= dict.fromkeys(OF_THERAPISTS, ())
ARMS |= {name: needs.arms for name, needs in OF_FAMILIES.items()}
AFTER = {test.__name__: months for test, months in therapy.AFTER.items()}
SESSIONS = {
    test.__name__: least for test, least in (therapy.SESSIONS | therapy_process.SESSIONS).items()
}
OF_DESCENT = {test.__name__: test for test in generations.TESTS}  # and lines of descent
WRITTEN_DOWN = {test.__name__: names for test, names in generations.TESTS.items()}
UNTESTABLE = {  # what this version has no means to test, and why
    name: pattern["untested"] for name, pattern in literature().items() if "untested" in pattern
}


def by_kind(patterns, kind_of):
    """Patterns, or what was made of them, by kind, where there are any, in the order of KINDS."""
    groups = {kind: [each for each in patterns if kind_of(each) == kind] for kind in KINDS}
    return {kind: those for kind, those in groups.items() if those}
