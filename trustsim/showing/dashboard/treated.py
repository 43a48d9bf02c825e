"""What becomes of the patients of the page of therapy: their trial, played once, and its tables."""

from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.asking import trials
from trustsim.asking.trials import outcomes
from trustsim.asking.trials.config import SYMPTOMS
from trustsim.asking.trials.courses import SERIES, courses, values
from trustsim.asking.trials.tables import HISTORIES, history, standing
from trustsim.asking.trials.trial import Followed
from trustsim.engine.going_on import grown_once
from trustsim.engine.progress import watched_by
from trustsim.measures import Estimate, estimate_of_share
from trustsim.showing.dashboard import treatments

KEPT = 8  # trials that are remembered
PLAYING = Lock()  # one trial at a time: a computer in a classroom is shared
LOOK = 0.2  # seconds after which one who waits looks whether it is still wanted
SYSTEMS = (
    "attended", "let_in", "kept", "mentalising", "mentalising_everyday", "benign", "unkind",
)  # fmt: skip


class Played(NamedTuple):
    """A trial that was asked for, and what is told of it."""

    asked: treatments.Asked
    found: Followed
    weekly: Followed  # the waiting list, asked every week
    course: pd.DataFrame
    effects: pd.DataFrame


@contextmanager
def alone(see):
    """Nothing else is played meanwhile; ``see`` is told of everything that takes a while."""
    while not PLAYING.acquire(timeout=LOOK):
        see("waiting until others have been treated", 0, 0)
    try:
        see("beginning", 0, 0)  # whoever has waited may have left
        with watched_by(see):
            yield
    finally:
        PLAYING.release()


def grown(asked, see):
    """Let those grow up who may become patients, so that they are there when they are wanted."""
    with alone(see):
        trial = treatments.made(asked)
        grown_once(trial.screened, trial.intake)


def played(asked, see):
    """What becomes of the patients. Raises Mistake where there are too few."""
    with alone(see):
        return remembered(asked._replace(patient=0))


@lru_cache(KEPT)
def remembered(asked):
    """The trial by what was asked."""
    found = trials.followed(treatments.made(asked))
    weekly = trials.followed(treatments.weekly(asked))
    return Played(asked, found, weekly, course(found, weekly), effects(found))


def arms_of(found, weekly):
    """Every arm with whoever knows what its patients said week by week; waiting comes first."""
    return {found.trial.control: weekly} | dict.fromkeys(found.trial.treated, found)


def course(found, weekly):
    """Each arm, the waiting list too, week by week: a row each, with an interval of each mean."""
    return courses({
        arm: (source, source is weekly) for arm, source in arms_of(found, weekly).items()
    })  # fmt: skip


def own_course(played, patient):
    """One patient in each arm week by week, as ``course`` has the means."""
    rows = []
    for arm, source in arms_of(played.found, played.weekly).items():
        own = {name: values(source, arm, name, source is played.weekly)[patient] for name in SERIES}
        sessions = np.arange(1, len(own["came"]) + 1)
        rows.append(pd.DataFrame({"arm": arm, "session": sessions, **own}))
    return pd.concat(rows, ignore_index=True)


def effects(found):
    """What each treatment did beside waiting, at the end and later, with intervals of shares."""
    rows = trials.effects(found)
    reliable = outcomes.cutoffs(found.trial).reliable
    for n, row in rows.iterrows():
        ends = [found.at(arm, row["months"]) for arm in (found.trial.control, row["arm"])]
        harmed = estimate_of_share((ends[0] - ends[1] < -reliable).astype(float))
        rows.loc[n, ["harmed_low", "harmed_high"]] = harmed.low, harmed.high
        if row["arm"] in found.trial.treated:
            left = estimate_of_share(np.isfinite(outcomes.left(found, row["arm"])).astype(float))
            rows.loc[n, ["left_low", "left_high"]] = left.low, left.high
    return rows


def last(played):
    """The three systems at the last session: an Estimate of each, by arm; and how many came."""
    rows = played.course[played.course["session"] == played.asked.sessions].set_index("arm")
    return {
        arm: {
            "n": int(row["n"]),
            **{name: Estimate(row[name], row[f"{name}_low"], row[f"{name}_high"])
               for name in SYSTEMS},
        }
        for arm, row in rows.iterrows()
    }  # fmt: skip


def childhoods(played):
    """The childhood of each patient."""
    return history(played.found)


def unusual(played, patient):
    """What was most unusual in the mother of a patient, and by how much (standard deviations)."""
    by = {trait: standing(played.found.born(trait), trait)[patient] for trait in HISTORIES.values()}
    trait = max(by, key=by.get)
    return trait, float(by[trait])


def story_of(played, patient):
    """Who a patient is, in words."""
    kind = childhoods(played)[patient]
    trait, far = unusual(played, patient)
    return (
        f"Patient {patient} had {kind_of(kind)}. Most unusual in its mother: {trait}, {far:+.1f} "
        "standard deviations from most mothers."
    )


def kind_of(childhood):
    """A kind of childhood, with its article."""
    return f"{'an' if childhood[0] in 'aeiou' else 'a'} {childhood} childhood"


def own_story(played, patient):
    """What became of one patient in each arm: a row each."""
    found, rows = played.found, []
    for arm in found.trial.arms:
        treated = arm in found.trial.treated
        came = int(found.sessions(arm, "came")[patient].sum()) if treated else None
        at = [float(found.at(arm, months)[patient]) for months in found.trial.ages]
        waiting = [float(found.at(found.trial.control, m)[patient]) for m in found.trial.ages]
        rows.append(
            {
                "arm": arm, "sessions": came, SYMPTOMS: [float(found.before[patient]), *at],
                "fewer": [w - mine for w, mine in zip(waiting, at, strict=True)],
            }
        )  # fmt: skip
    return rows


def effect(played, arm, months):
    """What one arm did at an age: a row of the effects."""
    rows = played.effects
    return rows[(rows["arm"] == arm) & (rows["months"] == months)].iloc[0]


def cutoffs(played):
    """By how many points somebody is reliably worse off."""
    return outcomes.cutoffs(played.found.trial).reliable


def sent(played):
    """How many patients chance sends to each arm, as a trial has them."""
    return {arm: int(played.found.sent(arm).sum()) for arm in played.found.trial.arms}
