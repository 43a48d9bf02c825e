"""What a command leaves behind besides the records: its tables and figures, whole or not at all."""

from contextlib import contextmanager
from functools import partial

import numpy as np

from trustsim.measures import SHARES_OF_ANSWERS
from trustsim.records import describe, whole

FORMATS = ("pdf", "svg", "png")


@contextmanager
def kept(out):
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
    from trustsim import figures

    records = cohorts["study"]
    return {
        "classes": ({"classes"}, partial(figures.classes, records)),
        "biographies": ({"classes"}, partial(figures.biographies, records)),
        "siding": ({"siding"}, partial(figures.siding, records)),
        "stability": ({"stability"}, partial(figures.stability, records)),
        "contingency": ({"contingency"}, partial(figures.contingency, cohorts)),
        "gaze_following": ({"gaze_following"}, partial(figures.gaze, records)),
        "belief_revision": ({"belief_revision"}, partial(figures.revision, records)),
        "trust_scales": ({"trust_scales", "classes"}, partial(figures.scales, records)),
        **{
            protocol: ({protocol}, partial(figures.conditions, records, protocol))
            for protocol in SHARES_OF_ANSWERS
        },
    }


def draw(folder, cohorts, tables):
    """Every figure that these tables can fill, in every format."""
    made = drawings(cohorts).items()
    save(folder, {name: figure() for name, (needs, figure) in made if needs <= set(tables)})


def save_with(folder, scenario, figures):
    """Figures, config and provenance."""
    describe(folder, scenario)
    save(folder, figures)


def save(folder, figures):
    """Every figure in every format."""
    (folder / "figures").mkdir()
    for name, figure in figures.items():
        write(folder / "figures", name, figure)


def write(folder, name, figure):
    """One figure in every format; returns the paths."""
    paths = [folder / f"{name}.{kind}" for kind in FORMATS]
    for path, kind in zip(paths, FORMATS, strict=True):
        figure.savefig(path, dpi=150, metadata=dated(kind))
    return paths


def dated(kind):
    """No date in a figure: the same numbers give the same file."""
    return {"pdf": {"CreationDate": None}, "svg": {"Date": None}}.get(kind)


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
