"""What every figure of a sweep says: which parameters, what they are, how many points and cohorts.

``rows`` are the results of a sweep: a row for each point, world and measure, with the ``value`` of
the measure and a column for each parameter that was varied, named by its full dotted name.
"""

from itertools import combinations, cycle
from textwrap import fill

import matplotlib as mpl
from matplotlib import patheffects
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from trustsim.asking.explain.beliefs import WORDS
from trustsim.engine.portrait import Portrait
from trustsim.mistakes import Mistake, choice, nearest
from trustsim.showing.figures.points import SHAPES, Look, cohorts, footnote
from trustsim.showing.figures.style import COLOURS, MARKERS, caption
from trustsim.study.config import bounds, json_schema, node
from trustsim.study.declared import parameter_rows
from trustsim.study.population import FACTORS
from trustsim.study.protocols.strange_situation import CLASSES
from trustsim.sweeps.names import WHOLE_STUDY

NOTHING = "#E6E6E6"  # where a measure does not exist
ABSENT = "Grey: no such number in any cohort."
PANEL, LEAST = 3.3, 6.0  # inches: of a panel, and a figure at least
LETTERS = 12  # of an axis label, in an inch
MOST = 8  # lines or panels side by side
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#999999")
SEEN = [patheffects.withStroke(linewidth=2.2, foreground="white")]  # on any colour


def varied(rows):
    """The parameters that differ between points, by their full names."""
    names = [name for name in rows if "." in name or name in WHOLE_STUDY]
    return [name for name in names if rows[name].nunique(dropna=False) > 1]


def parameters(rows, **given):
    """The full names of the varied parameters that are meant; ``by`` may be empty."""
    names = {what: parameter(rows, what, name) if name else "" for what, name in given.items()}
    for what, other in combinations(names, 2):
        if names[what] == names[other]:
            raise Mistake(f"{what} and {other} are both {names[what]}: choose two parameters")
    return names.values()


def parameter(rows, what, given):
    """The full name of the varied parameter that is meant: a full name, or how one ends."""
    names = varied(rows)
    if not names:
        raise Mistake("no parameter differs between the points of these rows")
    meant = [name for name in names if name == given or name.endswith(f".{given}")]
    if given in meant or len(meant) == 1:
        return given if given in meant else meant[0]
    if len(meant) > 1:
        raise Mistake(f"{what} = '{given}' may be {' or '.join(meant)}: give the full name")
    for name in rows:
        if "." in name and (name == given or name.endswith(f".{given}")):
            raise Mistake(
                f"{what} = '{given}' is {rows[name].iloc[0]} at every point; choose one of "
                f"{', '.join(names)}"
            )
    endings = [name.rpartition(".")[2] for name in names]
    raise Mistake(
        f"{what} = '{given}' was not varied; choose one of {', '.join(names)}"
        f"{nearest(given, [*names, *endings])}"
    )


def numeric(rows, **axes):
    """Raise unless the axes of a map are numbers, which alone are near to each other or far."""
    for what, name in axes.items():
        if not is_numeric_dtype(rows[name]) or is_bool_dtype(rows[name]):
            raise Mistake(
                f"{what} = '{name}' is no number, which a map needs; draw lines over it instead"
            )


def measured(rows, values):
    """The rows of these measures."""
    if isinstance(values, str):
        raise Mistake(f"values = '{values}': give a list, ['{values}']")
    there = list(rows["measure"].unique())
    if not 0 < len(values) <= MOST:
        raise Mistake(f"{len(values)} values do not fit into one figure; give 1 to {MOST} of them")
    for name in values:
        choice("value", name, there)
        if rows.loc[rows["measure"] == name, "value"].isna().all():
            raise Mistake(f"value '{name}' does not exist in any cohort of any point")
    return rows[rows["measure"].isin(values)].astype({"measure": "str"})


def plainly(name):
    """A name as it is read aloud, without what goes without saying."""
    return " ".join(name.removeprefix("theory.").removeprefix("visits.").split(".")).replace(
        "_", " "
    )


def explained(name):
    """What a parameter is and its range, as the table of parameters has them."""
    words = {row["name"]: row["words"] for row in parameter_rows()}
    words |= {f"caregiver.{factor}": about for factor, about in FACTORS.items()}
    whole, _, part = name.rpartition(".")
    path, schema = name.split("."), json_schema()
    words |= {key: node([key], schema)["description"] for key in WHOLE_STUDY}
    said = words.get(name) or f"{part} of: {words[whole]}"
    return f"{plainly(name)}: {said}; {bounds(path, schema)}."


def meaning(measure):
    """What a measure is, in a sentence; nothing where its name says so."""
    item, _, rest = measure.partition(",")
    if item in CLASSES:
        said = "share of children coded so in the Strange Situation"
    elif item == "siding":
        said = "share of answers that side with the mother and not with the stranger"
    elif item in Portrait._fields:
        said = f"{WORDS.get(item, item)}, mean over the children"
    else:
        return ""
    return f"{plainly(item)}{rest and ' …'}: {said}."


def meanings(measures):
    """What these measures are, each said once."""
    return " ".join(dict.fromkeys(filter(None, map(meaning, measures))))


def with_unit(name):
    """A parameter with its unit, for an axis."""
    here = node(name.split("."), json_schema())
    unit = here.get("oneOf", [here])[0].get("unit") or unit_of_part(name)
    return f"{plainly(name)} ({unit})" if unit else plainly(name)


def unit_of_part(name):
    """The unit of mean, sd or shift of a distribution, which are numbers before the link."""
    whole, _, _ = name.rpartition(".")
    for row in parameter_rows():
        if row["name"] == whole and "link" in row["default"]:
            link = row["default"]["link"]
            return row["unit"] if link == "identity" else link
    return "standard deviations" if whole.rpartition(".")[2] in FACTORS else ""


def label(axes, x, y):
    """Names below the lowest and to the left of the leftmost of the panels (row, column)."""
    for axis in axes[-1]:
        axis.set_xlabel(fill(x, int(LETTERS * PANEL)))
    for axis in axes[:, 0]:
        axis.set_ylabel(fill(y, int(LETTERS * PANEL)))


def tick(axis, x, y):
    """Ticks at the values of a grid, where they are few."""
    for values, put in ((x, axis.set_xticks), (y, axis.set_yticks)):
        if len(values) <= MOST:
            put(values, [f"{value:.3g}" for value in values], fontsize=9)


def looks(names):
    """The looks of some measures: those of classes as everywhere."""
    classes = [plainly(name).split()[-1] for name in names]
    others = (Look(colour, "o", "") for colour in PALETTE)
    return {
        name: Look(COLOURS[kind], MARKERS[kind], plainly(name))
        if kind in CLASSES and classes.count(kind) == 1
        else next(others)._replace(label=plainly(name))
        for name, kind in zip(names, classes, strict=True)
    }


def shades(levels):
    """The looks of levels of a parameter (value -> words): from dark to light."""
    colours = mpl.colormaps["viridis"]
    steps = max(len(levels) - 1, 1)
    return {
        value: Look(mpl.colors.to_hex(colours(0.05 + 0.85 * n / steps)), shape, words)
        for n, ((value, words), shape) in enumerate(zip(levels.items(), cycle(SHAPES)))
    }


def headline(figure, rows, found, children, reading):
    """Above everything: what was compared, and how the figure is read."""
    worlds = rows["world"].nunique()
    crowd = number_of(rows, children)
    above(figure, len(found.points), rows["point"].nunique(), worlds, crowd, reading)


def number_of(rows, children):
    """How many children are in a cohort, in words, be it the same everywhere or varied."""
    if "children" not in rows:
        return f"{children:,}"
    return f"{rows['children'].min():,} to {rows['children'].max():,}"


def fewest(rows, children):
    """The number of children in a cohort, or the least where it was varied."""
    return rows["children"].fillna(children).min() if "children" in rows else children


def above(figure, kept, points, worlds, children, reading):
    """How many points (those that are shown, of all), cohorts and children, and the reading."""
    some = f"{kept:,} of {points:,} points" if kept < points else f"{points:,} points"
    words = f"{some}, at each {cohorts(worlds)} of {children} children; {reading}"
    width = int(LETTERS * figure.get_figwidth())
    caption(figure, fill(words, width))


def notes(figure, found, *more):
    """Below everything: what the axes are, what was averaged over, what else must be known."""
    footnote(figure, " ".join(note for note in (*more, *found.notes) if note))


def interval_over(rows, found):
    """What the chance in an interval is."""
    alone = rows["world"].nunique() == 1
    if found.whole:
        return "One cohort alone has no interval." if alone else "Intervals are over cohorts."
    if alone:
        return (
            "Intervals are over points; the luck of the one cohort that all share is not in them."
        )
    return "Intervals are over points and cohorts."
