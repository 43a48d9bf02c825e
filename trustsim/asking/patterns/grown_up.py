"""What has become of trust in those who have grown up."""

from trustsim.asking.patterns.part import ABOVE_ZERO, BELOW_ZERO, HOME, STRANGE, Part, rated
from trustsim.measures import attachment, by_class, correlation, first_age
from trustsim.study.protocols.strange_situation import (
    AVOIDANT,
    CLASSES,
    DISORGANISED,
    RESISTANT,
    SECURE,
)


def belief_revision(cohorts):
    """Do the secure revise more?"""
    records = cohorts["study"]
    revision = records.column("belief_revision", "revision", first_age(records, "belief_revision"))
    shares = by_class(revision, attachment(records))
    return [
        Part(f"revision: secure - {CLASSES[c]}", shares[:, SECURE] - shares[:, c], ABOVE_ZERO)
        for c in (AVOIDANT, RESISTANT, DISORGANISED)
    ]


def trust_scales(cohorts):
    """Do mistrust and credulity both go with adversity, insecurity and lack of clarity?

    Adversity is what a rater saw at home: signals not noticed, rebuffed or answered by fright.
    """
    records = cohorts["study"]
    age = first_age(records, "trust_scales")
    adversity = (
        1.0 - rated(records, "noticed") + rated(records, "rebuffed") + rated(records, "frightened")
    )
    clarity = records.column("portraits", "clarity", age)
    insecure = (attachment(records) != SECURE).astype(float)
    parts = []
    for scale in ("mistrust", "credulity"):
        found = records.column("trust_scales", scale, age)
        parts += [
            Part(f"r (adversity, {scale})", correlation(adversity, found), ABOVE_ZERO),
            Part(f"r (insecure, {scale})", correlation(insecure, found), ABOVE_ZERO),
            Part(f"r (clarity, {scale})", correlation(clarity, found), BELOW_ZERO),
        ]
    return parts


TESTS = {
    belief_revision: (STRANGE, "belief_revision"),
    trust_scales: (HOME, STRANGE, "trust_scales"),
}
