"""Every number that something depends on: what it is called, its range, and how to change it.

All of it is read from the fields of the named tuples and from what ``parameters`` says of them, so
that a trait or a belief that is written tomorrow is asked about tomorrow.
"""

from functools import cache
from typing import NamedTuple, get_type_hints

from trustsim.study.laboratory.room import Shown
from trustsim.theory.rules import strategy, trust
from trustsim.theory.rules.counting import expectation
from trustsim.theory.states import Bond, Brought, Count, Self, Values

EDGE = 1e-12  # nothing but logic is certain: how near to 0 and 1 a belief may come
PLAIN = (None, "probability")  # units that need not be told
CASES = 1e9  # so many that nothing credited beforehand counts
BETWEEN = {Values: (-2.0, 1.0), Shown: (-50.0, 50.0)}  # relief; nats: more than anybody ever has
READ = {  # what has been counted, as it is believed; any other as if one case each came before
    (Bond, "helpfulness"): lambda bond, theory: trust.helpfulness(bond, theory.trust),
    (Bond, "knowledge"): lambda bond, theory: trust.knowledge(bond, theory.trust),
    (Bond, "response"): lambda bond, theory: strategy.expected_response(bond, theory.strategy),
    (Self, "clarity"): lambda me, theory: expectation(
        me.clarity, theory.clarity.default_clear, theory.clarity.default_unclear
    ),
}
WORDS = {  # of what is believed of whom; a trait, and anything else, is called by its own name
    "seek": "relief expected of {who} if it seeks",
    "minimise": "relief expected of {who} if it minimises",
    "maximise": "relief expected of {who} if it maximises",
    "response": "answer expected of {who}",
    "threat": "threat expected of {who}",
    "helpfulness": "help expected of {who}",
    "knowledge": "knowledge expected of {who}",
    "liar": "how surely {who} is a liar",
    "share": "share of what is seen that speaks for {who}",
    "generic": "evidence shown as generic (nats)",
    "first": "evidence shown by {who} (nats)",
    "second": "evidence shown by {who} (nats)",
    "tension": "resting arousal",
    "generic_right": "learnt as generic, right",
    "generic_wrong": "learnt as generic, wrong",
    "bound_right": "learnt as bound to a person, right",
    "bound_wrong": "learnt as bound to a person, wrong",
    "met": "lessons with other people",
}


class Number(NamedTuple):
    """One number that something depends on: where it stands, its value and its range."""

    path: tuple
    now: float
    low: float
    high: float
    unit: str | None = None  # of what parameters tell of


def numbers(whole, theory, path=()):
    """Every number of a named tuple, or a dict of them; what was counted, as it is believed."""
    for name, each in parts(whole).items():
        here, about = (*path, name), ranges(type(whole)).get(name)
        if isinstance(each, Brought) or (name, each) == ("liar", 0.0):
            continue  # it is part of what is believed; and nobody has said so
        if isinstance(each, Count):
            yield Number(here, believed(whole, name, theory), EDGE, 1.0 - EDGE)
        elif isinstance(each, dict | tuple):
            yield from numbers(each, theory, here)
        elif about:
            yield Number(here, each, about.low, about.high, about.unit)
        elif each is not None:
            yield Number(here, each, *BETWEEN.get(type(whole), (EDGE, 1.0 - EDGE)))


def parts(whole):
    """What something consists of, by name."""
    return whole if isinstance(whole, dict) else whole._asdict()


@cache
def ranges(kind):
    """What is said of the numbers of one kind, by name."""
    if kind is dict:
        return {}
    hints = get_type_hints(kind, include_extras=True)
    return {
        name: hint.__metadata__[0] for name, hint in hints.items() if hasattr(hint, "__metadata__")
    }


def believed(whole, name, theory):
    """What has been counted, as it is believed."""
    if (type(whole), name) in READ:
        return READ[type(whole), name](whole, theory)
    return expectation(getattr(whole, name), 1.0, 1.0)


def changed(whole, path, value):
    """The same with another number in this place; of what is counted, with another belief."""
    name, *rest = path
    old = parts(whole)[name]
    if rest:
        value = changed(old, rest, value)
    elif isinstance(old, Count):
        value = Count(value * CASES, (1.0 - value) * CASES)
    return {**whole, name: value} if isinstance(whole, dict) else whole._replace(**{name: value})


def called(number, owners):
    """What a number is called; ``owners`` are the words for whose, or of whom, it is."""
    path, unit = number.path, number.unit
    whose = [owners[path[:k]] for k in range(len(path), 0, -1) if path[:k] in owners]
    own_name = path[-1].replace("_", " ") + (" of {who}" if whose else "")
    words = own_name if unit else WORDS.get(path[-1], own_name)
    return words.format(who="".join(whose[:1])) + (f" ({unit})" if unit not in PLAIN else "")
