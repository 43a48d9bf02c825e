"""Two lives of one child: on one chart, encounter by encounter, and what became of them."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
import solara

from trustsim.showing import figures
from trustsim.showing.dashboard import address
from trustsim.showing.dashboard.doubts import Doubts, of_page
from trustsim.showing.dashboard.drawing import DRAWING
from trustsim.showing.dashboard.life import ITEMS, Life, monthly
from trustsim.showing.dashboard.limits import LIFE
from trustsim.showing.dashboard.nursery import look
from trustsim.showing.dashboard.parting import (
    LEAST,
    TOLD,
    added,
    line,
    parting,
    side_by_side,
    tipping,
)
from trustsim.showing.dashboard.parts import METERS, Button, Card, Details, Div, tag
from trustsim.showing.dashboard.picture import TakeHome
from trustsim.showing.figures.decision import AGAINST, FOR
from trustsim.study.scenario import DAYS_A_MONTH, age_in_days

OTHERS = ("clarity", "threat", "response", "seek", "maximise", "minimise")  # drawn one by one

# the encounter that is looked at; unset it is the one at which the lives part
encounter = address.kept("twins.encounter", None, address.whole_number(0, LIFE), passing=True)


class Lived(NamedTuple):
    """Two lives of a child until an age in months, and what came between them."""

    child: int
    one: Life
    other: Life
    months: float
    where: int | None  # the encounter at which they part
    apart: np.ndarray  # what each encounter added to the distances (encounter, TOLD)


@solara.component_vue("lives.vue")
def Lives(
    first: list,
    second: list,
    items: list,
    marks: list,
    chosen: int,
    parting: float | None,
    end: float,
    event_go: Callable,
):
    """Two lives on one chart."""


@solara.component_vue("pair.vue")
def Pair(first: list, second: list, items: list, parting: float | None, end: float, colours: list):
    """Two lives as lines, item by item."""


@solara.component_vue("still.vue")
def Standing(scene: dict, components: dict = DRAWING | METERS):
    """An encounter that is over."""


def lived(child, one, other, months):
    """Live both lives, and see what came between them."""
    day = age_in_days(months)
    return Lived(child, one, other, months, parting(one, other, day), added(one, other, day))


@solara.component
def Together(both):
    """Both lives, one of their encounters, and what became of them."""
    day = age_in_days(both.months)
    n = both.where or 0
    if encounter.value is not None:
        n = min(encounter.value, len(both.apart) - 1)
    first, second = both.one.monthly(day), both.other.monthly(day)
    with Card("Two lives"):
        tag("p", in_words(both), words="ts-answer", role="status")
        Chart(both, n)
    if len(both.apart):
        with Card("The same encounter in both lives"):
            Encounter(both, n)
    with Card("What became of them"):
        Became(both, first, second)


@solara.component
def Chart(both, n):
    """Both lives on one chart, and the encounters that moved them apart, to go to."""
    day = age_in_days(both.months)
    tipped = tipping(both.one, both.apart, day)
    marks = [
        {"number": number, "n": each.n, "months": each.months, "words": moved(both.apart[each.n])}
        for number, each in enumerate(tipped, 1)
    ]
    Lives(
        first=line(both.one, tipped, day),
        second=line(both.other, tipped, day),
        items=[look(name) | {"index": place} for place, name in enumerate(TOLD)],
        marks=marks,
        chosen=n,
        parting=parted(both),
        end=both.months,
        event_go=lambda mark: encounter.set(int(mark["n"])),
    )
    if both.where is not None:
        tag("p", of_marks(both.apart), words="ts-caption")
    with Div(words="ts-row ts-tips"):
        for mark in marks:
            Button(
                f"{mark['number']}: {mark['months']:.1f} months",
                lambda mark=mark: encounter.set(mark["n"]),
                pressed=mark["n"] == n,
            )
    Doubts(of_page("twins"))


def of_marks(apart):
    """What is marked on the chart, and what is not."""
    jumps = int((apart.max(1, initial=0.0) >= LEAST).sum())
    marked = "Marked is the largest of them in each tenth of the time. " if jumps else ""
    return (
        f"{jumps or 'None'} of {len(apart)} encounters moved two lines of one colour apart by "
        f"{LEAST:g} or more at once: less cannot be seen here. {marked}Whatever else lies between "
        "the lines has come in many small steps."
    )


@solara.component
def Encounter(both, n):
    """One encounter of both lives, standing still when it is over."""
    with Div(words="ts-row"):
        Button("The one before", lambda: encounter.set(n - 1), disabled=n == 0)
        Button(
            "Where they part",
            lambda: encounter.set(None),
            main=n == both.where,
            disabled=both.where is None,
        )
        last = len(both.apart) - 1
        Button("The one after", lambda: encounter.set(n + 1), disabled=n == last)
    months = both.one.place.film[n].entry.day / DAYS_A_MONTH
    tag(
        "p",
        f"Encounter {n + 1} of {len(both.apart)}, at {months:.1f} months. "
        f"After it: {moved(both.apart[n])}.",
        role="status",
        words="ts-told",
    )
    with Div(words="ts-even"):
        Still("With the first caregiver", both.one.scene(n))
        Still("With the second caregiver", both.other.scene(n))


@solara.component
def Became(both, first, second):
    """What else the two have come to, month by month and in numbers."""
    names, part = list(ITEMS), parted(both)
    Pair(
        first=first,
        second=second,
        items=[{"name": name, "words": ITEMS[name], "index": names.index(name)} for name in OTHERS],
        parting=part,
        end=both.months,
        colours=[FOR, AGAINST],
    )
    with Details("In numbers"):
        Numbers(side_by_side(both.one, both.other, age_in_days(both.months)))
    TakeHome(
        f"twins_of_child_{both.child}",
        figure=lambda: figures.pair(
            first, second, names, {name: ITEMS[name] for name in (*TOLD, *OTHERS)}, part, both.child
        ),
        table=lambda: as_data(first, second),
    )


def parted(both):
    """The age in months at which two lives part, or None."""
    return None if both.where is None else both.one.place.film[both.where].entry.day / DAYS_A_MONTH


def in_words(both):
    """Where two lives part, in words."""
    if both.where is None:
        return f"They do not part before {both.months:g} months. Choose another second caregiver."
    if both.where == 0:
        return "Their lives part in the very first encounter."
    return (
        f"The first {both.where} encounters are the same; then, at {parted(both):.1f} months, "
        "they part."
    )


def moved(steps):
    """What one encounter did to how far two lives are apart, in words; the most of it first."""
    said = [
        f"{ITEMS[TOLD[i]]} {abs(steps[i]):.2f} {'further apart' if steps[i] > 0 else 'nearer'}"
        for i in np.argsort(-np.abs(steps))
        if abs(steps[i]) >= 0.005
    ]
    return ", ".join(said) or "as far apart as before"


def as_data(first, second):
    """The inner state of both twins month by month, as data."""
    tables = {"first": monthly(first), "second": monthly(second)}
    return pd.concat(tables, names=["twin"]).reset_index("twin")


@solara.component
def Still(title, scene):
    """One encounter of one twin, standing still when it is over."""
    with Div():
        tag("h3", title)
        Standing(scene=scene)
        tag("p", scene["line"])


@solara.component
def Numbers(rows):
    """Both twins in a table."""
    with tag("table"), tag("tbody"):
        with tag("tr"):
            tag("td")
            for words in ("first", "second", "effect"):
                tag("th", words, scope="col")
        for row in rows:
            with tag("tr"):
                tag("th", row["what"], scope="row")
                for name in ("first", "second", "effect"):
                    tag("td", f"{row[name]:+.2f}" if name == "effect" else f"{row[name]:.2f}")
