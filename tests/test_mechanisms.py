"""Every mechanism earns its place: taking it out changes what the theory says it must.

The expectation of each test is the sentence in ``lesions.LESIONS``, written before the effect was
measured. Children and luck are the same with and without the mechanism, so effects are paired.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.special import logit

import trustsim as ts
from trustsim.asking.lesions import LESIONS
from trustsim.measures import (
    attachment,
    by_class,
    class_shares,
    correlation,
    estimate,
    kappa,
    siding,
)
from trustsim.study.protocols import strange_situation
from trustsim.study.protocols.strange_situation import AVOIDANT, DISORGANISED, RESISTANT, SECURE
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.states import Mind

FIRST, LAST = 50, 61
INFANT, MONTH_LATER, PRESCHOOL = 12, 13, 48
MINDS, ASKED = "understanding_minds", (36, 48, 60)
NEW_COMPANY = Path(__file__).parents[1] / "configs" / "new_company.toml"


@pytest.fixture(scope="module")
def without(childhood):
    """Records without one mechanism."""
    done = {}

    def run(name):
        if name not in done:
            done[name] = ts.run(childhood.but(LESIONS[name].changes))
        return done[name]

    return run


def falls(before, after):
    """The paired change per cohort is below zero with its whole interval."""
    return estimate(after - before).high < 0.0


def trait(records, name, months=LAST):
    return records.column("portraits", name, months)


def ambiguous(records):
    return (siding(records, "novel") + siding(records, "50/50")) / 2.0


def flexibility(records, classes):
    return by_class(ambiguous(records) - siding(records, "75/25"), classes)


def test_without_the_uncertainty_bonus_hardly_a_child_is_resistant(grown, without):
    before, after = class_shares(grown), class_shares(without("uncertainty bonus"))
    assert falls(before[:, RESISTANT], after[:, RESISTANT])
    assert after[:, RESISTANT].mean() < 0.5 * before[:, RESISTANT].mean()


def test_without_the_switch_eyes_count_more_and_most_for_the_most_aroused(grown, without):
    before, after = siding(grown, "75/25"), siding(without("mentalising switch"), "75/25")
    assert falls(before.mean(1), after.mean(1))
    theory = grown.scenario.theory
    gain = np.exp(
        trait(grown, "minimise") * np.log(theory.strategy.minimising_gain)
        + trait(grown, "maximise") * np.log(theory.strategy.maximising_gain)
    )
    calm = grown.column("births", "reactivity") * gain * theory.choice.strangeness
    arousal = np.minimum(1.0, calm + trait(grown, "threat"))
    assert estimate(correlation(arousal, after - before)).high < 0.0


def test_without_closeness_resistant_and_avoidant_children_differ_less(grown, without):
    classes = attachment(grown)
    before = by_class(ambiguous(grown), classes)
    after = by_class(ambiguous(without("closeness by agreeing")), classes)
    assert falls(
        before[:, RESISTANT] - before[:, AVOIDANT], after[:, RESISTANT] - after[:, AVOIDANT]
    )


@pytest.mark.parametrize("other", [AVOIDANT, RESISTANT])
def test_without_clarity_secure_children_lose_their_lead_in_flexibility(grown, without, other):
    classes = attachment(grown)
    before, after = flexibility(grown, classes), flexibility(without("clarity"), classes)
    assert falls(before[:, SECURE] - before[:, other], after[:, SECURE] - after[:, other])


def test_without_spread_trust_in_somebody_unknown_goes_less_with_trust_in_the_mother(
    grown, without
):
    """It was expected not to go with it at all; clarity, which serves both, links them as well."""

    def link(records):
        return correlation(trait(records, "trust_in_figure"), trait(records, "trust_in_unknown"))

    assert falls(link(grown), link(without("spread")))
    assert estimate(link(without("spread"))).low > 0.0


def test_without_spread_who_was_frightened_is_still_more_vigilant_to_others(without):
    """No more vigilant than others, as was expected, they are not: fear spreads all the same."""
    records = without("spread")
    link = correlation(records.column("births", "fright"), trait(records, "vigilance"))
    assert estimate(link).low > 0.0


def test_without_fear_of_everybody_the_disorganised_are_no_more_vigilant_than_the_avoidant(
    grown, without
):
    """With it they are, by so little that it takes more cohorts to tell (`hypervigilance`)."""

    def lead(records):
        vigilance = by_class(trait(records, "vigilance"), attachment(records))
        return vigilance[:, DISORGANISED] - vigilance[:, AVOIDANT]

    assert falls(lead(grown), lead(without("fear of everybody")))
    assert estimate(lead(without("fear of everybody"))).low <= 0.0


def test_without_fear_of_everybody_mothers_are_trusted_and_feared_as_before(grown, without):
    for name in ("trust_in_figure", "threat", "vigilance_to_figure"):
        after = trait(without("fear of everybody"), name)
        np.testing.assert_array_equal(after, trait(grown, name))


def test_without_the_cue_less_is_learnt_as_generic(grown, without):
    before, after = trait(grown, "generic_right"), trait(without("ostension"), "generic_right")
    assert falls(before.mean(1), after.mean(1))
    assert after.mean() < 0.75 * before.mean()


def test_without_the_cue_the_mother_loses_a_small_part_of_her_lead(grown, without):
    """A quarter was expected, and lost under earlier defaults; others lose by it as well."""
    before, after = ambiguous(grown).mean(1), ambiguous(without("ostension")).mean(1)
    assert falls(before, after)
    assert 0.75 * (before.mean() - 0.5) < after.mean() - 0.5


def test_mothers_who_use_more_cues_are_believed_more_because_of_the_cues(childhood):
    """The same children, whose mothers address them often or seldom; then without ostension."""

    def answers(scenario, ostension):
        return ambiguous(ts.run(scenario.but({"worlds": 5, "caregiver.ostension": ostension})))

    def effect(scenario):
        return (answers(scenario, 0.9) - answers(scenario, 0.3)).mean(1)

    assert estimate(effect(childhood)).low > 0.0
    assert not effect(childhood.but(LESIONS["ostension"].changes)).any()


def test_without_a_cue_at_the_gate_less_is_learnt_as_generic(grown, without):
    before, after = (
        trait(grown, "generic_right"),
        trait(without("cue at the gate"), "generic_right"),
    )
    assert falls(before.mean(1), after.mean(1))


def test_without_the_cue_as_evidence_others_lose_more_than_the_mother_does(grown, without):
    """She was expected to lose part of her lead; but what others are like hangs on their cues."""
    bare = without("cue as evidence")
    lost = [
        (trait(bare, name) - trait(grown, name)).mean(1)
        for name in ("trust_in_figure", "trust_in_unknown")
    ]
    assert estimate(lost[0]).high < 0.0
    assert falls(lost[0], lost[1])
    assert falls(ambiguous(bare).mean(1), ambiguous(grown).mean(1))


def test_a_mother_who_rejects_is_trusted_less_than_one_who_never_does(childhood):
    """Expected was the less the more she rejects: a child that hides what it feels is hurt less."""
    rejecting = [
        childhood.but({"worlds": 3, "caregiver.rejection": rejection})
        for rejection in (0.0, 0.3, 0.6, 0.9)
    ]
    never, *means = [trait(ts.run(each), "trust_in_figure").mean() for each in rejecting]
    assert all(rejected < never for rejected in means)


def test_without_the_content_check_more_of_what_is_wrong_is_taken_in(grown, without):
    def wrong(records):
        taken = trait(records, "generic_wrong") + trait(records, "bound_wrong")
        right = trait(records, "generic_right") + trait(records, "bound_right")
        return (taken / (taken + right)).mean(1)

    assert falls(-wrong(grown), -wrong(without("content check")))


@pytest.mark.parametrize("name", ["clarity", "trust_in_figure", "generic_right"])
def test_without_marked_mirroring_clarity_trust_and_learning_fall(grown, without, name):
    before, after = trait(grown, name).mean(1), trait(without("marked mirroring"), name).mean(1)
    assert falls(before, after)


def test_without_marked_mirroring_the_mother_loses_her_lead(grown, without):
    assert falls(ambiguous(grown).mean(1), ambiguous(without("marked mirroring")).mean(1))


# What lasts, and what lives have to bear


@pytest.fixture(scope="module")
def retested(childhood):
    """The same children, whose class is taken again after a month, and at preschool age."""
    seen = {"months": [INFANT, MONTH_LATER, PRESCHOOL]}
    return childhood.but({"visits": {"strange_situation": seen}})


@pytest.fixture(scope="module")
def warned(childhood):
    """The same children, who are warned of a liar at three and at four."""
    return childhood.but({"visits": {"announced_liar": {}}})


def both(scenario, name):
    """Records with a mechanism and without it."""
    return ts.run(scenario), ts.run(scenario.but(LESIONS[name].changes))


def again(records, months):
    """How well the class of infancy agrees with that of another age, in each cohort."""
    infant, later = (
        records.column("strange_situation", "attachment", age) for age in (INFANT, months)
    )
    return kappa(infant, later)


def test_without_the_working_model_classes_come_again_less_often_after_years(retested):
    """Expected was after a month as well; there what was lately is enough."""
    before, after = both(retested, "working model")
    assert falls(again(before, PRESCHOOL), again(after, PRESCHOOL))
    change = estimate(again(after, MONTH_LATER) - again(before, MONTH_LATER))
    assert change.low < 0.0 < change.high


@pytest.mark.parametrize("item", ["clarity", "trust_in_unknown"])
def test_without_the_working_model_new_company_leaves_less_of_childhood(item):
    """A year after all company has changed, among people who are alike for everybody.

    Nothing was expected to be left; tension and reflection, which have one store, leave some.
    """
    ages = (216, 228)
    company = ts.load(NEW_COMPANY).but(
        {"worlds": 4, "children": 60, "visits": {"trust_scales": {"months": list(ages)}}}
    )

    def kept(records):
        return correlation(*(records.column("portraits", item, age) for age in ages))

    before, after = map(kept, both(company, "working model"))
    assert falls(before, after)


def test_what_is_brought_to_a_new_bond_changes_nothing_in_childhood(grown, without):
    for name, table in without("what is brought to a new bond").tables.items():
        pd.testing.assert_frame_equal(table, grown.tables[name], check_exact=True)


def test_without_what_is_brought_a_new_relationship_begins_as_a_newborns_does(childhood):
    """Strategies, and whether an answer is expected, of a stranger who is met at four months."""
    theory = childhood.but(LESIONS["what is brought to a new bond"].changes).theory
    world = ts.World(childhood, children=[0])
    world.live(4)
    mind = world.infants[0].mind
    brought, alone = (introduced(0.0, mind, each) for each in (childhood.theory, theory))
    newborn = introduced(0.0, Mind(), theory)
    assert brought.strategies != newborn.strategies == alone.strategies
    assert brought.response != newborn.response == alone.response


def link_with_mother(records, name):
    """How a factor of the mothers goes with the trust in them."""
    return correlation(records.column("births", name), trait(records, "trust_in_figure"))


@pytest.mark.parametrize(
    ("lesion", "factor"), [("being answered", "sensitivity"), ("being understood", "mentalising")]
)
def test_without_being_answered_or_understood_what_she_is_like_moves_trust_less(
    grown, without, lesion, factor
):
    assert falls(link_with_mother(grown, factor), link_with_mother(without(lesion), factor))


@pytest.mark.parametrize("name", ["trust_in_figure", "trust_in_unknown"])
def test_without_misreading_trust_rises(grown, without, name):
    assert falls(-trait(grown, name).mean(1), -trait(without("misreading"), name).mean(1))


@pytest.mark.parametrize("name", ["trust_in_figure", "trust_in_unknown"])
def test_without_misreading_trust_goes_less_with_clarity(grown, without, name):
    before, after = (
        correlation(trait(records, "clarity"), trait(records, name))
        for records in (grown, without("misreading"))
    )
    assert falls(before, after)


def test_with_reflection_from_birth_the_younger_are_no_worse_with_a_liar(warned):
    """How much more often three-year-olds than four-year-olds follow who is said to lie."""

    def worse(records):
        return (
            records.column("announced_liar", "liar", 36)
            - records.column("announced_liar", "liar", 48)
        ).mean(1)

    before, after = map(worse, both(warned, "grown reflection"))
    assert falls(before, after)
    assert estimate(after).low <= 0.0


def test_with_reflection_from_birth_what_is_seen_counts_for_more(grown, without):
    """How far children go by what they see against the mother's word.

    Expected was that without it the older would go by it no more than the younger; they do not in
    any case.
    """

    def seen(records):
        return (siding(records, "50/50") - siding(records, "75/25")).mean(1)

    assert falls(seen(grown), seen(without("grown reflection"))) is False
    assert falls(-seen(grown), -seen(without("grown reflection")))


@pytest.fixture(scope="module")
def asked(childhood):
    """The same children, asked about minds at three, four and five: with addresses and without."""
    return both(childhood.but({"visits": {MINDS: {"months": list(ASKED)}}}), "being addressed")


def false_belief(records, months):
    """The share of tasks on a false belief that each child solves."""
    return records.column(MINDS, "false belief", months)


def test_without_being_addressed_hardly_a_belief_is_understood_and_goes_less_with_her(asked):
    """It was expected to go more with her mentalising; that needs tasks that are solved."""

    def link(records):
        solved = np.mean([false_belief(records, months) for months in ASKED], axis=0)
        return correlation(records.column("births", "mentalising"), solved)

    before, after = map(link, asked)
    assert falls(before, after)
    assert false_belief(asked[1], ASKED[-1]).mean() < 0.1


@pytest.mark.parametrize("later", ASKED[1:])
def test_without_being_addressed_years_make_less_of_a_difference_to_false_belief(asked, later):
    before, after = (
        gained(*(false_belief(records, months) for months in (ASKED[0], later)))
        for records in asked
    )
    assert falls(before, after)


def gained(young, old):
    """What years make of a difference, in standard deviations of children of one age."""
    return (old - young).mean(1) / np.sqrt((young.var(1) + old.var(1)) / 2.0)


def test_without_being_addressed_the_share_beneath_it_goes_more_with_her_and_less_with_age(asked):
    """Of cases for seeing minds, where no task is too hard or too easy to tell children apart."""

    def shares(records):
        steepness = records.scenario.theory.reflection.steepness
        return [logit(trait(records, "reflection", months)) / steepness for months in ASKED]

    def link(records):
        return correlation(records.column("births", "mentalising"), np.mean(shares(records), 0))

    before, after = map(link, asked)
    assert falls(-before, -after)
    first, *later = zip(*map(shares, asked), strict=True)
    for old in later:
        before, after = (gained(*each) for each in zip(first, old, strict=True))
        assert falls(before, after)


def test_without_circumstances_classes_are_more_stable_from_infancy_to_preschool_age(retested):
    before, after = both(retested, "circumstances")
    assert falls(-again(before, PRESCHOOL), -again(after, PRESCHOOL))


def test_every_lesion_changes_the_scenario_it_is_applied_to(childhood):
    for lesion in LESIONS.values():
        changed = childhood.but(lesion.changes)
        assert changed.resolved() != childhood.resolved()


def test_the_answers_of_a_child_do_not_depend_on_its_label(childhood, grown, monkeypatch):
    """The coder's labels are shuffled while the children live: their answers stay the same."""
    generator = np.random.Generator(np.random.Philox(1))
    coder = strange_situation.attachment

    def shuffled(avoidance, resistance, disorganisation):
        return generator.permutation(coder(avoidance, resistance, disorganisation))

    monkeypatch.setattr(strange_situation, "attachment", shuffled)
    relabelled = ts.run(childhood)
    assert (attachment(relabelled) != attachment(grown)).mean() > 0.3
    for table in ("births", "portraits", "mother_stranger"):
        pd.testing.assert_frame_equal(
            relabelled.tables[table], grown.tables[table], check_exact=True
        )
