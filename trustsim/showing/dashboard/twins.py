"""Twins: the same child with the same luck, lived with two caregivers side by side."""

import json

import solara

from trustsim.asking import twins as counterfactual
from trustsim.showing import figures
from trustsim.showing.dashboard import address, sliders, store, together
from trustsim.showing.dashboard.caregiver import Sliders, WhichChild, short
from trustsim.showing.dashboard.life import Life
from trustsim.showing.dashboard.parts import Ages, Button, Card, Details, Div, Head, tag
from trustsim.showing.dashboard.picture import Picture, TakeHome
from trustsim.showing.dashboard.work import Later
from trustsim.study.vignettes import NAMES, vignette
from trustsim.theory.about import OLDEST

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


@solara.component
def Twins():
    """The page."""
    given = store.setup.value
    caring = second.value
    twin = solara.use_memo(lambda: given.scenario.but({"caregiver": caring}), [given, caring])
    Head(
        "Twins",
        "The same child, born twice with the same luck, to two caregivers. Until something happens "
        "that depends on the caregiver, the two lives are one. Where do they part?",
    )
    ages = sorted({visit.months for visit in given.scenario.visits})
    months = age.value if age.value in ages else ages[-1]

    def set_caring(to):
        second.value, together.encounter.value = to, None

    one = solara.use_memo(lambda: Life(*given), [given])
    other = solara.use_memo(lambda: Life(twin, given.child), [given.child, twin])
    with Div(words="ts-even"):
        First(given)
        Second(caring, set_caring, twin, other)
    both_called = f"{store.called(given.scenario)}, and {called(caring)}"

    with Card("Until which age?"):
        Ages(ages, months, age.set)
    Later(
        lambda see: together.lived(given.child, one, other, months),
        [one, other, months],
        f"child {given.child} until {months:g} months, {both_called}",
        together.Together,
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
def Everybody(lives, of):
    """The effect of the second caregiver on every child of the cohort."""
    draw = lambda: figures.twins(lives, "The second caregiver")  # noqa: E731
    Picture(draw, "What the second caregiver did to every child", [lives], of)
    TakeHome("twins", figure=draw, table=lambda: counterfactual.twin_table(lives))
