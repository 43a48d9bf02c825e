"""What raters and questionnaires see of a child and its caregiver."""

from trustsim.study.laboratory.informants import claimed
from trustsim.theory.chance import Decision, luck, normal
from trustsim.theory.compiled import rule
from trustsim.theory.encounters.hearing import clarity, misread, receptive
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.rules import mentalising, strategy, threat, trust, vigilance
from trustsim.theory.rules.arousal import bounded


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


@rule
def alliance(moment, mind, theory):
    """What a patient is asked about its therapist, and the error in answering (all in [0, 1]).

    How far it trusts what the therapist says, how surely it expects an answer, how safe it feels.
    """
    first, second, _, _ = luck(moment, Decision.ITEM)
    return (
        trust.trust(mind.bond, theory),
        strategy.expected_response(mind.bond, theory),
        1.0 - threat.expected(mind.bond, theory),
        normal(first, second),
    )


@rule
def everyday(mind, others, theory):
    """What the weeks are like: mentalising at resting arousal, and acts of people in general.

    The share of them that is taken for unkind, and the share that is let in, of those that are
    attended to and are done with a cue as often as ``others`` give one.
    """
    me, dread = mind.me, threat.expected(mind.people, theory)
    trusted, cued = trust.trust(mind.people, theory), others.ostension
    plain = receptive(False, trusted, dread, me.tension, me, theory)
    addressed = receptive(True, trusted, dread, me.tension, me, theory)
    return (
        mentalising.mentalising(me, me.tension, theory),
        (1.0 - cued) * misread(False, dread, me.tension, me, theory),
        cued * addressed + (1.0 - cued) * plain,
        me.tension,
    )


@rule
def complaint(moment, mind, theory):
    """What a clinician asks about, and the error in answering (all in [0, 1]).

    Resting arousal; how much of what people do without a sign that it is meant well is open to
    being taken for unkind (eq. 42, beside its greatest probability); isolation, as what people say
    without a cue and is not let in.
    """
    first, second, _, _ = luck(moment, Decision.ITEM)
    me, dread = mind.me, threat.expected(mind.people, theory)
    scrutiny = mentalising.mentalising(me, bounded(me.tension + dread), theory)
    trusted = trust.trust(mind.people, theory)
    open_to_people = receptive(False, trusted, dread, me.tension, me, theory)
    return (
        me.tension,
        1.0 - clarity(me, theory) * scrutiny,
        1.0 - open_to_people,
        normal(first, second),
    )
