"""Why did she go by the one and not by the other? The trace of a decision between two."""

from typing import NamedTuple

from trustsim.asking.explain import decision
from trustsim.asking.explain.beliefs import Eyes, beliefs, eyes
from trustsim.asking.explain.course import answers, course, people
from trustsim.asking.explain.lesson import gate_parts
from trustsim.asking.explain.replay import Occasion
from trustsim.asking.explain.tipping import EDGE, Turn, Way, made_even, turn
from trustsim.study.laboratory import informants, showing
from trustsim.theory.chance import Decision as Choice
from trustsim.theory.chance import luck
from trustsim.theory.encounters.lessons import addressed
from trustsim.theory.states import Count

NATS = 50.0  # more evidence than anybody ever has


class Informant(NamedTuple):
    """What is believed of somebody met in this visit, and what a word of this one weighs."""

    helpful: float
    knows: float
    liar: float
    trust: float
    word: float  # nats


class Decision(NamedTuple):
    """A decision between two: what led to it, what spoke for each, and what tipped it."""

    occasion: Occasion
    between: tuple
    course: tuple  # what happened since these people came in
    informants: dict
    eyes: Eyes
    gate: dict  # what opens and closes the gate, in logits; empty where nothing is to be let in
    sides: dict  # what speaks for the first (above 0) or against it, in nats
    turn: Turn
    tipping: dict  # what would have made it even: name -> (value now, value needed)


def decided(still, between, believed, words, likely, ways, gate):
    """A decision between two, of which the first is taken with the probability ``likely``.

    ``words`` is what speaks for the first besides the child's own eyes; ``gate`` is what opens and
    closes the gate to it, if it must be let in first.
    """
    row, infant = still.happened[-1].row, still.infant
    about = (row, infant.mind, infant.traits)
    sight = eyes(row.share, infant.mind, infant.traits, infant.theory)
    chance, _, _, _ = luck(still.here, Choice.CHOICE)
    seeing = decision.ways_of_seeing(*about, between[0], infant.theory, likely)
    question = "Whom or what does the child go by?"
    return Decision(
        occasion=still.occasion,
        between=between,
        course=course(still),
        informants=believed,
        eyes=sight,
        gate=gate,
        sides=words | {"what it sees": sight.seen},
        turn=turn(question, *between, likely(*about), chance),
        tipping=made_even([*ways, *seeing]),
    )


def mother_or_stranger(still):
    """Mother and stranger contradict each other."""
    row, infant = still.happened[-1].row, still.infant
    theory = infant.theory
    believed = {
        "the mother": beliefs(infant.mind, True, theory),
        "the stranger": beliefs(infant.mind, False, theory),
    }

    def likely(*about):
        return decision.siding(*about, theory)

    ways = decision.ways(row, infant.mind, infant.traits, theory)
    sides = decision.sides(infant.weigh(row))
    return decided(still, tuple(believed), believed, sides, likely, ways, {})


def two_informants(still):
    """Two people whom the child has met in this visit contradict each other."""
    row, before, _, _ = still.happened[-1]
    infant, theory, names = still.infant, still.infant.theory, people(still)
    both = dict(zip(names, (before.first, before.second), strict=True))

    def likely(row=row, mind=infant.mind, traits=infant.traits, **otherwise):
        return informants.preferred(row, *(both | otherwise).values(), mind, traits, theory)

    believed = {name: informant(row, each, theory) for name, each in both.items()}
    first, second = (each.word for each in believed.values())
    sides = {f"word of {names[0]}": first, f"word of {names[1]}": -second}
    ways = [
        way
        for name, each in both.items()
        for way in ways_of_believing(
            name, each, lambda other, name=name: likely(**{name: other}), theory
        )
    ]
    return decided(still, names, believed, sides, likely, ways, {})


def one_claim(still):
    """Somebody makes a claim, and nobody contradicts but, maybe, the child's eyes."""
    row, before, _, _ = still.happened[-1]
    infant, theory, name = still.infant, still.infant.theory, people(still)[int(row.who)]
    cue, so_far = row.cue == 1.0, (before.first, before.second)[int(row.who)]
    counted = addressed(so_far.helpfulness, cue, theory.trust)
    speaker = informant(row, so_far._replace(helpfulness=counted), theory)
    believed = {
        f"{name} before this": informant(row, so_far, theory),
        f"{name}, speaking {'with' if cue else 'without'} a cue": speaker,
    }

    def likely(row=row, mind=infant.mind, traits=infant.traits, so_far=so_far):
        return informants.claimed(row, cue, so_far, mind, traits, theory)

    ways = ways_of_believing(name, so_far, lambda other: likely(so_far=other), theory)
    sides = {f"word of {name}, if let in": speaker.word}
    return decided(
        still, ("the claim", "against it"), believed, sides, likely, ways,
        gate_parts(cue, speaker.trust, infant.mind.people.threat, theory),
    )  # fmt: skip


def conclusion(still):
    """The child acts on what it was shown."""
    row, before, _, _ = still.happened[-1]
    infant, theory, shown = still.infant, still.infant.theory, before.shown
    sides = {"what was shown as generic": shown.generic}
    if row.who < len(people(still)):
        sides[f"what {people(still)[int(row.who)]} showed"] = shown[1 + int(row.who)]

    def likely(row=row, mind=infant.mind, traits=infant.traits, shown=shown):
        return showing.concluded(row, shown, mind, traits, theory)

    ways = [
        Way(
            "evidence shown as generic (nats)", shown.generic, -NATS, NATS,
            lambda x: likely(shown=shown._replace(generic=x)),
        )
    ]  # fmt: skip
    return decided(still, answers(still), {}, sides, likely, ways, {})


def informant(row, impression, theory):
    """What is believed of somebody met in this visit."""
    return Informant(
        informants.helpfulness(impression, theory),
        informants.knowledge(impression, theory),
        impression.liar,
        informants.trusted(impression, theory),
        informants.word(row, impression, theory),
    )


def ways_of_believing(name, impression, siding, theory):
    """What might have been otherwise believed of somebody: expected so, and nothing counted."""
    ways = [
        Way(
            f"help expected of {name}", informants.helpfulness(impression, theory), EDGE,
            1.0 - EDGE,
            lambda x: siding(impression._replace(help_expected=x, helpfulness=Count())),
        ),
        Way(
            f"knowledge expected of {name}", informants.knowledge(impression, theory), EDGE,
            1.0 - EDGE,
            lambda x: siding(impression._replace(knowledge_expected=x, knowledge=Count())),
        ),
    ]  # fmt: skip
    if impression.liar > 0.0:
        ways.append(
            Way(
                f"how surely {name} is a liar", impression.liar, 0.0, 1.0 - EDGE,
                lambda x: siding(impression._replace(liar=x)),
            )
        )  # fmt: skip
    return ways
