"""What a partner is like at the moment: whatever changes somebody goes through here."""

from trustsim.theory.compiled import inlined
from trustsim.theory.parameters import PartnerTraits
from trustsim.theory.rules import noticing


@inlined
def present(traits, mood, theory):
    """The traits with which somebody meets the child on a day of this mood."""
    return PartnerTraits(
        availability=noticing.availability(mood, traits, theory.noticing),
        rejection=traits.rejection,
        intrusion=traits.intrusion,
        inconsistency=traits.inconsistency,
        congruence=traits.congruence,
        marking=traits.marking,
        ostension=traits.ostension,
        fright=traits.fright,
        knowledge=traits.knowledge,
        helpfulness=traits.helpfulness,
        contingency=traits.contingency,
    )
