"""What is brought to a new bond: nobody is met as if nobody had been met before."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules import strategy, threat, trust
from trustsim.theory.states import Bond, Dread, Mind, Relief


@rule
def introduced(knows, mind, theory):
    """The bond with somebody new: as people are, with a share of the working model of the figure.

    ``knows`` is how surely the learner can tell that this one knows what the matter is (eq. 37).
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
