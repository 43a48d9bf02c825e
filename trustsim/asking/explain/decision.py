"""Why did she choose the stranger? The trace of one child's decision between the two."""

from typing import NamedTuple

from trustsim.asking.explain.beliefs import Beliefs, Eyes, beliefs, eyes, with_clarity
from trustsim.asking.explain.replay import check_age, check_child, check_usual, grown, lived
from trustsim.asking.explain.tipping import EDGE, Way, made_even
from trustsim.mistakes import Mistake, choice
from trustsim.study.laboratory import informants
from trustsim.study.protocols.mother_stranger import script
from trustsim.theory.encounters.claims import reasons
from trustsim.theory.encounters.lessons import clarity
from trustsim.theory.encounters.messages import Reasons
from trustsim.theory.parameters import LearnerTraits, annotations
from trustsim.theory.rules import choice as choosing
from trustsim.theory.rules import mentalising, trust


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

    @property
    def eyes(self):
        """How much its own eyes counted."""
        return Eyes(
            **{name: getattr(self, name) for name in Eyes._fields[:-1]}, seen=self.reasons.seen
        )


def explanation(scenario, child, world=0, task=None, months=None):
    """Why this child sides with its mother as often as it does, in one task at one age.

    The child is replayed alone, which changes nothing. By default the last task at the last age.
    Raises Mistake for a child, a world, a task or an age that the scenario does not have.
    """
    settings = scenario.protocols.get("mother_stranger")
    if settings is None:
        raise Mistake(
            "the config has no [visits.mother_stranger] to explain; try --visit with one of "
            f"{', '.join(scenario.protocols)}"
        )
    check_child(scenario, child, world)
    tasks = list(settings.mixes)
    task = tasks[-1] if task is None else task
    choice("--task", task, tasks)
    months = check_age(months, settings, "the child is asked")
    check_usual(scenario, "mother_stranger", months)
    rows = script(settings)  # the tasks follow each other and have equally many rows
    row = rows[(tasks.index(task) + 1) * len(rows) // len(tasks) - 1]
    infant = grown(scenario, child, world, months).infants[0]
    return explained(infant, world, months, task, row)


def explained(infant, world, months, task, row):
    """The explanation for an ``Infant`` who has kept a diary, as it is now."""
    mind, theory = infant.mind, infant.theory
    sight = eyes(row.share, mind, infant.traits, theory)
    return Explanation(
        child=infant.number,
        world=world,
        months=months,
        task=task,
        share=row.share,
        lived=lived(infant.diary),
        mother=beliefs(mind, True, theory),
        stranger=beliefs(mind, False, theory),
        clarity=sight.clarity,
        arousal=sight.arousal,
        scrutiny=sight.scrutiny,
        gain=sight.gain,
        reasons=infant.weigh(row),
        tipping=made_even(every_way(row, mind, infant.traits, theory)),
    )


def siding(row, mind, infant, theory):
    """Probability of siding with the mother when a stranger contradicts her."""
    many = informants.alternatives(row, theory)
    return reasons(row.share, many, mind, infant, theory).probability


def ways(row, mind, infant, theory):
    """What might have been otherwise between mother and stranger, the child's eyes apart."""
    many = informants.alternatives(row, theory)
    r = reasons(row.share, many, mind, infant, theory)
    sight, numbers = eyes(row.share, mind, infant, theory), theory.choice

    def trusting(mother, stranger):
        return choosing.siding(mother - stranger, r.closeness, r.seen, numbers)

    def word(trusted):
        return trust.weight_of_word(trusted, 0.0, many)

    def showing(gain):
        """Who shows more keeps closer, and is more aroused in a strange room."""
        arousal = choosing.strangeness(gain, mind.bond.threat, infant, numbers)
        scrutiny = mentalising.mentalising(arousal, theory.mentalising)
        seen = choosing.seen(sight.share, sight.clarity, scrutiny, numbers)
        close = choosing.closeness(gain, numbers)
        return choosing.siding(r.word - r.word_of_other, close, seen, numbers)

    return (
        Way(
            "trust in the mother", beliefs(mind, True, theory).trust, EDGE, 1.0 - EDGE,
            lambda x: trusting(word(x), r.word_of_other),
        ),
        Way(
            "trust in the stranger", beliefs(mind, False, theory).trust, EDGE, 1.0 - EDGE,
            lambda x: trusting(r.word, word(x)),
        ),
        Way(
            "what it shows of what it feels", sight.gain, theory.strategy.minimising_gain,
            theory.strategy.maximising_gain, showing,
        ),
    )  # fmt: skip


def every_way(row, mind, infant, theory):
    """All that might have been otherwise when mother and stranger contradict each other."""

    def likely(*about):
        return siding(*about, theory)

    seeing = ways_of_seeing(row, mind, infant, "the mother", theory, likely)
    return [*ways(row, mind, infant, theory), *seeing]


def ways_of_seeing(row, mind, infant, whom, theory, likely):
    """What might have been otherwise with the child's own eyes.

    ``likely(row, mind, infant)`` is the probability of going by the first of two.
    """
    about = annotations(LearnerTraits)["reactivity"]
    return (
        Way(
            f"share of the picture that speaks for {whom}", row.share, EDGE, 1.0 - EDGE,
            lambda x: likely(row._replace(share=x), mind, infant),
        ),
        Way(
            "clarity", clarity(mind, theory), EDGE, 1.0 - EDGE,
            lambda x: likely(row, with_clarity(mind, x, theory), infant),
        ),
        Way(
            "reactivity", infant.reactivity, about.low, about.high,
            lambda x: likely(row, mind, infant._replace(reactivity=x)),
        ),
    )  # fmt: skip


def sides(r):
    """What speaks for (above 0) or against (below 0) the mother's claim, in nats."""
    return {
        "her word": r.word,
        "the stranger's word": -r.word_of_other,
        "closeness by agreeing": r.closeness,
        "what it sees": r.seen,
    }
