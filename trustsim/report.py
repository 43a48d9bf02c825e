"""What the commands do: run, judge, draw, and leave a results folder behind."""

import json
import math
import tomllib
from contextlib import contextmanager

from rich.table import Table

from trustsim import evidence, measures
from trustsim.lesions import LESIONS
from trustsim.mistakes import Mistake, choice
from trustsim.parameters import (
    CALIBRATED,
    FITTED,
    OTHERS,
    PLAYMATES,
    Childhood,
    LearnerTraits,
    PartnerTraits,
    Theory,
    annotations,
)
from trustsim.patterns import TESTS, literature
from trustsim.population import CAREGIVERS, INFANTS
from trustsim.protocols import CATALOGUE
from trustsim.records import describe, free_folder, whole
from trustsim.simulate import ENGINES
from trustsim.simulate import run as simulate

QUICK = evidence.QUICK
FORMATS = ("pdf", "svg", "png")


def reproduce(scenario, out, threads):
    """Records, tables, figures and verdicts of a scenario, in a folder; returns both."""
    folder = out or free_folder(scenario.name)
    with whole(folder) as partial:
        cohorts = grown(evidence.populations(scenario), threads)
        records = cohorts["study"]
        verdicts = [evidence.judged(name, cohorts) for name in TESTS]
        records.save(partial)
        write_tables(partial, measures.tables(records))
        evidence.verdict_table(verdicts).to_csv(partial / "tables" / "verdicts.csv", index=False)
        draw(partial, records)
    return folder, verdicts


def run(scenario, engine, out, threads):
    """Tables of a scenario, and the folder they were written to, if one was asked for."""
    choice("--engine", engine, ENGINES)
    if out is None:
        return measures.tables(simulate(scenario, engine, threads)), None
    with whole(out) as partial:
        records = simulate(scenario, engine, threads)
        records.save(partial)
        tables = measures.tables(records)
        write_tables(partial, tables)
    return tables, out


def check(pattern, quick, threads):
    """Verdicts of the default study on one pattern, or on all."""
    if pattern is not None:
        choice("--pattern", pattern, list(literature()))
    study = evidence.study()
    if quick:
        study = study.but({"worlds": QUICK})
    names = literature() if pattern is None else [pattern]
    cohorts = grown(evidence.populations(study, names), threads)
    return [evidence.judged(name, cohorts) for name in names]


def explain(scenario, child, world, options, out):
    """The explanation that the options ask for, kept with its figures if a folder was asked for."""
    from trustsim import explain

    with kept(out) as partial:
        why = explain.asked(scenario, child, world, **options)
        if partial:
            for kind, as_json in (("json", True), ("txt", False)):
                text = explanation_text(why, as_json) + "\n"
                (partial / f"explanation.{kind}").write_text(text, encoding="utf-8")
            save_with(partial, scenario, pictures(why))
    return why


def explanation_text(why, as_json):
    """An explanation in words or as JSON."""
    from trustsim import explain

    return json.dumps(explain.plain(why), indent=2) if as_json else explain.words(why)


def pictures(why):
    """The figures of an explanation, by name."""
    from trustsim import figures

    if hasattr(why, "encounters"):  # a whole day
        numbers = [each.occasion.place["encounter"] for each in why.encounters]
        return {
            f"encounter_{number}": figures.encounter(each)
            for number, each in zip(numbers, why.encounters, strict=True)
        }
    if hasattr(why, "turns"):
        return {"encounter": figures.encounter(why)}
    return {"decision": figures.decision(why)}


def twins(scenario, settings, without, out, threads):
    """The effects on each child and its twin of ``key=value`` settings and of mechanisms out."""
    from trustsim import figures, twins

    changes = dict(setting(each) for each in settings)
    for lesion in without:
        choice("--without", lesion, list(LESIONS))
        changes |= LESIONS[lesion].changes
    scenario.but(changes)  # a mistake in a change is found before anything runs
    with kept(out) as partial:
        lives = twins.live_twice(scenario, changes, threads)
        rows = twins.twin_table(lives)
        words = ", ".join([*settings, *(f"without {lesion}" for lesion in without)])
        if partial:
            write_tables(partial, {"twins": rows})
            save_with(partial, scenario, {"twins": figures.twins(lives, words)})
    return rows


def setting(text):
    """Key and value of one ``key=value``; the value is read as TOML."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise Mistake(f"--set {text}: write key=value, for instance caregiver.sensitivity=0.2")
    try:
        return key.strip(), tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return key.strip(), value.strip()


def lesions(scenario, out, threads):
    """The ledger of a scenario, kept with its heat map in a folder if one was asked for."""
    from trustsim import figures, ledger

    with kept(out) as partial:
        rows = ledger.ledger(scenario, threads)
        if rows.empty:
            raise Mistake(f"{scenario.name}: none of the patterns can be tested on its visits")
        if partial:
            write_tables(partial, {"ledger": rows})
            words = f"{scenario.worlds} cohorts of {scenario.children}"
            save_with(partial, scenario, {"ledger": figures.ledger(rows, words)})
    return rows


def compare(scenario, out, threads):
    """Our model and its rivals on the tasks of a scenario, kept with the figure if asked for."""
    from trustsim import comparison, figures

    with kept(out) as partial:
        compared = comparison.compare(scenario, threads)
        if partial:
            tables = {name: getattr(compared, name) for name in ("tasks", "scores", "fits")}
            write_tables(partial, tables)
            save_with(partial, scenario, {"comparison": figures.comparison(compared)})
    return compared


def ledger_lines(rows):
    """The ledger as a table for the terminal: lesion by pattern, with what moved."""
    table = Table("without", "pattern", "state", "", "whole", "without", "95 % interval")
    for (lesion, pattern), parts in rows.groupby(["lesion", "pattern"], sort=False):
        broken = parts[~parts["holds"]]
        shown = broken if len(broken) else parts.head(1)
        for n, each in enumerate(shown.itertuples()):
            head = (lesion, pattern, each.state) if n == 0 else ("", "", "")
            numbers = (f"{each.whole:.3f}", f"{each.lesioned:.3f}")
            table.add_row(*head, each.part, *numbers, interval(each.low, each.high))
    return table


@contextmanager
def kept(out):
    """The folder to write into, whole or not at all; None if nothing is to be kept."""
    if out is None:
        yield None
    else:
        with whole(out) as partial:
            yield partial


def grown(populations, threads):
    """Records of every population, by name."""
    return {
        name: simulate(each, threads=threads, words=f"growing: {name}")
        for name, each in populations.items()
    }


def write_tables(folder, tables):
    """Every table as CSV."""
    (folder / "tables").mkdir()
    for name, rows in tables.items():
        rows.to_csv(folder / "tables" / f"{name}.csv", index=False, float_format="%.6g")


def aligned(name, rows):
    """A table as text: wide tables with a column to a line, the others with a row."""
    keys = [key for key in ("attachment", "months", "visit", "rating") if key in rows]
    if name in ("portraits", "ratings"):
        return rows.set_index(keys).T.to_string(float_format="%.3f")
    return rows.to_string(index=False, float_format="%.3f")


def draw(folder, records):
    """Every figure that these records can fill, in every format."""
    from trustsim import figures

    wanted = {}
    if "strange_situation" in records.tables:
        wanted |= {"classes": figures.classes, "biographies": figures.biographies}
    if {"strange_situation", "mother_stranger"} <= set(records.tables):
        wanted["siding"] = figures.siding
    save(folder, {name: figure_of(records) for name, figure_of in wanted.items()})


def save_with(folder, scenario, figures):
    """Figures, config and provenance."""
    describe(folder, scenario)
    save(folder, figures)


def save(folder, figures):
    """Every figure in every format."""
    (folder / "figures").mkdir()
    for name, figure in figures.items():
        for kind in FORMATS:
            figure.savefig(folder / "figures" / f"{name}.{kind}", dpi=150, metadata=dated(kind))


def dated(kind):
    """No date in a figure: the same numbers give the same file."""
    return {"pdf": {"CreationDate": None}, "svg": {"Date": None}}.get(kind)


def verdict_lines(verdicts):
    """The verdicts as a table for the terminal."""
    table = Table(
        "pattern", "weight", "verdict", "cohorts", "", "value", "95 % interval", "accepted"
    )
    for each in verdicts:
        share = "" if math.isnan(each.share) else f"{each.share:.0%} of {each.cohorts}"
        head = (each.pattern, each.weight, each.verdict, share)
        if not each.findings:
            table.add_row(*head, each.why, "", "", "")
        for finding in each.findings:
            mean, low, high = finding.value
            table.add_row(
                *head,
                f"{'' if finding.holds else 'NO: '}{finding.words}",
                f"{mean:.3f}",
                interval(low, high),
                accepted(finding.accepted),
            )
            head = ("", "", "", "")
        if each.findings:
            table.add_section()
    return table


def interval(low, high):
    """An interval in brackets; empty where there is none."""
    return "" if math.isnan(low) else f"[{low:.3f}, {high:.3f}]"


def accepted(limits):
    """An accepted range in words."""
    low, high = limits
    if math.isinf(high):
        return f"> {low:g}"
    if math.isinf(low):
        return f"< {high:g}"
    return f"{low:.2f} to {high:.2f}"


def parameter_rows():
    """Every parameter as a dict: name, default, range, unit, basis, source, words."""
    groups = {f"theory.{name}": (group, group()) for name, group in Theory.__annotations__.items()}
    groups["childhood"] = (Childhood, Childhood())
    groups |= {
        f"visits.{name}": (each.Settings, each.Settings()) for name, each in CATALOGUE.items()
    }
    groups["others"] = (PartnerTraits, OTHERS)
    groups["playmates"] = (PartnerTraits, PLAYMATES)
    rows = [
        {"name": f"{prefix}.{name}", "default": plain(getattr(defaults, name)), **about._asdict()}
        for prefix, (group, defaults) in groups.items()
        for name, about in annotations(group).items()
    ]
    for row in rows:
        if row["name"] in FITTED:
            row |= {"basis": "fitted", "source": CALIBRATED}
    for prefix, group, spreads in (
        ("caregiver", PartnerTraits, CAREGIVERS),
        ("infant", LearnerTraits, INFANTS),
    ):
        for name, about in annotations(group).items():
            spread = spreads[name]
            default = {"mean": spread.mean, "sd": spread.sd, "link": spread.link}
            row = {"name": f"{prefix}.{name}", "default": default, **about._asdict()}
            rows.append(row | {"basis": spread.basis, "source": spread.source})
    return rows


def plain(value):
    """A default as JSON can say it."""
    return list(value) if isinstance(value, tuple) else value


def parameter_lines():
    """The parameters as a table for the terminal."""
    table = Table("name", "default", "range", "unit", "basis", "what it is", "source")
    for row in parameter_rows():
        default = row["default"]
        if isinstance(default, dict) and "link" in default:
            default = f"{default['link']}: {default['mean']:g} ± {default['sd']:g}"
        span = f"{row['low']:g} to {row['high']:g}"
        table.add_row(
            row["name"], str(default), span, row["unit"], row["basis"], row["words"], row["source"]
        )
    return table
