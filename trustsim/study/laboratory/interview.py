"""A grown-up looks back on who raised it, and what it is like as a caregiver itself.

Who is looked back on is the partner of the visit; the figure is whoever is the figure today.
"""

from typing import NamedTuple

from trustsim.study.laboratory.script import Event
from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters.hearing import clarity
from trustsim.theory.rules import mentalising, parenting, strategy, threat, trust
from trustsim.theory.rules.arousal import bounded
from trustsim.theory.turns import below

MEMORY, CARING = int(Event.MEMORY), int(Event.CARING)
LAPSED = 10  # is added to the strategy with which one speaks, where dread comes over one


class Caring(NamedTuple):
    """What somebody is like as a caregiver, each in standard deviations of caregivers."""

    sensitivity: float
    mentalising: float
    disruption: float
    addressing: float  # how readily a child is addressed, beyond what mentalising makes of it


@rule
def of_an_interview(kind):
    """Is this an event in which a grown-up speaks of itself?"""
    return kind in (MEMORY, CARING)


@rule
def looked_back(moment, row, mind, theory):
    """One event in which a grown-up speaks of itself: its outcome (four numbers)."""
    if row.kind == MEMORY:
        return recalled(moment, mind, theory)
    care = caring(mind, theory)
    return care.sensitivity, care.mentalising, care.disruption, care.addressing


@rule
def recalled(moment, mind, theory):
    """One memory: how it is spoken of, as a strategy, and whether dread comes over the speaker.

    Then how far what is felt is seen for what it is, and what is said of who raised one: answered,
    helped, safe, in equal parts (all in [0, 1]) (eq. 52).

    **Eq. 52, state of mind.** What is in the mind of a grown-up about being cared for is partly of
    whoever raised it (`then`) and partly of the attachment figure of today (`now`); where these are
    one, it is of this one. In an interview a memory is spoken of as the speaker is used to dealing
    with distress (eq. 2), with the one or with the other. What is feared of this one (eq. 14)
    arouses, and arousal turns mentalising off (eq. 18): dread that is not seen for what it is may
    come over the speaker. What is said of who raised one is what is expected of this one: an answer
    (eq. 2), help and safety, in equal parts.

        state       = theory.parenting.childhood * then + (1 - theory.parenting.childhood) * now
        insight(x)  = clarity * mentalising at bound(tension + x)
        a memory is spoken of as then with probability theory.parenting.childhood, else as now:
        P(dismisses), P(is preoccupied) = P(minimise), P(maximise)          with this one
        P(dread comes over)             = dread * (1 - insight(dread))
        dread                           = threat of this one
        seen                            = insight(dread)
        said of who raised one          = (response + helpfulness + 1 - threat) / 3
    """
    whose, pick, lapses, _ = luck(moment, Decision.CHOICE)
    bond = mind.figure
    if below(whose, theory.parenting.childhood, "speaks as then", "speaks as now"):
        bond = mind.bond
    seek, minimise, _ = strategy.propensities(bond, theory)
    spoken = strategy.MAXIMISE
    if pick < seek:
        spoken = strategy.SEEK
    elif pick < seek + minimise:
        spoken = strategy.MINIMISE
    dread = threat.expected(bond, theory)
    seen = insight(dread, mind.me, theory)
    likely = dread * (1.0 - seen)
    if below(lapses, likely, "dread comes over the speaker", "no dread comes over the speaker"):
        spoken += LAPSED
    answered, helped = (
        strategy.expected_response(mind.bond, theory),
        trust.helpfulness(mind.bond, theory),
    )
    safe = 1.0 - threat.expected(mind.bond, theory)
    return float(spoken), seen, (answered + helped + safe) / 3.0, 0.0


@rule
def insight(dread, me, theory):
    """How far what is felt is seen for what it is, as far as dread lets one mentalise."""
    arousal = bounded(me.tension + dread)
    return clarity(me, theory) * mentalising.mentalising(me, arousal, theory)


@rule
def caring(mind, theory):
    """What somebody who was raised by the partner is like as a caregiver (eqs 53, 54).

    **Eq. 53, what it makes of a caregiver.** Who has found that it brings more to show distress
    than to hide it lets a child show it: four readings of the state of mind become what a caregiver
    is like. Openness to distress becomes sensitivity; the understanding of what is felt, in calm,
    becomes mentalising; dread that is not seen for what it is becomes disruption; how helpful one
    has found those who cared for one, which is mostly whether one was addressed by them (eq. 15),
    becomes how readily one addresses. `opening`, `dread` and `helpfulness` are states of eq. 52,
    each worked out with either bond and then mixed. Shares are taken as log odds, and of
    `dread * (1 - insight)`, which is a product of two, the root, so that what is spread is not
    crowded at an end; a share counts as 1e-9 from none, and from all, at least. Each reading is
    told in standard deviations of grown-ups of the reference population.

        opening       = value_seek - value_minimise                          (eqs 11, 40)
        understanding = ln(insight(0) / (1 - insight(0)))
        unresolved    = sqrt(dread * (1 - insight(dread)))
        addressed     = ln(helpfulness / (1 - helpfulness))

        sensitivity   = (opening - theory.parenting.opening_usual) / theory.parenting.opening_spread
        mentalising   = (understanding - theory.parenting.understanding_usual)
                        / theory.parenting.understanding_spread
        disruption    = (unresolved - theory.parenting.unresolved_usual)
                        / theory.parenting.unresolved_spread
        addressing    = (addressed - theory.parenting.addressed_usual)
                        / theory.parenting.addressed_spread

    The first three are the factors of a caregiver, and `addressing` is the `z` of ostension
    (*Initialisation*).
    """
    here, then, now, me = theory.parenting, mind.bond, mind.figure, mind.me
    open_ = parenting.then_and_now(
        parenting.opening(then, theory), parenting.opening(now, theory), here
    )
    dread = parenting.then_and_now(
        threat.expected(then, theory), threat.expected(now, theory), here
    )
    helped = parenting.then_and_now(
        trust.helpfulness(then, theory), trust.helpfulness(now, theory), here
    )
    understands = insight(0.0, me, theory)
    unresolved = parenting.unresolved(dread, insight(dread, me, theory))
    skilled = here.guided * parenting.skilled(me.caring, theory)
    return Caring(
        parenting.standing(open_, here.opening_usual, here.opening_spread) + skilled,
        parenting.standing(
            parenting.odds(understands), here.understanding_usual, here.understanding_spread
        ),
        parenting.standing(unresolved, here.unresolved_usual, here.unresolved_spread) - skilled,
        parenting.standing(parenting.odds(helped), here.addressed_usual, here.addressed_spread),
    )
