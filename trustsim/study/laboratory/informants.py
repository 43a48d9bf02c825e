"""Two people whom the child has not met before: what it makes of them, and of what they say."""

from trustsim.study.laboratory.room import Impression
from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters.claims import own_eyes
from trustsim.theory.encounters.lessons import (
    addressed,
    clarity,
    considered,
    credited,
    testify,
    trust_in_unknown,
)
from trustsim.theory.encounters.messages import Considered
from trustsim.theory.rules import attention, choice, credit, trust, vigilance
from trustsim.theory.rules.counting import expectation
from trustsim.theory.states import Count
from trustsim.theory.turns import below


@rule
def newcomer(knows, mind, theory):
    """What is expected of somebody whom the child has not met: what people are like (eq. 37).

    ``knows`` is how surely the child can tell that this one knows what the matter is.
    """
    return Impression(
        trust.helpfulness_of_unknown(mind.people, mind.figure, theory.trust),
        max(knows, trust.knowledge(mind.people.knowledge, theory.trust)),
        Count(0.0, 0.0),
        Count(0.0, 0.0),
        0.0,
    )


@rule
def helpfulness(impression, theory):
    """Believed helpfulness of somebody met in this visit (eq. 37)."""
    doubt = theory.trust.doubt
    return expectation(impression.helpfulness, trust.credit(impression.help_expected, doubt), doubt)


@rule
def knowledge(impression, theory):
    """Believed knowledge of somebody met in this visit (eq. 37)."""
    doubt = theory.trust.doubt
    return expectation(
        impression.knowledge, trust.credit(impression.knowledge_expected, doubt), doubt
    )


@rule
def trusted(impression, theory):
    """Trust in somebody met in this visit (eqs 16, 38)."""
    return (1.0 - impression.liar) * helpfulness(impression, theory) * knowledge(impression, theory)


@rule
def alternatives(row, theory):
    """How many answers there are to choose from."""
    return theory.learning.alternatives if row.answers == 0.0 else row.answers


@rule
def word(row, impression, theory):
    """What the word of somebody met in this visit weighs here, in nats (eq. 24)."""
    misleading = impression.liar * knowledge(impression, theory)
    return trust.weight_of_word(trusted(impression, theory), misleading, alternatives(row, theory))


@rule
def judged(impression, cue, outcome, theory):
    """The impression after a message of which this became (eqs 15, 23)."""
    helped, knew = credited(
        impression.helpfulness,
        impression.knowledge,
        helpfulness(impression, theory),
        knowledge(impression, theory),
        cue,
        outcome,
        theory,
    )
    return Impression(
        impression.help_expected, impression.knowledge_expected, helped, knew, impression.liar
    )


@rule
def taught(moment, impression, teacher, mind, theory):
    """The impression after a lesson of the everyday kind."""
    testimony = testify(moment, teacher, theory)
    outcome = considered(
        moment, testimony, trusted(impression, theory), mind.people.threat, mind, theory
    )
    return judged(impression, testimony.cue, outcome, theory)


@rule
def labelled(moment, row, impression, mind, theory):
    """The impression after this one has named a thing that the child knows.

    Such a label teaches nothing and need not be let in, but it must be attended to.
    """
    if not attended(moment, row, theory):
        return judged(impression, row.cue == 1.0, Considered(False, False, False, 0.0), theory)
    _, _, _, errs = luck(moment, Decision.GATE)
    sees = credit.perceived_rightly(clarity(mind, theory), theory.learning)
    seems_right = (row.right == 1.0) == below(errs, sees, "sees rightly", "sees wrongly")
    believed = credit.believed_right(
        seems_right, trusted(impression, theory), sees, theory.learning.alternatives
    )
    return judged(impression, row.cue == 1.0, Considered(True, False, True, believed), theory)


@rule
def remarked(moment, row, impression, theory):
    """The impression after this one has said something that is neither right nor wrong."""
    heard = Considered(attended(moment, row, theory), False, False, 0.0)
    return judged(impression, row.cue == 1.0, heard, theory)


@rule
def attended(moment, row, theory):
    """Does the child attend, called by a cue or by anything else, or by nothing? (eq. 33)."""
    attends, _, _, _ = luck(moment, Decision.ATTEND)
    called = row.cue == 1.0 or row.called == 1.0
    likely = attention.attending(called, theory.attention)
    return below(attends, likely, "attends", "does not attend")


@rule
def warned(impression, mind, theory):
    """The impression after an adult has said that this one is a liar (eq. 38).

    The warning weighs as much as the word of somebody unknown, against the help that is expected.
    """
    reliable = trust.said_rightly(trust_in_unknown(mind, theory), 2.0)
    unkind = 1.0 - helpfulness(impression, theory)
    return Impression(
        impression.help_expected,
        impression.knowledge_expected,
        impression.helpfulness,
        impression.knowledge,
        credit.agreed(unkind, reliable),
    )


@rule
def preferred(row, first, second, mind, infant, theory):
    """Probability of siding with the first of two (eq. 28); nobody here to be close to."""
    lead = word(row, first, theory) - word(row, second, theory)
    return choice.siding(lead, 0.0, own_eyes(row.share, mind, infant, theory), theory.choice)


@rule
def claimed(row, cue, impression, mind, infant, theory):
    """Probability of taking over a claim that nobody contradicts but, maybe, one's eyes (eq. 28).

    The claim must be let in (eq. 19), or the eyes decide alone. To be addressed with it, or not,
    says something about the speaker at once (eq. 15).
    """
    speaker = Impression(
        impression.help_expected,
        impression.knowledge_expected,
        addressed(impression.helpfulness, cue, theory.trust),
        impression.knowledge,
        impression.liar,
    )
    gate = vigilance.gate(cue, trusted(speaker, theory), mind.people.threat, theory.vigilance)
    seen = own_eyes(row.share, mind, infant, theory)
    let_in = choice.siding(word(row, speaker, theory), 0.0, seen, theory.choice)
    return gate * let_in + (1.0 - gate) * choice.siding(0.0, 0.0, seen, theory.choice)


@rule
def answered(moment, probability, share):
    """The child's answer: 1 or 0, with its probability and what there was to see."""
    chance, _, _, _ = luck(moment, Decision.CHOICE)
    first = below(chance, probability, "goes by the first", "goes by the other")
    return 1.0 if first else 0.0, probability, share, 0.0
