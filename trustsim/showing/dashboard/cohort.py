"""Cohort: a population from sliders, its classes, its trust, and the diary of any child."""

from collections.abc import Callable

import pandas as pd
import solara

from trustsim.asking.explain import words
from trustsim.asking.explain.encounter import trace_of_encounter
from trustsim.asking.patterns import literature
from trustsim.measures import attachment, table_of
from trustsim.showing import figures
from trustsim.showing.dashboard import address, sliders, store
from trustsim.showing.dashboard.caregiver import Presets, SetApart, Sliders
from trustsim.showing.dashboard.cohorts import grown
from trustsim.showing.dashboard.doubts import Doubts, of_page
from trustsim.showing.dashboard.life import ITEMS, Life
from trustsim.showing.dashboard.nursery import Diary, past_of
from trustsim.showing.dashboard.parts import Ages, Button, Card, Div, Explained, Head, Words, tag
from trustsim.showing.dashboard.picture import TakeHome
from trustsim.showing.dashboard.work import Later, Progress, Shown, use_work
from trustsim.showing.figures.children import ACROSS, UP
from trustsim.showing.figures.children import ITEMS as SHOWN
from trustsim.showing.figures.style import COLOURS
from trustsim.study.protocols.strange_situation import CLASSES
from trustsim.study.scenario import age_in_days
from trustsim.theory.about import OLDEST

age = address.kept("cohort.age", None, address.number(0, OLDEST))
STRANGE = "strange_situation"
UNSEEN = "not seen in the Strange Situation"


@solara.component_vue("dots.vue")
def Dots(
    children: list,
    items: list,
    kinds: list,
    chosen: int,
    across: str,
    up: str,
    event_pick: Callable,
):
    """Every child as a dot."""


@solara.component_vue("shares.vue")
def Shares(rows: list):
    """The share of each class."""


@solara.component
def Cohort():
    """The page."""
    given = store.setup.value
    Head(
        "Cohort",
        "Many children, each with a caregiver of its own. Move the whole population and see what "
        "becomes of them. Press a dot to read that child's diary.",
    )
    scenario = given.scenario
    work = use_work(lambda see: (scenario, grown(scenario)), [scenario], store.called(scenario))
    with Div(words="ts-two"):
        with Card("The children"):
            Progress(work, store.called(scenario))
            Shown(work, store.called(scenario), lambda made: Children(*made))
        with Div():
            Population()
            with Card("Attachment classes"):
                Shown(
                    work, store.called(scenario), lambda made: Classes(made[1]), told=False
                )  # fmt: skip
    OneDiary(asked_age(scenario))


def asked_age(scenario):
    """The age at which children are looked at: what was chosen, or the last."""
    ages = ages_of(scenario)
    return age.value if age.value in ages else ages[-1]


def ages_of(scenario):
    """Every age at which children are seen."""
    return sorted({visit.months for visit in scenario.visits})


@solara.component
def Children(scenario, records):
    """Every child, and how many there are of each kind."""
    months = asked_age(scenario)
    Ages(ages_of(scenario), months, age.set)
    Dots(
        children=dots(records, months),
        items=[{"name": name, "words": ITEMS[name]} for name in SHOWN],
        kinds=[{"name": name, "colour": COLOURS[name]} for name in kinds(records)],
        chosen=store.setup.value.child,
        across=ACROSS,
        up=UP,
        event_pick=lambda dot: store.attempt(lambda: store.meet(int(dot["child"]))),
    )
    TakeHome(
        "children",
        figure=lambda: figures.children(table(records, months), months),
        table=lambda: table(records, months),
    )


@solara.component
def Population():
    """Sliders that move the whole population."""
    given = store.setup.value

    def change(key, value):
        store.attempt(lambda: store.change(key, sliders.moved(value)))

    with Card("The caregivers"):
        Presets()
        SetApart(given.scenario)
        Sliders(list(sliders.population(given.scenario)), change)
        with Div(words="ts-row"):
            seed = given.scenario.seed
            Button("Another cohort", lambda: store.attempt(lambda: store.change("seed", seed + 1)))
            tag("span", f"Same caregivers, other luck. This is seed {seed}.")


@solara.component
def Classes(records):
    """The share of each class beside the published one."""
    if STRANGE not in records.tables:
        return tag("p", f"The children are {UNSEEN}.")
    pattern = literature()["strange_situation_low_risk"]
    rows = table_of(records, "classes").set_index("attachment")["mean"]
    Shares(
        rows=[
            {
                "name": name,
                "colour": COLOURS[name],
                "share": float(rows[name]),
                "published": pattern["target"][name],
                "accept": pattern["accept"],
            }
            for name in CLASSES
        ]
    )
    tag(
        "p",
        f"Mark and grey band: published for low-risk samples, and what is accepted as like it "
        f"({pattern['source']}).",
        words="ts-caption",
    )
    Explained(*CLASSES)
    Doubts(of_page("cohort"))
    TakeHome(
        "classes",
        figure=lambda: figures.classes(records),
        table=lambda: table_of(records, "classes"),
    )


@solara.component
def OneDiary(months):
    """The diary of the child that was picked."""
    given = store.setup.value
    life = solara.use_memo(lambda: Life(*given), [given])
    whose = f"child {given.child} until {months:g} months"

    def lived(see):
        return life, past_of(life, max(0, life.first_of(age_in_days(months)) - 1))

    with Card(f"The diary of {whose}"):
        Later(lived, [life, months], whose, lambda made: Told(*made).key(whose))
        with solara.Link("/nursery"):
            tag("span", "Watch this child in the Nursery")


@solara.component
def Told(life, past):
    """The diary of one child, a line of which can be asked why."""
    why, set_why = solara.use_state(None)
    Diary(past=past, channel="cohort", event_why=lambda line: set_why(int(line["n"])))
    if why is not None:
        Words(words(trace_of_encounter(life.place, why)), told=True)


def kinds(records):
    """What children are called here."""
    return CLASSES if STRANGE in records.tables else ("all",)


def state(records, months):
    """The inner state of every child at this age, a row each."""
    rows = records.tables["portraits"]
    return rows[rows["months"] == months].drop_duplicates("child").reset_index(drop=True)


def dots(records, months):
    """Every child as the browser draws it."""
    rows = state(records, months)
    names = kinds(records)
    classes = attachment(records)[0] if len(names) > 1 else [0] * len(rows)
    return [
        {"child": int(row["child"]), "kind": names[int(c)], **{name: row[name] for name in SHOWN}}
        for c, row in zip(classes, rows[["child", *SHOWN]].to_dict("records"), strict=True)
    ]


def table(records, months):
    """The children, as data."""
    rows = state(records, months)
    named = pd.Series([each["kind"] for each in dots(records, months)], name="class")
    return pd.concat([rows["child"], named, rows.drop(columns=["world", "child"])], axis=1)
