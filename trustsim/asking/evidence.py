"""What the literature found, and whether these cohorts show it.

A part of a pattern holds when the whole 95 % interval of its mean over cohorts lies in the range
that the literature accepts; a pattern holds when all its parts do, and else fails. A quick look has
too few for that: there fails only what lies wholly outside (``at_a_glance``). Nothing is tuned on
what is tested here, except where docs/calibration.md says so.
"""

import math
import warnings
from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.asking import generations, trials
from trustsim.asking.lesions import LESIONS
from trustsim.asking.patterns import (
    AFTER,
    AGES,
    ARMS,
    NEEDS,
    OF_DESCENT,
    OF_FAMILIES,
    OF_THERAPISTS,
    OF_TRIALS,
    SAMPLES,
    SESSIONS,
    TESTS,
    UNTESTABLE,
    WRITTEN_DOWN,
    literature,
)
from trustsim.asking.patterns.mother_stranger import TASKS
from trustsim.asking.patterns.part import (
    BELIEVE,
    CONTINGENT,
    HIGH_RISK,
    LATER,
    LOW_RISK,
    OWN,
    STRANGE,
    WITHOUT_OSTENSION,
    at_rank,
)
from trustsim.asking.patterns.programmes import lacks
from trustsim.engine.simulate import run
from trustsim.measures import Estimate, estimate, estimate_of_share
from trustsim.mistakes import choice
from trustsim.study import population
from trustsim.study.protocols import CATALOGUE
from trustsim.study.scenario import from_dict

HOLDS, FAILS, UNDECIDED, NOT_TESTED = VERDICTS = ("holds", "fails", "undecided", "not tested")
STUDY = {
    "title": "The patterns of the literature",
    "seed": 2009,
    "worlds": 200,
    "visits": {
        **{name: {} for name in CATALOGUE if any(name in needs for needs in NEEDS.values())},
        STRANGE: {"months": [12, 13, 48]},
    },
}
FEWEST_LEVELS = 3  # of contingency: none, perfect, and something in between
QUICK = 20  # cohorts of a quick check
TRIAL = "trial"  # the population that patterns of therapy are about
DESCENT = "descent"  # the population, and the page, that patterns of generations are about
PAGES = {  # the pages of the trial on which a pattern is tested, if another than
    "benign_world": ("social_world",),
    "therapist_rf": ("grown_therapists",),
    "abc_shares": ("families_at_risk", "abc"),
    "vipp": ("families_at_risk", "video_feedback"),
    "intervention": ("programmes",),
    "prevent_disorganisation": ("programmes",),
    "mothering_from_the_inside_out": ("mothering_from_the_inside_out",),
    "three_routes_to_earned_security": ("earning_security",),
}
EVERY_TREATMENT = ("treatments",)  # this one
TWINS = 100  # cohorts, at most, of a population that is grown to preschool age beside the study
OTHERWISE = "needs other visits, ages or populations than these"


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
    kind: str  # of pattern: one of KINDS
    verdict: str  # holds, fails, undecided (too few to tell) or not tested
    share: float  # of cohorts that show every part
    cohorts: int
    findings: tuple
    why: str = ""  # it was not tested


def study():
    """The study on which ``trustsim check`` tests the defaults."""
    return from_dict(STUDY, where="the default study", name="check")


def followed(names, quick=False, threads=None):
    """The trials that patterns of therapy are tested on: name of a pattern -> what was found."""
    found, pages = {}, {name: PAGES.get(name, EVERY_TREATMENT) for name in names}
    for those in dict.fromkeys(pages.values()):
        asked = trials.trial_from_config({"extends": list(those)}, those[-1], those[-1])
        found[those] = trials.followed(asked.quick() if quick else asked, threads)
    return {name: found[those] for name, those in pages.items()}


def descended(quick=False, threads=None):
    """The lines of descent that patterns of generations are tested on."""
    asked = generations.generations_from_config({"extends": DESCENT}, DESCENT, DESCENT)
    return generations.descended(asked.quick() if quick else asked, threads=threads)


def populations(study, names=TESTS):
    """The populations that these patterns compare: the same children with the same luck."""
    made = {OWN: study}
    for name, compared in COMPARED.items():
        if name in names and testable(name, study):
            made |= compared(study)
    return made


def early(study):
    """The same children, seen in the first Strange Situation alone."""
    return study.but({"visits": first_situation(study)})


def first_situation(study):
    """The visit of the first Strange Situation."""
    settings = study.protocols[STRANGE]
    return {STRANGE: settings._asdict() | {"months": [min(settings.months)]}}


def later(study):
    """The same children, in no more than some cohorts, and asked at preschool age, too."""
    asked = {BELIEVE: study.protocols[BELIEVE]._asdict()}
    return study.but({"visits": first_situation(study) | asked, "worlds": min(study.worlds, TWINS)})


def at_risk(study):
    """Low and high risk, and each risk alone."""
    low = early(study).but({"preset": "low_risk"})
    return {
        LOW_RISK: low,
        HIGH_RISK: early(study).but({"preset": "high_risk"}),
        "low sensitivity": low.but({"caregiver.sensitivity": {"shift": -1.0}}),
        "low mentalising": low.but({"caregiver.mentalising": {"shift": -1.0}}),
        "high disruption": low.but({"caregiver.disruption": {"shift": 1.0}}),
    }


def at_risk_later(study):
    """Low and high risk at preschool age."""
    return {
        f"{risk}, {LATER}": later(study).but({"preset": preset})
        for risk, preset in ((LOW_RISK, "low_risk"), (HIGH_RISK, "high_risk"))
    }


def of_contingency(study):
    """Caregivers of every degree of contingency."""
    return {
        f"contingency {level:g}": early(study).but({"caregiver.contingency": level})
        for level in study.protocols[CONTINGENT].levels
    }


def of_sensitivity(study):
    """Caregivers of little and of much sensitivity."""
    name = "sensitivity_moves_trust"
    return {
        at_rank(name, words): later(study).but({"caregiver.sensitivity": rank})
        for words, rank in literature()[name]["ranks"].items()
    }


def of_ostension(study):
    """Caregivers of little and of much ostension, by mark and by cue; and none in the world."""
    name = "ostension_moves_security"
    ranked = {
        at_rank(name, words): later(study).but(
            {
                f"caregiver.{trait}": population.at_rank(trait, rank)
                for trait in ("marking", "ostension")
            }
        )
        for words, rank in literature()[name]["ranks"].items()
    }
    return ranked | {WITHOUT_OSTENSION: later(study).but(LESIONS["ostension"].changes)}


COMPARED = {  # patterns that compare populations, and which these are
    "strange_situation_risk": at_risk,
    "contingency_security": of_contingency,
    "sensitivity_moves_trust": of_sensitivity,
    "ostension_moves_security": of_ostension,
    "adversity_costs_learning": at_risk_later,
}


def grown(populations, threads=None, words="growing"):
    """Records of every population, by name."""
    return {
        name: run(each, threads=threads, words=f"{words}: {name}")
        for name, each in populations.items()
    }


def testable(name, study):
    """Can this pattern be tested on this study?"""
    return took_place(name, study) and SAMPLES.get(name, study.children) == study.children


def took_place(name, study):
    """Did all take place that this pattern needs, at the ages that it is about?"""
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
    """What a verdict repeats of its pattern: name, claim, source, weight and kind."""
    pattern = literature()[name]
    return (name, *(pattern[key] for key in ("claim", "source", "weight", "kind")))


def why_untested(name, study):
    """Why a pattern is not tested on a study, or on the populations that were grown beside it."""
    if took_place(name, study) and not testable(name, study):
        return f"was found in {SAMPLES[name]} children; cohorts are of {study.children} here"
    return UNTESTABLE.get(name, OTHERWISE)


def judged(name, cohorts):
    """The verdict on one pattern; ``cohorts`` maps the name of a population to its Records.

    Raises Mistake for a pattern that the literature does not have. A pattern that compares
    populations is not tested where these are missing (see ``populations``).
    """
    choice("pattern", name, list(literature()))
    if name in OF_TRIALS:
        return judged_by(name, cohorts.get(TRIAL))
    if name in OF_DESCENT:
        return judged_of(name, cohorts.get(DESCENT))
    study = cohorts[OWN].scenario
    compared = populations(study, [name])
    if not testable(name, study) or set(compared) - set(cohorts):
        return untested(name, why_untested(name, study))
    return verdict_on(name, TESTS[name]({each: cohorts[each] for each in compared}))


def judged_by(name, found):
    """The verdict of a trial on one pattern of therapy; ``found`` is what became of patients."""
    if found is None or not suits(found.trial, name):
        return untested(name, needs_trial(name, found))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of means over nobody, which are nan
        return verdict_on(name, OF_TRIALS[name](found))


def judged_of(name, descent):
    """The verdict of lines of descent on one pattern; ``descent`` is what became of everybody."""
    if descent is None or not descent.has(*WRITTEN_DOWN[name]):
        return untested(name, "needs generations in which all is written down that it is about")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of means over nobody, which are nan
        return verdict_on(name, OF_DESCENT[name](descent))


def suits(trial, name):
    """Has a trial the arms, the sessions and the ages that a pattern of therapy is about?"""
    if name in OF_FAMILIES:
        return trial.children is not None and not lacks(trial, OF_FAMILIES[name])
    if trial.children is not None or not trial.treated or set(ARMS[name]) - set(trial.arms):
        return False
    if name in OF_THERAPISTS:
        return trial.therapists is not None
    many = min(len(trial.arms[arm].protocols[trials.SESSION].months) for arm in trial.treated)
    asked = {trial.intake + months for months in AFTER.get(name, ())}
    return many >= SESSIONS.get(name, 1) and asked <= set(trial.ages)


def needs_trial(name, found=None):
    """Why a pattern of therapy, or of helping parents, is not tested on what was found."""
    has_children = found is not None and found.trial.children is not None
    if name in OF_FAMILIES and has_children:
        return f"needs {lacks(found.trial, OF_FAMILIES[name])}"
    if name in OF_FAMILIES:
        return f"needs a trial with children, and the arms {', '.join(ARMS[name])}"
    if has_children:
        return "is about patients; here parents take part"
    if name in OF_THERAPISTS:
        return "needs [trial.therapists], people who have grown up"
    needs = [
        f"the arms {', '.join(ARMS[name])}" if ARMS[name] else "sessions",
        f"at least {SESSIONS[name]} of them" if name in SESSIONS else "",
        f"symptoms {', '.join(map(str, AFTER[name]))} months after intake" if name in AFTER else "",
    ]
    return f"needs a trial with {', '.join(filter(None, needs))}"


def verdict_on(name, parts):
    """The verdict on one pattern, by its parts."""
    findings = tuple(part_finding(part) for part in parts)
    shown = np.all([accepted_values(part.values, part.accepted) for part in parts], axis=0)
    if all(finding.holds for finding in findings):
        verdict = HOLDS
    elif np.isfinite([finding.value for finding in findings]).all():
        verdict = FAILS
    else:
        verdict = UNDECIDED
    return Verdict(*about_pattern(name), verdict, float(shown.mean()), len(shown), findings)


def at_a_glance(verdict):
    """The verdict of a quick look, at few: what fails, but might hold in more, is undecided.

    So where the interval of no part lies wholly outside of what is accepted.
    """
    if verdict.verdict == FAILS and not any(map(lies_outside, verdict.findings)):
        return verdict._replace(verdict=UNDECIDED)
    return verdict


def lies_outside(finding):
    """Is nothing accepted anywhere in the interval of a part? An open end must be passed."""
    (low, high), value = finding.accepted, finding.value
    reaches = value.high > low if math.isinf(high) else value.high >= low
    return not (reaches and (value.low < high if math.isinf(low) else value.low <= high))


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
    value = value._replace(low=max(value.low, part.least))
    inside = accepted_values(np.array([value.low, value.high]), part.accepted)
    return Finding(part.words, value, part.accepted, bool(inside.all()))


def verdict_table(verdicts):
    """The verdicts as a table: a row for each part of each pattern."""
    rows = []
    for each in verdicts:
        head = {
            "pattern": each.pattern,
            "kind": each.kind,
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
