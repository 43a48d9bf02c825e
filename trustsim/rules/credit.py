"""Who is to thank, or to blame, for a message that proved right or wrong."""

from trustsim.compiled import rule


@rule
def perceived_rightly(clarity):
    """Probability that the child's own eyes tell right from wrong (eq. 22)."""
    return 0.5 * (1.0 + clarity)


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
