"""What the literature found, and whether these cohorts show it.

A part of a pattern holds when the whole 95 % interval of its mean over cohorts lies in the range
that the literature accepts; a pattern holds when all its parts do. Nothing is tuned on what is
tested here, except where docs/calibration.md says so.
"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.asking.patterns import AGES, NEEDS, TESTS, UNTESTABLE, literature
from trustsim.asking.patterns.mother_stranger import TASKS
from trustsim.asking.patterns.part import BELIEVE, CONTINGENT, HIGH_RISK, LOW_RISK, STRANGE
from trustsim.engine.simulate import run
from trustsim.measures import Estimate, estimate, estimate_of_share
from trustsim.mistakes import choice
from trustsim.study.protocols import CATALOGUE
from trustsim.study.scenario import from_dict

HOLDS, FAILS, UNDECIDED, NOT_TESTED = VERDICTS = ("holds", "fails", "undecided", "not tested")
STUDY = {
    "title": "The patterns of the literature",
    "seed": 2009,
    "worlds": 200,
    "visits": {
        **{name: {} for name in CATALOGUE if any(name in needs for needs in NEEDS.values())},
        STRANGE: {"months": [12, 48]},
    },
}
COMPARED = ("strange_situation_risk", "contingency_security")  # patterns that compare populations
FEWEST_LEVELS = 3  # of contingency: none, perfect, and something in between
QUICK = 20  # cohorts of a quick check


class Finding(NamedTuple):
    """What became of one part."""

    words: str
    value: Estimate
    accepted: tuple
    holds: bool


class Verdict(NamedTuple):
    """What became of one pattern."""

    pattern: str
    claim: str
    source: str
    weight: str
    verdict: str  # holds, fails, undecided (too few children) or not tested
    share: float  # of cohorts that show every part
    cohorts: int
    findings: tuple
    why: str = ""  # it was not tested


def study():
    """The study on which ``trustsim check`` tests the defaults."""
    return from_dict(STUDY, where="the default study", name="check")


def populations(study, names=TESTS):
    """The populations that these patterns compare, each with the same children and the same luck.

    Those beside the study itself need no visit after the first Strange Situation.
    """
    compared = [name for name in COMPARED if name in names and testable(name, study)]
    if not compared:
        return {"study": study}
    settings = study.protocols[STRANGE]
    first = settings._asdict() | {"months": [min(settings.months)]}
    early = study.but({"visits": {STRANGE: first}})
    made = {"study": study}
    if "strange_situation_risk" in compared:
        low = early.but({"preset": "low_risk"})
        made |= {
            LOW_RISK: low,
            HIGH_RISK: early.but({"preset": "high_risk"}),
            "low sensitivity": low.but({"caregiver.sensitivity": {"shift": -1.0}}),
            "low mentalising": low.but({"caregiver.mentalising": {"shift": -1.0}}),
            "high disruption": low.but({"caregiver.disruption": {"shift": 1.0}}),
        }
    if "contingency_security" in compared:
        made |= {
            f"contingency {level:g}": early.but({"caregiver.contingency": level})
            for level in study.protocols[CONTINGENT].levels
        }
    return made


def grown(populations, threads=None, words="growing"):
    """Records of every population, by name."""
    return {
        name: run(each, threads=threads, words=f"{words}: {name}")
        for name, each in populations.items()
    }


def testable(name, study):
    """Can this pattern be tested on this study?"""
    needs = NEEDS.get(name, ())
    if not needs or not set(needs) <= {visit.name for visit in study.visits}:
        return False
    if BELIEVE in needs and not set(TASKS) <= set(study.protocols[BELIEVE].mixes):
        return False
    if CONTINGENT in needs and len(study.protocols[CONTINGENT].levels) < FEWEST_LEVELS:
        return False
    ages = AGES.get(name, {})
    return all(wanted <= set(study.protocols[visit].months) for visit, wanted in ages.items())


def untested(name, why):
    """The verdict on a pattern that cannot be tested, and why."""
    return Verdict(*about_pattern(name), NOT_TESTED, math.nan, 0, (), why)


def about_pattern(name):
    """What a verdict repeats of its pattern: name, claim, source and weight."""
    pattern = literature()[name]
    return (name, *(pattern[key] for key in ("claim", "source", "weight")))


def judged(name, cohorts):
    """The verdict on one pattern; ``cohorts`` maps the name of a population to its Records.

    Raises Mistake for a pattern that the literature does not have. A pattern that compares
    populations is not tested where these are missing (see ``populations``).
    """
    choice("pattern", name, list(literature()))
    study = cohorts["study"].scenario
    if not testable(name, study) or set(populations(study, [name])) - set(cohorts):
        why = UNTESTABLE.get(name, "needs other visits, ages or populations than these")
        return untested(name, why)
    parts = TESTS[name](cohorts)
    findings = tuple(part_finding(part) for part in parts)
    shown = np.all([accepted_values(part.values, part.accepted) for part in parts], axis=0)
    if all(finding.holds for finding in findings):
        verdict = HOLDS
    elif np.isfinite([finding.value for finding in findings]).all():
        verdict = FAILS
    else:
        verdict = UNDECIDED
    return Verdict(*about_pattern(name), verdict, float(shown.mean()), len(shown), findings)


def accepted_values(values, accepted):
    """Which values lie in the accepted range; an open end must be passed, not only reached."""
    low, high = accepted
    above = values > low if math.isinf(high) else values >= low
    below = values < high if math.isinf(low) else values <= high
    return above & below


def part_finding(part):
    """Mean and interval of one part, and whether the whole interval is accepted."""
    share = part.share_of > 0.0
    value = estimate_of_share(part.values, part.share_of) if share else estimate(part.values)
    inside = accepted_values(np.array([value.low, value.high]), part.accepted)
    return Finding(part.words, value, part.accepted, bool(inside.all()))


def verdict_table(verdicts):
    """The verdicts as a table: a row for each part of each pattern."""
    rows = []
    for each in verdicts:
        head = {
            "pattern": each.pattern,
            "weight": each.weight,
            "verdict": each.verdict,
            "share_of_cohorts": each.share,
            "cohorts": each.cohorts,
        }
        if not each.findings:
            rows.append(head)
        for finding in each.findings:
            rows.append(
                {
                    **head,
                    "part": finding.words,
                    "part_holds": finding.holds,
                    **finding.value._asdict(),
                    "accepted_low": finding.accepted[0],
                    "accepted_high": finding.accepted[1],
                }
            )
    return pd.DataFrame(rows)
