"""The ledger: every mechanism taken out in turn, against every pattern."""

import math

import pandas as pd

from trustsim.asking.evidence import FAILS, HOLDS, at_a_glance, grown, judged, populations, testable
from trustsim.asking.lesions import LESIONS
from trustsim.asking.patterns import TESTS

SURVIVES, LOST, REVERSED, ABSENT = "survives", "lost", "reversed", "fails anyway"
OPEN = "undecided anyway"


def ledger(scenario, threads=None):
    """What each pattern becomes without each mechanism: a row for each part of each of the two.

    ``state`` tells of the whole pattern: *survives* (still holds), *lost* (holds no more),
    *reversed* (a part lies wholly on the other side of its limit), *fails anyway* (does not hold
    with everything in; some of its parts may, and be lost) or *undecided anyway* (so few cannot
    tell whether it holds with everything in). ``whole`` and ``lesioned`` are the
    means of the part over cohorts; ``held`` says whether it held with everything in.
    """
    names = [name for name in TESTS if testable(name, scenario)]
    whole = verdicts_by_pattern(scenario, names, threads, "with everything in")
    return without_each(
        whole,
        {
            lesion: verdicts_by_pattern(scenario.but(changes), names, threads, f"without {lesion}")
            for lesion, (changes, _) in LESIONS.items()
        },
    )


def without_each(whole, lesioned):
    """The ledger of these verdicts (pattern -> Verdict): with everything in, and of each lesion."""
    rows = []
    for lesion, after in lesioned.items():
        for name, before in whole.items():
            outcome = state(before, after[name])
            for was, now in zip(before.findings, after[name].findings, strict=True):
                rows.append(
                    {
                        "lesion": lesion,
                        "pattern": name,
                        "state": outcome,
                        "part": was.words,
                        "whole": was.value.mean,
                        "lesioned": now.value.mean,
                        "held": was.holds,
                        "low": now.value.low,
                        "high": now.value.high,
                        "holds": now.holds,
                    }
                )
    return pd.DataFrame(rows)


def verdicts_by_pattern(scenario, names, threads, words):
    """The verdict on each pattern."""
    cohorts = grown(populations(scenario, names), threads, words)
    return {name: judged(name, cohorts) for name in names}


def state(whole, lesioned):
    """What became of a pattern."""
    if whole.verdict != HOLDS:
        return ABSENT if at_a_glance(whole).verdict == FAILS else OPEN
    if lesioned.verdict == HOLDS:
        return SURVIVES
    return REVERSED if any(turned_round(finding) for finding in lesioned.findings) else LOST


def turned_round(finding):
    """Does a part lie wholly on the other side of its open-ended limit?"""
    low, high = finding.accepted
    if math.isinf(high):
        return finding.value.high < low
    return math.isinf(low) and finding.value.low > high
