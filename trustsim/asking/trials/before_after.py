"""What patients are like before and after: attachment, mentalising, trust, and transference."""

import numpy as np
import pandas as pd

from trustsim.asking.trials import outcomes
from trustsim.asking.trials.config import SESSION
from trustsim.study.cast import MOTHER

STRATEGIES = {"seek": "autonomous", "minimise": "dismissing", "maximise": "preoccupied"}
FEARFUL = 0.25  # threat expected of the figure from which on a state of mind is fearful besides
ITEMS = ("reflection", "clarity", "trust_in_unknown", "threat_of_unknown", "tension")
BROUGHT = ("response", "threat", "seek")  # items of a bond that may be the old one's
AROUSED = 0.75  # rank among a patient's sessions from which on one counts as aroused


def states(found):
    """Shares of states of mind, and means of a portrait, at intake, at the end and later: rows.

    A state of mind is read off as an interviewer would who knew what the person does with distress:
    by the strategy that it uses most with its attachment figure, and *fearful* besides where much
    threat is expected of that one. ``mentalised_affectivity`` is mentalising in the most
    aroused quarter of a patient's sessions as a share of that in its calmest quarter.
    """
    trial = found.trial
    when = {"intake": trial.intake, "end": trial.end} | (
        {"later": trial.later} if trial.later else {}
    )
    rows = []
    for arm in trial.arms:
        affectivity = mentalised_affectivity(found, arm)
        for words, months in when.items():
            look = looker(found, arm, words == "intake", months)
            most = np.argmax([look(name) for name in STRATEGIES], axis=0)
            rows.append(
                {"arm": arm, "when": words}
                | {name: np.mean(most == k) for k, name in enumerate(STRATEGIES.values())}
                | {"fearful": np.mean(look("threat") >= FEARFUL)}
                | {item: look(item).mean() for item in ITEMS}
                | {"mentalised_affectivity": affectivity if words == "end" else np.nan}
            )
    return pd.DataFrame(rows)


def looker(found, arm, at_intake, months):
    """How a number of the patients' portraits is looked up, in an arm and at an age."""
    if at_intake:
        return lambda item: found.at_intake(item, "portraits")
    return lambda item: found.at(arm, months, item, "portraits")


def mentalised_affectivity(found, arm):
    """Mentalised affectivity over the sessions of an arm; nan where there are none."""
    if arm not in found.trial.treated:
        return np.nan
    arousal, mind = found.sessions(arm, "arousal"), found.sessions(arm, "mentalising")
    shares = []
    for aroused, clear in zip(arousal, mind, strict=True):
        there = np.isfinite(aroused)
        if there.sum() >= 4:
            calm, strong = np.quantile(aroused[there], [1.0 - AROUSED, AROUSED])
            shares.append(
                clear[there & (aroused >= strong)].mean() / clear[there & (aroused <= calm)].mean()
            )
    return float(np.mean(shares)) if shares else np.nan


def transference(found):
    """How far the therapist is met with what the mother has taught, at first and at last: rows.

    Correlations over patients of what is expected of the therapist, after the first session and
    after the last, with what is expected of the mother at intake.
    """
    rows = []
    for arm in found.trial.treated:
        months = found.trial.arms[arm].protocols[SESSION].months
        partner = outcomes.partner_of(found, arm)
        for item in BROUGHT:
            old = bond_of(found.screened, MOTHER, item, found.trial.intake)[found.chosen]
            new = {
                when: bond_of(found.records[arm], partner, item, age)
                for when, age in (("first", months[0]), ("last", months[-1]))
            }
            rows.append(
                {"arm": arm, "expected": item}
                | {when: np.corrcoef(old, each)[0, 1] for when, each in new.items()}
            )
    return pd.DataFrame(rows)


def bond_of(records, partner, item, months):
    """What everybody expects of somebody at an age (person,)."""
    bonds = records.tables["bonds"]
    those = bonds[(bonds["partner"] == partner) & (bonds["months"] == months)]
    people = records.worlds * records.scenario.children
    return those[item].to_numpy().reshape(people, -1)[:, -1]
