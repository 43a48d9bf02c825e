"""What is brought to a new bond: nobody is met as if nobody had been met before."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules import strategy, threat, trust
from trustsim.theory.states import Bond, Dread, Mind, Relief


@rule
def introduced(knows, mind, theory):
    """The bond with somebody new: as people are, with a share of the working model of the figure.

    ``knows`` is how surely the learner can tell that this one knows what the matter is (eq. 37).

    **Eq. 37, newcomers.** Nobody is met as if nobody had been met before. Of somebody new, in life
    as in a visit, is expected what people are like (eq. 17): their help, the threat of them, and
    their knowledge, or more where the child can tell with `knows` that this one knows; and, of what
    to do with distress and whether an answer comes, a share of the working model of the figure.
    With each expectation goes a fixed number of cases of doubt, and credit in proportion to its
    odds; of what strategies have brought all along, a share of the uses. All stand in both stores
    (eq. 40) and fade like any.

        expected   = help expected of somebody unknown;  max(knows, knowledge of people);
                     even + theory.memory.brought * (answer expected of the figure - even)
        even       = the same with nothing counted
        credit     = theory.trust.doubt * expected / (1 - expected)
        hits       = credit - what is credited beforehand for
        misses     = theory.trust.doubt - what is credited beforehand against
        brought, uses = theory.memory.brought * those of the lasting store of the figure

    As long as nothing is counted this is what was expected. A first case against lowers the odds by
    the same factor whatever was expected; a first case for raises them by less, the better the
    newcomer was thought of.
    """
    helpful = trust.helpfulness(mind.people, theory)
    knowing = max(knows, trust.knowledge(mind.people, theory))
    dread = threat.expected(mind.people, theory)
    defaults, calls, share = theory.trust, theory.strategy, theory.memory.brought
    even = calls.default_answered / (calls.default_answered + calls.default_unanswered)
    answered = even + share * (strategy.expected_response(mind.figure, theory) - even)
    brought = strategy.carried_over(mind.figure.strategies.lasting, share)
    return Bond(
        Relief(brought, brought),
        trust.brought(answered, calls.default_answered, calls.default_unanswered, defaults),
        Dread(dread, dread),
        trust.brought(helpful, defaults.default_helped, defaults.default_harmed, defaults),
        trust.brought(knowing, defaults.default_knew, defaults.default_erred, defaults),
        0.0,
        mind.people.standing,
        0.0,
        0.0,
    )


@rule
def facing(bond, mind):
    """The learner as it faces somebody whom it knows by this bond."""
    return Mind(bond, mind.figure, mind.people, mind.me)
