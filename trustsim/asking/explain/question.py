"""Which question do these options ask?"""

from trustsim.asking.explain.encounter import day, encounter
from trustsim.asking.explain.session import session
from trustsim.asking.explain.visit import explanation, visit
from trustsim.mistakes import Mistake

QUESTIONS = ("encounter", "day", "visit")
ABOUT = {"": ("task", "months"), "encounter": (), "day": (), "visit": ("months", "event")}
OF_TRIALS = ("patient", "session", "arm")


def asked(scenario, child, world=0, **options):
    """The explanation that the options of a command ask for; those not given are None.

    Options are ``encounter``, ``day``, ``visit``, ``event``, ``task`` and ``months``. Raises
    Mistake for options that ask two questions at once, or go with another question.
    """
    given = said(options)
    for name in OF_TRIALS:
        if name in given:
            raise Mistake(f"--{name} means nothing without a table [trial]; say --child N")
    if child is None:
        raise Mistake("say --child N, from 0, whom to explain")
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


def asked_of_trial(trial, **options):
    """The explanation of a session that the options of a command ask for; not given is None.

    Options are ``patient``, ``session``, ``arm`` and ``event``. Raises Mistake for any other.
    """
    given = said(options)
    for name in given:
        if name not in (*OF_TRIALS, "event"):
            raise Mistake(f"--{name} means nothing in a trial; say --patient N and --session K")
    for name, needed in (
        ("patient", "--session K too, from 1"),
        ("session", "--patient N too, from 0"),
    ):
        if name in given and not {"patient", "session"} <= set(given):
            raise Mistake(f"--{name} {given[name]}: say {needed}")
    if "patient" not in given:
        raise Mistake(f"{trial.name}: is a trial; say --patient N, from 0, and --session K, from 1")
    return session(trial, given.pop("patient"), given.pop("session"), **given)


def said(options):
    """The options that were given."""
    return {name: value for name, value in options.items() if value is not None}
