"""What the commands for trials do, and what they leave behind."""

from functools import partial

import pandas as pd
import tomli_w

from trustsim.asking import evidence, ledger, trials
from trustsim.asking.patterns import OF_FAMILIES, OF_TRIALS
from trustsim.engine.records import first_whole, numbered
from trustsim.showing.receipts.receipt import request
from trustsim.showing.report.folder import folder_asked_for, leave, pictures
from trustsim.showing.report.lines import explanation_texts, seen


def tables_of(found):
    """Every table of a trial, by name."""
    made = ["flow", "effects", "sessions", "trajectories", "histories", "states", "transference"]
    made += ["individual", "patients"] if len(found.trial.arms) > 1 else []
    treated = len(found.trial.treated)
    made += ["waiting"] if 0 < treated < len(found.trial.arms) else []
    made += ["contrasts"] if trials.pairs(found.trial) else []
    made += ["along"] if trials.varied(found.trial)[0] else []
    made += ["families"] if found.children else []
    made += ["reflecting", "therapists"] if found.therapists else []
    return {name: getattr(trials, name)(found) for name in made}


def figures_of(asked, tables):
    """Every figure of a trial, by name."""
    from trustsim.showing import figures

    made = {
        name: partial(getattr(figures, name), asked, tables[name])
        for name in ("histories", "trajectories", "along")
        if name in tables
    }
    if len(asked.arms) > 1:
        made["trial"] = partial(figures.trial, asked, tables["effects"])
        made["individual"] = partial(
            figures.individual, asked, tables["patients"], tables["individual"],
        )  # fmt: skip
    if "contrasts" in tables:
        made["contrasts"] = partial(
            figures.contrasts, asked, tables["effects"], tables["contrasts"]
        )
    if asked.children and len(asked.arms) > 1:
        made["families"] = partial(figures.families, asked, tables["families"])
    if "therapists" in tables:
        made["therapists"] = partial(
            figures.therapists, asked, tables["therapists"], tables["reflecting"]
        )
    if asked.treated:
        made["courses"] = partial(
            figures.courses, asked, tables["sessions"], waiting=tables.get("waiting")
        )
        made["systems"] = partial(figures.systems, asked, tables["sessions"])
    return made


def trial(asked, out, threads):
    """The tables of a trial; kept in a folder with its figures if one was asked for."""
    wanted = request("trial", asked)
    with folder_asked_for(out) as folder:
        tables = tables_of(trials.followed(asked, threads))
        kept(folder, wanted, asked, tables)
    return tables


def reproduce_trial(asked, out, threads, quick=False):
    """Tables, figures and verdicts of a trial, in a folder; returns folder and verdicts."""
    wanted = request("reproduce", asked, quick=quick)
    with first_whole([out] if out else numbered(asked.name)) as (folder, unfinished):
        found = trials.followed(asked, threads)
        verdicts = seen([evidence.judged_by(name, found) for name in asked_of(asked)], quick)
        tables = tables_of(found) | {"verdicts": evidence.verdict_table(verdicts)}
        kept(unfinished, wanted, asked, tables)
    return folder, verdicts


def asked_of(trial):
    """The patterns that a trial can be asked for: those of patients, or those of families."""
    of_families = trial.children is not None
    return [name for name in OF_TRIALS if (name in OF_FAMILIES) == of_families]


def explain_patient(asked, options, out):
    """The explanation of a session of a patient, kept with its figure if a folder was asked for."""
    from trustsim.asking import explain

    wanted = request("explain", asked, **options)
    with folder_asked_for(out) as folder:
        why = explain.asked_of_trial(asked, **options)
        texts = explanation_texts(why) | as_given(asked)
        leave(folder, wanted, asked.screened, pictures(why), texts=texts)
    return why


def as_given(asked):
    """The config of a trial, as a file."""
    return {"trial.toml": tomli_w.dumps(asked.given)}


def kept(folder, wanted, asked, tables):
    """Tables, figures and config of a trial; nothing where no folder was asked for."""
    if folder is not None:
        figures = figures_of(asked, tables)
        leave(folder, wanted, asked.screened, figures, tables, as_given(asked))


def compare_courses(asked, out, threads):
    """Our courses beside those of rival accounts, kept with the figure if asked for."""
    from trustsim.asking.comparison import compare_courses
    from trustsim.showing import figures

    wanted = request("compare", asked)
    with folder_asked_for(out) as folder:
        compared = compare_courses(trials.followed(asked, threads))
        words = (
            f"mean over {len(asked.treated)} treatments of {asked.wanted} patients; "
            "band: 95 % interval over trials"
        )
        if folder is not None:
            leave(
                folder, wanted, asked.screened,
                {"courses_compared": partial(figures.courses_compared, compared, words)},
                compared._asdict(), as_given(asked),
            )  # fmt: skip
    return compared


def circles(asked, out, threads, most=None, all_come=False):
    """What is lost with each circle of a treatment cut, and which patterns survive it.

    Both as tables; kept with their figures if asked for.
    """
    from trustsim.showing import figures

    wanted = request("lesions", asked, cohorts=most, all_come=all_come)
    with folder_asked_for(out) as folder:
        asked = trials.few(trials.without(asked, trials.LEAVING) if all_come else asked, most)
        gained, rounds, verdicts = [], [], {}
        for name, found in trials.with_cuts(asked, threads):
            gained.append(trials.gains(name, found))
            rounds.append(trials.loops(name, found))
            verdicts[name] = {
                each: evidence.judged_by(each, found)
                for each in asked_of(asked)
                if evidence.suits(asked, each)
            }
        rows, loops = trials.beside_intact(gained), pd.concat(rounds, ignore_index=True)
        whole = verdicts.pop(trials.INTACT)
        survives = ledger.without_each(whole, verdicts)
        if folder is not None:
            made = {"circles": partial(figures.circles, asked, rows)} | {
                f"circle_{number}": partial(figures.circle, asked, loops, rows, which)
                for number, which in enumerate(trials.THREE, start=1)
            }
            if len(survives):
                words = f"{asked.title or asked.name}, {asked.trials} trials of {asked.patients}"
                made["ledger"] = partial(figures.ledger, survives, words)
            leave(
                folder, wanted, asked.screened, made,
                {"circles": rows, "loops": loops, "expected": expected(), "ledger": survives},
                as_given(asked),
            )  # fmt: skip
    return rows, survives


def expected():
    """What was expected of each cut before it was looked at: a row each."""
    return pd.DataFrame(
        {"circle": cut.circle, "cut": name, "words": cut.words, "expected": cut.expected}
        for name, cut in trials.CIRCLES.items()
    )


def expectation_lines():
    """The same in words, circle by circle."""
    for circle, cuts in expected().groupby("circle", sort=False):
        yield circle
        for row in cuts.to_dict("records"):
            yield f"  {row['cut']}: {row['words']}\n      expected: {row['expected']}"
