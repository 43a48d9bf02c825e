"""Patients and people outside: how closed they are, who supports them, how kind the world is."""

import numpy as np

from trustsim.asking.patterns.over_trials import (
    accepted,
    by_trial,
    correlation_given,
    difference,
    over_arms,
)
from trustsim.asking.patterns.part import ABOVE_ZERO, BELOW_ZERO, Part, literature
from trustsim.asking.trials import outcomes
from trustsim.asking.trials.individual import gained
from trustsim.study.cast import MOTHER

BENIGN, HARSH = "mbt_benign", "mbt_harsh"  # arms, each beside the same world without it
QUARTER = 13  # sessions


def therapy_opens_social_world(found):
    """Does therapy open patients to people outside, and do they stay open?"""
    trial = found.trial
    ages = [("at the end", trial.end)] + ([("later", trial.later)] if trial.later else [])

    def opened(arm, months):
        return difference(found, closed(found, trial.control, months), closed(found, arm, months))

    return [
        Part(f"g of openness to people, {words}",
             over_arms(found, lambda arm, months=months: opened(arm, months)),
             accepted("therapy_opens_social_world"))
        for words, months in ages
    ]  # fmt: skip


def social_support_prognosis(found):
    """Do patients with better support at intake do better, whatever the treatment?"""
    supported = support_of(found, found.screened, found.trial.intake)[found.chosen]

    def slope(arm):
        ends = outcomes.outcome(found, arm, found.trial.end).symptoms
        return correlation_given(found, supported, ends, (found.before,))

    arms = list(found.trial.arms)
    values = np.mean([slope(arm) for arm in arms], axis=0)
    return [
        Part("r (support at intake, symptoms at the end), intake held constant", values,
             accepted("social_support_prognosis"))
    ]  # fmt: skip


def closed(found, arm, months):
    """How closed to people the patients in an arm are at an age."""
    return found.at(arm, months, "isolation")


def support_of(found, records, months):
    """How surely those whom one knows, but for therapists, are expected to answer (person,)."""
    therapists = {outcomes.partner_of(found, arm) for arm in found.trial.treated}
    bonds = records.tables["bonds"]
    known = bonds[(bonds["months"] == months) & ~bonds["partner"].isin({MOTHER, *therapists})]
    people = records.worlds * records.scenario.children
    return known["response"].to_numpy().reshape(people, -1).mean(1)


def hard_to_reach_patients(found):
    """Do vigilant patients let less in of what is said to them?"""
    vigilance = found.at_intake("vigilance", "portraits")

    def let_in(arm):
        return correlation_given(
            found, vigilance, outcomes.mean_of_known(found.sessions(arm, "let_in")[:, :QUARTER])
        )

    return [Part("r (vigilance, share let in)", over_arms(found, let_in), BELOW_ZERO)]


def benign_world(found):
    """Does therapy gain more where the world outside is benign than where it is harsh?"""
    months = found.trial.later or found.trial.end

    benign, harsh = (gained(found, arm, months) for arm in (BENIGN, HARSH))
    return [
        Part("points gained over waiting: benign - harsh world", by_trial(
            found, benign - harsh).mean(1), ABOVE_ZERO),
        Part("the same as a share of what is gained in a benign world", by_trial(
            found, benign - harsh).mean(1) / by_trial(found, benign).mean(1),
            (literature()["benign_world"]["accept"], np.inf)),
    ]  # fmt: skip


TESTS = {  # and the arms, beside at least one with sessions, that each cannot do without
    hard_to_reach_patients: (),
    therapy_opens_social_world: (),
    social_support_prognosis: (),
    benign_world: (BENIGN, HARSH),
}
