"""Challenges: what kind of child a user has raised, as the model says."""

import math
import tomllib
from pathlib import Path
from typing import NamedTuple

import solara
import solara.lab

from trustsim.engine.simulate import run
from trustsim.showing.dashboard import store
from trustsim.showing.dashboard.parts import Card, tag
from trustsim.theory.rules import vigilance

FILE = Path(__file__).parent / "challenges.toml"
CHALLENGES = tomllib.loads(FILE.read_text(encoding="utf-8"))["challenge"]


class Need(NamedTuple):
    """One thing that a challenge asks for: what the child is like, and whether that will do."""

    words: str
    met: bool


def numbers(scenario, child):
    """What the challenges ask about, of one child at its last visit (eqs 19 and 20)."""
    records = run(scenario.but({"children": child + 1}))  # a child is the same in any company
    born, grown = (records.tables[name] for name in ("births", "portraits"))
    born = born[born["child"] == child].iloc[0]
    grown = grown[grown["child"] == child].iloc[-1]
    cued = vigilance.gate(
        True, grown["trust_in_unknown"], grown["threat_of_unknown"], scenario.theory.vigilance
    )
    return {
        "cued": cued,
        "check": 1.0 - grown["credulity"] / cued,
        "fright": born["fright"],
        "rejection": born["rejection"],
        "months": grown["months"],
    }


def needs(challenge, found):
    """What one challenge asks for, one by one."""
    for need in challenge["needs"]:
        value = found[need["number"]]
        met = need.get("least", -math.inf) <= value <= need.get("most", math.inf)
        yield Need(need["words"].format(100 * value), met)


@solara.component
def Challenges():
    """The three challenges, and how far the child that is looked at has come."""
    given = store.setup.value
    asked = solara.lab.use_task(lambda: numbers(*given), dependencies=[given])
    with Card("Three challenges: can you raise …"):
        found = asked.latest
        if found is None:
            tag("p", "Looking at the child …", words="ts-caption")
            return
        tag("p", f"This child, at {found['months']:g} months:", words="ts-caption")
        with tag("ol", words="ts-challenges", aria_live="polite"):
            for challenge in CHALLENGES:
                asked_for = list(needs(challenge, found))
                reached = all(need.met for need in asked_for)
                with tag("li", data_reached=str(reached).lower()):
                    tag("b", f"… {challenge['title']}? ")
                    tag("span", "Reached." if reached else "Not yet.",
                        words="ts-yes" if reached else "ts-no")  # fmt: skip
                    with tag("ul"):
                        for need in asked_for:
                            tag("li", f"{'✓' if need.met else '✗'} {need.words}")
