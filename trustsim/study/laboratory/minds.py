"""Tasks that ask what is in somebody's mind: does the child understand?"""

from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters.hearing import clarity
from trustsim.theory.rules import mentalising
from trustsim.theory.turns import below


@rule
def understood(moment, row, mind, theory):
    """One task about a belief, or about a feeling (``who`` = 1): solved or not (eq. 44).

    **Eq. 44, understanding minds.** A task about what somebody believes, or feels, is solved as
    surely as the child mentalises in calm; what somebody feels is understood by what one knows of
    one's own feelings as well.

        P(solved) = mentalising (a belief);  (mentalising + clarity) / 2 (a feeling)
    """
    me = mind.me
    likely = mentalising.mentalising(me, me.tension, theory)
    if row.who == 1.0:
        likely = (likely + clarity(me, theory)) / 2.0
    chance, _, _, _ = luck(moment, Decision.CHOICE)
    solved = below(chance, likely, "understands", "does not understand")
    return 1.0 if solved else 0.0, likely, 0.0, 0.0
