"""What is found in psychotherapy, in trials in which every patient lives on in every arm.

Each trial is a cohort. Where the literature looks at one sample of treated patients, the arms with
a declared frame are looked at one by one, and the mean over them is told.
"""

import numpy as np

from trustsim.asking.patterns.over_trials import (
    by_trial,
    correlation_given,
    difference,
    intraclass,
    jackknife,
    members_above,
    over_arms,
    share,
)
from trustsim.asking.patterns.part import ABOVE_ZERO, BELOW_ZERO, Part, literature
from trustsim.asking.trials import outcomes
from trustsim.asking.trials.config import SYMPTOMS
from trustsim.asking.trials.individual import gained
from trustsim.study.lives import MOTHER

THERAPY = "therapy"  # the population that these patterns are about: a Followed
SUPPORT, MANAGEMENT, FOCUSED, ACTIVATING = "support", "management", "mbt", "tfp"  # arms, by name
BENIGN, HARSH = "mbt_benign", "mbt_harsh"  # arms, each beside the same world without it
QUARTER = 13  # sessions
PART, STAYS = 0.25, 2.776  # a sudden gain (Tang & DeRubeis 1999): part of symptoms, Student's t
UNTREATED = (3, 6, 12)  # months after intake


def gain(found, arm, months=None):
    """Points of symptoms fewer than at intake, at the end or another age."""
    return outcomes.outcome(found, arm, months or found.trial.end).gain


def accepted(name, key=None):
    """The range that is accepted of a pattern."""
    given = literature()[name]["accept"]
    return tuple(given if key is None else given[key])


def alliance_outcome(found):
    """Does the early alliance go with what becomes of symptoms?"""
    values = over_arms(
        found,
        lambda arm: correlation_given(
            found, outcomes.early_alliance(found, arm), gain(found, arm), (found.before,)
        ),
    )
    return [Part("r (alliance at sessions 3 to 5, gain)", values, accepted("alliance_outcome"))]


def within(found, arm):
    """Lagged slopes within patients: of the alliance on the next symptoms, and the reverse.

    Every series as deviations from the patient's own mean, standardised; the symptoms, or the
    alliance, of the session before are held constant.
    """
    alliance, symptoms = (by_session(found, arm, name) for name in ("alliance", SYMPTOMS))
    forward, back = [], []
    for a, s in zip(alliance, symptoms, strict=True):
        now, after = (a[:, :-1].ravel(), s[:, :-1].ravel()), (a[:, 1:].ravel(), s[:, 1:].ravel())
        known = np.isfinite(np.array([*now, *after])).all(0)
        x = np.array([np.ones(known.sum()), *(each[known] for each in now)]).T
        of_alliance, of_symptoms = (
            np.linalg.lstsq(x, each[known], rcond=None)[0] for each in after
        )
        forward.append(of_symptoms[1])
        back.append(of_alliance[2])
    return np.array(forward), np.array(back)


def by_session(found, arm, name):
    """A column of the sessions (trial, patient, session), from each patient's own mean, in sd."""
    values = found.sessions(arm, name)
    values = np.where(found.sessions(arm, "came") == 1.0, values, np.nan)
    with np.errstate(invalid="ignore"):
        values = values - np.nanmean(values, axis=1, keepdims=True)
    return (values / np.nanstd(values)).reshape(found.trial.trials, -1, values.shape[1])


def alliance_within_lag(found):
    """Is a rise of the alliance followed by a fall of distress?"""
    values = over_arms(found, lambda arm: -within(found, arm)[0])
    return [
        Part("fall of symptoms per sd of alliance the session before", values,
             accepted("alliance_within_lag"))
    ]  # fmt: skip


def alliance_session_by_session(found):
    """Does the alliance foretell symptoms, and do symptoms foretell the alliance?"""
    return [
        Part("alliance on the next symptoms",
             over_arms(found, lambda arm: within(found, arm)[0]), BELOW_ZERO),
        Part("symptoms on the next alliance",
             over_arms(found, lambda arm: within(found, arm)[1]), BELOW_ZERO),
    ]  # fmt: skip


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
        Part("worse in therapy", treated, accepted("deterioration", "therapy")),
        Part("risk in therapy / waiting", ratio, accepted("deterioration", "risk_ratio")),
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


def attachment_alliance(found):
    """Do secure patients form better alliances, and avoidant ones worse than anxious ones?"""
    state = {name: found.at_intake(name, "portraits") for name in ("seek", "minimise", "maximise")}

    def with_alliance(name):
        return over_arms(
            found,
            lambda arm: correlation_given(found, state[name], outcomes.early_alliance(found, arm)),
        )

    avoidance, anxiety = with_alliance("minimise"), with_alliance("maximise")
    return [
        Part("r (seeking, alliance)", with_alliance("seek"),
             accepted("attachment_alliance")),
        Part("r of avoidance - r of anxiety", avoidance - anxiety, BELOW_ZERO),
    ]  # fmt: skip


def attachment_outcome(found):
    """Do secure patients end better, anxious ones worse, and does avoidance not matter?"""

    def ends(name):
        state = found.at_intake(name, "portraits")
        r_of = over_arms(
            found,
            lambda arm: correlation_given(
                found, state, -outcomes.outcome(found, arm, found.trial.end).symptoms
            ),
        )
        return 2.0 * r_of / np.sqrt(1.0 - r_of**2)  # d

    ranges = literature()["attachment_outcome"]["accept"]
    return [
        Part("d of security, better at the end", ends("seek"), tuple(ranges["security"])),
        Part("d of anxiety, worse at the end", -ends("maximise"), tuple(ranges["anxiety"])),
        Part("d of avoidance", ends("minimise"), tuple(ranges["avoidance"])),
    ]


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


def feeling_understood(found):
    """Does feeling understood foretell the outcome, and better than being read rightly?"""

    def goes_with_gain(name):
        def in_arm(arm):
            if not np.isfinite(found.sessions(arm, name)).any():
                return np.full(found.trial.trials, np.nan)
            with np.errstate(invalid="ignore"):
                mean = outcomes.mean_of_known(found.sessions(arm, name)[:, :QUARTER])
            return correlation_given(found, mean, gain(found, arm), (found.before,))

        return np.nanmean([in_arm(arm) for arm in found.trial.treated], axis=0)

    felt, right = goes_with_gain("understood"), goes_with_gain("accuracy")
    return [
        Part("r (share let in, gain)", felt, accepted("feeling_understood")),
        Part("r of what is let in - r of what is right", felt - right, ABOVE_ZERO),
    ]


def rupture_repair(found):
    """Do patients with a rupture that was repaired do better than those where it was not?"""
    values = over_arms(found, lambda arm: rupture_repair_in(found, arm))
    return [Part("r (repaired, gain)", values, accepted("rupture_repair"))]


def rupture_repair_in(found, arm):
    """Correlation of repair with gain in an arm, among patients with a rupture, for each trial."""
    trial = np.repeat(np.arange(found.trial.trials), found.trial.patients)
    had, repaired = outcomes.ruptured(found, arm)
    rest = outcomes.beyond([found.before[had]], gain(found, arm)[had])
    repaired, whose = repaired[had], trial[had]

    def correlated(those):
        return np.corrcoef(repaired[those[whose]], rest[those[whose]])[0, 1]

    return jackknife(found, correlated)


def therapy_opens_social_world(found):
    """Does therapy open patients to people outside, and do they stay open?"""
    trial = found.trial
    ages = [("at the end", trial.end)] + ([("later", trial.later)] if trial.later else [])

    def opened(arm, months):
        return difference(found, closed(found, trial.control, months), closed(found, arm, months))

    return [
        Part(f"g of openness to people, {words}",
             over_arms(found, lambda arm, months=months: opened(arm, months)),
             accepted("therapy_opens_social_world"))
        for words, months in ages
    ]  # fmt: skip


def social_support_prognosis(found):
    """Do patients with better support at intake do better, whatever the treatment?"""
    supported = support_of(found, found.screened, found.trial.intake)[found.chosen]

    def slope(arm):
        ends = outcomes.outcome(found, arm, found.trial.end).symptoms
        return correlation_given(found, supported, ends, (found.before,))

    arms = list(found.trial.arms)
    values = np.mean([slope(arm) for arm in arms], axis=0)
    return [
        Part("r (support at intake, symptoms at the end), intake held constant", values,
             accepted("social_support_prognosis"))
    ]  # fmt: skip


def closed(found, arm, months):
    """How closed to people the patients in an arm are at an age."""
    return found.at(arm, months, "isolation")


def support_of(found, records, months):
    """How surely those whom one knows, but for therapists, are expected to answer (person,)."""
    therapists = {outcomes.partner_of(found, arm) for arm in found.trial.treated}
    bonds = records.tables["bonds"]
    known = bonds[(bonds["months"] == months) & ~bonds["partner"].isin({MOTHER, *therapists})]
    people = records.worlds * records.scenario.children
    return known["response"].to_numpy().reshape(people, -1).mean(1)


def hard_to_reach_patients(found):
    """Do vigilant patients let less in of what is said to them?"""
    vigilance = found.at_intake("vigilance", "portraits")

    def let_in(arm):
        return correlation_given(
            found, vigilance, outcomes.mean_of_known(found.sessions(arm, "let_in")[:, :QUARTER])
        )

    return [Part("r (vigilance, share let in)", over_arms(found, let_in), BELOW_ZERO)]


def sudden_gains(found):
    """Are sudden gains common, and do those who have one end better?

    From one session to the next a fall that is reliable, a quarter of all symptoms, and stays:
    three sessions after it lie significantly below three before it.
    """

    reliable = outcomes.cutoffs(found.trial).reliable

    def had_one(arm):
        symptoms = found.sessions(arm, SYMPTOMS)
        before = np.stack([symptoms[:, k : symptoms.shape[1] - 5 + k] for k in range(3)])
        after = np.stack([symptoms[:, k : symptoms.shape[1] - 5 + k] for k in range(3, 6)])
        falls = before[2] - after[0]
        error = np.sqrt((before.var(0, ddof=1) + after.var(0, ddof=1)) / 3.0)
        stays = before.mean(0) - after.mean(0) > STAYS * error
        return ((falls > reliable) & (falls > PART * before[2]) & stays).any(1)

    shares = over_arms(found, lambda arm: share(found, had_one(arm)))

    def better(arm):
        had = had_one(arm)
        ended = gain(found, arm)
        return members_above(found, ended, had)

    ranges = literature()["sudden_gains"]["accept"]
    return [
        Part("share with a sudden gain", shares, tuple(ranges["share"]), found.trial.patients),
        Part("g of gain, with one - without", over_arms(found, better), tuple(ranges["g"])),
    ]


def phase_order(found):
    """Does well-being improve before symptoms, and symptoms before life among people?

    Well-being is how tense one is, symptoms how one reads others, functioning how open one is.
    """

    def first_better(arm, part):
        now = found.sessions(arm, part)
        settings = found.trial.arms[arm].protocols["session"]
        error = np.sqrt(2.0 / settings.items) * settings.error
        better = found.at_intake(part)[:, None] - now > error
        return np.where(better.any(1), better.argmax(1), now.shape[1]), better[:, -1]

    def early(arm, one, other):
        return share(found, first_better(arm, one)[0] < first_better(arm, other)[0]) - share(
            found, first_better(arm, one)[0] > first_better(arm, other)[0]
        )

    pairs = (("tension", "misreading"), ("misreading", "isolation"))
    return [
        Part(f"share in whom {one} improves before {other} - the reverse",
             over_arms(found, lambda arm, one=one, other=other: early(arm, one, other)), ABOVE_ZERO)
        for one, other in pairs
    ]  # fmt: skip


def benign_world(found):
    """Does therapy gain more where the world outside is benign than where it is harsh?"""
    months = found.trial.later or found.trial.end

    benign, harsh = (gained(found, arm, months) for arm in (BENIGN, HARSH))
    return [
        Part("points gained over waiting: benign - harsh world", by_trial(
            found, benign - harsh).mean(1), ABOVE_ZERO),
        Part("the same as a share of what is gained in a benign world", by_trial(
            found, benign - harsh).mean(1) / by_trial(found, benign).mean(1),
            (literature()["benign_world"]["accept"], np.inf)),
    ]  # fmt: skip


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
    alliance_outcome: (),
    alliance_within_lag: (),
    alliance_session_by_session: (),
    feeling_understood: (),
    rupture_repair: (),
    sudden_gains: (),
    phase_order: (),
    attachment_alliance: (),
    attachment_outcome: (),
    hard_to_reach_patients: (),
    therapy_opens_social_world: (),
    social_support_prognosis: (),
    benign_world: (BENIGN, HARSH),
}
AFTER = {untreated_course: UNTREATED}  # months after intake at which symptoms must be asked for
SESSIONS = {  # that an arm must have, at least
    dose_effect: 26,
    bpd_dropout: 4 * QUARTER,
    alliance_outcome: 5,
    attachment_alliance: 5,
    alliance_within_lag: 2,
    alliance_session_by_session: 2,
    rupture_repair: outcomes.REPAIRED + 1,
    sudden_gains: 6,
}
