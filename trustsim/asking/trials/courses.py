"""Session by session: what patients say in each arm, and what is seen of them."""

import numpy as np
import pandas as pd

from trustsim.asking.trials.config import SESSION, SYMPTOMS
from trustsim.asking.trials.tables import HISTORIES, ORDINARY, history
from trustsim.measures import estimate, estimate_of_share
from trustsim.study.protocols.session import ADDRESSED, SHARES

SERIES = (  # columns of the sessions, as they are told
    "came", "alliance", SYMPTOMS, "attended", "let_in", "kept", "mentalising",
    "mentalising_everyday", "benign", "arousal", "understood", "accuracy", "hurt", "unkind",
)  # fmt: skip
ASKED_OF_ALL = (SYMPTOMS, "mentalising_everyday", "benign", "unkind")  # who have left, too


def sessions(found):
    """Session by session, the mean over those who came with its interval over patients: a row each.

    ``n`` of them came. Of coming itself, of symptoms and of the weeks outside it is the mean over
    all patients. Of a mean called ``symptoms`` the interval is ``symptoms_low``, ``symptoms_high``.
    """
    return courses(dict.fromkeys(found.trial.treated, (found, False)))


def waiting(found):
    """Symptoms in arms without sessions, when a questionnaire asks for them: a row each.

    From intake to the end, over all patients with an interval; ``session`` is which one patients of
    the first treated arm have then.
    """
    trial = found.trial
    if not trial.treated:
        return pd.DataFrame()
    held = trial.arms[trial.treated[0]].protocols[SESSION].months
    rows = []
    for arm in trial.arms:
        if arm in trial.treated:
            continue
        for months in (trial.intake, *(age for age in trial.ages if age <= trial.end)):
            told = found.before if months == trial.intake else found.at(arm, months)
            own = estimate(told)
            rows.append(
                {
                    "arm": arm, "months": months, "n": len(told),
                    "session": np.interp(months, held, np.arange(1, len(held) + 1)),
                    SYMPTOMS: own.mean, f"{SYMPTOMS}_low": own.low, f"{SYMPTOMS}_high": own.high,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def trajectories(found):
    """Symptoms of patients of each childhood in each arm, from intake to the last age: a row each.

    Told at every session, and when a questionnaire asks before the first and after the last; in
    arms without sessions by questionnaires alone. The mean over all, with its interval.
    """
    whose, rows = history(found), []
    for arm in found.trial.arms:
        told = symptoms_by_age(found, arm)
        for childhood in (ORDINARY, *HISTORIES):
            those = whose == childhood
            for months, symptoms in told.items() if those.any() else ():
                own = estimate(symptoms[those])
                rows.append(
                    {
                        "childhood": childhood, "arm": arm, "months": months,
                        "n": int(those.sum()), SYMPTOMS: own.mean, f"{SYMPTOMS}_low": own.low,
                        f"{SYMPTOMS}_high": own.high,
                    }
                )  # fmt: skip
    return pd.DataFrame(rows)


def symptoms_by_age(found, arm):
    """Symptoms of all patients of an arm at every age at which they are told (months -> values)."""
    trial = found.trial
    held, told = [], {}
    if arm in trial.treated:
        held = trial.arms[arm].protocols[SESSION].months
        told = dict(zip(held, found.sessions(arm, SYMPTOMS).T, strict=True))
    asked = [age for age in trial.ages if not held or age > max(held)]
    began = {} if held else {trial.intake: found.before}
    return began | told | {age: found.at(arm, age) for age in asked}


def courses(told_by):
    """Each arm, session by session: a row each, with an interval of each mean.

    ``told_by`` has for each arm the trial that knows of it, and whether its patients are only asked
    there, without any sessions.
    """
    rows = [
        pd.DataFrame({"arm": arm, **week_by_week(source, arm, only_asked)})
        for arm, (source, only_asked) in told_by.items()
    ]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()


def week_by_week(source, arm, only_asked):
    """Means of one arm with their intervals, a number each session."""
    came = values(source, arm, "came", only_asked)
    columns = {"session": np.arange(1, came.shape[1] + 1), "n": (came == 1.0).sum(0)}
    for name in series(source.trial.arms[arm]):
        columns |= with_interval(name, values(source, arm, name, only_asked))
    return columns


def with_interval(name, told):
    """The mean over patients of what was told (patient, session): three columns."""
    how = estimate_of_share if name in (*SHARES, ADDRESSED) else estimate
    each = [how(of_all) for of_all in told.T]
    return {
        name + end: [getattr(one, field) for one in each]
        for end, field in (("", "mean"), ("_low", "low"), ("_high", "high"))
    }


def series(arm):
    """The columns that are told of an arm: what was addressed, where it is attended to at all."""
    return (*SERIES, ADDRESSED) if arm.protocols[SESSION].repairs else SERIES


def values(source, arm, name, only_asked):
    """What was told week by week (patient, session); nan of who was not there to be asked."""
    told = source.sessions(arm, name)
    if name in ASKED_OF_ALL:
        return told
    if only_asked:
        return np.full(told.shape, np.nan)
    return told if name == "came" else np.where(source.sessions(arm, "came") == 1.0, told, np.nan)
