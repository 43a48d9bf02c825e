"""Who the caregiver is, and what she could be like: presets and sliders."""

from collections.abc import Callable

import solara

from trustsim.showing.dashboard import address, sliders, store
from trustsim.showing.dashboard.parts import Button, Card, Details, Div, tag
from trustsim.study.vignettes import NAMES, vignette


@solara.component_vue("sliders.vue")
def Slides(rows: list, answered: int, event_change: Callable):
    """Sliders that wait for an answer before they ask again."""


@solara.component
def Sliders(rows, change):
    """Sliders; ``change`` is told the key of the one that is moved, and its value or None."""
    answered, set_answered = solara.use_state(0)

    def moved(asked):
        address.moving(asked["key"])
        change(asked["key"], asked["value"])
        set_answered(asked["serial"])

    Slides(rows=sliders.plain(rows), answered=answered, event_change=moved)


@solara.component
def Caregiver(birth):
    """The caregiver of the child: presets, factors and single traits."""
    given = store.setup.value

    def change(key, value):
        store.attempt(lambda: store.change(key, value))

    with Card("The caregiver"):
        Presets()
        SetApart(given.scenario)
        Sliders(list(sliders.factors(birth, given.scenario)), change)
        with Details("More: single traits"):
            Sliders(list(sliders.traits(birth, given.scenario)), change)
        WhichChild()


@solara.component
def Presets():
    """Ways of caring, to start from."""
    given = store.setup.value
    with Div(words="ts-row"):
        for name in NAMES:
            Button(
                short(vignette(name).title),
                lambda name=name: store.attempt(lambda: store.choose(name)),
                pressed=store.caring(given.scenario) == store.cared(name),
            )


@solara.component
def SetApart(scenario):
    """Single traits that a preset or somebody has set, which the three sliders say nothing of."""
    traits = sliders.set_apart(scenario)
    if traits:
        tag("p", f"Set for every caregiver: {traits}. The sliders say what else she is like.")


def short(title):
    """The title of a vignette on a button: 'A sensitive caregiver' is 'Sensitive'."""
    return title.removeprefix("A ").removeprefix("An ").removesuffix(" caregiver").capitalize()


@solara.component
def WhichChild():
    """Which child it is, and another one, please."""
    given = store.setup.value
    children = given.scenario.children
    with Div(words="ts-row"):
        Button("Another child", lambda: store.meet((given.child + 1) % children))
        tag("span", f"This is child {given.child} of {children}. (The first one is child 0.)")


@solara.component
def Family(children=()):
    """Who is looked at, on pages that show one child."""
    with Card("Whose child?"):
        Presets()
        WhichChild()
        for child in children:
            solara.display(child)
