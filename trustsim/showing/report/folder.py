"""What a command leaves behind besides the records: its tables and figures, whole or not at all."""

from contextlib import contextmanager
from functools import partial
from io import BytesIO
from textwrap import shorten

import numpy as np

from trustsim.engine.records import describe, whole
from trustsim.measures import REPORTED
from trustsim.showing.receipts.drawn import panels
from trustsim.showing.receipts.receipt import write_receipt
from trustsim.study.protocols import CATALOGUE

FORMATS = ("pdf", "svg", "png")
MISSING = "missing.txt"  # beside the figures: which could not be drawn, and why


@contextmanager
def folder_asked_for(out):
    """The folder to write into, whole or not at all; None if nothing is to be kept."""
    if out is None:
        yield None
    else:
        with whole(out) as partial:
            yield partial


def write_tables(folder, tables):
    """Every table as CSV."""
    (folder / "tables").mkdir()
    for name, rows in tables.items():
        (folder / "tables" / f"{name}.csv").write_text(csv(rows), encoding="utf-8")


def csv(rows):
    """A table as text: six digits of every number, nothing where there is none or no end to it."""
    return rows.replace([np.inf, -np.inf], np.nan).to_csv(index=False, float_format="%.6g")


def drawings(cohorts):
    """Every figure of a run: its name -> the tables that it cannot do without, and how it is made.

    ``cohorts`` maps the name of a population to its Records.
    """
    from trustsim.showing import figures

    records = cohorts["study"]
    reported = {
        protocol: (needs(protocol), partial(figures.of_protocol(protocol), records))
        for protocol in REPORTED.values()
    }
    return reported | {
        "classes": ({"classes"}, partial(figures.classes, records)),
        "biographies": ({"classes"}, partial(figures.biographies, records)),
        "chain": ({"classes", "siding"}, partial(figures.chain, records)),
        "siding": ({"siding"}, partial(figures.siding, records)),
        "stability": ({"stability"}, partial(figures.stability, records)),
        "contingency": ({"contingency"}, partial(figures.contingency, cohorts)),
        "partners": ({"classes_by_partner"}, partial(figures.partners, records)),
    }


def needs(protocol):
    """The tables that the figure of a protocol is drawn from."""
    report = CATALOGUE[protocol].REPORT
    return {report.table or protocol} | ({"classes"} if report.by_class else set())


def draw(folder, cohorts, tables):
    """Every figure that these tables can fill, in every format; returns the panels of each."""
    made = drawings(cohorts).items()
    return save(folder, {name: figure for name, (needs, figure) in made if needs <= set(tables)})


def leave(folder, asked, scenario, figures, tables=None, texts=None):
    """Tables, texts (name of the file -> text), figures, config, provenance and the receipt.

    Nothing where no folder was asked for.
    """
    if folder is None:
        return
    if tables:
        write_tables(folder, tables)
    for name, text in (texts or {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    describe(folder, scenario)
    write_receipt(folder, asked, scenario, save(folder, figures), tables or {})


def save(folder, figures):
    """Every figure, by the function that makes it, in every format; returns the panels of each.

    One that cannot be made is missing, and a file beside the others says why: what is kept already
    has taken longer than any figure.
    """
    here, drawn, failed = folder / "figures", {}, []
    here.mkdir()
    for name, make in figures.items():
        try:
            figure = make()
            write(here, name, figure)
            drawn[name] = panels(figure)
        except Exception as error:  # whatever matplotlib, a font or the disk may raise
            why = shorten(f"{type(error).__name__}: {error}", 200, placeholder=" ...")
            failed.append(f"figure '{name}' is missing: could not be drawn ({why})")
    if failed:
        (here / MISSING).write_text("\n".join(failed) + "\n", encoding="utf-8")
    return drawn


def missing(folder):
    """Which figures of a results folder are missing, and why, or an empty string."""
    told = folder / "figures" / MISSING
    return told.read_text(encoding="utf-8").rstrip() if told.exists() else ""


def write(folder, name, figure):
    """One figure in every format, or in none; returns the paths."""
    files = {folder / f"{name}.{kind}": as_file(figure, kind) for kind in FORMATS}
    try:
        for path, content in files.items():
            path.write_bytes(content)
    except OSError:
        for path in files:
            path.unlink(missing_ok=True)
        raise
    return list(files)


def as_file(figure, kind):
    """A figure as the content of a file of this kind."""
    file = BytesIO()
    figure.savefig(file, format=kind, dpi=150, metadata=dated(kind))
    return file.getvalue()


def dated(kind):
    """No date in a figure: the same numbers give the same file."""
    return {"pdf": {"CreationDate": None}, "svg": {"Date": None}}.get(kind)


def pictures(why):
    """How the figures of an explanation are made, by name."""
    from trustsim.showing import figures

    if hasattr(why, "moments"):  # a session
        return {"moments": partial(figures.moments, why)} if why.moments else {}
    if hasattr(why, "encounters"):  # a whole day
        numbers = [each.occasion.place["encounter"] for each in why.encounters]
        return {
            f"encounter_{number}": partial(figures.encounter, each)
            for number, each in zip(numbers, why.encounters, strict=True)
        }
    if why.between:
        return {"decision": partial(figures.decision, why)}
    return {"encounter": partial(figures.encounter, why)}
