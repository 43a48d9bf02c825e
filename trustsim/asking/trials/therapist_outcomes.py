"""Therapists who have grown up: who each is, and how far that goes with what patients become.

Whoever treats is what is drawn here, so that intervals are over therapists and not over patients.
"""

import numpy as np
import pandas as pd

from trustsim.asking.trials import outcomes
from trustsim.asking.trials.grown_therapists import INTERVIEW, numbers
from trustsim.engine.descent import CAREGIVING
from trustsim.measures import correlation, estimate, pseudo_values
from trustsim.study.laboratory.interview import Caring
from trustsim.study.population import FACTORS
from trustsim.theory.parameters import PartnerTraits

INSECURE = ("dismissing", "preoccupied")  # scales of the interview; the stronger one decides
FEWEST = 6  # therapists, so that with one of them left out there are more than numbers
TOLD = ("r", "reflective", "security", "both")  # numbers of an arm: see ``goes_with``


def theirs(found):
    """Which of the therapists treats each patient (patient,)."""
    world, children = found.trial.screened.worlds, found.trial.screened.children
    return numbers(found.trial, np.arange(world * children)[found.chosen])


def reflective(found):
    """Reflective functioning of each therapist, as an interview tells it (therapist,)."""
    return found.therapists.column(INTERVIEW, "reflective functioning").ravel()


def security(found):
    """How secure each therapist is: the less, the stronger its strongest insecure state of mind."""
    scales = [found.therapists.column(INTERVIEW, name).ravel() for name in INSECURE]
    return -np.max(scales, axis=0)


def beyond_intake(found, arm):
    """Points of symptoms fewer at the end, as of a patient with usual symptoms at intake."""
    gain = outcomes.outcome(found, arm, found.trial.end).gain
    return outcomes.beyond([found.before], gain) + gain.mean()


def goes_with(found, arm):
    """How far what a therapist is like goes with gain: pseudo-values of each therapist, by name.

    ``r`` is the correlation over patients of reflective functioning with gain, symptoms at intake
    held constant. The others are slopes of one regression of that gain, in standard deviations:
    on ``reflective`` functioning, on ``security`` and on the product of ``both``. Not numbers where
    therapists are fewer than six, or all alike.
    """
    gain, whose = beyond_intake(found, arm), theirs(found)
    reflects, secure = reflective(found)[whose], security(found)[whose]
    names, place = np.unique(whose, return_inverse=True)

    def of(those):
        some = those[place]
        seen = [each[some] for each in (gain, reflects, secure)]
        if len(names) < FEWEST or not all(each.std() > 0.0 for each in seen):
            return np.full(len(TOLD), np.nan)
        y, x, z = map(standard, seen)
        columns = np.array([np.ones_like(y), x, z, x * z]).T
        slopes = np.linalg.lstsq(columns, y, rcond=None)[0][1:]
        return np.array([correlation(x[None], y[None])[0], *slopes])

    return dict(zip(TOLD, pseudo_values(len(names), of).T, strict=True))


def standard(values):
    """Values in standard deviations from their mean."""
    return (values - values.mean()) / values.std()


def reflecting(found):
    """How far therapists' reflective functioning and security go with gain: a row each arm.

    ``therapists`` is how many have patients, who are ``patients``; the numbers are those of
    ``goes_with``, each with its interval over therapists.
    """
    many = {"therapists": len(set(theirs(found))), "patients": len(found.chosen)}
    rows = []
    for arm in found.trial.treated:
        told = {name: estimate(values) for name, values in goes_with(found, arm).items()}
        rows.append(
            {"arm": arm} | many | {
                name + end: getattr(each, field)
                for name, each in told.items()
                for end, field in (("", "mean"), ("_low", "low"), ("_high", "high"))
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def therapists(found):
    """Who treats, and what becomes of whom: a row for each therapist in each arm with sessions.

    Its mother's ``mother_sensitivity`` and so on; its own ``reflective`` functioning, ``security``
    and whether it ``is secure``; what it is like as a caregiver (``as_sensitivity`` and so on); its
    traits with patients of this arm; and of its ``n`` patients what they gain beyond intake, with
    the interval over them, and the share who ``left``.
    """
    whose, rows = theirs(found), []
    for arm in found.trial.treated:
        gain, left = beyond_intake(found, arm), np.isfinite(outcomes.left(found, arm))
        traits = traits_of(found, arm)
        for person in np.unique(whose).tolist():
            mine = whose == person
            own = estimate(gain[mine])
            rows.append(
                {"arm": arm, "therapist": person}
                | {f"mother_{name}": of(found, "births", name)[person] for name in FACTORS}
                | {"reflective": reflective(found)[person], "security": security(found)[person]}
                | {"is secure": of(found, INTERVIEW, "is secure")[person]}
                | {f"as_{name}": of(found, CAREGIVING, name)[person] for name in Caring._fields}
                | traits[mine].iloc[0].to_dict()
                | {"n": int(mine.sum()), "gain": own.mean, "low": own.low, "high": own.high}
                | {"left": left[mine].mean()}
            )
    return pd.DataFrame(rows)


def of(found, table, column):
    """A column of the therapists' own records (therapist,)."""
    return found.therapists.column(table, column).ravel()


def traits_of(found, arm):
    """What the therapist of each patient is like in an arm: a row each."""
    people = found.records[arm].tables["people"]
    those = people[people["partner"] == outcomes.partner_of(found, arm)]
    return those[list(PartnerTraits._fields)].reset_index(drop=True)
