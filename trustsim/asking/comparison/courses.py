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
from trustsim.mistakes import Mistake

IMPROVED, LEFT, ALLIANCE = "share improved by session", "drop-out by session", "alliance by session"
EARLY = slice(0, 3)  # sessions that are a beginning
SAMPLED = (1, 2, 4, 8, 16, 26, 52)  # sessions that the table tells
SILENT = ""  # stands where somebody says nothing


class Compared(NamedTuple):
    """What everybody says of the same courses."""

    questions: pd.DataFrame  # question, published, ours, and a column for each rival
    series: pd.DataFrame  # question, session, ours, rival, value


def compare_courses(found):
    """Our courses beside those of the rivals. Raises Mistake for a trial without sessions."""
    if not found.trial.treated:
        raise Mistake(f"{found.trial.name}: no arm has sessions, so that there is no course")
    many = min(found.sessions(arm, "came").shape[1] for arm in found.trial.treated)
    ours = {
        IMPROVED: [improved(found, session) for session in range(1, many + 1)],
        LEFT: over(found, lambda arm: 1.0 - found.sessions(arm, "came")[:, :many].mean(0)),
        ALLIANCE: over(found, lambda arm: np.nanmean(found.sessions(arm, "alliance")[:, :many], 0)),
    }
    series = [
        {"question": question, "session": session, "model": "ours", "value": float(value)}
        for question, values in ours.items()
        for session, value in enumerate(values, 1)
    ]
    sessions = np.arange(1, many + 1)
    for name, rival in COURSES.items():
        for question in set(ours) & set(rival.SAYS):
            says = np.asarray(rival.SAYS[question](sessions), dtype=float)
            series += [
                {"question": question, "session": int(n), "model": name, "value": float(value)}
                for n, value in zip(sessions, says, strict=True)
            ]
    series = pd.DataFrame(series).sort_values(["question", "model", "session"], ignore_index=True)
    return Compared(questions(found, series), series)


def over(found, number):
    """The mean over the treated arms."""
    return np.mean([number(arm) for arm in found.trial.treated], axis=0)


def improved(found, session):
    """The share of patients who are measurably better by a session, over the treated arms."""
    return over(found, lambda arm: outcomes.improved_by(found, arm, session).mean())


def questions(found, series):
    """A row for each question on which somebody has a word."""
    told = series.pivot_table(index=["question", "session"], columns="model", values="value")
    published = {
        (IMPROVED, 8): literature()["dose_effect"]["target"]["s8"],
        (IMPROVED, 26): literature()["dose_effect"]["target"]["s26"],
        (LEFT, 52): literature()["bpd_dropout"]["target"]["dropout"],
    }
    rows = [
        {"question": f"{question} {session}", "published": published.get((question, session)),
         **told.loc[question, session].dropna().to_dict()}
        for question in (IMPROVED, LEFT, ALLIANCE)
        for session in SAMPLED
        if (question, session) in told.index
    ]  # fmt: skip
    rows += [
        {"question": words, "ours": SAID_BY_OURS.get(words, lambda _: SILENT)(found),
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
         "ours": yes(no_better_for_longer(found)), "howard_1986": yes(ended[1] <= ended[0])}
    )  # fmt: skip
    columns = ["question", "published", "ours", *COURSES]
    return pd.DataFrame(rows, columns=columns)


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
