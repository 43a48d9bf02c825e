"""Whom a child meets, and what an encounter with anybody does to it."""

from trustsim.engine.calendar import company_at
from trustsim.theory.compiled import borrowing, inlined, rule
from trustsim.theory.encounters import introducing, lessons, nurture
from trustsim.theory.encounters.messages import Kind
from trustsim.theory.rules import exploring
from trustsim.theory.turns import below


@borrowing
def met(first, last, chance, day, company):
    """Who of several is met: each with its share of this day, the first with what is left over."""
    total = 0.0
    for row in range(first + 1, last):
        total += exploring.share(day, company_at(company, row))
        if below(chance, total, "meets this one", "meets another"):
            return row
    return first


@inlined
def encountered(moment, kind, burden, known, partner, mind, infant, theory):
    """The bond with the partner, people in general, and the child itself, after an encounter."""
    if kind == Kind.LESSON:
        said = lessons.testify(moment, partner, theory)
        return lessons.taught(moment, said, known, mind, infant, theory)
    signal = nurture.call(moment, kind, burden, mind, infant, theory)
    answer = nurture.answer(moment, kind, signal, partner, theory)
    hearing = nurture.arrived(moment, signal, answer, mind, theory)
    return nurture.took_in(kind, signal, answer, hearing, known, mind, infant, theory)


@rule
def first_met(mind, theory):
    """The child before somebody whom it meets for the first time."""
    return introducing.facing(introducing.introduced(0.0, mind, theory), mind)
