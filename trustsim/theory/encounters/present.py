"""What a partner is like at the moment: whatever changes somebody goes through here."""

from trustsim.theory.compiled import inlined, rule
from trustsim.theory.parameters import PartnerTraits
from trustsim.theory.rows import replacer
from trustsim.theory.rules import circumstances, company, noticing
from trustsim.theory.states import Bond

with_availability = replacer(PartnerTraits, "availability")
with_congruence = replacer(PartnerTraits, "congruence")
with_ostension = replacer(PartnerTraits, "ostension")
with_comforted = replacer(Bond, "comforted")
with_fright = replacer(PartnerTraits, "fright")


@rule
def burdened(traits, hardship, theory):
    """What somebody is like in a family that bears as much as this (eq. 43).

    **Eq. 43, circumstances.** What a family has to bear is standard normal over families and lasts
    for months; once a month it moves, and an event that a config names adds to it. It tells on all
    who comfort the child at home.

        hardship     = theory.circumstances.memory * hardship
                       + sqrt(1 - theory.circumstances.memory^2) * z          at birth: z
        hardship     = hardship + that of an event                            on its day
        availability = partner.availability - theory.circumstances.availability * hardship
        congruence   = partner.congruence - theory.circumstances.congruence * hardship
        ln odds of fright = ln odds of partner.fright + theory.circumstances.fright * hardship
    """
    weighs = theory.circumstances
    frightens = circumstances.raised(traits.fright, weighs.fright * hardship)
    reads = with_congruence(traits, traits.congruence - weighs.congruence * hardship)
    return with_fright(
        with_availability(reads, traits.availability - weighs.availability * hardship), frightens
    )


@rule
def comforted_once(bond, theory):
    """A bond a month later: of having been comforted by this one less is left (eq. 50).

    **Eq. 50, whoever comforts.** Where a phase of life says `figure = "whoever_comforts"`, the
    attachment figure is whoever has comforted most often lately, of all whom the learner knows. A
    month fades it by `theory.company.fades`.

        comforted = comforted + 1                        where distress is mirrored
        comforted = theory.company.fades * comforted     once a month
    """
    return with_comforted(bond, theory.fades * bond.comforted)


@rule
def welcoming(traits, standing):
    """What somebody is like to one who has met him as warmly as this (eq. 46)."""
    if traits.reciprocity == 0.0:
        return traits
    moves = traits.reciprocity * company.warmth(standing)
    near = with_availability(traits, traits.availability + moves)
    return with_ostension(near, circumstances.raised(traits.ostension, moves))


@inlined
def present(traits, mood, standing, theory):
    """The traits with which somebody meets the child on a day of this mood (eqs 5, 46)."""
    today = welcoming(traits, standing)
    return with_availability(today, noticing.availability(mood, today, theory.noticing))
