"""Lessons: somebody says something about the world, and the child lets it in or does not."""

from trustsim.theory.chance import Decision, luck, normal
from trustsim.theory.compiled import inlined, rule
from trustsim.theory.encounters.messages import Considered, Testimony
from trustsim.theory.rows import replacer
from trustsim.theory.rules import (
    attention,
    credit,
    exploring,
    mentalising,
    noticing,
    strategy,
    trust,
    vigilance,
)
from trustsim.theory.rules.counting import counted, expectation
from trustsim.theory.states import Bond, Count, Learnt, Self
from trustsim.theory.turns import below

with_helpfulness = replacer(Bond, "helpfulness")
with_knowledge = replacer(Bond, "knowledge")


@rule
def mood_of_day(moment, yesterday, theory):
    """The partner's mood on this day (``moment.encounter`` counts days here), and two chances.

    The first decides whether the child meets other people today, the second whom (eqs 4, 21, 36).
    """
    first, second, meet, company = luck(moment, Decision.DAY)
    return noticing.mood(yesterday, normal(first, second), theory.noticing), meet, company


@rule
def ventures(meet, mind, theory):
    """Does the child spend this day's lessons with somebody else? (eq. 21)."""
    _, _, maximise = strategy.propensities(mind.figure, theory.strategy)
    likely = exploring.exploring(maximise, mind.figure.threat, theory.exploring)
    return below(meet, likely, "goes to other people", "stays with those whom it knows")


@rule
def testify(moment, partner, theory):
    """The partner says something: right if knowing and helping, else wrong or a guess (eq. 31)."""
    cue, knows, helps, guess = luck(moment, Decision.CUE)
    addressed = below(
        cue, partner.ostension, "the child is addressed with a cue", "the speaker gives no cue"
    )
    if below(knows, partner.knowledge, "the speaker knows", "the speaker does not know"):
        right = below(
            helps,
            partner.helpfulness,
            "the speaker says what is right",
            "the speaker says something wrong",
        )
    else:
        likely = 1.0 / theory.learning.alternatives
        right = below(guess, likely, "the speaker guesses rightly", "the speaker guesses wrongly")
    return Testimony(right, addressed)


@rule
def clarity(mind, theory):
    """How far the child's own reading of things has been confirmed, in (0, 1) (eq. 29)."""
    return expectation(
        mind.me.clarity, theory.clarity.default_clear, theory.clarity.default_unclear
    )


@rule
def trust_in_partner(known, mind, theory):
    """Trust in the partner: by its own record, or as people are where it has none (eqs 16-17)."""
    if known:
        return trust.trust(mind.bond, theory.trust)
    return trust_in_unknown(mind, theory)


@rule
def trust_in_unknown(mind, theory):
    """Trust in somebody unknown, who is expected to be as people are (eq. 17)."""
    return trust.trust_in_unknown(mind.people, mind.figure, theory.trust)


@inlined
def heard(moment, testimony, known, mind, theory):
    """The bond with the speaker, and the child itself, after a lesson (eqs 15-20, 22, 23, 32-34).

    Attention, gate, content check, encoding, credit. A speaker who is not ``known`` is believed as
    people are, and what it does is counted of people.
    """
    me = mind.me
    trusted = trust_in_partner(known, mind, theory)
    outcome = considered(moment, testimony, trusted, mind.bond.threat, mind, theory)
    learnt = encoded(me.learnt, testimony, theory.vigilance) if outcome.kept else me.learnt
    met = me.met if known else me.met + 1.0
    return (
        credited(mind.bond, testimony.cue, outcome, theory),
        Self(me.clarity, me.tension, learnt, met),
    )


@rule
def considered(moment, testimony, trusted, threat, mind, theory):
    """What becomes of a message of somebody trusted, and feared, as much as this.

    It must be attended to (eq. 33) and let in (eq. 19); a wrong one may be thrown out (eq. 20). One
    that is thrown out, or that the child can check, tells of the one who gave it, whether it was
    let in or not (eqs 22, 34).
    """
    attends, _, _, _ = luck(moment, Decision.ATTEND)
    likely = attention.attending(testimony.cue, theory.attention)
    if not below(attends, likely, "attends", "does not attend"):
        return Considered(False, False, False, 0.0)
    opens, throws, sees, errs = luck(moment, Decision.GATE)
    gate = vigilance.gate(testimony.cue, trusted, threat, theory.vigilance)
    let_in = below(opens, gate, "lets it in", "does not let it in")
    clear = clarity(mind, theory)
    if let_in and not testimony.right:
        scrutiny = mentalising.mentalising(mind.me.tension, theory.mentalising)
        check = vigilance.content_check(clear, scrutiny, theory.vigilance)
        if below(throws, check, "throws it out for what it says", "does not throw it out"):
            return Considered(True, False, True, 0.0)
    if not below(sees, theory.learning.checkable, "can see for itself", "cannot see for itself"):
        return Considered(True, let_in, False, 0.0)
    rightly = credit.perceived_rightly(clear, theory.learning)
    seems_right = testimony.right == below(errs, rightly, "sees rightly", "sees wrongly")
    believed = credit.believed_right(seems_right, trusted, rightly, theory.learning.alternatives)
    return Considered(True, let_in, True, believed)


@rule
def credited(bond, cue, outcome, theory):
    """The bond with the speaker after a message of which this became (eqs 15, 23)."""
    helpfulness, knowledge = bond.helpfulness, bond.knowledge
    if outcome.attended:
        helpfulness = addressed(helpfulness, cue, theory.trust)
    if outcome.judged:
        helped, misled, ignorant = credit.credit(
            outcome.believed,
            trust.knowledge(bond, theory.trust),
            trust.helpfulness(bond, theory.trust),
            theory.learning.alternatives,
        )
        helpfulness = Count(helpfulness.hits + helped, helpfulness.misses + misled)
        knowledge = counted(knowledge, theory.trust.retention, helped + misled, ignorant)
    return with_record(bond, helpfulness, knowledge)


@rule
def with_record(bond, helpfulness, knowledge):
    """A bond with this record of help and knowledge."""
    return with_knowledge(with_helpfulness(bond, helpfulness), knowledge)


@rule
def addressed(count, cue, theory):
    """A cue says that this is meant for me, its absence that it is not (eq. 15)."""
    if cue:
        return counted(count, theory.retention, theory.cue, 0.0)
    return counted(count, theory.retention, 0.0, theory.passed_over)


@rule
def encoded(learnt, testimony, theory):
    """Said with a cue it is generic, else it stays bound to the person (eq. 32)."""
    right = 1.0 if testimony.right else 0.0
    wrong = 1.0 - right
    generic = theory.generic if testimony.cue else 0.0
    bound = 1.0 - generic
    return Learnt(
        learnt.generic_right + generic * right,
        learnt.generic_wrong + generic * wrong,
        learnt.bound_right + bound * right,
        learnt.bound_wrong + bound * wrong,
    )
