"""The Strange Situation: what this child does, quarter minute by quarter minute, and its class."""

from collections.abc import Callable

import numpy as np
import solara

from trustsim.asking.explain import visit, words
from trustsim.asking.explain.replay import grown
from trustsim.showing import figures
from trustsim.showing.dashboard import address, store
from trustsim.showing.dashboard.caregiver import Family
from trustsim.showing.dashboard.doubts import Doubts, of_page
from trustsim.showing.dashboard.parts import Ages, Card, Div, Explained, Head, Missing, Words, tag
from trustsim.showing.dashboard.picture import TakeHome
from trustsim.showing.dashboard.work import Later
from trustsim.showing.figures.biographies import STRATEGIES as LOOKS
from trustsim.showing.figures.style import COLOURS
from trustsim.study.protocols import strange_situation as protocol
from trustsim.theory.about import OLDEST

age = address.kept("strange.age", None, address.number(0, OLDEST))
quarter = address.kept(  # minute that is looked at
    "strange.quarter", 0, address.whole_number(0, sum(protocol.INTERVALS) - 1), passing=True
)
PROTOCOL = "strange_situation"
STRATEGIES = ("seek", "minimise", "maximise")
VISIT = f"visits.{PROTOCOL}"
SCALES = {  # the behaviour behind each scale, in words; the most that it can score
    "proximity": ("seeks the mother", 7),
    "contact": ("seeks her and is settled", 7),
    "avoidance": ("hides its distress from her", 7),
    "resistance": ("protests, or seeks and is not settled", 7),
    "disorganisation": ("approach breaks down", 9),
}


@solara.component_vue("strange.vue")
def Room(
    intervals: list,
    episodes: list,
    scales: list,
    verdict: dict,
    colours: dict,
    begin: int,
    event_why: Callable,
    event_moved: Callable,
):
    """The room, the intervals and the scales."""


@solara.component
def Strange():
    """The page."""
    given = store.setup.value
    Head(
        "Strange Situation",
        "An unfamiliar room, a stranger, and twice the mother leaves. What does the child do when "
        "she comes back? Press Play and watch the reunions (episodes "
        f"{' and '.join(map(str, protocol.REUNIONS))}): only they are coded.",
    )
    if PROTOCOL in given.scenario.protocols:
        Family()
        settings = given.scenario.protocols[PROTOCOL]
        months = age.value if age.value in settings.months else settings.months[0]
        with Card():
            Ages(settings.months, months, age.set)
            Later(
                lambda see: (given, months, watched(given, months)),
                [given, months],
                f"child {given.child} at {months:g} months, {store.called(given.scenario)}",
                lambda made: Visit(*made),
            )
    else:
        Missing(PROTOCOL, lambda: store.attempt(lambda: store.change(VISIT, {})))


@solara.component
def Visit(given, months, seen):
    """The visit of this child."""
    settings = given.scenario.protocols[PROTOCOL]
    asked, ask = solara.use_state(None)
    why = asked[1] if asked and asked[0] is seen else None
    with Div():
        Room(
            intervals=intervals(seen, settings),
            episodes=list(protocol.EPISODES),
            scales=scales(seen, settings),
            verdict=verdict(seen, settings),
            colours=LOOKS | COLOURS,
            begin=quarter.value,
            event_why=lambda about: ask((seen, int(about["event"]))),
            event_moved=lambda now: quarter.set(int(now["at"])),
        )
        Explained(*protocol.CLASSES, "arousal")
        Doubts(of_page("strange"))
        TakeHome(
            f"strange_situation_{given.child}",
            figure=lambda: figures.strange_situation(outcomes(seen), settings, given.child),
            table=lambda: table(seen, settings),
        )
        if why is not None:
            tag("h3", f"Why quarter minute {why + 1} went like that")
            Later(
                lambda see: explained(given, months, why),
                [given, months, why],
                f"quarter minute {why + 1}",
                lambda said: Words(said, told=True),
            )
            Explained("strategy", "logit", "luck")


def watched(given, months):
    """Outcomes (interval, 4) of the visit, and its rows."""
    v = given.scenario.number_of_visit(PROTOCOL, months)
    place = grown(given.scenario, given.child, 0, v)
    return tuple(place.event_by_event(place.infants[0], v))


def outcomes(seen, until=None):
    """What the coder has seen of the visit until then; the rest is still blank."""
    numbers = np.array([each.outcome for each in seen], dtype=float)
    if until is not None:
        numbers[until + 1 :] = 0.0
    return numbers


def intervals(seen, settings):
    """Every interval as the browser draws it."""
    drawn = []
    for episode, each in zip(protocol.episode_of_interval().tolist(), seen, strict=True):
        strategy, before, after, conflict = each.outcome
        together = each.row.caregiver == 1.0
        coded = episode in protocol.REUNIONS
        drawn.append(
            {
                "episode": episode,
                "mother": together,
                "stranger": each.row.stranger == 1.0,
                "strategy": STRATEGIES[int(strategy)] if together else None,
                "before": before,
                "after": after,
                "breaks_down": conflict == 1.0,
                "coded": bool(coded),
            }
        )
    return drawn


def scales(seen, settings):
    """The scales as they fill in: what the coder would say after each interval."""
    filled = [protocol.read(outcomes(seen, k), settings) for k in range(len(seen))]
    return [
        {
            "name": name,
            "words": words_for,
            "most": most,
            "decides": decides(name),
            "values": [float(each[name]) for each in filled],
        }
        for name, (words_for, most) in SCALES.items()
    ]


def decides(name):
    """The score from which on a scale decides on the class; none for those that do not."""
    if name in ("avoidance", "resistance"):
        return protocol.INSECURE
    return protocol.DISORGANISED_FROM if name == "disorganisation" else None


def verdict(seen, settings):
    """The class, and why this one."""
    scored = protocol.read(outcomes(seen), settings)
    found = protocol.behaviour(outcomes(seen), settings)
    kind = protocol.CLASSES[int(scored["attachment"])]
    calm = found["arousal"] < settings.least
    reasons = [
        f"While the mother was back the child's arousal added up to "
        f"{float(found['arousal']):.1f}; what it did counts as much as it was aroused"
        f"{', and little, since a little distress tells a coder little' if calm else ''}. "
        f"It hid its distress in {found['minimising']:.0%}, protested or was not settled by "
        f"seeking in {found['protest']:.0%}, and its approach broke down in "
        f"{found['conflict']:.0%}.",
        *(
            f"{name.capitalize()} {float(scored[name]):.1f} of {SCALES[name][1]}: "
            f"{'reaches' if scored[name] >= decides(name) else 'stays below'} {decides(name):g}."
            for name in ("disorganisation", "avoidance", "resistance")
        ),
        because(kind),
    ]
    return {"kind": kind, "reasons": reasons}


def because(kind):
    """The coding rule that led to a class."""
    return {
        "secure": "None of the three decides, so the child is coded secure.",
        "avoidant": "Avoidance decides, and is not below resistance: avoidant.",
        "resistant": "Resistance decides, and is above avoidance: resistant.",
        "disorganised": "Disorganisation takes precedence over everything else: disorganised.",
    }[kind]


def explained(given, months, event):
    """Why one interval went as it did, as the command line says it."""
    return words(visit(given.scenario, given.child, PROTOCOL, months=months, event=event))


def table(seen, settings):
    """The intervals, as data."""
    import pandas as pd

    return pd.DataFrame(intervals(seen, settings))
