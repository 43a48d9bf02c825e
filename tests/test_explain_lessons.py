"""Explanations of lessons: what is kept, believed and credited, and what opens the gate."""

import math

import pytest

import trustsim as ts
from trustsim.asking.explain.numbers import changed
from trustsim.asking.explain.weighing import gate_parts
from trustsim.theory.encounters import lessons
from trustsim.theory.encounters.hearing import address
from trustsim.theory.encounters.messages import Kind
from trustsim.theory.rules import trust, vigilance
from trustsim.theory.states import Bond, Dread


def considered(shot, film, said):
    """What became of a message."""
    return lessons.considered(shot.entry.moment, said, shot.before, film.theory)


@pytest.mark.long
def test_what_is_kept_with_and_without_a_cue_is_what_the_rules_make_of_it(encounters, shots, film):
    kept = set()
    for why, shot in zip(encounters, shots, strict=True):
        if shot.entry.kind is not Kind.LESSON:
            continue
        said = shot.entry.testimony
        for line, cue in zip(why.came[:2], (said.cue, not said.cue), strict=True):
            outcome = considered(shot, film, said._replace(cue=cue))
            ending = ("generic)" if cue else "bound)") if outcome.kept else "nothing"
            assert line.endswith(ending)
            kept.add(ending)
    assert len(kept) == 3


def test_what_is_believed_and_credited_is_what_the_rules_made_of_it(encounters, shots, film):
    theory, judged = film.theory, 0
    for why, shot in zip(encounters, shots, strict=True):
        if shot.entry.kind is not Kind.LESSON:
            continue
        said = shot.entry.testimony
        outcome = considered(shot, film, said)
        attended, unkind, _ = outcome.hearing
        assert bool(why.gate) == (attended and not unkind)
        assert (len(why.came) == 4) == (outcome.judged > 0.0)
        if outcome.judged:
            judged += 1
            assert why.came[2].endswith(f" {outcome.believed:.2f}")
            told = lessons.told(shot.before.bond, said.cue, outcome, theory)
            helped, harmed = address(outcome.hearing, said.cue, theory.trust)
            assert f"knows and helps {told.helped - helped:.2f}" in why.came[3]
            assert f"knows and misleads {told.harmed - harmed:.2f}" in why.came[3]
            assert f"does not know {told.erred:.2f}" in why.came[3]
    assert judged > 5


def test_what_opens_the_gate_adds_up_to_it(encounters):
    theory = ts.Theory().vigilance
    for cue, helpful, feared in ((True, 0.3, 0.2), (False, 0.9, 0.0), (True, 0.5, 0.7)):
        bond = changed(Bond(threat=Dread(feared, feared)), ("helpfulness",), helpful)
        trusted = trust.trust(bond, ts.Theory())
        parts = gate_parts(cue, bond, ts.Theory())
        assert parts["openness"] == pytest.approx(theory.openness)
        assert parts["ostensive cue"] == pytest.approx(theory.cue if cue else 0.0)
        assert parts["trust"] == pytest.approx(theory.trust * (2.0 * trusted - 1.0))
        assert parts["threat"] == pytest.approx(-theory.threat * feared)
        together = 1.0 / (1.0 + math.exp(-sum(parts.values())))
        assert together == pytest.approx(vigilance.gate(cue, trusted, feared, theory))
    told = 0
    for why in encounters:
        likely = 1.0 / (1.0 + math.exp(-sum(why.gate.values())))
        gates = [t for t in why.turns if "it in" in t.outcome]
        assert bool(gates) == bool(why.gate)
        for turn in gates:
            assert turn.probability == pytest.approx(likely)
            told += 1
    assert told > 20
