"""Lessons: somebody says something about the world, and the child lets it in or does not."""

from trustsim.chance import Decision, luck, normal
from trustsim.compiled import rule
from trustsim.encounters.messages import FIGURE, Testimony
from trustsim.rules import credit, exploring, mentalising, noticing, strategy, trust, vigilance
from trustsim.rules.counting import counted, expectation
from trustsim.states import Count, Learnt, Mind, Relationship


@rule
def mood_of_day(moment, yesterday, theory):
    """The partner's mood on this day (``moment.encounter`` counts days here), and a chance.

    The chance decides whether the child meets other people today (eqs 4, 21).
    """
    first, second, meet, _ = luck(moment, Decision.DAY)
    return noticing.mood(yesterday, normal(first, second), theory.noticing), meet


@rule
def ventures(meet, mind, theory):
    """Does the child spend this day's lessons with somebody else? (eq. 21)."""
    _, _, maximise = strategy.propensities(mind.figure, theory.strategy)
    return meet < exploring.exploring(maximise, mind.figure.threat, theory.exploring)


@rule
def testify(moment, partner, theory):
    """The partner says something: right if knowing and helping, else wrong or a guess (eq. 31)."""
    cue, knows, helps, guess = luck(moment, Decision.CUE)
    if knows < partner.knowledge:
        right = helps < partner.helpfulness
    else:
        right = guess < 1.0 / theory.learning.alternatives
    return Testimony(right, cue < partner.ostension)


@rule
def clarity(mind, theory):
    """How far the child's own reading of things has been confirmed, in (0, 1) (eq. 29)."""
    return expectation(mind.clarity, theory.clarity.default_clear, theory.clarity.default_unclear)


@rule
def trust_in(who, mind, theory):
    """Trust in the attachment figure (0) or in somebody unknown (1) (eqs 16-17)."""
    if who == FIGURE:
        return trust.trust(mind.figure, theory.trust)
    return trust.trust_in_unknown(mind.people, mind.figure, theory.trust)


@rule
def heard(moment, testimony, mind, theory):
    """The child after a lesson: gate, content check, encoding, credit (eqs 15, 18-20, 22, 23)."""
    opens, throws, sees, errs = luck(moment, Decision.GATE)
    who = moment.partner
    source = mind.figure if who == FIGURE else mind.people
    learnt, knowledge = mind.learnt, source.knowledge
    helpfulness = addressed(source.helpfulness, testimony, theory.trust)
    gate = vigilance.gate(
        testimony.cue, trust_in(who, mind, theory), source.threat, theory.vigilance
    )
    if opens < gate:
        clear = clarity(mind, theory)
        scrutiny = mentalising.mentalising(mind.tension, theory.mentalising)
        check = vigilance.content_check(clear, scrutiny, theory.vigilance)
        thrown_out = not testimony.right and throws < check
        if not thrown_out:
            learnt = encoded(learnt, testimony)
        if thrown_out or sees < theory.learning.checkable:
            sees_rightly = thrown_out or errs < credit.perceived_rightly(clear)
            helps, misleads, ignorant = credit.responsibility(
                testimony.right == sees_rightly,
                trust.knowledge(source.knowledge, theory.trust),
                trust.helpfulness(source.helpfulness, theory.trust),
                theory.learning.alternatives,
            )
            helpfulness = Count(helpfulness.hits + helps, helpfulness.misses + misleads)
            knowledge = counted(knowledge, theory.trust.retention, helps + misleads, ignorant)
    source = Relationship(source.strategies, source.response, source.threat, helpfulness, knowledge)
    if who == FIGURE:
        return Mind(source, mind.people, mind.clarity, mind.tension, learnt, mind.met)
    return Mind(mind.figure, source, mind.clarity, mind.tension, learnt, mind.met + 1.0)


@rule
def addressed(count, testimony, theory):
    """A cue says that this is meant for me, its absence that it is not (eq. 15)."""
    if testimony.cue:
        return counted(count, theory.retention, theory.cue, 0.0)
    return counted(count, theory.retention, 0.0, theory.cue)


@rule
def encoded(learnt, testimony):
    """Said with a cue it is generic, else it stays bound to the person (eq. 32)."""
    right = 1.0 if testimony.right else 0.0
    if testimony.cue:
        return Learnt(
            learnt.generic_right + right,
            learnt.generic_wrong + 1.0 - right,
            learnt.bound_right,
            learnt.bound_wrong,
        )
    return Learnt(
        learnt.generic_right,
        learnt.generic_wrong,
        learnt.bound_right + right,
        learnt.bound_wrong + 1.0 - right,
    )
