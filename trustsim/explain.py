"""Why did she choose the stranger? The trace of one child's decision, in numbers and in words."""

import math
from typing import NamedTuple

from trustsim.agents import World
from trustsim.encounters.claims import reasons
from trustsim.encounters.lessons import clarity, trust_in
from trustsim.encounters.messages import FIGURE, OTHER, Kind, Reasons, Response
from trustsim.mistakes import Mistake, choice
from trustsim.rules import choice as choosing
from trustsim.rules import mentalising, strategy, trust


class Beliefs(NamedTuple):
    """What a child believes of one speaker."""

    helpful: float
    knows: float
    trust: float


class Explanation(NamedTuple):
    """One decision: what was lived through, believed and seen, and what would have tipped it."""

    child: int
    world: int
    months: float
    task: str
    share: float
    lived: dict  # counts and shares of what happened, by what it was
    mother: Beliefs
    stranger: Beliefs
    clarity: float
    arousal: float
    scrutiny: float
    gain: float
    reasons: Reasons
    tipping: dict  # what would have made it even: name -> (value now, value needed)


def explanation(scenario, child, world=0, task=None, months=None):
    """Why this child sides with its mother as often as it does, in one task at one age.

    The child is replayed alone, which changes nothing. By default the last task at the last age.
    Raises Mistake for a child, a world, a task or an age that the scenario does not have.
    """
    settings = scenario.protocols.get("mother_stranger")
    if settings is None:
        raise Mistake("there is no decision to explain: the config has no [visits.mother_stranger]")
    within("--child", child, scenario.children)
    within("--world", world, scenario.worlds)
    task = list(settings.mixes)[-1] if task is None else task
    choice("--task", task, list(settings.mixes))
    months = settings.months[-1] if months is None else months
    if months not in settings.months:
        ages = ", ".join(f"{age:g}" for age in settings.months)
        raise Mistake(f"--months {months:g}: the child is asked at {ages} months")
    place = World(scenario, number=world, children=[child], diary=True)
    place.live(months)
    return explained(place.infants[0], world, months, task, settings.mixes[task])


def within(option, number, count):
    """Raise unless a number counts something that exists."""
    if not 0 <= number < count:
        raise Mistake(f"{option} {number}: must lie between 0 and {count - 1}")


def explained(infant, world, months, task, share):
    """The explanation for an ``Infant`` who has kept a diary, as it is now."""
    mind, theory, traits = infant.mind, infant.theory, infant.traits
    clear = clarity(mind, theory)
    gain = strategy.expected_gain(mind.figure, theory.strategy)
    arousal = choosing.strangeness(gain, mind.figure.threat, traits, theory.choice)
    scrutiny = mentalising.mentalising(arousal, theory.mentalising)
    why = reasons(share, mind, traits, theory)
    return Explanation(
        child=infant.number,
        world=world,
        months=months,
        task=task,
        share=share,
        lived=lived(infant.diary),
        mother=beliefs(mind, FIGURE, theory),
        stranger=beliefs(mind, OTHER, theory),
        clarity=clear,
        arousal=arousal,
        scrutiny=scrutiny,
        gain=gain,
        reasons=why,
        tipping=tipping(why, share, clear, scrutiny, gain, mind, theory),
    )


def lived(diary):
    """What a diary tells: how much of what, and how it went."""
    distress = [entry.answer for entry in diary if entry.kind is Kind.DISTRESS]
    play = [entry.answer for entry in diary if entry.kind is Kind.PLAY]
    mirrored = [a for a in distress + play if a.kind == Response.MIRRORING]
    told = {FIGURE: [], OTHER: []}
    for entry in diary:
        if entry.kind is Kind.LESSON:
            told[entry.partner].append(entry.testimony)
    return {
        "distress": len(distress),
        **{
            f"distress: {kind.name.lower()}": part(a.kind == kind for a in distress)
            for kind in (
                Response.NONE,
                Response.REBUFFING,
                Response.FRIGHTENING,
                Response.MIRRORING,
            )
        },
        "play": len(play),
        "play: overridden": part(a.kind == Response.STIMULATING for a in play),
        "mirroring: recognised": part(a.congruent and a.marked for a in mirrored),
        "lessons with the mother": len(told[FIGURE]),
        "lessons with the mother: with a cue": part(t.cue for t in told[FIGURE]),
        "lessons with others": len(told[OTHER]),
        "lessons with others: with a cue": part(t.cue for t in told[OTHER]),
    }


def part(these):
    """Share of true among these; 0 among none."""
    these = list(these)
    return sum(these) / len(these) if these else 0.0


def beliefs(mind, who, theory):
    """What is believed of the attachment figure, or of somebody unknown."""
    source = mind.figure if who == FIGURE else mind.people
    knows = trust.knowledge(source.knowledge, theory.trust)
    trusted = trust_in(who, mind, theory)
    return Beliefs(trusted / knows, knows, trusted)


def tipping(why, share, clear, scrutiny, gain, mind, theory):
    """What each ingredient would have to be, the others as they are, for an even decision.

    Name -> (value now, value needed); an ingredient that could not do it alone is left out.
    """
    lead = why.word - why.word_of_other + why.closeness + why.seen
    n = theory.learning.alternatives
    needed = {}
    for name, word, who in (
        ("trust in the mother", why.word - lead, FIGURE),
        ("trust in the stranger", why.word_of_other + lead, OTHER),
    ):
        odds = math.exp(word) - 1.0
        if odds >= 0.0:
            needed[name] = (trust_in(who, mind, theory), odds / (odds + n))
    weight = theory.choice.perception * clear * scrutiny
    if weight > 0.0:
        place = (why.seen - lead) / weight
        needed["share of the picture that speaks for the mother"] = (
            share,
            1.0 / (1.0 + math.exp(-place)),
        )
        if why.seen != 0.0 and 0.0 <= clear * (why.seen - lead) / why.seen <= 1.0:
            needed["clarity"] = (clear, clear * (why.seen - lead) / why.seen)
    if theory.choice.closeness > 0.0:
        place = (why.closeness - lead) / theory.choice.closeness
        if theory.strategy.minimising_gain <= math.exp(place) <= theory.strategy.maximising_gain:
            needed["what it shows of what it feels"] = (gain, math.exp(place))
    return needed


def words(why):
    """The explanation as text."""
    r = why.reasons
    lead = "the mother" if r.probability >= 0.5 else "the stranger"
    lines = [
        f"Child {why.child} of cohort {why.world}, {why.months:g} months, task {why.task}: sides "
        f"with {lead} (probability of the mother {r.probability:.2f}).",
        "",
        "What it has lived through",
        *(f"  {name:36} {amount(value):>8}" for name, value in why.lived.items()),
        "",
        f"{'What it believes':28} helpful   knows   trust",
        *(
            f"  {name:26} " + " ".join(f"{value:7.2f}" for value in believed)
            for name, believed in (
                ("of its mother", why.mother),
                ("of somebody unknown", why.stranger),
            )
        ),
        "",
        "How much its eyes count",
        f"  clarity {why.clarity:.2f}; arousal {why.arousal:.2f} in this strange room leaves "
        f"{why.scrutiny:.0%} of its scrutiny",
        f"  {why.share:.0%} of the picture speaks for the mother",
        "",
        "What speaks for the mother (nats)",
        *(f"  {name:26} {value:+7.2f}" for name, value in sides(r).items()),
        f"  (it shows {why.gain:.2f} of what it feels: below 1 keeps away, above 1 keeps close)",
        "",
        "What alone would have made it even",
        *(f"  {name}: {now:.2f} -> {then:.2f}" for name, (now, then) in why.tipping.items()),
    ]
    return "\n".join(lines)


def amount(value):
    """A count as it is, a share in per cent."""
    return str(value) if isinstance(value, int) else f"{value:.0%}"


def sides(r):
    """What speaks for (above 0) or against (below 0) the mother's claim, in nats."""
    return {
        "her word": r.word,
        "the stranger's word": -r.word_of_other,
        "closeness by agreeing": r.closeness,
        "what it sees": r.seen,
    }


def plain(why):
    """The explanation as nested dicts, for JSON."""
    return {
        **why._asdict(),
        "mother": why.mother._asdict(),
        "stranger": why.stranger._asdict(),
        "reasons": why.reasons._asdict(),
    }
