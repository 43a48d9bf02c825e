"""What raters and questionnaires see of a child and its caregiver."""

from trustsim.study.laboratory.informants import claimed
from trustsim.theory.chance import Decision, luck, normal
from trustsim.theory.compiled import rule
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.rules import threat, trust, vigilance


@rule
def watched(signal, answer):
    """What the rater sees of an everyday encounter: kind of answer, congruent, marked, signal."""
    congruent = 1.0 if answer.congruent else 0.0
    marked = 1.0 if answer.marked else 0.0
    return float(answer.kind), congruent, marked, signal.strength


@rule
def rating_errors(moment):
    """Standard normal errors of the raters of sensitivity, mentalising and disruption."""
    a, b, c, d = luck(moment, Decision.RATER)
    e, f, _, _ = luck(moment, Decision.RATER_THIRD)
    return normal(a, b), normal(c, d), normal(e, f), 0.0


@rule
def item(moment, row, mind, infant, theory):
    """One item of a questionnaire on trust, and the error in answering it.

    Trust in others, with the attachment figure; mistrust, as closed to them without a cue; and
    credulity, as taking over what somebody unknown says against one's eyes (all in [0, 1]).
    """
    first, second, _, _ = luck(moment, Decision.ITEM)
    figure, feared = trust.trust(mind.figure, theory), threat.expected(mind.figure, theory)
    unknown = trust.trust(mind.people, theory)
    dread = threat.expected(mind.people, theory)
    open_to_figure = vigilance.gate(False, figure, feared, theory.vigilance)
    open_to_unknown = vigilance.gate(False, unknown, dread, theory.vigilance)
    taken_over = claimed(row, True, introduced(0.0, mind, theory), mind, infant, theory)
    return (
        (figure + unknown) / 2.0,
        1.0 - (open_to_figure + open_to_unknown) / 2.0,
        taken_over,
        normal(first, second),
    )
