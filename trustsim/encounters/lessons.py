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
    addressed = 1.0 if testimony.cue else 0.0
    helpfulness = counted(
        source.helpfulness,
        theory.trust.retention,
        theory.trust.cue * addressed,
        theory.trust.cue * (1.0 - addressed),
    )
    knowledge = counted(source.knowledge, theory.trust.retention, 0.0, 0.0)
    learnt = mind.learnt
    believed = trust_in(who, mind, theory)
    if opens < vigilance.gate(testimony.cue, believed, source.threat, theory.vigilance):
        clear = clarity(mind, theory)
        scrutiny = mentalising.mentalising(mind.tension, theory.mentalising)
        if testimony.right or throws >= vigilance.content_check(clear, scrutiny, theory.vigilance):
            learnt = encoded(learnt, testimony)
        if sees < theory.learning.checkable:
            rightly = errs < credit.perceived_rightly(clear)
            seems_right = testimony.right == rightly
            helps, misleads, ignorant = credit.responsibility(
                seems_right,
                trust.knowledge(source.knowledge, theory.trust),
                trust.helpfulness(source.helpfulness, theory.trust),
                theory.learning.alternatives,
            )
            helpfulness = Count(helpfulness.hits + helps, helpfulness.misses + misleads)
            knowledge = Count(knowledge.hits + helps + misleads, knowledge.misses + ignorant)
    source = Relationship(source.strategies, source.response, source.threat, helpfulness, knowledge)
    if who == FIGURE:
        return Mind(source, mind.people, mind.clarity, mind.tension, learnt, mind.met)
    return Mind(mind.figure, source, mind.clarity, mind.tension, learnt, mind.met + 1.0)


@rule
def encoded(learnt, testimony):
    """Said with a cue it is generic, else it stays bound to the person (eq. 32)."""
    if testimony.cue:
        if testimony.right:
            return Learnt(
                learnt.generic_right + 1.0,
                learnt.generic_wrong,
                learnt.bound_right,
                learnt.bound_wrong,
            )
        return Learnt(
            learnt.generic_right, learnt.generic_wrong + 1.0, learnt.bound_right, learnt.bound_wrong
        )
    if testimony.right:
        return Learnt(
            learnt.generic_right, learnt.generic_wrong, learnt.bound_right + 1.0, learnt.bound_wrong
        )
    return Learnt(
        learnt.generic_right, learnt.generic_wrong, learnt.bound_right, learnt.bound_wrong + 1.0
    )
