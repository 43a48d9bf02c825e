"""An explanation in words, and as plain data."""

from collections.abc import Mapping
from enum import Enum
from functools import singledispatch

from trustsim.asking.explain.decision import Explanation, sides
from trustsim.asking.explain.encounter import Day
from trustsim.asking.explain.lesson import Lesson
from trustsim.asking.explain.nurture import Nurture
from trustsim.asking.explain.visit import Gaze
from trustsim.asking.explain.weighing import Decision
from trustsim.theory.rules.logistic import logistic

CAME_ABOUT = "How it came about (luck below a probability brings it about)"


def plain(why):
    """An explanation as nested dicts and lists, for JSON."""
    if isinstance(why, Enum):
        return why.name.lower()
    if hasattr(why, "_asdict"):
        return plain(why._asdict())
    if isinstance(why, Mapping):
        return {name: plain(each) for name, each in why.items()}
    return [plain(each) for each in why] if isinstance(why, tuple | list) else why


@singledispatch
def words(why):
    """An explanation as text."""
    raise TypeError(f"words are for explanations, not for {why!r}")


@words.register
def _(why: Explanation):
    lead = "the mother" if why.reasons.probability >= 0.5 else "the stranger"
    return text(
        [
            f"Child {why.child} of cohort {why.world}, {why.months:g} months, task {why.task}: "
            f"sides with {lead} (probability of the mother {why.reasons.probability:.2f})."
        ],
        part("What it has lived through", lived(why.lived)),
        part(
            "What it believes",
            table({"of its mother": why.mother, "of somebody unknown": why.stranger}),
        ),
        part("How much its eyes count", seeing(why.eyes, "the mother")),
        part("What speaks for the mother (nats)", bars(sides(why.reasons))),
        [f"  (it shows {why.gain:.2f} of what it feels: below 1 keeps away, above 1 keeps close)"],
        part("What alone would have made it even", even(why.tipping)),
    )


@words.register
def _(why: Decision):
    first, _ = why.between
    return text(
        heading(why.occasion),
        part("What it has lived through", lived(why.occasion.lived)),
        part("What happened before in this visit", map(happened, why.course)),
        part("What it believes", table(why.informants)),
        part(f"How much its eyes count for {first}", seeing(why.eyes, first)),
        part("What opens the gate (logits); if closed, its eyes alone count", opening(why.gate)),
        part(f"What speaks for {first} (nats)", bars(why.sides)),
        part("What it does", turned(why.turn)),
        part("What alone would have made it even", even(why.tipping)),
    )


@words.register
def _(why: Gaze):
    return text(
        heading(why.occasion),
        part("What it has lived through", lived(why.occasion.lived)),
        part(CAME_ABOUT, [line for each in why.turns for line in turned(each)]),
        part("What opens the gate (logits)", opening(why.gate)),
        ["", f"It {why.looked}."],
    )


@words.register
def _(why: Nurture):
    return text(
        heading(why.occasion),
        part("What it has lived through", lived(why.occasion.lived)),
        part("What it feels and shows", feeling(why)),
        part(CAME_ABOUT, [line for each in why.turns for line in turned(each)]),
        part(
            "What came of it",
            [f"  {why.answer}; arousal {why.arousal:.3f} -> {why.after:.3f}"],
        ),
        part("What another strategy would have brought, at the same luck", others(why)),
        part("What it learnt", learning(why.learnt)),
    )


@words.register
def _(why: Lesson):
    return text(
        heading(why.occasion),
        part("What it has lived through", lived(why.occasion.lived)),
        part(CAME_ABOUT, [line for each in why.turns for line in turned(each)]),
        part("What opens the gate (logits)", opening(why.gate)),
        part("What came of it", [f"  kept: {why.kept}", f"  {why.otherwise}", *crediting(why)]),
        part("What it learnt", learning(why.learnt)),
    )


@words.register
def _(why: Day):
    first, *rest = why.encounters
    rest = [each._replace(occasion=each.occasion._replace(lived={})) for each in rest]
    return "\n\n\n".join(words(each) for each in (first, *rest))


def text(*parts):
    """The parts of an explanation, one below the other."""
    return "\n".join(line for lines in parts for line in lines)


def part(title, lines):
    """A part with its title; none where there is nothing to say."""
    lines = list(lines)
    return ["", title, *lines] if lines else []


def heading(occasion):
    """Who, when and where, as one line."""
    where = ", ".join(f"{name} {value}" for name, value in occasion.place.items())
    who = f"Child {occasion.child} of cohort {occasion.world}, {occasion.months:.1f} months"
    return [f"{who}, {where}: {occasion.what}."]


def lived(counts):
    """What was lived through."""
    return [f"  {name:36} {amount(value):>8}" for name, value in counts.items()]


def amount(value):
    """A count as it is, a share in per cent."""
    return str(value) if isinstance(value, int) else f"{value:.0%}"


def table(believed):
    """What is believed of each speaker."""
    if not believed:
        return []
    width = max(map(len, believed)) + 2
    names = next(iter(believed.values()))._fields
    return [
        f"  {'':{width}}" + "".join(f"{name:>9}" for name in names),
        *(
            f"  {speaker:{width}}" + "".join(f"{value:9.2f}" for value in each)
            for speaker, each in believed.items()
        ),
    ]


def seeing(eyes, whom):
    """How much the child's eyes count, and why."""
    return [
        f"  clarity {eyes.clarity:.2f}; arousal {eyes.arousal:.2f} in this strange room leaves "
        f"{eyes.scrutiny:.0%} of its scrutiny",
        f"  {eyes.share:.0%} of what there is to see speaks for {whom}",
    ]


def bars(values):
    """What adds up, with its sum."""
    rows = values | {"together": sum(values.values())}
    width = max(map(len, rows))
    return [f"  {name:{width}} {value:+7.2f}" for name, value in rows.items()]


def opening(gate):
    """What opens and closes the gate, and how surely it is open."""
    if not gate:
        return []
    return [*bars(gate), f"  open with probability {logistic(sum(gate.values())):.3f}"]


def even(tipping):
    """What would have made a decision even."""
    return [f"  {name}: {now:.3f} -> {then:.3f}" for name, (now, then) in tipping.items()] or [
        "  nothing"
    ]


def turned(turn):
    """One turn: what came of it, probabilities and luck, and what would have turned it."""
    if len(turn.parts) > 2:
        likely = ", ".join(f"{name} {value:.3f}" for name, value in turn.parts.items())
    else:
        first = next(iter(turn.parts))
        of_what = "" if turn.outcome == first else f" of '{first}'"
        likely = f"probability{of_what} {turn.parts[first]:.3f}"
    yield f"  {turn.question} {turn.outcome} ({likely}; luck {turn.luck:.3f})"
    for tip in turn.tips:
        beyond = "above" if tip.needed > tip.now else "below"
        yield f"      {tip.then}, with {tip.what} {beyond} {tip.needed:.3f} (it was {tip.now:.3f})"


def feeling(why):
    """What the child felt and showed."""
    if why.onset:
        yield (
            f"  arousal {why.arousal:.3f} (luck {why.onset['luck']:.3f} between "
            f"{why.onset['least']:.3f} and {why.onset['most']:.3f})"
        )
    else:
        yield f"  arousal {why.arousal:.3f}"
    yield f"  signal {why.strength:.3f}, at an effort of {why.effort:.3f}"
    yield f"  its mother's mood on this day: {why.mood:+.2f} sd"


def others(why):
    """What would have come of every strategy."""
    return [
        f"  {does:12} signal {each.strength:.3f}: {each.answer}; arousal {each.after:.3f}"
        for does, each in why.otherwise.items()
    ]


def learning(learnt):
    """Every belief that changed."""
    return [
        f"  {what:36} {before:8.4f} -> {after:8.4f}" for what, (before, after) in learnt.items()
    ]


def crediting(why):
    """What a message told of the one who gave it."""
    if not why.gate:
        return ["  nothing was heard, so nothing is counted for or against the speaker"]
    if why.believed is None:
        return ["  all it says of the speaker is whether the child was addressed"]
    cases = ", ".join(f"{name} {value:.2f}" for name, value in why.credit.items())
    return [
        f"  taken as right with probability {why.believed:.2f}",
        f"  cases counted for the speaker: {cases}",
    ]


def happened(step):
    """One step of the course of a visit."""
    when = f"{step.first}" if step.first == step.last else f"{step.first}-{step.last}"
    return f"  event {when:7} {step.what}: {step.measure} {step.before:.2f} -> {step.after:.2f}"
