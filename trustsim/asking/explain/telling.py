"""A session of a patient in words, moment by moment."""

from trustsim.asking.explain.moments import stopped
from trustsim.asking.explain.session import Session
from trustsim.asking.explain.words import adding, by_chance, part, rows, text, tip, turned
from trustsim.study.protocols.session import SCORES, SHARES

AT_THE_END = ("symptoms", "alliance", "attended", "let_in", "understood", "accuracy", "kept")
MOVED = 6  # beliefs that are told: those between 0 and 1 that have moved most
ALONE = "let in, with"


@text.register
def _(why: Session):
    gone = (
        f"  it has not come since session {why.left}, from which it stayed away" if why.left else ""
    )
    numbers = SCORES | SHARES
    ends = {numbers[name]: why.measures[name] for name in AT_THE_END if name in why.measures}
    moments = [line for each in why.moments for line in told_of(each)]
    return "\n".join(
        [
            headline(why),
            *part("Does it come?", filter(None, [gone, *coming(why.coming)])),
            *part("Moment by moment, by the number that --event takes", moments),
            *part("At the end", rows(ends)),
            *part("What changed most", rows(moved(why.changed))),
        ]
    )


def headline(why):
    """Who, when and where, as one line."""
    return (
        f"Patient {why.patient} (person {why.child} of cohort {why.world}), arm {why.arm}, "
        f"{why.months:.1f} months: session {why.session} of {why.sessions} with their "
        f"{why.partner}."
    )


def coming(why):
    """Whether a patient came, and what spoke for it."""
    return [
        *(f"  {by_chance(turn)}" for turn in why.turns),
        "  what speaks for coming (logits):",
        *(f"  {line}" for line in rows(adding(why.reasons))),
    ]


def told_of(why):
    """One moment in a few lines: what was said, what became of it, and why not more."""
    number, said = why.occasion.place["event"], why.message
    yield f"  {number:3}  {why.occasion.what} ({at_that_moment(why.felt)})"
    if not said:
        lines = why.came
    elif "let in" not in said:
        lines = [said["said"], *(line.strip() for line in turned([stopped(why.turns)]))]
    else:
        lines = [f"{said['said']}: {became(said)}", *([] if said["let in"] else kept_out(why))]
    yield from (f"       {line}" for line in lines)


def at_that_moment(felt):
    """Arousal, how much is shown where something is, and mentalising."""
    shows = f", of which they show {felt['signal']:.2f}" if "signal" in felt else ""
    return f"arousal {felt['arousal']:.2f}{shows}, mentalising {felt['mentalising']:.2f}"


def became(said):
    """What became of a message."""
    if not said["attended to"]:
        return "not attended to"
    if not said["let in"]:
        return "taken for unkind, not let in" if said["taken for unkind"] else "not let in"
    if "kept" in said:
        return "let in, kept" if said["kept"] else "let in, thrown out for what it says"
    return "let in"


def kept_out(why):
    """Why a message was not let in, and what alone would have let it in."""
    gate = ", ".join(f"{name} {value:+.2f}" for name, value in why.gate.items() if value)
    yield by_chance(stopped(why.turns)) + (f"; gate: {gate}" if gate else "")
    yield from (f"{ALONE} {tip(each).strip()}" for each in why.opening)
    if not why.opening:
        yield "no number alone would have let it in"


def moved(changed):
    """The beliefs that moved most, of those between 0 and 1."""
    beliefs = {
        name: pair for name, pair in changed.items() if min(pair) >= 0.0 and max(pair) <= 1.0
    }
    most = sorted(beliefs, key=lambda name: abs(beliefs[name][1] - beliefs[name][0]), reverse=True)
    return {name: beliefs[name] for name in most[:MOVED]}
