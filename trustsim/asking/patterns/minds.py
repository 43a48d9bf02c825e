"""What children understand of minds, and what they do before a face that does not answer."""

import numpy as np

from trustsim.asking.patterns.part import (
    ABOVE_HALF,
    ABOVE_ZERO,
    BELOW_HALF,
    BELOW_ZERO,
    HOME,
    OWN,
    STRANGE,
    Part,
    literature,
    of_class,
    rated,
)
from trustsim.measures import correlation, first_age
from trustsim.study.protocols.strange_situation import SECURE

MINDS, STILL = "understanding_minds", "still_face"
BELOW_AND_ABOVE = (36, 60)  # months at which false beliefs are understood below and above chance


def goes_with_solving(records, values, task):
    """How something goes with the share of tasks solved: mean over ages of the correlation.

    A study tests children once, and what it finds has the error of one session.
    """
    ages = records.scenario.protocols[MINDS].months
    return np.mean([correlation(values, records.column(MINDS, task, age)) for age in ages], axis=0)


def attachment_child_mentalising(cohorts):
    """Do secure children understand minds better?"""
    records, accept = cohorts[OWN], literature()["attachment_child_mentalising"]["accept"]
    secure = of_class(records, SECURE)
    return [
        Part(
            f"r (secure, {task})",
            goes_with_solving(records, secure, task),
            tuple(accept[task.replace(" ", "_")]),
        )
        for task in ("false belief", "emotion")
    ]


def caregiver_child_mentalising(cohorts):
    """Do children of mentalising caregivers understand false beliefs earlier, and modestly so?"""
    records = cohorts[OWN]
    r = goes_with_solving(records, rated(records, "mentalising"), "false belief")
    accepted = tuple(literature()["caregiver_child_mentalising"]["accept"])
    return [Part("r (mentalising of the caregiver, false belief)", r, accepted)]


def false_belief_grows(cohorts):
    """Are three-year-olds below chance in tasks on a false belief, and five-year-olds above it?"""
    records = cohorts[OWN]
    young, old = (
        records.column(MINDS, "false belief", months).mean(1) for months in BELOW_AND_ABOVE
    )
    children = records.scenario.children
    return [
        Part("false belief, 3 years", young, BELOW_HALF, children),
        Part("false belief, 5 years", old, ABOVE_HALF, children),
    ]


def still_face(cohorts):
    """What a still face does, what is carried over, and what it foretells."""
    records = cohorts[OWN]

    def seen(episode, measure):
        return records.column(STILL, f"{episode} {measure}", first_age(records, STILL))

    def more(measure, one, other):
        return (seen(one, measure) - seen(other, measure)).mean(1)

    secure, sensitivity = of_class(records, SECURE), rated(records, "sensitivity")
    return [
        Part("positive affect: still - play", more("positive", "still", "play"), BELOW_ZERO),
        Part("gaze: still - play", more("gaze", "still", "play"), BELOW_ZERO),
        Part("negative affect: still - play", more("negative", "still", "play"), ABOVE_ZERO),
        Part("negative affect: reunion - play", more("negative", "reunion", "play"), ABOVE_ZERO),
        Part("positive affect: reunion - play", more("positive", "reunion", "play"), BELOW_ZERO),
        Part(
            "r (sensitivity, positive affect in it)",
            correlation(sensitivity, seen("still", "positive")),
            ABOVE_ZERO,
        ),
        Part(
            "r (secure, positive affect in it)",
            correlation(secure, seen("still", "positive")),
            ABOVE_ZERO,
        ),
        Part(
            "r (secure, negative affect in it)",
            correlation(secure, seen("still", "negative")),
            BELOW_ZERO,
        ),
    ]


TESTS = {
    attachment_child_mentalising: (STRANGE, MINDS),
    caregiver_child_mentalising: (HOME, MINDS),
    false_belief_grows: (MINDS,),
    still_face: (HOME, STRANGE, STILL),
}
