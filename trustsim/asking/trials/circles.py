"""The virtuous circles of a treatment, cut one at a time, and each mechanism of it taken out.

There are three, one for each system of communication: who is understood in a session trusts, lets
in more and is understood more; who is calm mentalises, reads others as they are and stays calm; who
has learnt that one person can be trusted is open to others, is welcomed and learns that of them.

What is cut is cut for everybody from intake on, in the first arm too, so that what is lost is lost
by the treatment. Expected of each, before it was looked at: the words beside it.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.asking.trials import courses, outcomes
from trustsim.asking.trials.individual import gained
from trustsim.asking.trials.trial import followed
from trustsim.measures import estimate, estimate_of_share
from trustsim.mistakes import Mistake, choice


class Cut(NamedTuple):
    """One circle or mechanism: what no longer happens, and what must be lost."""

    words: str
    expected: str
    changes: dict | None  # dotted name -> value; None where they depend on the trial: see without
    circle: str  # to which of the three it belongs, or that it is a mechanism by itself


THREE = IN_SESSION, OF_MINDS, OUTSIDE = (
    "1: in the session",
    "2: mentalising",
    "3: in the world outside",
)
MECHANISM = "mechanism"
INTACT = "nothing is cut"
CIRCLES = {
    "understood -> trusting": Cut(
        "being answered, addressed and read rightly earns nobody trust",
        "the share of messages that is let in rises no more, the alliance less; less is gained",
        {f"theory.trust.{name}": 0.0 for name in ("answered", "recognised", "understood", "cue")},
        IN_SESSION,
    ),
    "calm -> mentalising": Cut(
        "mentalising is the same at every arousal",
        "the arousal of sessions no longer matters to it; treatments differ less",
        {"theory.mentalising.steepness": 0.0},
        OF_MINDS,
    ),
    "mentalising -> reading others": Cut(
        "no act of anybody is taken for unkind",
        "patients are less ill to begin with, and treatment gains less",
        {"theory.misreading.likely": 0.0},
        OF_MINDS,
    ),
    "therapist -> people": Cut(
        "what is learnt of one person tells nothing of people",
        "openness to people outside no longer rises, and gains last less",
        {"theory.trust.spread": 0.0},
        OUTSIDE,
    ),
    "opening -> being welcomed": Cut(
        "nobody outside minds how he is met",
        "the world outside stays as it was; gains last less",
        None,  # of all who are met outside: see ``outside``
        OUTSIDE,
    ),
    "attending alone": Cut(
        "attending to what one feels does nothing",
        "mindfulness, imagery and dialectical treatments gain less, the others as before",
        {"theory.practice.calming": 0.0, "theory.practice.confirms": 0.0},
        MECHANISM,
    ),
    "imagining minds": Cut(
        "imagining minds does nothing",
        "imagery gains less, the others as before",
        {"theory.practice.imagined": 0.0},
        MECHANISM,
    ),
    "leaving": Cut(
        "everybody comes to every session",
        "all treatments gain more",
        {"theory.coming.readiness": 10.0},
        MECHANISM,
    ),
}
LOOPS = (  # what is told, session by session, of each circle
    "came", "symptoms", "alliance", "attended", "let_in", "kept", "arousal", "mentalising",
    "mentalising_everyday", "unkind", "benign",
)  # fmt: skip
MOST_TRIALS = 20  # that are played again for every cut
WELCOMED, LEAVING = "opening -> being welcomed", "leaving"


def outside(trial):
    """The changes after which nobody minds how he is met: of crowds and of persons."""
    people = ["others", "playmates", *(f"cast.{name}" for name in trial.screened.cast)]
    return {f"{whom}.reciprocity": 0.0 for whom in people}


def without(trial, name):
    """The trial with one of the circles cut, by its name in CIRCLES.

    >>> followed(without(trial, "opening -> being welcomed"))
    """
    choice("circle", name, CIRCLES)
    return trial.but(outside(trial) if name == WELCOMED else CIRCLES[name].changes)


def few(trial, trials=None):
    """The trial with no more repetitions than these, or than are played again for every cut."""
    return replace(trial, trials=min(trial.trials, trials or MOST_TRIALS))


def with_cuts(trial, threads=None):
    """What becomes of patients with nothing cut, and with each circle: names and Followed.

    One by one, since they are large. Raises Mistake where no arm with sessions is compared with
    another.
    """
    if not arms_compared(trial):
        raise Mistake(f"{trial.name}: no arm with sessions is compared with another; add one arm")
    for name in (INTACT, *CIRCLES):
        yield name, followed(trial if name == INTACT else without(trial, name), threads)


def cut(trial, threads=None, trials=None):
    """What each treatment gains over the arm beside it with each circle cut: a row each.

    ``gain`` is in points of symptoms, the same patients in both arms, with its interval;
    ``remains`` is what is left of it of what was gained with nothing cut. No more than the first
    twenty trials are played again, or the first ``trials``.
    """
    return beside_intact(gains(*each) for each in with_cuts(few(trial, trials), threads))


def gains(name, found):
    """What each treatment gains where this has been cut: a row each, at the end and later."""
    trial = found.trial
    rows = []
    for arm in arms_compared(trial):
        for when, months in (("end", trial.end), ("later", trial.later)):
            if months is None:
                continue
            own = estimate(gained(found, arm, months))
            gone = estimate_of_share(np.isfinite(outcomes.left(found, arm)).astype(float))
            rows.append(
                {
                    "cut": name, "arm": arm, "when": when, "gain": own.mean, "low": own.low,
                    "high": own.high, "left": gone.mean, "left_low": gone.low,
                    "left_high": gone.high,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def beside_intact(tables):
    """All gains in one table, each beside what is gained with nothing cut."""
    intact, *others = tables
    rows = pd.concat([intact, *others], ignore_index=True)
    whole = np.tile(intact["gain"], len(others) + 1)
    rows.insert(list(rows).index("left"), "remains", rows["gain"] / whole)
    return rows


def arms_compared(trial):
    """The arms with sessions that are compared with another."""
    return [arm for arm in trial.treated if arm in trial.beside]


def loops(name, found):
    """What goes round in the three circles where this has been cut, session by session: a row each.

    Of each patient the mean over all treatments in which it is told, and of these the mean over
    patients with its interval; ``n`` patients still come to a session of one treatment at least.
    """
    told = {each: over_treatments(found, each) for each in LOOPS}
    came = told["came"]
    columns = {"cut": name, "session": np.arange(1, came.shape[1] + 1), "n": (came > 0.0).sum(0)}
    for each, values in told.items():
        columns |= courses.with_interval(each, values)
    return pd.DataFrame(columns)


def over_treatments(found, series):
    """A series of each patient, averaged over the treatments that tell it (patient, session)."""
    told = [courses.values(found, arm, series, False) for arm in arms_compared(found.trial)]
    fewest = min(each.shape[1] for each in told)
    return outcomes.mean_of_known(np.stack([each[:, :fewest] for each in told], axis=1))
