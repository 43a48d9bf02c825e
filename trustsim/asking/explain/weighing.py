"""What speaks for the one and what for the other: a decision between two as reasons that add up."""

from typing import NamedTuple

from scipy.special import logit

from trustsim.asking.explain.beliefs import beliefs, beliefs_of_unknown, eyes
from trustsim.asking.explain.tipping import EVEN
from trustsim.study.laboratory import informants
from trustsim.study.laboratory.script import Event
from trustsim.study.protocols import CATALOGUE
from trustsim.theory.encounters.hearing import receptive
from trustsim.theory.encounters.introducing import introduced
from trustsim.theory.rules import threat, trust, vigilance


class Informant(NamedTuple):
    """What is believed of somebody met in this visit, and what a word of this one weighs."""

    helpful: float
    knows: float
    liar: float
    trust: float
    word: float  # nats


def people(visit):
    """What the two people of a visit are called."""
    return CATALOGUE[visit.protocol].REPORT.people


def answers(visit):
    """What the two answers of a visit are called."""
    return CATALOGUE[visit.protocol].REPORT.answers


def weighed(visit, infant, row, room, rival):
    """What a decision was between, what was believed, and what spoke for the first (nats)."""
    weigh = {
        Event.CLAIMS: claims,
        Event.INFORMANTS: two_informants,
        Event.CLAIM: one_claim,
        Event.CONCLUSION: conclusion,
        Event.GAZE: at_gaze,
    }.get(int(row.kind))
    found = weigh(visit, infant, row, room, rival) if weigh else {}
    if "between" in found:
        found["eyes"] = eyes(row.share, infant.mind, infant.traits, infant.theory)
        found["reasons"]["what it sees"] = found["eyes"]["what it sees (nats)"]
    return found


def claims(visit, infant, row, room, rival):
    """The partner is contradicted."""
    theory, between = infant.theory, (f"the {visit.partner}", f"the {visit.against or 'stranger'}")
    other = beliefs(rival.bond, theory) if rival.known else beliefs_of_unknown(infant.mind, theory)
    return {
        "between": between,
        "beliefs": dict(zip(between, (beliefs(infant.mind.bond, theory), other), strict=True)),
        "reasons": sides(infant.weigh(row, rival), *between),
    }


def sides(r, first="the mother", second="the stranger"):
    """What speaks for (above 0) or against (below 0) the claim of the first, in nats."""
    return {
        f"word of {first}": r.word,
        f"word of {second}": -r.word_of_other,
        "closeness by agreeing": r.closeness,
        "what it sees": r.seen,
    }


def two_informants(visit, infant, row, room, rival):
    """Two people whom the child has met in this visit contradict each other."""
    names = people(visit)
    first, second = (informant(row, each, infant.theory) for each in (room.first, room.second))
    return {
        "between": names,
        "beliefs": dict(zip(names, (first, second), strict=True)),
        "reasons": {f"word of {names[0]}": first.word, f"word of {names[1]}": -second.word},
    }


def one_claim(visit, infant, row, room, rival):
    """Somebody makes a claim, and nobody contradicts but, maybe, the child's eyes."""
    theory, name, cue = infant.theory, people(visit)[int(row.who)], row.cue == 1.0
    so_far = (room.first, room.second)[int(row.who)]
    known = informants.speaking(so_far, cue, theory)
    speaker = informant(row, known, theory)
    return {
        "between": ("the claim", "the contrary"),
        "beliefs": {
            f"{name} before this": informant(row, so_far, theory),
            f"{name}, speaking {'with' if cue else 'without'} a cue": speaker,
        },
        "gate": let_in_parts(cue, so_far, infant.mind.me, theory),
        "reasons": {f"word of {name}, if let in": speaker.word},
    }


def conclusion(visit, infant, row, room, rival):
    """The child acts on what it was shown."""
    reasons = {"what was shown as generic": room.shown.generic}
    if row.who < len(people(visit)):
        reasons[f"what {people(visit)[int(row.who)]} showed"] = room.shown[1 + int(row.who)]
    return {"between": answers(visit), "reasons": reasons}


def at_gaze(visit, infant, row, room, rival):
    """An adult looks at one of two things."""
    somebody = introduced(0.0, infant.mind, infant.theory)
    return {"gate": gate_parts(row.cue == 1.0, somebody, infant.theory)}


def informant(row, bond, theory):
    """What is believed of somebody met in this visit."""
    return Informant(
        trust.helpfulness(bond, theory),
        trust.knowledge(bond, theory),
        bond.liar,
        trust.trust(bond, theory),
        informants.word(row, bond, theory),
    )


def let_in_parts(cue, bond, me, theory):
    """What lets a claim in (above 0) and keeps it out, in logits that add up: gate, misreading."""
    trusted, feared = trust.trust(bond, theory), threat.expected(bond, theory)
    gate = vigilance.gate(cue, trusted, feared, theory.vigilance)
    let_in = receptive(cue, trusted, feared, me.tension, me, theory)
    unkind = float(logit(let_in) - logit(gate))
    return gate_parts(cue, bond, theory) | {"may be taken for unkind": unkind}


def gate_parts(cue, bond, theory):
    """What opens the gate (above 0) and closes it, in logits: they add up to its readiness.

    Each is what the gate does when it is added to those before; the first is the gate without a
    cue, at even trust and without threat. ``bond`` is that with the one whose message it is.
    """
    trusted, feared = trust.trust(bond, theory), threat.expected(bond, theory)

    def readiness(*given):
        return float(logit(vigilance.gate(*given, theory.vigilance)))

    bare = readiness(False, EVEN, 0.0)
    with_trust = readiness(False, trusted, 0.0)
    with_threat = readiness(False, trusted, feared)
    return {
        "openness": bare,
        "trust": with_trust - bare,
        "threat": with_threat - with_trust,
        "ostensive cue": readiness(cue, trusted, feared) - with_threat,
    }
