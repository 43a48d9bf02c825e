"""What an ostensive cue does to what infants follow, keep and generalise."""

import math

from trustsim.asking.patterns.part import ABOVE_ZERO, Part, around, literature
from trustsim.measures import effect_size, first_age
from trustsim.study.protocols.gaze_following import CONDITIONS


def infants(cohorts, protocol, condition):
    """What each infant did under one condition, at the first visit (world, child)."""
    records = cohorts["study"]
    return records.column(protocol, condition, first_age(records, protocol))


def gaze_following(cohorts):
    """How much an ostensive cue adds to gaze following, as standardised means over infants."""
    ostensive, caught, nothing = (
        effect_size(infants(cohorts, "gaze_following", f"{condition} following"))
        for condition in CONDITIONS
    )
    other = (caught + nothing) / 2.0
    return [
        Part("g, ostensive - other", ostensive - other, (0.3, math.inf)),
        Part("g, attention-getter or nothing", other, (0.0, 0.45)),
        Part(
            "looking: attention-getter - nothing",
            infants(cohorts, "gaze_following", "attention-getter looking").mean(1)
            - infants(cohorts, "gaze_following", "nothing looking").mean(1),
            ABOVE_ZERO,
        ),
    ]


def ostension_generalises(cohorts):
    """Is what was shown with a cue true for others, and against evidence?"""

    def gone_by(condition):
        return infants(cohorts, "generalisation", condition).mean(1)

    return [
        Part(
            "somebody else: cue - no cue",
            gone_by("cue, somebody else") - gone_by("no cue, somebody else"),
            ABOVE_ZERO,
        ),
        Part(
            "no cue: the same person - somebody else",
            gone_by("no cue, the same person") - gone_by("no cue, somebody else"),
            ABOVE_ZERO,
        ),
        Part(
            "against evidence: cue - no cue",
            gone_by("cue, against evidence") - gone_by("no cue, against evidence"),
            ABOVE_ZERO,
        ),
    ]


def a_not_b(cohorts):
    """How often infants search where it was shown before, with communication and without."""
    pattern = literature()["a_not_b"]
    target, tolerance = pattern["target"], pattern["accept"]
    children = cohorts["study"].scenario.children
    with_cue, without = (
        infants(cohorts, "a_not_b", condition).mean(1)
        for condition in ("communicative", "non-communicative")
    )
    return [
        Part("communicative - not", with_cue - without, ABOVE_ZERO),
        *(
            Part(f"errors, {words}", share, around(target[key], tolerance), children)
            for words, share, key in (
                ("communicative", with_cue, "communicative"),
                ("non-communicative", without, "non_communicative"),
            )
        ),
    ]


TESTS = {
    gaze_following: ("gaze_following",),
    ostension_generalises: ("generalisation",),
    a_not_b: ("a_not_b",),
}
