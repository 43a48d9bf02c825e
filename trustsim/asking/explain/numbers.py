"""Every number that something depends on: what it is called, its range, and how to change it.

All of it is read from the fields of the named tuples and from what ``parameters`` says of them, so
that a trait or a belief that is written tomorrow is asked about tomorrow.
"""

from functools import cache
from typing import NamedTuple, get_type_hints

from trustsim.study.laboratory.room import Shown
from trustsim.theory.encounters.hearing import clarity
from trustsim.theory.rules import mentalising, parenting, strategy, threat, trust
from trustsim.theory.rules.counting import expectation, share
from trustsim.theory.states import Belief, Bond, Brought, Count, Dread, Relief, Self, Values

EDGE = 1e-12  # nothing but logic is certain: how near to 0 and 1 a belief may come
PLAIN = (None, "probability")  # units that need not be told
TALLIED = ("comforted", "left", "wrong")  # what has happened, and is no belief
CASES = 1e9  # so many that nothing credited beforehand counts
BETWEEN = {Values: (-2.0, 1.0), Shown: (-50.0, 50.0)}  # relief; nats: more than anybody ever has
READ = {  # what is remembered, as it is believed; any other as if one case each came before
    (Bond, "strategies"): strategy.values,
    (Bond, "threat"): threat.expected,
    (Bond, "helpfulness"): trust.helpfulness,
    (Bond, "knowledge"): trust.knowledge,
    (Bond, "response"): strategy.expected_response,
    (Self, "clarity"): clarity,
    (Self, "reflection"): lambda me, theory: mentalising.reflection(me, theory.reflection),
    (Self, "caring"): lambda me, theory: 0.5 + 0.5 * parenting.skilled(me.caring, theory),
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
    "standing": "how warmly {who} has been met",
    "share": "share of what is seen that speaks for {who}",
    "generic": "evidence shown as generic (nats)",
    "first": "evidence shown by {who} (nats)",
    "second": "evidence shown by {who} (nats)",
    "tension": "resting arousal",
    "reflection": "reflection: mentalising in calm",
    "generic_right": "learnt as generic, right",
    "generic_wrong": "learnt as generic, wrong",
    "bound_right": "learnt as bound to a person, right",
    "bound_wrong": "learnt as bound to a person, wrong",
    "met": "lessons with other people",
    "caring": "what is practised of caring for a child",
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
        if each is None or (name, each) == ("liar", 0.0) or name in TALLIED:
            continue  # there is none, nobody has said so, or it is not believed
        if isinstance(each, Belief | Dread | Count):
            yield Number(here, believed(whole, name, theory), EDGE, 1.0 - EDGE)
        elif isinstance(each, Relief):
            yield from numbers(believed(whole, name, theory), theory, here)
        elif isinstance(each, dict | tuple):
            yield from numbers(each, theory, here)
        elif about:
            yield Number(here, each, about.low, about.high, about.unit)
        else:
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
    """What is remembered, as it is believed."""
    if (type(whole), name) in READ:
        return READ[type(whole), name](whole, theory)
    each = getattr(whole, name)
    if isinstance(each, Belief):
        return expectation(each, 1.0, 1.0, theory.memory)
    return share(each, 1.0, 1.0)


def changed(whole, path, value):
    """The same with another number in this place; of what is remembered, with another belief."""
    name, *rest = path
    old = parts(whole)[name]
    if isinstance(old, Relief):
        value = Relief(*(changed(store, rest, value) for store in old))
    elif rest:
        value = changed(old, rest, value)
    elif isinstance(old, Brought):
        value = Brought(value * CASES, CASES)
    elif isinstance(old, Dread):
        value = Dread(value, value)
    elif isinstance(old, Belief | Count):
        cases = Count(value * CASES, (1.0 - value) * CASES)
        value = Belief(cases, cases) if isinstance(old, Belief) else cases
    return {**whole, name: value} if isinstance(whole, dict) else whole._replace(**{name: value})


def called(number, owners):
    """What a number is called; ``owners`` are the words for whose, or of whom, it is."""
    path, unit = number.path, number.unit
    whose = [owners[path[:k]] for k in range(len(path), 0, -1) if path[:k] in owners]
    own_name = path[-1].replace("_", " ") + (" of {who}" if whose else "")
    words = own_name if unit else WORDS.get(path[-1], own_name)
    return words.format(who="".join(whose[:1])) + (f" ({unit})" if unit not in PLAIN else "")
