"""Every model's answer in one cell of an experiment, or why it cannot give one.

A model takes a cell, the situation of its children and our cohorts, and returns a probability: of
siding with the first, of believing, of a class. Ours is what its children did; the rivals know
what the situation says, and nothing else. What a rival cannot express it does not guess.
"""

import numpy as np

from trustsim.asking.comparison.situations import CHOICE
from trustsim.asking.patterns.part import HOME, STRANGE, rated
from trustsim.asking.rivals import cittern_2018, constant_trust, rescorla_wagner, shafto_2012
from trustsim.measures import answers, by_class
from trustsim.measures import attachment as classes_of
from trustsim.study.protocols.strange_situation import CLASSES, DISORGANISED

NOTHING_TO_SEE = 0.5
HEEDS = 4  # years from which Shafto et al. let a child heed a warning: put in, not derived


class Silent(Exception):
    """A model cannot express a task; the message says why."""


def ours(cell, situation, cohorts):
    """What the children of our cohorts did, as a mean over cohorts."""
    records = cohorts[cell.population]
    if cell.protocol == STRANGE:
        return share_of_class(records.column(STRANGE, "attachment", cell.months), cell.condition)
    did = answers(records, cell.protocol, cell.condition, cell.months)
    if cell.protocol == "gaze_following":
        did = (1.0 + did) / 2.0  # the score counts looks at the other thing against the child
    if not cell.attachment:
        return float(did.mean())
    members = by_class(did, classes_of(records))[:, CLASSES.index(cell.attachment)]
    if not np.isfinite(members).any():
        raise Silent(f"has no {cell.attachment} child in these cohorts")
    return float(np.nanmean(members))


def share_of_class(classes, name):
    """Share of the organised that are of a class; of the disorganised their share of all."""
    c = CLASSES.index(name)
    among = classes != DISORGANISED if c != DISORGANISED else np.ones_like(classes, dtype=bool)
    return float((classes == c).sum() / max(among.sum(), 1))


def shafto(cell, situation, cohorts):
    """Shafto et al. (2012) with the priors that they chose for each age and kind of informant."""
    answer = answer_of(shafto_2012, cell, situation)
    if situation.share != NOTHING_TO_SEE:
        raise Silent("has no place for what the child sees for itself")
    naming = shafto_2012.NAMING
    if situation.answers:
        naming = naming._replace(labels=situation.answers)
    first, second = situation.first, situation.second
    years = int(cell.months // 12)
    if situation.asked == CHOICE:
        expected = (prior(first, years), prior(second, years))
        return float(answer(first.history, second.history, expected, naming))
    return float(answer(first.history, prior(first, years), naming))


def prior(known, years):
    """What Shafto et al. let children of this age expect of such an informant.

    Their published three-year-olds follow the liar because the warning is left out: with it they
    would follow as seldom as four-year-olds (.14). The model is given the better of the two.
    """
    kind = "witness" if known.witness else "familiar" if known.familiar else "unfamiliar"
    if known.warned and years >= HEEDS:
        kind = "announced liar"
    if (years, kind) not in shafto_2012.EXPECTED:
        raise Silent(f"has no published prior for somebody {kind} at {years} years")
    return shafto_2012.EXPECTED[years, kind]


def rescorla(cell, situation, cohorts):
    """Rescorla-Wagner on the labels that were heard; before any, everybody is alike."""
    answer = answer_of(rescorla_wagner, cell, situation)
    if not situation.labels:
        raise Silent("learns from labels that prove right or wrong, and none is heard here")
    return from_histories(answer, situation)


def cittern(cell, situation, cohorts):
    """Cittern et al. (2018), one step, given how often our caregivers were seen to respond."""
    answer = answer_of(cittern_2018, cell, situation)
    if cell.condition not in cittern_2018.ATTACHMENT:
        raise Silent("leaves nobody disorganised one step ahead; that takes its learning version")
    records = cohorts[cell.population]
    if HOME not in records.tables:
        raise Silent("needs to know how responsive caregivers are, and no home was visited")
    shares = answer(rated(records, "noticed")).mean((0, 1))
    return float(shares[cittern_2018.ATTACHMENT.index(cell.condition)])


def even_odds_for_all(cell, situation, cohorts):
    """Even odds, whoever speaks and whoever is asked."""
    if situation.asked not in constant_trust.ANSWERS:
        raise Silent(f"does not say {situation.asked}")
    return from_histories(constant_trust.ANSWERS[situation.asked], situation)


def answer_of(rival, cell, situation):
    """The function by which a rival answers such a question; raises Silent if there is none."""
    if situation.asked not in rival.ANSWERS:
        raise Silent(f"does not say {situation.asked}")
    if cell.attachment:
        raise Silent("does not know that children differ in attachment")
    return rival.ANSWERS[situation.asked]


def from_histories(answer, situation):
    """The answer of a model that sees nothing but right and wrong labels."""
    if situation.asked == CHOICE:
        return float(answer(situation.first.history, situation.second.history))
    return float(answer(situation.first.history))


MODELS = {
    "trustsim": ours,
    "shafto_2012": shafto,
    "cittern_2018": cittern,
    "rescorla_wagner": rescorla,
    "constant_trust": even_odds_for_all,
}
OURS, FLOOR = "trustsim", "constant_trust"
NAMES = {
    "trustsim": "trustsim",
    "shafto_2012": "Shafto et al. (2012)",
    "cittern_2018": "Cittern et al. (2018)",
    "rescorla_wagner": "Rescorla-Wagner",
    "constant_trust": "constant trust",
}
