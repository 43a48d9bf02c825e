"""What must be said of those who give birth, and of who raises their children beside them."""

from trustsim.engine.descent import CAREGIVING
from trustsim.mistakes import Mistake, listed, nearest
from trustsim.study.cast import MOTHER


def give_birth(life, birth, where):
    """Raise where it is not read off at birth what a mother is like as a caregiver."""
    if CAREGIVING not in life.protocols:
        raise Mistake(f"{where} needs [visits.{CAREGIVING}]; say there months = [{birth:g}], the "
                      "age at birth")  # fmt: skip
    if MOTHER not in life.companions[CAREGIVING].whom:
        raise Mistake(
            f"{where} [visits.{CAREGIVING}] with: leave it out, or name the {MOTHER} as well"
        )
    ages = life.protocols[CAREGIVING].months
    if birth not in ages:
        raise Mistake(
            f"{where} [visits.{CAREGIVING}] months = [{listed(f'{age:g}' for age in ages)}] does "
            f"not hold the age at birth, {birth:g}"
        )


def raise_children(life, roles, where):
    """Raise unless those who raise a child beside its mother are different persons whom one knows.

    ``roles`` says who of those whom a mother knows becomes who: {"father": "spouse"}.
    """
    for role, known in roles.items():
        for name in (role, known):
            if name == MOTHER:
                raise Mistake(f"{where} roles: the mother raises her child herself; leave her out")
            if name not in life.cast:
                raise Mistake(
                    f"{where} roles {name!r}: nobody knows such a person{nearest(name, life.cast)}"
                )
            if name in life.pools:
                raise Mistake(
                    f"{where} roles {name!r}: is one of {life.pools[name]} for everybody; a child "
                    "has its own"
                )
    for known in roles.values():
        if list(roles.values()).count(known) > 1:
            raise Mistake(f"{where} roles: {known!r} is in several; one person has one role")
