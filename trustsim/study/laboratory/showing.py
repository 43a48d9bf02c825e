"""Somebody shows the child something, by a gesture, a deed or the eyes."""

from trustsim.study.laboratory.informants import listened, word
from trustsim.study.laboratory.room import Shown
from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import rule
from trustsim.theory.encounters.claims import own_eyes
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.rules import choice
from trustsim.theory.turns import below


@rule
def shown(moment, row, bond, before, mind, theory):
    """What has been shown by now, and whether this was let in: generic with a cue, else bound.

    Eq. 32. What is shown weighs as much as the word of the one who shows it (eq. 24).
    """
    taken = listened(moment, row, bond, mind, theory).let_in
    evidence = 0.0
    if taken:
        evidence = word(row, bond, theory)
        if row.right == 0.0:
            evidence = -evidence
    generic = theory.vigilance.generic if row.cue == 1.0 else 0.0
    bound = (1.0 - generic) * evidence
    if row.who == 0.0:
        now = Shown(before.generic + generic * evidence, before.first + bound, before.second)
    else:
        now = Shown(before.generic + generic * evidence, before.first, before.second + bound)
    return now, (1.0 if taken else 0.0, evidence, 0.0, 0.0)


@rule
def concluded(row, before, mind, infant, theory):
    """Probability of the first answer, for oneself (2) or for one of the two (0, 1) (eq. 39).

    **Eq. 39, conclusions.** In view of what was shown (eq. 32) the child decides for the first of
    two answers: by what is generic, and, where it does so for one of the two who showed, by what is
    bound to this one as well.

        for oneself, or anybody else:  evidence = generic
        for one of the two:            evidence = generic + bound to this one
        P(first) = sigma(theory.choice.consistency * (evidence + seen))
    """
    evidence = before.generic
    if row.who == 0.0:
        evidence += before.first
    elif row.who == 1.0:
        evidence += before.second
    return choice.siding(evidence, 0.0, own_eyes(row.share, mind, infant, theory), theory.choice)


@rule
def looked(moment, row, mind, theory):
    """Where the infant looks when an adult looks at one of two things.

    Who does not attend does not look; who lets it in follows; who does not looks anywhere.
    Outcome: looked (1) or not, at the same thing (1) or the other, followed (1) or not.
    """
    hearing = listened(moment, row, introduced(0.0, mind, theory), mind, theory)
    if not hearing.attended:
        return 0.0, 0.0, 0.0, 0.0
    followed = hearing.let_in
    _, anywhere, _, _ = luck(moment, Decision.CHOICE)
    same = followed or below(anywhere, 0.5, "looks at the same thing", "looks elsewhere")
    return 1.0, 1.0 if same else 0.0, 1.0 if followed else 0.0, 0.0
