"""Nursery: one mother and one child, encounter by encounter."""

from collections.abc import Callable
from typing import NamedTuple

import solara

from trustsim.asking.explain import words
from trustsim.asking.explain.encounter import trace_of_encounter
from trustsim.showing.dashboard import address, store
from trustsim.showing.dashboard.caregiver import Caregiver
from trustsim.showing.dashboard.challenges import Challenges
from trustsim.showing.dashboard.doubts import Doubts, of_page
from trustsim.showing.dashboard.drawing import DRAWING
from trustsim.showing.dashboard.glossary import meaning
from trustsim.showing.dashboard.life import BELIEFS, ITEMS, Life, monthly
from trustsim.showing.dashboard.limits import LIFE
from trustsim.showing.dashboard.parts import Card, Div, Head, Words, tag
from trustsim.showing.dashboard.picture import TakeHome
from trustsim.showing.dashboard.work import Progress, Shown, use_work
from trustsim.showing.figures import life as drawn
from trustsim.showing.figures.biographies import BELIEFS as LOOKS
from trustsim.showing.figures.biographies import STRATEGIES
from trustsim.study.scenario import DAYS_A_MONTH, age_in_days
from trustsim.theory.states import Mind

# the encounter that is looked at
encounter = address.kept("nursery", 0, address.whole_number(0, LIFE), passing=True)
BEFORE = 12  # lines of the diary that are told after a jump
RESPONSE = ("#56B4E9", "-")
DASHES = {"-": "", "--": "8 5", "-.": "8 4 2 4", ":": "2 4"}


@solara.component_vue("stage.vue")
def Stage(
    batch: dict,
    channel: str,
    end: float,
    ages: list,
    controls: bool,
    event_more: Callable,
    event_jump: Callable,
    event_shown_scene: Callable,
    components: dict = DRAWING,
):
    """Mother and child, drawn."""


@solara.component_vue("inner.vue")
def Inner(past: dict, channel: str, groups: list, order: list, end: float, visits: list):
    """The inner state."""


@solara.component_vue("diary.vue")
def Diary(past: dict, channel: str, event_why: Callable):
    """The diary."""


@solara.component
def Nursery():
    """The page."""
    given = store.setup.value
    life = solara.use_memo(lambda: Life(*given), [given])
    at = solara.use_ref(encounter.value)  # the one on the stage, as the browser told it
    latest, ask = solara.use_ref(Asked(0, True, at.current)), solara.use_state(None)[1]
    before = solara.use_ref(life)
    why, set_why = solara.use_state(None)
    if before.current is not life or at.current != encounter.value:
        # another life is looked at from the same encounter on; or one came back to this one
        before.current, at.current = life, encounter.value
        latest.current = Asked(latest.current.number + 1, True, at.current)
    asked = latest.current
    whose = f"child {given.child}, {store.called(given.scenario)}"
    if asked.months is not None:
        whose += f", at {asked.months:g} months"
    work = use_work(lambda see: scenes_of(life, asked), [life, asked], whose)
    anew = work._replace(pending=work.pending and asked.cut)  # to go on takes no time

    def request(cut, first=0, months=None):
        if cut or not anew.pending:
            latest.current = Asked(latest.current.number + 1, cut, first, months)
            ask(latest.current)

    def see(n):
        at.current = n
        encounter.value = n

    def jump(to):
        set_why(None)
        request(True, months=float(to["months"]))

    Head(
        "Nursery",
        "A mother and her child meet again and again. Watch what she makes of its signals, and "
        "what the child comes to expect. Press Play; then try another caregiver.",
    )
    ages = sorted({visit.months for visit in given.scenario.visits})
    end = life.end / DAYS_A_MONTH
    past = solara.use_ref(None)  # from where the life was last begun anew
    if work.found and work.found.value.past:
        past.current = work.found.value.past

    def stage(scenes):
        Stage(
            batch=scenes.batch,
            channel="nursery",
            end=end,
            ages=ages,
            controls=True,
            event_more=lambda more: request(False, int(more["first"])),
            event_jump=jump,
            event_shown_scene=lambda scene: see(int(scene["n"])),
        )

    def inner(_):
        Inner(
            past=past.current,
            channel="nursery",
            groups=GROUPS,
            order=list(ITEMS),
            end=end,
            visits=ages,
        )

    def diary(_):
        tag("p", "The latest encounter first. Press a day to ask why it went like that.")
        Diary(
            past=past.current,
            channel="nursery",
            event_why=lambda line: set_why(int(line["n"])),
        )

    with Div(words="ts-two"):
        with Div():
            with Card():
                Progress(anew, whose)
                Shown(anew, whose, stage)
            with Card("What the child has come to"):
                Shown(anew, whose, inner, told=False)
                Doubts(of_page("nursery"))
                TakeHome(
                    f"child_{given.child}",
                    figure=lambda: drawn(life.history(at.current), list(ITEMS), given.child),
                    table=lambda: monthly(life.history(at.current)),
                )
        Caregiver(life.birth)
    Challenges()
    with Card("Diary"):
        Shown(anew, whose, diary, told=False)
        if why is not None and not anew.stale:
            Words(words(trace_of_encounter(life.place, why)), told=True)


class Asked(NamedTuple):
    """What the stage is asked to show: from an encounter, or an age in months, on."""

    number: int  # of the question
    cut: bool  # does it begin anew there, or only go on?
    first: int
    months: float | None = None


class Scenes(NamedTuple):
    """What the stage is sent, and what came before where it begins anew."""

    batch: dict
    past: dict | None


def scenes_of(life, asked):
    """Live as far as the stage is asked to show."""
    first = asked.first
    if asked.months is not None:
        first = life.first_of(age_in_days(asked.months))
    batch = batch_of(life, asked.number, first, asked.cut)
    return Scenes(batch, past_of(life, first) if asked.cut else None)


def batch_of(life, number, first, cut):
    """Scenes for the stage from this one on."""
    scenes = life.scenes(first)
    if cut and not scenes:  # the life is over before: look at its end
        scenes = life.scenes(max(0, len(life.place.film) - 1))
    over = life.place.day >= life.end and first + len(scenes) >= len(life.place.film)
    return {"serial": number, "cut": cut, "first": first, "scenes": scenes, "over": over}


def past_of(life, encounter):
    """What came before an encounter: the inner state by months, now, and lines of the diary."""
    rows = life.history(encounter)
    film = life.place.film
    last = min(encounter, len(film) - 1)
    lines = [life.scene(n) for n in range(last, max(last - BEFORE, -1), -1)]
    state = life.state(film[last].after if film else Mind())
    return {"rows": rows, "lines": lines, "state": state}


def look(name):
    """How one item is drawn: its words, and colour and dashes of the figures."""
    if name in STRATEGIES:
        colour, line = STRATEGIES[name], "-"
    else:
        colour, line = LOOKS[name][1:] if name in LOOKS else RESPONSE
    return {
        "name": name,
        "words": ITEMS[name],
        "colour": colour,
        "dashes": DASHES[line],
        "index": list(ITEMS).index(name),
    }


GROUPS = [
    {
        "title": "What it does with distress",
        "words": meaning("strategy"),
        "items": [look(name) for name in STRATEGIES],
    },
    {
        "title": "What it expects and believes",
        "words": meaning("clarity"),
        "items": [look(name) for name in BELIEFS],
    },
]
