"""Whom a child meets, and what an encounter with anybody does to it."""

from trustsim.engine.calendar import company_at
from trustsim.theory.compiled import borrowing, inlined
from trustsim.theory.encounters import lessons, nurture
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
def encountered(moment, kind, known, partner, mind, infant, theory):
    """The bond with the partner, and the child itself, after an encounter of any kind."""
    if kind == Kind.LESSON:
        said = lessons.testify(moment, partner, theory)
        return lessons.heard(moment, said, known, mind, theory)
    signal = nurture.call(moment, kind, mind, infant, theory)
    if kind == Kind.DISTRESS:
        answer = nurture.comfort(moment, signal, partner, theory)
    else:
        answer = nurture.join(moment, signal, partner, theory)
    return nurture.took_in(kind, signal, answer, mind, infant, theory)
