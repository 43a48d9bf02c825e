"""Two people whom the child has not met before: what it makes of them, and of what they say."""

from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters.claims import own_eyes
from trustsim.theory.encounters.lessons import (
    addressed,
    clarity,
    credited,
    heard,
    testify,
    trust_in_unknown,
    with_record,
)
from trustsim.theory.encounters.messages import Considered
from trustsim.theory.rows import replacer
from trustsim.theory.rules import attention, choice, credit, trust, vigilance
from trustsim.theory.states import Bond, Count, Mind, Values
from trustsim.theory.turns import below

taken_for_a_liar = replacer(Bond, "liar")


@rule
def newcomer(knows, mind, theory):
    """The bond with somebody whom the child has not met: expected as people are (eq. 37).

    ``knows`` is how surely the child can tell that this one knows what the matter is.
    """
    helpful = trust.helpfulness_of_unknown(mind.people, mind.figure, theory.trust)
    knowing = max(knows, trust.knowledge(mind.people, theory.trust))
    return Bond(
        Values(0.0, 0.0, 0.0),
        Count(0.0, 0.0),
        mind.people.threat,
        Count(0.0, 0.0),
        Count(0.0, 0.0),
        trust.brought(helpful, knowing, theory.trust),
        0.0,
    )


@rule
def facing(bond, mind):
    """The child as it faces one of the two."""
    return Mind(bond, mind.figure, mind.people, mind.me)


@rule
def alternatives(row, theory):
    """How many answers there are to choose from."""
    return theory.learning.alternatives if row.answers == 0.0 else row.answers


@rule
def word(row, bond, theory):
    """What the word of somebody met in this visit weighs here, in nats (eq. 24)."""
    misleading = bond.liar * trust.knowledge(bond, theory.trust)
    trusted = trust.trust(bond, theory.trust)
    return trust.weight_of_word(trusted, misleading, alternatives(row, theory))


@rule
def taught(moment, bond, teacher, mind, theory):
    """The bond after a lesson of the everyday kind."""
    said = testify(moment, teacher, theory)
    bond, _ = heard(moment, said, True, facing(bond, mind), theory)
    return bond


@rule
def labelled(moment, row, bond, mind, theory):
    """The bond after this one has named a thing that the child knows.

    Such a label teaches nothing and need not be let in, but it must be attended to.
    """
    if not attended(moment, row, theory):
        return credited(bond, row.cue == 1.0, Considered(False, False, False, 0.0), theory)
    _, _, _, errs = luck(moment, Decision.GATE)
    sees = credit.perceived_rightly(clarity(mind, theory), theory.learning)
    seems_right = (row.right == 1.0) == below(errs, sees, "sees rightly", "sees wrongly")
    believed = credit.believed_right(
        seems_right, trust.trust(bond, theory.trust), sees, theory.learning.alternatives
    )
    return credited(bond, row.cue == 1.0, Considered(True, False, True, believed), theory)


@rule
def remarked(moment, row, bond, theory):
    """The bond after this one has said something that is neither right nor wrong."""
    outcome = Considered(attended(moment, row, theory), False, False, 0.0)
    return credited(bond, row.cue == 1.0, outcome, theory)


@rule
def attended(moment, row, theory):
    """Does the child attend, called by a cue or by anything else, or by nothing? (eq. 33)."""
    attends, _, _, _ = luck(moment, Decision.ATTEND)
    called = row.cue == 1.0 or row.called == 1.0
    likely = attention.attending(called, theory.attention)
    return below(attends, likely, "attends", "does not attend")


@rule
def warned(bond, mind, theory):
    """The bond after an adult has said that this one is a liar (eq. 38).

    The warning weighs as much as the word of somebody unknown, against the help that is expected.
    """
    reliable = trust.said_rightly(trust_in_unknown(mind, theory), 2.0)
    unkind = 1.0 - trust.helpfulness(bond, theory.trust)
    return taken_for_a_liar(bond, credit.agreed(unkind, reliable))


@rule
def preferred(row, first, second, mind, infant, theory):
    """Probability of siding with the first of two (eq. 28); nobody here to be close to."""
    lead = word(row, first, theory) - word(row, second, theory)
    return choice.siding(lead, 0.0, own_eyes(row.share, mind, infant, theory), theory.choice)


@rule
def claimed(row, cue, bond, mind, infant, theory):
    """Probability of taking over a claim that nobody contradicts but, maybe, one's eyes (eq. 28).

    The claim must be let in (eq. 19), or the eyes decide alone. To be addressed with it, or not,
    says something about the speaker at once (eq. 15).
    """
    speaker = with_record(bond, addressed(bond.helpfulness, cue, theory.trust), bond.knowledge)
    trusted = trust.trust(speaker, theory.trust)
    gate = vigilance.gate(cue, trusted, speaker.threat, theory.vigilance)
    seen = own_eyes(row.share, mind, infant, theory)
    let_in = choice.siding(word(row, speaker, theory), 0.0, seen, theory.choice)
    return gate * let_in + (1.0 - gate) * choice.siding(0.0, 0.0, seen, theory.choice)


@rule
def answered(moment, probability, share):
    """The child's answer: 1 or 0, with its probability and what there was to see."""
    chance, _, _, _ = luck(moment, Decision.CHOICE)
    first = below(chance, probability, "goes by the first", "goes by the other")
    return 1.0 if first else 0.0, probability, share, 0.0
