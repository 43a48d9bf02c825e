"""Twins: the same child with the same luck, lived with two caregivers side by side."""

import json

import pandas as pd
import solara

from trustsim.asking import twins as counterfactual
from trustsim.showing import figures
from trustsim.showing.dashboard import address, sliders, store
from trustsim.showing.dashboard.caregiver import Sliders, WhichChild, short
from trustsim.showing.dashboard.life import BATCH, ITEMS, Life, monthly
from trustsim.showing.dashboard.nursery import Stage
from trustsim.showing.dashboard.parting import parting, side_by_side
from trustsim.showing.dashboard.parts import (
    Ages,
    Button,
    Card,
    Details,
    Div,
    Head,
    tag,
)
from trustsim.showing.dashboard.picture import Picture, TakeHome
from trustsim.showing.dashboard.work import Later
from trustsim.showing.figures.decision import AGAINST, FOR
from trustsim.study.scenario import DAYS_A_MONTH, age_in_days
from trustsim.study.vignettes import NAMES, vignette
from trustsim.theory.about import OLDEST

DRAWN = ("trust_in_figure", "trust_in_unknown", "clarity", "threat", "maximise", "minimise")
AT_FIRST = "rejecting"  # what the second caregiver is like when the page opens


def caregiver_in(text):
    """The caregiver that an address carries: the name of a vignette, or what differs in her."""
    if text in NAMES:
        return store.cared(text)
    given = json.loads(text)
    return store.caring(vignette(NAMES[0]).but({"caregiver": given}))


def in_address(caring):
    """A caregiver as an address carries her."""
    names = [name for name in NAMES if store.cared(name) == caring]
    return names[0] if names else json.dumps(caring, separators=(",", ":"))


age = address.kept("twins.age", None, address.number(0, OLDEST))
second = address.kept("twins.caregiver", store.cared(AT_FIRST), caregiver_in, in_address)


@solara.component_vue("pair.vue")
def Pair(first: list, second: list, items: list, parting: float | None, end: float, colours: list):
    """Two lives as lines."""


@solara.component
def Twins():
    """The page."""
    given = store.setup.value
    caring, set_caring = second.value, second.set
    twin = solara.use_memo(lambda: given.scenario.but({"caregiver": caring}), [given, caring])
    Head(
        "Twins",
        "The same child, born twice with the same luck, to two caregivers. Until something happens "
        "that depends on the caregiver, the two lives are one. Where do they part?",
    )
    ages = sorted({visit.months for visit in given.scenario.visits})
    months = age.value if age.value in ages else ages[-1]
    one = solara.use_memo(lambda: Life(*given), [given])
    other = solara.use_memo(lambda: Life(twin, given.child), [given.child, twin])
    with Div(words="ts-even"):
        First(given)
        Second(caring, set_caring, twin, other)
    both_called = f"{store.called(given.scenario)}, and {called(caring)}"

    def lived(see):
        return given.child, one, other, months, parting(one, other, age_in_days(months))

    with Card("Until which age?"):
        Ages(ages, months, age.set)
    Later(
        lived,
        [one, other, months],
        f"child {given.child} until {months:g} months, {both_called}",
        lambda made: Together(*made),
    )
    with Card("All children of the cohort, each compared with its own twin"):
        scenario = given.scenario
        Later(
            lambda see: (counterfactual.live_twice(scenario, {"caregiver": caring}), both_called),
            [scenario, caring],
            both_called,
            lambda made: Everybody(*made),
        )


def called(caring):
    """What a second caregiver is called."""
    names = [short(vignette(name).title) for name in NAMES if store.cared(name) == caring]
    return names[0].lower() if names else "one of your own"


@solara.component
def First(given):
    """The caregiver of the first twin: that of the set-up."""
    with Card("The first caregiver"):
        tag("p", f"{store.called(given.scenario)}: the set-up of the other pages.")
        WhichChild()


@solara.component
def Second(caring, set_caring, twin, life):
    """The caregiver of the second twin."""

    def change(key, value):
        gone = [key] if value is not None else sliders.released(key, twin)
        rest = {name: each for name, each in caring.items() if f"caregiver.{name}" not in gone}
        own = {} if value is None else {key.removeprefix("caregiver."): value}
        set_caring(rest | own)

    with Card("The second caregiver"):
        with Div(words="ts-row"):
            for name in NAMES:
                Button(
                    short(vignette(name).title),
                    lambda name=name: set_caring(store.cared(name)),
                    pressed=caring == store.cared(name),
                )
        with Details("Sliders"):
            rows = [*sliders.factors(life.birth, twin), *sliders.traits(life.birth, twin)]
            Sliders(rows, change)


@solara.component
def Together(child, one, other, months, where):
    """Both lives: the encounter where they part, and what became of them."""
    day = age_in_days(months)
    step, set_step = solara.use_state((0, 0))  # encounters after the parting, and for which lives
    lives = (id(one), id(other), day)
    after = step[0] if step[1] == lives else 0
    n = max(0, (where or 0) + after)
    with Card("Where they part"):
        if where is None:
            words = f"They do not part before {months:g} months. Choose another second caregiver."
            tag("p", words, words="ts-answer", role="status")
        else:
            tag("p", in_words(one, where), words="ts-answer", role="status")
        with Div(words="ts-row"):
            Button("The one before", lambda: set_step((after - 1, lives)), disabled=n == 0)
            Button(
                "Where they part",
                lambda: set_step((0, lives)),
                main=after == 0 and where is not None,
                disabled=where is None,
            )
            Button("The one after", lambda: set_step((after + 1, lives)))
        with Div(words="ts-even"):
            for channel, life in (("first", one), ("second", other)):
                Still(life, channel, n)
    with Card("What became of them"):
        names = list(ITEMS)
        first, second = one.monthly(day), other.monthly(day)
        part = None if where is None else one.place.film[where].entry.day / DAYS_A_MONTH
        Pair(
            first=first,
            second=second,
            items=[
                {"name": name, "words": ITEMS[name], "index": names.index(name)} for name in DRAWN
            ],
            parting=part,
            end=months,
            colours=[FOR, AGAINST],
        )
        with Details("In numbers"):
            Numbers(side_by_side(one, other, day))
        TakeHome(
            f"twins_of_child_{child}",
            figure=lambda: figures.pair(
                first, second, names, {name: ITEMS[name] for name in DRAWN}, part, child
            ),
            table=lambda: both(first, second),
        )


def in_words(life, where):
    """Where two lives part, in words."""
    if where == 0:
        return "Their lives part in the very first encounter."
    months = life.place.film[where].entry.day / DAYS_A_MONTH
    return f"The first {where} encounters are the same; then, at {months:.1f} months, they part."


def both(first, second):
    """The inner state of both twins month by month, as data."""
    tables = {"first": monthly(first), "second": monthly(second)}
    return pd.concat(tables, names=["twin"]).reset_index("twin")


@solara.component
def Still(life, channel, n):
    """One encounter of one twin, standing still when it is over."""
    scenes = life.scenes(n)[:1] or life.scenes(max(0, len(life.place.film) - BATCH))[-1:]
    batch = {"serial": n, "cut": True, "first": n, "scenes": scenes, "over": True}
    with Div():
        tag("h3", "With the first caregiver" if channel == "first" else "With the second caregiver")
        Stage(
            batch=batch,
            channel=channel,
            end=0.0,
            ages=[],
            controls=False,
            event_more=nothing,
            event_jump=nothing,
            event_shown_scene=nothing,
        )
        for scene in scenes:
            tag("p", scene["line"])


def nothing(_):
    """What a stage without controls asks for."""


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


@solara.component
def Everybody(lives, of):
    """The effect of the second caregiver on every child of the cohort."""
    draw = lambda: figures.twins(lives, "The second caregiver")  # noqa: E731
    Picture(draw, "What the second caregiver did to every child", [lives], of)
    TakeHome("twins", figure=draw, table=lambda: counterfactual.twin_table(lives))
