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

    A fright tells of everybody; to be safe with somebody tells of others in part.
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
