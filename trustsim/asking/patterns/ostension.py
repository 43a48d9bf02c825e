"""What an ostensive cue does to what infants follow, keep and generalise."""

import math

from trustsim.asking.patterns.part import ABOVE_ZERO, Cell, Part, around, literature, more
from trustsim.asking.patterns.published import published
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
    months = first_age(cohorts["study"], "generalisation")
    return [each.part(cohorts) for each in generality(months)]


def generality(months):
    """What was found of infants of an age who were shown something with a cue, or without."""

    def gone_by(condition):
        return Cell("generalisation", condition, months)

    return [
        more(
            "somebody else: cue - no cue",
            gone_by("cue, somebody else"),
            gone_by("no cue, somebody else"),
        ),
        more(
            "no cue: the same person - somebody else",
            gone_by("no cue, the same person"),
            gone_by("no cue, somebody else"),
        ),
        more(
            "against evidence: cue - no cue",
            gone_by("cue, against evidence"),
            gone_by("no cue, against evidence"),
        ),
    ]


def a_not_b(cohorts):
    """How often infants search where it was shown before, with communication and without."""
    records, tolerance = cohorts["study"], literature()["a_not_b"]["accept"]
    there = {condition: share for (condition, _), share in published("a_not_b").values.items()}
    shares = {name: infants(cohorts, "a_not_b", name).mean(1) for name in there}
    with_cue, without = shares.values()
    return [
        Part("communicative - not", with_cue - without, ABOVE_ZERO),
        *(
            Part(
                f"errors, {name}", share, around(there[name], tolerance), records.scenario.children
            )
            for name, share in shares.items()
        ),
    ]


TESTS = {
    gaze_following: ("gaze_following",),
    ostension_generalises: ("generalisation",),
    a_not_b: ("a_not_b",),
}
