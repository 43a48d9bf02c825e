"""Women of one family as the browser draws them, and what became of them in words."""

import solara

from trustsim.showing.dashboard import families
from trustsim.showing.dashboard.looks import LINE, look
from trustsim.showing.dashboard.parts import METERS
from trustsim.showing.figures.family import REACH, RINGS
from trustsim.showing.figures.generations import COUNTERPARTS
from trustsim.showing.figures.style import COLOURS, MARKERS

MET = {  # words, exactly: readiness for what, or what share of what
    "rejection": "her mother’s readiness to turn away a loud cry that she hears (no count)",
    "fright": "her mother’s readiness to frighten at a cry that she hears (no count)",
    "observed mirrored": "mirrored, of all that was watched at seven months",
    "observed recognised": "shown her own feeling as hers, of all that was watched",
}
CARRIES = {
    "trust_in_figure": "trust in her attachment figure",
    "trust_in_unknown": "trust in somebody unknown",
    "vigilance": "vigilance to somebody unknown",
}
CARES = ("sensitivity", "mentalising", "disruption")
DREAD = (1.0, 9.0)  # the scale of the interview
DASHES = {"-": "none"}  # of a ring that is unbroken
DASH = 6.0  # how long a dash is that a figure calls 1
LEAST = 0.005  # standard deviations, or shares, that are told as a difference


@solara.component_vue("kin.vue")
def Kin(rows: list, both: bool, components: dict = METERS):
    """Generations of one family, drawn as people."""


def rows_of(family, asked):
    """The generations of a family, each with one woman, or with her and how she is otherwise."""
    rows = []
    for without, with_it in family:
        g, alike = without.generation, without == with_it
        arms = {"" if alike else "without it": without}
        arms |= {} if alike else {"with it": with_it}
        rows.append(
            {
                "generation": g,
                "title": families.WOMEN[g].capitalize(),
                "alike": alike,
                "given": bool(asked.given) and g == asked.whom,
                "women": [drawn(each, arm) for arm, each in arms.items()],
            }
        )
    return rows


def drawn(woman, arm):
    """One woman as she is drawn."""
    dash = RINGS[woman.state]
    return {
        "arm": arm,
        "words": in_words(woman),
        "open": woman.carries["trust_in_unknown"],
        "dread": (woman.carries["dread"] - DREAD[0]) / (DREAD[1] - DREAD[0]),
        "ring": COLOURS[COUNTERPARTS[woman.state]],
        "dash": DASHES.get(dash) or " ".join(str(DASH * each) for each in dash[1]),
        "marker": MARKERS[woman.infant],
        "colour": COLOURS[woman.infant],
        "unresolved": woman.unresolved,
        "cares": [deviation(woman.cares, name) for name in CARES],
        "look": look(LINE[woman.generation]),
        "parts": [
            {"title": "What was done to her",
             "items": [share(woman.met, name, words) for name, words in MET.items()]},
            {"title": "What she carries",
             "items": [share(woman.carries, name, words) for name, words in CARRIES.items()]},
        ],
    }  # fmt: skip


def in_words(woman):
    """What a woman was as an infant, and is grown up."""
    more = ", unresolved" if woman.unresolved else ""
    return (
        f"{woman.infant.capitalize()} as an infant; grown up, a {woman.state} state of mind{more}."
    )


def share(numbers, name, words):
    """A bar of a share."""
    value = numbers[name]
    return {"name": name, "words": words, "shown": f"{value:.2f}", "from": 0.0, "to": value}


def deviation(numbers, name):
    """A bar of standard deviations, from the middle."""
    value = numbers[name]
    reach = max(-1.0, min(1.0, value / REACH))
    return {
        "name": name, "words": name, "shown": f"{value:+.2f} sd", "from": 0.5,
        "to": (1.0 + reach) / 2.0,
    }  # fmt: skip


def what_became(family, asked):
    """What became of the last child of a family, in one sentence or two."""
    without, with_it = family[-1]
    last = families.WOMEN[without.generation]
    if not asked.given:
        return f"{last.capitalize()} is {without.infant} as an infant."
    gift = families.gifts()[asked.given]["title"].lower()
    mothers = [
        f"{name} by {more:+.2f}"
        for name in CARES
        if abs(more := family[asked.whom][1].cares[name] - family[asked.whom][0].cares[name])
        > LEAST
    ]
    moved = ", ".join(mothers) or "nothing"
    child = (
        f"{last} is {with_it.infant} as an infant either way"
        if without.infant == with_it.infant
        else f"{last} is {with_it.infant} as an infant, and {without.infant} without it"
    )
    return (
        f"What {gift} moves in {families.WOMEN[asked.whom]} as a mother (standard deviations): "
        f"{moved}. In this family {child}."
    )
