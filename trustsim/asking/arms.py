"""What differs in an arm, of a trial or of lines of descent: the same people live otherwise."""

from trustsim.mistakes import Mistake, named, nearest
from trustsim.study.scenario import from_dict, together

TABLES = ("visits", "life", "events", "cast", "theory", "others")  # that arms may differ in


def lived_otherwise(everybody, changes, where, name, says):
    """The scenario of an arm: what everybody lives, with the changes of the arm.

    ``says`` are the other keys that such an arm may have. Raises Mistake for a table that is the
    same for all, and for somebody whom not all know.
    """
    changes = {key: each for key, each in changes.items() if key not in says}
    for key in changes:
        if key not in TABLES:
            raise Mistake(
                f"{where} {named(key)}: arms differ in {', '.join(TABLES)} only, and may say "
                f"{', '.join(says)}{nearest(key, (*TABLES, *says))}"
            )
    arm = from_dict(together(everybody, changes), where=where, name=name)
    known = everybody.get("cast", {})
    for person in arm.cast:
        if person not in known:
            raise Mistake(
                f"{where} cast.{person}: only whom everybody knows can differ in an arm"
                f"{nearest(person, known)}"
            )
    return arm
