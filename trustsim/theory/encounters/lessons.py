"""Lessons: somebody says something about the world, and the child lets it in or does not."""

from trustsim.theory.chance import Decision, luck, normal
from trustsim.theory.compiled import inlined, rule
from trustsim.theory.encounters.crediting import learnt_of
from trustsim.theory.encounters.hearing import (
    address,
    addressed,
    clarity,
    heard_from,
    reflected,
)
from trustsim.theory.encounters.messages import Considered, Testimony, Told
from trustsim.theory.rows import replacer
from trustsim.theory.rules import (
    circumstances,
    company,
    credit,
    exploring,
    mentalising,
    strategy,
    threat,
    trust,
    vigilance,
)
from trustsim.theory.states import Bond, Learnt, Self
from trustsim.theory.turns import below

with_standing = replacer(Bond, "standing")
with_learnt = replacer(Self, "learnt")
with_met = replacer(Self, "met")
with_reflection = replacer(Self, "reflection")


@rule
def hardship_of_month(moment, last_month, at_birth, theory):
    """What the family has to bear (``moment.encounter`` counts days here) (eq. 43)."""
    first, second, _, _ = luck(moment, Decision.HARDSHIP)
    memory = 0.0 if at_birth else theory.circumstances.memory
    return circumstances.carried_on(last_month, memory, normal(first, second))


@rule
def mood_of_day(moment, yesterday, theory):
    """The partner's mood on this day (``moment.encounter`` counts days here), and two chances.

    The first decides whether the child meets other people today, the second whom (eqs 4, 21, 36).

    **Eq. 4, mood.** A caregiver's mood carries over from day to day.

        mood = theory.noticing.day_memory * mood + sqrt(1 - theory.noticing.day_memory^2) * z
    """
    first, second, meet, company = luck(moment, Decision.DAY)
    mood = circumstances.carried_on(yesterday, theory.noticing.day_memory, normal(first, second))
    return mood, meet, company


@rule
def ventures(meet, mind, theory):
    """Does the child spend this day's lessons with somebody else? (eq. 21)."""
    _, _, maximise = strategy.propensities(mind.figure, theory)
    feared = threat.expected(mind.figure, theory)
    likely = exploring.exploring(maximise, feared, theory.exploring)
    return below(meet, likely, "goes to other people", "stays with those whom it knows")


@rule
def testify(moment, partner, theory):
    """The partner says something: right if knowing and helping, else wrong or a guess (eq. 31).

    **Eq. 31, what is said.** A partner who knows and helps says what is right, one who knows and
    does not help says something wrong, one who does not know guesses. The cue does not depend on
    what is said.

        P(right) = partner.knowledge * partner.helpfulness
                   + (1 - partner.knowledge) / theory.learning.alternatives
        P(cue)   = partner.ostension
    """
    cue, knows, helps, guess = luck(moment, Decision.CUE)
    cued = below(
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
    return Testimony(right, cued)


@inlined  # else slow: a lesson is handed the whole theory
def taught(moment, testimony, known, mind, infant, theory):
    """The bond with the speaker, people in general, and the child itself, after a lesson.

    Attention, gate, content check, encoding, credit (eqs 15-20, 22, 23, 32-34, 42).
    """
    outcome = considered(moment, testimony, mind, theory)
    hits = addressed(outcome.hearing, testimony.cue, theory.reflection)
    me = with_reflection(
        mind.me, reflected(mind.me.reflection, hits, 0.0, infant, theory.reflection)
    )
    if outcome.kept:
        me = with_learnt(me, encoded(me.learnt, testimony, theory.vigilance))
    if not known:
        me = with_met(me, me.met + 1.0)
    told_of = told(mind.bond, testimony.cue, outcome, theory)
    standing = company.met(mind.bond.standing, outcome.hearing, 0.0, theory.company)
    bond, people = learnt_of(
        with_standing(mind.bond, standing), told_of, known, mind.people, theory
    )
    return bond, people, me


@inlined  # else slow: a lesson is handed the whole theory
def considered(moment, testimony, mind, theory):
    """What becomes of a message of somebody known by this bond.

    It must be heard and let in (eqs 19, 33); a wrong one may be thrown out (eq. 20). One that is
    thrown out, or that the child can check, tells of the one who gave it, whether it was let in or
    not (eqs 22, 34), as far as the child sees a mind behind it (eq. 41).
    """
    me, trusted = mind.me, trust.trust(mind.bond, theory)
    hearing = heard_from(moment, testimony.cue, mind.bond, me.tension, me, theory)
    if not hearing.attended:
        return Considered(hearing, False, 0.0, 0.0)
    _, throws, sees, errs = luck(moment, Decision.CONTENT)
    clear, scrutiny = clarity(me, theory), mentalising.mentalising(me, me.tension, theory)
    if hearing.let_in and not testimony.right:
        check = vigilance.content_check(clear, scrutiny, theory.vigilance)
        if below(throws, check, "throws it out for what it says", "does not throw it out"):
            return Considered(hearing, False, scrutiny, 0.0)
    if not below(sees, theory.learning.checkable, "can see for itself", "cannot see for itself"):
        return Considered(hearing, hearing.let_in, 0.0, 0.0)
    rightly = credit.perceived_rightly(clear, theory.learning)
    seems_right = testimony.right == below(errs, rightly, "sees rightly", "sees wrongly")
    believed = credit.believed_right(seems_right, trusted, rightly, theory.learning.alternatives)
    return Considered(hearing, hearing.let_in, scrutiny, believed)


@rule
def told(bond, cue, outcome, theory):
    """What a message of which this became tells of the speaker (eqs 15, 23)."""
    helped, harmed = address(outcome.hearing, cue, theory.trust)
    case = 1.0 if outcome.hearing.attended else 0.0
    if outcome.judged == 0.0:
        return Told(case, helped, harmed, 0.0, 0.0, False, False)
    helps, misleads, ignorant = credit.credit(
        outcome.believed,
        outcome.judged,
        trust.knowledge(bond, theory),
        trust.helpfulness(bond, theory),
        theory.learning.alternatives,
    )
    return Told(case, helped + helps, harmed + misleads, helps + misleads, ignorant, False, False)


@rule
def encoded(learnt, testimony, theory):
    """Said with a cue it is generic, else it stays bound to the person (eq. 32).

    **Eq. 32, encoding.** A message that was let in and not thrown out is kept, right or wrong: with
    a cue as generic (as far as `theory.vigilance.generic`; the rest is bound), without one as bound
    to the person. In the same way, what is shown in a visit, attended to and let in becomes
    evidence for the first of two answers: with a cue generic, without one bound to the one who
    showed it. It weighs as much as the word of that person (eq. 24).

        shown for the first answer:   evidence = evidence + word
        shown for the second answer:  evidence = evidence - word
    """
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
