"""What an encounter tells of the other, and in part of people in general, is counted."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules import threat
from trustsim.theory.rules.counting import added, counted
from trustsim.theory.states import Belief, Bond, Dread


@rule
def credited(bond, told, theory):
    """A bond after this was told of somebody (eqs 14, 15, 17)."""
    fades, dread, memory = 1.0 - theory.trust.retention, bond.threat, theory.memory
    if told.alarming:
        dread = threat.learnt(dread, told.frightened, theory)
    return Bond(
        bond.strategies,
        bond.response,
        dread,
        counted(bond.helpfulness, 1.0 - fades * told.case, told.helped, told.harmed, memory),
        counted(
            bond.knowledge, 1.0 - fades * (told.knew + told.erred), told.knew, told.erred, memory
        ),
        bond.liar,
        bond.standing,
        bond.comforted,
        bond.left,
    )


@rule
def generalised(people, told, theory):
    """What people are like all along, after this was told of somebody known (eq. 17).

    **Eq. 17, people in general.** Somebody unknown is trusted, and feared, as people in general
    are; all others of everyday life, adults and playmates, are somebody unknown. What people are
    like is learnt in full from those of whom nothing else is known. What they are like *all along*
    (the lasting store of eq. 40) is learnt, in part, from everybody who is known as well: what an
    encounter tells of help and knowledge (eqs 15, 23) counts there with a share of its case. A
    fright by anybody tells of everybody, if slowly, since only what people are like all along is
    learnt of those who are known; that somebody known does not frighten tells of others in part
    (eq. 14). So the working model of the attachment figure is what a child goes by with strangers,
    and it remains when she is gone.

        lasting store of people, after an encounter with somebody known:
        cases for and against * theory.trust.spread
        1 - retention = theory.memory.slowness * theory.trust.spread
                        * (1 - theory.trust.retention) * case
        rise of threat * theory.memory.slowness * theory.threat.spread
        fall of threat * theory.memory.slowness * theory.trust.spread
    """
    share = theory.trust.spread
    fades = (1.0 - theory.trust.retention) * theory.memory.slowness * share
    dread = people.threat.lasting
    if told.alarming:
        reach = theory.threat.spread if told.frightened else share
        dread = threat.moved(dread, told.frightened, reach * theory.memory.slowness, theory.threat)
    return Bond(
        people.strategies,
        people.response,
        Dread(people.threat.lately, dread),
        Belief(
            people.helpfulness.lately,
            added(
                people.helpfulness.lasting,
                1.0 - fades * told.case,
                share * told.helped,
                share * told.harmed,
            ),
        ),
        Belief(
            people.knowledge.lately,
            added(
                people.knowledge.lasting,
                1.0 - fades * (told.knew + told.erred),
                share * told.knew,
                share * told.erred,
            ),
        ),
        people.liar,
        people.standing,
        people.comforted,
        people.left,
    )


@rule
def learnt_of(bond, told, known, people, theory):
    """The bond with somebody, and what people in general are like, after this was told of it.

    Of anybody else it is learnt of people; of somebody ``known``, and in part of what people are
    like all along.
    """
    after = credited(bond, told, theory)
    if known:
        return after, generalised(people, told, theory)
    return after, after
