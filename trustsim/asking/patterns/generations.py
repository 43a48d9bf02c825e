"""What is found from one generation to the next, in lines of descent.

A world is a cohort; where a finding is about mothers and children, all generations of a line are
looked at together, each mother with her child.
"""

import numpy as np

from trustsim.asking.generations.harshness import harshness, maltreated
from trustsim.asking.patterns.part import ABOVE_ZERO, Part, literature
from trustsim.measures.cohorts import correlation
from trustsim.study.protocols.adult_interview import DISMISSING, SECURE, STATES
from trustsim.study.protocols.strange_situation import CLASSES, DISORGANISED
from trustsim.study.protocols.strange_situation import SECURE as SECURE_CHILD

DESCENT = "descent"  # the population that these patterns are about: a Descent
STATE, UNRESOLVED, ATTACHED = "state of mind", "unresolved", "attachment"
BEFORE = " before"
HARD = 1.0 / 3.0  # of the childhoods that are told, the hardest


def accepted(name, key=None):
    """The range that is accepted of a pattern."""
    given = literature()[name]["accept"]
    return tuple(given if key is None else given[key])


def mothers_and_children(descent, of_mother, of_child):
    """What mothers show and what their children show, each (world, mother with child)."""
    of_mother, of_child = (np.asarray(each, dtype=float) for each in (of_mother, of_child))
    return by_world(of_mother[:-1]), by_world(of_child[1:])


def by_world(values):
    """Numbers of everybody (generation, world, line) as (world, person)."""
    values = np.asarray(values, dtype=float)
    return np.moveaxis(values, 1, 0).reshape(values.shape[1], -1)


def apart(values, one, other):
    """By how much one group's mean exceeds another's in each world; groups are (world, person)."""
    return group_mean(values, one) - group_mean(values, other)


def group_mean(values, group):
    """The mean of a group in each world; not a number where nobody is in it."""
    many = group.sum(1)
    return np.where(many > 0, (values * group).sum(1) / np.maximum(many, 1), np.nan)


def effect(values, one, other):
    """Cohen's d between two groups in each world."""
    inside = [
        group_mean((values - group_mean(values, each)[:, None]) ** 2, each) for each in (one, other)
    ]
    return apart(values, one, other) / np.sqrt(np.mean(inside, axis=0))


def is_secure(descent):
    """Whose state of mind is secure and not unresolved."""
    secure = descent.column(STATE) == SECURE
    return secure & (descent.column(UNRESOLVED) == 0.0)


def transmission(descent):
    """Have secure mothers secure children, and unresolved ones disorganised children?

    And have secure mothers more of them than mothers who are as sensitive?
    """
    child = descent.column(ATTACHED)
    pairs = {
        "r (secure mother, secure child)": (is_secure(descent), child == SECURE_CHILD),
        "r (unresolved mother, disorganised child)": (
            descent.column(UNRESOLVED), child == DISORGANISED,
        ),
    }  # fmt: skip
    mother, secure = mothers_and_children(descent, *pairs["r (secure mother, secure child)"])
    sensitive, _ = mothers_and_children(descent, descent.column("sensitivity"), child)
    return [
        *(Part(words, correlation(*mothers_and_children(descent, *both)), accepted("transmission"))
          for words, both in pairs.items()),
        Part("r (secure mother, secure child), her sensitivity held constant",
             correlation_beside(mother, secure, sensitive), ABOVE_ZERO),
    ]  # fmt: skip


def correlation_beside(one, other, third):
    """The correlation of two numbers with a third held constant, in each world."""
    r, first, second = (correlation(*both) for both in ((one, other), (one, third), (other, third)))
    return (r - first * second) / np.sqrt((1.0 - first**2) * (1.0 - second**2))


def marked_mirroring_by_security(descent):
    """Do secure mothers give more marked mirroring than dismissing ones, and imitate no more?"""
    state = descent.column(STATE)
    secure, _ = mothers_and_children(descent, is_secure(descent), state)
    dismissing, _ = mothers_and_children(descent, state == DISMISSING, state)
    rates = {
        "marked": descent.column("observed mirrored") * descent.column("observed marked"),
        "plain": descent.column("observed mirrored") * (1.0 - descent.column("observed marked")),
    }
    parts = []
    for name, words in (("marked", "intention"), ("plain", "direct")):
        _, rate = mothers_and_children(descent, state, rates[name])
        parts.append(
            Part(f"{name} mirroring, secure / dismissing mothers",
                 group_mean(rate, secure) / group_mean(rate, dismissing),
                 accepted("marked_mirroring_by_security", words))
        )  # fmt: skip
    return parts


def adult_distribution(descent):
    """Do the shares of the classes stay as they are from the first generation to the last?"""
    most = literature()["adult_distribution"]["accept"]
    state, child = descent.column(STATE), descent.column(ATTACHED)
    shares = {f"mothers {name}": state == k for k, name in enumerate(STATES)}
    shares |= {"mothers unresolved": descent.column(UNRESOLVED) == 1.0}
    shares |= {f"infants {name}": child == k for k, name in enumerate(CLASSES)}
    return [
        Part(f"{words}: last - first generation", those[-1].mean(1) - those[0].mean(1),
             (-most, most))
        for words, those in shares.items()
    ]  # fmt: skip


def spontaneous_change_of_state_of_mind(descent):
    """Who keeps a state of mind over 21 months, and who does not stay unresolved?"""
    same = by_world(descent.column(STATE) == descent.column(STATE + BEFORE))
    was, still = (by_world(descent.column(UNRESOLVED + each)) for each in (BEFORE, ""))
    name = "spontaneous_change_of_state_of_mind"
    people = float(same.shape[1])
    return [
        Part("share with the same of three classes", same.mean(1), accepted(name, "same"), people),
        Part("share of the unresolved who are so still", group_mean(still, was),
             accepted(name, "unresolved_kept"), people),
    ]  # fmt: skip


def maltreatment_transmission(descent):
    """Are mothers harsher who were maltreated themselves?"""
    was, does = mothers_and_children(descent, maltreated(descent), harshness_in_logits(descent))
    return [
        Part("d (harshness of mothers, maltreated or not)", effect(does, was, 1.0 - was),
             accepted("maltreatment_transmission"))
    ]  # fmt: skip


def harshness_in_logits(descent):
    """How harsh the mother of each person is, so that differences near none count as elsewhere."""
    harsh = np.clip(harshness(descent), 1e-6, 1.0 - 1e-6)
    return np.log(harsh / (1.0 - harsh))


def benign_partner_breaks_cycle(descent):
    """Are mothers with a warm spouse less harsh, and does it break the cycle?

    Slopes of a mother's harshness on that of her own mother, on her spouse's sensitivity, and on
    their product, all standardised.
    """
    harsh = harshness_in_logits(descent)
    own, does = mothers_and_children(descent, harsh, harsh)
    warm, _ = mothers_and_children(descent, descent.column("sensitivity of spouse"), harsh)
    slopes = np.array([slopes_with_product(*rows) for rows in zip(own, warm, does, strict=True)])
    name = "benign_partner_breaks_cycle"
    return [
        Part("slope on the warmth of her spouse", slopes[:, 1], (-np.inf, 0.0)),
        Part("slope on own upbringing x warmth", slopes[:, 2],
             (-np.inf, literature()[name]["accept"])),
    ]  # fmt: skip


def slopes_with_product(first, second, outcome):
    """Slopes of an outcome on two numbers and on their product, all in standard deviations."""
    first, second, outcome = ((x - x.mean()) / x.std() for x in (first, second, outcome))
    x = np.array([np.ones_like(first), first, second, first * second]).T
    return np.linalg.lstsq(x, outcome, rcond=None)[0][1:]


def reorganising_mothers(descent):
    """Have mothers who are unresolved no more secure children more often than those who are?"""
    was = descent.column(UNRESOLVED + BEFORE) == 1.0
    secure, child = is_secure(descent), descent.column(ATTACHED) == SECURE_CHILD
    resolved, securely = mothers_and_children(descent, was & secure, child)
    still, _ = mothers_and_children(descent, was & (descent.column(UNRESOLVED) == 1.0), child)
    return [
        Part("share of secure children, reorganised - still unresolved",
             apart(securely, resolved, still), ABOVE_ZERO),
        Part("share of secure children of reorganised mothers", group_mean(securely, resolved),
             accepted("reorganising_mothers"), resolved.sum(1).mean()),
    ]  # fmt: skip


def earned_security_caution(descent):
    """Is security that is told to be earned another than security that was earned?

    Told: a secure state of mind about one of the hardest childhoods that are told. Lived: a secure
    state of mind of who was insecure as an infant.
    """
    secure = by_world(is_secure(descent))
    told = by_world(descent.column("told childhood"))
    infant = by_world(descent.column(ATTACHED) == SECURE_CHILD)
    hard = told <= np.quantile(told, HARD)
    earned_as_told, continuous = secure * hard, secure * ~hard
    earned_as_lived, always = secure * (infant == 0.0), secure * infant
    trusts = by_world(descent.column("trust_in_figure"))
    name = "earned_security_caution"
    return [
        Part("infants secure, earned as told - continuous as told",
             apart(infant, earned_as_told, continuous), accepted(name, "infants")),
        Part("kappa of both definitions among the secure",
             kappa(earned_as_told, earned_as_lived, secure), accepted(name, "kappa")),
        Part("d (trust in the figure, earned as lived - always secure)",
             effect(trusts, earned_as_lived, always), accepted(name, "relationship")),
    ]  # fmt: skip


def kappa(one, other, among):
    """Cohen's kappa of two yes-or-no codes among some people, in each world."""
    share_one, share_other = group_mean(one, among), group_mean(other, among)
    same = group_mean((one == other).astype(float), among)
    chance = share_one * share_other + (1.0 - share_one) * (1.0 - share_other)
    return (same - chance) / (1.0 - chance)


INTERVIEWED = (STATE, UNRESOLVED, ATTACHED)
TWICE = (*INTERVIEWED, STATE + BEFORE, UNRESOLVED + BEFORE)
TESTS = {  # what must have been written down of everybody
    transmission: (*INTERVIEWED, "sensitivity"),
    marked_mirroring_by_security: (*INTERVIEWED, "observed mirrored", "observed marked"),
    adult_distribution: INTERVIEWED,
    spontaneous_change_of_state_of_mind: TWICE,
    maltreatment_transmission: (),
    benign_partner_breaks_cycle: ("sensitivity of spouse",),
    reorganising_mothers: TWICE,
    earned_security_caution: (*INTERVIEWED, "told childhood"),
}
