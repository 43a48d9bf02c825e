"""What the theory itself says must follow: of trust, of ostension, of vigilance, of learning."""

import math

import numpy as np

from trustsim.asking.patterns.part import (
    ABOVE_ZERO,
    BELIEVE,
    BELOW_ZERO,
    HIGH_RISK,
    HOME,
    LATER,
    LOW_RISK,
    OWN,
    STRANGE,
    WITHOUT_OSTENSION,
    Part,
    around,
    at_rank,
    literature,
    of_class,
    rated,
)
from trustsim.measures import (
    answers,
    attachment,
    by_class,
    class_shares,
    correlation,
    first_age,
    interaction,
    siding,
)
from trustsim.measures.readings import among
from trustsim.study.protocols.strange_situation import CLASSES, DISORGANISED, SECURE

NOVEL = "novel"  # the task in which there is nothing to see
GAZE, SHOWN = "gaze_following", "generalisation"
RIGHT, WRONG = ("generic_right", "bound_right"), ("generic_wrong", "bound_wrong")


def asked_at(records):
    """Ages at which children were asked about mother and stranger, when they can tell of trust."""
    return records.scenario.protocols[BELIEVE].months


def in_mind(records, item):
    """An item of the portrait, on average over these ages (world, child)."""
    each = [records.column("portraits", item, months) for months in asked_at(records)]
    return np.mean(each, axis=0)


def lessons_learnt(records, items):
    """Lessons of some kinds that each child has learnt by the last of these ages (world, child)."""
    months = max(asked_at(records))
    return sum(records.column("portraits", item, months) for item in items)


def secure_share(records):
    """Share of secure children in each cohort."""
    return class_shares(records)[:, SECURE]


def trust_in_mother(records):
    """Mean trust in the mother in each cohort."""
    return in_mind(records, "trust_in_figure").mean(1)


def siding_on_novel(records):
    """Share of answers on novel objects that side with the mother, in each cohort."""
    return siding(records, NOVEL).mean(1)


def raised(cohorts, pattern, measures):
    """How much more of each measure there is with caregivers at the high rank than at the low one.

    ``measures`` maps the key of the least effect that counts to words and a function of Records.
    """
    low, high = (cohorts[at_rank(pattern, rank)] for rank in literature()[pattern]["ranks"])
    least = literature()[pattern]["accept"]
    return [
        Part(f"{words}: high - low", measured(high) - measured(low), (least[key], math.inf))
        for key, (words, measured) in measures.items()
    ]


def sensitivity_moves_trust(cohorts):
    """What becomes of the same children with a caregiver of high and of low sensitivity."""
    measures = {
        "secure": ("secure", secure_share),
        "trust": ("trust in the mother", trust_in_mother),
        "siding": ("P(mother), novel", siding_on_novel),
    }
    return raised(cohorts, "sensitivity_moves_trust", measures)


def ostension_moves_security(cohorts):
    """What becomes of the same children with much and with little ostension, and with none.

    A caregiver's ostension are her marking and her cues together, each at the same rank.
    """
    measures = {
        "secure": ("secure", secure_share),
        "trust": ("trust in the mother", trust_in_mother),
    }
    without = cohorts[WITHOUT_OSTENSION]
    return raised(cohorts, "ostension_moves_security", measures) + [
        Part(
            f"{words}: with ostension - without",
            measured(cohorts[OWN])[: without.worlds] - measured(without),
            ABOVE_ZERO,
        )
        for words, measured in measures.values()
    ]


def security_opens_to_others(cohorts):
    """Does security go with trust in somebody unknown, and with less vigilance?"""
    records = cohorts[OWN]
    accepted = tuple(literature()["security_opens_to_others"]["accept"])
    secure = of_class(records, SECURE)
    return [
        *(
            Part(
                f"r (secure, trust in somebody unknown), {months:g} months",
                correlation(secure, records.column("portraits", "trust_in_unknown", months)),
                accepted,
            )
            for months in asked_at(records)
        ),
        *led(records, "vigilance", SECURE, BELOW_ZERO),
    ]


def led(records, item, leader, accepted):
    """An item of the portrait in one class less that in each other class."""
    means = by_class(in_mind(records, item), attachment(records))
    return [
        Part(f"{item}: {CLASSES[leader]} - {CLASSES[c]}", means[:, leader] - means[:, c], accepted)
        for c in range(len(CLASSES))
        if c != leader
    ]


def hypervigilance(cohorts):
    """Do disorganised children mistrust their mother, strangers and their own eyes?"""
    records = cohorts[OWN]
    least = literature()["hypervigilance"]["accept"]
    return [
        *(
            Part(
                f"{words}: secure - disorganised, in sd of children",
                apart(records, item),
                (least, math.inf),
            )
            for words, item in (
                ("trust in the mother", "trust_in_figure"),
                ("trust in somebody unknown", "trust_in_unknown"),
                ("clarity", "clarity"),
            )
        ),
        *led(records, "vigilance", DISORGANISED, ABOVE_ZERO),
    ]


def apart(records, item):
    """How far secure lie above disorganised children, in standard deviations of all of these."""
    values = in_mind(records, item)
    means = by_class(values, attachment(records))
    with np.errstate(invalid="ignore", divide="ignore"):
        return (means[:, SECURE] - means[:, DISORGANISED]) / values.std(1)


def mentalising_protects(cohorts):
    """Does fright disorganise less where the caregiver mentalises well?

    Both as a rater saw them at home, in one least-squares line with their product.
    """
    records = cohorts[OWN]
    slope = interaction(
        rated(records, "disruption"),
        rated(records, "mentalising"),
        of_class(records, DISORGANISED),
    )
    return [Part("disorganised: disruption x mentalising", slope, BELOW_ZERO)]


def adversity_costs_learning(cohorts):
    """Do children at high risk learn less than those at low risk, and more of it wrong?"""
    low, high = (cohorts[f"{risk}, {LATER}"] for risk in (LOW_RISK, HIGH_RISK))
    right = [lessons_learnt(records, RIGHT[:1]).mean(1) for records in (low, high)]
    wrong = [share_of_wrong(records) for records in (low, high)]
    return [
        Part("generic and right: high - low risk", right[1] - right[0], BELOW_ZERO),
        Part("share of wrong: high - low risk", wrong[1] - wrong[0], ABOVE_ZERO),
    ]


def share_of_wrong(records):
    """What is wrong of all that the children of each cohort have learnt, if they have anything."""
    wrong, everything = (lessons_learnt(records, items).sum(1) for items in (WRONG, RIGHT + WRONG))
    with np.errstate(invalid="ignore"):
        return wrong / everything


def hard_to_reach(cohorts):
    """Do disorganised children hear what others hear, and keep and use less of it?

    Heard is what they look at when an adult looks there; used, what they were shown with a cue and
    do for somebody else; kept, the lessons of everyday life.
    """
    records = cohorts[OWN]
    heard = answers_of(records, GAZE, "looking")
    used = answers(records, SHOWN, "cue, somebody else", first_age(records, SHOWN))
    close = around(0.0, literature()["hard_to_reach"]["accept"])
    return [
        Part("looked at: disorganised - others", beside_others(records, heard), close),
        Part("used: disorganised - others", beside_others(records, used), BELOW_ZERO),
        Part(
            "lessons kept: disorganised - others",
            beside_others(records, lessons_learnt(records, RIGHT + WRONG)),
            BELOW_ZERO,
        ),
    ]


def answers_of(records, protocol, measure):
    """A measure of a protocol at its first visit, on average over all conditions (world, child)."""
    months = first_age(records, protocol)
    names = [name for name in records.tables[protocol] if name.endswith(measure)]
    return np.mean([records.column(protocol, name, months) for name in names], axis=0)


def beside_others(records, values):
    """Mean of the disorganised less that of all other children, in each cohort."""
    disorganised = attachment(records) == DISORGANISED
    return among(values, disorganised) - among(values, ~disorganised)


TESTS = {
    sensitivity_moves_trust: (STRANGE, BELIEVE),
    ostension_moves_security: (STRANGE, BELIEVE),
    security_opens_to_others: (STRANGE, BELIEVE),
    hypervigilance: (STRANGE, BELIEVE),
    mentalising_protects: (HOME, STRANGE),
    adversity_costs_learning: (STRANGE, BELIEVE),
    hard_to_reach: (STRANGE, BELIEVE, GAZE, SHOWN),
}
