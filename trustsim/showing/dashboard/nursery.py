"""Nursery: one mother and one child, encounter by encounter."""

from collections.abc import Callable

import solara

from trustsim.asking.explain import words
from trustsim.asking.explain.encounter import trace_of_encounter
from trustsim.showing.dashboard import address, store
from trustsim.showing.dashboard.caregiver import Caregiver
from trustsim.showing.dashboard.glossary import meaning
from trustsim.showing.dashboard.life import BELIEFS, ITEMS, Life, monthly
from trustsim.showing.dashboard.limits import LIFE
from trustsim.showing.dashboard.parts import Card, Div, Head, TakeHome, tag
from trustsim.showing.figures import life as drawn
from trustsim.showing.figures.biographies import BELIEFS as LOOKS
from trustsim.showing.figures.biographies import STRATEGIES
from trustsim.study.scenario import DAYS_A_MONTH, age_in_days
from trustsim.theory.states import Mind

encounter = address.kept("nursery", 0, address.whole(0, LIFE), passing=True)  # that is looked at
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
    # number of the question, first scene, start over?
    latest, ask = solara.use_ref((0, at.current, True)), solara.use_state(None)[1]
    before = solara.use_ref(life)
    why, set_why = solara.use_state(None)
    if before.current is not life or at.current != encounter.value:
        # another life is looked at from the same encounter on; or one came back to this one
        before.current, at.current = life, encounter.value
        latest.current = (latest.current[0] + 1, at.current, True)
    asked = latest.current
    batch = solara.use_memo(lambda: batch_of(life, *asked), [id(life), *asked])
    past = solara.use_memo(
        lambda: past_of(life, at.current), [id(life), asked[0] if asked[2] else 0]
    )

    def request(first, cut):
        latest.current = (latest.current[0] + 1, first, cut)
        ask(latest.current)

    def see(n):
        at.current = n
        encounter.value = n

    def jump(to):
        see(life.first_of(age_in_days(to["months"])))
        set_why(None)
        request(at.current, True)

    Head(
        "Nursery",
        "A mother and her child meet again and again. Watch what she makes of its signals, and "
        "what the child comes to expect. Press Play; then try another caregiver.",
    )
    ages = sorted({visit.months for visit in given.scenario.visits})
    end = life.end / DAYS_A_MONTH
    with Div(words="ts-two"):
        with Div():
            with Card():
                Stage(
                    batch=batch,
                    channel="nursery",
                    end=end,
                    ages=ages,
                    controls=True,
                    event_more=lambda more: request(int(more["first"]), False),
                    event_jump=jump,
                    event_shown_scene=lambda scene: see(int(scene["n"])),
                )
            with Card("What the child has come to"):
                Inner(
                    past=past,
                    channel="nursery",
                    groups=GROUPS,
                    order=list(ITEMS),
                    end=end,
                    visits=ages,
                )
                TakeHome(
                    f"child_{given.child}",
                    figure=lambda: drawn(life.history(at.current), list(ITEMS), given.child),
                    table=lambda: monthly(life.history(at.current)),
                )
        Caregiver(life.birth)
    with Card("Diary"):
        tag("p", "The latest encounter first. Press a day to ask why it went like that.")
        Diary(past=past, channel="nursery", event_why=lambda line: set_why(int(line["n"])))
        if why is not None:
            tag("pre", words(trace_of_encounter(life.place, why)), role="status")


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
