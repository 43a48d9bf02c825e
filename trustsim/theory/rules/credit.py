"""Who is to thank, or to blame, for a message that seemed right or wrong."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.trust import said_rightly


@rule
def perceived_rightly(clarity, theory):
    """Probability that a child that can check tells right from wrong (eq. 22).

    **Eq. 22, own eyes.** A message that was attended to can be checked with probability
    `theory.learning.checkable`, whether it was let in or not. Whether it was right or wrong, the
    child then sees it rightly with a probability between chance and certainty, the more surely the
    clearer it is and the more evident such things are.

        P(sees rightly) = 1 - (1 - clarity) / 2 * (1 - theory.learning.evident)
    """
    return 1.0 - 0.5 * (1.0 - clarity) * (1.0 - theory.evident)


@rule
def believed_right(seems_right, trust, sees, alternatives):
    """How surely a message is taken as right that seems right, or wrong, to the child (eq. 34).

    **Eq. 34, uncertain errors.** How surely a checked message is taken as right follows from two
    uncertain witnesses by Bayes' rule: the speaker, who is expected to say what is right as often
    as trust has it (`said_rightly` of eq. 24, with `theory.learning.alternatives`), and the child's
    own eyes (eq. 22). Who trusts the speaker more takes an error more for one of its own eyes.

        agreed(p, q) = p * q / (p * q + (1 - p) * (1 - q))
        seems right:  believed = agreed(said_rightly, P(sees rightly))
        seems wrong:  believed = agreed(said_rightly, 1 - P(sees rightly))
    """
    return agreed(said_rightly(trust, alternatives), sees if seems_right else 1.0 - sees)


@rule
def agreed(expected, witness):
    """Probability of what is expected as surely as this once a witness of this accuracy says so.

    Bayes' rule (eq. 34).
    """
    both = expected * witness
    return both / (both + (1.0 - expected) * (1.0 - witness))


@rule
def credit(believed, judged, knowledge, helpfulness, alternatives):
    """Cases of *knows and helps*, *knows and misleads* and *does not know* in one message (eq. 23).

    ``believed`` is how surely it is taken as right, ``judged`` how far it is taken as a sign of
    what the speaker knows and means.

    **Eq. 23, credit.** Responsibility for a message that is checked, or thrown out, is shared among
    what could explain that it was right, and among what could explain that it was wrong; both
    count, as surely as it is believed to be right (`believed`, eq. 34; 0 for what is thrown out) or
    not. That what somebody says comes of what he knows and means is seen as far as the child
    mentalises (eq. 18): the case counts as much as that. After Shafto et al. (2012,
    doi:10.1111/j.1467-7687.2012.01135.x).

                knows and helps          knows and misleads             does not know
        right:  knowledge * helpfulness  0                              (1 - knowledge) * 1/n
        wrong:  0                        knowledge * (1 - helpfulness)  (1 - knowledge) * (1 - 1/n)

        thanked = the first row,  blamed = the second,  each divided by its sum
        helps, misleads, ignorant = mentalising * (believed * thanked + (1 - believed) * blamed)
        helpfulness:  hits + helps,             misses + misleads
        knowledge:    hits + helps + misleads,  misses + ignorant
        retention of knowledge = 1 - (1 - theory.trust.retention) * mentalising
        n = theory.learning.alternatives

    Helpfulness and knowledge are here those counted of the speaker: of the figure, of people in
    general (eq. 17), or of somebody met in a visit (eq. 37). Helpfulness has faded once, with
    eq. 15.
    """
    thanked = responsibility(True, knowledge, helpfulness, alternatives)
    blamed = responsibility(False, knowledge, helpfulness, alternatives)
    praise, doubt = judged * believed, judged * (1.0 - believed)
    return (
        praise * thanked[0] + doubt * blamed[0],
        praise * thanked[1] + doubt * blamed[1],
        praise * thanked[2] + doubt * blamed[2],
    )


@rule
def responsibility(right, knowledge, helpfulness, alternatives):
    """Shares of *knows and helps*, *knows and misleads* and *does not know*, adding to 1 (eq. 23).

    After Shafto, Eaves, Navarro & Perfors (2012), doi:10.1111/j.1467-7687.2012.01135.x.
    """
    lucky = 1.0 / alternatives
    if right:
        helps, misleads, ignorant = knowledge * helpfulness, 0.0, (1.0 - knowledge) * lucky
    else:
        helps = 0.0
        misleads = knowledge * (1.0 - helpfulness)
        ignorant = (1.0 - knowledge) * (1.0 - lucky)
    total = helps + misleads + ignorant
    return helps / total, misleads / total, ignorant / total
