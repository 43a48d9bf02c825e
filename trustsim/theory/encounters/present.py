"""What a partner is like at the moment: whatever changes somebody goes through here."""

from trustsim.theory.compiled import inlined, rule
from trustsim.theory.parameters import PartnerTraits
from trustsim.theory.rows import replacer
from trustsim.theory.rules import circumstances, noticing

with_availability = replacer(PartnerTraits, "availability")
with_congruence = replacer(PartnerTraits, "congruence")
with_fright = replacer(PartnerTraits, "fright")


@rule
def burdened(traits, hardship, theory):
    """What somebody is like in a family that bears as much as this (eq. 43)."""
    weighs = theory.circumstances
    frightens = circumstances.raised(traits.fright, weighs.fright * hardship)
    reads = with_congruence(traits, traits.congruence - weighs.congruence * hardship)
    return with_fright(
        with_availability(reads, traits.availability - weighs.availability * hardship), frightens
    )


@inlined
def present(traits, mood, theory):
    """The traits with which somebody meets the child on a day of this mood (eq. 5)."""
    return with_availability(traits, noticing.availability(mood, traits, theory.noticing))
