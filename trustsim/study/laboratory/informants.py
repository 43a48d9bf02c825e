"""Two people whom the child has not met before: what it makes of them, and of what they say."""

from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters import lessons
from trustsim.theory.encounters.claims import own_eyes
from trustsim.theory.encounters.crediting import credited
from trustsim.theory.encounters.hearing import clarity, heard, receptive
from trustsim.theory.encounters.introducing import facing
from trustsim.theory.encounters.messages import Considered, Hearing
from trustsim.theory.rows import replacer
from trustsim.theory.rules import choice, credit, mentalising, threat, trust
from trustsim.theory.states import Bond
from trustsim.theory.turns import below

taken_for_a_liar = replacer(Bond, "liar")


@rule
def alternatives(row, theory):
    """How many answers there are to choose from."""
    return theory.learning.alternatives if row.answers == 0.0 else row.answers


@rule
def word(row, bond, theory):
    """What the word of somebody met in this visit weighs here, in nats (eq. 24)."""
    misleading = bond.liar * trust.knowledge(bond, theory)
    trusted = trust.trust(bond, theory)
    return trust.weight_of_word(trusted, misleading, alternatives(row, theory))


@rule
def taught(moment, bond, teacher, mind, infant, theory):
    """The bond after a lesson of the everyday kind."""
    said = lessons.testify(moment, teacher, theory)
    after, _, _ = lessons.taught(moment, said, True, facing(bond, mind), infant, theory)
    return after


@rule
def listened(moment, row, bond, mind, theory):
    """What becomes of what one of the two says or shows, on its way."""
    trusted, feared = trust.trust(bond, theory), threat.expected(bond, theory)
    me, cue, called = mind.me, row.cue == 1.0, row.called == 1.0
    return heard(moment, cue, called, trusted, feared, me.tension, me, theory)


@rule
def labelled(moment, row, bond, mind, theory):
    """The bond after this one has named a thing that the child knows.

    Such a label teaches nothing and need not be let in, but it must be attended to.
    """
    hearing = listened(moment, row, bond, mind, theory)
    if not hearing.attended:
        return bond
    _, _, _, errs = luck(moment, Decision.CONTENT)
    sees = credit.perceived_rightly(clarity(mind.me, theory), theory.learning)
    seems_right = (row.right == 1.0) == below(errs, sees, "sees rightly", "sees wrongly")
    believed = credit.believed_right(
        seems_right, trust.trust(bond, theory), sees, theory.learning.alternatives
    )
    judged = mentalising.mentalising(mind.me, mind.me.tension, theory)
    outcome = Considered(hearing, False, judged, believed)
    return credited(bond, lessons.told(bond, row.cue == 1.0, outcome, theory), theory)


@rule
def remarked(moment, row, bond, mind, theory):
    """The bond after this one has said something that is neither right nor wrong."""
    outcome = Considered(listened(moment, row, bond, mind, theory), False, 0.0, 0.0)
    return credited(bond, lessons.told(bond, row.cue == 1.0, outcome, theory), theory)


@rule
def warned(bond, mind, theory):
    """The bond after an adult has said that this one is a liar (eq. 38).

    **Eq. 38, the announced liar.** The child is warned by an adult who is somebody unknown, and
    whose word (one of two: a liar, or not) is right as often as trust has it (eqs 17, 24). The
    warning meets with the help that is expected of the newcomer, by Bayes' rule (`agreed`, eq. 34);
    that somebody may mean to mislead is understood as far as the child mentalises (eq. 18). A liar
    who knows says what is wrong.

        liar       = mentalising * agreed(1 - helpfulness, trust + (1 - trust) / 2)
                     trust in somebody unknown
        trust      = (1 - liar) * helpfulness * knowledge                  in the newcomer
        misleading = liar * knowledge
    """
    unknown = trust.trust(mind.people, theory)
    reliable = trust.said_rightly(unknown, 2.0)
    unkind = 1.0 - trust.helpfulness(bond, theory)
    understands = mentalising.mentalising(mind.me, mind.me.tension, theory)
    return taken_for_a_liar(bond, understands * credit.agreed(unkind, reliable))


@rule
def preferred(row, first, second, mind, infant, theory):
    """Probability of siding with the first of two (eq. 28); nobody here to be close to."""
    lead = word(row, first, theory) - word(row, second, theory)
    return choice.siding(lead, 0.0, own_eyes(row.share, mind, infant, theory), theory.choice)


@rule
def speaking(bond, cue, theory):
    """The bond with somebody whose claim is let in, addressed to the child or not (eq. 15)."""
    outcome = Considered(Hearing(True, False, True), False, 0.0, 0.0)
    return credited(bond, lessons.told(bond, cue, outcome, theory), theory)


@rule
def claimed(row, cue, bond, mind, infant, theory):
    """Probability of taking over a claim that nobody contradicts but, maybe, one's eyes (eq. 28).

    The claim must be let in (eqs 19, 42), or the eyes decide alone. To be addressed with it says
    something about the speaker at once (eq. 15).
    """
    me = mind.me
    trusted, feared = trust.trust(bond, theory), threat.expected(bond, theory)
    let_in = receptive(cue, trusted, feared, me.tension, me, theory)
    seen = own_eyes(row.share, mind, infant, theory)
    said = word(row, speaking(bond, cue, theory), theory)
    told = choice.siding(said, 0.0, seen, theory.choice)
    return let_in * told + (1.0 - let_in) * choice.siding(0.0, 0.0, seen, theory.choice)


@rule
def answered(moment, probability, share):
    """The child's answer: 1 or 0, with its probability and what there was to see."""
    chance, _, _, _ = luck(moment, Decision.CHOICE)
    first = below(chance, probability, "goes by the first", "goes by the other")
    return 1.0 if first else 0.0, probability, share, 0.0
