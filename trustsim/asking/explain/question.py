"""Which question do these options ask?"""

from trustsim.asking.explain.encounter import day, encounter
from trustsim.asking.explain.visit import explanation, visit
from trustsim.mistakes import Mistake

QUESTIONS = ("encounter", "day", "visit")
ABOUT = {"": ("task", "months"), "encounter": (), "day": (), "visit": ("months", "event")}


def asked(scenario, child, world=0, **options):
    """The explanation that the options of a command ask for; those not given are None.

    Options are ``encounter``, ``day``, ``visit``, ``event``, ``task`` and ``months``. Raises
    Mistake for options that ask two questions at once, or go with another question.
    """
    given = {name: value for name, value in options.items() if value is not None}
    several = [name for name in QUESTIONS if name in given]
    if len(several) > 1:
        raise Mistake(f"--{several[0]} and --{several[1]}: ask one question at a time")
    question = several[0] if several else ""
    what = given.pop(question, None)
    for name in given:
        if name not in ABOUT[question]:
            raise Mistake(misplaced(name, question))
    ask = {"": explanation, "encounter": encounter, "day": day, "visit": visit}[question]
    return ask(scenario, child, *([what] if question else []), world=world, **given)


def misplaced(name, question):
    """What to say of an option that goes with another question."""
    goes_with = [each for each, about in ABOUT.items() if name in about]
    forms = " or ".join(f"with --{each}" if each else f"without --{question}" for each in goes_with)
    here = f" with --{question}" if question else ""
    return f"--{name} means nothing{here}; give it {forms}"
