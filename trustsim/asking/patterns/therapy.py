"""What treatments do, in trials in which every patient lives on in every arm.

Each trial is a cohort. Where the literature looks at one sample of treated patients, the arms with
a declared frame are looked at one by one, and the mean over them is told.
"""

import numpy as np

from trustsim.asking.patterns.over_trials import (
    accepted,
    by_trial,
    difference,
    gain,
    intraclass,
    jackknife,
    over_arms,
    share,
)
from trustsim.asking.patterns.part import ABOVE_ZERO, Part, literature
from trustsim.asking.trials import outcomes

SUPPORT, MANAGEMENT, FOCUSED, ACTIVATING = "support", "management", "mbt", "tfp"  # arms, by name
QUARTER = 13  # sessions
UNTREATED = (3, 6, 12)  # months after intake


def dose_effect(found):
    """Are half of the patients measurably better by session 8, three quarters by session 26?"""
    eight, later = (
        over_arms(found, lambda arm, n=n: share(found, outcomes.improved_by(found, arm, n)))
        for n in (8, 26)
    )
    return [
        Part("better by session 8", eight, accepted("dose_effect", "s8"), found.trial.patients),
        Part("better by session 26", later, accepted("dose_effect", "s26"), found.trial.patients),
        Part("gain per session: first 8 - next 18", eight / 8 - (later - eight) / 18, ABOVE_ZERO),
    ]


def routine_effect(found):
    """How much better are treated patients than they were?"""

    def before_after(arm):
        better = by_trial(found, gain(found, arm)).mean(1)
        return better / by_trial(found, found.before).std(1, ddof=1)

    return [Part("d, before - after", over_arms(found, before_after), accepted("routine_effect"))]


def untreated_course(found):
    """How many of those who wait are no patients any more?"""
    ill = found.before >= outcomes.cutoffs(found.trial).entry
    near = literature()["untreated_course"]
    parts = []
    for months in UNTREATED:
        well = outcomes.outcome(found, found.trial.control, found.trial.intake + months).remitted
        target = near["target"][f"m{months}"]
        parts.append(
            Part(f"remitted after {months} months", share(found, well, ill),
                 (target - near["accept"], target + near["accept"]), found.trial.patients)
        )  # fmt: skip
    return parts


def worse(found, arm):
    """The share of patients who are reliably worse at the end."""
    return share(found, outcomes.outcome(found, arm, found.trial.end).worse)


def deterioration(found):
    """Does therapy lower the risk of getting worse, and do a few get worse all the same?"""
    treated = over_arms(found, lambda arm: worse(found, arm))
    waiting = worse(found, found.trial.control)
    ratio = jackknife(found, lambda those: treated[those].sum() / waiting[those].sum())
    return [
        Part(
            "worse in therapy", treated, accepted("deterioration", "therapy"), found.trial.patients
        ),
        Part(
            "risk in therapy / waiting", ratio, accepted("deterioration", "risk_ratio"), least=0.0
        ),
    ]


def any_structured_therapy(found):
    """Do treatments of very different content all help, and those without a frame less?"""
    structured = [arm for arm in found.trial.treated if arm != SUPPORT]
    helped = {
        arm: difference(found, gain(found, arm), gain(found, found.trial.control))
        for arm in structured
    }
    least = min(helped, key=lambda arm: helped[arm].mean())
    focused, frame = gain(found, FOCUSED), gain(found, SUPPORT)
    others = np.mean([gain(found, arm) for arm in structured], axis=0)
    return [
        Part(f"g of the least effective with a frame ({least})", helped[least], ABOVE_ZERO),
        Part(
            "g, mean of those with a frame - support", difference(found, others, frame), ABOVE_ZERO
        ),
        Part(
            "g, mentalising - mean of those with a frame",
            difference(found, focused, others),
            ABOVE_ZERO,
        ),
    ]


def bona_fide_equivalence(found):
    """Do bona fide treatments differ by less than a quarter of a standard deviation?"""
    structured = [arm for arm in found.trial.treated if arm != SUPPORT]
    pairs = [
        np.abs(difference(found, gain(found, one), gain(found, other)))
        for n, one in enumerate(structured)
        for other in structured[:n]
    ]
    values = np.mean(pairs, axis=0)
    return [Part("|d|, mean over pairs of treatments", values, accepted("bona_fide_equivalence"))]


def mbt_versus_structured(found):
    """Is the advantage of a mentalising focus between none and small?"""
    focused = gain(found, FOCUSED)
    return [
        Part(f"d, mentalising - {arm}", difference(found, focused, gain(found, arm)),
             accepted("mbt_versus_structured", key))
        for arm, key in ((MANAGEMENT, "structured"), (SUPPORT, "usual"))
    ]  # fmt: skip


def therapist_effect(found):
    """Which share of the variance of outcome lies between therapists?"""
    values = over_arms(found, lambda arm: between_therapists(found, arm))
    return [Part("share of variance between therapists", values, accepted("therapist_effect"))]


def between_therapists(found, arm):
    """Intraclass correlation of gain, intake held constant, by therapist (analysis of variance).

    A single trial has few patients of each therapist: see ``jackknife``.
    """
    rest = outcomes.beyond([found.before], gain(found, arm))
    whose, trial = (
        outcomes.therapist_of(found, arm),
        np.repeat(np.arange(found.trial.trials), found.trial.patients),
    )
    return jackknife(found, lambda those: intraclass(rest[those[trial]], whose[those[trial]]))


def treatment_specific_mentalising_gain(found):
    """Does reflection rise more where the relationship is the topic than in support?"""

    def grown(arm):
        return found.at(arm, found.trial.end, "reflection", "portraits") - found.at_intake(
            "reflection", "portraits"
        )

    return [
        Part(f"d of reflection, {arm} - support", difference(found, grown(arm), grown(SUPPORT)),
             accepted("treatment_specific_mentalising_gain"))
        for arm in ("tfp",)
    ]  # fmt: skip


def bpd_dropout(found):
    """Do a quarter leave, and most of them early?"""
    gone = [outcomes.left(found, arm) for arm in found.trial.treated]
    everybody = np.mean([share(found, np.isfinite(each)) for each in gone], axis=0)

    def hazard(quarter):
        there = [~(each < quarter * QUARTER) for each in gone]
        leaves = [(each >= quarter * QUARTER) & (each < (quarter + 1) * QUARTER) for each in gone]
        return np.mean(
            [share(found, one, other) for one, other in zip(leaves, there, strict=True)], axis=0
        )

    later = np.max([hazard(quarter) for quarter in (1, 2, 3)], axis=0)
    return [
        Part("share who leave", everybody, accepted("bpd_dropout"), found.trial.patients),
        Part("hazard in the first quarter - highest later one", hazard(0) - later, ABOVE_ZERO),
    ]


def therapy_harm(found):
    """Does a minority get worse in treatment, and the more, the more attachment is activated?"""
    low, high = literature()["therapy_harm"]["accept"]
    treated = np.mean([harmed(found, arm) for arm in found.trial.treated], axis=0)
    activating, following = harmed(found, ACTIVATING), harmed(found, FOCUSED)
    return [
        Part("share who end reliably worse off than without", treated, (low, high),
             found.trial.patients),
        Part(f"{ACTIVATING} - {FOCUSED}", activating - following, ABOVE_ZERO),
    ]  # fmt: skip


def harmed(found, arm):
    """The share of patients whom an arm leaves reliably worse off than the first one would have."""
    end = found.trial.end
    without = outcomes.outcome(found, found.trial.control, end).symptoms
    worse_off = outcomes.outcome(found, arm, end).symptoms - without
    return share(found, worse_off > outcomes.cutoffs(found.trial).reliable)


TESTS = {  # and the arms, beside at least one with sessions, that each cannot do without
    routine_effect: (),
    untreated_course: (),
    dose_effect: (),
    therapist_effect: (),
    any_structured_therapy: (SUPPORT, MANAGEMENT, FOCUSED),
    bona_fide_equivalence: (SUPPORT, MANAGEMENT, FOCUSED),
    mbt_versus_structured: (SUPPORT, MANAGEMENT, FOCUSED),
    treatment_specific_mentalising_gain: (SUPPORT, ACTIVATING),
    deterioration: (),
    therapy_harm: (ACTIVATING, FOCUSED),
    bpd_dropout: (),
}
AFTER = {untreated_course: UNTREATED}  # months after intake at which symptoms must be asked for
SESSIONS = {dose_effect: 26, bpd_dropout: 4 * QUARTER}  # that an arm must have, at least
