"""What an encounter tells of the other, and in part of people in general, is counted."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules import threat
from trustsim.theory.rules.counting import counted
from trustsim.theory.states import Bond


@rule
def credited(bond, told, share, theory):
    """A bond after this was told of somebody, of which so large a share counts (eqs 14, 15, 17)."""
    fades, dread = (1.0 - theory.trust.retention) * share, bond.threat
    if told.alarming:
        dread = threat.learnt(dread, told.frightened, share, theory)
    return Bond(
        bond.strategies,
        bond.response,
        dread,
        counted(
            bond.helpfulness,
            1.0 - fades * told.case,
            share * told.helped,
            share * told.harmed,
            theory.memory,
        ),
        counted(
            bond.knowledge,
            1.0 - fades * (told.knew + told.erred),
            share * told.knew,
            share * told.erred,
            theory.memory,
        ),
        bond.liar,
    )


@rule
def learnt_of(bond, told, known, people, theory):
    """The bond with somebody, and what people in general are like, after this was told of it.

    Of somebody ``known`` it is learnt in full, and in part of people; of anybody else, of people.
    """
    after = credited(bond, told, 1.0, theory)
    if known:
        return after, credited(people, told, theory.trust.spread, theory)
    return after, after
