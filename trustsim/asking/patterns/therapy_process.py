"""What goes on from session to session, and with whom: alliance, being understood, sudden gains."""

import numpy as np

from trustsim.asking.patterns.over_trials import (
    accepted,
    correlation_given,
    gain,
    jackknife,
    members_above,
    over_arms,
    share,
)
from trustsim.asking.patterns.part import ABOVE_ZERO, BELOW_ZERO, Part, literature
from trustsim.asking.trials import outcomes
from trustsim.asking.trials.config import SYMPTOMS

QUARTER = 13  # sessions
PART, STAYS = 0.25, 2.776  # a sudden gain (Tang & DeRubeis 1999): part of symptoms, Student's t


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


TESTS = (
    alliance_outcome,
    alliance_within_lag,
    alliance_session_by_session,
    feeling_understood,
    rupture_repair,
    sudden_gains,
    phase_order,
    attachment_alliance,
    attachment_outcome,
)
SESSIONS = {  # that an arm must have, at least
    alliance_outcome: 5,
    attachment_alliance: 5,
    alliance_within_lag: 2,
    alliance_session_by_session: 2,
    rupture_repair: outcomes.REPAIRED + 1,
    sudden_gains: 6,
}
