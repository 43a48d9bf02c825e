"""The commands that grow cohorts: reproduce, run, check, explain, twins, lesions and others."""

import json
from pathlib import Path
from typing import Annotated

import typer

from trustsim.mistakes import Mistake
from trustsim.showing.cli import whole
from trustsim.showing.cli.app import Config, Out, Quick, Threads, app, complete, done, echo
from trustsim.showing.receipts.along import found

COHORTS = 20  # to grow for each lesion: on two cores ten minutes of the main study
EVERYTHING = Path("all")
Reproduced = Annotated[
    Path,
    typer.Argument(
        help="A TOML file, the name of a config that comes along, or: all.",
        callback=lambda given: given if given == EVERYTHING else found(given),
    ),
]


@app.command()
def reproduce(config: Reproduced, out: Out = None, quick: Quick = False, threads: Threads = None):
    """Play what CONFIG asks for, draw its figures, and hold what is found against the literature.

    CONFIG may be `all`: everything that `trustsim figures` lists, each in a folder of its own; what
    is in --out already is not played again.
    """
    from trustsim.showing import report

    if config == EVERYTHING:
        whole.reproduce_all(out, quick, threads)
        return
    folder, verdicts = report.reproduced(config, quick, out, threads)
    if verdicts:
        found, left = report.tested(verdicts)
        if found:
            echo(report.verdict_lines(found))
        if left:
            typer.echo(left)
    typer.echo(f"\nresults  {folder}")
    for figure in sorted((folder / "figures").glob("*.png")):
        typer.echo(f"figure   {figure}")
    complete(folder)


@app.command()
def run(
    config: Config,
    engine: Annotated[str, typer.Option(help="fast (compiled) or agents (readable).")] = "fast",
    out: Out = None,
    threads: Threads = None,
):
    """Grow the cohorts of CONFIG and print what was measured; no figure, no verdict."""
    from trustsim.showing import report
    from trustsim.study.scenario import load

    scenario = load(config)
    tables, folder = report.run(scenario, engine, out, threads)
    for name, rows in tables.items():
        typer.echo(f"{name}\n{report.aligned(name, rows)}\n")
    done(folder)


@app.command()
def check(
    pattern: Annotated[str | None, typer.Option(help="Only this pattern, by its name.")] = None,
    quick: Quick = False,
    threads: Threads = None,
):
    """Hold the defaults against every pattern of the literature, and claim of the theory."""
    from trustsim.showing import report

    verdicts = report.check(pattern, quick, threads)
    echo(report.verdict_lines(verdicts))
    typer.echo(report.verdict_count(verdicts))


@app.command()
def explain(
    config: Config,
    child: Annotated[int | None, typer.Option(help="Number of the child, from 0.")] = None,
    world: Annotated[int | None, typer.Option(help="Number of the cohort, from 0.")] = None,
    task: Annotated[str | None, typer.Option(help="Task; the last one if unset.")] = None,
    months: Annotated[float | None, typer.Option(help="Age; the last one if unset.")] = None,
    encounter: Annotated[int | None, typer.Option(help="An encounter, by its number.")] = None,
    day: Annotated[int | None, typer.Option(help="All encounters of a day, from 0.")] = None,
    visit: Annotated[
        str | None, typer.Option(help="A visit; may say: with (or against) NAME.")
    ] = None,
    event: Annotated[
        int | None, typer.Option(help="Event of the visit; the last decision.")
    ] = None,
    patient: Annotated[
        int | None, typer.Option(help="Number of a patient of the trial, from 0.")
    ] = None,
    session: Annotated[int | None, typer.Option(help="Which of its sessions, from 1.")] = None,
    arm: Annotated[
        str | None, typer.Option(help="Arm of the trial; the last one with sessions if unset.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON instead of words.")] = False,
    out: Out = None,
):
    """Say why one child of CONFIG did what it did, or what happened to a patient of its trial.

    Without --encounter, --day or --visit: why it sides with its mother or with who contradicts. Of
    a trial: what was said in a session of a patient, moment by moment, and what became of it.
    """
    from trustsim.asking import trials
    from trustsim.showing import report
    from trustsim.study.scenario import load

    options = {
        "task": task, "months": months, "encounter": encounter, "day": day, "visit": visit,
        "event": event, "patient": patient, "session": session, "arm": arm,
    }  # fmt: skip
    if trials.is_trial(config):
        options |= {"child": child, "world": world}
        why = report.explain_patient(trials.load_trial(config), options, out)
    else:
        why = report.explain(load(config), child, world or 0, options, out)
    typer.echo(report.explanation_text(why, as_json))
    done(out)


@app.command()
def twins(
    config: Config,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="What differs: key=value.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="Mechanism taken out; see `trustsim lesions`.")
    ] = None,
    cohorts: Annotated[
        int | None, typer.Option(min=1, help="Cohorts to live twice; those of CONFIG if unset.")
    ] = None,
    out: Out = None,
    threads: Threads = None,
):
    """Live every child of CONFIG twice, with the same luck, and show what the change did."""
    from trustsim.showing import report
    from trustsim.study.scenario import load

    scenario = load(config)
    if cohorts:
        scenario = scenario.but({"worlds": cohorts})
    rows = report.twins(scenario, set_ or [], without or [], out, threads)
    typer.echo(report.aligned("twins", rows))
    done(out)


@app.command()
def lesions(
    config: Config,
    cohorts: Annotated[
        int | None,
        typer.Option(
            min=2,
            help="Cohorts to grow for each lesion, or trials to play for each cut "
            "(20 if unset; of trials no more than CONFIG has).",
        ),
    ] = None,
    all_come: Annotated[
        bool,
        typer.Option("--all-come", help="Nobody stops coming, whatever is cut: only of a trial."),
    ] = False,
    out: Out = None,
    threads: Threads = None,
):
    """Take every mechanism out of CONFIG in turn, and see which patterns survive.

    Of a trial: cut the three virtuous circles of its treatments, of the session, of mentalising and
    of the world outside, and its mechanisms; see what is still gained, beside what was expected.
    """
    from trustsim.asking import trials
    from trustsim.showing import report
    from trustsim.study.scenario import load

    if trials.is_trial(config):
        asked = trials.load_trial(config)
        rows, survives = report.circles(asked, out, threads, cohorts, all_come)
        typer.echo("\n".join(report.expectation_lines()) + "\n")
        typer.echo(rows.to_string(index=False, float_format="{:.2f}".format, na_rep="-") + "\n")
        if len(lost := survives[survives["held"] & ~survives["holds"]]):
            echo(report.ledger_lines(lost))
    elif all_come:
        raise Mistake(f"--all-come: {config} has no trial, to which anybody could stop coming")
    else:
        rows = report.lesions(load(config).but({"worlds": cohorts or COHORTS}), out, threads)
        echo(report.ledger_lines(rows))
    done(out)


@app.command()
def compare(
    config: Annotated[
        Path | None,
        typer.Argument(
            help="A TOML file, or the name of one that comes along; every task of the comparison "
            "if unset.",
            callback=found,
        ),
    ] = None,
    out: Out = None,
    quick: Quick = False,
    threads: Threads = None,
):
    """Set our model and its rivals the same published tasks: who accounts for what."""
    from trustsim.asking import comparison, trials
    from trustsim.asking.comparison.lines import comparison_tables
    from trustsim.showing import report
    from trustsim.study.scenario import load

    if config and trials.is_trial(config):
        asked = trials.load_trial(config)
        told = report.compare_courses(asked.quick() if quick else asked, out, threads)
        typer.echo(told.questions.to_string(index=False, float_format="{:.2f}".format, na_rep="-"))
        for model, nothing in comparison.silent(told.questions).items():
            typer.echo(f"\n{model} has no word on: {'; '.join(nothing) or 'nothing'}")
        done(out)
        return
    scenario = load(config) if config else comparison.study()
    if quick:
        scenario = scenario.but({"worlds": min(scenario.worlds, report.QUICK)})
    echo(comparison_tables(report.compare(scenario, out, threads)))
    done(out)


@app.command()
def recover(
    config: Config,
    points: Annotated[
        int | None, typer.Option(min=1, help="Cohorts to grow, each with other values.")
    ] = None,
    children: Annotated[int | None, typer.Option(min=2, help="Children in each of them.")] = None,
    quick: Quick = False,
    out: Out = None,
    threads: Threads = None,
):
    """Grow CONFIG with known values of the calibrated parameters, and estimate them from it."""
    from trustsim.asking.recovery import QUICK, recovery_table, recovery_text
    from trustsim.showing import report
    from trustsim.study.scenario import load

    sizes = {"points": points, "children": children}
    given = {name: size for name, size in sizes.items() if size is not None}
    found = report.recover(load(config), (QUICK if quick else {}) | given, out, threads)
    echo(recovery_table(found))
    typer.echo(f"\n{recovery_text(found)}")
    done(out)


@app.command()
def parameters(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON instead of a table.")] = False,
):
    """List every parameter: default, range, unit, basis and source."""
    from trustsim.showing import report

    if as_json:
        typer.echo(json.dumps(report.parameter_rows(), indent=2))
    else:
        echo(report.parameter_lines())


@app.command()
def odd():
    """Print the complete description of the model after ODD+D, as Markdown."""
    from trustsim.showing.description.written import description

    typer.echo(description(), nl=False)


@app.command()
def schema():
    """Print the JSON Schema of a config, for editors that complete and check TOML."""
    from trustsim.showing import report

    typer.echo(json.dumps(report.schema(), indent=2))
