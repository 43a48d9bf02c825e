"""What the commands do: run, judge, and leave a results folder behind."""

from functools import partial
from typing import Annotated

import pydantic
from pydantic import Field

from trustsim import measures
from trustsim.asking import evidence
from trustsim.asking.lesions import LESIONS
from trustsim.asking.patterns import OF_DESCENT, OF_TRIALS, TESTS, UNTESTABLE, literature
from trustsim.engine.records import first_whole, numbered, whole
from trustsim.engine.simulate import ENGINES
from trustsim.engine.simulate import run as simulate
from trustsim.mistakes import Mistake, choice, named, quoted
from trustsim.showing.receipts.receipt import request, write_receipt
from trustsim.showing.report.folder import draw, folder_asked_for, leave, pictures, write_tables
from trustsim.showing.report.lines import explanation_texts, seen
from trustsim.study.config import config_model, json_schema
from trustsim.study.scenario import parsed

QUICK = evidence.QUICK
DIFFER = (  # between twins
    *("caregiver", "infant", "others", "playmates", "cast", "childhood", "life", "theory"),
)


def reproduce(scenario, out, threads, quick=False):
    """Records, tables, figures and verdicts of a scenario, in a folder; returns both."""
    asked = request("reproduce", scenario, quick=quick)
    with first_whole([out] if out else numbered(scenario.name)) as (folder, partial):
        cohorts = evidence.grown(evidence.populations(scenario), threads)
        verdicts = seen([evidence.judged(name, cohorts) for name in TESTS], quick)
        tables = measures.tables(cohorts)
        told = tables | {"verdicts": evidence.verdict_table(verdicts)}
        cohorts["study"].save(partial)
        write_tables(partial, told)
        write_receipt(partial, asked, scenario, draw(partial, cohorts, tables), told)
    return folder, verdicts


def run(scenario, engine, out, threads):
    """Tables of a scenario, and the folder they were written to, if one was asked for."""
    choice("--engine", engine, ENGINES)
    if out is None:
        return measures.tables({"study": simulate(scenario, engine, threads)}), None
    asked = request("run", scenario, engine=engine)
    with whole(out) as partial:
        records = simulate(scenario, engine, threads)
        records.save(partial)
        tables = measures.tables({"study": records})
        write_tables(partial, tables)
        write_receipt(partial, asked, scenario, {}, tables)
    return tables, out


def check(pattern, quick, threads):
    """Verdicts of the default study on one pattern, or on all."""
    if pattern is not None:
        choice("--pattern", pattern, list(literature()))
    if pattern in UNTESTABLE:
        return [evidence.untested(pattern, UNTESTABLE[pattern])]
    study = evidence.study()
    if quick:
        study = study.but({"worlds": QUICK})
    names = list(literature() if pattern is None else [pattern])
    of_trials = [name for name in names if name in OF_TRIALS]
    of_descent = [name for name in names if name in OF_DESCENT]
    found, cohorts = evidence.followed(of_trials, quick, threads), {}
    if set(names) - {*of_trials, *of_descent}:
        cohorts = evidence.grown(evidence.populations(study, names), threads)
    if of_descent:
        cohorts |= {evidence.DESCENT: evidence.descended(quick, threads)}
    verdicts = [
        evidence.judged(name, {evidence.TRIAL: found[name]} if name in found else cohorts)
        for name in names
    ]
    return seen(verdicts, quick)


def explain(scenario, child, world, options, out):
    """The explanation that the options ask for, kept with its figures if a folder was asked for."""
    from trustsim.asking import explain

    asked = request("explain", scenario, child=child, world=world, **options)
    with folder_asked_for(out) as folder:
        why = explain.asked(scenario, child, world, **options)
        leave(folder, asked, scenario, pictures(why), texts=explanation_texts(why))
    return why


def twins(scenario, settings, without, out, threads):
    """The effects on each child and its twin of ``key=value`` settings and of mechanisms out."""
    from trustsim.asking import twins
    from trustsim.showing import figures

    changes = different(scenario, settings, without)
    asked = request("twins", scenario, set=settings, without=without)
    with folder_asked_for(out) as folder:
        lives = twins.live_twice(scenario, changes, threads)
        rows = twins.twin_table(lives)
        words = ", ".join([*settings, *(f"without {lesion}" for lesion in without)])
        figure = partial(figures.twins, lives, words)
        leave(folder, asked, scenario, {"twins": figure}, {"twins": rows})
    return rows


def different(scenario, settings, without):
    """What differs between twins, by its dotted name. Raises Mistake before anything runs."""
    changes = {}
    for key, value in map(setting, settings):
        if key.split(".")[0] not in DIFFER:
            raise Mistake(
                f"--set {named(key)}: twins are the same children with the same luck and visits; "
                f"what may differ stands under {', '.join(DIFFER)}"
            )
        unset(changes, key, f"--set {named(key)}")
        changes[key] = value
    given = list(changes)
    for lesion in without:
        choice("--without", lesion, LESIONS)
        for key in LESIONS[lesion].changes:
            unset(given, key, f"--without {lesion}")
        changes |= LESIONS[lesion].changes
    scenario.but(changes)
    return changes


def unset(changes, key, where):
    """Raise unless no change is made to a key, to what is under it, or to what it is under."""
    for other in changes:
        if f"{key}.".startswith(f"{other}.") or f"{other}.".startswith(f"{key}."):
            raise Mistake(f"{where}: --set {named(other)} says something else of it; give one")


def setting(text):
    """Key and value of one ``key=value``; the value is read as TOML."""
    key, equals, value = (part.strip() for part in text.partition("="))
    where = f"--set {quoted(text)}"
    if not equals or not key:
        raise Mistake(f"{where}: write key=value, for instance caregiver.sensitivity=0.2")
    found = parsed(f"value = {value}", where)
    if list(found) != ["value"]:
        raise Mistake(f"{where}: sets several keys; give a --set for each")
    return key, found["value"]


def lesions(scenario, out, threads):
    """The ledger of a scenario, kept with its heat map in a folder if one was asked for."""
    from trustsim.asking import ledger
    from trustsim.showing import figures

    asked = request("lesions", scenario, cohorts=scenario.worlds)
    with folder_asked_for(out) as folder:
        rows = ledger.ledger(scenario, threads)
        if rows.empty:
            raise Mistake(f"{scenario.name}: none of the patterns can be tested on its visits")
        words = f"{scenario.worlds} cohorts of {scenario.children}"
        figure = partial(figures.ledger, rows, words)
        leave(folder, asked, scenario, {"ledger": figure}, {"ledger": rows})
    return rows


def compare(scenario, out, threads):
    """Our model and its rivals on the tasks of a scenario, kept with the figure if asked for."""
    from trustsim.asking import comparison
    from trustsim.showing import figures

    asked = request("compare", scenario)
    with folder_asked_for(out) as folder:
        compared = comparison.compare(scenario, threads)
        tables = {name: getattr(compared, name) for name in ("tasks", "scores", "fits")}
        figure = partial(figures.comparison, compared)
        leave(folder, asked, scenario, {"comparison": figure}, tables)
    return compared


def recover(scenario, sizes, out, threads):
    """What the experiments of a scenario tell of each calibrated parameter; kept if asked for.

    ``sizes`` are the number of ``points`` and of ``children`` of each.
    """
    from trustsim.asking import recovery
    from trustsim.showing import figures

    asked = request("recover", scenario, **sizes)
    with folder_asked_for(out) as folder:
        found = recovery.recover(scenario, threads=threads, **sizes)
        tables = {name: getattr(found, name) for name in ("parameters", "pairs", "points")}
        texts = {"recovery.txt": recovery.recovery_text(found) + "\n"}
        figure = partial(figures.recovery, found)
        leave(folder, asked, scenario, {"recovery": figure}, tables, texts)
    return found


Extends = Annotated[
    str | list[str],
    Field(description="pages that come along, by name, or files beside this one; what stands here "
          "is believed before them"),
]  # fmt: skip


def schema():
    """The JSON Schema of a config, with the tables that ask for many scenarios."""
    from trustsim.asking.calibration.config import CalibrationTable
    from trustsim.asking.generations.config import GenerationsTable
    from trustsim.asking.trials.config import TrialTable
    from trustsim.study.lives import PhaseTable
    from trustsim.sweeps import SweepTable

    tables = {
        "sweep": (SweepTable | None, None),
        "calibration": (CalibrationTable | None, None),
        "trial": (TrialTable | None, None),
        "generations": (GenerationsTable | None, None),
        "extends": (Extends | None, None),
    }
    whole = json_schema(pydantic.create_model("Config", __base__=config_model(), **tables))
    for table in (TrialTable, GenerationsTable, PhaseTable):  # a page may say what a file does not
        del whole["$defs"][table.__name__]["required"]
    return whole
