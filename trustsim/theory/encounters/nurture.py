"""Distress and play: the child signals, the partner answers, and the child learns from it.

Both engines call these functions and nothing else: chance is looked up, then the rules are applied
in order.
"""

from trustsim.theory.chance import Decision, luck
from trustsim.theory.compiled import inlined, rule
from trustsim.theory.encounters.crediting import learnt_of
from trustsim.theory.encounters.hearing import address, addressed, heard_from, reflected
from trustsim.theory.encounters.messages import (
    FRIGHTENING,
    MIRRORING,
    NONE,
    REBUFFING,
    STIMULATING,
    Answer,
    Hearing,
    Heeded,
    Kind,
    Signal,
    Told,
)
from trustsim.theory.rules import arousal as arousals
from trustsim.theory.rules import company, mirroring, noticing, playing, strategy
from trustsim.theory.rules.counting import counted
from trustsim.theory.states import Bond, Self
from trustsim.theory.turns import below

SILENCE = Answer(NONE, False, False)
UNASKED = -1  # stands for the strategy where nobody has called


@rule
def call(moment, kind, burden, mind, infant, theory):
    """The child becomes aroused, chooses a strategy and signals (eqs 1-3).

    ``burden`` is what it has to bear itself: a grown-up's distress has more sources than one.

    **Eq. 51, bearing it oneself.** In a phase of life with `bears` what the family has to bear
    (eq. 43) is felt by the learner itself: distress begins with so much more arousal for each
    standard deviation.
    """
    onset, pick, _, _ = luck(moment, Decision.ONSET)
    if kind == Kind.DISTRESS:
        low, high = theory.arousal.onset_low, theory.arousal.onset_high
    else:
        low, high = theory.play.onset_low, theory.play.onset_high
    felt = arousals.onset(low, high, onset, infant)
    if kind == Kind.DISTRESS:
        felt = arousals.bounded(felt + burden)
    return feel(felt, pick, mind, theory)


@rule
def feel(arousal, pick, mind, theory):
    """The signal of a child that is aroused as much as this; ``pick`` is a chance (eqs 2-3)."""
    seek, minimise, _ = strategy.propensities(mind.bond, theory)
    chosen = picked(seek, minimise, pick)
    gain = strategy.gain(chosen, theory.strategy)
    return Signal(chosen, arousal, gain, strategy.shown(arousal, gain))


@rule
def picked(seek, minimise, chance):
    """The strategy that chance picks from these propensities (eq. 2)."""
    if below(chance, seek, "seeks comfort", "does not seek comfort"):
        return strategy.SEEK
    if below(chance, seek + minimise, "minimises", "maximises"):
        return strategy.MINIMISE
    return strategy.MAXIMISE


@inlined
def answer(moment, kind, signal, partner, theory):
    """The partner's answer to a signal of this kind: to distress, or in play."""
    if kind == Kind.DISTRESS:
        return comfort(moment, signal, partner, theory)
    return join(moment, signal, partner, theory)


@rule
def comfort(moment, signal, partner, theory):
    """The partner's answer to distress: none, or frightening, rebuffing, mirroring (eqs 5, 7).

    **Eq. 7, the kind of answer.** The answer to a noticed signal is frightening, else rebuffing
    (the more often the stronger what is heeded), else mirroring.

        P(frightening) = partner.fright
        P(rebuffing)   = (1 - partner.fright) * partner.rejection * heeded
        P(mirroring)   = 1 - P(frightening) - P(rebuffing)
    """
    follow, kind, congruent, marked = luck(moment, Decision.FOLLOW)
    heeded = heeds(moment, signal, partner)
    likely = noticing.noticing(heeded.strength, partner, theory.noticing)
    if not below(follow, likely, "the signal is noticed", "the signal is not noticed"):
        return SILENCE
    if below(kind, partner.fright, "the answer frightens", "the answer does not frighten"):
        return Answer(FRIGHTENING, False, False)
    likely = partner.fright + (1.0 - partner.fright) * partner.rejection * heeded.strength
    if below(kind, likely, "the answer rebuffs", "the answer mirrors"):
        return Answer(REBUFFING, False, False)
    return mirrored(heeded, congruent, marked, partner, theory)


@rule
def join(moment, signal, partner, theory):
    """The partner's answer in play: follow the child's lead, or stimulate regardless (eq. 12)."""
    follow, _, congruent, marked = luck(moment, Decision.FOLLOW)
    if below(
        follow, partner.intrusion, "the child's lead is overridden", "the child's lead is followed"
    ):
        return Answer(STIMULATING, False, False)
    return mirrored(heeds(moment, signal, partner), congruent, marked, partner, theory)


@rule
def unasked(arousal):
    """What somebody goes by who speaks of what is felt, and not of what is shown."""
    return Signal(UNASKED, arousal, 1.0, arousal)


@rule
def explain(moment, signal, partner, theory):
    """Somebody says what the other feels: it fits or not, and is marked as the other's (eq. 10)."""
    _, _, congruent, marked = luck(moment, Decision.FOLLOW)
    return mirrored(Heeded(signal.strength, False), congruent, marked, partner, theory)


@rule
def made_good(moment, signal, attends, partner, theory):
    """Somebody sees what has gone wrong, says what the other feels now, or says nothing (eq. 57).

    ``attends`` is how far one attends to such things.
    """
    _, _, seen, marked = luck(moment, Decision.FOLLOW)
    likely = attends * mirroring.congruence(signal.strength, partner, theory.mirroring)
    if not below(seen, likely, "sees what has gone wrong", "does not see what has gone wrong"):
        return SILENCE
    marks = mirroring.marking(signal.strength, partner, theory.mentalising)
    mark = below(marked, marks, "the mirroring is marked", "the mirroring is not marked")
    return Answer(MIRRORING, True, mark)


@rule
def heeds(moment, signal, partner):
    """What the partner answers to: the child's signal, or something else of any strength (eq. 35).

    **Eq. 35, contingency.** In distress and in play an answer follows the child's signal with
    probability `partner.contingency`. Otherwise it follows something else, of any strength and
    foreign to the child: whether it is noticed, rebuffed or read goes by its strength, and what is
    mirrored is not what the child feels.

        contingent:  heeded = signal
        otherwise:   heeded = u, foreign
    """
    if partner.contingency < 1.0:
        attuned, elsewhere, _, _ = luck(moment, Decision.ATTUNED)
        if not below(
            attuned,
            partner.contingency,
            "the answer is to the child",
            "the answer is to something else",
        ):
            return Heeded(elsewhere, True)
    return Heeded(signal.strength, False)


@rule
def mirrored(heeded, congruent, marked, partner, theory):
    """Mirroring: read rightly or not, marked or not (eq. 10)."""
    likely = mirroring.congruence(heeded.strength, partner, theory.mirroring)
    read = below(congruent, likely, "the state is read rightly", "the state is read wrongly")
    marks = mirroring.marking(heeded.strength, partner, theory.mentalising)
    mark = below(marked, marks, "the mirroring is marked", "the mirroring is not marked")
    return Answer(MIRRORING, read and not heeded.foreign, mark)


@rule
def arrived(moment, signal, answer, mind, theory):
    """What becomes of the answer: mirroring is a message about the child, and its mark the cue."""
    if answer.kind != MIRRORING:
        return Hearing(False, False, False)
    return heard_from(moment, answer.marked, mind.bond, signal.arousal, mind.me, theory)


@rule
def arousal_after(signal, answer, hearing, infant, theory):
    """What the answer does to the child's arousal (eqs 6, 8-10, 12)."""
    if answer.kind == MIRRORING:
        return mirroring.soothed(
            signal.arousal,
            signal.strength,
            recognised(answer, hearing),
            answer.marked,
            theory.mirroring,
        )
    if answer.kind == NONE:
        return arousals.unanswered(signal.arousal, signal.strength, infant, theory.arousal)
    if answer.kind == REBUFFING:
        return arousals.rebuffed(signal.arousal, theory.arousal)
    if answer.kind == FRIGHTENING:
        return arousals.frightened(signal.arousal, theory.arousal)
    return playing.stimulated(signal.arousal, signal.gain, theory.play)


@inlined  # else the whole theory is copied at each call
def took_in(kind, signal, answer, hearing, known, mind, infant, theory):
    """The bond with the partner, people in general, and the child itself, after an answer.

    Relief teaches the strategy, the answer the rest (eqs 11, 13-15, 17, 29, 41).
    """
    after = arousal_after(signal, answer, hearing, infant, theory)
    relief = signal.arousal - after - strategy.effort(signal.arousal, signal.gain, theory.strategy)
    bond, me = mind.bond, mind.me
    strategies, response = bond.strategies, bond.response
    if signal.strategy != UNASKED:
        strategies = strategy.learnt(strategies, signal.strategy, relief, infant, theory)
    if kind == Kind.DISTRESS:
        response = response_counted(response, signal, answer, theory)
    relieved = Bond(
        strategies,
        response,
        bond.threat,
        bond.helpfulness,
        bond.knowledge,
        bond.liar,
        company.met(bond.standing, hearing, burden(signal, theory.company), theory.company),
        bond.comforted + (1.0 if kind == Kind.DISTRESS and answer.kind == MIRRORING else 0.0),
        bond.left,
    )
    told_of = told(kind, answer, hearing, theory.trust)
    bond, people = learnt_of(relieved, told_of, known, mind.people, theory)
    return (
        bond,
        people,
        Self(
            clarity_counted(me.clarity, answer, hearing, theory),
            reflection_counted(me.reflection, answer, hearing, infant, theory.reflection),
            arousals.tension(me.tension, after, theory.arousal),
            me.learnt,
            me.met,
            me.caring,
        ),
    )


@rule
def burden(signal, theory):
    """What a call weighs that is louder than what is felt (eq. 46)."""
    return theory.burden if signal.strategy == strategy.MAXIMISE else 0.0


@rule
def response_counted(belief, signal, answer, theory):
    """Did an answer come? A call counts as much as it was loud: silence tells of loud calls.

    Eq. 15.
    """
    loud = signal.strength
    retention = 1.0 - (1.0 - theory.trust.retention) * loud
    if answer.kind == NONE:
        return counted(belief, retention, 0.0, loud, theory.memory)
    return counted(belief, retention, loud, 0.0, theory.memory)


@rule
def told(kind, answer, hearing, theory):
    """What an answer tells of the partner (eq. 15).

    **Eq. 15, what is counted.** For helpfulness counts being answered in time, being addressed with
    a cue (a mark, or a cue in a lesson) in what one lets in, and being recognised (eq. 10); against
    it being left alone or overridden in play, with the weight of an answer, being rebuffed and
    frightened, and what is taken for unkind (eq. 42). Each encounter with the partner is a case of
    eq. 30 with `theory.trust.retention`; so is every lesson, and in visits every label and remark,
    that was attended to (eq. 33). A claim that nobody contradicts always is.

        mirrored:                                       hits   + theory.trust.answered
        let in, with a mark or cue:                     hits   + theory.trust.cue
        recognised:                                     hits   + theory.trust.recognised
        attended to, and taken for unkind:              misses + theory.trust.unkind
        not noticed; stimulated in play:                misses + theory.trust.answered
        rebuffed:                                       misses + theory.trust.rebuffed
        frightened:                                     misses + theory.trust.frightened

    Who reads me rightly knows me: mirroring that is let in counts for knowledge where it is
    congruent, and against it where it is not, as a part of a case.

        case         = theory.trust.understood
        retention    = 1 - (1 - theory.trust.retention) * case
        congruent:     hits   = case
        not congruent: misses = case

    Response is counted in distress only, as much as the call was loud; any answer is a hit.

        retention = 1 - (1 - theory.trust.retention) * signal
        answered:    hits   = signal
        unanswered:  misses = signal

    In lessons knowledge is counted by credit (eq. 23). Helpfulness and knowledge as believed are
    expectations (eq. 30) with `theory.trust.default_helped` and `theory.trust.default_knew` for,
    `theory.trust.default_harmed` and `theory.trust.default_erred` against credited beforehand.
    """
    helped, harmed, knew, erred = 0.0, 0.0, 0.0, 0.0
    if answer.kind == MIRRORING:
        helped, harmed = address(hearing, answer.marked, theory)
        helped += theory.answered
        if recognised(answer, hearing):
            helped += theory.recognised
        if hearing.let_in:
            knew = theory.understood if answer.congruent else 0.0
            erred = theory.understood - knew
    elif answer.kind == REBUFFING:
        harmed = theory.rebuffed
    elif answer.kind == FRIGHTENING:
        harmed = theory.frightened
    else:
        harmed = theory.answered
    fright = answer.kind == FRIGHTENING
    return Told(1.0, helped, harmed, knew, erred, kind == Kind.DISTRESS, fright)


@rule
def recognised(answer, hearing):
    """Has the child been shown what it feels, as its own, and taken it in?"""
    return hearing.let_in and answer.congruent and answer.marked


@rule
def clarity_counted(belief, answer, hearing, theory):
    """Recognition confirms the child's own reading (eq. 29).

    **Eq. 29, clarity.** To be recognised (mirrored congruently and with a mark, and to let it in)
    confirms the child's own reading of things (one hit); other mirroring that is let in, a rebuff
    and fright speak against it (one miss): a self that is not mine. Other answers, and none, leave
    it as it is. A case of eq. 30 with `theory.clarity.retention`; clarity is the expectation, with
    `theory.clarity.default_clear` for and `theory.clarity.default_unclear` against credited
    beforehand.
    """
    retention, memory = theory.clarity.retention, theory.memory
    if hearing.let_in:
        clear = 1.0 if recognised(answer, hearing) else 0.0
        return counted(belief, retention, clear, 1.0 - clear, memory)
    if answer.kind == FRIGHTENING or answer.kind == REBUFFING:
        return counted(belief, retention, 0.0, 1.0, memory)
    return belief


@rule
def reflection_counted(count, answer, hearing, infant, theory):
    """Who is addressed and recognised comes to see minds; hurt and fright undo it (eq. 41).

    So does what is let in and wrong, a self that is not mine.
    """
    hits, misses = 0.0, 0.0
    if answer.kind == MIRRORING:
        hits = addressed(hearing, answer.marked, theory)
        if recognised(answer, hearing):
            hits += 1.0
        elif hearing.let_in and not answer.congruent:
            misses = 1.0
    elif answer.kind == FRIGHTENING or answer.kind == REBUFFING:
        misses = 1.0
    return reflected(count, hits, misses, infant, theory)
