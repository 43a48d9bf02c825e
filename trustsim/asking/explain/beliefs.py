"""What a child believes: of people, of itself and of what to do with distress."""

from typing import NamedTuple

from trustsim.engine.portrait import portrait
from trustsim.study.lives import MOTHER
from trustsim.theory.encounters.claims import own_eyes
from trustsim.theory.encounters.lessons import clarity, trust_in_unknown
from trustsim.theory.rules import choice, mentalising, strategy, trust
from trustsim.theory.states import Count

STRATEGIES = ("seek", "minimise", "maximise")
WORDS = {  # items of a portrait; any other is called by its own name
    "seek": "seeks comfort (probability)",
    "minimise": "minimises (probability)",
    "maximise": "maximises (probability)",
    "response": "expects an answer",
    "threat": "expects threat",
    "trust_in_figure": "trust in its mother",
    "trust_in_unknown": "trust in somebody unknown",
    "tension": "resting arousal",
    "vigilance": "vigilance to somebody unknown",
    "vigilance_to_figure": "vigilance to its mother",
    "generic_right": "learnt as generic, right",
    "generic_wrong": "learnt as generic, wrong",
    "bound_right": "learnt as bound to a person, right",
    "bound_wrong": "learnt as bound to a person, wrong",
    "met": "lessons with other people",
}


class Beliefs(NamedTuple):
    """What a child believes of one speaker."""

    helpful: float
    knows: float
    trust: float


class Eyes(NamedTuple):
    """How much a child's own eyes count, and why."""

    share: float  # of what is seen, that speaks for the first claim
    clarity: float
    gain: float  # how much of what it feels it shows
    arousal: float  # in a mildly strange room
    scrutiny: float  # what that leaves
    seen: float  # nats for the first claim


def beliefs(mind, known, theory):
    """What is believed of the partner, if it is known, or of somebody unknown."""
    if known:
        helps = trust.helpfulness(mind.bond, theory.trust)
        knows = trust.knowledge(mind.bond, theory.trust)
        return Beliefs(helps, knows, trust.trust(mind.bond, theory.trust))
    helps = trust.helpfulness_of_unknown(mind.people, mind.figure, theory.trust)
    knows = trust.knowledge(mind.people, theory.trust)
    return Beliefs(helps, knows, trust_in_unknown(mind, theory))


def eyes(share, mind, infant, theory):
    """How much this child's own eyes count for a claim with which this much of the sight agrees."""
    gain = strategy.expected_gain(mind.bond, theory.strategy)
    arousal = choice.strangeness(gain, mind.bond.threat, infant, theory.choice)
    return Eyes(
        share=share,
        clarity=clarity(mind, theory),
        gain=gain,
        arousal=arousal,
        scrutiny=mentalising.mentalising(arousal, theory.mentalising),
        seen=own_eyes(share, mind, infant, theory),
    )


def with_clarity(mind, clear, theory):
    """The same child with this clarity: so many cases, less those credited beforehand."""
    credited = theory.clarity
    count = Count(clear - credited.default_clear, 1.0 - clear - credited.default_unclear)
    return mind._replace(me=mind.me._replace(clarity=count))


def everything(mind, whom, theory):
    """Every belief of a child, by what it is about; ``whom`` it is with, if it knows that one."""
    bond = mind.bond if whom else mind.figure
    values, whom = bond.strategies._asdict(), whom or MOTHER
    relief = {f"relief expected if it {name}s": values[name] for name in STRATEGIES}
    counts = {
        f"help expected of its {whom}": trust.helpfulness(bond, theory.trust),
        f"knowledge expected of its {whom}": trust.knowledge(bond, theory.trust),
        "help expected of people": trust.helpfulness(mind.people, theory.trust),
        "knowledge expected of people": trust.knowledge(mind.people, theory.trust),
    }
    rest = portrait(mind, theory)._asdict()
    return {
        **relief,
        **counts,
        **{WORDS.get(name, name.replace("_", " ")): value for name, value in rest.items()},
    }


def changed(before, after, whom, theory):
    """Every belief that changed: what it is about -> (before, after)."""
    then, now = everything(before, whom, theory), everything(after, whom, theory)
    return {what: (then[what], now[what]) for what in then if then[what] != now[what]}
