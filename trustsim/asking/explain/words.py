"""An explanation in words, and as plain data."""

from collections.abc import Mapping
from enum import Enum
from functools import singledispatch

from trustsim.asking.explain.encounter import Day
from trustsim.asking.explain.pronouns import GROWN, grown_up, in_own_words
from trustsim.asking.explain.tipping import FEW
from trustsim.asking.explain.trace import Trace

WHY = (
    "  (a thing happens where its luck lies below its probability; beneath it: the smallest\n"
    f"  changes of a single number, at most {FEW}, that would have turned it at the same luck)"
)
SUMS = ("gate", "reasons")  # what adds up


def plain(why):
    """An explanation as nested dicts and lists, for JSON."""
    return nested(in_own_words(why) if is_grown(why) else why)


def nested(why):
    """Anything in an explanation as dicts, lists and what stands in these."""
    if isinstance(why, Enum):
        return why.name.lower()
    if hasattr(why, "_asdict"):
        return nested(why._asdict())
    if isinstance(why, Mapping):
        return {name: nested(each) for name, each in why.items()}
    return [nested(each) for each in why] if isinstance(why, tuple | list) else why


def words(why):
    """An explanation as text."""
    return grown_up(text(in_own_words(why))) if is_grown(why) else text(why)


def is_grown(why):
    """Is this about a grown-up, or about a patient of whatever age?"""
    at = why.occasion if isinstance(why, Trace) else why
    return hasattr(at, "patient") or "patient" in getattr(at, "place", ()) or (
        getattr(at, "months", 0.0) >= GROWN
    )  # fmt: skip


@singledispatch
def text(why):
    """An explanation as text, told of a child."""
    raise TypeError(f"words are for explanations, not for {why!r}")


@text.register
def _(why: Trace):
    first = why.between[0] if why.between else ""
    added = {name: adding(getattr(why, name)) for name in SUMS}
    return "\n".join(
        [
            heading(why.occasion),
            *between(why),
            *part("What it has lived through", rows(why.occasion.lived)),
            *part("What happened before in this visit", rows(why.course)),
            *part("What it feels and shows", rows(why.felt)),
            *part("What it believes", rows(why.beliefs)),
            *part(f"How much its eyes count for {first}", rows(why.eyes)),
            *part(
                "What opens the gate (logits); if closed, nothing is let in", rows(added["gate"])
            ),
            *part(f"What speaks for {first} (nats)", rows(added["reasons"])),
            *part("How it came about", [WHY, *turned(why.turns)]),
            *part("What alone would have made it even", map(tip, why.tipping)),
            *part("What alone would have let it in", map(tip, why.opening)),
            *part("What came of it", (f"  {line}" for line in why.came)),
            *part(
                "What another strategy would have brought, at the same luck", rows(why.otherwise)
            ),
            *part("What changed", rows(why.changed)),
        ]
    )


@text.register
def _(why: Day):
    first, *rest = why.encounters
    rest = [each._replace(occasion=each.occasion._replace(lived={})) for each in rest]
    return "\n\n\n".join(text(each) for each in (first, *rest))


def heading(at):
    """Who, when and where, as one line."""
    where = ", ".join(f"{name} {value}" for name, value in at.place.items())
    line = f"Child {at.child} of cohort {at.world}, {at.months:.1f} months, {where}: {at.what}."
    return grown_up(line) if is_grown(at) else line


def between(why):
    """What a decision was between, and what came of it."""
    if why.between:
        (first, other), turn = why.between, why.turns[-1]
        likely = f"probability of the first {turn.probability:.2f}"
        yield f"The first is {first}, the other {other}."
        yield f"It goes by {first if turn.happened else other} ({likely})."


def part(title, lines):
    """A part with its title; none where there is nothing to say."""
    lines = list(lines)
    return ["", title, *lines] if lines else []


def rows(values):
    """Things with their values, one below the other."""
    width = max(map(len, values), default=0)
    return [f"  {name:{width}}  {said(value)}" for name, value in values.items()]


def said(value):
    """A value: a number, before and after, or several with their names."""
    if isinstance(value, float):
        return f"{value:8.3f}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {' '.join(said(each).split())}" for name, each in value.items())
    if hasattr(value, "_asdict"):
        return said(value._asdict())
    if isinstance(value, tuple):
        return " -> ".join(f"{each:7.4f}" for each in value)
    return f"{value:>4}"


def adding(values):
    """What adds up, with its sum."""
    return values | {"together": sum(values.values())} if values else values


def turned(turns):
    """Every turn: what came of it, luck and probability, and what would have turned it."""
    for turn in turns:
        yield f"  {by_chance(turn)}"
        for each in turn.tips:
            yield f"      {turn.instead}, with {tip(each).strip()}"


def by_chance(turn):
    """What came of a turn, with luck and probability."""
    side = "below" if turn.happened else "not below"
    return f"{turn.outcome} (luck {turn.luck:.3f} is {side} {turn.probability:.3f})"


def tip(each):
    """One number that alone would have turned it."""
    beyond = "above" if each.needed > each.now else "below"
    return f"  {each.what} {beyond} {each.needed:.3f} (it was {each.now:.3f})"
