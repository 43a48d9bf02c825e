"""The comparison itself: every model on every task, what it scores, and where it is silent."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from trustsim.asking import evidence
from trustsim.asking.comparison import scores
from trustsim.asking.comparison.models import MODELS, Silent
from trustsim.asking.comparison.situations import situation
from trustsim.asking.comparison.studies import published_tasks
from trustsim.asking.comparison.tables import fit_table, score_table
from trustsim.asking.comparison.task import BUILT_IN, PREFERENCE, SHARE
from trustsim.asking.patterns.part import HIGH_RISK, HOME, LOW_RISK, OWN, STRANGE
from trustsim.mistakes import Mistake
from trustsim.study.protocols.strange_situation import CLASSES, DISORGANISED
from trustsim.study.scenario import from_dict

NEAR = 0.1  # a share is accounted for when it is predicted within a tenth
RISK = "strange_situation_risk"


class Comparison(NamedTuple):
    """What came of it, as tables: one row for each task and model, for each score, for each fit."""

    tasks: pd.DataFrame
    scores: pd.DataFrame
    fits: pd.DataFrame
    worlds: int
    children: int


def study():
    """The study on which ``trustsim compare`` grows our children: that of ``check``, cut short."""
    wanted = {cell.protocol for task in published_tasks() for cell in task.cells} | {HOME}
    visits = {name: each for name, each in evidence.STUDY["visits"].items() if name in wanted}
    changes = {"title": "Our model and the rivals", "visits": visits}
    return from_dict(evidence.STUDY | changes, where="the default study", name="compare")


def compare(scenario, threads=None):
    """Every model on the tasks that this scenario's children go through.

    Raises Mistake where they go through none.
    """
    chosen = [task for task in published_tasks() if gone_through(task, scenario)]
    if not chosen:
        raise Mistake(f"{scenario.name}: its visits and ages are those of no published task")
    cohorts = evidence.grown(compared_populations(scenario, chosen), threads)
    return compared(chosen, cohorts, MODELS)


def gone_through(task, scenario):
    """Do the children of this scenario go through every cell of a task, at its age?"""
    if task.pattern == RISK and not evidence.testable(RISK, scenario):
        return False
    for cell in task.cells:
        settings = scenario.protocols.get(cell.protocol)
        if not scenario.has_usual(cell.protocol, cell.months):
            return False
        if cell.condition not in getattr(settings, "mixes", [cell.condition]):
            return False
        if cell.attachment and STRANGE not in scenario.protocols:
            return False
    return True


def compared_populations(scenario, chosen):
    """The study, and where a task compares them children at low and at high risk, seen at home."""
    made = {OWN: scenario}
    if any(task.pattern == RISK for task in chosen):
        compared = evidence.populations(scenario, [RISK])
        home = scenario.protocols.get(HOME)
        seen = {f"visits.{HOME}": home._asdict()} if home else {}
        made |= {name: compared[name].but(seen) for name in (LOW_RISK, HIGH_RISK)}
    return made


def compared(chosen, cohorts, models):
    """The tables, from tasks, cohorts (population -> Records) and models (name -> function)."""
    records = cohorts[OWN]
    rows = pd.DataFrame([row for task in chosen for row in answers_to_task(task, cohorts, models)])
    return Comparison(
        rows, score_table(rows), fit_table(rows), records.worlds, records.scenario.children
    )


def answers_to_task(task, cohorts, models):
    """A row for every model: what it predicts, what that scores, or why it is silent."""
    settings = [cohorts[OWN].scenario.protocols[cell.protocol] for cell in task.cells]
    posed = [
        (cell, situation(cell.protocol, cell.condition, each), cohorts)
        for cell, each in zip(task.cells, settings, strict=True)
    ]
    trials = np.array([getattr(each, "trials", 1) for each in settings])
    even = judged_answers(task, [even_odds(cell) for cell in task.cells], trials)
    rows = []
    for name, model in models.items():
        row = {"pattern": task.pattern, "task": task.words, "kind": task.kind, "model": name}
        row |= {"published": task.published, "even_brier": even["brier"], "even_log": even["log"]}
        try:
            shares = [model(*each) for each in posed]
        except Silent as silent:
            rows.append(row | {"built_in": "", "silent": str(silent)})
        else:
            built_in = BUILT_IN.get(task.pattern, {}).get(name, "")
            rows.append(
                row | judged_answers(task, shares, trials) | {"built_in": built_in, "silent": ""}
            )
    held_out = not any(row["built_in"] for row in rows)
    return [row | {"held_out": held_out} for row in rows]


def even_odds(cell):
    """The probability that somebody without an opinion gives: as much to every answer."""
    if cell.protocol != STRANGE:
        return scores.CHANCE
    classes = len(CLASSES)
    return 1.0 / (classes if cell.condition == CLASSES[DISORGANISED] else classes - 1)


def judged_answers(task, shares, trials):
    """Prediction, probability of what was found (of findings only), scores and verdict."""
    if task.kind == SHARE:
        (predicted,) = shares
        score = scores.of_share(predicted, task.published)
        accounts = abs(predicted - task.published) <= NEAR
        return {"predicted": predicted, "accounts": accounts, **score._asdict()}
    answers = trials * np.array(task.children)
    if task.kind == PREFERENCE:
        (first,), (weight,), (of,) = shares, task.weights, answers
        predicted = first if weight > 0.0 else 1.0 - first
        found = scores.above_chance(predicted, of)
    else:
        predicted = float(np.dot(task.weights, shares))
        found = scores.above_zero(shares, task.weights, answers)
    probability = found if task.published == 1.0 else 1.0 - found
    score = scores.of_finding(probability)
    accounts = probability > scores.CHANCE
    return {
        "predicted": predicted,
        "probability": probability,
        "accounts": accounts,
        **score._asdict(),
    }
