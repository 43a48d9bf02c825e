"""What is found when parents are helped, in trials of families.

Every mother lives on in every arm, and her child is raised by what she has become there. Each trial
is a cohort, and all families are looked at in every arm.
"""

from typing import NamedTuple

import numpy as np

from trustsim.asking.patterns.over_trials import by_trial, correlation_given, difference, share
from trustsim.asking.patterns.part import ABOVE_ZERO, Part, literature
from trustsim.asking.trials.family_outcomes import (
    CHILD,
    HOME,
    INTERVIEW,
    LOGISTIC,
    MOTHER,
    STRANGE,
    correlation_of,
    odds_ratio,
)
from trustsim.study.protocols.strange_situation import CLASSES

NONE, EDUCATION, ABC = "none", "development_education", "abc"  # arms, by name
VIDEO, INFANT, PARENTING = "video_feedback", "infant_parent_psychotherapy", "parenting_education"
INSIDE_OUT, PSYCHOEDUCATION = "mothering_from_the_inside_out", "psychoeducation"
SPOUSE, THERAPY = "warm_spouse", "mbt"
PROGRAMMES = (ABC, VIDEO, INFANT, PARENTING)
REFLECTIVE = "reflective functioning"
FOLLOWED = (0, 3, 12)  # months after the end of the sessions


class Needs(NamedTuple):
    """What a trial must have for a pattern: arms, and visits of mothers and of their children."""

    arms: tuple
    mothers: tuple = ()
    children: tuple = ()
    after: tuple = ()  # months after the end at which all these must have taken place


def of_class(found, arm, name):
    """1 for each child of a class at its first Strange Situation, else 0 (family,)."""
    months = min(found.children[arm].ages[STRANGE])
    classes = found.at_of_children(arm, months, "attachment", STRANGE)
    return (classes == CLASSES.index(name)).astype(float)


def rated(found, arm, column="sensitivity", months=None):
    """What a rater sees at home, the first time or at an age of the child (family,)."""
    months = min(found.children[arm].ages[HOME]) if months is None else months
    return found.at_of_children(arm, months, column, HOME)


def more(found, one, other):
    """How much larger one share of the families is than another in each trial."""
    return share(found, one) - share(found, other)


def odds_apart(found, one, other):
    """How far the odds of two shares lie apart in each trial, in standard deviations."""
    pairs = zip(by_trial(found, one), by_trial(found, other), strict=True)
    return np.array([np.log(odds_ratio(here, there)[0]) for here, there in pairs]) / LOGISTIC


def goes_with(found, one, other):
    """Correlation of being helped with a number, in each trial."""
    pairs = zip(by_trial(found, one), by_trial(found, other), strict=True)
    return np.array([correlation_of(here, there) for here, there in pairs])


def over_programmes(found, number):
    """The mean over the programmes of a number of each trial."""
    return np.mean([number(arm) for arm in PROGRAMMES], axis=0)


def accepted(name, key=None):
    """The range that is accepted of a pattern."""
    given = literature()[name]["accept"]
    return tuple(given if key is None else given[key])


def abc_shares(found):
    """Are fewer children disorganised and more secure after ten home visits on caring?"""
    return [
        Part(f"share {name}, {ABC} - {EDUCATION}",
             more(found, *(of_class(found, arm, name) for arm in (ABC, EDUCATION))),
             accepted("abc_shares", name))
        for name in ("disorganised", "secure")
    ]  # fmt: skip


def vipp(found):
    """Does video feedback go with more sensitivity and more security?"""
    seen = {
        "parenting": lambda arm: rated(found, arm),
        "security": lambda arm: of_class(found, arm, "secure"),
    }
    return [
        Part(f"r (video feedback, {name})", goes_with(found, of(VIDEO), of(NONE)),
             accepted("vipp", name))
        for name, of in seen.items()
    ]  # fmt: skip


def prevent_disorganisation(found):
    """Do programmes make fewer children disorganised?"""
    values = over_programmes(
        found,
        lambda arm: (
            -odds_apart(found, *(of_class(found, each, "disorganised") for each in (arm, NONE)))
        ),
    )
    return [Part("d, mean over programmes", values, accepted("prevent_disorganisation"))]


def intervention(found):
    """Do programmes raise sensitivity, and security less?"""
    sensitive = over_programmes(
        found, lambda arm: difference(found, rated(found, arm), rated(found, NONE))
    )
    secure = over_programmes(
        found,
        lambda arm: odds_apart(found, *(of_class(found, each, "secure") for each in (arm, NONE))),
    )
    return [
        Part("d of rated sensitivity, mean over programmes", sensitive, ABOVE_ZERO),
        Part("d of security, mean over programmes", secure, ABOVE_ZERO),
        Part("d of sensitivity - d of security", sensitive - secure, ABOVE_ZERO),
    ]


def mothering_from_the_inside_out(found):
    """Is reflective functioning up first, caregiving and the child only later, most in the severe?

    Beside psychoeducation. Severity is what a mother says of her symptoms before the sessions.
    """
    end, birth = found.trial.end, found.trial.children.birth

    def reflects(arm, after):
        return found.at(arm, end + after, REFLECTIVE, INTERVIEW)

    def reflective(after):
        return difference(found, *(reflects(arm, after) for arm in (INSIDE_OUT, PSYCHOEDUCATION)))

    def at_home(column, after):
        both = (
            rated(found, arm, column, end + after - birth) for arm in (INSIDE_OUT, PSYCHOEDUCATION)
        )
        return difference(found, *both)

    at_end, soon, year = FOLLOWED
    late = {name: at_home(name, year) for name in ("sensitivity", "involvement", "reciprocity")}
    severity = found.at(PSYCHOEDUCATION, found.trial.ages[0])
    gained = reflects(INSIDE_OUT, at_end) - reflects(PSYCHOEDUCATION, at_end)
    return [
        Part("d of reflective functioning at the end", reflective(at_end), ABOVE_ZERO),
        Part(f"the same after {soon} months", reflective(soon), ABOVE_ZERO),
        *(Part(f"d of {name} after {year} months", d, ABOVE_ZERO) for name, d in late.items()),
        *(
            Part(f"d of {name}, after {year} months - at the end", late[name]
                 - at_home(name, at_end), ABOVE_ZERO)
            for name in ("sensitivity", "involvement")
        ),
        Part("r (severity, reflective functioning gained over psychoeducation)",
             correlation_given(found, severity, gained), ABOVE_ZERO),
    ]  # fmt: skip


def three_routes_to_earned_security(found):
    """Does each route raise security and trust over none, and is none of them certain?

    Where the parent was helped it is her child that is asked, at the age at which the others are.
    """
    routes = {
        "parents helped": (ABC, found.at_of_children, found.children),
        "a warm spouse": (SPOUSE, found.at, found.records),
        "psychotherapy": (THERAPY, found.at, found.records),
    }
    parts = []
    for words, (arm, at, whose) in routes.items():
        months = max(whose[arm].ages[INTERVIEW])
        secure, without = (at(each, months, "is secure", INTERVIEW) for each in (arm, NONE))
        trusting = [at(each, months, "trust_in_unknown", "portraits") for each in (arm, NONE)]
        parts += [
            Part(f"share secure, {words} - none", more(found, secure, without), ABOVE_ZERO),
            Part(f"d of trust, {words} - none", difference(found, *trusting), ABOVE_ZERO),
            Part(f"share secure of who would not be, {words}",
                 share(found, secure, 1.0 - without),
                 (0.0, literature()["three_routes_to_earned_security"]["accept"]),
                 found.trial.patients * (1.0 - without.mean())),
        ]  # fmt: skip
    return parts


TESTS = {  # and what each cannot do without
    intervention: Needs((NONE, *PROGRAMMES), children=(HOME, STRANGE)),
    mothering_from_the_inside_out: Needs(
        (INSIDE_OUT, PSYCHOEDUCATION), (INTERVIEW,), (HOME,), FOLLOWED
    ),
    abc_shares: Needs((ABC, EDUCATION), children=(STRANGE,)),
    vipp: Needs((NONE, VIDEO), children=(HOME, STRANGE)),
    prevent_disorganisation: Needs((NONE, *PROGRAMMES), children=(STRANGE,)),
    three_routes_to_earned_security: Needs(
        (NONE, ABC, SPOUSE, THERAPY), (INTERVIEW,), (INTERVIEW,)
    ),
}


def lacks(trial, needs):
    """What a trial of families lacks for a pattern, in words; empty if it can be tested."""
    if missing := [arm for arm in needs.arms if arm not in trial.arms]:
        return f"the arm{'s' * (len(missing) > 1)} {', '.join(missing)}"
    asked = trial.arms[needs.arms[0]].protocols
    wanted = [trial.end + months for months in needs.after]
    for whose, protocols, names, begins in (
        (MOTHER, {name: each.months for name, each in asked.items()}, needs.mothers, 0.0),
        (CHILD, trial.children.ages, needs.children, trial.children.birth),
    ):
        for name in names:
            ages = [begins + age for age in protocols.get(name, ())]
            if not ages or not set(wanted) <= set(ages):
                when = f" at {', '.join(f'{age - begins:g}' for age in wanted)} months"
                return f"{name} of each {whose}{when * bool(wanted)}"
    return ""
