"""Who is to thank, or to blame, for a message that seemed right or wrong."""

from trustsim.theory.compiled import rule
from trustsim.theory.rules.trust import said_rightly


@rule
def perceived_rightly(clarity, theory):
    """Probability that a child that can check tells right from wrong (eq. 22).

    Without clarity, and where little is evident, its own eyes are a coin toss.
    """
    return 1.0 - 0.5 * (1.0 - clarity) * (1.0 - theory.evident)


@rule
def believed_right(seems_right, trust, sees, alternatives):
    """How surely a message is taken as right that seems right, or wrong, to the child (eq. 34).

    Bayes' rule on two uncertain witnesses, the speaker and the child's own eyes, which see rightly
    with probability ``sees``: who trusts the speaker more takes an error for one of its own.
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
