"""What a partner is like at the moment: whatever changes somebody goes through here."""

from trustsim.theory.compiled import inlined
from trustsim.theory.parameters import PartnerTraits
from trustsim.theory.rows import replacer
from trustsim.theory.rules import noticing

with_availability = replacer(PartnerTraits, "availability")


@inlined
def present(traits, mood, theory):
    """The traits with which somebody meets the child on a day of this mood."""
    return with_availability(traits, noticing.availability(mood, traits, theory.noticing))
