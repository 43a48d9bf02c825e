"""What a child believes: of people, of itself and of what to do with distress."""

from typing import NamedTuple

from trustsim.asking.explain.numbers import WORDS as NUMBERS
from trustsim.asking.explain.numbers import called, numbers
from trustsim.engine.portrait import bond_portrait, portrait
from trustsim.study.cast import MOTHER
from trustsim.theory.encounters.claims import own_eyes
from trustsim.theory.encounters.hearing import clarity
from trustsim.theory.rules import choice, mentalising, strategy, threat
from trustsim.theory.states import Bond

WORDS = {  # items of a portrait; any other is called by its own name
    **{name: words for name, words in NUMBERS.items() if "{" not in words},
    "seek": "seeks comfort (probability)",
    "minimise": "minimises (probability)",
    "maximise": "maximises (probability)",
    "response": "expects an answer",
    "threat": "expects threat",
    "trust_in_figure": "trust in its mother",
    "trust_in_unknown": "trust in somebody unknown",
    "threat_of_unknown": "threat expected of somebody unknown",
    "vigilance": "vigilance to somebody unknown",
    "vigilance_to_figure": "vigilance to its mother",
}
OF_ANYBODY = (
    "trust_in_unknown", "threat_of_unknown", "vigilance", "vigilance_to_figure", "credulity",
)  # fmt: skip


class Beliefs(NamedTuple):
    """What a child believes of one speaker."""

    helpful: float
    knows: float
    trust: float


def beliefs(bond, theory):
    """What is believed of somebody known."""
    known = bond_portrait(bond, theory)
    return Beliefs(known.helpfulness, known.knowledge, known.trust)


def beliefs_of_unknown(mind, theory):
    """What is believed of somebody unknown."""
    return beliefs(mind.people, theory)


def eyes(share, mind, infant, theory):
    """How much this child's own eyes count for a claim with which this much of the sight agrees."""
    gain, me = strategy.expected_gain(mind.bond, theory), mind.me
    feared = threat.expected(mind.bond, theory)
    arousal = choice.strangeness(gain, feared, infant, theory.choice)
    return {
        "share of what is seen that speaks for it": share,
        "clarity": clarity(me, theory),
        "shows of what it feels (1: all)": gain,
        "arousal in this strange room": arousal,
        "reflection": mentalising.reflection(me, theory.reflection),
        "share of it that this leaves": mentalising.switch(arousal, theory.mentalising),
        "what it sees (nats)": own_eyes(share, mind, infant, theory),
    }


def everything(mind, whom, figure, theory):
    """Every belief of a child, by what it is about.

    ``whom`` it is with, if it knows that one, and ``figure``, its attachment figure, are names.
    """
    held, known = {"people": mind.people, "me": mind.me}, {}
    if whom:
        held, known = {"bond": mind.bond} | held, bond_portrait(mind.bond, theory)._asdict()
        known[f"trust in its {whom}"] = known.pop("trust")
    owners = {("bond",): f"its {whom}", ("people",): "people"}
    found = {called(each, owners): each.now for each in numbers(held, theory)}
    known |= {name: getattr(portrait(mind, theory), name) for name in OF_ANYBODY}
    return found | {
        WORDS.get(name, name).replace(MOTHER, figure): value
        for name, value in known.items()
        if name not in Bond._fields  # they are among the numbers
    }


def beliefs_changed(before, after, whom, figure, theory):
    """Every belief that changed between two minds of a child; names as in ``everything``."""
    then, now = (everything(mind, whom, figure, theory) for mind in (before, after))
    return differences(then, now)


def differences(before, after):
    """Everything that changed: what it is about -> (before, after)."""
    return {what: (then, after[what]) for what, then in before.items() if then != after[what]}
