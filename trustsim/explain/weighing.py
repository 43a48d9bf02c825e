"""Why did she go by the one and not by the other? The trace of a decision between two."""

from typing import NamedTuple

from trustsim.chance import Decision as Choice
from trustsim.chance import luck
from trustsim.encounters.lessons import addressed
from trustsim.encounters.messages import FIGURE, OTHER
from trustsim.explain import decision
from trustsim.explain.beliefs import Eyes, beliefs, eyes
from trustsim.explain.course import PEOPLE, answers, course, people
from trustsim.explain.replay import Occasion
from trustsim.explain.tipping import EDGE, Turn, Way, made_even, turn
from trustsim.laboratory import informants, showing
from trustsim.rules import choice as choosing
from trustsim.states import Count

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
    sides: dict  # what speaks for the first (above 0) or against it, in nats
    turn: Turn
    tipping: dict  # what would have made it even: name -> (value now, value needed)


def decided(still, between, believed, sides, probability, ways):
    """A decision between two of which the first is taken with this probability."""
    row, infant = still.happened[-1].row, still.infant
    chance, _, _, _ = luck(still.here, Choice.CHOICE)
    return Decision(
        occasion=still.occasion,
        between=between,
        course=course(still),
        informants=believed,
        eyes=eyes(row.share, infant.mind, infant.traits, infant.theory),
        sides=sides,
        turn=turn("Whom or what does the child go by?", *between, probability, chance),
        tipping=made_even(ways),
    )


def mother_or_stranger(still):
    """Mother and stranger contradict each other."""
    row, infant = still.happened[-1].row, still.infant
    why = infant.weigh(row)
    believed = {
        "the mother": beliefs(infant.mind, FIGURE, infant.theory),
        "the stranger": beliefs(infant.mind, OTHER, infant.theory),
    }
    ways = decision.ways(row, infant.mind, infant.traits, infant.theory)
    return decided(still, tuple(believed), believed, decision.sides(why), why.probability, ways)


def two_informants(still):
    """Two people whom the child has met in this visit contradict each other."""
    row, before, _, _ = still.happened[-1]
    infant, theory, names = still.infant, still.infant.theory, people(still)
    both = dict(zip(names, (before.first, before.second), strict=True))

    def siding(**otherwise):
        return informants.preferred(
            row, *(both | otherwise).values(), infant.mind, infant.traits, theory
        )

    believed = {name: informant(row, each, theory) for name, each in both.items()}
    sight = eyes(row.share, infant.mind, infant.traits, theory)
    first, second = (each.word for each in believed.values())
    sides = {f"word of {names[0]}": first, f"word of {names[1]}": -second}
    ways = [
        *(
            way
            for name, each in both.items()
            for way in ways_of_believing(
                name, each, lambda other, name=name: siding(**{name: other}), theory
            )
        ),
        *decision.ways_of_seeing(sight, first - second, 0.0, names[0], theory),
    ]
    return decided(still, names, believed, sides | {"what it sees": sight.seen}, siding(), ways)


def one_claim(still):
    """Somebody makes a claim, and nobody contradicts but, maybe, the child's eyes."""
    row, before, _, _ = still.happened[-1]
    infant, theory, name = still.infant, still.infant.theory, people(still)[int(row.who)]
    so_far = (before.first, before.second)[int(row.who)]
    how = "with a cue" if row.cue else "without a cue"
    counted = addressed(so_far.helpfulness, row.cue == 1.0, theory.trust)
    speaker = so_far._replace(helpfulness=counted)
    believed = {
        f"{name} before this": informant(row, so_far, theory),
        f"{name}, speaking {how}": informant(row, speaker, theory),
    }
    sight = eyes(row.share, infant.mind, infant.traits, theory)

    def accepting(speaker):
        word = informants.word(row, speaker, theory)
        return choosing.siding(word, 0.0, sight.seen, theory.choice)

    word, between = informants.word(row, speaker, theory), ("the claim", "against it")
    sides = {f"word of {name}": word, "what it sees": sight.seen}
    ways = [
        *ways_of_believing(name, speaker, accepting, theory),
        *decision.ways_of_seeing(sight, word, 0.0, between[0], theory),
    ]
    return decided(still, between, believed, sides, accepting(speaker), ways)


def conclusion(still):
    """The child acts on what it was shown."""
    row, before, _, _ = still.happened[-1]
    infant, theory, shown = still.infant, still.infant.theory, before.shown
    between = answers(still)
    sight = eyes(row.share, infant.mind, infant.traits, theory)
    sides = {"what was shown as generic": shown.generic}
    if row.who < len(PEOPLE):
        sides[f"what {people(still)[int(row.who)]} showed"] = shown[1 + int(row.who)]

    def concluding(shown):
        return showing.concluded(row, shown, infant.mind, infant.traits, theory)

    ways = [
        Way(
            "evidence shown as generic (nats)", shown.generic, -NATS, NATS,
            lambda x: concluding(shown._replace(generic=x)),
        ),
        *decision.ways_of_seeing(sight, sum(sides.values()), 0.0, between[0], theory),
    ]  # fmt: skip
    sides["what it sees or remembers"] = sight.seen
    return decided(still, between, {}, sides, concluding(shown), ways)


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
