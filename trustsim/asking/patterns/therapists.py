"""What is found of therapists, in trials whose therapists have been children themselves."""

import numpy as np

from trustsim.asking.patterns.part import ABOVE_ZERO, BELOW_ZERO, Part, literature
from trustsim.asking.trials.therapist_outcomes import goes_with


def therapist_rf(found):
    """Does reflective functioning tell on the outcome, security not, and does one make up for it?

    Numbers are over therapists, who are what is drawn, and means over the arms with sessions.
    """
    told = [goes_with(found, arm) for arm in found.trial.treated]
    reflective, security, both = (
        np.mean([each[name] for each in told], axis=0)
        for name in ("reflective", "security", "both")
    )
    none = literature()["therapist_rf"]["accept"]
    return [
        Part("sd of gain per sd of the therapist's reflective functioning", reflective, ABOVE_ZERO),
        Part("the same per sd of the therapist's security", security, (-none, none)),
        Part("the same of the product of both", both, BELOW_ZERO),
    ]


TESTS = (therapist_rf,)
