"""The description of the model as one page of Markdown: texts, with equations and tables put in.

In a text a line of its own such as ``{{equations 1-3}}``, ``{{population}}``, ``{{visits}}`` or
``{{parameters}}`` stands for what is put in there.
"""

import re
import tomllib
from importlib.resources import files

from trustsim.showing.description import docstrings, tables

HERE = files(__package__)
BEGINNING = """\
# Model description (ODD+D)

*Written by `trustsim odd` from the docstrings of the rules, the tables of parameters and the texts
in `showing/description/`: a change belongs there, and not on this page.*

After the ODD+D protocol (Müller et al. 2013,
[doi:10.1016/j.envsoft.2013.06.003](https://doi.org/10.1016/j.envsoft.2013.06.003), with the
patterns that its last update asks for: Grimm et al. 2020,
[doi:10.18564/jasss.4259](https://doi.org/10.18564/jasss.4259)). Letters in brackets at the
beginning of a paragraph name the guiding questions of the protocol that it answers. Every equation
stands under the number by which the source code cites it. The symbols are the keys of the tables of
parameters, which have each with its default, range, unit, basis (measured, fitted or assumed) and
source, as `trustsim parameters` lists them. Files are named relative to the folder `trustsim/`."""
BESIDE = (  # what the protocol does not ask for
    "Where the model departs from its design",
    "What is assumed",
    "What the model cannot say",
)
MARK = re.compile(r"^\{\{(\w+) ?([\d-]*)\}\}$", re.MULTILINE)


def headings():
    """The published headings: part -> heading -> its guiding questions."""
    return tomllib.loads(HERE.joinpath("headings.toml").read_text(encoding="utf-8"))


def text(heading):
    """The text under a heading as it was written, with marks where something is put in."""
    name = "_".join(re.findall(r"\w+", heading.lower()))
    return HERE.joinpath("texts", f"{name}.md").read_text(encoding="utf-8").strip()


def description():
    """The whole description, as Markdown."""
    parts = [BEGINNING]
    for number, (part, inside) in enumerate(headings().items(), start=1):
        parts.append(f"## {number}. {part}")
        for place, heading in enumerate(inside, start=1):
            parts += [f"### {number}.{place} {heading}", filled(text(heading))]
    for number, heading in enumerate(BESIDE, start=len(headings()) + 1):
        parts += [f"## {number}. {heading}", filled(text(heading))]
    return "\n\n".join(parts) + "\n"


def filled(words):
    """A text with what its marks stand for."""
    return MARK.sub(lambda mark: put_in(*mark.groups()), words)


def put_in(kind, numbers):
    """What one mark stands for."""
    if kind in ("equation", "equations"):
        first, _, last = numbers.partition("-")
        chosen = range(int(first), int(last or first) + 1)
        return "\n\n".join(docstrings.equation_as_described(number) for number in chosen)
    return {
        "visits": docstrings.visits,
        "population": tables.population,
        "parameters": tables.parameters,
    }[kind]()
