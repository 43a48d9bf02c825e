"""Predictions stay in the tab of the browser: a reload, Back and other pages leave them there."""

import json
import math
from collections.abc import Callable

import solara

from trustsim.measures import Estimate
from trustsim.mistakes import Mistake
from trustsim.showing.dashboard import store
from trustsim.showing.dashboard.limits import check_length
from trustsim.showing.dashboard.predictions import SIDES, Result, questions
from trustsim.study.scenario import loads

KEPT = "the answers that this browser keeps"


@solara.component_vue("remembered.vue")
def Tab(text: str, event_found: Callable):
    """The tab of the browser, which keeps a text."""


@solara.component
def Remembered():
    """Keeps the predictions of this session in the browser, and has them from there at first."""
    Tab(
        text=written(store.answers.value),
        event_found=lambda text: store.attempt(lambda: take(text)),
    )


def take(text):
    """Go on with the answers that a browser has kept, if there are none yet. Raises Mistake."""
    if not store.answers.value:
        store.answers.value = read(text)


def written(answers):
    """Predictions as a browser keeps them; none are no text."""
    return json.dumps(answers, separators=(",", ":")) if answers else ""


def read(text):
    """The predictions that a browser has kept. Raises Mistake for what was not written so."""
    check_length(KEPT, len(text))
    try:
        return tuple(prediction(*each) for each in json.loads(text))
    except (ValueError, TypeError, RecursionError) as error:
        raise Mistake(f"{KEPT}: cannot be read; predict again") from error


def prediction(title, people, caregivers, seed, predicted, found):
    """One of them."""
    left, right, difference, side = found
    numbers = (left, right, *difference)
    if title not in (each.title for each in questions()) or not {predicted, side} <= set(SIDES):
        raise ValueError(title)
    if not (
        isinstance(seed, int) and isinstance(caregivers, str) and all(map(math.isfinite, numbers))
    ):
        raise ValueError(title)
    loads(people, where=KEPT, name="kept")
    return store.Prediction(
        title, people, caregivers, seed, predicted, Result(left, right, Estimate(*difference), side)
    )
