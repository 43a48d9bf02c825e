"""Our patients' courses beside what rival accounts of psychotherapy say of them.

Each question has what was published, what our patients do (the mean over treated arms), and what
each rival says by its own equations. Who has no word on a question says nothing.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.asking.patterns.part import literature
from trustsim.asking.rivals import COURSES, howard_1986, liebovitch_2011, tracey_circle
from trustsim.asking.trials import outcomes
from trustsim.asking.trials.config import SYMPTOMS
from trustsim.measures import estimate_of_share
from trustsim.mistakes import Mistake

IMPROVED, LEFT, ALLIANCE = "share improved by session", "drop-out by session", "alliance by session"
EARLY = slice(0, 3)  # sessions that are a beginning
SAMPLED = (1, 2, 4, 8, 16, 26, 52)  # sessions that the table tells
SILENT = ""  # stands where somebody says nothing
OURS = "ours"
LEAST, MOST = 1.0, 7.0  # of our alliance, which is told as a share of its range


class Compared(NamedTuple):
    """What everybody says of the same courses."""

    questions: pd.DataFrame  # question, published, ours, and a column for each rival
    series: pd.DataFrame  # question, session, model, mean, and of ours its interval over trials


def compare_courses(found):
    """Our courses beside those of the rivals. Raises Mistake for a trial without sessions."""
    if not found.trial.treated:
        raise Mistake(f"{found.trial.name}: no arm has sessions, so that there is no course")
    many = min(found.sessions(arm, "came").shape[1] for arm in found.trial.treated)
    sessions = np.arange(1, many + 1)
    series = [
        {"question": question, "session": int(session), "model": OURS} | each._asdict()
        for question, told in SAID_OF_PATIENTS.items()
        for session, each in zip(sessions, over_trials(found, told, many), strict=True)
    ]
    for name, rival in COURSES.items():
        for question in set(SAID_OF_PATIENTS) & set(rival.SAYS):
            says = np.asarray(rival.SAYS[question](sessions), dtype=float)
            series += [
                {"question": question, "session": int(n), "model": name, "mean": float(value)}
                for n, value in zip(sessions, says, strict=True)
            ]
    series = pd.DataFrame(series).sort_values(["question", "model", "session"], ignore_index=True)
    return Compared(questions(found, series), series)


def over_trials(found, told, many):
    """An Estimate over trials for each of the first sessions: the mean over the treated arms."""
    values = [
        np.nanmean(told(found, arm)[:, :many].reshape(found.trial.trials, -1, many), axis=1)
        for arm in found.trial.treated
    ]
    patients = found.trial.patients
    return [estimate_of_share(each, patients) for each in np.mean(values, axis=0).T]


def improved(found, arm):
    """Who is measurably better at each session (patient, session)."""
    gain = found.before[:, None] - found.sessions(arm, SYMPTOMS)
    return (gain > outcomes.cutoffs(found.trial).measurable).astype(float)


def gone(found, arm):
    """Who does not come to each session (patient, session)."""
    return 1.0 - found.sessions(arm, "came")


def alliance(found, arm):
    """The alliance as a share of its range; nan of who does not come (patient, session)."""
    return (found.sessions(arm, "alliance") - LEAST) / (MOST - LEAST)


SAID_OF_PATIENTS = {IMPROVED: improved, LEFT: gone, ALLIANCE: alliance}


def published():
    """What was published of courses: (question, session) -> number."""
    better = literature()["dose_effect"]["target"]
    return {
        (IMPROVED, 8): better["s8"],
        (IMPROVED, 26): better["s26"],
        (LEFT, 52): literature()["bpd_dropout"]["target"]["dropout"],
    }


def questions(found, series):
    """A row for each question on which somebody has a word."""
    told = series.pivot_table(index=["question", "session"], columns="model", values="mean")
    sure = series[series["model"] == OURS].set_index(["question", "session"])
    known = published()
    rows = [
        {"question": f"{question} {session}", "published": known.get((question, session)),
         **told.loc[question, session].dropna().to_dict(),
         **{f"{OURS}_{end}": sure.loc[(question, session), end] for end in ("low", "high")}}
        for question in (IMPROVED, LEFT, ALLIANCE)
        for session in SAMPLED
        if (question, session) in told.index
    ]  # fmt: skip
    rows += [
        {"question": words, OURS: SAID_BY_OURS.get(words, lambda _: SILENT)(found),
         "liebovitch_2011": yes(holds())}
        for words, holds in liebovitch_2011.STATEMENTS.items()
    ]  # fmt: skip
    better = [
        tracey_circle.courses(therapist, sessions=100).bond[-1].mean()
        for therapist in ("complementary", "leading")
    ]
    rows.append(
        {"question": "who leads out of a cold pattern beats who only complements",
         "tracey_circle": yes(better[1] > better[0])}
    )  # fmt: skip
    ended = howard_1986.share_improved_at_end(np.array([4.0, 26.0]))
    rows.append(
        {"question": "those who stay longer have not improved more often",
         OURS: yes(no_better_for_longer(found)), "howard_1986": yes(ended[1] <= ended[0])}
    )  # fmt: skip
    columns = ["question", "published", OURS, f"{OURS}_low", f"{OURS}_high", *COURSES]
    return pd.DataFrame(rows, columns=columns)


def silent(questions):
    """What each of the accounts has no word on: its name -> questions."""
    unanswered = questions[[OURS, *COURSES]].isna() | questions[[OURS, *COURSES]].eq(SILENT)
    return {
        model: list(dict.fromkeys(topic(each) for each in questions["question"][without]))
        for model, without in unanswered.items()
    }


def topic(question):
    """What a question is about, whichever session it names."""
    return next((each for each in SAID_OF_PATIENTS if question.startswith(each)), question)


def yes(it):
    """Yes or no, in words."""
    return "yes" if it else "no"


def swings(found):
    """Does the mean patient who ends better have been worse on the way?"""
    shares = []
    for arm in found.trial.treated:
        symptoms = found.sessions(arm, "symptoms")
        ends = outcomes.outcome(found, arm, found.trial.end).improved
        worse = symptoms.max(1) > found.before + outcomes.cutoffs(found.trial).measurable
        shares.append(worse[ends].mean())
    return yes(np.mean(shares) > 0.5)


def worst_after_a_bad_beginning(found):
    """Do patients who are hurt in the first sessions gain less than the others of their arm?"""
    apart = []
    for arm in found.trial.treated:
        hurt = np.nansum(found.sessions(arm, "hurt")[:, EARLY], 1) > 0.0
        if 0 < hurt.sum() < len(hurt):
            gain = outcomes.outcome(found, arm, found.trial.end).gain
            apart.append(gain[hurt].mean() - gain[~hurt].mean())
    return yes(np.mean(apart) < 0.0) if apart else SILENT


def no_better_for_longer(found):
    """Have those who came to more sessions improved no more often than those who left earlier?"""
    slopes = []
    for arm in found.trial.treated:
        came = found.sessions(arm, "came").sum(1)
        gone = came < found.sessions(arm, "came").shape[1]
        better = outcomes.outcome(found, arm, found.trial.end).improved[gone]
        if gone.sum() > 2:
            slopes.append(np.polyfit(came[gone], better.astype(float), 1)[0])
    return bool(slopes) and np.mean(slopes) <= 0.0


SAID_BY_OURS = {
    "the client swings before settling": swings,
    "worst where the therapist begins negative": worst_after_a_bad_beginning,
}
